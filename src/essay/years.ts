/** How an index of any number of essays is laid out: its first page, and one for each year. */

interface Dated {
  readonly published: string;
}

/** The essays of a year, newest first. */
export interface Year<E> {
  readonly year: string;
  readonly essays: readonly E[];
}

/** The most essays on the first page, so that it stays light whatever is behind it. */
export const FIRST = 30;

/** Essays, newest first, by their years. */
function byYear<E extends Dated>(essays: readonly E[]): Year<E>[] {
  const groups = Map.groupBy(essays, ({ published }) => published.slice(0, 4));
  return [...groups].map(([year, of]) => ({ year, essays: of }));
}

/**
 * The first page of an index: the newest essays by their years, and the years that have a page of
 * their own, which are all of them as soon as there are more essays than stand here.
 */
export function firstPage<E extends Dated>(
  essays: readonly E[],
): { shown: Year<E>[]; years: Year<E>[] } {
  const all = byYear(essays);
  return { shown: byYear(essays.slice(0, FIRST)), years: essays.length > FIRST ? all : [] };
}
