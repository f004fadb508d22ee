import { oneOf } from '../closed.ts';
import {
  ADVANCE,
  LINE,
  type PlacedRemark,
  placeRemarks,
  type Remark,
  spread,
  widthOf,
  words,
  wrap,
} from './label.ts';
import { segment } from './path.ts';
import type { Axis, Tick, Value } from './scale.ts';
import { type Block, group, moved, path, type Role } from './svg.ts';
import { isNarrow, widthGiven } from './width.ts';

/** The plot's place in the drawing, and where values lie on it, in units. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: Value) => number;
  readonly y: (value: Value) => number;
  /** The two edges of a band, or from where a bar starts to where it ends. */
  readonly spanX: (value: Value) => readonly [number, number];
  readonly spanY: (value: Value) => readonly [number, number];
}

/** A label in the right margin, beside the end of its series. */
export interface EndLabel {
  readonly text: string;
  readonly role: Role;
  /** Where the series ends. */
  readonly x: number;
  readonly y: number;
}

/** What a layer draws: marks, labels for the right margin, and remarks inside the plot. */
export interface Drawn {
  readonly marks: string;
  readonly ends?: readonly EndLabel[];
  readonly remarks?: readonly Remark[];
}

/** A piece of a chart. `labels` are its texts for the right margin, known before the frame is. */
export interface Layer {
  readonly labels?: readonly string[];
  readonly draw: (frame: Frame) => Drawn;
}

const GRIDS = ['x', 'y', 'both', 'none'] as const;

/** A chart: two axes and what is drawn between them, the first layer at the bottom. */
export interface Chart {
  readonly x: Axis;
  readonly y: Axis;
  readonly layers: readonly Layer[];
  /** Height of the plot without its margins, units; derived from the width when left out. */
  readonly height?: number;
  /** Which axes send thin lines across; those of numbers on y, else on x, when left out. */
  readonly grid?: (typeof GRIDS)[number];
  /** Stands above the chart, as the name of a panel. */
  readonly title?: string;
  /** One line under the chart, in ink. */
  readonly note?: string;
  /** At least this much margin, units; panels use it to line up. */
  readonly left?: number;
  readonly right?: number;
}

interface Margins {
  readonly left: number;
  readonly right: number;
}

const GAP = 8;

/** Height of a plot that suits its width, units. */
const plotHeight = (width: number): number =>
  Math.round(Math.min(320, isNarrow(width) ? width * 0.6 : 110 + width * 0.24));

/** Width that the right margin gives to its labels, units. */
const labelRoom = (width: number): number => Math.max(10.5 * ADVANCE, Math.min(160, width * 0.26));

const yTicks = (chart: Chart, height: number): readonly Tick[] =>
  chart.y.ticks(Math.max(2, Math.floor(height / 44)));

/** Margins that the chart's texts need at this width. */
function margins(chart: Chart, width: number, height: number): Margins {
  const room = chart.y.bands ? width * 0.36 : width;
  const names = yTicks(chart, height).flatMap((tick) => wrap(tick.text, room));
  const ends = chart.layers.flatMap((layer) => layer.labels ?? []);
  const lines = ends.flatMap((text) => wrap(text, labelRoom(width)));
  const left = Math.max(0, ...names.map(widthOf));
  return {
    left: Math.max(chart.left ?? 0, left && left + GAP),
    right: Math.max(chart.right ?? 0, lines.length ? Math.max(...lines.map(widthOf)) + GAP + 2 : 2),
  };
}

/** An axis's ticks that have room beside each other on `length`, each as wrapped lines. */
export function fitTicks(
  axis: Axis,
  length: number,
  width: number,
): { at: number; lines: string[] }[] {
  if (axis.bands) {
    const ticks = axis.ticks(0);
    return ticks.map((tick) => ({
      at: tick.at,
      lines: wrap(tick.text, Math.max(1, length / ticks.length - 4)),
    }));
  }
  const wanted = Math.max(2, Math.floor(length / (isNarrow(width) ? 52 : 70)));
  for (let count = wanted; ; count--) {
    const ticks = axis.ticks(count);
    let end = -Infinity;
    const free = ticks.filter((tick) => {
      const half = widthOf(tick.text) / 2;
      const fits = tick.at * length - half > end + GAP;
      if (fits) end = tick.at * length + half;
      return fits;
    });
    if (free.length === ticks.length || count <= 1) {
      return free.map((tick) => ({ at: tick.at, lines: [tick.text] }));
    }
  }
}

