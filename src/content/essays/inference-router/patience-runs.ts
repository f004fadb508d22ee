import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { calls, type Rule, type Spent, serveUnder } from './departures.ts';
import { central, firstCome } from './disciplines.ts';
import { type Policy, simulate, timeToFirstToken } from './fleet.ts';
import { type Spread, settled, spreadOf, tidy } from './measures.ts';
import { type Patience, patient } from './patience.ts';
import { sticky, stickyWithin } from './placement.ts';
import { conversations, SLOW_READER, type Stream } from './workload.ts';

/** A load, were nothing reused, and how lopsided the homes are. */
export interface Scene {
  readonly load: number;
  readonly skew: number;
}

/** Time to the first token, s, over seeds, and the share of requests served at home. */
export interface Reuse {
  readonly firstToken: Spread;
  readonly atHome: number;
}

const streamsOf = (scene: Scene, seeds: readonly number[], count: number): Stream[] =>
  seeds.map((seed) => ({ seed, requests: conversations({ ...scene, seed, count }) }));

function reuseUnder(policy: Policy, streams: readonly Stream[]): Reuse {
  const found = streams.map(({ seed, requests }) => {
    const run = simulate(requests, policy, { pool: SLOW_READER, seed });
    const kept = requests.filter(settled(requests));
    return {
      firstToken: mean(kept.map((r) => timeToFirstToken(r, run, SLOW_READER))),
      atHome: mean(kept.map((r) => (run.servedBy[r.id] === r.home ? 1 : 0))),
    };
  });
  return {
    firstToken: spreadOf(found.map((one) => one.firstToken)),
    atHome: tidy(mean(found.map((one) => one.atHome))),
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
    refusals: [0, 0.5, 1, 2, 4, 8],
    scenes: [
      { load: 1, skew: 0.7, overdue: true },
      { load: 1.15, skew: 0, overdue: true },
      { load: 1.15, skew: 0.7, overdue: false },
    ],
    seeds: [1, 2],
    count: 10000,
  },
  ({ refusals, scenes, seeds, count }): Prefixes => ({
    scenes: scenes.map(({ load, skew, overdue }) => {
      const scene = { load, skew };
      const streams = streamsOf(scene, seeds, count);
      const under = (policy: Policy) => reuseUnder(policy, streams);
      const over = (kind: Omit<Patience, 'refuse'>) =>
        refusals.map((refuse) => under(patient({ refuse, ...kind })));
      return {
        ...scene,
        blind: under(central(firstCome)),
        sticky: under(sticky),
        threshold: under(stickyWithin({ difference: 8, ratio: 1.5 })),
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
  { refuse: 1, load: 1.15, skew: 0, seeds: [1, 2], count: 10000 },
  ({ refuse, load, skew, seeds, count }): Clocks => {
    const streams = streamsOf({ load, skew }, seeds, count);
    return (['refusal', 'arrival'] as const).flatMap((since) =>
      (['home', 'overdue'] as const).map((first) => ({
        since,
        first,
        ...reuseUnder(patient({ refuse, since, first }), streams),
      })),
    );
  },
);

/** The three rules of Figure 5, by name. */
export const LEAVING_RULES = [
  { name: 'serves whoever is next', drops: false, bound: null },
  { name: 'drops the departed', drops: true, bound: null },
  { name: 'drops them, bounds the queue', drops: true, bound: 128 },
] as const;

/** Result of {@link leaving}: for each rule of `LEAVING_RULES`, one entry per load. */
export interface Leaving {
  readonly spent: readonly (readonly Spent[])[];
}

const tidySpent = ({ useful, wasted, medianWait }: Spent): Spent => ({
  useful: tidy(useful),
  wasted: tidy(wasted),
  medianWait: medianWait === null ? null : tidy(medianWait),
});

/** Half an hour of more work than there is machine, with senders who leave. */
export const leaving = experiment(
  { loads: [0.9, 1, 1.05, 1.1, 1.2, 1.5], patience: 30, duration: 1800, seed: 1 },
  ({ loads, patience, duration, seed }): Leaving => {
    const made = loads.map((load) => calls({ load, duration, seed }));
    return {
      spent: LEAVING_RULES.map(({ drops, bound }) => {
        const rule: Rule = { drops, bound, patience };
        return made.map((some) => tidySpent(serveUnder(some, rule, duration)));
      }),
    };
  },
);
