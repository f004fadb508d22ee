/** Committed texts in parts, each under a line with its name, and what differs between two of them. */

/** A named part of a committed text. */
export interface Part {
  readonly name: string;
  readonly lines: readonly string[];
}

/** A text with the line ends that it was written with, whatever git made of them on this machine. */
const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');

/** Lines as a text keeps them: what has a line break inside is several, no space stands at the end. */
export const keptLines = (lines: readonly string[]): string[] =>
  lines.join('\n').replace(/\r\n?/gu, '\n').trimEnd().split('\n');

/** A line as it is written; one that looks like a part's name begins with a backslash. */
const written = (line: string): string => line.replace(/^\\*# /u, '\\$&');
const read = (line: string): string => line.replace(/^\\(?=\\*# )/u, '');

/** Parts as one text, each under a line with its name. */
export const textOf = (parts: readonly Part[]): string =>
  parts
    .map(({ name, lines }) => [`# ${name}`, ...keptLines(lines).map(written), ''].join('\n'))
    .join('\n');

/** The lines of each part of such a text, by its name. */
export const partsOf = (text: string): Map<string, string[]> =>
  new Map(
    `\n${unixLines(text)}`
      .split('\n# ')
      .slice(1)
      .map((part): [string, string[]] => {
        const [name = '', ...lines] = part.split('\n');
        return [name, keptLines(lines).map(read)];
      }),
  );

/** The line, from 1, on which a part's own lines begin. */
export function lineOf(text: string, name: string): number {
  const lines = unixLines(text).split('\n');
  return lines.indexOf(`# ${name}`) + 2;
}

const AROUND = 24;

/** Two texts that differ, each from a little before the difference to a little behind it. */
function excerpts(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < shorter && a[start] === b[start]) start++;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const excerpt = (text: string): string => {
    const from = start > 2 * AROUND ? start - AROUND : 0;
    const to = Math.min(text.length - Math.max(0, end - AROUND), start + 3 * AROUND);
    return `"${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}"`;
  };
  return [excerpt(a), excerpt(b)];
}

/** What has become of the lines of a part, in one line; undefined where nothing has. */
export function changeOf(before: readonly string[], after: readonly string[]): string | undefined {
  const count = Math.max(before.length, after.length);
  const places = Array.from({ length: count }, (_, i) => i);
  const [first, ...more] = places.filter((i) => before[i] !== after[i]);
  if (first === undefined) return undefined;
  const [was, is] = [before[first], after[first]];
  const rest = more.length > 0 ? `, and ${more.length} more of its lines` : '';
  if (was === undefined) return `"${is}" is new${rest}`;
  if (is === undefined) return `"${was}" is gone${rest}`;
  return `${excerpts(was, is).join(' → ')}${rest}`;
}

/** How a text of {@link textOf} differs from another, a line for each part. */
export function changesBetween(before: string, after: string): string[] {
  if (unixLines(before) === unixLines(after)) return [];
  const [was, is] = [partsOf(before), partsOf(after)];
  const found = [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    if (!old) return [`${name}: new`];
    if (!now) return [`${name}: gone`];
    const change = changeOf(old, now);
    return change === undefined ? [] : [`${name}: ${change}`];
  });
  return found.length > 0 ? found : ['its parts stand in another order'];
}