/** Text above, below and left of the plot, its grid and its base line. */
function furniture(chart: Chart, frame: Frame, width: number, ticksX: ReturnType<typeof fitTicks>) {
  const { left, right, top, bottom } = frame;
  const rows = yTicks(chart, bottom - top).map((tick) => ({
    ...tick,
    y: yOf(chart.y, frame, tick),
  }));
  const usual = chart.y.bands ? (chart.x.bands ? 'none' : 'x') : 'y';
  const grid = oneOf('grid', chart.grid ?? usual, GRIDS);
  const acrossY = grid === 'y' || grid === 'both' ? rows : [];
  const acrossX = grid === 'x' || grid === 'both' ? ticksX : [];
  const lines = [
    ...acrossY.map((tick) => segment(left, tick.y, right, tick.y)),
    ...acrossX.map((tick) => segment(at(tick), top, at(tick), bottom)),
  ].join('');
  const stubs =
    chart.x.bands || acrossX.length
      ? ''
      : ticksX.map((t) => segment(at(t), bottom, at(t), bottom + 4)).join('');
  const base = (chart.y.bands ? '' : segment(left, bottom, right, bottom)) + stubs;
  const names = rows.map((tick) => {
    const text = wrap(tick.text, Math.max(left - GAP, 1));
    const y = tick.y - ((text.length - 1) * LINE) / 2;
    return words(left - GAP, y, text, '', 'end');
  });
  const values = ticksX.map((tick) => {
    const half = Math.max(...tick.lines.map(widthOf)) / 2;
    const x = Math.max(half, Math.min(width - half, at(tick)));
    return words(x, bottom + 14, tick.lines, '', 'middle');
  });
  const below = bottom + 14 + LINE * Math.max(0, ...ticksX.map((tick) => tick.lines.length));
  const title = chart.x.label ? words(right, below, chart.x.label, '', 'end') : '';
  const ticks = group('ticks', names.join('') + values.join('') + title);
  return { under: path('grid', lines), over: path('axis', base) + ticks };

  function at(tick: { at: number }): number {
    return left + tick.at * (right - left);
  }
}

const yOf = (axis: Axis, frame: Frame, tick: Tick): number =>
  axis.bands
    ? frame.top + tick.at * (frame.bottom - frame.top)
    : frame.bottom - tick.at * (frame.bottom - frame.top);

/** A broken label stands clear of its neighbours, so that its lines are read together. */
const labelHeight = (lines: readonly string[]): number =>
  lines.length * LINE + (lines.length > 1 ? 4 : 0);

/** End labels, moved apart, each tied to its series by a hair line where it had to move. */
function drawEnds(ends: readonly EndLabel[], frame: Frame, width: number): string {
  const room = labelRoom(width);
  const lines = ends.map((end) => wrap(end.text, room));
  const centres = spread(
    ends.map((end) => end.y),
    lines.map(labelHeight),
    frame.top - LINE / 2,
    frame.bottom + LINE / 2,
  );
  const x = frame.right + GAP;
  const ties = ends.map((end, i) => {
    const far = Math.abs(centres[i] - end.y) > 5 || frame.right - end.x > 6;
    return far ? segment(end.x + 2, end.y, x - 2, centres[i]) : '';
  });
  const texts = ends.map((end, i) =>
    words(x, centres[i] - ((lines[i].length - 1) * LINE) / 2, lines[i], end.role),
  );
  return path('tie', ties.join('')) + texts.join('');
}

