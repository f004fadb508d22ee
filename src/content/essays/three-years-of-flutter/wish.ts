import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { hatching, rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, path } from '../../../kit/draw/svg.ts';
import { HIGH, type WishParams } from './beginner.ts';
import type { Placed } from './placed.ts';

/** What the first figure needs of its result. */
export interface WishResult {
  readonly boxes: readonly Placed[];
  readonly messages: readonly string[];
}

/** Constraints along one dimension in words. */
export function told(min: number, max: number | null): string {
  if (max === null) return min > 0 ? `at least ${min}` : 'no limit';
  if (min === max) return `exactly ${min}`;
  return min > 0 ? `${min} to ${max}` : `at most ${max}`;
}

/** The widest thing that a setting can ask for, with a margin, in logical pixels. */
const REACH = 440;

const nameOf = (box: Placed): string =>
  box.name.replace(/\(.*\)/, '') + (box.expanded ? ', expanded' : '');

/** One sentence per box, from the parent's child to the box with the wish. */
export const sentences = ({ boxes }: WishResult, { wish }: WishParams): string[] =>
  boxes.map((box, i) => {
    const wants = i === boxes.length - 1 ? ` wants ${wish},` : '';
    return `${nameOf(box)}:${wants} given ${told(box.minWidth, box.maxWidth)}, is ${box.width}`;
  });

/**
 * Each box as a row: the widths that it was allowed as a pale band, the width that it took as a
 * bar, the wish as a mark.
 */
function rows(width: number, result: WishResult, params: WishParams): Block {
  const x = (length: number) => (length / REACH) * width;
  const lines = sentences(result, params);
  let [texts, bands, tracks, ends, bars, wishes] = ['', '', '', '', '', ''];
  let y = 0;
  result.boxes.forEach((box, i) => {
    const text = wrap(lines[i], width);
    texts += words(0, y + LINE / 2, text);
    y += text.length * LINE + 10;
    const [min, max] = [x(box.minWidth), x(box.maxWidth ?? REACH)];
    bands += rectangle(min, y - 6, Math.max(max, min + 1.5), y + 6);
    tracks += segment(0, y, width, y);
    ends += segment(min, y - 9, min, y + 9);
    if (box.maxWidth !== null) ends += segment(max, y - 9, max, y + 9);
    bars += rectangle(0, y - 3, x(box.width), y + 3);
    if (i === result.boxes.length - 1) {
      const wish = x(params.wish);
      wishes += segment(wish, y - 9, wish, y + 9);
    }
    y += 20;
  });
  const body =
    path('shade', bands) +
    path('grid', tracks) +
    path('fill work', bars) +
    path(classes({ role: 'reference' }, 'line'), ends) +
    path(classes({ role: 'wait', dash: 'dashed' }, 'line'), wishes) +
    texts;
  return { width, height: y, body };
}

/**
 * The boxes themselves, to scale, one inside the other. What lies outside is hatched, or dashed
 * where it can be scrolled to.
 */
function scene(width: number, { boxes, messages }: WishResult): Block {
  const scale = width / REACH;
  const height = Math.max(...boxes.map((box) => box.height), HIGH.wish) * scale;
  let [outer, inner, outside, lines] = ['', '', '', ''];
  let [left, top] = [0, 0];
  const outermost = boxes[0].width;
  boxes.forEach((box, i) => {
    left += i === 0 ? 0 : box.x;
    top += i === 0 ? 0 : box.y;
    const [x0, x1] = [left * scale, (left + box.width) * scale];
    const [y0, y1] = [top * scale + 1, (top + box.height) * scale - 1];
    if (i < boxes.length - 1) outer += rectangle(x0, y0, x1, y1);
    else {
      inner = rectangle(x0, y0, Math.min(x1, outermost * scale), y1);
      if (left + box.width > outermost) {
        outside = rectangle(outermost * scale, y0, x1, y1);
        lines = hatching(outermost * scale, y0, x1, y1);
      }
    }
  });
  const body =
    path(classes({ role: 'reference', weight: 'thin' }, 'outline'), outer) +
    path(classes({ role: 'work', tint: 2 }, 'fill'), inner) +
    path(classes({ role: 'work' }, 'outline'), inner) +
    (messages.length > 0
      ? path(classes({ role: 'lost' }, 'hatch'), outside + lines)
      : path(classes({ role: 'reference', dash: 'dashed' }, 'outline'), outside));
  return { width, height: height + 2, body };
}

/** What went wrong, in words. */
function complaint(width: number, messages: readonly string[]): Block {
  const lines = messages.flatMap((message) => wrap(`${message}.`, width));
  const body = lines.length ? words(0, LINE / 2, lines, 'lost') : '';
  return { width, height: lines.length * LINE, body };
}

/** The blocks of the first figure from the top; none is empty but the complaint. */
export function wishBlocks(width: number, result: WishResult, params: WishParams): Block[] {
  const words = complaint(width, result.messages);
  const complaints = result.messages.length > 0 ? [words] : [];
  if (result.boxes.length === 0) return complaints;
  return [rows(width, result, params), scene(width, result), ...complaints];
}
