/**
 * The estimate and the stopping rule as the bench trains and calibrates them: probe until the
 * estimate reaches a threshold that conformal risk control chooses.
 */
import {
  controlled,
  estimates,
  fitRecall,
  type Logistic,
  missByThreshold,
  stopAt,
  THRESHOLDS,
} from './honesty.ts';
import { checkpoints, type Group, lab, once, type Toy, type Walk } from './lab.ts';

/** The sums, threshold by threshold, of rows of misses. */
export function sumOf(rows: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(THRESHOLDS.length);
  for (const row of rows) for (let t = 0; t < sums.length; t++) sums[t] += row[t];
  return sums;
}

/** The threshold that conformal risk control chooses on rows of misses, as an index. */
export const chosenOn = (rows: readonly Float64Array[], alpha: number): number =>
  controlled(sumOf(rows), rows.length, alpha);

/** An estimate and the threshold at which it stops a search. */
export interface Rule {
  readonly model: Logistic;
  readonly threshold: number;
}

/** The estimate that is fitted to the training queries of a world. */
export const trained = once(
  (toy: Toy, seed): Logistic => fitRecall(lab(toy, seed).training.walks, checkpoints(toy.lists)),
);

/**
 * The rule whose miss rate on the calibration queries stays within `alpha`; past the last threshold
 * no search stops.
 */
export function calibrated(
  model: Logistic,
  calibration: Group,
  lists: number,
  alpha: number,
): Rule {
  const at = checkpoints(lists);
  const rows = calibration.walks.map((walk) => missByThreshold(model, walk, at));
  return { model, threshold: THRESHOLDS[chosenOn(rows, alpha)] ?? 2 };
}

/** The rule of a world, before anything has moved. */
export const ruleOf = once(
  ({ alpha, ...toy }: Toy & { readonly alpha: number }, seed): Rule =>
    calibrated(trained(toy, seed), lab(toy, seed).calibration, toy.lists, alpha),
);

/** The checkpoint at which a rule stops a walk. */
export const stopOf = ({ model, threshold }: Rule, walk: Walk, at: readonly number[]): number =>
  stopAt(estimates(model, walk, at), threshold);
