/** The drawing of the walk: one request as a trace, whole and as far as it has been walked. */
import { LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { roundValues } from '../../../kit/draw/scale.ts';
import { element, group, path } from '../../../kit/draw/svg.ts';
import { formatNumber } from '../../../kit/number.ts';
import { short } from './drawing.ts';
import { indexOf, NAMES, QUEUED, TENSOR_HOP } from './hops.ts';
import type { walk } from './model.ts';

type Walked = ReturnType<typeof walk.compute>;

/** A picture in two layers of one width, the rows of both starting at the top. */
export interface WalkDrawing {
  /** The whole trace, faint, with its axis. */
  readonly ahead: string;
  /** The same spans in full colour with their names; shown down to the row that was reached. */
  readonly walked: string;
}

const svg = (width: number, height: number, body: string): string =>
  element('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, width, height }, body);

/** The wait in a hop and the whole of it, as spans on the request's clock, ms. */
function partsOf(r: Walked): { from: number; served: number; to: number }[] {
  return r.spans.map(({ start, end }, i) => {
    const queue = QUEUED.indexOf(i + 1);
    return { from: start, served: start + (r.waits[queue] ?? 0), to: end };
  });
}

/**
 * Draws the request, one row for each hop. Names stand beside their spans where there is room for
 * them; on a phone only the spans do.
 *
 * @param width units
 */
export function drawWalk(r: Walked, width: number): WalkDrawing {
  const named = width > 460;
  const pitch = named ? 15 : 9;
  const rows = NAMES.length * pitch;
  const at = (ms: number): number => (ms / r.gpu) * (width - 4) + 2;
  const box = (row: number, from: number, to: number): string => {
    const [left, right] = [at(from), Math.max(at(to), at(from) + (to > from ? 1.5 : 0))];
    return rectangle(left, row * pitch + 1.5, right, (row + 1) * pitch - 1.5);
  };
  const parts = partsOf(r);
  const waits = parts.map(({ from, served }, row) => box(row, from, served)).join('');
  const works = parts.map(({ served, to }, row) => box(row, served, to)).join('');

  const tensor = at(parts[indexOf(TENSOR_HOP)].to);
  const usual = at(r.typical);
  const [half, room] = [`half of all have a token`, widthOf('half of all have a token') / 2];
  const ticks = roundValues(0, r.gpu, named ? 8 : 4).filter(
    (ms) => at(ms) < tensor - 70 && (!named || Math.abs(at(ms) - usual) > room + 24),
  );
  const axis = ticks.map((ms) => {
    const text = ms === 0 ? '0 ms' : formatNumber(ms);
    const half = widthOf(text) / 2;
    return words(Math.max(half, at(ms)), rows + 13, text, '', 'middle');
  });
  const ahead =
    path('grid', ticks.map((ms) => segment(at(ms), 0, at(ms), rows)).join('')) +
    path('line reference rule', segment(tensor, 0, tensor, rows + 4)) +
    (named ? path('line reference rule', segment(usual, 0, usual, rows + 4)) : '') +
    path('fill wait tint3', waits) +
    path('fill work tint3', works) +
    group(
      'ticks',
      axis.join('') +
        (named ? words(usual, rows + 13, half, '', 'middle') : '') +
        words(tensor - 4, rows + 13, 'tensor', '', 'end'),
    );

  const names = parts.map(({ from, to }, row) => {
    const text = `${row + 1} ${NAMES[row]} ${short(to - from)} ms`;
    const y = (row + 0.5) * pitch;
    const fits = at(to) + 8 + widthOf(text) < width;
    return fits ? words(at(to) + 8, y, text) : words(at(from) - 8, y, text, '', 'end');
  });
  const walked =
    path('fill wait', waits) +
    path('fill work', works) +
    (named ? group('notes', names.join('')) : '');
  return { ahead: svg(width, rows + 8 + LINE, ahead), walked: svg(width, rows, walked) };
}
