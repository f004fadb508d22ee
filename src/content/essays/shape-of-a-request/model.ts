/**
 * The shape of a request: a latency budget over seventeen hops and four queues. The fleet is run
 * event by event, the hops around it are drawn one by one, and nothing fails.
 */

import type { Plain } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { pow } from '../../../kit/sim/portable.ts';
import { exponential, fromQuantiles, seeded } from '../../../kit/sim/random.ts';
import { mean, sorted } from '../../../kit/sim/stats.ts';
import { cacheTokens, full, given, type Inputs, other, watched } from './assumed.ts';
import { timeOf } from './engine.ts';
import { arrivals, serve } from './fleet.ts';
import { HOPS, indexOf, type Span, spans } from './hops.ts';
import { attentionMs, CACHE_BYTES, cacheMs, LAYERS, linearMs, weightsMs } from './machine.ts';
import { edgeRoundTrip, inflation, regionRoundTrip, wayBack } from './path.ts';
import {
  type Band,
  band,
  later,
  type Quantiles,
  quantiles,
  quotaIsSlower,
  type Run,
  run,
  type Sample,
  timesOf,
} from './run.ts';
import { engineAlone, type Laid, type Stay } from './strip.ts';

/** Requests near a percentile of the time to the first token, which stand for it. */
export const BANDS = [
  { name: '50th', low: 0.45, high: 0.55 },
  { name: '90th', low: 0.895, high: 0.905 },
  { name: '99th', low: 0.985, high: 0.995 },
] as const;

/** The hops that no band spends much on: 5 to 11 without the rest, 13, 14 and 16. */
export const DULL = [5, 6, 7, 8, 9, 10, 11, 13, 14, 16] as const;

type Other = Plain<typeof other>;

/** Some long conversations among the chat, and fewer requests in all. */
const withLong = (inputs: Inputs, to: Pick<Other, 'longShare' | 'longRate'>): Inputs => ({
  ...inputs,
  longShare: to.longShare,
  rate: to.longRate,
});

/** Where the time of a typical and of a slow request goes, hop by hop, and how the parts add. */
export const budget = experiment(
  {
    ...given,
    longs: { longShare: other.longShare, longRate: other.longRate },
    requests: 25_000,
    seeds: [1, 2, 3, 4],
  },
  ({ longs, ...of }: Inputs & Sample & { longs: Pick<Other, 'longShare' | 'longRate'> }) => {
    const requests = run(of, of);
    const slow = run(withLong(of, longs), of);
    const hops = requests.hops.map(quantiles);
    const gpu = quantiles(requests.gpu);
    const back = requests.wayBack;
    return {
      tensor: quantiles(requests.tensor),
      gpu,
      client: later(gpu, back),
      back,
      hops,
      waits: requests.waits.map(quantiles),
      bands: BANDS.map(({ low, high }) => band(requests, low, high)),
      /** Chat near its 99th percentile where some conversations are long. */
      amongLong: band(slow, BANDS[2].low, BANDS[2].high),
      sumOfP99: hops.reduce((sum, hop) => sum + hop.p99, 0),
      someHopSlow: someAbove(
        requests,
        hops.map((hop) => hop.p99),
      ),
      quotaSlower: share(requests.size, (n) => quotaIsSlower(requests, n)),
      routerWaited: share(requests.size, (n) => requests.waits[1][n] > 0),
      dullP99: quantiles(sumOf(requests, DULL)).p99,
      context: requests.context,
    };
  },
);

/** Share of `size` requests for which `holds`. */
function share(size: number, holds: (n: number) => boolean): number {
  let count = 0;
  for (let n = 0; n < size; n++) if (holds(n)) count++;
  return count / size;
}

/** Share of requests that spend longer in some hop than `limits` gives for it. */
const someAbove = (of: Run, limits: readonly number[]): number =>
  share(of.size, (n) => of.hops.some((hop, i) => hop[n] > limits[i]));

/** Sum of the named hops' times, request by request. */
const sumOf = (of: Run, hops: readonly number[]): Float64Array =>
  of.gpu.map((_, n) => hops.reduce((sum, hop) => sum + of.hops[indexOf(hop)][n], 0));

