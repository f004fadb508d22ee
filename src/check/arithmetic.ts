/** Sums that a sentence writes out, such as `4 x 3 x 2 x 1 = 24`: they account for their numbers. */
import { type Fault, placeAt } from './finding.ts';
import type { Block } from './prose.ts';

/** A sum in a text, by offsets as in `slice`. */
export interface Sum {
  readonly start: number;
  readonly end: number;
  readonly holds: boolean;
  /** What its first side comes to; undefined where that is no number. */
  readonly comesTo: number | undefined;
}

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?[⁰¹²³⁴-⁹]*`;
const SIDE = String.raw`\(*${NUMBER}(?:\)*\s?[-+−–×x*·÷/^]\s?\(*${NUMBER})*\)*`;
/** Nothing stands before it that it goes on from, and no unit behind it. */
const SUM = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,$£€_#]|[-+−×*·÷/^=≈]\s?)(?:[−-](?=\d))?${SIDE}(?:\s?[=≈]\s?[−-]?${SIDE})+(?![\p{L}\p{N}%‰°(]|[.,]\d|\s?[-+−×*·÷/^=≈]|[\s\u00a0]x\s)`,
  'gu',
);

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const TOKEN = /\d+(?:\.\d+)?|[-+*/^()]/gu;

/** A side in plain signs: `2¹⁰ × 3` as `2^10*3`. */
const plain = (side: string): string =>
  side
    .replace(/,(?=\d{3})/gu, '')
    .replace(
      /[⁰¹²³⁴-⁹]+/gu,
      (raised) => `^${[...raised].map((one) => RAISED.indexOf(one)).join('')}`,
    )
    .replace(/[×x·]/gu, '*')
    .replace(/[−–]/gu, '-')
    .replace(/÷/gu, '/');

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

/** The sums of plain numbers in a text, each with a sign of arithmetic on one of its sides. */
export function sumsIn(text: string): Sum[] {
  return [...text.matchAll(SUM)].flatMap(({ 0: whole, index }) => {
    const [first = '', ...rest] = whole.split(/\s?([=≈])\s?/u);
    const sides = [first, ...rest.filter((_, i) => i % 2 === 1)];
    if (!sides.some((side) => /\d\)*\s?[-+−–×x*·÷/^]|[⁰¹²³⁴-⁹]/u.test(side))) return [];
    const comesTo = worth(first);
    const holds =
      comesTo !== undefined &&
      sides.slice(1).every((side, i) => says(comesTo, rest[2 * i] ?? '=', side));
    return [{ start: index, end: index + whole.length, holds, comesTo }];
  });
}

/** Sums that do not come to what they say. */
export function sumFaults(blocks: readonly Block[], source: string): Fault[] {
  return blocks.flatMap(({ field, text, offsets }) =>
    sumsIn(text)
      .filter(({ holds }) => !holds)
      .map(({ start, end, comesTo }) => {
        const written = text.slice(start, end);
        const [first = ''] = written.split(/\s?[=≈]/u);
        const value = comesTo === undefined ? undefined : Number(comesTo.toPrecision(12));
        return {
          ...placeAt(source, offsets[start] ?? 0),
          field,
          message: `${written} does not hold`,
          remedy:
            value === undefined
              ? 'pair its brackets'
              : `write ${first} = ${value}, which it comes to`,
        };
      }),
  );
}
