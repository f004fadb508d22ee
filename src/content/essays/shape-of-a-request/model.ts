/**
 * The shape of a request: a Monte Carlo latency budget over seventeen hops and four queues. Each
 * request is drawn on its own, so a queue here is its law of waiting, and nothing fails.
 */

import type { Plain } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { PROMPT } from '../../../kit/sim/lengths.ts';
import { pow } from '../../../kit/sim/portable.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { mean, sorted } from '../../../kit/sim/stats.ts';
import { given, type Inputs, other, routerTokenMs } from './assumed.ts';
import { HOPS, indexOf, type Span, spans } from './hops.ts';
import { attentionMs, CACHE_BYTES, cacheMs, computeMs, PARAMETERS, weightsMs } from './machine.ts';
import {
  balance,
  edgeRoundTrip,
  iterationMs,
  iterations,
  ROUTER_MIX,
  regionRoundTrip,
  routerLine,
  tableMean,
  wayBack,
} from './path.ts';
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

/** Requests near a percentile of the time to the first token, which stand for it. */
export const BANDS = [
  { name: '50th', low: 0.45, high: 0.55 },
  { name: '90th', low: 0.895, high: 0.905 },
  { name: '99th', low: 0.985, high: 0.995 },
  { name: '99.9th', low: 0.9985, high: 0.9995 },
] as const;

/** The hops that no band spends much on: 5 to 11 without the rest, 13, 14 and 16. */
export const DULL = [5, 6, 7, 8, 9, 10, 11, 13, 14, 16] as const;