/** One request to walk with: the one at the 99th percentile of the time to its first token on the GPU. */
export const walk = experiment(
  { ...given, requests: 20_000, seed: 1 },
  ({ requests: size, seed, ...inputs }) => {
    const requests = run(inputs, { requests: size, seeds: [seed] });
    const order = sorted(requests.gpu);
    const gpu = order[Math.floor(0.99 * order.length)];
    const row = requests.gpu.indexOf(gpu);
    const laid: Span[] = spans(timesOf(requests, row));
    return {
      row: row + 1,
      prompt: requests.prompts[row],
      spans: laid,
      waits: requests.waits.map((wait) => wait[row]),
      gpu,
      /** Median of all requests of the run, on the GPU. */
      typical: quantiles(requests.gpu).p50,
    };
  },
);

/** All inputs, some of which a reader may change, and what to look at. */
export interface Trip extends Inputs {
  /** Which requests to look at: a name in `BANDS`. */
  readonly band: string;
  readonly requests: number;
  readonly seed: number;
}

/** The mean request of one band under a reader's settings. */
export const trip = experiment(
  { ...given, band: '99th', requests: 8000, seed: 1 },
  ({
    band: of,
    requests: size,
    seed,
    ...inputs
  }: Trip): { client: Quantiles; back: number; band: Band; left: number } => {
    const requests = run(inputs, { requests: size, seeds: [seed] });
    const { low, high } = BANDS.find(({ name }) => name === of) ?? BANDS[0];
    return {
      client: later(quantiles(requests.gpu), requests.wayBack),
      back: requests.wayBack,
      band: band(requests, low, high),
      left: requests.left,
    };
  },
);

/** One thing changed at a time. */
const CHANGES = {
  printed: () => ({}),
  cold: () => ({ reuse: 0 }),
  farEdge: ({ edgeKm }) => ({ edgeKm }),
  farRegion: ({ regionKm }) => ({ regionKm }),
  quiet: ({ quietRate }) => ({ rate: quietRate }),
  busy: ({ busyRate }) => ({ rate: busyRate }),
  full: ({ fullRate }) => ({ rate: fullRate }),
  few: ({ fewSlots, fewRate }) => ({ slots: fewSlots, rate: fewRate }),
  smallBudget: ({ smallBudget }) => ({ budget: smallBudget }),
  largeBudget: ({ largeBudget }) => ({ budget: largeBudget }),
  long: ({ longShare, longRate }) => ({ longShare, rate: longRate }),
  capped: ({ longShare, longRate, promptShare }) => ({ longShare, rate: longRate, promptShare }),
} satisfies Record<string, (to: Other) => Partial<Inputs>>;

/** What one change makes of the first token at the client, in ms. */
export interface Changed {
  readonly change: keyof typeof CHANGES;
  /** Means over the runs, one for each seed. */
  readonly p50: number;
  readonly p99: number;
  /** Each run's own; and the 99th percentile of the wait in the router, and in the engine's line. */
  readonly runs: readonly {
    readonly p50: number;
    readonly p99: number;
    readonly router: number;
    readonly engine: number;
  }[];
}

/** First token at the client with one thing changed at a time. */
export const sensitivity = experiment(
  { ...given, other, requests: 10_000, seeds: [1, 2, 3, 4, 5] },
  ({ other: to, requests, seeds, ...printed }): Changed[] =>
    (Object.keys(CHANGES) as Changed['change'][]).map((change) => {
      const inputs = { ...printed, ...CHANGES[change](to) };
      const runs = seeds.map((seed) => {
        const { gpu, wayBack: back, waits } = run(inputs, { requests, seeds: [seed] });
        const { p50, p99 } = later(quantiles(gpu), back);
        const [, router, engine] = waits.map((wait) => quantiles(wait).p99);
        return { p50, p99, router, engine };
      });
      return {
        change,
        p50: mean(runs.map(({ p50 }) => p50)),
        p99: mean(runs.map(({ p99 }) => p99)),
        runs,
      };
    }),
);

/**
 * What the fleet can take: everybody comes at once, and the middle half of them is timed as it
 * leaves the router, a second.
 */
export const capacity = experiment(
  { ...given, requests: 24_000, seed: 1 },
  ({ requests, seed, ...inputs }) => {
    const come = arrivals({ ...inputs, rate: 1e6 }, requests, seed);
    const { line } = serve(inputs, come);
    const [from, to] = [requests / 4, (3 * requests) / 4].map((n) => come.at[n] + line[n]);
    return { perSecond: (1e3 * (requests / 2)) / (to - from) };
  },
);

