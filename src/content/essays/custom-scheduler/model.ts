/** The experiments of the essay: what is run, with which parameters, and what is kept of it. */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { engine as assumedEngine, classes, scene, tests } from './assumed.ts';
import { ASSUMPTIONS, observe, unit, violations, widestGap } from './assumptions.ts';
import { GENERATORS } from './cases.ts';
import { type Log, type Policy, type Request, runEngine } from './engine.ts';
import { fifo, meanWaits, meanWaitsInTheory, priority, serve, twoFlows } from './link.ts';
import {
  aging,
  CURRENCIES,
  firstCome,
  LIFTS,
  leastServed,
  roundRobin,
  SOUND,
  strictPriority,
  VARIANTS,
} from './policies.ts';
import {
  backlog,
  burst,
  type Engine,
  jainIndex,
  KINDS,
  machine,
  receivedBetween,
  returning,
  slotTicks,
  ticks,
  twoLoads,
  waits,
} from './scenes.ts';
import { type Search, search } from './search.ts';

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
const significant = (value: number): number => Number(value.toPrecision(3));

/** Mean waits of two classes at one load of the high class, in service times. */
export interface ClassWaits {
  readonly load: number;
  readonly high: number;
  readonly low: number;
  readonly fifo: number;
}

/** Loads of the high class at which the curves of {@link twoPoles} are drawn, up to the pole. */
const curveLoads = (low: number): number[] =>
  Array.from({ length: 50 }, (_, i) => i / 50).filter((load) => load + low < 0.995);

/**
 * Two classes on a link, the low one at a fixed load: mean waits by the formulas, and by
 * simulation at a few loads.
 */
export const twoPoles = experiment(
  {
    low: classes.tenth,
    loads: [0.1, 0.3, classes.half, 0.7, 0.8],
    packets: 100_000,
    seed: 3,
  },
  ({ low, loads, packets, seed }) => ({
    theory: curveLoads(low).map((load): ClassWaits => {
      const wait = meanWaitsInTheory(load, low);
      return {
        load,
        high: significant(wait.high),
        low: significant(wait.low),
        fifo: significant(wait.fifo),
      };
    }),
    simulated: loads.map((load): ClassWaits => {
      const arrivals = twoFlows([load, low], seed, packets);
      const ordered = meanWaits(arrivals, serve(arrivals, 2, priority));
      const asTheyCame = meanWaits(arrivals, serve(arrivals, 2, fifo));
      return {
        load,
        high: significant(ordered[0]),
        low: significant(ordered[1]),
        fifo: significant((load * asTheyCame[0] + low * asTheyCame[1]) / (load + low)),
      };
    }),
  }),
);

/** Mean waits of two classes by the formulas, and the sum of load times wait that they share. */
export const twoClasses = experiment({ high: classes.high, low: classes.low }, ({ high, low }) => {
  const wait = meanWaitsInTheory(high, low);
  return {
    ...wait,
    conserved: high * wait.high + low * wait.low,
    conservedFifo: (high + low) * wait.fifo,
  };
});

/** Runs with other seeds: one value of each, and their mean. */
const across = (values: readonly number[], decimals: number) => ({
  mean: rounded(mean(values), decimals),
  runs: values.map((value) => rounded(value, decimals)),
});

/** The names of policies in the tables of the scenes. */
export const agingName = (seconds: number): string => `aging ${seconds} s`;
export const sharesName = (share: number): string => `shares ${share}:1`;

/**
 * A burst of long requests against an interactive tenant, under seven policies, in a run for each
 * seed. Waits in seconds: the interactive ones of requests that arrive in the minutes `after` the
 * burst.
 */
