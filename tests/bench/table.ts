/** The table of what was measured, in Markdown. */
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Waits } from './dev.ts';
import type { Cost } from './measure.ts';
import type { Visit } from './reader.ts';

export interface Builds {
  readonly cold: Cost;
  /** After an edit. */
  readonly warm: Cost;
}

type Both<T> = Readonly<Record<'ours' | 'theirs', T>>;
export type Read = Readonly<Record<'home' | 'index' | 'essay', Visit>>;

/** What was measured with so many essays. */
export interface Measured extends Both<Builds> {
  readonly count: number;
  /** What `npm run build` does: the check, the build, the check of the pages. */
  readonly whole: Builds;
  /** With nothing changed since the last, and with one essay. */
  readonly check: Readonly<Record<'same' | 'changed', Cost>>;
  readonly dev: Both<{ readonly first: number; readonly again: Waits }>;
  readonly read: Both<Read> | undefined;
  /** From the click on a link to the largest paint, ms: of the index, and of an essay from there. */
  readonly followed: readonly number[] | undefined;
  /** What is over its budget. */
  readonly faults: readonly string[];
}

const grouped = (value: number): string => value.toLocaleString('en');
const rounded = (value: number): string =>
  value >= 100 ? grouped(Math.round(value)) : value.toPrecision(value >= 10 ? 3 : 2);

/** `ours / theirs (ratio)`. */
const pair = (ours: number, theirs: number): string =>
  `${rounded(ours)} / ${rounded(theirs)} (${(ours / theirs).toFixed(2)})`;

type Row = readonly [what: string, ...cells: readonly string[]];

const tableOf = (head: Row, rows: readonly Row[]): string =>
  [head, ['---', ...head.slice(1).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const GB = 1e9;

/** What is measured at each size. */
const COSTS: readonly (readonly [what: string, cell: (measured: Measured) => string])[] = [
  ['`astro build`, cold: CPU, s', ({ ours, theirs }) => pair(ours.cold.cpu, theirs.cold.cpu)],
  ['the same: wall, s', ({ ours, theirs }) => pair(ours.cold.wall, theirs.cold.wall)],
  ['the same: memory, GB', ({ ours, theirs }) => pair(ours.cold.peak / GB, theirs.cold.peak / GB)],
  ['after one edit: CPU, s', ({ ours, theirs }) => pair(ours.warm.cpu, theirs.warm.cpu)],
  ['the same: memory, GB', ({ ours, theirs }) => pair(ours.warm.peak / GB, theirs.warm.peak / GB)],
  ['`npm run build`, cold: CPU, s', ({ whole, theirs }) => pair(whole.cold.cpu, theirs.cold.cpu)],
  ['after one edit: CPU, s', ({ whole, theirs }) => pair(whole.warm.cpu, theirs.warm.cpu)],
  [
    '`npm run check`, nothing changed / one essay: wall, s',
    ({ check }) => `${rounded(check.same.wall)} / ${rounded(check.changed.wall)}`,
  ],
  ['`npm run dev`, no cache: first page, s', ({ dev }) => pair(dev.ours.first, dev.theirs.first)],
  ['started again: first page, s', ({ dev }) => pair(dev.ours.again.start, dev.theirs.again.start)],
  ['saved prose is shown, s', ({ dev }) => pair(dev.ours.again.save, dev.theirs.again.save)],
];

/** CPU of one more essay of a cold build, ms. */
function marginal(all: readonly Measured[], of: (measured: Measured) => Builds): number {
  const [least, most] = [all[0]!, all.at(-1)!];
  return (1000 * (of(most).cold.cpu - of(least).cold.cpu)) / (most.count - least.count);
}

const marginals = (all: readonly Measured[]): string => {
  const [site, whole, blog] = [
    marginal(all, ({ ours }) => ours),
    marginal(all, (measured) => measured.whole),
    marginal(all, ({ theirs }) => theirs),
  ];
  return `One more essay costs ${pair(site, blog)} ms of CPU in \`astro build\`, ${rounded(whole)} ms in \`npm run build\`.`;
};

const PAGES = ['home', 'index', 'essay'] as const;
const READ: readonly (readonly [what: string, cell: (visits: Both<Visit>) => string])[] = [
  ['KB', ({ ours, theirs }) => pair(ours.bytes / 1000, theirs.bytes / 1000)],
  ['requests', ({ ours, theirs }) => `${ours.requests} / ${theirs.requests}`],
  ['first paint, ms', ({ ours, theirs }) => pair(ours.first, theirs.first)],
  ['largest paint, ms', ({ ours, theirs }) => pair(ours.largest, theirs.largest)],
  [
    'longest task, ms; 0 is under 50',
    ({ ours, theirs }) => `${Math.round(ours.longest)} / ${Math.round(theirs.longest)}`,
  ],
  ['shift', ({ ours, theirs }) => `${ours.shift.toFixed(3)} / ${theirs.shift.toFixed(3)}`],
];

function machine(): string {
  const { version } = JSON.parse(readFileSync('node_modules/astro/package.json', 'utf8'));
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const day = new Date().toISOString().slice(0, 10);
  return `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${memory}, Node ${process.versions.node}, Astro ${version}, ${day}`;
}

/** All that was measured, the smallest size first. */
export function report(all: readonly Measured[]): string {
  const head = `This site / a blog after Astro’s template (ratio), with generated essays of 1,570 words; ${machine()}.`;
  const costs = tableOf(
    ['essays', ...all.map(({ count }) => grouped(count))],
    COSTS.map(([what, cell]) => [what, ...all.map(cell)]),
  );
  const { read, followed, count } = all.at(-1)!;
  const reader = read
    ? tableOf(
        [`a reader by 1.6 Mbit/s and 150 ms, CPU at a quarter, ${grouped(count)} essays`, ...PAGES],
        READ.map(([what, cell]) => [
          what,
          ...PAGES.map((page) => cell({ ours: read.ours[page], theirs: read.theirs[page] })),
        ]),
      )
    : '';
  const more = all.length > 1 ? [marginals(all)] : [];
  const [index = 0, essay = 0] = (followed ?? []).map(Math.round);
  const click = followed
    ? [
        `A link on which the pointer has rested is followed to a page that is ready: from the click to the largest paint, ${index} ms for the index and ${essay} ms for an essay, on this machine unthrottled.`,
      ]
    : [];
  return [head, costs, ...more, reader, ...click].join('\n\n');
}