/** Prompts of the Mooncake conversation trace in tokens: the mean of its table, and the longest. */
const LONG_PROMPTS = { mean: tableMean(PROMPT.long), longest: Math.max(...PROMPT.long) };

/** Mean of a distribution given by its quantiles, linear between them. */
function tableMean(values: readonly number[]): number {
  return values.slice(1).reduce((sum, value, i) => {
    const middle = (value + values[i]) / 2;
    return sum + middle * (PROBABILITIES[i + 1] - PROBABILITIES[i]);
  }, 0);
}

/** A whole prompt in one pass of its own in ms, attention included. */
const wholeMs = (inputs: Inputs, tokens: number): number =>
  linearMs(inputs, tokens) + attentionMs(inputs, 0, tokens);

/** What follows from the inputs by arithmetic alone, without a random number. */
export const arithmetic = experiment(
  { ...given, full, cacheTokens },
  ({ full: { decodes, context }, cacheTokens: memory, ...inputs }) => {
    const { longest } = LONG_PROMPTS;
    const chunk = inputs.budget - decodes;
    /** An iteration in ms that carries `tokens` of a prompt of which `read` were read before. */
    const carrying = (tokens: number, read: number, of: number) => {
      const prompt = { of: 0, tokens: of, read };
      const chunks = tokens > 0 ? [{ prompt, tokens }] : [];
      return timeOf(inputs, chunks, decodes, decodes * context);
    };
    let longestInChunksMs = 0;
    for (let read = 0; read < longest; read += chunk) {
      longestInChunksMs += carrying(Math.min(chunk, longest - read), read, longest);
    }
    const plainMs = carrying(0, 0, 0);
    const promptMs = carrying(chunk, 0, longest);
    return {
      layers: LAYERS,
      cacheBytes: CACHE_BYTES,
      weightsMs: weightsMs(inputs),
      cacheMs: cacheMs(inputs, decodes * context),
      chunkMs: linearMs(inputs, inputs.budget),
      decodesMs: linearMs(inputs, decodes),
      plainMs,
      promptMs,
      meanPrompt: LONG_PROMPTS.mean,
      meanPromptMs: wholeMs(inputs, LONG_PROMPTS.mean),
      longest,
      longestPromptMs: wholeMs(inputs, longest),
      longestAttentionMs: attentionMs(inputs, 0, longest),
      longestInChunksMs,
      /** The iteration with the last full chunk of the longest prompt. */
      lastChunkMs: carrying(chunk, longest - chunk, longest),
      /** Share of the cache's memory that a full engine takes. */
      memory: (decodes * context) / memory,
      oneWay: (edgeRoundTrip(inputs) - inputs.lastMile + regionRoundTrip(inputs)) / 2,
      edgeRoundTrip: edgeRoundTrip(inputs),
      regionRoundTrip: regionRoundTrip(inputs),
      inflation: inflation(inputs),
      wayBack: wayBack(inputs),
      gatewayWait: (inputs.gatewayLoad * inputs.gatewayMs) / (2 * (1 - inputs.gatewayLoad)),
      independent: 1 - pow(0.99, HOPS.length),
    };
  },
);

/** The long prompts that a reader may have ahead, in tokens; none is none. */
const AHEAD: Readonly<Record<string, number>> = {
  none: 0,
  mean: Math.round(LONG_PROMPTS.mean),
  longest: LONG_PROMPTS.longest,
};

/** One engine, somebody's long prompt, the chat of others, and a prompt of the reader's own. */
interface Strip extends Plain<typeof watched> {
  readonly operationsShare: number;
  readonly bytesShare: number;
  readonly overhead: number;
  readonly budget: number;
  /** Whether no prompt may have more of the budget than `promptShare`. */
  readonly capped: boolean;
  readonly promptShare: number;
  /** A key of `AHEAD`: the long prompt comes at the start. */
  readonly ahead: string;
  /** Tokens of the reader's own prompt, and when it comes, s. */
  readonly own: number;
  readonly at: number;
  readonly seed: number;
}

