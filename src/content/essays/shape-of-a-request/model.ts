/**
 * The shape of a request: a latency budget over seventeen hops and four queues. The fleet is run
 * event by event, the hops around it are drawn one by one, and nothing fails.
 */

import type { Plain } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { OUTPUT, PROMPT } from '../../../kit/sim/lengths.ts';
import { mean, sorted } from '../../../kit/sim/stats.ts';
import { cacheTokens, full, given, type Inputs, other } from './assumed.ts';
import { timeOf } from './engine.ts';
import { arrivals, serve } from './fleet.ts';
import { indexOf, type Span, spans } from './hops.ts';
import {
  attentionMs,
  CACHE_BYTES,
  cacheMs,
  KERNELS,
  LAYERS,
  linearMs,
  weightsMs,
} from './machine.ts';
import { edgeRoundTrip, inflation, regionRoundTrip, wayBack } from './path.ts';
import { longestPrompt, tableMean } from './prompts.ts';
import {
  band,
  cameOpen,
  later,
  near,
  othersMs,
  ownMs,
  paperworkMs,
  quantiles,
  type Run,
  run,
  type Sample,
  timesOf,
  WARM_UP,
} from './run.ts';
import { first, strip } from './strip.ts';

export { batch } from './batch.ts';
export { strip } from './strip.ts';

/** Requests near a percentile of the time to the first token, which stand for it. */
export const BANDS = [
  { name: '50th', low: 0.45, high: 0.55 },
  { name: '90th', low: 0.895, high: 0.905 },
  { name: '99th', low: 0.985, high: 0.995 },
] as const;

/** The hops that no band spends much on: 5 to 11 without the rest, 13, 14 and 16. */
export const DULL = [5, 6, 7, 8, 9, 10, 11, 13, 14, 16] as const;

/** The most that TCP sends on a fresh connection before it hears back, bytes (RFC 6928). */
const FIRST_FLIGHT = 14_600;

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
    const rows = BANDS.map(({ low, high }) => near(requests, low, high));
    const open = (n: number) => cameOpen(requests, n);
    /** The same on an open connection, and on a new one. */
    const split = rows.map((some) =>
      [true, false].map((is) =>
        band(
          requests,
          some.filter((n) => open(n) === is),
        ),
      ),
    );
    const tail = rows[BANDS.length - 1];
    const fits = (n: number) =>
      requests.prompts[n] * of.bytesPerToken + of.envelopeBytes <= FIRST_FLIGHT;
    const among = (some: readonly number[], holds: (n: number) => boolean) =>
      some.filter(holds).length / some.length;
    return {
      gpu,
      client: later(gpu, back),
      back,
      hops,
      waits: requests.waits.map(quantiles),
      bands: rows.map((some) => band(requests, some)),
      split,
      /** Share on a new connection. */
      fresh: rows.map((some) => 1 - among(some, open)),
      /** Chat near its 99th percentile where some conversations are long. */
      amongLong: band(slow, near(slow, BANDS[2].low, BANDS[2].high)),
      /** Share of those near the 99th percentile whose own prompt takes longer than others' do. */
      ownLarger: among(tail, (n) => ownMs(requests, n) > othersMs(requests, n)),
      /** Share of all requests, and of those near the 99th percentile, that need a second flight. */
      tooLarge: share(requests.size, (n) => !fits(n)),
      tailTooLarge: 1 - among(tail, fits),
      prompt: mean(requests.prompts),
      paperwork: quantiles(requests.gpu.map((_, n) => paperworkMs(requests, n))),
      /** How many hops do not take the same time in all requests but a few. */
      varying: hops.filter(({ p99, p50 }) => p99 > p50).length,
      sumOfP99: hops.reduce((sum, hop) => sum + hop.p99, 0),
      someHopSlow: someAbove(
        requests,
        hops.map((hop) => hop.p99),
      ),
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
    /** Share on a new connection near the median, and near the 99th percentile. */
    readonly anew50: number;
    readonly anew99: number;
  }[];
}