export const burstOfLong = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    engine: assumedEngine,
    load: scene.interactive,
    count: scene.burst,
    headStarts: [15, scene.headStart, 120],
    share: scene.share,
    after: scene.after,
  },
  ({ seeds, engine, load, count, headStarts, share, after }) => {
    const start = ticks(engine, 60);
    const end = ticks(engine, 60 + 60 * after);
    const policies: readonly (readonly [string, Policy])[] = [
      ['first come', firstCome],
      ...headStarts.map((seconds): [string, Policy] => [
        agingName(seconds),
        aging([0, ticks(engine, seconds)]),
      ]),
      ['strict priority', strictPriority],
      [sharesName(1), leastServed()],
      [sharesName(share), leastServed({ weights: [share, 1] })],
    ];
    return policies.map(([policy, make]) => {
      const runs = seeds.map((seed) => {
        const requests = burst(engine, load, count, seed);
        const log = runEngine(requests, machine(engine, 2), make);
        const interactive = sorted(waits(engine, log, 0, start, end));
        const ends = requests.flatMap(({ tenant, id }) => (tenant === 1 ? [log.finished[id]] : []));
        return {
          mean: mean(interactive),
          p99: quantile(interactive, 0.99),
          burstMean: mean(waits(engine, log, 1)),
          burstDone: ((Math.max(...ends) - start) * engine.tick) / 1000,
        };
      });
      return {
        policy,
        mean: across(
          runs.map((run) => run.mean),
          2,
        ),
        p99: across(
          runs.map((run) => run.p99),
          2,
        ),
        burstMean: across(
          runs.map((run) => run.burstMean),
          1,
        ),
        burstDone: across(
          runs.map((run) => run.burstDone),
          1,
        ),
      };
    });
  },
);

/** Waits in seconds of requests that arrive between the given ticks, those still waiting included. */
function waitsSoFar({ tick: length }: Engine, log: Log, requests: Request[], tenant: number) {
  const start = new Map(log.admissions.map(({ request, tick }) => [request.id, tick]));
  const counted = requests.filter(
    (request) => request.tenant === tenant && request.arrival > 4000 && request.arrival < 23_800,
  );
  return {
    waits: counted.map(
      ({ id, arrival }) => (((start.get(id) ?? log.ticks) - arrival) * length) / 1000,
    ),
    never: counted.filter(({ id }) => !start.has(id)).length,
  };
}

/** Two interactive tenants that together ask for all there is, for some minutes, seed by seed. */
export const nearSaturation = experiment(
  {
    seeds: Array.from({ length: 24 }, (_, i) => i + 1),
    engine: assumedEngine,
    high: scene.high,
    low: scene.low,
    minutes: scene.full,
    headStart: scene.fullHeadStart,
    share: scene.share,
  },
  ({ seeds, engine, high, low, minutes, headStart, share }) => {
    const policies: readonly (readonly [string, Policy])[] = [
      ['strict priority', strictPriority],
      [agingName(headStart), aging([0, ticks(engine, headStart)])],
      [sharesName(share), leastServed({ weights: [share, 1] })],
    ];
    return policies.map(([policy, make]) => {
      const runs = seeds.map((seed) => {
        const requests = twoLoads(engine, [high, low], 60 * minutes, seed);
        const log = runEngine(requests, machine(engine, 2), make, ticks(engine, 60 * minutes));
        const highWaits = waitsSoFar(engine, log, requests, 0);
        const lowWaits = waitsSoFar(engine, log, requests, 1);
        return {
          lowMean: rounded(mean(lowWaits.waits), 2),
          lowNever: lowWaits.never,
          highP99: rounded(quantile(sorted(highWaits.waits), 0.99), 2),
        };
      });
      return { policy, runs };
    });
  },
);

const CURRENCY_POLICIES: readonly (readonly [string, Policy])[] = [
  ['first come', firstCome],
  ['round robin by request', roundRobin],
  ['counters, priced tokens', leastServed()],
  ['counters, slot time', leastServed({ currency: CURRENCIES.slotTime })],
];

/** Amounts of three tenants as shares of their sum, and Jain's index. */
function shares(amounts: readonly number[]) {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return {
    shares: amounts.map((amount) => rounded(amount / sum, 4)),
    jain: rounded(jainIndex(amounts), 4),
  };
}

