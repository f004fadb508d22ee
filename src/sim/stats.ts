/** Statistics of finite samples. Every function takes plain numbers and keeps their unit. */

/** The arithmetic mean; NaN for an empty sample. */
export const mean = (sample: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i];
  return sum / sample.length;
};

/** A sorted copy, ascending by number. */
export const sorted = (sample: Iterable<number>): number[] => [...sample].sort((a, b) => a - b);

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
