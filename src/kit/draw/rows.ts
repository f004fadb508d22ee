import { fitTicks } from './chart.ts';
import { LINE, widthOf, words, wrap } from './label.ts';
import { type DotStyle, dotPath } from './layers.ts';
import { type Point, rectangle, segment } from './path.ts';
import type { Axis } from './scale.ts';
import { type Block, group, path } from './svg.ts';
import { isNarrow, widthGiven } from './width.ts';

/** A dot on a row. Dots of equal style become one path. */
export interface RowDot {
  readonly value: number;
  readonly style: DotStyle;
}

/** One row of a dot plot. */
export interface DotRow {
  readonly name: string;
  readonly dots: readonly RowDot[];
  /** A thin line from the least to the greatest dot. */
  readonly joined?: boolean;
  /** Printed in the column at the right. */
  readonly figure?: string;
  /** Shaded across, as a row to notice. */
  readonly marked?: boolean;
}

/** Rows under a common heading. */
export interface RowGroup {
  readonly name?: string;
  readonly rows: readonly DotRow[];
}

/** A dot plot: named rows over one axis, and a column of figures at the right. */
export interface DotRows {
  readonly x: Axis;
  readonly groups: readonly RowGroup[];
  /** Heading of the column of figures. */
  readonly column?: string;
  /** A value that all rows are compared with: an upright line, its name at its head. */
  readonly rule?: { readonly value: number; readonly name: string };
}

/** Draws a dot plot. In narrow figures each row's name stands above its line. */
export function dotRows(width: number, spec: DotRows): Block {
  const narrow = isNarrow(widthGiven(width));
  const rows = spec.groups.flatMap((g) => g.rows);
  const heading = spec.column ? wrap(spec.column, narrow ? 90 : 120) : [];
  const figures = Math.max(0, ...rows.map((r) => widthOf(r.figure ?? '')), ...heading.map(widthOf));
  const names = Math.max(...rows.map((r) => widthOf(r.name)));
  const left = narrow ? 4 : names + 14;
  const right = width - (figures ? figures + 14 : 4);
  const pitch = narrow ? 34 : 22;
  const at = (value: number): number => left + spec.x.place(value) * (right - left);

  let y = Math.max(heading.length, spec.rule ? 1 : 0) * LINE + 6;
  const top = y;
  let [text, ties, lines, shade] = [words(width, LINE / 2, heading, 'name', 'end'), '', '', ''];
  const byStyle = new Map<string, { style: DotStyle; points: Point[] }>();
  for (const g of spec.groups) {
    if (g.name) {
      text += words(0, y + 10, g.name, 'title');
      y += 22;
    }
    for (const item of g.rows) {
      const middle = y + (narrow ? 24 : pitch / 2);
      if (item.marked) shade += rectangle(0, y, width, y + pitch);
      text += words(0, narrow ? y + 9 : middle, item.name);
      if (item.figure) text += words(width, middle, item.figure, '', 'end');
      lines += segment(left, middle, right, middle);
      const xs = item.dots.map((d) => at(d.value));
      if (item.joined && xs.length > 1) {
        ties += segment(Math.min(...xs), middle, Math.max(...xs), middle);
      }
      for (const d of item.dots) {
        const name = JSON.stringify(d.style);
        const entry = byStyle.get(name) ?? { style: d.style, points: [] };
        entry.points.push([at(d.value), middle]);
        byStyle.set(name, entry);
      }
      y += pitch;
    }
    y += 6;
  }
  const bottom = y;
  const ticks = fitTicks(spec.x, right - left, width);
  const grid = ticks.map((t) =>
    segment(left + t.at * (right - left), top, left + t.at * (right - left), bottom),
  );
  const values = ticks.map((t) => {
    const half = Math.max(...t.lines.map(widthOf)) / 2;
    const x = Math.max(half, Math.min(width - half, left + t.at * (right - left)));
    return words(x, bottom + 12, t.lines, '', 'middle');
  });
  const label = spec.x.label ? words(right, bottom + 12 + LINE + 2, spec.x.label, '', 'end') : '';
  const named = spec.rule && at(spec.rule.value);
  const rule = named === undefined ? '' : segment(named, top, named, bottom);
  const name =
    named === undefined ? '' : words(named, top - 6 - LINE / 2, spec.rule!.name, '', 'end');
  const body =
    path('shade', shade) +
    path('grid', grid.join('') + lines) +
    path('line reference rule', rule) +
    path('line reference', ties) +
    [...byStyle.values()].map((entry) => dotPath(entry.points, entry.style)).join('') +
    group('rows', text) +
    group('ticks', values.join('') + label + name);
  return { width, height: bottom + 22 + (spec.x.label ? LINE + 2 : 0), body };
}
