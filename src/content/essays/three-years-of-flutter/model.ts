/** The experiments of the essay: trees laid out once, and laid out again. */
import { assume } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { logNormal } from '../../../kit/sim/variates.ts';
import {
  center,
  column,
  expanded,
  intrinsicHeight,
  mergeSemantics,
  padding,
  row,
  scroll,
  sized,
  stops,
  text,
} from './boxes.ts';
import {
  ALL_SAVINGS,
  type Box,
  type Constraints,
  calls,
  flush,
  layoutRoot,
  markNeedsLayout,
  nodes,
  performs,
  pipeline,
  type Savings,
  tight,
} from './layout.ts';

/** What the model assumes and the text says. */
export const given = {
  wish: assume(100, 'width and height for which a box asks', { unit: 'px' }),
  characters: assume(60, 'characters of the long text'),
  shallow: assume(5, 'replies inside one another, or boxes, where they are few'),
  deep: assume(10, 'replies inside one another, or boxes, where they are many'),
  slow: assume(60, 'refresh rate of a slow display', { unit: 'Hz' }),
  middle: assume(90, 'refresh rate of a faster display', { unit: 'Hz' }),
  fast: assume(120, 'refresh rate of a fast display', { unit: 'Hz' }),
  median: assume(5.5, 'median cost of a frame', { unit: 'ms' }),
};

/** The screen of the essay's examples, in logical pixels; its constraints are tight. */
export const SCREEN = { width: 360, height: 640 };

/** A constraint or size as JSON: null stands for unbounded. */
const finite = (length: number): number | null =>
  Number.isFinite(length) ? Number(length.toFixed(2)) : null;

/** One box of a tree after layout: what it was told and what it answered. */
export interface Placed {
  readonly name: string;
  readonly depth: number;
  readonly expanded: boolean;
  readonly minWidth: number;
  readonly maxWidth: number | null;
  readonly minHeight: number;
  readonly maxHeight: number | null;
  readonly width: number;
  readonly height: number;
  /** Distances from the parent's left and upper edges. */
  readonly x: number;
  readonly y: number;
  readonly boundary: boolean;
}

/** A tree after layout, parents before children. */
export const placed = (box: Box, depth = 0): Placed[] => {
  const c = box.constraints!;
  const self = {
    name: box.name,
    depth,
    expanded: box.flex > 0,
    minWidth: finite(c.minWidth)!,
    maxWidth: finite(c.maxWidth),
    minHeight: finite(c.minHeight)!,
    maxHeight: finite(c.maxHeight),
    width: finite(box.size.width)!,
    height: finite(box.size.height)!,
    x: finite(box.x)!,
    y: finite(box.y)!,
    boundary: box.boundary,
  };
  return [self, ...box.children.flatMap((child) => placed(child, depth + 1))];
};

/** Lays a tree out once and says where everything went and what went wrong. */
function laidOut(root: Box, constraints: Constraints): { boxes: Placed[]; messages: string[] } {
  const run = pipeline(root);
  layoutRoot(run, constraints);
  return { boxes: placed(root), messages: run.messages };
}

/** What may stand between the parent and the box that wishes. */
export const BETWEEN = {
  nothing: (wish: Box) => wish,
  center: (wish: Box) => center(wish),
  padding: (wish: Box) => padding(16, wish),
  row: (wish: Box) => row([wish]),
  expanded: (wish: Box) => row([expanded(wish)]),
  scroll: (wish: Box) => scroll(wish, 'horizontal'),
} as const;

export type Between = keyof typeof BETWEEN;

/** The heights in the first figure, which is about widths: what the parent allows and the wish. */
export const HEIGHTS = { parent: 96, wish: 56 };

export interface WishParams {
  /** The parent's minimum and maximum width; `unbounded` replaces the maximum by Infinity. */
  readonly min: number;
  readonly max: number;
  readonly unbounded: boolean;
  /** The width for which the inner box asks. */
  readonly wish: number;
  readonly between: Between;
}

/**
 * What becomes of a wish for a width: the boxes from the parent's child to the wishing box, which
 * stands last, and what went wrong. If the minimum exceeds the maximum no size can satisfy both;
 * then nothing is laid out.
 */
function wishUnder({ min, max, unbounded, wish, between }: WishParams) {
  if (!unbounded && min > max) {
    const messages = [
      `The least width, ${min}, is above the greatest, ${max}: no width satisfies both`,
    ];
    return { boxes: [], messages };
  }
  return laidOut(BETWEEN[between](sized({ width: wish, height: HEIGHTS.wish })), {
    minWidth: min,
    maxWidth: unbounded ? Number.POSITIVE_INFINITY : max,
    minHeight: 0,
    maxHeight: HEIGHTS.parent,
  });
}

/** A wish for a width under a parent that says exactly that of the screen. */
export const whatWillItBe = experiment(
  {
    min: SCREEN.width,
    max: SCREEN.width,
    unbounded: false,
    wish: given.wish,
    between: 'nothing' as Between,
  },
  wishUnder,
);

