/** A tree after layout, as plain data. */
import { type Box, type Constraints, layoutRoot, pipeline } from './layout.ts';

/** A constraint or size as JSON: null stands for unbounded. */
export const finite = (length: number): number | null =>
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

/** A tree laid out, and what went wrong. */
export interface LaidOut {
  readonly boxes: Placed[];
  readonly messages: string[];
}

/** Lays a tree out once and says where everything went and what went wrong. */
export function laidOut(root: Box, constraints: Constraints): LaidOut {
  const run = pipeline(root);
  layoutRoot(run, constraints);
  return { boxes: placed(root), messages: run.messages };
}
