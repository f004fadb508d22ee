/**
 * Box layout by the rules of Flutter's render objects, small enough to hold in the head:
 * constraints go down, sizes go up, the parent sets the position. Lengths are logical pixels.
 * Written after the framework's source as of 3.38; each rule names the file, under
 * packages/flutter/lib/src, that says it. The boxes that follow the rules are in `boxes.ts` and
 * `flex.ts`.
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

/** Constraints that leave one size and no choice (rendering/box.dart, `BoxConstraints.tight`). */
export const tight = ({ width, height }: Size): Constraints => ({
  minWidth: width,
  maxWidth: width,
  minHeight: height,
  maxHeight: height,
});

/** The same maxima with no minima (rendering/box.dart, `BoxConstraints.loosen`). */
export const loosen = (c: Constraints): Constraints => ({ ...c, minWidth: 0, minHeight: 0 });

/** Whether the constraints leave exactly one size (rendering/box.dart, `isTight`). */
const isTight = (c: Constraints): boolean => c.minWidth >= c.maxWidth && c.minHeight >= c.maxHeight;

export const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

/** The allowed size nearest to the wish (rendering/box.dart, `BoxConstraints.constrain`). */
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

/** What a box says to a screen reader; see `semantics.ts`. */
export type Speech = 'merge' | 'index' | 'container' | 'heading';

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
  /** True if what is inside is painted into a layer of its own. */
  readonly repaintBoundary: boolean;
  readonly speech: readonly Speech[];
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

/**
 * One thing that happens on the walk. `told`: its parent gives a box its constraints; `sized`: it
 * answers with a size; `kept`: it is clean, was told the same as before, and returns at once.
 * `asked` and `answered`: the same for a wish. `dirty`: it has to be laid out again; `started`:
 * layout begins at it, with the constraints that it has.
 */
export type Step =
  | { readonly kind: 'told' | 'started'; readonly box: Box; readonly constraints: Constraints }
  | { readonly kind: 'sized' | 'kept'; readonly box: Box; readonly size: Size }
  | {
      readonly kind: 'asked';
      readonly box: Box;
      readonly dimension: Dimension;
      readonly extent: number;
    }
  | {
      readonly kind: 'answered';
      readonly box: Box;
      readonly value: number;
      readonly remembered: boolean;
    }
  | { readonly kind: 'dirty'; readonly box: Box };

/** One tree being laid out, what waits for layout, and what has happened so far. */
export interface Pipeline {
  readonly root: Box;
  /** Whether a box remembers its answers to questions about its wishes; in Flutter it does. */
  readonly remembers: boolean;
  /** Boxes at which the next flush starts. */
  waiting: Box[];
  /** What has happened, in order. */
  steps: Step[];
  /** What went wrong, in plain words. */
  messages: string[];
  /** The boxes that a debug build refuses to lay out. */
  readonly refused: Set<Box>;
}

/** A pipeline for a fresh tree; nothing is laid out yet. */
export const pipeline = (root: Box, remembers = true): Pipeline => ({
  root,
  remembers,
  waiting: [],
  steps: [],
  messages: [],
  refused: new Set(),
});

function perform(box: Box, constraints: Constraints, run: Pipeline): void {
  box.constraints = constraints;
  box.dirty = false;
  box.size = box.perform(box, constraints, run);
  run.steps.push({ kind: 'sized', box, size: box.size });
  if (!satisfies(constraints, box.size)) {
    run.messages.push(`The ${box.name} broke its constraints`);
  }
}

/**
 * Gives a box its constraints and lets it find its size (rendering/object.dart,
 * `RenderObject.layout`). It becomes a relayout boundary if its parent ignores its size, if its
 * constraints decide its size, if they are tight, or if it is the root. A clean box that is told the
 * same as before returns at once.
 *
 * @param parentUsesSize whether the parent will read `box.size` afterwards
 */
