/**
 * Seeded random numbers. One stream per purpose (arrivals, sizes, ties), so that two policies
 * meet the same arrivals and the same sizes.
 */

/** A stream of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * sfc32, its state filled from a 32-bit seed by splitmix32 and its first twelve values dropped.
 *
 * @param seed any integer; only its low 32 bits count
 */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const splitmix = () => {
    state = (state + 0x9e3779b9) | 0;
    let t = state ^ (state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/**
 * The value at probability `u` of a distribution given as a table of quantiles, linear between
 * the entries.
 *
 * @param values quantiles, ascending, one per entry of `probabilities`
 * @param probabilities ascending from 0 to 1, same length as `values`
 */
export function fromQuantiles(
  values: readonly number[],
  probabilities: readonly number[],
  u: number,
): number {
  let i = 1;
  while (i < probabilities.length - 1 && u > probabilities[i]) i++;
  const share = (u - probabilities[i - 1]) / (probabilities[i] - probabilities[i - 1]);
  return values[i - 1] + (values[i] - values[i - 1]) * share;
}

/** The whole numbers below `count` in random order (Fisher and Yates); `count − 1` draws. */
export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
