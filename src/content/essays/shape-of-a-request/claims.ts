/** What the essay's sentences claim of the model's results, by experiment. */
import { claims } from '../../../kit/claim.ts';
import { quantile } from '../../../kit/sim/stats.ts';
import { cacheTokens } from './assumed.ts';
import { HOPS, indexOf } from './hops.ts';
import {
  arithmetic,
  book,
  budget,
  capacity,
  DULL,
  reading,
  sensitivity,
  strip,
  walk,
} from './model.ts';
import {
  anyOf,
  changed,
  changedBy,
  DISTANCE,
  longTimes,
  onOthers,
  onOwn,
  queues,
  slow,
  spend,
  spent,
  stuck,
  stuckShare,
  sums,
  taken,
  typical,
} from './numbers.ts';

/** Whether a value lies between two others. */
const within = (value: number, [least, greatest]: readonly [number, number]): boolean =>
  least < value && value < greatest;

export const followed = claims(walk, {
  slow: { holds: ({ gpu, typical: usual }) => gpu > 3 * usual, numbers: [taken.gpu] },
});

export const counted = claims(arithmetic, {
  farHandshake: {
    holds: ({ edgeRoundTrip, regionRoundTrip }) => regionRoundTrip > edgeRoundTrip,
  },
  handshake: { holds: ({ edgeRoundTrip, oneWay }) => 2 * edgeRoundTrip > 1.5 * oneWay },
  iterations: {
    holds: ({ promptMs, plainMs }) => promptMs > 5 * plainMs,
    numbers: [sums.prompt, sums.plain],
  },
  longest: {
    holds: ({ longestPromptMs, promptMs }) => longestPromptMs > 100 * promptMs,
    numbers: [sums.longest, sums.longestPrompt],
  },
  attention: {
    holds: ({ longestAttentionMs, longestPromptMs }) =>
      longestAttentionMs > 2 * (longestPromptMs - longestAttentionMs),
    numbers: [sums.attention],
  },
  chunks: {
    holds: (r) =>
      r.longestPromptMs / r.lastChunkMs > 30 && within(r.lastChunkMs / r.promptMs, [4.5, 5.5]),
    numbers: [sums.prompt, sums.lastChunk],
  },
  longPays: {
    holds: ({ longestInChunksMs, longestPromptMs }) =>
      within(longestInChunksMs / longestPromptMs, [1.02, 1.08]),
  },
  limits: {
    holds: (r) => r.chunkMs > 4 * (r.weightsMs + r.cacheMs) && r.decodesMs < r.weightsMs / 3,
  },
  memory: { holds: ({ memory }) => memory < 0.25, numbers: [sums.memory] },
});

export const held = claims(budget, {
  paperwork: {
    holds: ({ paperwork }) => within(paperwork.p99 / paperwork.p50, [3.5, 5.5]),
    numbers: [spend.paperwork50, spend.paperwork99],
  },
  empty: { holds: ({ routerWaited }) => routerWaited < 0.001 },
  tame: {
    holds: ({ waits }) => within(waits[2].p99 / waits[2].p50, [14, 21]),
    numbers: [queues.engine50, changed.engine99],
  },
  room: { holds: ({ context }) => context < cacheTokens.assumed / 3 },
  rows: {
    holds: ({ hops }) => {
      const [engine, pass] = [hops[indexOf(15)], hops[indexOf(17)]];
      const others = hops.filter((hop) => hop !== engine && hop !== pass);
      return (
        others.every(({ p99 }) => p99 < 50) &&
        others.filter(({ p99 }) => p99 < 10).length > HOPS.length / 2 &&
        engine.p99 > 10 * engine.p50 &&
        pass.p99 > 3 * pass.p50
      );
    },
  },
  median: {
    holds: ({ split, back }) =>
      split[typical].every((of) => {
        const all = of.gpu + back;
        return spent(of, DISTANCE) + back + onOwn(of) > 0.7 * all && onOthers(of) < 0.25 * all;
      }),
    numbers: [spend.p50],
  },
  kinds: {
    holds: ({ split, fresh }) => {
      const [open, anew] = split[typical];
      return within(fresh[typical], [0.4, 0.6]) && open.prompt > 2 * anew.prompt;
    },
  },
  tail: {
    holds: ({ bands, back, prompt }) => {
      const of = bands[slow];
      return (
        within(of.prompt / prompt, [2.5, 3.2]) &&
        within(onOthers(of) / onOwn(of), [0.9, 1.35]) &&
        onOthers(of) + onOwn(of) > 0.7 * (of.gpu + back)
      );
    },
    numbers: [spend.p99],
  },
  own: { holds: ({ ownLarger }) => within(ownLarger, [0.45, 0.65]) },
  tooLarge: {
    holds: ({ tooLarge, tailTooLarge }) => within(tooLarge, [0.07, 0.1]) && tailTooLarge > 0.5,
  },
  tooMuch: { holds: ({ sumOfP99, gpu }) => within(sumOfP99 / gpu.p99, [1.4, 1.6]) },
  somewhere: {
    holds: ({ someHopSlow }) => within(1 / someHopSlow, [7.5, 9]),
    numbers: [spend.oneIn],
  },
  dependent: {
    holds: ({ someHopSlow, varying }) =>
      varying === HOPS.length - 2 && someHopSlow < 0.95 * anyOf(varying),
    numbers: [spend.independent],
  },
  dull: {
    holds: ({ split, amongLong, back }) =>
      [...split[typical], ...split[slow], amongLong].every(
        (of) => spent(of, DULL) < 0.08 * (of.gpu + back),
      ),
  },
});

