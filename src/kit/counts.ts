/** Counts as sentences have them. */
import { formatNumber } from './decimal.ts';

/** A count and what is counted: "1 run", "23 runs". */
export const several = (count: number, thing: string): string =>
  `${formatNumber(count)} ${thing}${count === 1 ? '' : 's'}`;

/** Counts in a row, without those of nothing: "82 numbers, 31 claims and 5 figures". */
export function together(counts: readonly (readonly [count: number, thing: string])[]): string {
  const said = counts.filter(([count]) => count > 0).map(([count, thing]) => several(count, thing));
  return [said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ');
}
