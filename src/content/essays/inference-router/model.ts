/** The experiments of the essay, each with its parameters. */
import { experiment } from '../../../kit/experiment.ts';
import { type Kind, OUTPUT, PROBABILITIES } from '../../../kit/sim/lengths.ts';
import { erlangC, erlangWait } from '../../../kit/sim/queueing.ts';
import { fromQuantiles } from '../../../kit/sim/random.ts';
import { mean, quantile, squaredVariation } from '../../../kit/sim/stats.ts';
import { given, MACHINE, MIX } from './assumed.ts';
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
import {
  classOf,
  type Machine,
  type Pool,
  poolOf,
  type Request,
  type Steady,
  type Stream,
  steady,
} from './workload.ts';

export { crowd, depth, division, minutes, names } from './crowd.ts';
export { clocks, leaving, prefixes } from './patience-runs.ts';

/** Steady streams of several seeds, on the machine that `machine` describes. */
type Streams = Omit<Steady, 'seed' | 'pool'> & {
  readonly machine: Machine;
  readonly seeds: readonly number[];
};

const streamsOf = ({ seeds, machine, ...request }: Streams): Stream[] =>
  seeds.map((seed) => ({ seed, requests: steady({ ...request, seed, pool: poolOf(machine) }) }));

/** Numbers of the requests themselves, before any queue. */
export interface Asked {
  /** Mean slot time, s, and its squared coefficient of variation. */
  readonly slotTime: number;
  readonly scv: number;
  readonly byKind: { readonly code: number; readonly chat: number; readonly long: number };
  /** Coding requests as a share of all requests and of all slot time. */
  readonly codeOfRequests: number;
  readonly codeOfWork: number;
}

/** What the steady mix asks for. */
export const mix = experiment(
  { count: 60000, seed: 1, load: given.busy, machine: MACHINE, mix: MIX },
  ({ machine, ...steadily }): Asked => {
    const requests = steady({ ...steadily, pool: poolOf(machine) });
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
      codeOfRequests: tidy(code.length / requests.length),
      codeOfWork: tidy((mean(code) * code.length) / (mean(all) * requests.length)),
    };
  },
);

/** The median and the longest answer of one of the traces, tokens. */
export const answers = experiment({ of: 'chat' as Kind }, ({ of }) => ({
  median: fromQuantiles(OUTPUT[of], PROBABILITIES, 0.5),
  longest: OUTPUT[of][PROBABILITIES.length - 1],
}));

