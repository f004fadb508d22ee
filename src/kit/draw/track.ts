/** What stands above the position of a figure that moves. */
import { between, type Point, polyline } from './path.ts';
import { classes, element, path, type Style } from './svg.ts';

/** Values over the moments, in their order; a filled one reaches down to 0. */
export interface Trace extends Style {
  readonly points: readonly (readonly [moment: number, value: number])[];
  readonly filled?: boolean;
}

/** Width and height, units; the page stretches it. */
const TRACK = { width: 1000, height: 32 } as const;

/** Traces between two moments, from 0 to the greatest value of all, and to `least` at least. */
export function track(from: number, to: number, traces: readonly Trace[], least = 1e-9): string {
  const values = traces.flatMap(({ points }) => points.map(([, value]) => value));
  const top = Math.max(...values, least);
  const { width, height } = TRACK;
  const place = (moment: number, value: number): Point => [
    ((moment - from) / (to - from)) * width,
    height - 1 - (value / top) * (height - 2),
  ];
  const drawn = traces.map(({ points, filled, ...style }) => {
    const upper = points.map(([moment, value]) => place(moment, value));
    const lower = points.map(([moment]) => place(moment, 0));
    return filled
      ? path(classes(style, 'fill'), between(upper, lower))
      : path(classes(style, 'line'), polyline(upper));
  });
  const viewBox = `0 0 ${width} ${height}`;
  return element(
    'svg',
    { class: 'chart track', viewBox, preserveAspectRatio: 'none' },
    drawn.join(''),
  );
}
