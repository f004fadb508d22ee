/** Requests sent down the path one by one, and what is read off them. */
import { seeded } from '../../../kit/sim/random.ts';
import { quantile } from '../../../kit/sim/stats.ts';
import type { Inputs } from './assumed.ts';
import { HOPS, indexOf, QUEUES, spans, TENSOR_HOP } from './hops.ts';
import { nextPrompt, pathOf, wayBack } from './path.ts';

/** A Monte Carlo run, by columns: one entry per request in each array. Times in ms. */
export interface Run {
  readonly size: number;
  readonly prompts: Float64Array;
  /** Time of each hop, wait and work together, in the order of `HOPS`. */
  readonly hops: readonly Float64Array[];
  /** Waits, in the order of `QUEUES`. */
  readonly waits: readonly Float64Array[];
  /** From the request's start to the end of hop 16, and to the first token on the GPU. */
  readonly tensor: Float64Array;
  readonly gpu: Float64Array;
  /** From the first token on the GPU to the client; the same for every request. */
  readonly wayBack: number;
}

/** How many requests are drawn. */
export interface Sample {
  /** From each seed, at least 1. */
  readonly requests: number;
  /** Any integers; what is drawn from each stands behind what was drawn from the one before. */
  readonly seeds: readonly number[];
}

/** Sends requests down the path, one by one and each on its own. */
export function run(inputs: Inputs, { requests, seeds }: Sample): Run {
  const size = requests * seeds.length;
  const column = () => new Float64Array(size);
  const prompts = column();
  const hops = HOPS.map(column);
  const waits = QUEUES.map(column);
  const tensor = column();
  const gpu = column();
  const times = new Float64Array(HOPS.length);
  seeds.forEach((seed, before) => {
    const random = seeded(seed);
    const path = pathOf(inputs, random);
    for (let n = before * requests; n < (before + 1) * requests; n++) {
      nextPrompt(path, random);
      prompts[n] = path.prompt;
      let queue = 0;
      for (let i = 0; i < HOPS.length; i++) {
        const { wait, work } = HOPS[i];
        const waited = wait === undefined ? 0 : wait(random, path);
        if (wait !== undefined) waits[queue++][n] = waited;
        times[i] = waited + work(random, path);
      }
      // An open connection needs no address.
      if (times[indexOf(2)] === 0) times[indexOf(1)] = 0;
      for (let i = 0; i < HOPS.length; i++) hops[i][n] = times[i];
      tensor[n] = tensorAt(times);
      gpu[n] = tensor[n] + times[indexOf(17)];
    }
  });
  return { size, prompts, hops, waits, tensor, gpu, wayBack: wayBack(inputs) };
}

/** The end of hop 16 in ms, as `spans` lays it, without making the spans. */
function tensorAt(times: Float64Array): number {
  let before = 0;
  for (let i = 0; i < indexOf(8); i++) before += times[i];
  let after = 0;
  for (let i = indexOf(12); i <= indexOf(TENSOR_HOP); i++) after += times[i];
  return before + Math.max(times[indexOf(8)], paperwork(times)) + after;
}

/** Parsing, template and tokens (9 to 11) in ms: what the quota runs beside. */
const paperwork = (times: ArrayLike<number>): number =>
  times[indexOf(9)] + times[indexOf(10)] + times[indexOf(11)];

/** The seventeen times of request `n`. */
export const timesOf = (of: Run, n: number): number[] => of.hops.map((hop) => hop[n]);

/** Whether request `n` waited for its quota after its tokens were ready. */
export const quotaIsSlower = ({ hops }: Run, n: number): boolean =>
  hops[indexOf(8)][n] > hops[indexOf(9)][n] + hops[indexOf(10)][n] + hops[indexOf(11)][n];

/** Means over the requests whose time to the first token on the GPU is near one quantile. */
export interface Band {
  /** First token on the GPU. */
  readonly gpu: number;
  /** Means by hop: when it starts, the wait in it, and its whole time. */
  readonly start: readonly number[];
  readonly wait: readonly number[];
  readonly time: readonly number[];
}

/**
 * The requests between two quantiles of the time to the first token on the GPU, as a mean
 * request. Starts are means too, so the picture of a band keeps the overlap of hops 8 to 11.
 *
 * @param low, high probabilities, low < high
 */
export function band(of: Run, low: number, high: number): Band {
  const order = of.gpu.slice().sort();
  const first = Math.min(of.size - 1, Math.round(low * of.size));
  const last = Math.max(first, Math.round(high * of.size) - 1);
  const from = order[first];
  const to = order[last];
  const start = HOPS.map(() => 0);
  const wait = HOPS.map(() => 0);
  const time = HOPS.map(() => 0);
  let gpu = 0;
  let count = 0;
  for (let n = 0; n < of.size; n++) {
    if (of.gpu[n] < from || of.gpu[n] > to) continue;
    count++;
    gpu += of.gpu[n];
    const times = timesOf(of, n);
    spans(times).forEach((span, i) => {
      start[i] += span.start;
      time[i] += times[i];
    });
    QUEUES.forEach((queue, q) => {
      wait[indexOf(queue.hop)] += of.waits[q][n];
    });
  }
  const mean = (sum: number) => sum / count;
  return { gpu: gpu / count, start: start.map(mean), wait: wait.map(mean), time: time.map(mean) };
}

/** The quantiles that the essay speaks of. */
export interface Quantiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
}

/** Quantiles of a sample, in its unit. */
export function quantiles(sample: Float64Array): Quantiles {
  const order = sample.slice().sort();
  return {
    p50: quantile(order, 0.5),
    p90: quantile(order, 0.9),
    p99: quantile(order, 0.99),
    p999: quantile(order, 0.999),
  };
}

/** The same quantiles, later by `ms`. */
export const later = (of: Quantiles, ms: number): Quantiles => ({
  p50: of.p50 + ms,
  p90: of.p90 + ms,
  p99: of.p99 + ms,
  p999: of.p999 + ms,
});
