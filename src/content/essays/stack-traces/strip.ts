import { ADVANCE, LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, group, path } from '../../../kit/draw/svg.ts';
import type { Recorded } from './recorded.ts';

type Maps = Recorded['maps'];

/** Runs of generated columns that the map gives to the same source line. */
export function stretches({ segments, end }: Maps): { line: number; from: number; to: number }[] {
  const found: { line: number; from: number; to: number }[] = [];
  segments.forEach((part, i) => {
    const to = segments[i + 1]?.generatedColumn ?? end;
    const last = found.at(-1);
    if (last?.line === part.line) last.to = to;
    else found.push({ line: part.line, from: part.generatedColumn, to });
  });
  return found;
}

/** The generated characters, one cell each, over the source line that the map gives to each. */
export function generatedStrip(width: number, maps: Maps): Block {
  const cell = Math.min(13, width / (maps.end - maps.start));
  const x = (column: number) => (column - maps.start) * cell;
  const characters = [...maps.generated.slice(maps.start - 1, maps.end - 1)].map((letter, i) =>
    words((i + 0.5) * cell, 40, letter),
  );
  const dot = x(maps.reported) + cell / 2;
  let [seven, eight, names] = ['', '', ''];
  for (const { line, from, to } of stretches(maps)) {
    const bar = rectangle(x(from) + 1, 50, x(to) - 1, 57);
    if (line === maps.minified.line) seven += bar;
    else eight += bar;
    const name = widthOf(`line ${line}`) <= x(to) - x(from) ? `line ${line}` : `${line}`;
    names += words((x(from) + x(to)) / 2, 68, name);
  }
  const label = `V8 reports column ${maps.reported}: the dot`;
  const left = Math.max(widthOf(label) / 2, Math.min(width - widthOf(label) / 2, dot));
  const body =
    words(left, 8, label, '', 'middle') +
    path(classes({ role: 'ink' }, 'line'), segment(dot, 17, dot, 29)) +
    path(
      classes({ role: 'ink', weight: 'thin' }, 'outline'),
      rectangle(dot - cell / 2, 31, dot + cell / 2, 48),
    ) +
    group('middle', characters.join('')) +
    path('fill lost', seven) +
    path('fill work', eight) +
    group('middle', names);
  return { width, height: 78, body };
}

/** The two source lines, each with the place at which one of the maps puts the crash. */
export function sourceLines(width: number, maps: Maps): Block {
  const first = maps.source[0] ? 6 : 0;
  let y = LINE / 2;
  let body = '';
  for (const [place, who, role] of [
    [maps.minified, "the minified bundle's map", 'lost'],
    [maps.plain, "the plain bundle's map", 'work'],
  ] as const) {
    const source = maps.source[place.line - first] ?? '';
    const at = widthOf(`${place.line} `) + (place.column - 0.5) * ADVANCE;
    body += words(0, y, `${place.line} ${source.replace(/ /g, '\u00a0')}`);
    body += path(classes({ role }, 'line'), segment(at, y + 9, at, y + 17));
    const text = at + 8 + widthOf(who) > width ? 'end' : 'start';
    body += words(text === 'end' ? at - 8 : at + 8, y + 15, who, role, text);
    y += LINE * 2 + 10;
  }
  return { width, height: y - LINE, body };
}
