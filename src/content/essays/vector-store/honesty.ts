/**
 * What an index can say about its own answer: a proof that nothing is missing, an estimate of how
 * much is, a check of the estimate, and a rule that stops the search by it.
 */
import { exp, log } from '../../../kit/sim/portable.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { type InvertedFile, listSize, type Route } from './ivf.ts';
import { countOf, squaredDistance } from './world.ts';

/** Distances between the centroids of a file, row by row. */
export function centroidDistances(file: InvertedFile): Float64Array {
  const count = countOf(file.centroids);
  return Float64Array.from({ length: count * count }, (_, i) =>
    Math.sqrt(
      squaredDistance(
        file.centroids,
        Math.floor(i / count),
        file.centroids,
        i % count,
        Number.POSITIVE_INFINITY,
      ),
    ),
  );
}

/**
 * Whether the triangle inequality proves an answer complete: no unprobed list can hold a point
 * nearer than `tenth`. A list's points are no nearer than its centroid less its radius, and lie on
 * its centroid's side of the plane halfway to any other.
 *
 * @param tenth the tenth distance held after `probes` probes
 * @param between from {@link centroidDistances}; without it, the planes are left out
 */
export function certified(
  file: InvertedFile,
  visit: Route,
  probes: number,
  tenth: number,
  between?: Float64Array,
): boolean {
  const count = visit.lists.length;
  for (let i = probes; i < count; i++) {
    const list = visit.lists[i];
    const own = visit.distances[i];
    let bound = own - file.radii[list];
    for (let j = 0; between && j < probes && bound < tenth; j++) {
      const apart = between[list * count + visit.lists[j]];
      bound = Math.max(bound, (own ** 2 - visit.distances[j] ** 2) / (2 * apart));
    }
    if (bound < tenth && listSize(file, list) > 0) return false;
  }
  return true;
}

/** Coefficients of a logistic model, the constant first. */
export type Logistic = readonly number[];

/** The logistic function of a model's linear score. */
export function predict(model: Logistic, features: readonly number[]): number {
  let score = model[0];
  for (let j = 0; j < features.length; j++) score += model[j + 1] * features[j];
  return 1 / (1 + exp(-score));
}

/** Solves a symmetric positive definite system in place, by Gaussian elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const factor = matrix[r][i] / matrix[i][i];
      for (let c = i; c < n; c++) matrix[r][c] -= factor * matrix[i][c];
      right[r] -= factor * right[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = i + 1; c < n; c++) right[i] -= matrix[i][c] * right[c];
    right[i] /= matrix[i][i];
  }
  return right;
}

/**
 * Fits a logistic model to targets in [0, 1] by Newton's method, with a slight pull of every
 * coefficient towards zero so that separable data have a finite answer.
 */
export function fit(rows: readonly (readonly number[])[], targets: readonly number[]): Logistic {
  const size = rows[0].length + 1;
  const pull = 1e-3;
  let model: number[] = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 12; round++) {
    const gradient = model.map((coefficient) => -pull * coefficient);
    const curvature = model.map((_, i) => model.map((_, j) => (i === j ? pull : 0)));
    rows.forEach((row, r) => {
      const p = predict(model, row);
      const weight = p * (1 - p);
      for (let i = 0; i < size; i++) {
        const x = i === 0 ? 1 : row[i - 1];
        gradient[i] += (targets[r] - p) * x;
        for (let j = 0; j < size; j++) curvature[i][j] += weight * x * (j === 0 ? 1 : row[j - 1]);
      }
    });
    const step = solve(curvature, gradient);
    model = model.map((coefficient, i) => coefficient + step[i]);
  }
  return model;
}

/**
 * What the estimate looks at: how the tenth distance compares with the nearest centroid not yet
 * probed, and how that clue's weight shifts with the number of probes.
 */
export function features(probes: number, tenth: number, nextCentroid: number): number[] {
  const ratio = tenth / nextCentroid;
  return [ratio, log(probes), ratio * log(probes)];
}

/** Query by query, what is needed to estimate and to stop. */
interface Searched {
  /** At each checkpoint: recall, the tenth distance held, that of the nearest centroid not probed. */
  readonly recall: readonly number[];
  readonly tenth: readonly number[];
  readonly next: readonly number[];
}