/** What the strip shows. Prompts are numbered as they came; times in ms. */
export interface Watched {
  readonly iterations: readonly Laid[];
  readonly stays: readonly Stay[];
  /** Which of them is the reader's, and which the long one; −1 where there is none. */
  readonly yours: number;
  readonly long: number;
  /** When the last of both has its first token. */
  readonly until: number;
}

/** The engine's line with a reader's prompt in it, and its history. */
export const strip = experiment(
  {
    ...watched,
    operationsShare: given.operationsShare,
    bytesShare: given.bytesShare,
    overhead: given.overhead,
    budget: given.budget,
    capped: false,
    promptShare: other.promptShare,
    ahead: 'longest',
    own: 1000,
    at: 1,
    seed: 1,
  },
  ({ decodes, context, rate, capped, ahead, own, at, seed, ...reached }: Strip): Watched => {
    const engine = { ...reached, promptShare: capped ? reached.promptShare : 1 };
    const length = AHEAD[ahead] ?? 0;
    const coming = othersOf(rate, seed);
    if (length > 0) insert(coming, 0, length);
    const yours = insert(coming, 1e3 * at, own);
    const long = length > 0 ? 0 : -1;
    const { stays, iterations } = engineAlone(engine, coming, decodes, context);
    const until = Math.max(stays[yours].first, long < 0 ? 0 : stays[long].first);
    return {
      iterations: iterations.filter(({ start }) => start < until),
      stays: stays.filter((stay) => stay.at < until),
      yours,
      long,
      until,
    };
  },
);

/** Chats that come to one engine in half a minute. */
function othersOf(rate: number, seed: number): { at: number[]; tokens: number[] } {
  const random = seeded(seed);
  const others: { at: number[]; tokens: number[] } = { at: [], tokens: [] };
  let clock = exponential(random, 1e3 / rate);
  for (; clock < 30_000; clock += exponential(random, 1e3 / rate)) {
    others.at.push(clock);
    others.tokens.push(
      Math.max(1, Math.round(fromQuantiles(PROMPT.chat, PROBABILITIES, random()))),
    );
  }
  return others;
}

/** Puts a prompt among others and returns its place. */
function insert(into: { at: number[]; tokens: number[] }, at: number, tokens: number): number {
  const place = into.at.findIndex((other) => other > at);
  const index = place < 0 ? into.at.length : place;
  into.at.splice(index, 0, at);
  into.tokens.splice(index, 0, tokens);
  return index;
}

/** The flat arrays that a batch becomes. */
export interface Batch {
  /** For each token of the batch, the row of the request it belongs to. */
  readonly requests: readonly number[];
  /** For each token, its place in its own request's part of this iteration. */
  readonly positions: readonly number[];
  /** Where each request's tokens begin, and one past the last. */
  readonly offsets: readonly number[];
}

/**
 * Writes a batch end to end, as vLLM's model runner does.
 *
 * @param scheduled tokens of each request in this iteration
 */
export function flatten(scheduled: readonly number[]): Batch {
  const requests: number[] = [];
  const positions: number[] = [];
  const offsets = [0];
  scheduled.forEach((tokens, request) => {
    for (let position = 0; position < tokens; position++) {
      requests.push(request);
      positions.push(position);
    }
    offsets.push(requests.length);
  });
  return { requests, positions, offsets };
}

/** Three people and what they wrote, as Llama 3's tokeniser cuts it; a token and its number. */
export const PEOPLE = [
  {
    name: 'Ana',
    wrote: [
      ['Thank', 13359],
      [' you', 499],
    ],
  },
  {
    name: 'Ben',
    wrote: [
      ['Why', 10445],
      [' is', 374],
      [' my', 856],
      [' tea', 15600],
      [' cold', 9439],
    ],
  },
  {
    name: 'Cleo',
    wrote: [
      ['sort', 7003],
      [' this', 420],
      [' list', 1160],
    ],
  },
] as const;

/** Three requests of 2, 5 and 3 tokens, as in vLLM's own comment, and how many have crossed. */
export const batch = experiment({ crossed: 7 }, ({ crossed }) => ({
  ...flatten(PEOPLE.map(({ wrote }) => wrote.length)),
  ids: PEOPLE.flatMap(({ wrote }) => wrote.map(([, id]) => id)),
  words: PEOPLE.flatMap(({ wrote }) => wrote.map(([word]) => word.trim())),
  crossed,
}));
