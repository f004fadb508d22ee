/** The experiments about patience: reuse of prefixes, and senders who leave. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { given, MACHINE, MIX } from './assumed.ts';
import { calls, type Rule, type Spent, serveUnder } from './departures.ts';
import { central, firstCome } from './disciplines.ts';
import { type Policy, simulate, timeToFirstToken } from './fleet.ts';
import { type Spread, settled, spreadOf, tidy } from './measures.ts';
import { type Patience, patient } from './patience.ts';
import { sticky, stickyWithin } from './placement.ts';
import {
  conversations,
  type Machine,
  type Pool,
  poolOf,
  type Stream,
  slotsOf,
} from './workload.ts';

/** A load, were nothing reused, and how lopsided the homes are. */
export interface Scene {
  readonly load: number;
  readonly skew: number;
}

/** Time to the first token, s, over seeds, and the share of requests served at home. */
export interface Reuse {
  readonly firstToken: Spread;
  readonly atHome: number;
  /** The mean time to the first token in the second half of a run over that in the first. */
  readonly growth: number;
}

/** What holds in every scene with homes. */
interface Homes {
  readonly withHome: number;
  readonly heldAtHome: number;
  readonly machine: Machine;
  readonly seeds: readonly number[];
  readonly count: number;
}

/** The machine with prefixes reads slower, for its prompts are long. */
const HOMES = {
  withHome: given.withHome,
  heldAtHome: given.heldAtHome,
  machine: { ...MACHINE, reads: given.slowReads },
  seeds: [1, 2, 3, 4],
  count: 10000,
};

const streamsOf = ({ load, skew }: Scene, { seeds, machine, ...homes }: Homes): Stream[] =>
  seeds.map((seed) => ({
    seed,
    requests: conversations({ load, skew, ...homes, seed, pool: poolOf(machine) }),
  }));

function reuseUnder(policy: Policy, streams: readonly Stream[], pool: Pool): Reuse {
  const found = streams.map(({ seed, requests }) => {
    const run = simulate(requests, policy, { pool, seed });
    const kept = requests.filter(settled(requests));
    const times = kept.map((r) => timeToFirstToken(r, run, pool));
    const half = Math.floor(times.length / 2);
    return {
      firstToken: mean(times),
      atHome: mean(kept.map((r) => (run.servedBy[r.id] === r.home ? 1 : 0))),
      growth: mean(times.slice(half)) / mean(times.slice(0, half)),
    };
  });
  return {
    firstToken: spreadOf(found.map((one) => one.firstToken)),
    atHome: tidy(mean(found.map((one) => one.atHome))),
    growth: tidy(mean(found.map((one) => one.growth))),
  };
}

/** One scene of Figure 4: three rules without patience, and patience of several lengths. */
export interface PatienceScene extends Scene {
  readonly blind: Reuse;
  readonly sticky: Reuse;
  readonly threshold: Reuse;
  readonly homeFirst: readonly Reuse[];
  /**
   * The same with the overdue first and the clock started at the arrival; null where it was not
   * run.
   */
  readonly overdueFirst: readonly Reuse[] | null;
}

/** Result of {@link prefixes}. */
export interface Prefixes {
  readonly scenes: readonly PatienceScene[];
}

/** How long a queue should refuse a slot away from a request's prefix. */
export const prefixes = experiment(
  {
    refusals: [0, 0.5, given.refusal, 2, 4, 8],
    scenes: [
      { load: given.atLimit, skew: 0.7, overdue: true },
      { load: given.offered, skew: 0, overdue: true },
      { load: given.offered, skew: 0.7, overdue: false },
    ],
    overloaded: { difference: given.difference, ratio: given.ratio },
    ...HOMES,
  },
  ({ refusals, scenes, overloaded, ...homes }): Prefixes => ({
    scenes: scenes.map(({ load, skew, overdue }) => {
      const scene = { load, skew };
      const streams = streamsOf(scene, homes);
      const pool = poolOf(homes.machine);
      const under = (policy: Policy) => reuseUnder(policy, streams, pool);
      const over = (kind: Omit<Patience, 'refuse'>) =>
        refusals.map((refuse) => under(patient({ refuse, ...kind })));
      return {
        ...scene,
        blind: under(central(firstCome)),
        sticky: under(sticky),
        threshold: under(stickyWithin(overloaded)),
        homeFirst: over({ since: 'refusal', first: 'home' }),
        overdueFirst: overdue ? over({ since: 'arrival', first: 'overdue' }) : null,
      };
    }),
  }),
);

/** A patient queue by where its clock starts and by who goes first. */
export type Clocks = readonly (Omit<Patience, 'refuse'> & Reuse)[];

/** The scene in which patience fails, under each clock and each order of asking. */
export const clocks = experiment(
  { refuse: given.refusal, load: given.offered, skew: 0, ...HOMES },
  ({ refuse, load, skew, ...homes }): Clocks => {
    const streams = streamsOf({ load, skew }, homes);
    const pool = poolOf(homes.machine);
    return (['refusal', 'arrival'] as const).flatMap((since) =>
      (['home', 'overdue'] as const).map((first) => ({
        since,
        first,
        ...reuseUnder(patient({ refuse, since, first }), streams, pool),
      })),
    );
  },
);

/** The three rules of Figure 5, by name. */
export const LEAVING_RULES = [
  { name: 'serves whoever is next', drops: false, bounded: false },
  { name: 'drops the departed', drops: true, bounded: false },
  { name: 'drops them, bounds the queue', drops: true, bounded: true },
] as const;

/** Result of {@link leaving}: for each rule of `LEAVING_RULES`, one entry per load. */
export interface Leaving {
  readonly spent: readonly (readonly Spent[])[];
}

/** Where the machine's time goes on average over runs; the wait over those in which anybody waits. */
function meanSpent(runs: readonly Spent[]): Spent {
  const medians = runs.flatMap(({ medianWait }) => (medianWait === null ? [] : [medianWait]));
  return {
    useful: tidy(mean(runs.map((one) => one.useful))),
    wasted: tidy(mean(runs.map((one) => one.wasted))),
    medianWait: medians.length > 0 ? tidy(mean(medians)) : null,
  };
}

/** Half an hour of more work than there is machine, with senders who leave. */
export const leaving = experiment(
  {
    loads: [0.9, 1, given.over, given.farOver],
    patience: given.patience,
    bound: given.bound,
    duration: 1800,
    seeds: [1, 2],
    machine: MACHINE,
    mix: MIX,
  },
  ({ loads, patience, bound, duration, seeds, machine, mix }): Leaving => {
    const pool = poolOf(machine);
    const made = loads.map((load) =>
      seeds.map((seed) => calls({ load, duration, seed, pool, mix })),
    );
    return {
      spent: LEAVING_RULES.map(({ drops, bounded }) => {
        const rule: Rule = { drops, bound: bounded ? bound : null, patience, slots: slotsOf(pool) };
        return made.map((runs) => meanSpent(runs.map((some) => serveUnder(some, rule, duration))));
      }),
    };
  },
);
