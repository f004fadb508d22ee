/** The numbers that an essay lists under `plain`: which they cover, and those that cover none. */
import type { FrontMatter } from '../essay/matter.ts';
import type { Fault } from './finding.ts';
import { faultAt } from './frontmatter.ts';
import { plainText } from './wording.ts';

/** A stretch of a text, by offsets as in `slice`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A number that an essay may print without provenance, and why; listed under `plain`. */
export interface Exception {
  readonly text: string;
  readonly why: string;
}

/** The exceptions of an essay, in order; entries of another shape are the schema's business. */
export function exceptionsOf(matter: FrontMatter | undefined): Exception[] {
  const plain = matter?.data.plain;
  if (!Array.isArray(plain)) return [];
  return plain.map((entry: unknown) => {
    // A text without its reason is told as such, and once.
    if (typeof entry === 'string') return { text: entry, why: '' };
    const { text = '', why = '' } = (entry ?? {}) as Partial<Exception>;
    return { text: String(text), why: String(why) };
  });
}

/** The indexes of the exceptions that cover a whole quantity in a block of prose. */
export function excusing(exceptions: readonly Exception[], text: string, span: Span): number[] {
  if (exceptions.length === 0) return [];
  const prose = plainText(text);
  return exceptions.flatMap(({ text: excused }, i) => {
    const words = plainText(excused).trim();
    if (words === '') return [];
    for (let at = prose.indexOf(words); at >= 0; at = prose.indexOf(words, at + 1)) {
      if (at <= span.start && span.end <= at + words.length) return [i];
    }
    return [];
  });
}

/**
 * Exceptions that excused nothing: no quantity that is `used`, nor what the front matter was
 * `asked` about; `unread` is text that could not be read and may need them.
 */
export function staleExceptions(
  matter: FrontMatter,
  used: ReadonlySet<number>,
  asked: readonly string[],
  unread: string,
): Fault[] {
  return exceptionsOf(matter).flatMap(({ text, why }, i) => {
    // Without its reason it is told as such.
    const words = why === '' ? '' : text.trim();
    if (used.has(i) || words === '' || unread.includes(words)) return [];
    if (asked.some((odd) => text.includes(odd))) return [];
    const message = `the exception "${text}" is no longer needed`;
    return [faultAt(matter, ['plain', i, 'text'], message, 'remove it from plain')];
  });
}