/** Means of shares and indices over runs, and the index of each run. */
const inRuns = (runs: readonly ReturnType<typeof shares>[]) => ({
  shares: KINDS.map((_, tenant) => rounded(mean(runs.map((run) => run.shares[tenant])), 4)),
  jain: rounded(mean(runs.map(({ jain }) => jain)), 4),
  jains: runs.map(({ jain }) => jain),
});

/**
 * Three tenants that always wait, under four policies, measured in three currencies over
 * `measured` seconds after a warm-up of 150 s, in a run for each seed.
 */
export const currencies = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    engine: assumedEngine,
    mix: [scene.code, scene.chat, scene.long],
    measured: scene.measured,
  },
  ({ seeds, engine, mix, measured }) => {
    const from = ticks(engine, 150);
    const demands = seeds.map((seed) => backlog(engine, mix, seed));
    return CURRENCY_POLICIES.map(([policy, make]) => {
      const runs = demands.map((requests) => {
        const log = runEngine(requests, machine(engine, 3), make, ticks(engine, 150 + measured));
        const started = log.admissions.filter(({ tick }) => tick >= from);
        const perTenant = (amount: (request: Request) => number) =>
          KINDS.map((_, tenant) =>
            started.reduce(
              (sum, { request }) => sum + (request.tenant === tenant ? amount(request) : 0),
              0,
            ),
          );
        const tokens = receivedBetween(log, from, log.ticks - 1);
        return {
          requests: shares(perTenant(() => 1)),
          tokens: shares(tokens),
          slotTime: shares(perTenant((request) => slotTicks(engine, request))),
          served: tokens.reduce((sum, amount) => sum + amount, 0),
          gap: widestGap({
            ...log,
            ticks: log.ticks - from,
            received: log.received.slice(from * 3),
            waiting: log.waiting.slice(from * 3),
          }).amount,
        };
      });
      return {
        policy,
        requests: inRuns(runs.map(({ requests }) => requests)),
        tokens: inRuns(runs.map(({ tokens }) => tokens)),
        slotTime: inRuns(runs.map(({ slotTime }) => slotTime)),
        served: Math.round(mean(runs.map(({ served }) => served))),
        gap: across(
          runs.map(({ gap }) => gap),
          0,
        ),
        unit: unit({ longestPrompt: 126_195, longestOutput: 2000, slots: engine.slots }),
      };
    });
  },
);

/** Shares of the service in the `window` ticks up to each of `moments`, one row per moment. */
const sharesAt = (log: Log, moments: readonly number[], window: number): number[][] =>
  moments.map((tick) => {
    const amounts = receivedBetween(log, Math.max(0, tick - window), tick);
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    return amounts.map((amount) => rounded(sum === 0 ? 0 : amount / sum, 3));
  });

/**
 * Two busy tenants and a third that comes back after `absence` minutes, with and without a rule for
 * those who come back, in a run for each seed. `held` is the time in seconds for which the third has
 * more than half of the service of the last `window` seconds, `shut` the longest time without an
 * admission of the other two; `shares` are those of the three tenants at each of `seconds` of the
 * first run.
 */
export const comingBack = experiment(
  {
    seeds: [1, 2, 3, 4, 5, 6],
    engine: assumedEngine,
    absence: scene.absence,
    window: 10,
    from: 200,
    to: 420,
  },
  ({ seeds, engine, absence, window: span, from, to }) => {
    const back = ticks(engine, 60 * absence);
    const window = ticks(engine, span);
    const seconds = Array.from({ length: (to - from) / 4 + 1 }, (_, i) => from + 4 * i);
    const inSeconds = (amount: number) => rounded((amount * engine.tick) / 1000, 2);
    const demands = seeds.map((seed) => returning(engine, 60 * absence, seed));
    const under = (lift: (typeof LIFTS)[keyof typeof LIFTS]) => {
      const logs = demands.map((requests) =>
        runEngine(
          requests,
          machine(engine, 3),
          leastServed({ lift }),
          ticks(engine, 60 * absence + 300),
        ),
      );
      const runs = logs.map((log) => {
        const moments = Array.from({ length: log.ticks - back }, (_, i) => back + i);
        const held = sharesAt(log, moments, window).filter(([, , third]) => third > 0.5).length;
        let shut = 0;
        let previous = back;
        for (const { request, tick } of log.admissions) {
          if (tick < back || request.tenant === 2) continue;
          shut = Math.max(shut, tick - previous);
          previous = tick;
        }
        return { held: inSeconds(held), shut: inSeconds(shut) };
      });
      return {
        held: runs.map(({ held }) => held),
        shut: runs.map(({ shut }) => shut),
        shares: sharesAt(
          logs[0],
          seconds.map((second) => ticks(engine, second)),
          window,
        ),
      };
    };
    return { seconds, without: under(LIFTS.none), with: under(LIFTS.toFloor) };
  },
);