export const watching = claims(strip, {
  behind: {
    holds: ({ stays, yours, long }) =>
      stays[yours].joined > 0.9 * stays[long].first &&
      stays[yours].joined - stays[yours].at > 10_000,
  },
});

export const spared = claims(book, {
  most: {
    holds: (runs, { engines }) => stuckShare(runs) < 1 / engines / 4,
    numbers: [stuck.held],
  },
  enough: { holds: (runs) => stuckShare(runs) > 0.01 },
});

export const price = claims(reading, {
  book: { holds: ({ whole, capped }) => within(capped / whole, [1.25, 1.35]) },
});

export const fuller = claims(capacity, {
  small: { holds: (r) => r.small > 1.05 * r.perSecond && r.small > 1.05 * r.large },
});

export const moved = claims(sensitivity, {
  cold: {
    holds: (r) => changedBy(r, 'cold').p50 > 1.15 * changedBy(r, 'printed').p50,
  },
  distance: {
    holds: (r) => {
      const [printed, far] = [changedBy(r, 'printed'), changedBy(r, 'farRegion')];
      return (
        far.p50 > 1.5 * printed.p50 &&
        within((far.p99 - printed.p99) / (far.p50 - printed.p50), [0.8, 1.25])
      );
    },
  },
  edge: {
    holds: (r) => {
      const [printed, far] = [changedBy(r, 'printed'), changedBy(r, 'farEdge')];
      return within((far.p99 - printed.p99) / (far.p50 - printed.p50), [1.3, 1.9]);
    },
  },
  parted: {
    holds: (r) =>
      changedBy(r, 'farEdge').runs.every(({ anew50, anew99 }) => anew50 < 0.1 && anew99 > 0.55),
  },
  load: {
    holds: (r) => {
      const [quiet, busy] = [changedBy(r, 'quiet'), changedBy(r, 'busy')];
      return within(busy.p50 / quiet.p50, [1.1, 1.3]) && within(busy.p99 / quiet.p99, [1.1, 1.7]);
    },
  },
  long: {
    holds: (r) => {
      const [printed, long] = [changedBy(r, 'printed'), changedBy(r, 'long')];
      const [least, greatest] = longTimes(r);
      return least > 2 && greatest < 30 && long.p50 < 1.5 * printed.p50;
    },
    numbers: [changed.longTimes],
  },
  capped: {
    holds: (r) => {
      const [long, capped] = [changedBy(r, 'long'), changedBy(r, 'capped')];
      return capped.p99 < long.p99 / 2;
    },
  },
  dearer: {
    // Run by run: in a rare one the long prompts move the median more than the cap does.
    holds: (r) => {
      const { runs } = changedBy(r, 'long');
      const rises = changedBy(r, 'capped').runs.map(({ p50 }, i) => p50 / runs[i].p50);
      rises.sort((a, b) => a - b);
      return (
        within(quantile(rises, 0.5), [1.04, 1.15]) &&
        changedBy(r, 'capped').p50 > 1.07 * changedBy(r, 'printed').p50
      );
    },
  },
  brink: {
    holds: (r) => {
      const [printed, full] = [changedBy(r, 'printed'), changedBy(r, 'full')];
      const tails = full.runs.map(({ p99 }) => p99);
      return full.p99 > 1.25 * printed.p99 && Math.max(...tails) > 1.2 * Math.min(...tails);
    },
  },
  budgets: {
    holds: (r) => {
      const [small, printed, large] = (['smallBudget', 'printed', 'largeBudget'] as const).map(
        (change) => changedBy(r, change),
      );
      return (
        small.p99 > 1.2 * printed.p99 && printed.p99 > large.p99 && large.p99 > 0.85 * printed.p99
      );
    },
  },
  full: {
    holds: (r) => Math.max(...changedBy(r, 'full').runs.map(({ router }) => router)) > 100,
  },
  few: {
    holds: (r) => {
      const [printed, few] = [changedBy(r, 'printed'), changedBy(r, 'few')];
      return few.runs.every(({ router }) => router > 50) && few.p99 > printed.p99;
    },
  },
});
