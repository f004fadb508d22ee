/** Dates, times and counts as readers see them. */
import { formatNumber } from './decimal.ts';

const dates = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

/** An ISO day as "26 November 2026"; read in UTC so that it stays that day everywhere. */
export const longDate = (day: string): string => dates.format(new Date(`${day}T00:00:00Z`));

/** Minutes as "11 min", at least one. */
export const readingTime = (minutes: number): string => `${Math.max(1, Math.round(minutes))} min`;

/** A count and what is counted: "1 run", "23 runs". */
export const several = (count: number, thing: string): string =>
  `${formatNumber(count)} ${thing}${count === 1 ? '' : 's'}`;

/** Counts in a row, without those of nothing: "82 numbers, 31 claims and 5 figures". */
export function together(counts: readonly (readonly [count: number, thing: string])[]): string {
  const said = counts.filter(([count]) => count > 0).map(([count, thing]) => several(count, thing));
  return [said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ');
}