/** Case seeds from one seed of the matrix to the next: more than it has cases. */
const SEEDS_OF_A_DRAW = 10_000;

/** How many of the cases made by one generator break each sentence, in the list's order. */
function countBroken(
  generator: keyof typeof GENERATORS,
  { cases, longest, seed }: { cases: number; longest: number; seed: number },
) {
  const counts = VARIANTS.map(() => ASSUMPTIONS.map(() => 0));
  let widest = 0;
  let beyondTight = 0;
  for (let i = 1; i <= cases; i++) {
    const made = GENERATORS[generator](seed * SEEDS_OF_A_DRAW + i, longest);
    VARIANTS.forEach((variant, row) => {
      const evidence = observe(made, variant.policy);
      for (const { sentence } of violations(evidence)) counts[row][sentence - 1]++;
      if (row >= SOUND.length) return;
      const gap = widestGap(evidence.log).amount;
      widest = Math.max(widest, gap / unit(made));
      if (row === 0 && gap > unit(made) + made.longestPrompt) beyondTight++;
    });
  }
  return { counts, widest: rounded(widest, 4), beyondTight: rounded(beyondTight / cases, 4) };
}

/**
 * Sound and broken schedulers against the list: in how many random cases each sentence is broken.
 * `widest` is the widest gap that a sound scheduler reached, in U; `beyondTight` the share of
 * cases in which the first of them goes beyond U plus one prompt.
 */
export const matrix = experiment({ cases: tests.cases, longest: tests.longest, seed: 0 }, (of) => {
  const uniform = countBroken('uniform', of);
  const phased = countBroken('phased', of);
  return {
    rows: VARIANTS.map(({ key, label, fault }, row) => ({
      key,
      label,
      fault,
      uniform: uniform.counts[row],
      phased: phased.counts[row],
    })),
    widest: Math.max(uniform.widest, phased.widest),
    beyondTight: { uniform: uniform.beyondTight, phased: phased.beyondTight },
  };
});

/**
 * Looks for a case that breaks one sentence of the list (or any), from one seed upward, and makes
 * the first that it finds as small as it can.
 */
export const breakIt = experiment(
  { scheduler: 'noLift', generator: 'phased', sentence: '5', seed: 1, longest: tests.longest },
  (of: Search) => search(of),
);

/**
 * What one of two busy tenants has received, less its half, each time a request is done: the
 * picture beside the essay's title. Priced tokens; `bound` is U.
 */
export const fairShare = experiment({ seed: 7, requests: 28 }, ({ seed, requests }) => {
  const random = seeded(seed);
  const pending = Array.from({ length: requests }, (_, id): Request => {
    const prompt = 1 + Math.floor(random() * 8);
    return { id, tenant: id % 2, arrival: 0, prompt, output: 1 + Math.floor(random() * 8) };
  });
  const log = runEngine(pending, { tenants: 2, slots: 1 }, leastServed());
  const busy = log.admissions.slice(0, -4);
  const at = busy.map(({ request }) => 2 * (log.finished[request.id] - 1));
  return {
    served: at.map((row) => log.received[row] + log.received[row + 1]),
    ahead: at.map((row) => (log.received[row] - log.received[row + 1]) / 2),
    bound: unit({ longestPrompt: 8, longestOutput: 8, slots: 1 }),
  };
});
