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
