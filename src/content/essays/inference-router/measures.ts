/** What is measured of a run: waits, depths and shares of the machine. */
import { mean, quantile, variance } from '../../../kit/sim/stats.ts';
import type { Run } from './fleet.ts';
import type { Request } from './workload.ts';

/** Waits for a slot, s, of the requests that `keep` names. */
export function waits(
  requests: readonly Request[],
  { start }: Pick<Run, 'start'>,
  keep: (request: Request) => boolean = () => true,
): number[] {
  const kept: number[] = [];
  for (const request of requests) if (keep(request)) kept.push(start[request.id] - request.arrival);
  return kept;
}

/**
 * Mean wait in which every request counts by its slot time, s: Σ slotTime·wait / Σ slotTime. On
 * one server no work-conserving order changes it (the conservation law).
 */
export function workWeightedWait(
  requests: readonly Request[],
  { start }: Pick<Run, 'start'>,
): number {
  let weighted = 0;
  let work = 0;
  for (const { id, slotTime, arrival } of requests) {
    weighted += slotTime * (start[id] - arrival);
    work += slotTime;
  }
  return weighted / work;
}

/**
 * Max-min fair division of one machine: whoever asks for less than an equal part gets what they
 * ask for, and the rest is divided equally among the others.
 *
 * @param demands shares of the machine asked for; Infinity for all that can be had
 */
export function maxMinShares(demands: readonly number[]): number[] {
  const shares = demands.map(() => 0);
  let left = 1;
  const order = demands.map((_, i) => i).sort((a, b) => demands[a] - demands[b]);
  order.forEach((i, served) => {
    shares[i] = Math.min(demands[i], left / (demands.length - served));
    left -= shares[i];
  });
  return shares;
}

/** One measure over several runs. */
export interface Spread {
  readonly mean: number;
  /** Half the width of the 95 % interval of the mean (Student's t). */
  readonly half: number;
  /** Where one more run lies with 95 % (Student's t), not below 0. */
  readonly oneRun: readonly [least: number, greatest: number];
  /** The least and the greatest run. */
  readonly low: number;
  readonly high: number;
}

/** Student's t at 97.5 %, for 1 to 11 degrees of freedom. */
const T975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201];

/** The spread of a measure over runs, to four significant digits; of two to twelve runs. */
export function spreadOf(values: readonly number[]): Spread {
  const t = T975[values.length - 2];
  if (t === undefined) throw new RangeError(`no interval from ${values.length} runs`);
  const centre = mean(values);
  const deviation = Math.sqrt(variance(values));
  const reach = t * deviation * Math.sqrt(1 + 1 / values.length);
  return {
    mean: tidy(centre),
    half: tidy((t * deviation) / Math.sqrt(values.length)),
    oneRun: [tidy(Math.max(0, centre - reach)), tidy(centre + reach)],
    low: tidy(Math.min(...values)),
    high: tidy(Math.max(...values)),
  };
}

/** Mean and 99th percentile of a wait over runs, s. */
export interface Waits {
  readonly mean: Spread;
  readonly p99: Spread;
}

/** The wait that one in a hundred exceeds, in the unit of the waits. */
export const tail = (waits: ArrayLike<number>): number =>
  quantile(Float64Array.from(waits).sort(), 0.99);

/** Mean and 99th percentile of the waits of each run, s. */
export const waitsOver = (runs: readonly (readonly number[])[]): Waits => ({
  mean: spreadOf(runs.map((run) => mean(run))),
  p99: spreadOf(runs.map(tail)),
});

/** Four significant digits: more than any figure or sentence shows. */
export const tidy = (value: number): number => Number(value.toPrecision(4));