/** Trees that beginners meet, laid out under the screen, by the side of a box and a text's length. */
const EXAMPLES = {
  underScreen: (side: number) => sized({ width: side, height: side }),
  centred: (side: number) => center(sized({ width: side, height: side })),
  expandedInScroll: () => scroll(column([expanded(text('Everything that is left'))])),
  scrollInColumn: () => column([text('Orders'), scroll(column([text('One')]))]),
  longText: (_: number, long: string) => row([text(long), sized({ width: 24, height: 24 })]),
  expandedText: (_: number, long: string) =>
    row([expanded(text(long)), sized({ width: 24, height: 24 })]),
};

/** The trees from which a beginner learns the rules. */
export const examples = experiment(
  { ...SCREEN, wish: given.wish, characters: given.characters },
  ({ wish, characters, ...screen }) => {
    const entries = Object.entries(EXAMPLES).map(([name, tree]) => [
      name,
      laidOut(tree(wish, 'x'.repeat(characters)), tight(screen)),
    ]);
    return Object.fromEntries(entries) as Record<
      keyof typeof EXAMPLES,
      { boxes: Placed[]; messages: string[] }
    >;
  },
);

/** A card of a list: padding, an icon, and two lines of text that take the remaining width. */
function card(index: number, height: number | undefined): Box {
  const lines = column([text(`Order ${index}`), text('Two loaves, one tea')]);
  const inside = padding(8, row([sized({ width: 24, height: 24 }), expanded(lines)]));
  return height === undefined ? inside : sized({ height }, inside);
}

/** A screen: a header, and under it a scroll view over a plain column of cards. */
export function listScreen(rows: number, cardHeight: number | undefined): Box {
  const cards = Array.from({ length: rows }, (_, index) => card(index + 1, cardHeight));
  return column(
    [sized({ height: 56 }, text('Orders')), expanded(scroll(column(cards, 'stretch')))],
    'stretch',
  );
}

/** The card height where it is fixed; free cards come out as high as this one by themselves. */
export const CARD_HEIGHT = 56;

export interface LabelParams {
  readonly rows: number;
  /** Whether every card has a fixed height or takes that of its contents. */
  readonly fixed: boolean;
  readonly boundaries: boolean;
  readonly skipClean: boolean;
}

/** Lays a list out, changes the label of the middle card and lays out what that made dirty. */
function labelChange({ rows, fixed, boundaries, skipClean }: LabelParams) {
  const root = listScreen(rows, fixed ? CARD_HEIGHT : undefined);
  const run = pipeline(root, { ...ALL_SAVINGS, boundaries, skipClean });
  layoutRoot(run, tight(SCREEN));
  const first = { calls: calls(run), performs: performs(run) };
  const label = nodes(root).find((box) => box.label === `Order ${Math.ceil(rows / 2)}`)!;
  label.label = 'Order changed';
  markNeedsLayout(label, run);
  run.visits = [];
  flush(run);
  return { root, run, first, label };
}

/**
 * The cost of changing one label, counted in calls of `layout` and in boxes laid out, and of the
 * first layout before it.
 */
function priceOfLabel(params: LabelParams) {
  const { root, run, first } = labelChange(params);
  return { nodes: nodes(root).length, first, calls: calls(run), performs: performs(run) };
}

/** A short list, box by box, after one label changed: who was asked and who was laid out again. */
export const whoIsAsked = experiment(
  { rows: 5, fixed: false, boundaries: true, skipClean: true } as LabelParams,
  (params) => {
    const { root, run, label } = labelChange(params);
    const boxes = nodes(root).map((box) => {
      const visit = run.visits.find((v) => v.box === box);
      const fate = visit === undefined ? 'untouched' : visit.performed ? 'laid out' : 'asked';
      const parent = box.parent ? nodes(root).indexOf(box.parent) : null;
      return { name: box.name, fate, parent, boundary: box.boundary, changed: box === label };
    });
    return { boxes, calls: calls(run), performs: performs(run) };
  },
);

/** How a list pays for one label: four ways to set it up. */
const SETUPS = {
  fixed: { fixed: true, boundaries: true, skipClean: true },
  free: { fixed: false, boundaries: true, skipClean: true },
  noBoundaries: { fixed: true, boundaries: false, skipClean: true },
  nothingSkipped: { fixed: false, boundaries: true, skipClean: false },
} as const;

export type Setup = keyof typeof SETUPS;

/** The price of one label by the length of the list. */
export const lists = experiment(
  { rows: [10, 20, 50, 100, 200, 500, 1000] },
  ({ rows }) =>
    Object.fromEntries(
      Object.entries(SETUPS).map(([name, setup]) => [
        name,
        rows.map((count) => ({ rows: count, ...priceOfLabel({ rows: count, ...setup }) })),
      ]),
    ) as Record<Setup, ({ rows: number } & ReturnType<typeof priceOfLabel>)[]>,
);

