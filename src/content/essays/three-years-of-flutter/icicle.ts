import { LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, column, group, path, type Style } from '../../../kit/draw/svg.ts';
import { type Cell, cells, shortName } from './tree.ts';

/** The phases of a frame, in their order. */
export const FRAME = ['build', 'layout', 'paint'] as const;
type Phase = (typeof FRAME)[number];

/** A box after a change, as the model tells it: its parent's index and what each phase did with it. */
export interface Visited extends Readonly<Record<Phase, string>> {
  readonly name: string;
  readonly parent: number | null;
  readonly boundary: boolean;
  readonly layer: boolean;
  readonly changed: boolean;
}

/** How a box is drawn by what a phase did with it. */
export const STYLES: Record<string, { style: Style; className: string }> = {
  done: { style: { role: 'work' }, className: 'fill' },
  asked: { style: { role: 'work' }, className: 'outline' },
  untouched: { style: { role: 'reference', weight: 'thin' }, className: 'outline' },
};

const placesOf = (boxes: readonly Visited[]): Cell[] =>
  cells(boxes.map(({ parent }) => parent ?? -1));

/** How high a level is, units: with names in layout, without them in the other two. */
const TALL = 21;
const FLAT = 9;

/**
 * One phase as an icicle, the root on top: filled where work was done, outlined where a box was asked,
 * thin where it was not touched. A thick edge is a boundary of the phase.
 */
function icicle(width: number, boxes: readonly Visited[], phase: Phase): Block {
  const placed = placesOf(boxes);
  const high = phase === 'layout' ? TALL : FLAT;
  const space = phase === 'layout' ? 3 : 1.5;
  const unit = width / Math.max(...placed.map((cell) => cell.to));
  const rows = Math.max(...placed.map((cell) => cell.depth)) + 1;
  const shapes = new Map(Object.keys(STYLES).map((fate) => [fate, '']));
  let [edges, inside, on] = ['', '', ''];
  boxes.forEach((box, i) => {
    const cell = placed[i];
    const [x0, x1] = [cell.from * unit + 1.5, cell.to * unit - 1.5];
    const [y0, y1] = [cell.depth * high + space, (cell.depth + 1) * high - 1];
    const fate = box[phase];
    shapes.set(fate, shapes.get(fate) + rectangle(x0, y0, x1, y1));
    const stops = { build: false, layout: box.boundary, paint: box.layer || box.parent === null };
    if (stops[phase]) edges += segment(x0, y0 - space / 2, x1, y0 - space / 2);
    const name = box.changed ? '*' : shortName(box.name);
    if (phase !== 'layout' || widthOf(name) + 6 > x1 - x0) return;
    const text = words((x0 + x1) / 2, (y0 + y1) / 2, name);
    if (fate === 'done') on += text;
    else inside += text;
  });
  const drawn = Object.entries(STYLES).map(([fate, { style, className }]) =>
    path(classes(style, className), shapes.get(fate)!),
  );
  const weight = phase === 'layout' ? 'strong' : undefined;
  const body =
    drawn.join('') +
    path(classes({ role: 'ink', weight }, 'line'), edges) +
    group('middle', inside) +
    group('middle on', on);
  return { width, height: rows * high + 2, body };
}

/** The three phases one under another, each with its title. */
export const phases = (
  width: number,
  boxes: readonly Visited[],
  titles: Readonly<Record<Phase, string>>,
): Block =>
  column(
    FRAME.map((phase) =>
      column(
        [
          { width, height: LINE, body: words(0, LINE / 2, titles[phase]) },
          icicle(width, boxes, phase),
        ],
        2,
      ),
    ),
    12,
  );

/** The samples of the key: what filling, outline and thick edge stand for. */
export const samples = {
  'work done': path('fill work', rectangle(-7, -5, 7, 5)),
  'asked, and clean': path('outline work', rectangle(-7, -5, 7, 5)),
  untouched: path('outline reference thin', rectangle(-7, -5, 7, 5)),
  boundary: path('line ink strong', segment(-7, 0, 7, 0)),
};

/** The layout of the same tree without words, for the mark: 144 by 48 units. */
export function smallIcicle(boxes: readonly Visited[]): string[] {
  const placed = placesOf(boxes);
  const leaves = Math.max(...placed.map((cell) => cell.to));
  const rows = Math.max(...placed.map((cell) => cell.depth)) + 1;
  const at = (depth: number) => 2 + (depth * 44) / rows;
  return Object.entries(STYLES).map(([fate, { style }]) => {
    const data = boxes.map((box, i) => {
      const { from, to, depth } = placed[i];
      const [x0, x1] = [2 + (from * 140) / leaves, 2 + (to * 140) / leaves];
      return box.layout === fate
        ? rectangle(x0 + 0.5, at(depth) + 0.6, x1 - 0.5, at(depth + 1) - 0.6)
        : '';
    });
    const faint: Style = fate === 'asked' ? { role: 'work', tint: 2 } : { ...style, tint: 3 };
    return path(classes(fate === 'done' ? style : faint, 'fill'), data.join(''));
  });
}
