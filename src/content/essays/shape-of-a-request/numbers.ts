/** The numbers of the essay's sentences, by the experiment that makes them. */
import { numbers } from '../../../kit/number.ts';
import { HOPS, indexOf } from './hops.ts';
import { arithmetic, budget, DULL, sensitivity, walk } from './model.ts';
import type { Band } from './run.ts';

/** Mean time that the requests of a band spend in the hops named, ms. */
const spent = (of: Band, hops: readonly number[]): number =>
  hops.reduce((sum, hop) => sum + of.time[indexOf(hop)], 0);

const ms = { unit: 'ms', significant: 2 };
const ms3 = { unit: 'ms', significant: 3 };
const s2 = { unit: 's', significant: 2 };
const tenth = { unit: 'ms', decimals: 1 };
const percent = { unit: '%', significant: 2 };
const thousandth = 1 / 1000;

export const sums = numbers(arithmetic, {
  oneWay: { what: 'time in fibre from client to region', ...ms, read: (r) => r.oneWay },
  edgeTrip: { what: 'round trip to the edge', ...ms, read: (r) => r.edgeRoundTrip },
  handshake: {
    what: 'two round trips to the edge',
    ...ms,
    read: (r) => 2 * r.edgeRoundTrip,
  },
  farHandshake: {
    what: 'two round trips to the region',
    ...ms,
    read: (r) => 2 * (r.edgeRoundTrip + r.regionRoundTrip),
  },
  gatewayWait: {
    what: 'mean wait on the event loop (M/D/1)',
    unit: 'ms',
    significant: 2,
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
    what: 'the same for the mix of the router essay',
    ...percent,
    read: (r) => r.mixShare,
  },
  meanPrompt: {
    what: 'time to compute the mean prompt of the Mooncake trace in one piece',
    ...ms,
    read: (r) => r.meanPromptMs,
  },
  longestPrompt: {
    what: 'time to compute its longest prompt in one piece',
    ...s2,
    read: (r) => r.longestPromptMs * thousandth,
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
  decode: { what: 'the two together', ...tenth, read: (r) => r.decodeMs },
  cacheBytes: {
    what: 'bytes of cache for one token of context',
    decimals: 0,
    read: (r) => r.cacheBytes,
  },
  wayBack: { what: 'the way back', ...ms, read: (r) => r.wayBack },
  independent: {
    what: 'the same if all hops were independent, 1 − 0.99¹⁷',
    ...percent,
    read: (r) => r.independent,
  },
});

const [typical, slow] = [0, 2];

export const spend = numbers(budget, {
  p50: { what: 'first token at the client, median', ...ms3, read: (r) => r.client.p50 },
  p99: { what: 'first token at the client, 99th percentile', ...ms3, read: (r) => r.client.p99 },
  distance: {
    what: 'hops 1 to 4, near the median',
    ...ms,
    read: (r) => spent(r.bands[typical], [1, 2, 3, 4]),
  },
  engine: { what: 'hop 15, near the median', ...ms, read: (r) => spent(r.bands[typical], [15]) },
  pass: { what: 'hop 17, near the median', ...ms, read: (r) => spent(r.bands[typical], [17]) },
  router: { what: 'hop 12, near the median', ...ms, read: (r) => spent(r.bands[typical], [12]) },
  paperwork: {
    what: 'hops 5 to 11 on the clock, near the median',
    ...tenth,
    read: (r) => clock(r.bands[typical]),
  },
  slowPaperwork: {
    what: 'the same, near the 99th percentile',
    ...tenth,
    read: (r) => clock(r.bands[slow]),
  },
  slowDistance: {
    what: 'hops 1 to 4, near the 99th percentile',
    ...ms,
    read: (r) => spent(r.bands[slow], [1, 2, 3, 4]),
  },
  slowRouter: {
    what: 'hop 12, near the 99th percentile',
    ...ms,
    read: (r) => spent(r.bands[slow], [12]),
  },
  slowRouterShare: {
    what: 'share of hop 12 in the time to the first token at the client, near the 99th percentile',
    ...percent,
    read: (r) => spent(r.bands[slow], [12]) / (r.bands[slow].gpu + r.back),
  },
  slowEngine: {
    what: 'hop 15, near the 99th percentile',
    ...ms,
    read: (r) => spent(r.bands[slow], [15]),
  },
  slowPass: {
    what: 'hop 17, near the 99th percentile',
    ...ms,
    read: (r) => spent(r.bands[slow], [17]),
  },
  dull: {
    what: 'the ten dull hops together, the most in any band',
    ...ms,
    read: (r) => Math.max(...r.bands.map((band) => spent(band, DULL))),
  },
  dullP99: { what: '99th percentile of their sum', ...ms, read: (r) => r.dullP99 },
  gpuP99: {
    what: 'first token on the GPU, 99th percentile',
    ...ms3,
    read: (r) => r.gpu.p99,
  },
  sumOfP99: { what: 'sum of the hops’ own 99th percentiles', ...ms3, read: (r) => r.sumOfP99 },
  sumTooMuch: {
    what: 'how much larger that sum is',
    ...percent,
    read: (r) => r.sumOfP99 / r.gpu.p99 - 1,
  },
  someHopSlow: {
    what: 'share of requests above the 99th percentile of some hop',
    ...percent,
    read: (r) => r.someHopSlow,
  },
  oneIn: {
    what: 'one request in how many that is',
    decimals: 0,
    read: (r) => 1 / r.someHopSlow,
  },
  quota: {
    what: 'share of requests for which the quota is the slower branch',
    ...percent,
    read: (r) => r.quotaSlower,
  },
});

/** Hops 5 to 11 as the clock sees them: the quota beside the rest. */
const clock = (of: Band): number => of.start[indexOf(12)] - of.start[indexOf(5)];

/** Median and 99th percentile of the wait in each of the four queues. */
export const queues = numbers(budget, {
  loop50: {
    what: 'wait in queue 1, median',
    unit: 'ms',
    significant: 1,
    read: (r) => r.waits[0].p50,
  },
  loop99: { what: 'wait in queue 1, 99th percentile', ...ms, read: (r) => r.waits[0].p99 },
  router50: { what: 'wait in queue 2, median', ...ms, read: (r) => r.waits[1].p50 },
  router99: { what: 'wait in queue 2, 99th percentile', ...ms, read: (r) => r.waits[1].p99 },
  engine50: { what: 'wait in queue 3, median', ...ms, read: (r) => r.waits[2].p50 },
  engine99: { what: 'wait in queue 3, 99th percentile', ...ms, read: (r) => r.waits[2].p99 },
  stream50: {
    what: 'wait in queue 4, median',
    unit: 'ms',
    significant: 1,
    read: (r) => r.waits[3].p50,
  },
  stream99: {
    what: 'wait in queue 4, 99th percentile',
    unit: 'ms',
    significant: 1,
    read: (r) => r.waits[3].p99,
  },
});

export const taken = numbers(walk, {
  row: { what: 'the request’s place in the run', decimals: 0, read: (r) => r.row },
  requests: { what: 'requests in the run', decimals: 0, read: (_, { requests }) => requests },
  complete: {
    what: 'requests of the run that meet every hop and every line',
    decimals: 0,
    read: (r) => r.complete,
  },
  prompt: { what: 'its prompt', unit: 'tokens', decimals: 0, read: (r) => r.prompt },
  gpu: { what: 'its first token on the GPU', ...ms3, read: (r) => r.gpu },
  client: { what: 'its first token at the client', ...ms3, read: (r) => r.client },
  hops: { what: 'hops', decimals: 0, read: () => HOPS.length },
});

type Changed = ReturnType<typeof sensitivity.compute>;

const change = (changes: Changed, name: string): Changed[number]['client'] => {
  const found = changes.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no change named ${name}`);
  return found.client;
};

const none = 'no waits for cache blocks';
const quiet = 'load 0.80';
const quietNone = 'load 0.80, no waits for blocks';

export const changed = numbers(sensitivity, {
  cold50: {
    what: 'median when every connection is new',
    ...ms3,
    read: (r) => change(r, 'every connection new').p50,
  },
  far50: {
    what: 'median with the region 6,000 km away',
    ...ms3,
    read: (r) => change(r, 'region 6,000 km away').p50,
  },
  far99: {
    what: '99th percentile with the region 6,000 km away',
    ...ms3,
    read: (r) => change(r, 'region 6,000 km away').p99,
  },
  quiet50: { what: 'median at load 0.80', ...ms3, read: (r) => change(r, quiet).p50 },
  quiet99: { what: '99th percentile at load 0.80', ...ms3, read: (r) => change(r, quiet).p99 },
  quietNone99: {
    what: 'the same without waits for cache blocks',
    ...ms3,
    read: (r) => change(r, quietNone).p99,
  },
  noneShare: {
    what: 'how much lower the 99th percentile is without waits for cache blocks',
    unit: '%',
    significant: 1,
    read: (r) => 1 - change(r, none).p99 / change(r, 'as printed').p99,
  },
  busy50: { what: 'median at load 0.97', ...ms3, read: (r) => change(r, 'load 0.97').p50 },
  busy99: {
    what: '99th percentile at load 0.97',
    ...s2,
    read: (r) => change(r, 'load 0.97').p99 * thousandth,
  },
  few50: { what: 'median with 16 slots', ...ms3, read: (r) => change(r, '16 slots').p50 },
  many99: {
    what: '99th percentile with 512 slots',
    ...ms3,
    read: (r) => change(r, '512 slots').p99,
  },
});
