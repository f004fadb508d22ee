/** The experiment that reads what was measured in worlds of other recipes. */
import { experiment } from '../../../kit/experiment.ts';
import { asked } from './assumed.ts';
import { ELSEWHERE, TAILS } from './elsewhere-table.ts';

/** Measured once by record-elsewhere.ts, which runs the essay's own experiments on other recipes. */
export const elsewhere = experiment(
  { mean: 0.95, usual: asked.usual, careful: asked.careful },
  () => ({ rows: ELSEWHERE, tails: TAILS }),
);
