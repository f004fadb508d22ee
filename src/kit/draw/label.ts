import { coordinate, element, escapeText, type Role } from './svg.ts';

/** Size of all text in figures, units; and the advance of one character of the mono face. */
const TEXT = 12;
export const ADVANCE = TEXT * 0.6;
/** From one line of text to the next, units. */
export const LINE = 15;

/** Width of a text in the mono face, units. */
export const widthOf = (text: string): number => [...text].length * ADVANCE;

/** Breaks a text at spaces into lines of at most `width` units; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

export const ANCHORS = ['start', 'middle', 'end'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** One text element; `y` is the middle of its first line. Nothing where there is no line. */
export function words(
  x: number,
  y: number,
  lines: string | readonly string[],
  className = '',
  anchor: Anchor = 'start',
): string {
  const name = [className, anchor === 'start' ? '' : anchor].filter(Boolean).join(' ');
  const rows = typeof lines === 'string' ? [lines] : lines;
  if (rows.length === 0) return '';
  const at = { class: name || undefined, x, y: y + 4 };
  if (rows.length === 1) return element('text', at, escapeText(rows[0]));
  const spans = rows.map((line, i) =>
    element('tspan', { x: coordinate(x), dy: i ? LINE : undefined }, escapeText(line)),
  );
  return element('text', at, spans.join(''));
}

/**
 * Moves intervals apart so that none overlap and each stays as near as possible to where it wants
 * to be (pool adjacent violators on the centres). Given in any order, answered in that order.
 * @param wanted centres, units
 * @param heights of the intervals, units
 * @returns centres; inside [from, to] when all heights together fit there
 */
export function spread(
  wanted: readonly number[],
  heights: readonly number[],
  from: number,
  to: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  type Pile = { members: number[]; height: number; sum: number; top: number };
  const piles: Pile[] = [];
  for (const i of order) {
    let pile: Pile = {
      members: [i],
      height: heights[i],
      sum: wanted[i] - heights[i] / 2,
      top: 0,
    };
    for (;;) {
      const ideal = pile.sum / pile.members.length;
      pile.top = Math.max(from, Math.min(ideal, to - pile.height));
      const above = piles.at(-1);
      if (!above || above.top + above.height <= pile.top + 1e-9) break;
      piles.pop();
      pile = {
        members: [...above.members, ...pile.members],
        height: above.height + pile.height,
        sum: above.sum + pile.sum - above.height * pile.members.length,
        top: 0,
      };
    }
    piles.push(pile);
  }
  const centres = wanted.map(() => 0);
  for (const pile of piles) {
    let y = pile.top;
    for (const i of pile.members) {
      centres[i] = y + heights[i] / 2;
      y += heights[i];
    }
  }
  return centres;
}

/** A text that wants to stand at a point of a chart; `y` is its middle line. */
export interface Remark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly role: Role;
  readonly anchor: Anchor;
}

/** A remark with its place. */
export interface PlacedRemark extends Remark {
  readonly lines: readonly string[];
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

const boxOf = (remark: PlacedRemark): Box => {
  const width = Math.max(...remark.lines.map(widthOf));
  const shift = remark.anchor === 'start' ? 0 : remark.anchor === 'middle' ? width / 2 : width;
  const top = remark.y - LINE / 2;
  return [remark.x - shift, top, remark.x - shift + width, top + LINE * remark.lines.length];
};

const overlap = (a: Box, b: Box): boolean =>
  a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * Places remarks one after the other, each at its point or, where another stands, as few half lines
 * above or below as it takes; all inside the bounds. A remark for which no room is left is not placed.
 */
export function placeRemarks(remarks: readonly Remark[], bounds: Box): PlacedRemark[] {
  const placed: PlacedRemark[] = [];
  const taken: Box[] = [];
  for (const remark of remarks) {
    const lines = wrap(remark.text, Math.min(200, bounds[2] - bounds[0]));
    const [left, , right] = boxOf({ ...remark, lines });
    const x = remark.x + Math.max(0, bounds[0] - left) - Math.max(0, right - bounds[2]);
    const lowest = bounds[3] - (lines.length - 0.5) * LINE;
    const y = Math.max(bounds[1] + LINE / 2, Math.min(remark.y, lowest));
    for (let step = 0; step < 80; step++) {
      const moved = y + ((Math.ceil(step / 2) * LINE) / 2) * (step % 2 ? -1 : 1);
      const candidate = { ...remark, x, y: moved, lines };
      const box = boxOf(candidate);
      if (box[1] < bounds[1] - 0.1 || box[3] > bounds[3] + 0.1) continue;
      if (taken.some((other) => overlap(other, box))) continue;
      placed.push(candidate);
      taken.push(box);
      break;
    }
  }
  return placed;
}
