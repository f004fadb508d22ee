/** The figure in which a reader steps through the smallest case that breaks each broken scheduler. */
import { key as keyOf } from '../../../kit/draw/key.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, column, moved, path } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { frameAt } from './frames.ts';
import type { Violation } from './judge.ts';
import { LIST } from './list.ts';
import { drawMachine, drawWide, nameOf, TENANTS } from './panel.ts';
import { SMALLEST } from './smallest.ts';
import { breakIt, type Played, type Stepped } from './stepping.ts';

const PRINTED = 0;
/** The steps of the longest case. */
const LAST = 24;

/** How high the figure is in all its states, units. */
const HEIGHT = { wide: 272, narrow: 330 } as const;

/** How a sentence is broken, in words. */
export function inWords({ sentence, amount, bound, tenants, tick }: Violation): string {
  const [first, second] = tenants.map(nameOf);
  const happening: Record<number, string> = {
    1: `${first} gets ${amount} priced tokens more or less than it asked for`,
    2: `a slot stays idle in tick ${tick} while a request waits`,
    3: `${first} is served out of order`,
    4: `while both wait, ${first} gains ${amount} priced tokens on ${second}, and 2U is ${bound}`,
    5: `${first} gets ${amount} priced tokens while the oldest request of ${second} waits, and 2U is ${bound}`,
    6: `the counter of ${first} falls by ${amount}`,
    7: `the counters of ${first} and ${second}, both waiting, stand ${amount} apart, and U is ${bound}`,
  };
  return happening[sentence];
}

/** What waits, and where it has come to. */
const WAITS = classes({ role: 'wait' }, 'fill');
const NOW = classes({ role: 'ink', weight: 'thin' }, 'line');
const sample = (style: Parameters<typeof classes>[0]): string =>
  path(classes(style, 'fill'), rectangle(-8, -4, 6, 4));

/** A case as one line for each request: waiting thin, running thick. */
function timeline({ passages }: Played, width: number, height: number, ticks: number): string {
  const [across, down] = [width / ticks, Math.min(7, height / passages.length)];
  let waits = '';
  const runs = TENANTS.map(() => '');
  passages.forEach(({ tenant, arrival, start, end }, i) => {
    const y = i * down;
    waits += rectangle(arrival * across, y + 0.35 * down, start * across, y + 0.65 * down);
    runs[tenant] += rectangle(start * across, y, end * across - 0.5, y + down - 0.8);
  });
  return path(WAITS, waits) + runs.map((run, i) => path(classes(TENANTS[i], 'fill'), run)).join('');
}

const ticksOf = (played: readonly Played[]): number =>
  Math.max(...played.flatMap(({ passages }) => passages.map(({ end }) => end)));

/** The case that is stepped through, with a line where it has come to. */
function drawPlace({ chosen, all }: Stepped, tick: number, width: number): Block {
  const [ticks, height] = [ticksOf(all), 52];
  const x = (tick * width) / ticks;
  const body = timeline(chosen, width, height, ticks) + path(NOW, segment(x, -3, x, height));
  return { width, height, body };
}

const summary = ({ violation, passages }: Played): string =>
  `sentence ${violation.sentence}, ${passages.length} requests`;

/** All nine cases. */
function drawPrinted({ all }: Stepped, width: number): Block {
  const narrow = isNarrow(width);
  const columns = narrow ? 1 : 3;
  const [across, down] = [width / columns, narrow ? 34 : 74];
  const ticks = ticksOf(all);
  const cells = all.map((played, i) => {
    const texts = words(0, LINE / 2, played.label) + words(0, 1.5 * LINE, summary(played), 'name');
    const drawn = narrow
      ? moved(192, 2, timeline(played, width - 192, 26, ticks))
      : moved(0, 2 * LINE + 2, timeline(played, across - 40, 34, ticks));
    return moved((i % columns) * across, Math.floor(i / columns) * down, texts + drawn);
  });
  const legend = keyOf(width, [
    ...TENANTS.map((style, tenant) => ({ label: nameOf(tenant), sample: sample(style) })),
    { label: 'waits', sample: path(WAITS, rectangle(-8, -1.2, 6, 1.2)) },
  ]);
  const grid = { width, height: Math.ceil(all.length / columns) * down, body: cells.join('') };
  return column([legend, grid], 8);
}