/** First token at the client with one thing changed at a time. */
export const sensitivity = experiment(
  { ...given, other, requests: 10_000, seeds: [1, 2, 3, 4, 5] },
  ({ other: to, requests, seeds, ...printed }): Changed[] =>
    (Object.keys(CHANGES) as Changed['change'][]).map((change) => {
      const inputs = { ...printed, ...CHANGES[change](to) };
      const runs = seeds.map((seed) => {
        const done = run(inputs, { requests, seeds: [seed] });
        const { p50, p99 } = later(quantiles(done.gpu), done.wayBack);
        const [, router, engine] = done.waits.map((wait) => quantiles(wait).p99);
        const [anew50, anew99] = [BANDS[0], BANDS[2]].map(({ low, high }) => {
          const some = near(done, low, high);
          return some.filter((n) => !cameOpen(done, n)).length / some.length;
        });
        return { p50, p99, router, engine, anew50, anew99 };
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
 * What the fleet can take, and with other allowances of an iteration: everybody comes at once, and the
 * middle half of them is timed as it leaves the router, a second.
 */
export const capacity = experiment(
  {
    ...given,
    others: { small: other.smallBudget, large: other.largeBudget },
    requests: 24_000,
    seed: 1,
  },
  ({ others, requests, seed, ...inputs }) => {
    const come = arrivals({ ...inputs, rate: 1e6 }, requests, seed);
    const taken = (budget: number) => {
      const { line } = serve({ ...inputs, budget }, come);
      const [from, to] = [requests / 4, (3 * requests) / 4].map((n) => come.at[n] + line[n]);
      return (1e3 * (requests / 2)) / (to - from);
    };
    return {
      perSecond: taken(inputs.budget),
      small: taken(others.small),
      large: taken(others.large),
    };
  },
);

/** When the engine that is watched has read the long prompt, without the cap and with it, ms. */
export const reading = experiment(first, (of) => {
  const read = (capped: boolean) => {
    const { stays, long } = strip.compute({ ...of, capped });
    return stays[long].first;
  };
  return { whole: read(false), capped: read(true) };
});

/**
 * The longest prompt among the fleet's chats: how many of those that come while it is read wait
 * more than a second at their engine, in each run.
 */
export const book = experiment(
  { ...given, requests: 4000, seeds: [1, 2, 3, 4, 5, 6, 7, 8] },
  ({ requests, seeds, ...inputs }) =>
    seeds.map((seed) => {
      const come = arrivals(inputs, requests, seed);
      const place = WARM_UP;
      come.prompt[place] = longestPrompt();
      const { line, boundary, behind, own, shared } = serve(inputs, come);
      const until = [line, boundary, behind, own, shared].reduce(
        (clock, spent) => clock + spent[place],
        come.at[place],
      );
      const meanwhile = Array.from(come.at.keys()).filter((n) => n > place && come.at[n] < until);
      const stuck = meanwhile.filter((n) => boundary[n] + behind[n] > 1000);
      return { came: meanwhile.length, stuck: stuck.length };
    }),
);

/** A whole prompt in one pass of its own in ms, attention included. */
const wholeMs = (inputs: Inputs, tokens: number): number =>
  linearMs(inputs, tokens) + attentionMs(inputs, 0, tokens);

/** What follows from the inputs by arithmetic alone, without a random number. */
export const arithmetic = experiment(
  { ...given, full, cacheTokens },
  ({ full: { decodes, context }, cacheTokens: memory, ...inputs }) => {
    const longest = longestPrompt();
    const meanPrompt = tableMean(PROMPT.long);
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
    const attention = attentionMs(inputs, 0, longest);
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
      chatPrompt: tableMean(PROMPT.chat),
      chatAnswer: tableMean(OUTPUT.chat),
      meanPrompt,
      meanPromptMs: wholeMs(inputs, meanPrompt),
      longest,
      longestPromptMs: wholeMs(inputs, longest),
      longestAttentionMs: attention,
      /** The longest prompt where attention reaches what published kernels do. */
      longestByKernelMs: KERNELS.map(
        (share) => linearMs(inputs, longest) + (attention * inputs.operationsShare) / share,
      ),
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
    };
  },
);
