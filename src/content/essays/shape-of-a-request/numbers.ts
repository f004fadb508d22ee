/** The numbers of the essay's sentences, by the experiment that makes them. */
import type { Range } from '../../../kit/number.ts';
import { numbers, type Quantity } from '../../../kit/number.ts';
import { HOPS, indexOf } from './hops.ts';
import { arithmetic, budget, type Changed, capacity, sensitivity, walk } from './model.ts';
import type { Band } from './run.ts';

/** Mean time that the requests of a band spend in the hops named, ms. */
export const spent = (of: Band, hops: readonly number[]): number =>
  hops.reduce((sum, hop) => sum + of.time[indexOf(hop)], 0);

/** What of it is spent behind and beside others' prompts, and on one's own, ms. */
export const onOthers = (of: Band): number => of.wait[indexOf(15)] + of.wait[indexOf(17)];
export const onOwn = (of: Band): number => of.time[indexOf(17)] - of.wait[indexOf(17)];

const ms = { unit: 'ms', significant: 2 };
const coarse = { unit: 'ms', significant: 1 };
const percent = { unit: '%', significant: 2 };
const thousandth = 1 / 1000;

export const sums = numbers(arithmetic, {
  oneWay: { what: 'time in fibre from client to region', ...ms, read: (r) => r.oneWay },
  handshake: {
    what: 'the two round trips of a handshake, to the edge',
    ...ms,
    read: (r) => 2 * r.edgeRoundTrip,
  },
  inflation: {
    what: 'the path’s round trip over that of light in a vacuum',
    significant: 2,
    read: (r) => r.inflation,
  },
  plain: { what: 'an iteration that carries no prompt', ...ms, read: (r) => r.plainMs },
  prompt: { what: 'an iteration with a full chunk of prompt', ...ms, read: (r) => r.promptMs },
  lastChunk: {
    what: 'the iteration that carries the last full chunk of the longest prompt',
    ...ms,
    read: (r) => r.lastChunkMs,
  },
  longest: {
    what: 'the longest prompt of the Mooncake conversation trace',
    unit: 'tokens',
    decimals: 0,
    read: (r) => r.longest,
  },
  longestPrompt: {
    what: 'time to compute that prompt',
    unit: 's',
    significant: 2,
    read: (r) => r.longestPromptMs * thousandth,
  },
  attention: {
    what: 'share of attention in that',
    unit: '%',
    significant: 1,
    read: (r) => r.longestAttentionMs / r.longestPromptMs,
  },
  layers: {
    what: 'parameters that multiply every token: all but the two tables of the vocabulary',
    decimals: 0,
    read: (r) => r.layers,
  },
  chunk: {
    what: 'time to multiply a full budget of tokens by them',
    ...ms,
    read: (r) => r.chunkMs,
  },
  memory: {
    what: 'share of the cache’s memory that an engine filled to the last slot takes',
    ...percent,
    read: (r) => r.memory,
  },
  independent: {
    what: 'share above the 99th percentile of some hop, if all hops were independent',
    ...percent,
    read: (r) => r.independent,
  },
});

/** Places of the bands near the median and near the 99th percentile in `BANDS`. */
export const [typical, slow] = [0, 2];

/** The hops whose time is distance. */
export const DISTANCE = [1, 2, 3, 4];

export const spend = numbers(budget, {
  p50: { what: 'first token at the client, median', ...coarse, read: (r) => r.client.p50 },
  p99: { what: 'first token at the client, 99th percentile', ...coarse, read: (r) => r.client.p99 },
  paperwork: {
    what: 'from the balancer to the end of tokenising, near the median',
    ...coarse,
    read: (r) => clock(r.bands[typical]),
  },
  sumOfP99: {
    what: 'sum of the hops’ own 99th percentiles',
    ...coarse,
    read: (r) => r.sumOfP99,
  },
  oneIn: {
    what: 'one request in how many is above the 99th percentile of some hop',
    decimals: 0,
    read: (r) => 1 / r.someHopSlow,
  },
});

/** Hops 5 to 11 as the clock sees them: the quota beside the rest. */
export const clock = (of: Band): number => of.start[indexOf(12)] - of.start[indexOf(5)];

/** Median and 99th percentile of the gateway's wait, and the median of the engine's. */
export const queues = numbers(budget, {
  loop50: { what: 'wait for the event loop, median', ...coarse, read: (r) => r.waits[0].p50 },
  loop99: {
    what: 'wait for the event loop, 99th percentile',
    ...coarse,
    read: (r) => r.waits[0].p99,
  },
  engine50: {
    what: 'wait in the engine’s line, median',
    ...coarse,
    read: (r) => r.waits[2].p50,
  },
});

export const taking = numbers(capacity, {
  load: {
    what: 'requests that come, over what the fleet can take',
    unit: '%',
    significant: 1,
    read: ({ perSecond }, { rate }) => rate / perSecond,
  },
});

const followed = 'it is one request of one run, which the walk follows';

export const taken = numbers(walk, {
  requests: { what: 'requests in the run', decimals: 0, read: (_, { requests }) => requests },
  gpu: { what: 'its first token on the GPU', ...coarse, read: (r) => r.gpu },
});

/** A hop's name as a key: `nameLookup`. */
const keyOf = (name: string): string =>
  name.toLowerCase().replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The hops in which the request that is followed spends a millisecond or more. */
export const LASTING = [3, 4, 8, 11, 15, 16, 17];

/** Its time in each of those, by hop. */
export const here: ReadonlyMap<number, Quantity> = new Map(
  LASTING.map((hop) => {
    const key = keyOf(HOPS[indexOf(hop)].name);
    const { [key]: quantity } = numbers(walk, {
      [key]: {
        what: `${HOPS[indexOf(hop)].name.toLowerCase()}, the request that is followed`,
        ...ms,
        read: ({ spans }: ReturnType<typeof walk.compute>) =>
          spans[indexOf(hop)].end - spans[indexOf(hop)].start,
        thisRun: followed,
      },
    });
    return [hop, quantity];
  }),
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

type Figures = Changed['runs'][number];

/** The least and the greatest of one figure of a change's runs, ms. */
const between = ({ runs }: Changed, figure: keyof Figures): Range => {
  const values = runs.map((run) => run[figure]);
  return [Math.min(...values), Math.max(...values)];
};

export const changed = numbers(sensitivity, {
  engine99: {
    what: 'wait in the engine’s line, 99th percentile, least and greatest run',
    ...ms,
    read: (r) => between(changedBy(r, 'printed'), 'engine'),
  },
  long99: {
    what: '99th percentile of chat among some long conversations, least and greatest run',
    unit: 's',
    decimals: 1,
    read: (r) =>
      between(changedBy(r, 'long'), 'p99').map((value) => value * thousandth) as [number, number],
  },
});
