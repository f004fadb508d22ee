/** The numbers of the essay's sentences, by the experiment that makes them. */
import type { Experiment } from '../../../kit/experiment.ts';
import { formatNumber, type NumberFormat, numbers, type Quantity } from '../../../kit/number.ts';
import { other } from './assumed.ts';
import { HOPS, indexOf } from './hops.ts';
import { arithmetic, budget, type Changed, DULL, sensitivity, walk } from './model.ts';
import type { Band } from './run.ts';

/** Mean time that the requests of a band spend in the hops named, ms. */
export const spent = (of: Band, hops: readonly number[]): number =>
  hops.reduce((sum, hop) => sum + of.time[indexOf(hop)], 0);

const ms = { unit: 'ms', significant: 2 };
const ms3 = { unit: 'ms', significant: 3 };
const coarse = { unit: 'ms', significant: 1 };
const s2 = { unit: 's', significant: 2 };
const tenth = { unit: 'ms', decimals: 1 };
const seconds = { unit: 's', decimals: 1 };
const percent = { unit: '%', significant: 2 };
const thousandth = 1 / 1000;

export const sums = numbers(arithmetic, {
  oneWay: { what: 'time in fibre from client to region', ...ms, read: (r) => r.oneWay },
  handshake: {
    what: 'the two round trips of a handshake, to the edge',
    ...ms,
    read: (r) => 2 * r.edgeRoundTrip,
  },
  farHandshake: {
    what: 'the same, to the region',
    ...ms,
    read: (r) => 2 * (r.edgeRoundTrip + r.regionRoundTrip),
  },
  gatewayWait: {
    what: 'mean wait on the event loop, constant service and Poisson arrivals',
    ...ms,
    read: (r) => r.gatewayWait,
  },
  routerWaits: {
    what: 'share of requests that wait in the router (Erlang C)',
    ...percent,
    read: (r) => r.routerWaits,
  },
  routerMean: { what: 'mean wait of those that wait there', ...ms, read: (r) => r.routerMeanMs },
  plain: { what: 'an iteration that carries no prompt', ...ms, read: (r) => r.plainMs },
  prompt: { what: 'an iteration with a full chunk of prompt', ...ms, read: (r) => r.promptMs },
  meanIteration: { what: 'mean iteration', ...ms, read: (r) => r.meanIteration },
  halfMean: { what: 'half a mean iteration', ...ms, read: (r) => r.halfMean },
  rest: { what: 'mean rest of the iteration met, E[S²]/2E[S]', ...ms, read: (r) => r.rest },
  share: { what: 'share of iterations that carry prompt', ...percent, read: (r) => r.share },
  arrivals: {
    what: 'share of arrivals that land in one that carries prompt',
    ...percent,
    read: (r) => r.shareOfArrivals,
  },
  chatShare: {
    what: 'share of iterations that must carry prompt when all is chat',
    ...percent,
    read: (r) => r.chatShare,
  },
  mixShare: {
    what: 'share of iterations that must carry prompt for the mix of the router essay',
    ...percent,
    read: (r) => r.mixShare,
  },
  longMean: {
    what: 'mean prompt of the Mooncake conversation trace, by its table of quantiles',
    ...ms,
    unit: 'tokens',
    read: (r) => r.meanPrompt,
  },
  meanPrompt: {
    what: 'time to compute a prompt of that length in one piece',
    ...ms,
    read: (r) => r.meanPromptMs,
  },
  longestPrompt: {
    what: 'time to compute the longest prompt of that trace in one piece',
    ...s2,
    read: (r) => r.longestPromptMs * thousandth,
  },
  lastChunk: {
    what: 'the iteration that carries the last full chunk of that longest prompt',
    ...ms,
    read: (r) => r.lastChunkMs,
  },
  parameters: { what: 'parameters of the model', decimals: 0, read: (r) => r.parameters },
  chunk: { what: 'time to compute a full budget of tokens', ...ms3, read: (r) => r.chunkMs },
  decodesCompute: {
    what: 'time to compute one token for each answer under way',
    ...ms,
    read: (r) => r.decodesComputeMs,
  },
  weights: { what: 'time to read the weights once', ...tenth, read: (r) => r.weightsMs },
  cache: { what: 'time to read the cache of all answers', ...tenth, read: (r) => r.cacheMs },
  decode: { what: 'time to read weights and cache', ...tenth, read: (r) => r.decodeMs },
  cacheBytes: {
    what: 'bytes of cache for one token of context',
    decimals: 0,
    read: (r) => r.cacheBytes,
  },
  wayBack: { what: 'the way back', ...ms, read: (r) => r.wayBack },
  independent: {
    what: 'share above the 99th percentile of some hop, if all hops were independent',
    ...percent,
    read: (r) => r.independent,
  },
});

