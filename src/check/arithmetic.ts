/** Sums that a sentence writes out, such as `4 x 3 x 2 x 1 = 24`: they account for their numbers. */
import { type Exception, excusing } from './exceptions.ts';
import { type Fault, placeAt } from './finding.ts';
import type { Block } from './prose.ts';

/** A sum in a text, by offsets as in `slice`. */
interface Sum {
  readonly start: number;
  readonly end: number;
  readonly holds: boolean;
  /** What its first side comes to; undefined where that is no number. */
  readonly comesTo: number | undefined;
  /** Whether what stands around it gives its signs no other meaning. */
  readonly plain: boolean;
}

/** Digits in groups of three: by commas, by narrow or other spaces, or by none. */
const NUMBER = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:,\d{3})*)(?:\.\d+)?[⁰¹²³⁴-⁹]*`;
const SIDE = String.raw`\(*${NUMBER}(?:\)*(?:\s?[-+−–×x*·÷/^]\s?|(?=\())\(*${NUMBER})*\)*`;
/** Nothing stands before it that it goes on from, and no unit behind it. */
const SUM = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,$£€_#]|[-+−×*·÷/^]\s?)(?:[−-](?=\d))?${SIDE}(?:\s?[=≈]\s?[−-]?${SIDE})+(?![\p{L}\p{N}‰°(]|\s?%|[.,]\d|\s?[-+−×*·÷/^=≈]|[\s\u00a0]x\s)`,
  'gu',
);

/** What before a sum takes its first number: a bracket that is open, a root, a clock, a function's name. */
const TAKEN =
  /[(√∛:]$|(?:^|[^\p{L}])(?:a?(?:cos|sin|tan)|ceil|exp|floor|lg|ln|log[\d₀-₉]*|max|min|sqrt)[\s\u00a0]?$/u;
/** What before a bracket makes it a factor or the argument of a function: a number, or a name. */
const APPLIED = /[\p{L}\p{N})][\s\u00a0]?$/u;
/** Words of a sentence that a sum in brackets may follow. */
const LEADING =
  /(?<!\p{L})(?:an?d?|are|as|be|because|but|by|check|does|for|from|gives?|has|have|hence|if|in|is|makes?|no|not|of|on|or|says?|since|so|than|that|the|then|this|thus|to|was|were|with|write)[\s\u00a0]$/iu;
/** What behind a sum makes its last number another: digits that go on, a factorial, another kind of sum. */
const GOING_ON = /^(?:…|\.{3}|!|:\d|[\u0300-\u036f]|\s?\(?(?:mod|base)\b)/u;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const TOKEN = /\d+(?:\.\d+)?|[-+*/^()]/gu;

/** A side in plain signs: `2¹⁰ × 3` as `2^10*3`, `2(1 + 3)` as `2*(1 + 3)`. */
const plain = (side: string): string =>
  side
    .replace(/(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))/gu, '')
    .replace(
      /[⁰¹²³⁴-⁹]+/gu,
      (raised) => `^${[...raised].map((one) => RAISED.indexOf(one)).join('')}`,
    )
    .replace(/[×x·]/gu, '*')
    .replace(/[−–]/gu, '-')
    .replace(/÷/gu, '/')
    .replace(/(?<=[\d)])\(/gu, '*(');

/** The value of a side, powers before products before sums; undefined where brackets do not pair. */
function worth(side: string): number | undefined {
  const tokens = plain(side).match(TOKEN) ?? [];
  let at = 0;
  const atom = (): number => {
    const token = tokens[at++];
    if (token === '-') return -power();
    if (token !== '(') return Number(token);
    const inner = total();
    return tokens[at++] === ')' ? inner : Number.NaN;
  };
  const power = (): number => {
    const base = atom();
    if (tokens[at] !== '^') return base;
    at += 1;
    return base ** power();
  };
  const product = (): number => {
    let value = power();
    while (tokens[at] === '*' || tokens[at] === '/') {
      const times = tokens[at++] === '*';
      const by = power();
      value = times ? value * by : value / by;
    }
    return value;
  };
  const total = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      const plus = tokens[at++] === '+';
      const by = product();
      value += plus ? by : -by;
    }
    return value;
  };
  const value = total();
  return at === tokens.length && Number.isFinite(value) ? value : undefined;
}

