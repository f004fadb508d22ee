/** The experiments about patience: reuse of prefixes, and senders who leave. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { given, MACHINE } from './assumed.ts';
import { type Spent, serveUnder } from './departures.ts';
import { central, firstCome } from './disciplines.ts';
import { type Policy, simulate, timeToFirstToken } from './fleet.ts';
import { conversations, hour } from './hours.ts';
import { type Spread, spreadOf, tidy } from './measures.ts';
import { patient } from './patience.ts';
import { homeWithin, sticky, stickyWithin } from './placement.ts';
import { slotsOf } from './workload.ts';

/** The rules of the scene with homes, top to bottom. */
const HOME_RULES = {
  'sees no homes': () => central(firstCome),
  'always home': () => sticky,
  'home, within limits': ({ overloaded }) => stickyWithin(overloaded),
  'home, a limit each': ({ overloaded }) => homeWithin(overloaded.difference),
  'a queue, home first': () => patient({ refuse: 0, since: 'refusal', first: 'home' }),
  'and refuses for a while': ({ refuse }) => patient({ refuse, since: 'refusal', first: 'home' }),
  'the overdue before the young': ({ refuse }) =>
    patient({ refuse, since: 'refusal', first: 'overdue' }),
  'overdue from the arrival on': ({ refuse }) =>
    patient({ refuse, since: 'arrival', first: 'overdue' }),
} satisfies Record<
  string,
  (given: {
    readonly refuse: number;
    readonly overloaded: { readonly difference: number; readonly ratio: number };
  }) => Policy
>;

export type HomeRule = keyof typeof HOME_RULES;

/** What a rule comes to in one scene. */
export interface Reuse {
  /** Mean time to the first token, s. */
  readonly firstToken: Spread;
  /** Share of all requests that are served at home. */
  readonly atHome: number;
  /** The mean time to the first token in the last quarter of a run over that in the second. */
  readonly growth: number;
}

/** A mean that grows so much from the second quarter of a run to the last is no steady state. */
const GROWS = 1.6;

/** Whether the wait in a scene keeps growing for as long as the run lasts. */
export const keepsGrowing = ({ growth }: Reuse): boolean => growth > GROWS;

/** One rule in each scene. */
export interface Homes {
  readonly rule: HomeRule;
  readonly scenes: readonly Reuse[];
}

/** A quarter of a list, from the first on. */
const quarter = (list: readonly number[], which: number): readonly number[] =>
  list.slice((which * list.length) / 4, ((which + 1) * list.length) / 4);

/** Long conversations whose prompts are partly held by one replica. */
export const prefixes = experiment(
  {
    scenes: [
      {
        load: given.offered,
        skew: 0,
        withHome: given.withHome,
        heldAtHome: given.heldAtHome,
      },
      {
        load: given.moreOffered,
        skew: given.skew,
        withHome: given.moreHome,
        heldAtHome: given.moreHeld,
      },
    ],
    refuse: given.refusal,
    overloaded: { difference: given.difference, ratio: given.ratio },
    machine: { ...MACHINE, reads: given.slowReads },
    seeds: [1, 2, 3],
  },
  ({ scenes, refuse, overloaded, machine, seeds }): Homes[] => {
    const streams = scenes.map((scene) =>
      seeds.map((seed) => ({ seed, requests: conversations({ ...scene, seed, machine }) })),
    );
    return (Object.keys(HOME_RULES) as HomeRule[]).map((rule) => ({
      rule,
      scenes: streams.map((runs) => {
        const found = runs.map(({ seed, requests }) => {
          const policy = HOME_RULES[rule]({ refuse, overloaded });
          const run = simulate(requests, policy, { machine, seed });
          const times = requests.map((request) => timeToFirstToken(request, run, machine));
          return {
            firstToken: mean(times),
            atHome: mean(requests.map(({ id, home }) => (run.servedBy[id] === home ? 1 : 0))),
            growth: mean(quarter(times, 3)) / mean(quarter(times, 1)),
          };
        });
        return {
          firstToken: spreadOf(found.map((one) => one.firstToken)),
          atHome: tidy(mean(found.map((one) => one.atHome))),
          growth: tidy(mean(found.map((one) => one.growth))),
        };
      }),
    }));
  },
);

/** The rules for senders who leave, by name. */
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
    inTime: tidy(mean(runs.map((one) => one.inTime))),
    medianWait: medians.length > 0 ? tidy(mean(medians)) : null,
  };
}

/** The hour squeezed until there is more work than machine, with senders who leave. */
export const leaving = experiment(
  {
    loads: [0.9, 1, 1.1, given.farOver],
    patience: given.patience,
    bound: given.bound,
    seeds: [1, 2],
    machine: MACHINE,
  },
  ({ loads, patience, bound, seeds, machine }): Leaving => {
    const full = seeds.map((seed) => hour({ load: 1, seed, machine }));
    const made = loads.map((load) =>
      full.map((requests) =>
        requests.map(({ arrival, slotTime }) => ({ arrival: arrival / load, slotTime })),
      ),
    );
    return {
      spent: LEAVING_RULES.map(({ drops, bounded }) => {
        const rule = { drops, bound: bounded ? bound : null, patience, slots: slotsOf(machine) };
        return made.map((runs) => meanSpent(runs.map((some) => serveUnder(some, rule))));
      }),
    };
  },
);
