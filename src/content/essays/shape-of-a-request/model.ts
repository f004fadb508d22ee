/**
 * The shape of a request: a Monte Carlo latency budget over seventeen hops and four queues. Each
 * request is drawn on its own, so a queue here is its law of waiting, and nothing fails.
 */

import { experiment } from '../../../kit/experiment.ts';
import { pow } from '../../../kit/sim/portable.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { sorted } from '../../../kit/sim/stats.ts';
import { HOPS, indexOf, type Span, spans } from './hops.ts';
import { CACHE_BYTES, cacheMs, computeMs, PARAMETERS, weightsMs } from './machine.ts';
import {
  balance,
  edgeRoundTrip,
  GATEWAY,
  INPUTS,
  type Inputs,
  iterations,
  ROUTER_MIX,
  regionRoundTrip,
  routerLine,
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

interface Size {
  /** Requests, and the seed of their random numbers. */
  readonly requests: number;
  readonly seed: number;
}

/** Where the time of a typical and of a slow request goes, hop by hop, and how the parts add. */
export const budget = experiment({ requests: 200_000, seed: 1 }, (size: Size) => {
  const requests = run(INPUTS, size.requests, size.seed);
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
});

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
export const walk = experiment({ requests: 20_000, seed: 1 }, (size: Size) => {
  const requests = run(INPUTS, size.requests, size.seed);
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
    client: middle + requests.wayBack,
    complete: complete.length,
  };
});

const meetsEverything = (of: Run, n: number): boolean =>
  of.hops[indexOf(1)][n] > 0 && of.waits.every((wait) => wait[n] > 0);

/** What a reader may change. */
export interface Trip {
  /** Load of the fleet, 0.5 to 0.97. */
  readonly load: number;
  readonly slots: number;
  readonly edgeKm: number;
  readonly regionKm: number;
  /** Share of requests that find an open connection, 0 to 1. */
  readonly reuse: number;
  /** Tokens that one iteration may carry. */
  readonly budget: number;
  /** Whether some requests wait for cache blocks. */
  readonly blocks: boolean;
  /** Which requests to look at: a name in `BANDS`; the last wants a longer run than a page has. */
  readonly band: string;
  readonly requests: number;
  readonly seed: number;
}

const TRIP: Trip = {
  load: INPUTS.load,
  slots: INPUTS.slots,
  edgeKm: INPUTS.edgeKm,
  regionKm: INPUTS.regionKm,
  reuse: INPUTS.reuse,
  budget: INPUTS.budget,
  blocks: true,
  band: '99th',
  requests: 10_000,
  seed: 1,
};

/** The inputs that a reader's settings come to. */
export const inputsOf = (trip: Trip): Inputs => ({
  ...INPUTS,
  load: trip.load,
  slots: trip.slots,
  edgeKm: trip.edgeKm,
  regionKm: trip.regionKm,
  reuse: trip.reuse,
  budget: trip.budget,
  blockShare: trip.blocks ? INPUTS.blockShare : 0,
});

/** The mean request of one band under a reader's settings. */
export const trip = experiment(
  TRIP,
  (settings: Trip): { client: Quantiles; back: number; band: Band } => {
    const requests = run(inputsOf(settings), settings.requests, settings.seed);
    const { low, high } = BANDS.find(({ name }) => name === settings.band) ?? BANDS[0];
    return {
      client: later(quantiles(requests.gpu), requests.wayBack),
      back: requests.wayBack,
      band: band(requests, low, high),
    };
  },
);

