import { experiment } from '../../../kit/experiment.ts';
import { erlangC, erlangWait } from '../../../kit/sim/queueing.ts';
import { mean, squaredVariation, summary } from '../../../kit/sim/stats.ts';
import { central, firstCome, shortestFirst, shortestPredicted, strict } from './disciplines.ts';
import { type Policy, simulate } from './fleet.ts';
import { kendall, type Spread, settled, spreadOf, tidy, waits } from './measures.ts';
import {
  earliestPredictedStart,
  leastBySnapshot,
  leastOutstanding,
  leastPredictedWork,
  random,
  roundRobin,
  twoChoices,
} from './placement.ts';
import { classOf, POOL, type Pool, type Request, type Steady, steady } from './workload.ts';

export { crowd, depth, division, minutes, names } from './crowd.ts';
export { clocks, leaving, prefixes } from './patience-runs.ts';

/** Numbers of the requests themselves, before any queue. */
export interface Mix {
  /** Mean slot time, s, and its squared coefficient of variation. */
  readonly slotTime: number;
  readonly scv: number;
  readonly byKind: { readonly code: number; readonly chat: number; readonly long: number };
  /** Coding requests as a share of all requests and of all slot time. */
  readonly codeOfRequests: number;
  readonly codeOfWork: number;
}

/** What the steady mix asks for. */
export const mix = experiment({ count: 60000, seed: 1 }, ({ count, seed }): Mix => {
  const requests = steady({ count, seed, load: 0.9 });
  const times = (kind?: string) =>
    requests.filter((r) => kind === undefined || r.kind === kind).map((r) => r.slotTime);
  const all = times();
  const code = times('code');
  return {
    slotTime: tidy(mean(all)),
    scv: tidy(squaredVariation(all)),
    byKind: {
      code: tidy(mean(code)),
      chat: tidy(mean(times('chat'))),
      long: tidy(mean(times('long'))),
    },
    codeOfRequests: tidy(code.length / count),
    codeOfWork: tidy((mean(code) * code.length) / (mean(all) * count)),
  };
});

/** Erlang's formulas for one slot, one replica's slots and all slots, each at the same load. */
export const pooling = experiment({ slots: [1, 16, 128], load: 0.9 }, ({ slots, load }) =>
  slots.map((count) => ({
    slots: count,
    mustWait: tidy(erlangC(count, count * load)),
    wait: tidy(erlangWait(count, load)),
  })),
);

/** The five ways of Figure 1, by name. */
const WAYS = {
  random,
  'round robin': roundRobin,
  'two choices': twoChoices,
  'least outstanding': leastOutstanding,
  'central queue': central(firstCome),
} satisfies Record<string, Policy>;

export type Way = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as Way[];

/** 99th percentile of the wait in one steady run, s, with its head and tail dropped. */
function tailWait(requests: readonly Request[], policy: Policy, pool: Pool, seed: number): number {
  const run = simulate(requests, policy, { pool, seed });
  return summary(waits(requests, run, settled(requests))).p99;
}

/** 99th-percentile waits over seeds, s, for each load and each of the five ways. */
export interface Where {
  readonly waits: Readonly<Record<Way, readonly Spread[]>>;
}

/** Where to send a request, five ways, from a quiet machine to a full one. */
export const where = experiment(
  { loads: [0.7, 0.8, 0.85, 0.9, 0.95, 0.98], seeds: [1, 2, 3], count: 14000 },
  ({ loads, seeds, count }): Where => {
    const byLoad = loads.map((load) => {
      const streams = seeds.map((seed) => steady({ count, seed, load }));
      return (way: Way) =>
        spreadOf(seeds.map((seed, i) => tailWait(streams[i], WAYS[way], POOL, seed)));
    });
    const rows = WAY_NAMES.map((way) => [way, byLoad.map((spread) => spread(way))]);
    return { waits: Object.fromEntries(rows) };
  },
);

/** The same number of slots, each a replica of its own: nothing is pooled but by the router. */
export const oneSlot = experiment(
  { load: 0.9, count: 12000, seed: 1 },
  ({ load, count, seed }): Record<Way, number> => {
    const pool: Pool = { ...POOL, replicas: 128, slots: 1 };
    const requests = steady({ count, seed, load, pool });
    const rows = WAY_NAMES.map((way) => [way, tidy(tailWait(requests, WAYS[way], pool, seed))]);
    return Object.fromEntries(rows);
  },
);