const stepOf = ({ history }: Stepped, moment: number): number =>
  Math.min(moment, history.frames.length - 1);

/** What a case comes to, or how far it has come. */
function said(stepped: Stepped, moment: number): string {
  const { chosen, history } = stepped;
  const { sentence } = chosen.violation;
  const end = `Under “${chosen.label}”, ${chosen.passages.length} requests break sentence ${sentence}, ${LIST[sentence - 1].name}: ${inWords(chosen.violation)}.`;
  if (moment === PRINTED) return end;
  const frame = frameAt(history, moment);
  const place = `Step ${stepOf(stepped, moment)} of ${history.frames.length - 1}, tick ${frame.tick}`;
  return frame.out.length > 0
    ? `${place}. ${end}`
    : `${place}. Under “${chosen.label}” all lamps are lit.`;
}

export const breaking = figure<typeof breakIt.defaults, Stepped>({
  id: 'break-it',
  title: 'Break it',
  size: 'page',
  of: breakIt,
  caption: () =>
    'The smallest case that breaks each broken scheduler, a line for each request, over time. To step through one: a step is the arrivals of a tick, a pick, or the tokens of a tick. Amber is what waits, each request as long as it costs; blue the counters; the thin lines what has been received; the ruler is one U long. A slot is drawn empty from the step that ends its request to the next pick, and is idle only if a tick goes by. A round lamp is lit, a cross is out, with the tick. Red above the bar: how many are out, as far as the case goes.',
  alt: (stepped, _, moment = PRINTED) =>
    moment === PRINTED
      ? `Nine small schedules. ${stepped.all.map((played) => `${played.label}: ${played.passages.map(({ tenant, prompt, output, arrival }) => `${nameOf(tenant)} ${prompt}+${output} at ${arrival}`).join(', ')}; ${inWords(played.violation)}.`).join(' ')}`
      : `${said(stepped, moment)} ${frameAt(stepped.history, moment)
          .accounts.map((account, tenant) => `Counter of ${nameOf(tenant)}: ${account}.`)
          .join(' ')}`,
  draw: (stepped, _, width, moment = PRINTED) => {
    const narrow = isNarrow(width);
    const height = narrow ? HEIGHT.narrow : HEIGHT.wide;
    if (moment === PRINTED) return { ...drawPrinted(stepped, width), height };
    const frame = frameAt(stepped.history, moment);
    const drawn = narrow
      ? drawMachine(frame, stepped.history, width, 2)
      : drawWide(frame, stepped.history, width);
    return { ...column([drawn, drawPlace(stepped, frame.tick, width)], 14), height };
  },
  table: ({ all }) => ({
    columns: [
      { name: 'scheduler' },
      { name: 'sentence' },
      { name: 'tenant' },
      { name: 'prompt', unit: 'tokens' },
      { name: 'answer', unit: 'tokens' },
      { name: 'arrives', unit: 'tick' },
      { name: 'starts', unit: 'tick' },
      { name: 'ends', unit: 'tick' },
    ],
    rows: all.flatMap(({ label, violation, passages }) =>
      passages.map(({ tenant, prompt, output, arrival, start, end }) => [
        label,
        violation.sentence,
        nameOf(tenant),
        prompt,
        output,
        arrival,
        start,
        end,
      ]),
    ),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'scheduler',
      label: 'Scheduler',
      options: SMALLEST.map(({ key, label }) => ({
        value: key,
        label,
      })),
    },
  ],
  moments: {
    from: PRINTED,
    to: LAST,
    printed: PRINTED,
    rate: 1.5,
    ticks: [
      { at: PRINTED, label: 'as printed' },
      ...[1, 4, 8, 12, 16, 20].map((at) => ({ at, label: `step ${at}` })),
      { at: LAST, label: `step ${LAST}` },
    ],
    track: ({ history: { frames } }) =>
      track(PRINTED, LAST, [
        {
          points: frames.flatMap(({ out }, step) =>
            [frames[Math.max(0, step - 1)].out.length, out.length].map((n) => [step, n] as const),
          ),
          role: 'lost',
          filled: true,
        },
      ]),
  },
  outcome: (stepped, _, moment = PRINTED) => said(stepped, moment),
});
