import { oneOf } from '../closed.ts';
import type { EndLabel, Frame, Layer } from './chart.ts';
import { ANCHORS, type Anchor, words } from './label.ts';
import {
  between,
  dot,
  hatching,
  type Point,
  polyline,
  rectangle,
  SHAPES,
  type Shape,
  segment,
  staircase,
} from './path.ts';
import type { Value } from './scale.ts';
import { classes, group, path, roleClass, type Style } from './svg.ts';

/** A style with the text that names the series at its right end. */
export type Labelled = Style & { readonly label?: string };

const ends = (style: Labelled, point: Point | undefined): EndLabel[] =>
  style.label && point
    ? [{ text: style.label, role: style.role ?? 'ink', x: point[0], y: point[1] }]
    : [];

const labels = (style: Labelled): string[] => (style.label ? [style.label] : []);

/** Runs of points without a gap; a `null` is a gap. */
function runs(frame: Frame, points: readonly (readonly [Value, number | null])[]): Point[][] {
  const found: Point[][] = [[]];
  for (const [x, y] of points) {
    if (y === null) found.push([]);
    else found.at(-1)!.push([frame.x(x), frame.y(y)]);
  }
  return found.filter((run) => run.length > 0);
}

/** A line through [x, y]; `null` leaves a gap. Points in the order of x. */
export const line = (
  points: readonly (readonly [Value, number | null])[],
  style: Labelled = {},
): Layer => series(points, style, polyline);

/** A line that holds each value until the next x. */
export const steps = (
  points: readonly (readonly [Value, number | null])[],
  style: Labelled = {},
): Layer => series(points, style, staircase);

const series = (
  points: readonly (readonly [Value, number | null])[],
  style: Labelled,
  data: (run: readonly Point[]) => string,
): Layer => ({
  labels: labels(style),
  draw: (frame) => {
    const parts = runs(frame, points);
    // Between two gaps a value alone is no line.
    const alone = parts.flatMap((run) => (run.length === 1 ? run : []));
    return {
      marks:
        path(classes(style, 'line'), parts.map((run) => (run[1] ? data(run) : '')).join('')) +
        dotPath(alone, { role: style.role, tint: style.tint, r: 2 }),
      ends: ends(style, parts.at(-1)?.at(-1)),
    };
  },
});

/** The area between lower and upper values: [x, low, high]. An interval when pale, a share when `solid`. */
export const band = (
  points: readonly (readonly [Value, number, number])[],
  style: Labelled & { readonly solid?: boolean } = {},
): Layer => ({
  labels: labels(style),
  draw: (frame) => {
    const upper = points.map(([x, , high]): Point => [frame.x(x), frame.y(high)]);
    const lower = points.map(([x, low]): Point => [frame.x(x), frame.y(low)]);
    const last = upper.length - 1;
    const middle: Point | undefined = upper[last] && [
      upper[last][0],
      (upper[last][1] + lower[last][1]) / 2,
    ];
    return {
      marks: path(
        classes(style, style.solid ? 'fill' : 'band'),
        between(upper, lower, style.solid ? 1 : 0.1),
      ),
      ends: ends(style, middle),
    };
  },
});

/**
 * Series on top of each other, ready for {@link band}: for each series its [x, low, high].
 * `values[s][i]` is the part of series s at `xs[i]`.
 */
export function stacked<X extends Value>(
  xs: readonly X[],
  values: readonly (readonly number[])[],
): [x: X, low: number, high: number][][] {
  const sums = xs.map(() => 0);
  return values.map((part) =>
    xs.map((x, i) => {
      const low = sums[i];
      sums[i] = low + part[i];
      return [x, low, sums[i]];
    }),
  );
}

/** Where a bar stands on one axis: from–to, or one value: a whole band, or from the base to the value. */
export type Extent = Value | readonly [Value, Value];

const edges = (
  extent: Extent,
  place: (value: Value) => number,
  span: (value: Value) => readonly [number, number],
): readonly [number, number] =>
  typeof extent === 'object' ? [place(extent[0]), place(extent[1])] : span(extent);

/** A bar, a cell, a span of a trace, a part of a stack: what lies between two values on each axis. */
export interface Bar {
  readonly x: Extent;
  readonly y: Extent;
  /** Printed inside when there is room. */
  readonly text?: string;
}

/** Bars of one style in one path; `hatched` is the texture of waiting, `outlined` leaves them empty. */
export const bars = (
  items: readonly Bar[],
  style: Style & { readonly hatched?: boolean; readonly outlined?: boolean } = {},
): Layer => ({
  draw: (frame) => {
    const texts: string[] = [];
    let [shapes, lines] = ['', ''];
    for (const item of items) {
      const [x0, x1] = edges(item.x, frame.x, frame.spanX);
      const [y0, y1] = edges(item.y, frame.y, frame.spanY);
      shapes += rectangle(x0, y0, x1, y1);
      if (style.hatched) lines += hatching(x0, y0, x1, y1);
      const fits =
        item.text && item.text.length * 7 + 6 <= Math.abs(x1 - x0) && Math.abs(y1 - y0) >= 12;
      if (fits) texts.push(words((x0 + x1) / 2, (y0 + y1) / 2, item.text));
    }
    const empty = style.hatched || style.outlined;
    const on = style.hatched
      ? 'middle over'
      : empty || style.tint
        ? 'middle'
        : `middle on ${style.role ?? 'ink'}`;
    return {
      marks:
        path(classes(style, empty ? 'outline' : 'fill'), shapes) +
        path(classes(style, 'hatch'), lines) +
        group(on, texts.join('')),
    };
  },
});

