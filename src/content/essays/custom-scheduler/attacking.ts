/** The figure in which a reader tries to starve somebody. */
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { column, row } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { type Attack, attack, LAST, OPPONENTS } from './attack.ts';
import { PRICE } from './engine.ts';
import { frameAt, type History } from './frames.ts';
import { LIST } from './list.ts';
import { drawMachine, nameOf } from './panel.ts';

interface Both {
  readonly sound: History;
  readonly chosen: History;
}

/** How high the figure is, units. */
const HEIGHT = { wide: 264, narrow: 344 } as const;

const labelOf = (key: string): string =>
  OPPONENTS.find((one) => one.key === key)?.label ?? OPPONENTS[0].label;

/** What a machine has come to: the lamps that are out, and how far it went. */
function said(history: History, key: string, moment: number): string {
  const frame = frameAt(history, moment);
  const out = history.found
    .slice(0, frame.out.length)
    .map(({ sentence, tick }) => `${sentence} (${LIST[sentence - 1].name}) at tick ${tick}`);
  const lamps = out.length > 0 ? `out are ${out.join(', ')}` : 'all lamps are lit';
  return `With “${labelOf(key)}” ${lamps}; the worst so far: one tenant got ${frame.bypass} priced tokens while another’s oldest request waited.`;
}

const saidOf = ({ sound, chosen }: Both, { scheduler }: Attack, moment: number): string =>
  `Tick ${Math.round(moment)}. ${said(sound, 'floor', moment)} ${said(chosen, scheduler, moment)} Sentence 5 allows ${2 * sound.unit}.`;

export const attacking = figure<Attack, Both>({
  id: 'starve-somebody',
  title: 'Starve somebody',
  size: 'page',
  of: attack,
  caption: ({ sound }, { slots, others, times, short, prompt, longest }) =>
    `A machine of ${slots} slots and three tenants, twice; the scheduler at the right is the one that is chosen. Amber: what waits, each request as long as it costs. Blue: the tenant’s counter; the thin line below it: what it has received. B and C each send ${others} requests at tick ${times[0]} and again at ${times[1]}, of ${prompt} tokens and ${short} to answer. A is yours. U is ${sound.unit} priced tokens: a prompt of ${prompt}, and ${slots} slots times the longest answer that can be set, ${longest} tokens, at ${PRICE.output} each. A round lamp is lit, a cross is out, with the tick. Above the bar, filled, the most that one tenant at the right has received while another’s oldest request waited; the dashed line is what sentence 5 allows.`,
  alt: (both, params, moment = LAST) =>
    `Two machines under the same attack. ${saidOf(both, params, moment)} ${(
      ['sound', 'chosen'] as const
    )
      .map((one) => {
        const counters = frameAt(both[one], moment).accounts;
        return `Counters at the ${one === 'sound' ? 'left' : 'right'}: ${counters
          .map((counter, tenant) => `${nameOf(tenant)} ${counter}`)
          .join(', ')}.`;
      })
      .join(' ')}`,
  draw: ({ sound, chosen }, { scheduler }, width, moment = LAST) => {
    const narrow = isNarrow(width);
    const gap = narrow ? 14 : 48;
    const each = (width - gap) / 2;
    const drawn = [
      { key: 'floor', history: sound },
      { key: scheduler, history: chosen },
    ].map(({ key, history }) => {
      const title = narrow
        ? wrap(labelOf(key).replace('sound, ', ''), each)
        : [`${labelOf(key)}, at tick ${Math.round(moment)}`];
      const lines = narrow ? 2 : 1;
      return column(
        [
          { width: each, height: lines * LINE, body: words(0, LINE / 2, title, 'title') },
          drawMachine(frameAt(history, moment), history, each, narrow ? 1 : 2),
        ],
        8,
      );
    });
    return { ...row(drawn, gap), height: narrow ? HEIGHT.narrow : HEIGHT.wide };
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
      [12, 24, 36, 48, 60, 66, 72, 78, LAST].map((tick) => {
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
    from: 0,
    to: LAST,
    printed: LAST,
    rate: 6,
    ticks: [
      { at: 0, label: 'B and C have work' },
      { at: 40, label: 'they have none' },
      { at: 60, label: 'all three' },
      { at: LAST, label: 'as printed' },
    ],
    track: ({ chosen }) =>
      track(0, LAST, [
        {
          points: chosen.frames.map(({ bypass }, tick) => [tick, bypass] as const),
          role: 'lost',
          filled: true,
        },
        {
          points: [
            [0, 2 * chosen.unit],
            [LAST, 2 * chosen.unit],
          ],
          role: 'reference',
          dash: 'dashed',
        },
      ]),
  },
  outcome: (both, params, moment = LAST) => saidOf(both, params, moment),
});