/** The decimals that a side is written with. */
const decimalsIn = (side: string): number => /\.(\d+)\s*$/u.exec(side.trim())?.[1]?.length ?? 0;

/** Whether a value is what a side says: exactly, or as far as its digits go. */
function says(value: number, sign: string, side: string): boolean {
  const said = worth(side);
  if (said === undefined) return false;
  if (Math.abs(value - said) <= 1e-12 * Math.max(1, Math.abs(value))) return true;
  return sign === '≈' && Math.abs(value - said) <= 0.5 * 10 ** -decimalsIn(side) * (1 + 1e-9);
}

/** A bracket around all of a sum, as in `(2 + 2 = 4)`, is none of its first side. */
function unbracketed(whole: string): [before: string, sum: string] {
  const count = (sign: string): number => whole.split(/[=≈]/u)[0]?.split(sign).length ?? 0;
  return whole.startsWith('(') && whole.endsWith(')') && count('(') === count(')') + 1
    ? ['(', whole.slice(1, -1)]
    : ['', whole];
}

/** The sums of plain numbers in a text, each with a sign of arithmetic on one of its sides. */
export function sumsIn(text: string): Sum[] {
  return [...text.matchAll(SUM)].flatMap(({ 0: match, index }) => {
    const [before, whole] = unbracketed(match);
    const start = index + before.length;
    const end = start + whole.length;
    const [first = '', ...rest] = whole.split(/\s?([=≈])\s?/u);
    const sides = [first, ...rest.filter((_, i) => i % 2 === 1)];
    if (!sides.some((side) => /\d\)*\s?[-+−–×x*·÷/^(]|[⁰¹²³⁴-⁹]/u.test(side))) return [];
    const comesTo = worth(first);
    const holds =
      comesTo !== undefined &&
      sides.slice(1).every((side, i) => says(comesTo, rest[2 * i] ?? '=', side));
    const left = text.slice(Math.max(0, index - 12), index);
    const applied = whole.startsWith('(') && APPLIED.test(left) && !LEADING.test(left);
    const plain =
      !applied &&
      sides.every((side) => worth(side) !== undefined) &&
      !/\b0x\d/u.test(whole) &&
      !TAKEN.test(left) &&
      !GOING_ON.test(text.slice(end, end + 8));
    return [{ start, end, holds, comesTo, plain }];
  });
}

/** What to write for a sum that does not hold: its value, or about its value where that has no end. */
function remedyFor(written: string, value: number): string {
  const [first = ''] = written.split(/\s?[=≈]/u);
  const exact = Number(value.toPrecision(12));
  const said = written.split(/[=≈]\s?/u).at(-1) ?? '';
  const near = says(value, '≈', said) ? said : Number(value.toPrecision(3));
  return String(exact).length > 9
    ? `write ${first} ≈ ${near}`
    : `write ${first} = ${exact}, which it comes to`;
}

/** Sums that do not come to what they say, and which exceptions say that one is meant so. */
export function wrongSums(
  blocks: readonly Block[],
  source: string,
  exceptions: readonly Exception[],
): { faults: Fault[]; used: ReadonlySet<number> } {
  const used = new Set<number>();
  const faults = blocks.flatMap(({ field, text, offsets }) =>
    sumsIn(text).flatMap(({ start, end, holds, plain, comesTo }): Fault[] => {
      const [from = 0, to = 0] = [offsets[start], offsets[end - 1]];
      // A number that is raised or lowered stands in the text as if it were not.
      const set = /<su[bp]\b/u.test(source.slice(from, to));
      if (holds || !plain || comesTo === undefined || set) return [];
      const excuses = excusing(exceptions, text, { start, end });
      for (const i of excuses) used.add(i);
      if (excuses.length > 0) return [];
      const written = text.slice(start, end);
      const message = `${written} does not hold`;
      return [{ ...placeAt(source, from), field, message, remedy: remedyFor(written, comesTo) }];
    }),
  );
  return { faults, used };
}
