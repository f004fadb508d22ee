/**
 * Box layout by the rules of Flutter's render objects, small enough to hold in the head:
 * constraints go down, sizes go up, the parent sets the position. Lengths are logical pixels.
 * Written after the descriptions in "Inside Flutter" and `RenderObject.layout`; the boxes that
 * follow the rules are in `boxes.ts`.
 */

/** The least and the greatest size that a parent allows; a maximum may be Infinity (unbounded). */
export interface Constraints {
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly minHeight: number;
  readonly maxHeight: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Constraints that leave one size and no choice. */
export const tight = ({ width, height }: Size): Constraints => ({
  minWidth: width,
  maxWidth: width,
  minHeight: height,
  maxHeight: height,
});

/** The same maxima with no minima. */
export const loosen = (c: Constraints): Constraints => ({ ...c, minWidth: 0, minHeight: 0 });

/** Whether the constraints leave exactly one size. */
const isTight = (c: Constraints): boolean => c.minWidth >= c.maxWidth && c.minHeight >= c.maxHeight;

export const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

/** The allowed size nearest to the wish. */
export const constrain = (c: Constraints, wish: Size): Size => ({
  width: clamp(wish.width, c.minWidth, c.maxWidth),
  height: clamp(wish.height, c.minHeight, c.maxHeight),
});

/** Whether a size is finite and within the constraints. */
export const satisfies = (c: Constraints, size: Size): boolean =>
  Number.isFinite(size.width) &&
  Number.isFinite(size.height) &&
  size.width >= c.minWidth &&
  size.width <= c.maxWidth &&
  size.height >= c.minHeight &&
  size.height <= c.maxHeight;

const same = (a: Constraints, b: Constraints): boolean =>
  a.minWidth === b.minWidth &&
  a.maxWidth === b.maxWidth &&
  a.minHeight === b.minHeight &&
  a.maxHeight === b.maxHeight;

/** A question asked before layout: how wide (or high) would you like to be, given the other? */
export type Dimension = 'width' | 'height';

/** One node of the render tree: what it is, and where the last layout left it. */
export interface Box {
  readonly name: string;
  readonly children: readonly Box[];
  /** Lays out the children by {@link layout}, places them and answers with the box's own size. */
  readonly perform: (box: Box, constraints: Constraints, pipeline: Pipeline) => Size;
  /** The size it would like along one dimension, given its extent along the other. */
  readonly wish: (box: Box, dimension: Dimension, extent: number, pipeline: Pipeline) => number;
  /** True if the constraints alone decide its size. */
  readonly sizedByParent: boolean;
  /** Its share of the space left over in a row or column, a note to the parent; 0 for none. */
  flex: number;
  /** The characters of a text; empty in other boxes. */
  label: string;
  parent: Box | null;
  constraints: Constraints | null;
  size: Size;
  x: number;
  y: number;
  /** True if a change inside cannot change anything outside. */
  boundary: boolean;
  dirty: boolean;
  readonly answers: Map<string, number>;
}

/** What the layout may spare itself; all three are on in Flutter. */
export interface Savings {
  /** A clean box under the same constraints is not laid out again. */
  readonly skipClean: boolean;
  /** A change stops at the nearest relayout boundary rather than at the root. */
  readonly boundaries: boolean;
  /** A box remembers its answers to questions about its wishes. */
  readonly rememberAnswers: boolean;
}

export const ALL_SAVINGS: Savings = { skipClean: true, boundaries: true, rememberAnswers: true };

/** One tree being laid out, what waits for layout, and what the work so far has come to. */
export interface Pipeline {
  readonly root: Box;
  readonly savings: Savings;
  /** Boxes at which the next flush starts. */
  waiting: Box[];
  /** Every call of `layout`, in order, and whether the box had to be laid out. */
  visits: { readonly box: Box; readonly performed: boolean }[];
  /** Questions asked about wishes, remembered answers included. */
  questions: number;
  /** What went wrong, in plain words. */
  messages: string[];
}

/** A pipeline for a fresh tree; nothing is laid out yet. */
export const pipeline = (root: Box, savings: Savings = ALL_SAVINGS): Pipeline => ({
  root,
  savings,
  waiting: [],
  visits: [],
  questions: 0,
  messages: [],
});

function performInto(box: Box, constraints: Constraints, run: Pipeline): void {
  run.visits.push({ box, performed: true });
  box.constraints = constraints;
  box.dirty = false;
  box.size = box.perform(box, constraints, run);
  if (!satisfies(constraints, box.size)) {
    run.messages.push(`The ${box.name} broke its constraints`);
  }
}

/**
 * Gives a box its constraints and lets it find its size. A box becomes a relayout boundary if its
 * parent ignores its size, if its constraints decide its size, if they are tight, or if it is the
 * root: the four conditions of `RenderObject.layout`.
 *
 * @param parentUsesSize whether the parent will read `box.size` afterwards
 */
export function layout(
  box: Box,
  constraints: Constraints,
  run: Pipeline,
  parentUsesSize = true,
): void {
  const boundary = !parentUsesSize || box.sizedByParent || isTight(constraints) || !box.parent;
  box.boundary = run.savings.boundaries ? boundary : !box.parent;
  const clean = !box.dirty && box.constraints !== null && same(constraints, box.constraints);
  if (run.savings.skipClean && clean) run.visits.push({ box, performed: false });
  else performInto(box, constraints, run);
}

/** Lays out the whole tree under the constraints of the screen. */
export const layoutRoot = (run: Pipeline, constraints: Constraints): void =>
  layout(run.root, constraints, run, false);

/**
 * Says that a box must be laid out again: it and its ancestors up to the nearest boundary become
 * dirty, and the boundary waits for the next {@link flush}. A box that was asked about its wishes
 * also sends the news past a boundary, since somebody outside acted on its answer.
 */
export function markNeedsLayout(box: Box, run: Pipeline): void {
  const wasAsked = box.answers.size > 0;
  box.answers.clear();
  if (box.dirty && !wasAsked) return;
  box.dirty = true;
  if (box.parent && (wasAsked || !box.boundary)) markNeedsLayout(box.parent, run);
  else run.waiting.push(box);
}

const depth = (box: Box): number => (box.parent ? 1 + depth(box.parent) : 0);

/** Lays out what waits, the shallowest first. */
export function flush(run: Pipeline): void {
  const waiting = run.waiting.sort((a, b) => depth(a) - depth(b));
  run.waiting = [];
  for (const box of waiting) {
    if (box.dirty && box.constraints) performInto(box, box.constraints, run);
  }
}

/**
 * Asks a box, before its layout, for the size it would like along one dimension.
 *
 * @param extent what it would be given along the other dimension; may be Infinity
 */
export function ask(box: Box, dimension: Dimension, extent: number, run: Pipeline): number {
  run.questions++;
  const key = `${dimension} ${extent}`;
  const known = box.answers.get(key);
  if (known !== undefined && run.savings.rememberAnswers) return known;
  const answer = box.wish(box, dimension, extent, run);
  box.answers.set(key, answer);
  return answer;
}

/** Calls of `layout` so far. */
export const calls = (run: Pipeline): number => run.visits.length;

/** Boxes that really had to be laid out so far. */
export const performs = (run: Pipeline): number => run.visits.filter((v) => v.performed).length;

/** All boxes of a tree, parents before children. */
export const nodes = (box: Box): Box[] => [box, ...box.children.flatMap(nodes)];