const drawRemark = ({ x, y, lines, role, anchor }: PlacedRemark): string =>
  words(x, y, lines, role, anchor);

/** Draws a chart as wide as given. Heights follow from its texts. */
export function chart(width: number, spec: Chart): Block {
  widthGiven(width);
  const labels = spec.layers.flatMap((layer) => layer.labels ?? []);
  const needed = labels.reduce((sum, text) => sum + labelHeight(wrap(text, labelRoom(width))), 0);
  const height = Math.max(spec.height ?? plotHeight(width), needed - LINE);
  const margin = margins(spec, width, height);
  const head = wrapped(spec.title, width);
  const yTitle = wrapped(spec.y.label, width);
  const top = (head.length + yTitle.length) * (LINE + 2) + (yTitle.length ? 8 : 6);
  const [left, right, bottom] = [margin.left, width - margin.right, top + height];
  const up = (at: number): number => (spec.y.bands ? top + at * height : bottom - at * height);
  const along = (at: number): number => left + at * (right - left);
  const frame: Frame = {
    left,
    right,
    top,
    bottom,
    x: (value) => along(spec.x.place(value)),
    y: (value) => up(spec.y.place(value)),
    spanX: (value) => pairOf(spec.x.extent(value), along),
    spanY: (value) => pairOf(spec.y.extent(value), up),
  };
  const ticksX = fitTicks(spec.x, right - left, width);
  const { under, over } = furniture(spec, frame, width, ticksX);
  const drawn = spec.layers.map((layer) => layer.draw(frame));
  const remarks = placeRemarks(
    drawn.flatMap((layer) => layer.remarks ?? []),
    [left, top - 4, right, bottom],
  );
  const tickLines = Math.max(0, ...ticksX.map((tick) => tick.lines.length));
  const foot = bottom + 8 + tickLines * LINE + (spec.x.label ? LINE + 2 : 0);
  const note = wrapped(spec.note, width - left);
  const body =
    words(0, LINE / 2, head, 'title') +
    words(0, LINE / 2 + head.length * (LINE + 2), yTitle, 'name') +
    under +
    drawn.map((layer) => layer.marks).join('') +
    over +
    group('notes', remarks.map(drawRemark).join('')) +
    drawEnds(
      drawn.flatMap((layer) => layer.ends ?? []),
      frame,
      width,
    ) +
    words(left, foot + LINE / 2, note, 'title');
  return { width, height: foot + note.length * LINE + 2, body };
}

const wrapped = (text: string | undefined, width: number): string[] =>
  text ? wrap(text, width) : [];

const pairOf = (
  [from, to]: readonly [number, number],
  scale: (at: number) => number,
): readonly [number, number] => [scale(from), scale(to)];

/**
 * Charts of one kind beside and under each other, their plots in line: `columns` at most when there
 * is room, one when the width is narrow.
 */
export function panels(
  width: number,
  charts: readonly Chart[],
  options: {
    readonly columns?: number;
    readonly narrowColumns?: number;
    readonly gap?: number;
  } = {},
): Block {
  const columns = isNarrow(widthGiven(width))
    ? (options.narrowColumns ?? 1)
    : (options.columns ?? charts.length);
  if (!(columns >= 1)) throw new RangeError(`not a number of columns: ${columns}`);
  const gap = options.gap ?? 24;
  const each = (width - gap * (columns - 1)) / columns;
  const needed = charts.map((spec) => margins(spec, each, spec.height ?? plotHeight(each)));
  const left = Math.max(...needed.map((m) => m.left));
  const right = Math.max(...needed.map((m) => m.right));
  const blocks = charts.map((spec) => chart(each, { ...spec, left, right }));
  let y = 0;
  let body = '';
  for (let i = 0; i < blocks.length; i += columns) {
    const line = blocks.slice(i, i + columns);
    body += line.map((block, j) => moved(j * (each + gap), y, block.body)).join('');
    y += Math.max(...line.map((block) => block.height)) + 14;
  }
  return { width, height: y - 14, body };
}
