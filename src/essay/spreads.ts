/**
 * What becomes of an essay's numbers and claims at the other draws of its experiments. That is dear,
 * so it stands in the committed text beside the essay with a hash of all that it was made from, and
 * is computed where the two no longer agree.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Claim } from '../kit/claim.ts';
import { formatQuantity, type Quantity, type Range, said } from '../kit/number.ts';
import { OTHER_DRAWS } from '../kit/seeds.ts';
import { ESSAYS } from './files.ts';
import { type Holdings, MODULES } from './holds.ts';
import { partsOf } from './parts.ts';
import { type Runs, sourceHash } from './results.ts';

/** What a number is at the other draws. */
export interface Spread {
  /** From the least to the greatest, in the number's own format. */
  readonly text: string;
  /** At how many of them it is what the essay prints. */
  readonly kept: number;
}

/** The spreads of an essay; nothing of what is not random. */
export interface Spreads {
  /** By the number's name, such as `wait.last`. */
  readonly numbers: ReadonlyMap<string, Spread>;
  /** By the claim's name, the draws at which it fails, from 1. */
  readonly claims: ReadonlyMap<string, readonly number[]>;
}

const endsOf = (value: number | Range): Range =>
  typeof value === 'number' ? [value, value] : value;

/**
 * Whether a number says the same at another draw: its text is the same or, for a range, the middle of
 * the other's lies within it.
 */
function keeps(printed: number | Range, other: number | Range, of: Quantity): boolean {
  if (formatQuantity(printed, of) === formatQuantity(other, of)) return true;
  if (typeof printed === 'number') return false;
  const [least, greatest] = endsOf(other);
  const middle = (least + greatest) / 2;
  return printed[0] <= middle && middle <= printed[1];
}

function spreadOf(of: Quantity, runs: Runs): Spread | undefined {
  const draws = runs.drawsOf(of.experiment);
  if (draws.length === 0) return undefined;
  const printed = said(of, runs.resultOf(of.experiment), of.experiment.defaults).value;
  const others = draws.flatMap(({ result, params }) => {
    const value = of.read(result, params);
    // What another draw does not have, such as the wait of those who were never served, it does not keep.
    return [value].flat().every(Number.isFinite) ? [value] : [];
  });
  const ends = others.flatMap(endsOf);
  return {
    text: ends.length > 0 ? formatQuantity([Math.min(...ends), Math.max(...ends)], of) : 'nothing',
    kept: others.filter((other) => keeps(printed, other, of)).length,
  };
}

function failuresOf(of: Claim, runs: Runs): number[] | undefined {
  const draws = runs.drawsOf(of.experiment);
  if (draws.length === 0) return undefined;
  return draws.flatMap(({ result, params }, i) => (of.holds(result, params) ? [] : [i + 1]));
}

const definite = <T>(pairs: readonly (readonly [string, T | undefined])[]): Map<string, T> =>
  new Map(pairs.flatMap(([name, one]): [string, T][] => (one === undefined ? [] : [[name, one]])));

/** The modules that spreads depend on. */
const madeFrom = (slug: string): string => sourceHash(slug, ...MODULES);

/** Runs every other draw. */
export const computedSpreads = ({ numbers, claims }: Holdings, runs: Runs): Spreads => ({
  numbers: definite([...numbers].map(([name, of]) => [name, spreadOf(of, runs)])),
  claims: definite([...claims].map(([name, of]) => [name, failuresOf(of, runs)])),
});

/** The part of a committed text that says which modules its spreads are of. */
export const MADE_FROM = 'made from';

/** A spread as a line of the committed text, and back. */
export const spreadLine = ({ text, kept }: Spread): string =>
  `${text} at ${OTHER_DRAWS} other draws, ${kept} as printed`;
export const failuresLine = (fails: readonly number[]): string =>
  fails.length === 0
    ? `holds at ${OTHER_DRAWS} other draws`
    : `fails at ${fails.length} of ${OTHER_DRAWS} other draws: ${fails.join(', ')}`;

/** What the spreads of a text were made from, as a part of it. */
export const madeFromPart = (slug: string) => ({ name: MADE_FROM, lines: [madeFrom(slug)] });

/** The spreads that stand in the text beside an essay, where nothing has changed since. */
export function committedSpreads(slug: string): Spreads | undefined {
  const file = `${ESSAYS}/${slug}/printed.txt`;
  if (!existsSync(file)) return undefined;
  const parts = partsOf(readFileSync(file, 'utf8'));
  if (parts.get(MADE_FROM)?.[0] !== madeFrom(slug)) return undefined;
  const found = [...parts].flatMap(([name, lines]) => lines.map((line) => [name, line] as const));
  const [numbers, claims] = [new Map<string, Spread>(), new Map<string, number[]>()];
  for (const [name, line] of found) {
    const spread = /^(?<text>.*) at \d+ other draws, (?<kept>\d+) as printed$/.exec(line)?.groups;
    if (spread) numbers.set(name, { text: spread.text, kept: Number(spread.kept) });
    const fails = /^(?:holds at \d+|fails at \d+ of \d+) other draws(?:: (?<at>[\d, ]+))?$/.exec(
      line,
    );
    const claim = name.replace(/^claim /, '');
    if (fails) claims.set(claim, fails.groups?.at?.split(', ').map(Number) ?? []);
  }
  return { numbers, claims };
}

/** The spreads of an essay, from the text beside it or computed. */
export const spreadsOf = (slug: string, holdings: Holdings, runs: Runs): Spreads =>
  committedSpreads(slug) ?? computedSpreads(holdings, runs);
