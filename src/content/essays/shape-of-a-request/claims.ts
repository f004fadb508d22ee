/** What the essay's sentences claim of the model's results, by experiment. */
import { claims } from '../../../kit/claim.ts';
import { cacheTokens } from './assumed.ts';
import { HOPS, indexOf } from './hops.ts';
import { arithmetic, budget, DULL, sensitivity, strip, walk } from './model.ts';
import {
  changed,
  changedBy,
  clock,
  DISTANCE,
  onOthers,
  onOwn,
  queues,
  slow,
  spend,
  spent,
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
    holds: ({ bands }) => clock(bands[slow]) < 2 * clock(bands[typical]),
    numbers: [spend.paperwork],
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
    holds: ({ bands, back }) => {
      const of = bands[typical];
      const all = of.gpu + back;
      return (
        within((spent(of, DISTANCE) + back + onOwn(of)) / all, [0.75, 0.85]) &&
        onOthers(of) < 0.2 * all
      );
    },
    numbers: [spend.p50],
  },
  tail: {
    holds: ({ bands, back }) => {
      const of = bands[slow];
      const distance = spent(of, DISTANCE) + back;
      return onOthers(of) > onOwn(of) && onOwn(of) > 1.4 * distance;
    },
    numbers: [spend.p99],
  },
  sameDistance: {
    holds: ({ bands }) =>
      within(spent(bands[slow], DISTANCE) / spent(bands[typical], DISTANCE), [0.9, 1.35]),
  },
  tooMuch: {
    holds: ({ sumOfP99, gpu }) => within(sumOfP99 / gpu.p99, [1.4, 1.65]),
    numbers: [spend.sumOfP99],
  },
  somewhere: {
    holds: ({ someHopSlow }) => within(1 / someHopSlow, [7.5, 9]),
    numbers: [spend.oneIn],
  },
  dependent: {
    holds: ({ someHopSlow }) => 1 - someHopSlow > HOPS.reduce((none) => none * 0.99, 1),
    numbers: [sums.independent],
  },
  dull: {
    holds: ({ bands, back }) => bands.every((band) => spent(band, DULL) < 0.08 * (band.gpu + back)),
  },
});

export const watching = claims(strip, {
  behind: {
    holds: ({ stays, yours, long }) =>
      stays[yours].joined > 0.9 * stays[long].first &&
      stays[yours].joined - stays[yours].at > 10_000,
  },
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
  load: {
    holds: (r) => {
      const [quiet, busy] = [changedBy(r, 'quiet'), changedBy(r, 'busy')];
      return within(busy.p50 / quiet.p50, [1.1, 1.3]) && within(busy.p99 / quiet.p99, [1.1, 1.4]);
    },
  },
  long: {
    holds: (r) => {
      const [printed, long] = [changedBy(r, 'printed'), changedBy(r, 'long')];
      return within(long.p99 / printed.p99, [4, 14]) && long.p50 < 1.25 * printed.p50;
    },
    numbers: [changed.long99],
  },
  capped: {
    holds: (r) => {
      const [long, capped] = [changedBy(r, 'long'), changedBy(r, 'capped')];
      return capped.p99 < long.p99 / 2 && capped.p50 < 1.15 * long.p50;
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
    holds: (r) => {
      const router = (change: 'busy' | 'full') =>
        Math.max(...changedBy(r, change).runs.map((run) => run.router));
      return router('full') > 100;
    },
  },
  few: {
    holds: (r) => {
      const [printed, few] = [changedBy(r, 'printed'), changedBy(r, 'few')];
      return few.runs.every(({ router }) => router > 50) && few.p99 > printed.p99;
    },
  },
});