/** Where the time of a typical and of a slow request goes, hop by hop, and how the parts add. */
export const budget = experiment(
  { ...given, requests: 50_000, seeds: [1, 2, 3, 4] },
  (of: Inputs & Sample) => {
    const requests = run(of, of);
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
      sumOfP50: hops.reduce((sum, hop) => sum + hop.p50, 0),
      sumOfP99: hops.reduce((sum, hop) => sum + hop.p99, 0),
      sumOfP999: hops.reduce((sum, hop) => sum + hop.p999, 0),
      someHopSlow: someAbove(
        requests,
        hops.map((hop) => hop.p99),
      ),
      quotaSlower: share(requests.size, (n) => quotaIsSlower(requests, n)),
      routerWaited: share(requests.size, (n) => requests.waits[1][n] > 0),
      dullP99: quantiles(sumOf(requests, DULL)).p99,
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

/**
 * One request to walk with: of those that had to look up the name, open a connection and wait in
 * all four lines, so that no hop and no queue is empty, the one in the middle.
 */
export const walk = experiment(
  { ...given, requests: 20_000, seed: 1 },
  ({ requests: size, seed, ...inputs }) => {
    const requests = run(inputs, { requests: size, seeds: [seed] });
    const complete = requests.gpu.filter((_, n) => meetsEverything(requests, n));
    const middle = sorted(complete)[complete.length >> 1];
    const row = requests.gpu.indexOf(middle);
    const laid: Span[] = spans(timesOf(requests, row));
    return {
      row: row + 1,
      prompt: requests.prompts[row],
      spans: laid,
      waits: requests.waits.map((wait) => wait[row]),
      gpu: middle,
      complete: complete.length,
      /** Median of all requests of the run, on the GPU. */
      typical: quantiles(requests.gpu).p50,
    };
  },
);

const meetsEverything = (of: Run, n: number): boolean =>
  of.hops[indexOf(1)][n] > 0 && of.waits.every((wait) => wait[n] > 0);

/** All inputs, some of which a reader may change, and what to look at. */
export interface Trip extends Inputs {
  /** Whether some requests wait for cache blocks. */
  readonly blocks: boolean;
  /** Which requests to look at: a name in `BANDS`; the last wants a longer run than a page has. */
  readonly band: string;
  readonly requests: number;
  readonly seed: number;
}

/** The inputs that a reader's settings come to. */
export const inputsOf = ({ blocks, band, requests, seed, ...inputs }: Trip): Inputs => ({
  ...inputs,
  blockShare: blocks ? inputs.blockShare : 0,
});

/** The mean request of one band under a reader's settings. */
export const trip = experiment(
  { ...given, blocks: true, band: '99th', requests: 10_000, seed: 1 },
  (settings: Trip): { client: Quantiles; back: number; band: Band } => {
    const requests = run(inputsOf(settings), {
      requests: settings.requests,
      seeds: [settings.seed],
    });
    const { low, high } = BANDS.find(({ name }) => name === settings.band) ?? BANDS[0];
    return {
      client: later(quantiles(requests.gpu), requests.wayBack),
      back: requests.wayBack,
      band: band(requests, low, high),
    };
  },
);

type Other = Plain<typeof other>;

/** One thing changed at a time; `none` is without waits for cache blocks. */
const CHANGES = {
  printed: () => ({}),
  open: () => ({ reuse: 1 }),
  cold: () => ({ reuse: 0 }),
  farEdge: ({ edgeKm }) => ({ edgeKm }),
  farRegion: ({ regionKm }) => ({ regionKm }),
  largeBudget: ({ budget }) => ({ budget }),
  none: () => ({ blockShare: 0 }),
  quiet: ({ quietLoad }) => ({ load: quietLoad }),
  quietNone: ({ quietLoad }) => ({ load: quietLoad, blockShare: 0 }),
  busy: ({ highLoad }) => ({ load: highLoad }),
  full: ({ fullLoad }) => ({ load: fullLoad }),
  few: ({ fewSlots }) => ({ slots: fewSlots }),
  many: ({ manySlots }) => ({ slots: manySlots }),
} satisfies Record<string, (to: Other) => Partial<Inputs>>;

/** What one change makes of the first token at the client, in ms. */
export interface Changed {
  readonly change: keyof typeof CHANGES;
  /** Means over the runs, one for each seed. */
  readonly p50: number;
  readonly p99: number;
  /** Each run's own. */
  readonly runs: readonly { readonly p50: number; readonly p99: number }[];
  /** Share of requests that wait in the router, by Erlang's formula. */
  readonly routerWaits: number;
}

/** First token at the client with one thing changed at a time. */
export const sensitivity = experiment(
  { ...given, other, requests: 8_000, seeds: [1, 2, 3, 4, 5, 6, 7, 8] },
  ({ other: to, requests, seeds, ...printed }): Changed[] =>
    (Object.keys(CHANGES) as Changed['change'][]).map((change) => {
      const inputs = { ...printed, ...CHANGES[change](to) };
      const runs = seeds.map((seed) => {
        const { gpu, wayBack: back } = run(inputs, { requests, seeds: [seed] });
        const { p50, p99 } = later(quantiles(gpu), back);
        return { p50, p99 };
      });
      return {
        change,
        p50: mean(runs.map(({ p50 }) => p50)),
        p99: mean(runs.map(({ p99 }) => p99)),
        runs,
        routerWaits: routerLine(inputs).waits,
      };
    }),
);

/** Prompts of the Mooncake conversation trace in tokens: the mean of its table, and the longest. */
const LONG_PROMPTS = { mean: tableMean(PROMPT.long), longest: Math.max(...PROMPT.long) };

/** A whole prompt in one pass of its own in ms, attention included. */
const wholeMs = (inputs: Inputs, tokens: number): number =>
  computeMs(inputs, tokens) + attentionMs(inputs, 0, tokens);

/** The same prompt in chunks, in iterations that carry the answers under way as well. */
function chunkedMs(inputs: Inputs, tokens: number): number {
  const room = inputs.budget - inputs.decodes;
  let total = attentionMs(inputs, 0, tokens);
  for (let left = tokens; left > 0; left -= room) {
    total += iterationMs(inputs, Math.min(left, room));
  }
  return total;
}

/** What follows from the inputs by arithmetic alone, without a random number. */
export const arithmetic = experiment({ ...given, routerTokenMs }, (inputs) => {
  const engine = iterations(inputs);
  const { plainMs, promptMs, share } = engine;
  const meanIteration = share * promptMs + (1 - share) * plainMs;
  const meanSquare = share * promptMs ** 2 + (1 - share) * plainMs ** 2;
  const line = routerLine(inputs);
  const { longest } = LONG_PROMPTS;
  const chunk = inputs.budget - inputs.decodes;
  return {
    parameters: PARAMETERS,
    cacheBytes: CACHE_BYTES,
    weightsMs: weightsMs(inputs),
    cacheMs: cacheMs(inputs),
    decodeMs: weightsMs(inputs) + cacheMs(inputs),
    chunkMs: computeMs(inputs, inputs.budget),
    decodesComputeMs: computeMs(inputs, inputs.decodes),
    meanPrompt: LONG_PROMPTS.mean,
    meanPromptMs: wholeMs(inputs, LONG_PROMPTS.mean),
    longestPromptMs: wholeMs(inputs, longest),
    longestAttentionMs: attentionMs(inputs, 0, longest),
    longestInChunksMs: chunkedMs(inputs, longest),
    /** The iteration with the last full chunk of the longest prompt. */
    lastChunkMs: iterationMs(inputs, chunk) + attentionMs(inputs, longest - chunk, longest),
    ...engine,
    meanIteration,
    halfMean: meanIteration / 2,
    /** Mean rest of the iteration that an arrival meets: E[S²] / 2E[S]. */
    rest: meanSquare / (2 * meanIteration),
    /** Prompt share at which a chat's prompts keep up with its answers, and a mix's. */
    chatShare: balance(inputs, [['chat', 1]]),
    mixShare: balance(inputs, ROUTER_MIX),
    iterationsPerToken: meanIteration / inputs.routerTokenMs,
    oneWay: (edgeRoundTrip(inputs) - inputs.lastMile + regionRoundTrip(inputs)) / 2,
    edgeRoundTrip: edgeRoundTrip(inputs),
    regionRoundTrip: regionRoundTrip(inputs),
    wayBack: wayBack(inputs),
    gatewayWait: (inputs.gatewayLoad * inputs.gatewayMs) / (2 * (1 - inputs.gatewayLoad)),
    routerWaits: line.waits,
    routerMeanMs: line.meanMs,
    independent: 1 - pow(0.99, HOPS.length),
  };
});

interface Strip extends Inputs {
  /** Iterations, and how many of them carry prompt. */
  readonly count: number;
  readonly withPrompt: number;
  /** Arrivals, spread evenly over the strip's time. */
  readonly arrivals: number;
  readonly seed: number;
}

/** A strip of iterations in time order, and arrivals at moments that do not know of them. */
export const strip = experiment(
  { ...given, count: 40, withPrompt: 12, arrivals: 100, seed: 4 },
  ({ count, withPrompt, arrivals, seed, ...inputs }: Strip) => {
    const random = seeded(seed);
    const { plainMs, promptMs } = iterations(inputs);
    const kinds = Array.from({ length: count }, (_, i) => i < withPrompt);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [kinds[i], kinds[j]] = [kinds[j], kinds[i]];
    }
    let clock = 0;
    const laid = kinds.map((prompt) => {
      const start = clock;
      clock += prompt ? promptMs : plainMs;
      return { start, end: clock, prompt };
    });
    const moments = Array.from({ length: arrivals }, (_, i) => ((i + 0.5) * clock) / arrivals);
    const met = moments.map((at) => ({
      at,
      prompt: laid.some(({ start, end, prompt }) => prompt && at >= start && at < end),
    }));
    return {
      iterations: laid,
      arrivals: met,
      withPrompt: withPrompt / count,
      metPrompt: met.filter(({ prompt }) => prompt).length / arrivals,
    };
  },
);

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

/** The example in vLLM's own comment: three requests with 2, 5 and 3 tokens. */
export const batch = experiment({ scheduled: [2, 5, 3] }, ({ scheduled }) => ({
  ...flatten(scheduled),
  tokens: scheduled.reduce((sum, tokens) => sum + tokens, 0),
}));
