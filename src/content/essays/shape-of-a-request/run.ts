/** Requests sent down the path one by one, and what is read off them. */
import { quantile } from '../../../kit/sim/stats.ts';
import type { Inputs } from './assumed.ts';
import { arrivals, pathStream, type Served, serve } from './fleet.ts';
import { HOPS, indexOf, QUEUED, spans } from './hops.ts';
import { pathOf, wayBack } from './path.ts';

/** A run by columns: one entry in each array for each chat request. Times in ms. */
export interface Run {
  readonly size: number;
  readonly prompts: Float64Array;
  /** Time of each hop, wait and work together, in the order of `HOPS`. */
  readonly hops: readonly Float64Array[];
  /** Waits, in the order of `QUEUED`. */
  readonly waits: readonly Float64Array[];
  /** From the request's start to the first token on the GPU. */
  readonly gpu: Float64Array;
  /** From the first token on the GPU to the client; the same for every request. */
  readonly wayBack: number;
  /** The most context that an engine held, tokens. */
  readonly context: number;
}

/** How many requests are drawn. */
export interface Sample {
  /** From each seed, at least 1; of these the chat requests are kept. */
  readonly requests: number;
  /** Any integers; what is drawn from each stands behind what was drawn from the one before. */
  readonly seeds: readonly number[];
}

/** Requests that fill the fleet before the first that is kept: some fifteen seconds. */
export const WARM_UP = 1500;

const FLEET = ['line', 'boundary', 'behind', 'own', 'shared'] as const satisfies (keyof Served)[];

/** Sends requests down the path: the hops outside the fleet one by one, the fleet all together. */
export function run(inputs: Inputs, { requests, seeds }: Sample): Run {
  const served = seeds.map((seed) => {
    const come = arrivals(inputs, WARM_UP + requests, seed);
    return { seed, come, fleet: serve(inputs, come) };
  });
  let size = 0;
  for (const { come } of served) {
    for (let n = WARM_UP; n < WARM_UP + requests; n++) size += 1 - come.long[n];
  }
  const column = () => new Float64Array(size);
  const prompts = column();
  const hops = HOPS.map(column);
  const waits = QUEUED.map(column);
  const gpu = column();
  const times = new Float64Array(HOPS.length);
  let row = 0;
  for (const { seed, come, fleet } of served) {
    const random = pathStream(seed);
    const path = pathOf(inputs, random);
    for (let n = WARM_UP; n < WARM_UP + requests; n++) {
      if (come.long[n]) continue;
      for (const name of FLEET) path.fleet[name] = fleet[name][n];
      path.bytes = come.prompt[n] * inputs.bytesPerToken + inputs.envelopeBytes;
      prompts[row] = come.prompt[n];
      let queue = 0;
      for (let i = 0; i < HOPS.length; i++) {
        const { wait, work } = HOPS[i];
        const waited = wait === undefined ? 0 : wait(random, path);
        if (wait !== undefined) waits[queue++][row] = waited;
        times[i] = waited + work(random, path);
      }
      // An open connection needs no address.
      if (times[indexOf(2)] === 0) times[indexOf(1)] = 0;
      for (let i = 0; i < HOPS.length; i++) hops[i][row] = times[i];
      gpu[row] = endOf(times);
      row++;
    }
  }
  return {
    size,
    prompts,
    hops,
    waits,
    gpu,
    wayBack: wayBack(inputs),
    context: Math.max(...served.map(({ fleet }) => fleet.context)),
  };
}

/** The end of the last hop in ms, as `spans` lays it, without making the spans. */
function endOf(times: Float64Array): number {
  const quota = indexOf(8);
  let [before, beside, after] = [0, 0, 0];
  for (let i = 0; i < quota; i++) before += times[i];
  for (let i = quota + 1; i < indexOf(12); i++) beside += times[i];
  for (let i = indexOf(12); i < times.length; i++) after += times[i];
  return before + Math.max(times[quota], beside) + after;
}

/** The seventeen times of request `n`. */
export const timesOf = (of: Run, n: number): number[] => of.hops.map((hop) => hop[n]);

/** What request `n` spends on its own prompt, and behind and beside those of others. */
export const ownMs = ({ hops, waits }: Run, n: number): number =>
  hops[indexOf(17)][n] - waits[3][n];
export const othersMs = ({ waits }: Run, n: number): number => waits[2][n] + waits[3][n];

/** Hops 5 to 11 of request `n` as the clock sees them: the quota beside the rest. */
export function paperworkMs({ hops }: Run, n: number): number {
  const [balancer, gateway, key, quota, parsed, text, tokens] = hops
    .slice(indexOf(5), indexOf(12))
    .map((hop) => hop[n]);
  return balancer + gateway + key + Math.max(quota, parsed + text + tokens);
}

/** Whether request `n` came on an open connection. */
export const cameOpen = ({ hops }: Run, n: number): boolean => hops[indexOf(2)][n] === 0;

/** Means over some requests, such as those near one quantile of the time to the first token. */
export interface Band {
  /** First token on the GPU. */
  readonly gpu: number;
  /** Tokens of the prompt. */
  readonly prompt: number;
  /** Means by hop: when it starts, the wait in it, and its whole time. */
  readonly start: readonly number[];
  readonly wait: readonly number[];
  readonly time: readonly number[];
}

/**
 * The requests between two quantiles of the time to the first token on the GPU.
 *
 * @param low, high probabilities, low < high
 */
export function near(of: Run, low: number, high: number): number[] {
  const order = of.gpu.slice().sort();
  const first = Math.min(of.size - 1, Math.round(low * of.size));
  const last = Math.max(first, Math.round(high * of.size) - 1);
  const rows = Array.from(of.gpu.keys());
  return rows.filter((n) => order[first] <= of.gpu[n] && of.gpu[n] <= order[last]);
}

/**
 * Requests as a mean request. Starts are means too, so the picture of a band keeps the overlap of
 * hops 8 to 11.
 *
 * @param rows at least one
 */
export function band(of: Run, rows: readonly number[]): Band {
  const start = HOPS.map(() => 0);
  const wait = HOPS.map(() => 0);
  const time = HOPS.map(() => 0);
  let [gpu, prompt] = [0, 0];
  for (const n of rows) {
    gpu += of.gpu[n];
    prompt += of.prompts[n];
    const times = timesOf(of, n);
    spans(times).forEach((span, i) => {
      start[i] += span.start;
      time[i] += times[i];
    });
    QUEUED.forEach((hop, q) => {
      wait[indexOf(hop)] += of.waits[q][n];
    });
  }
  const mean = (sum: number) => sum / rows.length;
  return {
    gpu: mean(gpu),
    prompt: mean(prompt),
    start: start.map(mean),
    wait: wait.map(mean),
    time: time.map(mean),
  };
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