/** A comment with a rule on its left, as high as the comment and the replies inside it. */
export const thread = (depth: number): Box =>
  intrinsicHeight(
    row(
      [
        sized({ width: 2 }),
        expanded(column([text('A reply'), ...(depth > 1 ? [thread(depth - 1)] : [])])),
      ],
      'stretch',
    ),
  );

/** Questions about wishes that one layout of a thread asks, answers remembered or not. */
export function threadQuestions(depth: number, rememberAnswers: boolean) {
  const root = scroll(thread(depth));
  const savings: Savings = { ...ALL_SAVINGS, rememberAnswers };
  const run = pipeline(root, savings);
  layoutRoot(run, tight(SCREEN));
  return { nodes: nodes(root).length, calls: calls(run), questions: run.questions };
}

/** Visits by a toy that measures each child in full before laying it out in full. */
export const measureThenLayout = (depth: number): number =>
  depth === 0 ? 1 : 1 + 2 * measureThenLayout(depth - 1);

/** Visits by one pass down a chain of the same depth. */
export function onePass(depth: number): number {
  let root = sized({});
  for (let i = 0; i < depth; i++) root = padding(0, root);
  const run = pipeline(root);
  layoutRoot(run, tight(SCREEN));
  return calls(run);
}

/** How the work grows with the depth of a tree: one pass, and measuring before laying out. */
export const depths = experiment({ depths: [2, 4, 6, 8, given.deep, 12, 14, 16] }, (p) =>
  p.depths.map((depth) => ({
    depth,
    onePass: onePass(depth),
    measureThenLayout: measureThenLayout(depth),
  })),
);

/** Questions about wishes in threads of nested replies, answers remembered and forgotten. */
export const threads = experiment({ depths: [given.shallow, given.deep] }, (p) =>
  p.depths.map((depth) => ({
    depth,
    remembered: threadQuestions(depth, true).questions,
    forgotten: threadQuestions(depth, false).questions,
  })),
);

export interface FrameParams {
  /** Median cost of a frame, in ms, and the standard deviation of the cost's logarithm. */
  readonly median: number;
  readonly sigma: number;
  readonly frames: number;
  readonly seed: number;
  /** Refresh rates, in Hz. */
  readonly rates: readonly number[];
}

/** Bin width of the histogram of frame costs, and where it ends, in ms; the last bin is open. */
export const BIN = 0.5;
export const LAST_BIN = 28;

/**
 * Frames with log-normal cost against the budget of each refresh rate. A frame that costs more
 * than the budget is late and misses ⌈cost / budget⌉ − 1 refreshes. One stage only: Flutter builds
 * and rasterises on two threads.
 */
function frameRun({ median, sigma, frames, seed, rates }: FrameParams) {
  const random = seeded(seed);
  const costs = Array.from({ length: frames }, () => logNormal(random, median, sigma));
  const bins = new Array<number>(LAST_BIN / BIN + 1).fill(0);
  for (const cost of costs) bins[Math.min(Math.floor(cost / BIN), bins.length - 1)]++;
  const byRate = rates.map((rate) => {
    const budget = 1000 / rate;
    const late = costs.filter((cost) => cost > budget).length;
    const missed = costs.reduce((sum, cost) => sum + Math.ceil(cost / budget) - 1, 0);
    return { rate, budget: Number(budget.toFixed(2)), late: late / frames, missed };
  });
  return { mean: Number(mean(costs).toFixed(3)), bins, byRate };
}

/** The same work per frame at three refresh rates. */
export const deadlines = experiment(
  {
    median: given.median,
    sigma: 0.4,
    frames: 200000,
    seed: 1,
    rates: [given.slow, given.middle, given.fast],
  },
  frameRun,
);

/** A card for a screen reader: three texts, in one stop or in three. */
const spokenCard = (index: number, merged: boolean): Box => {
  const inside = row([
    expanded(column([text(`Order ${index}`), text('Two loaves, one tea')])),
    text('7.30'),
  ]);
  return merged ? mergeSemantics(inside) : inside;
};

/** Stops of a screen reader in a list under one heading, cards merged or not. */
export const semantics = experiment({ cards: 100 }, ({ cards }) => {
  const spoken = (merged: boolean) =>
    stops(
      column([
        text('Orders'),
        ...Array.from({ length: cards }, (_, index) => spokenCard(index + 1, merged)),
      ]),
    );
  const [separate, merged] = [spoken(false), spoken(true)];
  const outline = (box: Box, depth: number): { name: string; depth: number; label: string }[] => [
    { name: box.name, depth, label: box.label },
    ...box.children.flatMap((child) => outline(child, depth + 1)),
  ];
  return {
    card: outline(spokenCard(1, false), 0),
    separate: separate.length,
    merged: merged.length,
    separateCard: separate.slice(1, 4),
    mergedCard: merged.slice(1, 2),
  };
});
