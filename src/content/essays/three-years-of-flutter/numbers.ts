/** The numbers of the essay's sentences; what is claimed of them is in `claims.ts`. */
import { formatNumber, numbers } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { chain, deadlines, edges, examples, prices, replies, spoken } from './model.ts';

export { given } from './assumed.ts';

const px = { unit: 'px', significant: 4 } as const;
const whole = { significant: 7 } as const;

/** The trees from which a beginner learns the rules. */
export const tree = numbers(examples, {
  screenWidth: {
    what: 'width of the box that asks for another, directly under the screen',
    read: (r) => r.underScreen.boxes[0].width,
    ...px,
  },
  screenHeight: {
    what: 'height of the box that asks for another, directly under the screen',
    read: (r) => r.underScreen.boxes[0].height,
    ...px,
  },
  longText: {
    what: 'width of a long text in a row',
    read: (r) => r.longText.boxes[1].width,
    ...px,
  },
});

const boxes =
  (doing: string) =>
  (_: unknown, { rows }: { readonly rows: number }) =>
    `boxes ${doing} in a list of ${rows} cards`;

/** A long list and one changed label. */
export const list = numbers(prices, {
  nodes: {
    what: boxes('laid out at first, cards of free height,'),
    read: (r) => r.label.boxes,
    ...whole,
  },
  built: {
    what: boxes('whose widgets are built after setState at the screen'),
    read: (r) => r.screen.built,
    ...whole,
  },
  free: {
    what: boxes('asked after one label changed, cards of free height,'),
    read: (r) => r.label.visits,
    ...whole,
  },
  freePerforms: {
    what: boxes('laid out again after one label changed, cards of free height,'),
    read: (r) => r.label.performs,
    ...whole,
  },
  fixed: {
    what: boxes('asked after one label changed, cards of fixed height,'),
    read: (r) => r.layers.visits,
    ...whole,
  },
  painted: {
    what: boxes('painted after one label changed, cards of free height,'),
    read: (r) => r.label.painted,
    ...whole,
  },
  layer: {
    what: boxes('painted after one label changed, each card in a RepaintBoundary,'),
    read: (r) => r.layered.painted,
    ...whole,
  },
});

const measures =
  (protocol: string) =>
  (_: unknown, { depth }: { readonly depth: number }) =>
    `measures of ${depth} boxes round a leaf, ${protocol}`;

/** Boxes inside one another. */
export const deep = numbers(chain, {
  toy: {
    what: measures('each measuring its child twice'),
    read: (r) => r.twice,
    ...whole,
  },
  onePass: { what: measures('in one pass'), read: (r) => r.once, ...whole },
});

const thread =
  (what: string) =>
  (_: unknown, { depth }: { readonly depth: number }) =>
    `${what} in a thread of ${depth} nested replies after a word in the innermost changed`;

/** A thread of replies, each in an IntrinsicHeight. */
export const reply = numbers(replies, {
  performs: { what: thread('boxes laid out again'), read: (r) => r.asked.performs, ...whole },
  boxes: { what: thread('boxes'), read: (r) => r.asked.boxes, ...whole },
  again: { what: thread('questions about wishes'), read: (r) => r.asked.again.asked, ...whole },
  anew: { what: thread('answers worked out'), read: (r) => r.asked.again.worked, ...whole },
});

type Deadlines = ReturnType<typeof deadlines.compute>;
type Display = 'slow' | 'middle' | 'fast';

export const at = (r: Deadlines, display: Display) =>
  r.byRate.find(({ rate }) => rate === given[display].assumed)!;

const rateOf = (display: Display) => formatNumber(given[display].assumed, given[display]);

const late = (display: Display) => ({
  what: () => `frames that miss the deadline of ${rateOf(display)}`,
  read: (r: Deadlines) => at(r, display).late,
  unit: '%',
});

const budget = (display: Display) => ({
  what: () => `time between two refreshes at ${rateOf(display)}`,
  read: (r: Deadlines) => at(r, display).budget,
  unit: 'ms',
  significant: 3,
});

export const frame = numbers(deadlines, {
  mean: { what: 'mean cost of a frame', read: (r) => r.mean, unit: 'ms', decimals: 0 },
  lateSlow: { ...late('slow'), decimals: 1 },
  lateFast: { ...late('fast'), decimals: 0 },
  budgetSlow: budget('slow'),
  budgetFast: budget('fast'),
});

export const pixel = numbers(edges, {
  edge: {
    what: (_, { height }) => `device pixels from one edge to the other of a box ${height} high`,
    read: (r) => r.edge,
    decimals: 1,
  },
});

/** A list for a screen reader. */
export const stop = numbers(spoken, {
  separate: {
    what: 'stops of a screen reader in a plain column of cards',
    read: (r) => r.ways.column.list,
    ...whole,
  },
  listed: {
    what: 'stops of a screen reader in a ListView of the same cards',
    read: (r) => r.ways.list.list,
    ...whole,
  },
  kept: {
    what: 'stops of a screen reader in a ListView, each heading in a container',
    read: (r) => r.ways.kept.list,
    ...whole,
  },
});
