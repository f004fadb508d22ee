/** The experiments of the essay: what is run, with which parameters, and what is kept of it. */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
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
  jainIndex,
  KINDS,
  machine,
  receivedBetween,
  returning,
  SLOTS,
  slotTicks,
  TICK,
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
  { low: 0.1, loads: [0.1, 0.3, 0.5, 0.7, 0.8], packets: 100_000, seed: 3 },
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
export const twoClasses = experiment({ high: 0.7, low: 0.2 }, ({ high, low }) => {
  const wait = meanWaitsInTheory(high, low);
  return {
    ...wait,
    conserved: high * wait.high + low * wait.low,
    conservedFifo: (high + low) * wait.fifo,
  };
});

const AGING_POLICIES: readonly (readonly [string, Policy])[] = [
  ['first come', firstCome],
  ['aging 15 s', aging([0, ticks(15)])],
  ['aging 60 s', aging([0, ticks(60)])],
  ['aging 120 s', aging([0, ticks(120)])],
  ['strict priority', strictPriority],
  ['shares 1:1', leastServed()],
  ['shares 9:1', leastServed({ weights: [9, 1] })],
];

/**
 * A burst of long requests against an interactive tenant, under seven policies. Waits in seconds:
 * the interactive ones of requests that arrive in the four minutes after the burst.
 */
export const burstOfLong = experiment({ count: 200, seed: 21 }, ({ count, seed }) => {
  const requests = burst(count, seed);
  const start = ticks(60);
  return AGING_POLICIES.map(([policy, make]) => {
    const log = runEngine(requests, machine(2), make);
    const interactive = sorted(waits(log, 0, start, ticks(300)));
    const last = Math.max(
      ...requests.filter(({ tenant }) => tenant === 1).map(({ id }) => log.finished[id]),
    );
    return {
      policy,
      mean: rounded(mean(interactive), 2),
      p99: rounded(quantile(interactive, 0.99), 2),
      burstMean: rounded(mean(waits(log, 1)), 1),
      burstDone: rounded((last - start) * TICK, 1),
    };
  });
});

/** Waits in seconds of requests that arrive between the given ticks, those still waiting included. */
function waitsSoFar(log: Log, requests: ReturnType<typeof twoLoads>, tenant: number) {
  const start = new Map(log.admissions.map(({ request, tick }) => [request.id, tick]));
  const counted = requests.filter(
    (request) => request.tenant === tenant && request.arrival > 4000 && request.arrival < 23_800,
  );
  return {
    waits: counted.map(({ id, arrival }) => ((start.get(id) ?? log.ticks) - arrival) * TICK),
    never: counted.filter(({ id }) => !start.has(id)).length,
  };
}

/** Two interactive tenants that together ask for all there is, for ten minutes. */
export const nearSaturation = experiment(
  { high: 0.9, low: 0.1, seed: 31 },
  ({ high, low, seed }) => {
    const requests = twoLoads(high, low, seed);
    const policies: readonly (readonly [string, Policy])[] = [
      ['strict priority', strictPriority],
      ['aging 30 s', aging([0, ticks(30)])],
      ['shares 9:1', leastServed({ weights: [9, 1] })],
    ];
    return policies.map(([policy, make]) => {
      const log = runEngine(requests, machine(2), make, ticks(600));
      const highWaits = waitsSoFar(log, requests, 0);
      const lowWaits = waitsSoFar(log, requests, 1);
      return {
        policy,
        lowMean: rounded(mean(lowWaits.waits), 2),
        lowNever: lowWaits.never,
        highP99: rounded(quantile(sorted(highWaits.waits), 0.99), 2),
      };
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

/**
 * Three tenants that always wait, under four policies, measured in three currencies over 450 s
 * after a warm-up of 150 s.
 */
export const currencies = experiment({ seed: 5 }, ({ seed }) => {
  const requests = backlog(seed);
  const from = ticks(150);
  return CURRENCY_POLICIES.map(([policy, make]) => {
    const log = runEngine(requests, machine(3), make, ticks(600));
    const started = log.admissions.filter(({ tick }) => tick >= from);
    const perTenant = (amount: (request: (typeof started)[number]['request']) => number) =>
      KINDS.map((_, tenant) =>
        started.reduce(
          (sum, { request }) => sum + (request.tenant === tenant ? amount(request) : 0),
          0,
        ),
      );
    const tokens = receivedBetween(log, from, log.ticks - 1);
    return {
      policy,
      requests: shares(perTenant(() => 1)),
      tokens: shares(tokens),
      slotTime: shares(perTenant(slotTicks)),
      served: tokens.reduce((sum, amount) => sum + amount, 0),
      gap: widestGap({
        ...log,
        ticks: log.ticks - from,
        received: log.received.slice(from * 3),
        waiting: log.waiting.slice(from * 3),
      }).amount,
      unit: unit({ longestPrompt: 126_195, longestOutput: 2000, slots: SLOTS }),
    };
  });
});

/** Shares of the service in the `window` ticks up to each of `moments`, one row per moment. */
const sharesAt = (log: Log, moments: readonly number[], window: number): number[][] =>
  moments.map((tick) => {
    const amounts = receivedBetween(log, Math.max(0, tick - window), tick);
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    return amounts.map((amount) => rounded(sum === 0 ? 0 : amount / sum, 3));
  });

/**
 * Two busy tenants and a third that comes back after `absence` seconds, with and without a rule
 * for those who come back. `held` is the time in seconds for which the third has more than half
 * of the service of the last `window` seconds, `shut` the longest time without an admission of the
 * other two; `shares` are those of the three tenants at each of `seconds`.
 */
export const comingBack = experiment(
  { absence: 240, window: 10, seed: 9, from: 200, to: 420 },
  ({ absence, window: span, seed, from, to }) => {
    const requests = returning(absence, seed);
    const back = ticks(absence);
    const window = ticks(span);
    const seconds = Array.from({ length: (to - from) / 4 + 1 }, (_, i) => from + 4 * i);
    const under = (lift: (typeof LIFTS)[keyof typeof LIFTS]) => {
      const log = runEngine(requests, machine(3), leastServed({ lift }), ticks(absence + 300));
      const moments = Array.from({ length: log.ticks - back }, (_, i) => back + i);
      const held = sharesAt(log, moments, window).filter(([, , third]) => third > 0.5).length;
      let shut = 0;
      let previous = back;
      for (const { request, tick } of log.admissions) {
        if (tick < back || request.tenant === 2) continue;
        shut = Math.max(shut, tick - previous);
        previous = tick;
      }
      return {
        held: rounded(held * TICK, 2),
        shut: rounded(shut * TICK, 2),
        shares: sharesAt(log, seconds.map(ticks), window),
      };
    };
    return { seconds, without: under(LIFTS.none), with: under(LIFTS.toFloor) };
  },
);

/** How many of the cases made by one generator break each sentence, in the list's order. */
function countBroken(generator: keyof typeof GENERATORS, cases: number) {
  const counts = VARIANTS.map(() => ASSUMPTIONS.map(() => 0));
  let widest = 0;
  let beyondTight = 0;
  for (let seed = 1; seed <= cases; seed++) {
    const made = GENERATORS[generator](seed);
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
export const matrix = experiment({ cases: 2000 }, ({ cases }) => {
  const uniform = countBroken('uniform', cases);
  const phased = countBroken('phased', cases);
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
  { scheduler: 'noLift', generator: 'phased', sentence: '5', seed: 1 } as Search,
  search,
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
