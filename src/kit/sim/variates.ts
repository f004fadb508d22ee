/** Random variates by portable functions: the same bits in every engine. */
import { cos, exp, log } from './portable.ts';
import type { Random } from './random.ts';

/** An exponential variate with the given mean, in the mean's unit; one draw. */
export const exponential = (random: Random, mean: number): number => -log(1 - random()) * mean;

/** A standard normal variate: Box–Muller, cosine branch only, redrawing a zero; two draws. */
export function normal(random: Random): number {
  let u = 0;
  while (u === 0) u = random();
  return Math.sqrt(-2 * log(u)) * cos(2 * Math.PI * random());
}

/** A log-normal variate: `median` in its own unit, `sigma` of its logarithm; two draws. */
export const logNormal = (random: Random, median: number, sigma: number): number =>
  median * exp(sigma * normal(random));
