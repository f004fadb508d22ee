import { LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, group, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { STYLES } from './blocks.ts';
import type { Span } from './calls.ts';

type Kind = 'returned' | 'waiting' | 'culprit';

const ROW = 21;

/**
 * A run as a flame chart that grows downwards: calls and returns from left to right, a call under
 * the one that made it. What was still waiting when the run broke reaches the right edge and is
 * named there: those names are the stack trace.
 */
export function flame(width: number, calls: readonly Span[], culprit: string): Block {
  const waiting = calls.filter((call) => call.end === null);
  const margin = Math.max(...waiting.map((call) => widthOf(call.name))) + 12;
  const ticks = Math.max(...calls.map((call) => Math.max(call.start, call.end ?? 0))) + 1;
  const x = (tick: number) => (tick / ticks) * (width - margin);
  const rows = Math.max(...calls.map((call) => call.depth)) + 1;
  const shapes: Record<Kind, string> = { returned: '', waiting: '', culprit: '' };
  let [plain, onWork, names] = ['', '', ''];
  for (const call of calls) {
    const kind = call.name === culprit ? 'culprit' : call.end === null ? 'waiting' : 'returned';
    const [x0, x1] = [x(call.start), x(call.end ?? ticks) - (isNarrow(width) ? 0.6 : 1.2)];
    const [y0, y1] = [call.depth * ROW + 2, (call.depth + 1) * ROW - 2];
    shapes[kind] += rectangle(x0, y0, Math.max(x1, x0 + 1.5), y1);
    const middle = (y0 + y1) / 2;
    if (widthOf(call.name) + 6 <= x1 - x0) {
      const text = words((x0 + x1) / 2, middle, call.name);
      if (kind === 'returned') plain += text;
      else if (kind === 'waiting') onWork += text;
    }
    if (call.end === null) names += words(width - margin + 8, middle, call.name);
  }
  const bottom = rows * ROW;
  const edge = width - margin + 1;
  const body =
    (Object.keys(shapes) as Kind[])
      .map((kind) => path(classes(STYLES[kind], 'fill'), shapes[kind]))
      .join('') +
    path(classes({ role: 'lost' }, 'line'), segment(edge, 0, edge, bottom + 4)) +
    group('middle', plain) +
    group('middle on work', onWork) +
    group('work', names) +
    words(0, bottom + LINE, 'calls and returns, in order', 'name') +
    words(edge, bottom + LINE, 'crash', 'lost', 'end');
  return { width, height: bottom + LINE * 2 - 4, body };
}
