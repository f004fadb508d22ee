/**
 * Faults as the check tells them: where each is, what is said of it, and how it is written in a
 * line.
 */

/** A fault in an essay: where it is, what it is and how to mend it. */
export interface Finding {
  /** Path as the author knows it, from the root of the site. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The part of the essay: a front-matter key, or `text`, `heading`, `footnote`, `figure` … */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** A finding without its file. */
export type Fault = Omit<Finding, 'file'>;

/** What is said of something, its place known to whoever asked. */
export type Said = readonly [message: string, remedy: string];

/** The same with its parts named, where more is said with them. */
export interface Words {
  readonly message: string;
  readonly remedy: string;
}

/** A stretch of a text, by offsets as in `slice`. */
export type Stretch = readonly [from: number, to: number];

/** A place in a text, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** How a value is called by the keys that lead to it, those of lists counted from 1. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join(' ');

/** The starts of the lines of the text asked about last; one text is mostly asked about many times. */
let lines: { readonly source: string; readonly starts: readonly number[] } | undefined;

function lineStarts(source: string): readonly number[] {
  if (lines?.source === source) return lines.starts;
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  lines = { source, starts };
  return starts;
}

/** The line and column of an offset in `source`, both from 1. */
export function placeAt(source: string, offset: number): Place {
  const starts = lineStarts(source);
  let [line, above] = [0, starts.length];
  while (above - line > 1) {
    const middle = (line + above) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else above = middle;
  }
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

/** One line: `file:line:column  field: message — remedy`. */
export const formatFinding = (f: Finding): string =>
  `${f.file}:${f.line}:${f.column}  ${f.field}: ${f.message} — ${f.remedy}`;

/** Findings of several files in reading order. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(
    (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column,
  );
