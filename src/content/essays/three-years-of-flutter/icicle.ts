import { widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, group, path, type Style } from '../../../kit/draw/svg.ts';

/** A box of a tree after a change, as the model tells it: its parent is an index into the list. */
export interface Visited {
  readonly name: string;
  readonly fate: string;
  readonly parent: number | null;
  readonly boundary: boolean;
  readonly changed: boolean;
}

/** Where a box lies in an icicle: from leaf to leaf, and how deep. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Places a tree: leaves side by side in order, every box above its leaves. */
export function cells(boxes: readonly Visited[]): Cell[] {
  const depth: number[] = [];
  boxes.forEach((box, i) => {
    depth[i] = box.parent === null ? 0 : depth[box.parent] + 1;
  });
  const from = boxes.map(() => Number.POSITIVE_INFINITY);
  const to = boxes.map(() => 0);
  let leaf = 0;
  boxes.forEach((_, i) => {
    if (boxes.some((other) => other.parent === i)) return;
    for (let at: number | null = i; at !== null; at = boxes[at].parent) {
      from[at] = Math.min(from[at], leaf);
      to[at] = Math.max(to[at], leaf + 1);
    }
    leaf++;
  });
  return boxes.map((_, i) => ({ from: from[i], to: to[i], depth: depth[i] }));
}

const ROW = 21;
const SHORT: Record<string, string> = {
  'SizedBox(– × 56)': 'SizedBox',
  'SizedBox(24 × 24)': 'Icon',
  'Padding(8)': 'Padding',
};

const STYLES: Record<string, { style: Style; className: string }> = {
  'laid out': { style: { role: 'work' }, className: 'fill' },
  asked: { style: { role: 'work' }, className: 'outline' },
  untouched: { style: { role: 'reference', weight: 'thin' }, className: 'outline' },
};

/** A tree as an icicle: filled where laid out, outlined where asked, thin where untouched. */
export function icicle(width: number, boxes: readonly Visited[]): Block {
  const placed = cells(boxes);
  const unit = width / Math.max(...placed.map((cell) => cell.to));
  const rows = Math.max(...placed.map((cell) => cell.depth)) + 1;
  const shapes = new Map(Object.keys(STYLES).map((fate) => [fate, '']));
  let [edges, inside, on] = ['', '', ''];
  boxes.forEach((box, i) => {
    const cell = placed[i];
    const [x0, x1] = [cell.from * unit + 1.5, cell.to * unit - 1.5];
    const [y0, y1] = [cell.depth * ROW + 3, cell.depth * ROW + ROW - 2];
    shapes.set(box.fate, shapes.get(box.fate) + rectangle(x0, y0, x1, y1));
    if (box.boundary) edges += segment(x0, y0 - 2.5, x1, y0 - 2.5);
    const name = box.changed ? '*' : (SHORT[box.name] ?? box.name);
    if (widthOf(name) + 6 > x1 - x0) return;
    const text = words((x0 + x1) / 2, (y0 + y1) / 2, name);
    if (box.fate === 'laid out') on += text;
    else inside += text;
  });
  const drawn = Object.entries(STYLES).map(([fate, { style, className }]) =>
    path(classes(style, className), shapes.get(fate)!),
  );
  const body =
    drawn.join('') +
    path(classes({ role: 'ink', weight: 'strong' }, 'line'), edges) +
    group('middle', inside) +
    group('middle on work', on);
  return { width, height: rows * ROW + 2, body };
}

/** The samples of the key: what filling, outline, thick edge and star stand for. */
export const samples = {
  'laid out': path('fill work', rectangle(-7, -5, 7, 5)),
  'asked, and clean': path('outline work', rectangle(-7, -5, 7, 5)),
  untouched: path('outline reference thin', rectangle(-7, -5, 7, 5)),
  boundary: path('line ink strong', segment(-7, 0, 7, 0)),
};

/** The same tree without words, for the mark: 144 by 48 units. */
export function smallIcicle(boxes: readonly Visited[]): string[] {
  const placed = cells(boxes);
  const leaves = Math.max(...placed.map((cell) => cell.to));
  const rows = Math.max(...placed.map((cell) => cell.depth)) + 1;
  const at = (depth: number) => 2 + (depth * 44) / rows;
  return Object.entries(STYLES).map(([fate, { style }]) => {
    const data = boxes.map((box, i) => {
      const { from, to, depth } = placed[i];
      const [x0, x1] = [2 + (from * 140) / leaves, 2 + (to * 140) / leaves];
      return box.fate === fate
        ? rectangle(x0 + 0.5, at(depth) + 0.6, x1 - 0.5, at(depth + 1) - 0.6)
        : '';
    });
    const faint: Style = fate === 'asked' ? { role: 'work', tint: 2 } : { ...style, tint: 3 };
    return path(classes(fate === 'laid out' ? style : faint, 'fill'), data.join(''));
  });
}
