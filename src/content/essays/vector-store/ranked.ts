/** The queries whose ranks are kept in ranks.ts: 2,000 of the test queries, as many of each world. */

import { lab, type Walk } from './lab.ts';
import { definitions } from './recall.ts';

const QUERIES = 2000;

export function ranked(): Walk[] {
  const { seeds, toy } = definitions.defaults;
  return seeds.flatMap((seed) => lab(toy, seed).test.walks.slice(0, QUERIES / seeds.length));
}
