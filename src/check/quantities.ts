/** Quantities in prose, written in digits or in words. */
import { sumsIn } from './arithmetic.ts';
import type { Span } from './exceptions.ts';
import { hideNames, namesIn, OPAQUE } from './names.ts';
import { AFTER_DIGITS, COUNT, isTenOrMore, unitAt } from './units.ts';

const NUMERAL = '(?:(?:\\d{1,3}(?:[,\\u00a0\\u202f]\\d{3})+|\\d+)(?:\\.\\d+)?|(?<![\\d.])\\.\\d+)';
const JOIN = '(?:\\s?[–−-]\\s?|\\s(?:to|or|and|by)\\s|[:/×x])';
const DIGITS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:[$£€]\\s?|[~≈±<>≤≥×]\\s?)?${NUMERAL}(?:${JOIN}${NUMERAL})*`,
  'gu',
);
const MAGNITUDE = new RegExp(
  `^(?:[kKMBGT](?![\\p{L}\\p{N}])|[⁰¹²³⁴-⁹⁻]+|[eE^][-+−]?\\d+|[\\s\\u00a0-]${AFTER_DIGITS}(?![\\p{L}\\p{N}])|-?fold\\b|\\s?[×x](?![\\p{L}\\p{N}])|×)`,
  'u',
);
const TIMES =
  /^[\s-]times(?=\s(?:as\b|the\b|more\b|less\b|fewer\b|over\b|worse\b|better\b|\p{L}+er\b))/iu;
const PROPORTION = new RegExp(
  `^(?!\\sin\\sa\\s(?:hundred|thousand|million)\\b)\\s(?:out\\sof|in)\\s(?:every\\s|a\\s)?(?!one)(?:\\d+|${COUNT})(?![\\p{L}\\p{N}-])`,
  'iu',
);

/** Widens a number by whatever makes it a quantity; undefined where nothing does. */
function measured(text: string, span: Span): Span | undefined {
  const rest = text.slice(span.end);
  const magnitude = MAGNITUDE.exec(rest)?.[0] ?? TIMES.exec(rest)?.[0];
  const end = span.end + (magnitude?.length ?? 0);
  const unit = unitAt(text.slice(end), 'digits');
  if (unit) return { start: span.start, end: end + unit.length };
  return magnitude === undefined ? undefined : { start: span.start, end };
}

const OUT_OF = /^\s(?:out\sof|in)\s(?:every\s)?\d+/u;

/** What money is counted in, behind its digits. */
const SCALE = /^(?:k|mn?|bn|tn)(?![\p{L}\p{N}])/u;

/** Quantities written in digits. A single digit counts only with a unit, sign or scale. */
function inDigits(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const wide = measured(text, span);
    if (wide) spans.push(wide);
    else if (/^\p{L}/u.test(text.slice(span.end))) {
      // A name, such as 11ty, unless it is money: €3m.
      const scale = /^[$£€]/u.test(match[0]) && SCALE.exec(text.slice(span.end));
      if (scale) spans.push({ ...span, end: span.end + scale[0].length });
    } else if (/\d[\d.,:/×x\u00a0\u202f]*\d|\.\d|[$£€~≈±<>≤≥×]/u.test(match[0])) spans.push(span);
    else {
      const proportion = OUT_OF.exec(text.slice(span.end));
      if (proportion) spans.push({ ...span, end: span.end + proportion[0].length });
    }
  }
  return spans;
}

const WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}'’-])(${COUNT})(?:(?:\\s(?:to|or|and)\\s|[–-])(${COUNT}))?(\\sand\\sa\\shalf)?(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Counts in words followed by a unit: measures from two up, counted things from ten up. */
function inWords(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(WORDS)) {
    const last = match[2] ?? match[1] ?? '';
    const end = match.index + match[0].length;
    const rest = text.slice(end);
    const one = /^one$/iu.test(last) && match[3] === undefined;
    const unit = unitAt(rest, one ? 'one' : 'words');
    const counts = unit && (unit.sort !== 'counted' || isTenOrMore(last));
    const other = one ? undefined : (TIMES.exec(rest)?.[0] ?? undefined);
    const proportion = PROPORTION.exec(rest)?.[0];
    const length = counts ? unit.length : (other ?? proportion)?.length;
    if (length !== undefined) spans.push({ start: match.index, end: end + length });
  }
  return spans;
}

const PARTS =
  '(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth|thousandth|millionth)';
const OTHERS: readonly RegExp[] = [
  /[¼½¾⅐-⅞]\s?[\p{L}%]*/gu,
  new RegExp(`(?<![\\p{L}\\p{N}])(?!one)${COUNT}[\\s-](?!half)${PARTS}s(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?:an?|one)[\\s-](?!half)${PARTS}\\sof(?![\\p{L}\\p{N}])`, 'giu'),
  new RegExp(`(?<![\\p{L}\\p{N}])(?!one|two-?fold)${COUNT}-?fold(?![\\p{L}\\p{N}])`, 'giu'),
  /(?<![\p{L}\p{N}])half\s(?:an?|the|one)\s(?:nano|micro|milli)?seconds?(?![\p{L}\p{N}-])/giu,
  /(?<![\p{L}\p{N}])half\s(?:an?|one)\s(?:kilo|mega|giga|tera)byte(?![\p{L}\p{N}-])/giu,
];

function inFractions(text: string): Span[] {
  return OTHERS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

/** Digits and their signs as East Asian fonts set them, each as wide as a character. */
const FULL_WIDTH = /[\uff05\uff0c\uff0e\uff10-\uff19]/gu;
const narrow = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);

/** `text` with {@link OPAQUE} for the signs of each sum that it writes out. */
const withoutSums = (text: string): string =>
  sumsIn(text).reduce(
    (left, { start, end }) => left.slice(0, start) + OPAQUE.repeat(end - start) + left.slice(end),
    text,
  );

/**
 * The quantities in a stretch of prose: percentages, decimals, numbers with a unit, numbers of two
 * or more digits and spelled-out counts before a unit, in order and without overlap. Dates, years,
 * versions, labels ("Section 4.2") and names (`HTTP/2`, `p99`) are none. Components and code stand
 * in `text` as {@link OPAQUE}; `names` are proper names that a version may follow.
 */
export function quantitiesIn(text: string, names: ReadonlySet<string> = new Set()): Span[] {
  const visible = hideNames(withoutSums(text.replace(FULL_WIDTH, narrow)), names);
  const found = [...inDigits(visible), ...inWords(visible), ...inFractions(visible)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of found) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
  }
  return kept.filter((span) => !visible.slice(span.start, span.end).startsWith(OPAQUE));
}

/** Whether words give a number: a quantity, or digits that are part of no name. */
export function givesNumber(words: string): boolean {
  const names = namesIn(words);
  return quantitiesIn(words, names).length > 0 || /\d/u.test(hideNames(words, names));
}