/** Places of the bands near the median and near the 99th percentile in `BANDS`. */
export const [typical, slow] = [0, 2];

/** The hops whose time is distance, and those that take most of a typical request's. */
export const DISTANCE = [1, 2, 3, 4];
export const MOST = [...DISTANCE, 15, 17];

export const spend = numbers(budget, {
  p50: { what: 'first token at the client, median', ...ms, read: (r) => r.client.p50 },
  p99: {
    what: 'first token at the client, 99th percentile',
    ...seconds,
    read: (r) => r.client.p99 * thousandth,
  },
  most: {
    what: 'distance, the engine’s line and the pass together, near the median',
    ...ms,
    read: (r) => spent(r.bands[typical], MOST),
  },
  paperwork: {
    what: 'from the balancer to the end of tokenising, near the median',
    ...coarse,
    read: (r) => clock(r.bands[typical]),
  },
  slowRouterShare: {
    what: 'share of the router’s line in the time to the first token at the client, near the 99th percentile',
    unit: '%',
    significant: 1,
    read: (r) => spent(r.bands[slow], [12]) / (r.bands[slow].gpu + r.back),
  },
  dull: {
    what: 'the dull hops together, the most in any band',
    ...coarse,
    read: (r) => Math.max(...r.bands.map((band) => spent(band, DULL))),
  },
  dullP99: { what: '99th percentile of their sum', ...ms, read: (r) => r.dullP99 },
  gpuP99: {
    what: 'first token on the GPU, 99th percentile',
    ...seconds,
    read: (r) => r.gpu.p99 * thousandth,
  },
  sumOfP99: {
    what: 'sum of the hops’ own 99th percentiles',
    ...seconds,
    read: (r) => r.sumOfP99 * thousandth,
  },
  oneIn: {
    what: 'one request in how many is above the 99th percentile of some hop',
    decimals: 0,
    read: (r) => 1 / r.someHopSlow,
  },
  quota: {
    what: 'share of requests for which the quota is the slower branch',
    unit: '%',
    significant: 1,
    read: (r) => r.quotaSlower,
  },
});

/** Hops 5 to 11 as the clock sees them: the quota beside the rest. */
export const clock = (of: Band): number => of.start[indexOf(12)] - of.start[indexOf(5)];

/** Median and 99th percentile of the wait in each of the four queues. */
export const queues = numbers(budget, {
  loop50: { what: 'wait for the event loop, median', ...coarse, read: (r) => r.waits[0].p50 },
  loop99: {
    what: 'wait for the event loop, 99th percentile',
    ...coarse,
    read: (r) => r.waits[0].p99,
  },
  router50: { what: 'wait for a slot, median', ...coarse, read: (r) => r.waits[1].p50 },
  router99: { what: 'wait for a slot, 99th percentile', ...coarse, read: (r) => r.waits[1].p99 },
  engine50: { what: 'wait to join a batch, median', ...coarse, read: (r) => r.waits[2].p50 },
  engine99: {
    what: 'wait to join a batch, 99th percentile',
    ...coarse,
    read: (r) => r.waits[2].p99,
  },
  stream50: { what: 'wait in the stream, median', ...coarse, read: (r) => r.waits[3].p50 },
  stream99: {
    what: 'wait in the stream, 99th percentile',
    ...coarse,
    read: (r) => r.waits[3].p99,
  },
});

