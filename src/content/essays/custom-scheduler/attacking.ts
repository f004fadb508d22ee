/** The figure in which a reader tries to starve somebody. */
import { LINE, words } from '../../../kit/draw/label.ts';
import { type Block, column, row } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { type Attack, attack, LAST, OPPONENTS } from './attack.ts';
import { frameAt, type History } from './frames.ts';
import { LIST } from './list.ts';
import { drawMachine, drawWide, nameOf } from './panel.ts';

interface Both {
  readonly sound: History;
  readonly chosen: History;
}

/** The tick of the printed pictures, and the moment in whose place they stand. */
const SHOWN = 75;
const PRINTED = 0;

/** How high the figure is in all its states, units. */
const HEIGHT = { wide: 264, narrow: 252 } as const;

const labelOf = (key: string): string =>
  OPPONENTS.find((one) => one.key === key)?.label ?? OPPONENTS[0].label;

const titled = (title: string, width: number, drawn: Block): Block =>
  column([{ width, height: LINE, body: words(0, LINE / 2, title, 'title') }, drawn], 8);

/** Two schedulers under one attack. */
function drawPrinted({ sound, chosen }: Both, { scheduler }: Attack, width: number): Block {
  const narrow = isNarrow(width);
  const gap = narrow ? 14 : 48;
  const each = (width - gap) / 2;
  const one = (title: string, history: History) =>
    titled(title, each, drawMachine(frameAt(history, SHOWN), history, each, narrow ? 7 : 2));
  return row(
    [
      one(narrow ? 'lift to the floor' : `${labelOf('floor')}, at tick ${SHOWN}`, sound),
      one(
        narrow ? labelOf(scheduler).slice(0, 22) : `${labelOf(scheduler)}, at tick ${SHOWN}`,
        chosen,
      ),
    ],
    gap,
  );
}

/** Which lamps are out at a moment, and how far it went. */
function said(history: History, label: string, moment: number): string {
  const frame = frameAt(history, moment);
  const out = history.found
    .slice(0, frame.out.length)
    .map(({ sentence, tick }) => `${sentence} (${LIST[sentence - 1].name}) at tick ${tick}`);
  const lamps = out.length > 0 ? `out are ${out.join(', ')}` : 'all lamps are lit';
  return `At tick ${moment} under “${label}”, ${lamps}. One tenant has received at most ${frame.bypass} priced tokens while another’s oldest request waited; 2U is ${2 * history.unit}.`;
}

const saidOf = ({ sound, chosen }: Both, { scheduler }: Attack, moment: number): string =>
  moment === PRINTED
    ? `${said(sound, labelOf('floor'), SHOWN)} ${said(chosen, labelOf(scheduler), SHOWN)}`
    : said(chosen, labelOf(scheduler), moment);

export const attacking = figure<Attack, Both>({
  id: 'starve-somebody',
  title: 'Starve somebody',
  size: 'page',
  of: attack,
  caption: ({ sound }, { slots, others, times, short, prompt }) =>
    `A machine of ${slots} slots and three tenants. Amber: what waits, each request as long as it is dear. Blue: the tenant’s counter; the thin line below it: what it has received. B and C each send ${others} requests at tick ${times[0]} and again at ${times[1]}, of ${prompt} tokens and ${short} to answer. A is yours. A round lamp is lit, a cross is out, with the tick; U is ${sound.unit} priced tokens. Above the bar, filled, the most that one tenant has received while another’s oldest request waited; the dashed line is what sentence 5 allows.`,
  alt: (both, params, moment = PRINTED) =>
    `${moment === PRINTED ? `Two machines at tick ${SHOWN} under the same attack. ` : ''}${saidOf(both, params, moment)} ${frameAt(
      both.chosen,
      moment === PRINTED ? SHOWN : moment,
    )
      .accounts.map((account, tenant) => `Account of ${nameOf(tenant)}: ${account}.`)
      .join(' ')}`,
  draw: (both, params, width, moment = PRINTED) => {
    const height = isNarrow(width) ? HEIGHT.narrow : HEIGHT.wide;
    if (moment === PRINTED) return { ...drawPrinted(both, params, width), height };
    const frame = frameAt(both.chosen, moment);
    const drawn = isNarrow(width)
      ? drawMachine(frame, both.chosen, width, 2)
      : drawWide(frame, both.chosen, width);
    return { ...drawn, height };
  },
  table: ({ sound, chosen }, { scheduler }) => ({
    columns: [
      { name: 'scheduler' },
      { name: 'tick' },
      ...[0, 1, 2].map((tenant) => ({
        name: `account of ${nameOf(tenant)}`,
        unit: 'priced tokens',
      })),
      { name: 'lamps out' },
    ],
    rows: [
      { label: labelOf('floor'), history: sound },
      { label: labelOf(scheduler), history: chosen },
    ].flatMap(({ label, history }) =>
      [15, 30, 45, 60, SHOWN, 90, 105, LAST].map((tick) => {
        const { accounts, out } = frameAt(history, tick);
        return [label, tick, ...accounts, out.join(', ') || 'none'];
      }),
    ),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'scheduler',
      label: 'Scheduler',
      options: OPPONENTS.map(({ key: value, label }) => ({ value, label })),
    },
    { kind: 'number', name: 'arrives', label: 'A first sends at tick', min: 0, max: 90, step: 1 },
    {
      kind: 'number',
      name: 'again',
      label: 'A sends again every',
      min: 2,
      max: 60,
      step: 1,
      unit: 'ticks',
    },
    { kind: 'number', name: 'count', label: 'Requests at a time', min: 1, max: 30, step: 1 },
    {
      kind: 'number',
      name: 'answer',
      label: 'Tokens of each answer',
      min: 1,
      max: 6,
      step: 1,
    },
  ],
  moments: {
    from: PRINTED,
    to: LAST,
    printed: PRINTED,
    rate: 8,
    ticks: [
      { at: PRINTED, label: 'as printed' },
      { at: 20, label: 'B and C are busy' },
      { at: 60, label: 'they send again' },
      { at: 90, label: 'later' },
      { at: LAST, label: 'end' },
    ],
    track: ({ chosen }) =>
      track(PRINTED, LAST, [
        {
          points: chosen.frames.map(({ bypass }, tick) => [tick, bypass] as const),
          role: 'lost',
          filled: true,
        },
        {
          points: [
            [PRINTED, 2 * chosen.unit],
            [LAST, 2 * chosen.unit],
          ],
          role: 'reference',
          dash: 'dashed',
        },
      ]),
  },
  outcome: (both, params, moment = PRINTED) => saidOf(both, params, moment),
});
