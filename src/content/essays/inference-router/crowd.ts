/** The flood: five tenants, and a sixth that sends many long requests at once. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { CLASS_WEIGHTS, FLOOD, given, MACHINE } from './assumed.ts';
import { central, fair, firstCome, shortestPredicted, strict } from './disciplines.ts';
import { type Policy, simulate } from './fleet.ts';
import {
  maxMinShares,
  type Spread,
  spreadOf,
  tidy,
  type Waits,
  waits,
  waitsOver,
  workWeightedWait,
} from './measures.ts';
import { leastOutstanding, twoChoices } from './placement.ts';
import {
  classOf,
  FIVE,
  type Flood,
  flood,
  isBulk,
  loadsOf,
  type Machine,
  type Request,
  type Stream,
} from './workload.ts';

/** What a rule is made for: the machine, and the weights of the classes code, chat and long. */
export interface Setting {
  readonly machine: Machine;
  readonly classWeights: readonly number[];
}

/** The rules of the flood, top to bottom, and the question that each decides. */
const RULES = {
  'two choices': { decides: 'where', policy: () => twoChoices },
  'least outstanding': { decides: 'where', policy: () => leastOutstanding },
  'first come': { decides: 'when', policy: () => central(firstCome) },
  'shortest predicted': { decides: 'when', policy: () => central(shortestPredicted) },
  'strict classes': { decides: 'when', policy: () => central(strict(classOf)) },
  'fair, no floor': {
    decides: 'when',
    policy: ({ machine }) => central(fair({ machine, floor: false })),
  },
  'fair shares': { decides: 'when', policy: ({ machine }) => central(fair({ machine })) },
  'classes 16:4:1': {
    decides: 'when',
    policy: ({ machine, classWeights }) => central(fair({ machine, classWeights, classOf })),
  },
} satisfies Record<
  string,
  { readonly decides: 'where' | 'when'; readonly policy: (setting: Setting) => Policy }
>;

export type Rule = keyof typeof RULES;

/** The rule that nests fair shares in weighted classes. */
export const NESTED = 'classes 16:4:1' satisfies Rule;

/** The policy of a rule. */
export const policyOf = (rule: Rule, setting: Setting): Policy => RULES[rule].policy(setting);

/** The five tenants and the sixth. */
export const SIX = [...FIVE, 'bulk'];

/** Seconds after the flood begins during which arrivals count. */
export const WATCHED = 180;

/** Whether a request arrives in the busy minutes after the flood begins at `start`, s. */
export const isBusy = ({ arrival }: Request, start: number): boolean =>
  arrival >= start && arrival < start + WATCHED;

/** Whether a request counts for a tenant: those of the busy minutes, and all of the sixth's. */
export const countsFor = (tenant: string, start: number) => (request: Request) =>
  tenant === 'bulk' ? isBulk(request.tenant) : request.tenant === tenant && isBusy(request, start);

/** One row of the flood; over runs. */
export interface Row {
  readonly rule: Rule;
  readonly decides: 'where' | 'when';
  readonly tenants: readonly ({ readonly tenant: string } & Waits)[];
  /** Mean wait of the requests that arrive in the busy minutes, each counted once, s. */
  readonly byRequest: Spread;
  /** Mean wait of all, each weighted by its slot time, s. */
  readonly byWork: Spread;
  /** Seconds from the flood's beginning until the sixth tenant's last request starts. */
  readonly lastStart: Spread;
}

/** The floods of several seeds. */
type Floods = Omit<Flood, 'seed'> & { readonly seeds: readonly number[] };

export const floodsOf = ({ seeds, ...scene }: Floods): Stream[] =>
  seeds.map((seed) => ({ seed, requests: flood({ ...scene, seed }) }));

function rowOf(rule: Rule, setting: Setting, start: number, streams: readonly Stream[]): Row {
  const { machine } = setting;
  const runs = streams.map(({ seed, requests }) => {
    const run = simulate(requests, policyOf(rule, setting), { machine, seed });
    return { requests, run };
  });
  const over = (read: (one: (typeof runs)[number]) => number) => spreadOf(runs.map(read));
  return {
    rule,
    decides: RULES[rule].decides,
    tenants: SIX.map((tenant) => ({
      tenant,
      ...waitsOver(runs.map(({ requests, run }) => waits(requests, run, countsFor(tenant, start)))),
    })),
    byRequest: over(({ requests, run }) =>
      mean(waits(requests, run, (request) => isBusy(request, start))),
    ),
    byWork: over(({ requests, run }) => workWeightedWait(requests, run)),
    lastStart: over(({ requests, run }) =>
      requests.reduce(
        (last, { id, tenant }) => (isBulk(tenant) ? Math.max(last, run.start[id] - start) : last),
        0,
      ),
    ),
  };
}

/** The flood under every rule. */
export const crowd = experiment(
  { seeds: [1, 2, 3, 4, 5, 6], classWeights: CLASS_WEIGHTS, ...FLOOD },
  ({ classWeights, ...scene }): Row[] => {
    const streams = floodsOf(scene);
    const setting = { machine: scene.machine, classWeights };
    return (Object.keys(RULES) as Rule[]).map((rule) => rowOf(rule, setting, scene.start, streams));
  },
);

/** 99th-percentile waits of chat-b, s. */
export interface Names {
  /** Under first come, first served. */
  readonly first: Spread;
  /** When the sixth tenant sends under so many names. */
  readonly byNames: readonly {
    readonly names: number;
    readonly fair: Spread;
    readonly classes: Spread;
  }[];
}

/** What names do: chat-b's wait under fair shares and under weighted classes. */
export const names = experiment(
  { counts: [1, 5, 20], seeds: [1, 2, 3, 4], classWeights: CLASS_WEIGHTS, ...FLOOD },
  ({ counts, classWeights, ...scene }): Names => {
    const setting = { machine: scene.machine, classWeights };
    const tailUnder = (rule: Rule, streams: readonly Stream[]) =>
      waitsOver(
        streams.map(({ seed, requests }) => {
          const run = simulate(requests, policyOf(rule, setting), { ...setting, seed });
          return waits(requests, run, countsFor('chat-b', scene.start));
        }),
      ).p99;
    return {
      first: tailUnder('first come', floodsOf(scene)),
      byNames: counts.map((count) => {
        const streams = floodsOf({ ...scene, names: count });
        return {
          names: count,
          fair: tailUnder('fair shares', streams),
          classes: tailUnder(NESTED, streams),
        };
      }),
    };
  },
);

/** What each tenant asks of the machine, and what a max-min fair division would give it. */
export const division = experiment(
  { background: given.background, machine: MACHINE },
  ({ background, machine }) => {
    const demands = loadsOf(background, machine);
    const shares = maxMinShares([...demands.map(({ load }) => load), Number.POSITIVE_INFINITY]);
    return SIX.map((tenant, i) => ({
      tenant,
      demand: i < demands.length ? tidy(demands[i].load) : null,
      share: tidy(shares[i]),
    }));
  },
);