const followed = 'it is one request of one run, which the walk follows';

export const taken = numbers(walk, {
  row: {
    what: 'the request’s place in the run',
    decimals: 0,
    read: (r) => r.row,
    thisRun: followed,
  },
  requests: { what: 'requests in the run', decimals: 0, read: (_, { requests }) => requests },
  complete: {
    what: 'requests of the run that meet every hop and every line',
    decimals: 0,
    read: (r) => r.complete,
    thisRun: 'they are counted in the run that the request is from',
  },
  prompt: {
    what: 'its prompt',
    unit: 'tokens',
    decimals: 0,
    read: (r) => r.prompt,
    thisRun: followed,
  },
  gpu: { what: 'its first token on the GPU', ...ms, read: (r) => r.gpu, thisRun: followed },
});

/** A hop's name as a key: `nameLookup`. */
const keyOf = (name: string): string =>
  name.toLowerCase().replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** A number for each hop, in the order of the path. */
const perHop = <P, R>(
  of: Experiment<P, R>,
  what: string,
  read: (result: R, hop: number) => number,
  format: (hop: number) => NumberFormat & { thisRun?: string },
): Record<string, Quantity> =>
  numbers(
    of,
    Object.fromEntries(
      HOPS.map(({ name }, i) => [
        keyOf(name),
        {
          what: `${name.toLowerCase()}, ${what}`,
          ...format(i + 1),
          read: (result: R) => read(result, i + 1),
        },
      ]),
    ),
  );

/** Its time in each hop, and what that is for all requests, with a second digit where one holds. */
export const here = perHop(
  walk,
  'the request that is followed',
  ({ spans }, hop) => spans[indexOf(hop)].end - spans[indexOf(hop)].start,
  () => ({ ...ms, thisRun: followed }),
);
export const usual = perHop(
  budget,
  'median',
  ({ hops }, hop) => hops[indexOf(hop)].p50,
  (hop) => ([4, 13, 17].includes(hop) ? ms : coarse),
);
export const rare = perHop(
  budget,
  '99th percentile',
  ({ hops }, hop) => hops[indexOf(hop)].p99,
  (hop) => ([3, 4, 17].includes(hop) ? ms : coarse),
);

/** What one change makes of the first token at the client. */
export const changedBy = (
  changes: ReturnType<typeof sensitivity.compute>,
  name: Changed['change'],
): Changed => {
  const found = changes.find(({ change }) => change === name);
  if (found === undefined) throw new Error(`no change named ${name}`);
  return found;
};

export const changed = numbers(sensitivity, {
  cold50: {
    what: 'median when every connection is new',
    ...ms,
    read: (r) => changedBy(r, 'cold').p50,
  },
  far50: {
    what: (_, p) =>
      `median with the region ${formatNumber(p.other.regionKm, other.regionKm)} from the edge`,
    ...ms,
    read: (r) => changedBy(r, 'farRegion').p50,
  },
  far99: {
    what: (_, p) =>
      `99th percentile with the region ${formatNumber(p.other.regionKm, other.regionKm)} from the edge`,
    ...seconds,
    read: (r) => changedBy(r, 'farRegion').p99 * thousandth,
  },
  full50: {
    what: (_, p) => `median at a load of ${formatNumber(p.other.fullLoad, other.fullLoad)}`,
    ...seconds,
    read: (r) => changedBy(r, 'full').p50 * thousandth,
  },
  full99: {
    what: (_, p) =>
      `99th percentile at a load of ${formatNumber(p.other.fullLoad, other.fullLoad)}`,
    unit: 's',
    significant: 1,
    read: (r) => changedBy(r, 'full').p99 * thousandth,
  },
});
