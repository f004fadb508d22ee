/** The recipes of worlds that record-elsewhere.ts measures: what differs from the essay's own. */

import type { Toy } from './lab.ts';
import { stopping } from './stopping.ts';

/** The essay's recipe, with more queries of every sort. */
export const BASE: Toy = {
  ...stopping.defaults.toy,
  training: 400,
  calibration: 600,
  test: 600,
  halfFar: 200,
  old: 200,
  fresh: 200,
};

export const RECIPES: readonly (readonly [name: string, differs: Partial<Toy>])[] = [
  ['this page', {}],
  ['tight', { tightest: 0.2, widest: 0.6 }],
  ['loose', { tightest: 1.5, widest: 4 }],
  ['8-d', { dimensions: 8, intrinsic: 4 }],
  ['128-d', { dimensions: 128 }],
  ['128-d, 64 vary', { dimensions: 128, intrinsic: 64 }],
  ['same, tight', { dimensions: 128, intrinsic: 64, tightest: 0.2, widest: 0.6 }],
  ['20,000', { vectors: 20000, lists: 141, arrivals: 6667, more: 47 }],
];
