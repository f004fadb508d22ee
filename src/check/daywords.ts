/** How a day is written, and what somebody meant who wrote it otherwise. */
import { isDay } from '../essay/schema.ts';
import type { Words } from './finding.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const iso = (year: string, month: string | number, day: string): string =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

/** The day that a text in another form surely names, as an ISO date; it may not exist. */
function dayIn(text: string): string | undefined {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/iu.exec(text);
  if (yearFirst) return iso(yearFirst[1]!, yearFirst[3]!, yearFirst[4]!);
  const glued = /^(\d{4})(\d\d)(\d\d)$/u.exec(text);
  if (glued) return iso(glued[1]!, glued[2]!, glued[3]!);
  const dotted = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/u.exec(text);
  if (dotted) return iso(dotted[3]!, dotted[2]!, dotted[1]!);
  const slashed = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/u.exec(text);
  if (slashed) {
    const [, a = '', b = '', year = ''] = slashed;
    // Which of the two is the month is told only by a day above twelve.
    return Number(a) > 12 ? iso(year, b, a) : Number(b) > 12 ? iso(year, a, b) : undefined;
  }
  const [year] = /\b\d{4}\b/u.exec(text) ?? [];
  const [day] = /\b\d{1,2}(?=\b|st|nd|rd|th)/u.exec(text) ?? [];
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, 'iu').test(text));
  return year && day && month >= 0 ? iso(year, month + 1, day) : undefined;
}

/** {@link isDay} that narrows nothing: what is no day is a text still. */
const exists = (day: string): boolean => isDay(day);

/** The words for a text that is not a quoted ISO day; undefined if it is one that exists. */
export function dayWords(written: string): Words | undefined {
  const text = written.trim();
  if (text !== written && exists(text)) {
    return { message: 'a space stands within the quotes', remedy: `write '${text}'` };
  }
  if (exists(written))
    return { message: `${written} stands without quotes`, remedy: `write '${written}'` };
  const inside = text.replace(/^[‘’“”„'"`]+|[‘’“”„'"`]+$/gu, '');
  if (inside !== text && exists(inside)) {
    const message = `the quotes around ${inside} are not the straight ones that YAML reads`;
    return { message, remedy: `write '${inside}'` };
  }
  const day = dayIn(inside.replace(/[‐‑–—−]/gu, '-'));
  if (day !== undefined && exists(day)) {
    return { message: `${text} is not written as a day`, remedy: `write '${day}'` };
  }
  if (day !== undefined) {
    const [year = '', month = '', of = ''] = day.split('-');
    const swapped = iso(year, of, month);
    const last = ['28', '29', '30', '31'].findLast((end) => exists(`${year}-${month}-${end}`));
    const meant =
      last && Number(of) > Number(last) ? iso(year, month, last) : exists(swapped) && swapped;
    return {
      message: `${day} does not exist`,
      remedy: meant ? `write a day that does, such as '${meant}'` : 'write a day that does',
    };
  }
  return {
    message: `"${text}" is no day`,
    remedy: "write year, month and day in quotes, such as '2026-11-26'",
  };
}
