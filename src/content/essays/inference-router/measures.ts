/** What is measured of a run: waits, depths and shares of the machine. */
import { mean } from '../../../kit/sim/stats.ts';
import type { Run } from './fleet.ts';
import type { Request } from './workload.ts';

/** The wait of a request for its slot, s. */
const waitOf = (request: Request, run: Run): number => run.start[request.id] - request.arrival;

/** Waits, s, of the requests that `keep` names. */
export function waits(
  requests: readonly Request[],
  run: Run,
  keep: (request: Request) => boolean,
): number[] {
  const kept: number[] = [];
  for (const request of requests) if (keep(request)) kept.push(waitOf(request, run));
  return kept;
}

/** Drops the first tenth of a run, while it fills, and the last fiftieth, while it empties. */
export const settled =
  (requests: readonly Request[]) =>
  (request: Request): boolean =>
    request.id > requests.length * 0.1 && request.id < requests.length * 0.98;

/**
 * Mean wait in which every request counts by its slot time, s: Σ slotTime·wait / Σ slotTime. On
 * one server no work-conserving order changes it (the conservation law).
 */
export function workWeightedWait(requests: readonly Request[], run: Run): number {
  let weighted = 0;
  let work = 0;
  for (const request of requests) {
    weighted += request.slotTime * waitOf(request, run);
    work += request.slotTime;
  }
  return weighted / work;
}

/** Requests waiting at each multiple of `every` seconds from 0 to `until`. */
export function queueDepth(
  requests: readonly Request[],
  run: Run,
  { every, until }: { every: number; until: number },
): number[] {
  const depth = new Array<number>(Math.floor(until / every) + 1).fill(0);
  for (const { id, arrival } of requests) {
    const first = Math.ceil(arrival / every);
    const beyond = Math.ceil(run.start[id] / every);
    for (let i = first; i < Math.min(beyond, depth.length); i++) depth[i]++;
  }
  return depth;
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

/** Kendall's rank correlation (tau-a) of two samples of equal length: −1 to 1; O(n²). */
export function kendall(x: readonly number[], y: readonly number[]): number {
  let agreement = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) agreement += Math.sign((x[i] - x[j]) * (y[i] - y[j]));
  }
  return agreement / ((x.length * (x.length - 1)) / 2);
}

/** Mean, least and greatest of one measure over several seeds. */
export interface Spread {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The spread of a measure over seeds, to four significant digits. */
export const spreadOf = (values: readonly number[]): Spread => ({
  mean: tidy(mean(values)),
  low: tidy(Math.min(...values)),
  high: tidy(Math.max(...values)),
});

/** Four significant digits: more than any figure or sentence shows. */
export const tidy = (value: number): number => Number(value.toPrecision(4));
