/** The numbers of the essay's sentences, by the experiment that makes them. */
import type { Range } from '../../../kit/number.ts';
import { numbers } from '../../../kit/number.ts';
import { indexOf, NAMES } from './hops.ts';
import { arithmetic, book, budget, type Changed, capacity, sensitivity, walk } from './model.ts';
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

/** Share of the chats that come meanwhile and stand behind the book, over all runs. */
export const stuckShare = (runs: ReturnType<typeof book.compute>): number =>
  runs.reduce((sum, run) => sum + run.stuck, 0) / runs.reduce((sum, run) => sum + run.came, 0);

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
  chatPrompt: {
    what: 'mean prompt of a chat',
    unit: 'tokens',
    significant: 2,
    read: (r) => r.chatPrompt,
  },
  chatAnswer: {
    what: 'mean answer of a chat',
    unit: 'tokens',
    significant: 2,
    read: (r) => r.chatAnswer,
  },
  longPrompt: {
    what: 'mean prompt of the Mooncake conversation trace',
    unit: 'tokens',
    significant: 2,
    read: (r) => r.meanPrompt,
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
  kernels: {
    what: 'time to compute that prompt with published kernels for attention, the faster and the slower',
    unit: 's',
    significant: 2,
    read: ({ longestByKernelMs: [slower, faster] }) => [faster * thousandth, slower * thousandth],
  },
  layers: {
    what: 'parameters that multiply every token: all but the two tables of the vocabulary',
    unit: 'billion',
    decimals: 0,
    read: (r) => r.layers / 1e9,
  },
  chunk: {
    what: 'time to multiply a full allowance of tokens by them',
    ...ms,
    read: (r) => r.chunkMs,
  },
  memory: {
    what: 'share of the cache’s memory that an engine filled to the last slot takes',
    ...percent,
    read: (r) => r.memory,
  },
});

/** Places of the bands near the median and near the 99th percentile in `BANDS`. */
export const [typical, slow] = [0, 2];

/** The hops whose time is distance. */
export const DISTANCE = [1, 2, 3, 4];

/** How likely one of so many independent events is, each of which is one in a hundred. */
export const anyOf = (count: number): number =>
  1 - Array.from({ length: count }).reduce((none: number) => none * 0.99, 1);

export const spend = numbers(budget, {
  p50: { what: 'first token at the client, median', ...ms, read: (r) => r.client.p50 },
  p99: { what: 'first token at the client, 99th percentile', ...ms, read: (r) => r.client.p99 },
  paperwork50: {
    what: 'from the balancer to the end of tokenising, median',
    ...coarse,
    read: (r) => r.paperwork.p50,
  },
  paperwork99: {
    what: 'from the balancer to the end of tokenising, 99th percentile',
    ...coarse,
    read: (r) => r.paperwork.p99,
  },
  independent: {
    what: 'share above the 99th percentile of some hop, if all that vary were independent',
    ...percent,
    read: (r) => anyOf(r.varying),
  },
  oneIn: {
    what: 'one request in how many is above the 99th percentile of some hop',
    decimals: 0,
    read: (r) => 1 / r.someHopSlow,
  },
});

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

export const stuck = numbers(book, {
  held: {
    what: 'of the chats that come while the longest prompt is read, those that wait over a second',
    unit: '%',
    significant: 1,
    read: stuckShare,
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
  gpu: {
    what: 'first token on the GPU, the request that is followed',
    ...ms,
    read: (r) => r.gpu,
    thisRun: followed,
  },
});

/** The hops in which the request that is followed spends a millisecond or more. */
export const LASTING = [3, 4, 8, 11, 15, 16, 17];

/** Its time in each of those: `here.hop3`. */
export const here = numbers(
  walk,
  Object.fromEntries(
    LASTING.map((hop) => [
      `hop${hop}`,
      {
        what: `${NAMES[indexOf(hop)]}, the request that is followed`,
        ...ms,
        read: ({ spans }: ReturnType<typeof walk.compute>) =>
          spans[indexOf(hop)].end - spans[indexOf(hop)].start,
        thisRun: followed,
      },
    ]),
  ),
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

/** How many times the 99th percentile of a run among long conversations is that without, by runs. */
export const longTimes = (changes: ReturnType<typeof sensitivity.compute>): Range => {
  const [printed, long] = [changedBy(changes, 'printed'), changedBy(changes, 'long')];
  const times = long.runs.map((run, i) => run.p99 / printed.runs[i].p99);
  return [Math.min(...times), Math.max(...times)];
};

export const changed = numbers(sensitivity, {
  engine99: {
    what: 'wait in the engine’s line, 99th percentile, least and greatest run',
    ...ms,
    read: (r) => between(changedBy(r, 'printed'), 'engine'),
  },
  longTimes: {
    what: '99th percentile of chat among some long conversations over that without, least and greatest run',
    decimals: 0,
    read: (r) => longTimes(r),
  },
});
