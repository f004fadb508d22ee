import type { Experiment } from '../experiment.ts';
import { between, type Point, polyline, rectangle, staircase } from './path.ts';
import { type Block, classes, path, type Style } from './svg.ts';

/** An essay's mark: a small wordless drawing from its own model. */
export interface Mark<P, R> {
  readonly of: Experiment<P, R>;
  /** A block of {@link MARK}'s size, made by {@link markOf}. Whoever shows it frames it. */
  readonly draw: (result: R) => Block;
}

/** Width and height of a mark, units. */
const MARK = { width: 144, height: 48 } as const;

type Range = readonly [number, number];

/** Where values lie in a mark: `x` and `y` are the least and greatest value of each. */
export interface MarkScale {
  readonly x: Range;
  readonly y: Range;
}

const EDGE = 3;

function placer(scale: MarkScale): (x: number, y: number) => Point {
  const share = (v: number, [from, to]: Range) =>
    Math.max(0, Math.min(1, (v - from) / (to - from || 1)));
  return (x, y) => [
    EDGE + share(x, scale.x) * (MARK.width - 2 * EDGE),
    MARK.height - EDGE - share(y, scale.y) * (MARK.height - 2 * EDGE),
  ];
}

/** A mark from its pieces, the first at the bottom. */
export const markOf = (...pieces: readonly string[]): Block => ({ ...MARK, body: pieces.join('') });

/** A line through [x, y]. */
export function markLine(
  scale: MarkScale,
  points: readonly (readonly [number, number])[],
  style: Style = {},
): string {
  const at = placer(scale);
  return path(classes(style, 'line'), polyline(points.map(([x, y]) => at(x, y))));
}

/** A line that holds each value until the next x. */
export function markSteps(
  scale: MarkScale,
  points: readonly (readonly [number, number])[],
  style: Style = {},
): string {
  const at = placer(scale);
  return path(classes(style, 'line'), staircase(points.map(([x, y]) => at(x, y))));
}

/** An interval: [x, low, high]. */
export function markBand(
  scale: MarkScale,
  points: readonly (readonly [number, number, number])[],
  style: Style = {},
): string {
  const at = placer(scale);
  return path(
    classes(style, 'band'),
    between(
      points.map(([x, , high]) => at(x, high)),
      points.map(([x, low]) => at(x, low)),
    ),
  );
}

/** Spans of a trace: [from, to] on x, one row each from the top; `height` of a bar, units. */
export function markSpans(
  x: Range,
  spans: readonly { readonly from: number; readonly to: number; readonly row: number }[],
  rows: number,
  style: Style = {},
): string {
  const at = placer({ x, y: [rows, 0] });
  const pitch = (MARK.height - 2 * EDGE) / rows;
  const data = spans.map((span) => {
    const [left, y] = at(span.from, span.row);
    const [right] = at(span.to, span.row);
    return rectangle(left, y + pitch * 0.2, Math.max(right, left + 0.7), y + pitch * 0.8);
  });
  return path(classes(style, 'fill'), data.join(''));
}