/** How dots look: shape and filling tell series apart besides the role. */
export type DotStyle = Style & {
  readonly shape?: Shape;
  readonly hollow?: boolean;
  /** Half the size, units; 3.2 when left out. */
  readonly r?: number;
};

/** Path data and class of dots at points in units. */
export function dotPath(points: readonly Point[], style: DotStyle): string {
  const shape = oneOf('shape', style.shape ?? 'circle', SHAPES);
  return path(
    classes(style, style.hollow || shape === 'cross' ? 'outline' : 'fill'),
    points.map(([x, y]) => dot(x, y, shape, style.r ?? 3.2)).join(''),
  );
}

/** Dots at [x, y]; the label, if any, stands beside the last one in the right margin. */
export const dots = (
  points: readonly (readonly [Value, Value])[],
  style: DotStyle & Labelled = {},
): Layer => ({
  labels: labels(style),
  draw: (frame) => {
    const at = points.map(([x, y]): Point => [frame.x(x), frame.y(y)]);
    return { marks: dotPath(at, style), ends: ends(style, at.at(-1)) };
  },
});

/** Upright lines from low to high at x: [x, low, high], as around a mean. */
export const whiskers = (
  points: readonly (readonly [Value, number, number])[],
  style: Style = {},
): Layer => ({
  draw: (frame) => ({
    marks: path(
      classes(style, 'line'),
      points
        .map(([x, low, high]) => segment(frame.x(x), frame.y(low), frame.x(x), frame.y(high)))
        .join(''),
    ),
  }),
});

/**
 * A reference line across the plot at one x or one y. Grey when no role is given. Its name stands at
 * the right end of a level line, or at its left with `side: 'start'`; beside the top of an upright one.
 */
export const rule = (
  at: { readonly x: Value } | { readonly y: Value },
  style: Labelled & { readonly side?: 'start' | 'end' } = {},
): Layer => ({
  draw: (frame) => {
    const role = style.role ?? 'reference';
    const name = classes({ ...style, role }, 'line', 'rule');
    if ('y' in at) {
      const y = frame.y(at.y);
      const anchor = style.side ?? 'end';
      const x = anchor === 'end' ? frame.right - 2 : frame.left + 4;
      const remark = { x, y: y - 8, role, anchor };
      return {
        marks: path(name, segment(frame.left, y, frame.right, y)),
        remarks: style.label ? [{ ...remark, text: style.label }] : [],
      };
    }
    const x = frame.x(at.x);
    const late = style.side ? style.side === 'start' : x > (frame.left + frame.right) / 2;
    const anchor: Anchor = late ? 'end' : 'start';
    const remark = { x: late ? x - 5 : x + 5, y: frame.top + 4, role, anchor };
    return {
      marks: path(name, segment(x, frame.top, x, frame.bottom)),
      remarks: style.label ? [{ ...remark, text: style.label }] : [],
    };
  },
});

/** A short mark at the right edge for a value that does not depend on x, named in the margin. */
export const level = (y: number, style: Labelled): Layer => ({
  labels: labels(style),
  draw: (frame) => ({
    marks: path(
      classes(style, 'line'),
      segment(frame.right - 12, frame.y(y), frame.right, frame.y(y)),
    ),
    ends: ends(style, [frame.right, frame.y(y)]),
  }),
});

/** A remark at a place in the plot; it makes way for others, and none overlap. */
export const note = (
  x: Value,
  y: Value,
  text: string,
  style: {
    readonly role?: Style['role'];
    readonly anchor?: Anchor;
    readonly dx?: number;
    readonly dy?: number;
  } = {},
): Layer => ({
  draw: (frame) => ({
    marks: '',
    remarks: [
      {
        x: frame.x(x) + (style.dx ?? 0),
        y: frame.y(y) + (style.dy ?? 0),
        text,
        role: roleClass(style.role),
        anchor: oneOf('anchor', style.anchor ?? 'start', ANCHORS),
      },
    ],
  }),
});

/** Short texts, each in the middle of its place, as in the cells of a matrix. `on` is for dark fills. */
export const texts = (
  items: readonly { readonly x: Value; readonly y: Value; readonly text: string }[],
  style: { readonly role?: Style['role']; readonly on?: boolean } = {},
): Layer => ({
  draw: (frame) => ({
    marks: group(
      ['middle', style.role && roleClass(style.role), style.on && 'on'].filter(Boolean).join(' '),
      items.map((item) => words(frame.x(item.x), frame.y(item.y), item.text)).join(''),
    ),
  }),
});
