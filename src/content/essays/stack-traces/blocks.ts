/** The calls of a run as blocks that can be asked about, and texts that keep their indents. */
import { choosing } from '../../../kit/draw/handle.ts';
import { ADVANCE, LINE, widthOf, words, wrap } from '../../../kit/draw/label.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { type Block, classes, group, path, type Style } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { type Span, spans } from './calls.ts';

export type Kind = 'returned' | 'waiting' | 'asked' | 'culprit';

/** How a call is drawn, by what is known of it. */
export const STYLES: Readonly<Record<Kind, Style>> = {
  returned: { role: 'reference', tint: 3 },
  waiting: { role: 'work' },
  asked: { role: 'wait' },
  culprit: { role: 'lost' },
};

/** Height of a block with a name in one line and in two, and the space between blocks, units. */
const ROW = 24;
const TALL = 34;
const APART = 2;
/** Space on both sides of a name in its block. */
const PAD = 4;

interface Placed {
  readonly name: string;
  readonly open: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A name in one line where it fits, else broken at its first capital: `splitLines`. */
const broken = (name: string, width: number): string[] =>
  widthOf(name) <= width + 0.1 ? [name] : name.replace(/[A-Z]/, ' $&').split(' ');

/** Calls under the one that made them; what was still waiting ends at the right edge. */
function nested(calls: readonly Span[], width: number): Placed[] {
  const own = calls.map(({ name }) => Math.max(...broken(name, 0).map(widthOf)) + 2 * PAD + APART);
  const below = calls.map((call, i) =>
    calls.flatMap((other, j) => {
      const inside = j > i && (call.end === null || other.start < call.end);
      return inside && other.depth === call.depth + 1 ? [j] : [];
    }),
  );
  const natural: number[] = calls.map(() => 0);
  for (let i = calls.length - 1; i >= 0; i--) {
    natural[i] = Math.max(
      own[i],
      below[i].reduce((sum, j) => sum + natural[j], 0),
    );
  }
  const scale = width / natural[0];
  const x: number[] = calls.map(() => 0);
  calls.forEach((_, i) => {
    let at = x[i];
    for (const j of below[i]) {
      x[j] = at;
      at += natural[j];
    }
  });
  return calls.map(({ name, depth, end }, i) => ({
    name,
    open: end === null,
    x: x[i] * scale,
    y: depth * TALL,
    width: natural[i] * scale - APART,
    height: TALL,
  }));
}

/** Each function once, in the order of the first calls, in rows. */
function listed(calls: readonly Span[], width: number): Placed[] {
  let [x, y] = [0, 0];
  return [...new Set(calls.map(({ name }) => name))].map((name) => {
    const wide = widthOf(name) + 2 * PAD;
    if (x + wide > width) [x, y] = [0, y + ROW];
    const placed = {
      name,
      open: calls.some((call) => call.name === name && call.end === null),
      x,
      y,
      width: wide,
      height: ROW,
    };
    x += wide + APART;
    return placed;
  });
}

/**
 * The calls of a run, in the notation of `calls.ts`. On a phone each function stands once.
 * @param ask the control that a block sets to its function; none where nothing can be asked
 */
export function blocks(
  width: number,
  run: string,
  kindOf: (name: string, open: boolean) => Kind,
  ask: string | undefined,
): Block {
  const calls = spans(run);
  const placed = isNarrow(width) ? listed(calls, width) : nested(calls, width);
  const body = placed.map(({ name, open, x, y, width: wide, height }) => {
    const kind = kindOf(name, open);
    const lines = broken(name, wide - 2 * PAD);
    const top = y + (height - (lines.length - 1) * LINE) / 2;
    const text = words(x + PAD, top, lines);
    const on = { returned: '', waiting: 'on work', asked: 'on wait', culprit: 'on lost' }[kind];
    const drawn =
      path(classes(STYLES[kind], 'fill'), rectangle(x, y + 1, x + wide, y + height - 1)) +
      (on ? group(on, text) : text);
    return ask ? choosing(ask, name, drawn) : drawn;
  });
  return {
    width,
    height: Math.max(...placed.map(({ y, height }) => y + height)),
    body: body.join(''),
  };
}

/** A text in pieces of at most so many units. */
function chunks(text: string, width: number): string[] {
  const room = Math.floor(width / ADVANCE);
  const count = Math.max(1, Math.ceil(text.length / room));
  return Array.from({ length: count }, (_, i) => text.slice(i * room, (i + 1) * room));
}

/** Lines of text, indents kept; what is too long goes on below, a little further in. */
export function rows(width: number, lines: readonly string[], className = ''): Block {
  const broken = lines.flatMap((line) => {
    const indent = line.length - line.trimStart().length;
    const room = width - (indent + 2) * ADVANCE;
    const parts = wrap(line.trimStart(), room).flatMap((part) => chunks(part, room));
    return parts.map((part, i) => '\u00a0'.repeat(indent + (i ? 2 : 0)) + part);
  });
  const texts = broken.map((line) => line.replace(/ {2,}/g, (gap) => '\u00a0'.repeat(gap.length)));
  return { width, height: texts.length * LINE, body: words(0, LINE / 2, texts, className) };
}
