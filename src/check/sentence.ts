/** What is wrong with a sentence that a figure says of a result. */
import { adding } from './figures.ts';
import type { Said } from './finding.ts';
import { standsFor } from './placeholders.ts';
import { marksIn } from './texts.ts';
import { listed } from './wording.ts';

/** A number that nobody rounded: no sentence has a use for seven decimals. */
const RAW = /\d\.\d{7,}/u;

/** Elements of one letter, which a text that is not about HTML has around its words. */
const TAGGED = /<(b|i)>[^<]+<\/\1>/gu;

const ODD = /\b(?:NaN|undefined|Infinity)\b|\[object/u;

/** What is wrong with it; `given` is where the text and the result are written down. */
export function sentenceFault(
  text: unknown,
  part: 'caption' | 'alt' | 'outcome',
  given: () => string,
): Said | undefined {
  const [what, remedy] =
    part === 'outcome'
      ? ['outcome', 'add outcome: (result) => what a run shows, in words']
      : [part === 'alt' ? 'alternative' : 'caption', adding(part)];
  if (text !== undefined && text !== null && typeof text !== 'string') {
    return [`has ${String(text)} for its ${what}`, 'return words'];
  }
  if (typeof text !== 'string' || text.trim() === '') return [`has no ${what}`, remedy];
  if (standsFor(text)) return [`says "${text.trim()}" for its ${what}`, 'say what is to be seen'];
  const odd = ODD.exec(text)?.[0];
  // An essay may well speak of NaN; a calculation gone wrong is in neither code nor result.
  if (odd !== undefined && !given().includes(odd))
    return [`says "${odd}" in its ${what}`, 'let it read what the result has'];
  const raw = RAW.exec(text)?.[0];
  if (raw !== undefined) {
    return [`says "${raw}…" in its ${what}`, 'write formatNumber(…, { significant: 2 }) around it'];
  }
  const marks = [...marksIn(text), ...[...text.matchAll(TAGGED)].map(([whole]) => whole)];
  if (marks.length === 0) return undefined;
  const message = `has ${listed(marks)} in its ${what}, which is plain text and prints ${marks.length > 1 ? 'them as they are' : 'it as it is'}`;
  return [message, 'write it without the marks'];
}
