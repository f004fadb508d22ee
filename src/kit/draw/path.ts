import { fromTenths, tenths } from './svg.ts';

/** A position in user units. */
export type Point = readonly [x: number, y: number];

const pair = (x: number, y: number): string =>
  `${fromTenths(x)}${y < 0 ? '' : ','}${fromTenths(y)}`;

/** Squared distance of p from the segment a–b. */
function offset(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length && Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return (p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2;
}

/**
 * The points that a line needs so that no point left out is further than `tolerance` units from
 * it (Ramer–Douglas–Peucker). First and last stay.
 */
export function simplify(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points];
  const keep = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span as [number, number];
    let furthest = tolerance * tolerance;
    let at = 0;
    for (let i = from + 1; i < to; i++) {
      const distance = offset(points[i], points[from], points[to]);
      if (distance > furthest) [furthest, at] = [distance, i];
    }
    if (!at) continue;
    keep.add(at);
    spans.push([from, at], [at, to]);
  }
  return points.filter((_, i) => keep.has(i));
}

/** Path data through the points, in relative steps; `start` is `M` or, to go on, `L`. */
function through(points: readonly Point[], start: string): string {
  let data = '';
  let [x, y] = [0, 0];
  for (const point of points) {
    const [nx, ny] = [tenths(point[0]), tenths(point[1])];
    if (!data) data = start + pair(nx, ny);
    else if (nx !== x && ny !== y) data += `l${pair(nx - x, ny - y)}`;
    else if (nx !== x) data += `h${fromTenths(nx - x)}`;
    else if (ny !== y) data += `v${fromTenths(ny - y)}`;
    [x, y] = [nx, ny];
  }
  return data;
}

/** Path data of an open line, thinned to what the eye can tell apart. */
export const polyline = (points: readonly Point[]): string => through(simplify(points, 0.25), 'M');

/** Path data of a line that holds each value until the next x. */
export function staircase(points: readonly Point[]): string {
  const corners: Point[] = [];
  for (const [x, y] of points) {
    const last = corners.at(-1);
    if (last && last[1] !== y) corners.push([x, last[1]]);
    corners.push([x, y]);
  }
  return through(simplify(corners, 0.05), 'M');
}

/**
 * Path data of the area between an upper and a lower line, both from left to right. Neighbouring
 * areas of a stack repeat each other's edge, so theirs may be kept to a coarser `grid` of units.
 */
export function between(upper: readonly Point[], lower: readonly Point[], grid = 0.1): string {
  if (upper.length === 0) return '';
  const snap = (value: number) => Math.round(value / grid) * grid;
  const edge = (points: readonly Point[]) =>
    simplify(points, 0.25 + grid / 4).map(([x, y]): Point => [snap(x), snap(y)]);
  return `${through(edge(upper), 'M')}${through(edge(lower).reverse(), 'L')}z`;
}

/** Path data of a rectangle between two corners. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): string {
  const [left, top] = [tenths(Math.min(x0, x1)), tenths(Math.min(y0, y1))];
  const [width, height] = [tenths(Math.max(x0, x1)) - left, tenths(Math.max(y0, y1)) - top];
  if (width <= 0 || height <= 0) return '';
  return `M${pair(left, top)}h${fromTenths(width)}v${fromTenths(height)}h${fromTenths(-width)}z`;
}

/** Path data of a straight line from one point to another. */
export const segment = (x0: number, y0: number, x1: number, y1: number): string =>
  through(
    [
      [x0, y0],
      [x1, y1],
    ],
    'M',
  );

/** Path data of diagonal lines, `gap` units apart, that fill a rectangle: waiting, as a texture. */
export function hatching(x0: number, y0: number, x1: number, y1: number, gap = 5): string {
  const [left, right] = [Math.min(x0, x1), Math.max(x0, x1)];
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
  let data = '';
  const first = Math.ceil((left + top) / gap) * gap;
  for (let sum = first; sum < right + bottom; sum += gap) {
    const [from, to] = [Math.max(left, sum - bottom), Math.min(right, sum - top)];
    if (to - from > 0.3) data += segment(from, sum - from, to, sum - to);
  }
  return data;
}

/** The shapes of dots, told apart without colour. */
export const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];

/** Path data of one dot around a point; `r` is half its size in units. */
export function dot(x: number, y: number, shape: Shape, r: number): string {
  const at = (dx: number, dy: number) => `M${pair(tenths(x + dx), tenths(y + dy))}`;
  const n = (value: number) => fromTenths(tenths(value));
  if (shape === 'square') {
    const side = r * 1.8;
    return `${at(-side / 2, -side / 2)}h${n(side)}v${n(side)}h${n(-side)}z`;
  }
  if (shape === 'diamond') {
    const d = n(r * 1.3);
    return `${at(0, -r * 1.3)}l${d},${d}l-${d},${d}l-${d}-${d}z`;
  }
  if (shape === 'triangle') {
    return `${at(0, -r * 1.2)}l${n(r * 1.2)},${n(r * 2.1)}h${n(-r * 2.4)}z`;
  }
  if (shape === 'cross') {
    const d = n(r * 1.8);
    return `${at(-r * 0.9, -r * 0.9)}l${d},${d}m0-${d}l-${d},${d}`;
  }
  return `${at(-r, 0)}a${n(r)},${n(r)} 0 1 0 ${n(2 * r)},0a${n(r)},${n(r)} 0 1 0 ${n(-2 * r)},0`;
}