/** The largest difference between two policies' start times, s. */
function largestDifference(requests: readonly Request[], one: Policy, other: Policy): number {
  const a = simulate(requests, one, { pool: POOL, seed: 1 });
  const b = simulate(requests, other, { pool: POOL, seed: 1 });
  return a.start.reduce((most, start, i) => Math.max(most, Math.abs(start - b.start[i])), 0);
}

/**
 * The largest difference between when an oracle's placement and when a first-come central queue
 * starts a request, s.
 */
export const oracle = experiment(
  { count: 20000, seed: 3, load: 0.95 },
  ({ count, seed, load }) => ({
    difference: largestDifference(
      steady({ count, seed, load }),
      earliestPredictedStart,
      central(firstCome),
    ),
  }),
);

/** Mean, 99th-percentile and longest wait, s. */
export interface Waits {
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
}

function waitsUnder(request: Steady, policy: Policy): Waits {
  const requests = steady(request);
  const run = simulate(requests, policy, { pool: POOL, seed: request.seed });
  const found = summary(waits(requests, run, settled(requests)));
  return { mean: tidy(found.mean), p99: tidy(found.p99), max: tidy(found.max) };
}

/** Waits by what a prediction is used for, one entry per spread of the prediction's error. */
export interface Prediction {
  readonly earliestStart: readonly Waits[];
  readonly leastWork: readonly Waits[];
  readonly counting: Waits;
}

/** What a prediction with an error is worth for placement. */
export const prediction = experiment(
  { count: 40000, seed: 1, load: 0.95, spreads: [0, 1] },
  ({ spreads, ...steadily }): Prediction => ({
    earliestStart: spreads.map((spread) =>
      waitsUnder({ ...steadily, spread }, earliestPredictedStart),
    ),
    leastWork: spreads.map((spread) => waitsUnder({ ...steadily, spread }, leastPredictedWork)),
    counting: waitsUnder(steadily, leastOutstanding),
  }),
);

/** Waits by the order of the central queue. */
export interface Ordering {
  readonly arrival: Waits;
  readonly label: Waits;
  readonly predicted: Waits;
  readonly oracle: Waits;
  /** Share of the oracle's gain in mean wait over order of arrival that the label gives. */
  readonly labelOfOracle: number;
}

/** What a prediction, and a label, are worth for the order of one queue. */
export const ordering = experiment(
  { count: 40000, seed: 1, load: 0.95, spread: 1 },
  (steadily): Ordering => {
    const under = (policy: Policy) => waitsUnder(steadily, policy);
    const arrival = under(central(firstCome));
    const label = under(central(strict(classOf)));
    const best = under(central(shortestFirst));
    return {
      arrival,
      label,
      predicted: under(central(shortestPredicted)),
      oracle: best,
      labelOfOracle: tidy((arrival.mean - label.mean) / (arrival.mean - best.mean)),
    };
  },
);

/** Rank correlation of predicted and true output, inside one kind, at each spread. */
export const predictor = experiment(
  { count: 2500, seed: 1, spreads: [0.75, 1, 1.5] },
  ({ count, seed, spreads }) =>
    spreads.map((spread) => {
      const chat = steady({ count, seed, load: 0.9, spread }).filter((r) => r.kind === 'chat');
      const truth = chat.map((request) => request.slotTime);
      const guess = chat.map((request) => request.predicted);
      return { spread, tau: tidy(kendall(truth, guess)) };
    }),
);

/** Mean wait, s, when every hand-over leaves a slot idle for a while. */
export const handOver = experiment(
  { gaps: [0, 0.005, 0.2], load: 0.9, count: 24000, seed: 1 },
  ({ gaps, ...steadily }) =>
    gaps.map((gap) => ({ gap, wait: waitsUnder({ ...steadily, gap }, central(firstCome)).mean })),
);

/** 99th-percentile waits, s, of the requests of Figure 1 by the age of what routers know and by how many routers there are. */
export const staleness = experiment(
  { count: 14000, seeds: [1, 2, 3], load: 0.9, refreshes: [1, 5], routers: [1, 8] },
  ({ count, seeds, load, refreshes, routers }) => {
    const streams = seeds.map((seed) => steady({ count, seed, load }));
    const tail = (policy: Policy) =>
      tidy(mean(seeds.map((seed, i) => tailWait(streams[i], policy, POOL, seed))));
    return {
      blind: tail(random),
      fresh: tail(leastOutstanding),
      stale: refreshes.flatMap((refresh) =>
        routers.map((some) => ({
          refresh,
          routers: some,
          p99: tail(leastBySnapshot({ refresh, routers: some })),
        })),
      ),
    };
  },
);
