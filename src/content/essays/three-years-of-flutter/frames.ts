/** The same work at three refresh rates. */
import { experiment } from '../../../kit/experiment.ts';
import { exp, log } from '../../../kit/sim/portable.ts';
import { given } from './assumed.ts';

/**
 * The share of a standard normal variate above `z`: 7.1.26 of Abramowitz and Stegun, whose error is
 * below 1.5e-7.
 */
function tail(z: number): number {
  if (z < 0) return 1 - tail(-z);
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2);
  const coefficients = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  return 0.5 * coefficients.reduce((sum, a) => (sum + a) * t, 0) * exp((-z * z) / 2);
}

/** Bin width of the histogram of frame costs, and where it ends, in ms. */
export const BIN = 0.5;
export const LAST_BIN = 28;

/**
 * Frames whose cost is log-normal against the budget of each refresh rate: the mean cost, ms, the
 * share of the frames in each bin of costs, and the share that costs more than each budget. Frames
 * are independent and have one stage; Flutter builds and rasterises on two threads.
 */
export const deadlines = experiment(
  {
    median: given.median,
    sigma: 0.4,
    rates: [given.slow, given.middle, given.fast],
  },
  ({ median, sigma, rates }) => {
    const above = (cost: number) => (cost > 0 ? tail(log(cost / median) / sigma) : 1);
    const bins = Array.from({ length: LAST_BIN / BIN }, (_, i) =>
      Number((above(i * BIN) - above((i + 1) * BIN)).toFixed(6)),
    );
    const byRate = rates.map((rate) => ({
      rate,
      budget: Number((1000 / rate).toFixed(2)),
      late: Number(above(1000 / rate).toFixed(6)),
    }));
    return { mean: Number((median * exp(sigma ** 2 / 2)).toFixed(3)), bins, byRate };
  },
);
