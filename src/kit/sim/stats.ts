/** Statistics of finite samples. Every function takes plain numbers and keeps their unit. */

/** The arithmetic mean; NaN for an empty sample. */
export const mean = (sample: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i];
  return sum / sample.length;
};

/** A sorted copy, ascending by number. */
export const sorted = (sample: Iterable<number>): number[] =>
  Array.from(Float64Array.from(sample).sort());

/**
 * The p-quantile of a sample already sorted ascending, linear between the two nearest order
 * statistics (type 7 of Hyndman and Fan, 1996).
 */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  const position = p * (ascending.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (ascending[above] - ascending[below]) * (position - below);
}

/** What is usually printed of a sample; in the sample's unit, but for `count`. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Count, mean, quantiles and maximum of a sample; throws a RangeError for an empty one. */
export function summary(sample: Iterable<number>): Summary {
  const ascending = sorted(sample);
  if (ascending.length === 0) throw new RangeError('summary of an empty sample');
  return {
    count: ascending.length,
    mean: mean(ascending),
    p50: quantile(ascending, 0.5),
    p99: quantile(ascending, 0.99),
    p999: quantile(ascending, 0.999),
    max: ascending[ascending.length - 1],
  };
}

/** Squared coefficient of variation, variance over mean squared: 1 for an exponential. */
export function squaredVariation(sample: ArrayLike<number>): number {
  const centre = mean(sample);
  let squares = 0;
  for (let i = 0; i < sample.length; i++) squares += (sample[i] - centre) ** 2;
  return squares / sample.length / centre ** 2;
}

/** The sample variance, with n − 1 below; 0 for fewer than two values. */
export function variance(sample: ArrayLike<number>): number {
  if (sample.length < 2) return 0;
  const centre = mean(sample);
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += (sample[i] - centre) ** 2;
  return sum / (sample.length - 1);
}

/** A range of values, low end first. */
export type Interval = readonly [number, number];

/** The standard normal quantile of a two-sided 95 % interval. */
const Z95 = 1.959964;

/**
 * Wilson's score interval for a proportion (Brown, Cai and DasGupta, 2001, eq. 4), inside [0, 1].
 *
 * @param share observed proportion of successes
 * @param trials number of independent trials, positive; need not be whole
 * @param z standard normal quantile, 1.96 for 95 %
 */
export function wilson(share: number, trials: number, z = Z95): Interval {
  const z2 = z * z;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (z / (1 + z2 / trials)) * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * The design effect of counting clusters as if each were `size` independent trials: the variance
 * of the clusters' shares over the variance that independence would give them. At least 1; 1 where
 * all trials agree.
 *
 * @param shares each cluster's proportion of successes
 */
export function designEffect(shares: ArrayLike<number>, size: number): number {
  const share = mean(shares);
  const independent = (share * (1 - share)) / size;
  return independent > 0 ? Math.max(1, variance(shares) / independent) : 1;
}