/** Fits the estimate of recall to walks, at every checkpoint but the last. */
export function fitRecall(walks: readonly Searched[], at: readonly number[]): Logistic {
  const rows: number[][] = [];
  const targets: number[] = [];
  for (const walk of walks) {
    for (let c = 0; c < at.length - 1; c++) {
      if (walk.tenth[c] === Number.POSITIVE_INFINITY) continue;
      rows.push(features(at[c], walk.tenth[c], walk.next[c]));
      targets.push(walk.recall[c]);
    }
  }
  return fit(rows, targets);
}

/**
 * Estimated recall of one query at every checkpoint: 0 while fewer than ten points are held, 1 at
 * the last checkpoint, where every list has been probed.
 */
export const estimates = (model: Logistic, walk: Searched, at: readonly number[]): number[] =>
  at.map((probes, c) => {
    if (c === at.length - 1) return 1;
    if (walk.tenth[c] === Number.POSITIVE_INFINITY) return 0;
    return predict(model, features(probes, walk.tenth[c], walk.next[c]));
  });

/** One bin of a reliability diagram. */
export interface Bin {
  readonly predicted: number;
  readonly observed: number;
  /** The queries in it, as indices. */
  readonly members: readonly number[];
}

/** Ten bins of equal count by predicted value. */
export function reliability(predicted: readonly number[], observed: readonly number[]): Bin[] {
  const order = predicted.map((_, i) => i).sort((a, b) => predicted[a] - predicted[b] || a - b);
  return Array.from({ length: 10 }, (_, bin) => {
    const from = Math.floor((bin * order.length) / 10);
    const members = order.slice(from, Math.floor(((bin + 1) * order.length) / 10));
    const seen = members.map((i) => observed[i]);
    return {
      predicted: mean(members.map((i) => predicted[i])),
      observed: mean(seen),
      members,
    };
  });
}

/** Expected calibration error over equal-count bins: the mean gap between said and true. */
export const calibrationError = (bins: readonly Bin[]): number =>
  mean(bins.map((bin) => Math.abs(bin.predicted - bin.observed)));

/**
 * The probability that a random positive is ranked above a random negative (area under the ROC
 * curve), ties counted half; 0.5 where one class is empty.
 */
export function auc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && scores[order[end]] === scores[order[i]]) end++;
    for (let j = i; j < end; j++) if (positive[order[j]]) rankSum += (i + end + 1) / 2;
    i = end;
  }
  const yes = positive.filter(Boolean).length;
  const no = positive.length - yes;
  return yes * no === 0 ? 0.5 : (rankSum - (yes * (yes + 1)) / 2) / (yes * no);
}

/** The thresholds from which a stopping rule is chosen; past the last, the search never stops. */
export const THRESHOLDS = Array.from({ length: 280 }, (_, i) => 0.3 + 0.0025 * i);

/** The first checkpoint at which the estimate reaches the threshold; the last always does. */
export function stopAt(estimated: readonly number[], threshold: number): number {
  const stop = estimated.findIndex((value) => value >= threshold);
  return stop === -1 ? estimated.length - 1 : stop;
}

/**
 * Conformal risk control (Angelopoulos et al., 2024): the smallest threshold at which
 * (sum of losses + 1) / (n + 1) is at most `alpha`, for it and every larger one.
 *
 * @param losses by threshold, the sum of the calibration queries' losses, never rising
 * @param count calibration queries
 * @returns index into `losses`, or its length when no threshold will do
 */
export function controlled(losses: ArrayLike<number>, count: number, alpha: number): number {
  let chosen = losses.length;
  while (chosen > 0 && (losses[chosen - 1] + 1) / (count + 1) <= alpha) chosen--;
  return chosen;
}

/** Miss rates (1 − recall) of one query at every threshold of {@link THRESHOLDS}. */
export function missByThreshold(
  model: Logistic,
  walk: Searched,
  at: readonly number[],
): Float64Array {
  const estimated = estimates(model, walk, at);
  let stop = 0;
  return Float64Array.from(THRESHOLDS, (threshold) => {
    while (stop < at.length - 1 && estimated[stop] < threshold) stop++;
    return 1 - walk.recall[stop];
  });
}