export function layout(
  box: Box,
  constraints: Constraints,
  run: Pipeline,
  parentUsesSize = true,
): void {
  run.steps.push({ kind: 'told', box, constraints });
  box.boundary = !parentUsesSize || box.sizedByParent || isTight(constraints) || !box.parent;
  const clean = !box.dirty && box.constraints !== null && same(constraints, box.constraints);
  if (clean) run.steps.push({ kind: 'kept', box, size: box.size });
  else perform(box, constraints, run);
}

/** Lays out the whole tree under the constraints of the screen. */
export const layoutRoot = (run: Pipeline, constraints: Constraints): void =>
  layout(run.root, constraints, run, false);

/**
 * Says that a box must be laid out again: it and its ancestors up to the nearest boundary become
 * dirty, and the boundary waits for the next {@link flush} (rendering/object.dart,
 * `markNeedsLayout`). From a box that was asked about its wishes the news goes past any boundary,
 * since somebody outside acted on its answer (rendering/box.dart, `RenderBox.markNeedsLayout`).
 */
export function markNeedsLayout(box: Box, run: Pipeline): void {
  const wasAsked = box.answers.size > 0;
  box.answers.clear();
  if (box.dirty && !wasAsked) return;
  box.dirty = true;
  run.steps.push({ kind: 'dirty', box });
  if (box.parent && (wasAsked || !box.boundary)) markNeedsLayout(box.parent, run);
  else run.waiting.push(box);
}

export const depthOf = (box: Box): number => (box.parent ? 1 + depthOf(box.parent) : 0);

/** Lays out what waits, the shallowest first (rendering/object.dart, `PipelineOwner.flushLayout`). */
export function flush(run: Pipeline): void {
  const waiting = run.waiting.sort((a, b) => depthOf(a) - depthOf(b));
  run.waiting = [];
  for (const box of waiting) {
    if (!box.dirty || !box.constraints) continue;
    run.steps.push({ kind: 'started', box, constraints: box.constraints });
    perform(box, box.constraints, run);
  }
}

/**
 * Asks a box, before its layout, for the size it would like along one dimension. The answer is
 * remembered by question and extent (rendering/box.dart, `_computeIntrinsics`).
 *
 * @param extent what it would be given along the other dimension; may be Infinity
 */
export function ask(box: Box, dimension: Dimension, extent: number, run: Pipeline): number {
  run.steps.push({ kind: 'asked', box, dimension, extent });
  const key = `${dimension} ${extent}`;
  const known = run.remembers ? box.answers.get(key) : undefined;
  const value = known ?? box.wish(box, dimension, extent, run);
  box.answers.set(key, value);
  run.steps.push({ kind: 'answered', box, value, remembered: known !== undefined });
  return value;
}

/** How many steps of some kinds there have been. */
export const count = (run: Pipeline, ...kinds: readonly Step['kind'][]): number =>
  run.steps.filter(({ kind }) => kinds.includes(kind)).length;

/** Visits so far: boxes told their constraints, and those at which a flush started. */
export const visits = (run: Pipeline): number => count(run, 'told', 'started');

/** Boxes that really had to be laid out so far. */
export const performs = (run: Pipeline): number => count(run, 'sized');

/** All boxes of a tree, parents before children. */
export const nodes = (box: Box): Box[] => [box, ...box.children.flatMap(nodes)];

/**
 * The boxes that are painted anew when some were laid out again: each marks itself, the mark climbs
 * to the nearest repaint boundary, and everything in that boundary's layer is painted, down to the
 * next boundaries (rendering/object.dart, `markNeedsPaint` and `PaintingContext.paintChild`).
 */
export function repainted(run: Pipeline): Set<Box> {
  const layerOf = (box: Box): Box =>
    box.repaintBoundary || !box.parent ? box : layerOf(box.parent);
  const painted = new Set<Box>();
  const paint = (box: Box): void => {
    painted.add(box);
    for (const child of box.children) if (!child.repaintBoundary) paint(child);
  };
  const laidOut = run.steps.flatMap(({ kind, box }) => (kind === 'sized' ? [box] : []));
  for (const layer of new Set(laidOut.map(layerOf))) paint(layer);
  return painted;
}