/** Erlang's formulas for one slot, one replica's slots and all slots, each at the same load. */
export const pooling = experiment(
  { load: given.busy, machine: MACHINE },
  ({ load, machine: { replicas, slots } }) =>
    [1, slots, replicas * slots].map((count) => ({
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

/** Waits in one steady run, s, with its head and tail dropped. */
function settledWaits({ seed, requests }: Stream, policy: Policy, pool: Pool): Float64Array {
  const run = simulate(requests, policy, { pool, seed });
  return Float64Array.from(waits(requests, run, settled(requests)));
}

/** 99th percentile of the wait in each stream, s. */
const tailWaits = (streams: readonly Stream[], policy: Policy, pool: Pool): number[] =>
  streams.map((stream) => quantile(settledWaits(stream, policy, pool).sort(), 0.99));

/** Mean wait in each stream, s. */
const meanWaits = (streams: readonly Stream[], policy: Policy, pool: Pool): number[] =>
  streams.map((stream) => mean(settledWaits(stream, policy, pool)));

/** 99th-percentile waits over seeds, s, for each load and each of the five ways. */
export interface Where {
  readonly waits: Readonly<Record<Way, readonly Spread[]>>;
  /** For each load, how far the central queue is below least outstanding, as a share. */
  readonly gain: readonly Spread[];
}

/** The steady runs of Figure 1, which other experiments look at too. */
const RUNS = { count: 20000, seeds: [1, 2, 3, 4], machine: MACHINE, mix: MIX };

/** Where to send a request, five ways, from a quiet machine to a nearly full one. */
export const where = experiment(
  { ...RUNS, loads: [0.7, 0.8, 0.85, given.busy, given.nearlyFull] },
  ({ loads, ...runs }): Where => {
    const pool = poolOf(runs.machine);
    const byLoad = loads.map((load) => {
      const streams = streamsOf({ ...runs, load });
      return Object.fromEntries(
        WAY_NAMES.map((way) => [way, tailWaits(streams, WAYS[way], pool)]),
      ) as Record<Way, number[]>;
    });
    // On a quiet machine nobody waits, and there is nothing to gain.
    const gainIn = (tails: Record<Way, number[]>) =>
      tails['central queue'].map((wait, i) => {
        const least = tails['least outstanding'][i];
        return least > 0 ? 1 - wait / least : 0;
      });
    const rows = WAY_NAMES.map((way) => [way, byLoad.map((tails) => spreadOf(tails[way]))]);
    return {
      waits: Object.fromEntries(rows),
      gain: byLoad.map((tails) => spreadOf(gainIn(tails))),
    };
  },
);

/** The ways that count or queue: those compared where nothing else is pooled. */
const INFORMED = ['two choices', 'least outstanding', 'central queue'] as const;

/** 99th-percentile waits over seeds, s. */
export type Alone = Readonly<Record<(typeof INFORMED)[number], Spread>>;

/** The same number of slots, each a replica of its own: nothing is pooled but by the router. */
export const oneSlot = experiment(
  { load: given.busy, count: 20000, seeds: [1, 2, 3, 4], machine: MACHINE, mix: MIX },
  ({ machine, ...steadily }): Alone => {
    const apart = { ...machine, replicas: machine.replicas * machine.slots, slots: 1 };
    const streams = streamsOf({ ...steadily, machine: apart });
    const rows = INFORMED.map((way) => [
      way,
      spreadOf(tailWaits(streams, WAYS[way], poolOf(apart))),
    ]);
    return Object.fromEntries(rows);
  },
);

/** The largest difference between two policies' start times, s. */
function largestDifference(requests: readonly Request[], one: Policy, other: Policy, pool: Pool) {
  const a = simulate(requests, one, { pool, seed: 1 });
  const b = simulate(requests, other, { pool, seed: 1 });
  return a.start.reduce((most, start, i) => Math.max(most, Math.abs(start - b.start[i])), 0);
}

/**
 * The largest difference between when an oracle's placement and when a first-come central queue
 * starts a request, s.
 */
export const oracle = experiment(
  { count: 20000, seed: 3, load: given.nearlyFull, machine: MACHINE, mix: MIX },
  ({ machine, ...steadily }) => {
    const pool = poolOf(machine);
    const requests = steady({ ...steadily, pool });
    return {
      difference: largestDifference(requests, earliestPredictedStart, central(firstCome), pool),
    };
  },
);

/** Mean waits over seeds, s, by what a request is placed for. */
export interface Prediction {
  readonly counting: Spread;
  /** The earliest predicted start, in its own unit and in that of `counting` in the same run. */
  readonly earliest: Spread;
  readonly earliestOfCounting: Spread;
  /** The least predicted work: with exact predictions, and with errors. */
  readonly workExact: Spread;
  readonly work: Spread;
}

/** What a prediction with an error is worth for placement. */
export const prediction = experiment(
  {
    count: 20000,
    seeds: [1, 2, 3, 4],
    load: given.nearlyFull,
    spread: given.error,
    machine: MACHINE,
    mix: MIX,
  },
  ({ spread, ...steadily }): Prediction => {
    const pool = poolOf(steadily.machine);
    const erring = streamsOf({ ...steadily, spread });
    const counting = meanWaits(erring, leastOutstanding, pool);
    const earliest = meanWaits(erring, earliestPredictedStart, pool);
    return {
      counting: spreadOf(counting),
      earliest: spreadOf(earliest),
      earliestOfCounting: spreadOf(earliest.map((wait, i) => wait / counting[i])),
      workExact: spreadOf(meanWaits(streamsOf(steadily), leastPredictedWork, pool)),
      work: spreadOf(meanWaits(erring, leastPredictedWork, pool)),
    };
  },
);

/** One order of the queue: its mean wait over seeds, and the longest of all waits, s. */
export interface Order {
  readonly mean: Spread;
  readonly longest: number;
}

/** Waits by the order of the central queue. */
export interface Ordering {
  readonly arrival: Order;
  readonly label: Order;
  readonly predicted: Order;
  readonly oracle: Order;
  /** Share of the mean wait in order of arrival that the order by prediction saves. */
  readonly predictedSaves: Spread;
  /** Share of the oracle's gain in mean wait over order of arrival that the label gives. */
  readonly labelOfOracle: number;
}

/** What a prediction, and a label, are worth for the order of one queue. */
export const ordering = experiment(
  {
    count: 20000,
    seeds: [1, 2, 3, 4],
    load: given.nearlyFull,
    spread: given.error,
    machine: MACHINE,
    mix: MIX,
  },
  (steadily): Ordering => {
    const pool = poolOf(steadily.machine);
    const streams = streamsOf(steadily);
    const under = (policy: Policy) => {
      const found = streams.map((stream) => settledWaits(stream, policy, pool));
      const means = found.map((sample) => mean(sample));
      const longest = Math.max(
        ...found.map((sample) => sample.reduce((a, b) => Math.max(a, b), 0)),
      );
      return { means, order: { mean: spreadOf(means), longest: tidy(longest) } };
    };
    const arrival = under(central(firstCome));
    const label = under(central(strict(classOf)));
    const predicted = under(central(shortestPredicted));
    const best = under(central(shortestFirst));
    const saved = (by: { means: readonly number[] }) => mean(arrival.means) - mean(by.means);
    return {
      arrival: arrival.order,
      label: label.order,
      predicted: predicted.order,
      oracle: best.order,
      predictedSaves: spreadOf(predicted.means.map((wait, i) => 1 - wait / arrival.means[i])),
      labelOfOracle: tidy(saved(label) / saved(best)),
    };
  },
);

/** Rank correlation over seeds of predicted and true slot time, inside one kind, at each spread. */
export const predictor = experiment(
  {
    count: 1500,
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    load: given.busy,
    spreads: [0.75, given.error, 1.5],
    machine: MACHINE,
    mix: MIX,
  },
  ({ spreads, ...steadily }) =>
    spreads.map((spread) => {
      const taus = streamsOf({ ...steadily, spread }).map(({ requests }) => {
        const chat = requests.filter((r) => r.kind === 'chat');
        const truth = chat.map((request) => request.slotTime);
        const guess = chat.map((request) => request.predicted);
        return kendall(truth, guess);
      });
      return { spread, tau: spreadOf(taus) };
    }),
);

/** Mean waits over seeds when every hand-over leaves a slot idle for a while. */
export interface HandOver {
  /** ms */
  readonly gap: number;
  /** s */
  readonly wait: Spread;
  /** How many times the wait of the same run without a gap. */
  readonly times: Spread;
}

/** What a gap at every hand-over does to the mean wait. */
export const handOver = experiment(
  {
    gaps: [0, given.gap, given.longGap],
    load: given.busy,
    count: 12000,
    seeds: [1, 2, 3, 4],
    machine: MACHINE,
    mix: MIX,
  },
  ({ gaps, ...steadily }): HandOver[] => {
    const pool = poolOf(steadily.machine);
    const waitsAt = (gap: number) =>
      meanWaits(streamsOf({ ...steadily, gap: gap / 1000 }), central(firstCome), pool);
    const none = waitsAt(0);
    return gaps.map((gap) => {
      const found = gap === 0 ? none : waitsAt(gap);
      return {
        gap,
        wait: spreadOf(found),
        times: spreadOf(found.map((wait, i) => wait / none[i])),
      };
    });
  },
);

/** 99th-percentile waits of routers that place by an old view, means over seeds, s. */
export interface Stale {
  readonly refresh: number;
  readonly routers: number;
  readonly inTurn: boolean;
  readonly p99: number;
}

/**
 * 99th-percentile waits, s, of the requests of Figure 1 by the age of what routers know, by how
 * many routers there are and by whether they look in turn or at one moment; means over seeds.
 */
export const staleness = experiment(
  { ...RUNS, load: given.busy, refreshes: [given.age, given.oldAge], routers: given.routers },
  ({ refreshes, routers, ...steadily }) => {
    const pool = poolOf(steadily.machine);
    const streams = streamsOf(steadily);
    const tail = (policy: Policy) => tidy(mean(tailWaits(streams, policy, pool)));
    const views = refreshes.flatMap((refresh) => [
      { refresh, routers: 1, inTurn: false },
      { refresh, routers, inTurn: false },
      { refresh, routers, inTurn: true },
    ]);
    return {
      blind: tail(random),
      fresh: tail(leastOutstanding),
      stale: views.map((view): Stale => ({ ...view, p99: tail(leastBySnapshot(view)) })),
    };
  },
);