/** One thing changed at a time, and what it is called in a figure. */
const CHANGES: readonly { name: string; inputs: Partial<Inputs> }[] = [
  { name: 'as printed', inputs: {} },
  { name: 'every connection open', inputs: { reuse: 1 } },
  { name: 'every connection new', inputs: { reuse: 0 } },
  { name: 'client 2,000 km from the edge', inputs: { edgeKm: 2000 } },
  { name: 'region 6,000 km away', inputs: { regionKm: 6000 } },
  { name: 'budget of 8,192 tokens', inputs: { budget: 8192 } },
  { name: 'no waits for cache blocks', inputs: { blockShare: 0 } },
  { name: 'load 0.80', inputs: { load: 0.8 } },
  { name: 'load 0.80, no waits for blocks', inputs: { load: 0.8, blockShare: 0 } },
  { name: 'load 0.95', inputs: { load: 0.95 } },
  { name: 'load 0.97', inputs: { load: 0.97 } },
  { name: '16 slots', inputs: { slots: 16 } },
  { name: '512 slots', inputs: { slots: 512 } },
];

/** First token at the client, in ms, with one thing changed at a time. */
export const sensitivity = experiment({ requests: 60_000, seed: 1 }, (size: Size) => {
  return CHANGES.map(({ name, inputs }) => {
    const requests = run({ ...INPUTS, ...inputs }, size.requests, size.seed);
    return { name, client: later(quantiles(requests.gpu), requests.wayBack) };
  });
});

/** Mean prompt of the Mooncake conversation trace in tokens, as its file has it, and the longest. */
const LONG_PROMPTS = { mean: 12_035, longest: 126_195 };

/** What follows from the inputs by arithmetic alone, without a random number. */
export const arithmetic = experiment(INPUTS, (inputs: Inputs) => {
  const engine = iterations(inputs);
  const { plainMs, promptMs, share } = engine;
  const mean = share * promptMs + (1 - share) * plainMs;
  const meanSquare = share * promptMs ** 2 + (1 - share) * plainMs ** 2;
  const line = routerLine(inputs);
  return {
    parameters: PARAMETERS,
    cacheBytes: CACHE_BYTES,
    weightsMs: weightsMs(),
    cacheMs: cacheMs(inputs.decodes, inputs.decodeContext),
    decodeMs: weightsMs() + cacheMs(inputs.decodes, inputs.decodeContext),
    chunkMs: computeMs(inputs.budget),
    decodesComputeMs: computeMs(inputs.decodes),
    tokensPerSecond: 1e3 / computeMs(1),
    meanPromptMs: computeMs(LONG_PROMPTS.mean),
    longestPromptMs: computeMs(LONG_PROMPTS.longest),
    ...engine,
    meanIteration: mean,
    halfMean: mean / 2,
    /** Mean rest of the iteration that an arrival meets: E[S²] / 2E[S]. */
    rest: meanSquare / (2 * mean),
    /** Prompt share at which a chat's prompts keep up with its answers, and a mix's. */
    chatShare: balance(inputs, [['chat', 1]]),
    mixShare: balance(inputs, ROUTER_MIX),
    oneWay: (edgeRoundTrip(inputs) - inputs.lastMile + regionRoundTrip(inputs)) / 2,
    edgeRoundTrip: edgeRoundTrip(inputs),
    regionRoundTrip: regionRoundTrip(inputs),
    wayBack: wayBack(inputs),
    gatewayWait: (GATEWAY.load * GATEWAY.serviceMs) / (2 * (1 - GATEWAY.load)),
    routerWaits: line.waits,
    routerMeanMs: line.meanMs,
    independent: 1 - pow(0.99, HOPS.length),
  };
});

interface Strip {
  /** Iterations, and how many of them carry prompt. */
  readonly count: number;
  readonly withPrompt: number;
  /** Arrivals, spread evenly over the strip's time. */
  readonly arrivals: number;
  readonly seed: number;
}

/** A strip of iterations in time order, and arrivals at moments that do not know of them. */
export const strip = experiment(
  { count: 40, withPrompt: 12, arrivals: 100, seed: 4 },
  ({ count, withPrompt, arrivals, seed }: Strip) => {
    const random = seeded(seed);
    const { plainMs, promptMs } = iterations(INPUTS);
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
