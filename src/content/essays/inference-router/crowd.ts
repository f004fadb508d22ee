/** The flood: five tenants, and a sixth that sends many long requests at once. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { CLASS_WEIGHTS, FLOOD, given, MACHINE } from './assumed.ts';
import { central, fair } from './disciplines.ts';
import { type Policy, simulate } from './fleet.ts';
import { flood, loadsOf, type Stream } from './hours.ts';
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
import { NESTED, orderOf, type Policies, type Setting, SIX } from './orders.ts';
import { apart, leastOutstanding, twoChoices, twoChoicesInOrder } from './placement.ts';
import { type Flood, isBulk, ofSixth, type Request } from './workload.ts';

/** The placements of the flood, top to bottom. */
const PLACEMENTS = {
  'two choices': () => twoChoices,
  'least outstanding': () => leastOutstanding,
  'fair in each replica': ({ machine }) => twoChoicesInOrder(fair({ machine })),
  'one replica apart': () => apart(given.apart.assumed, ofSixth),
} satisfies Policies;

/** The orders of one queue, top to bottom. */
const IN_ONE_QUEUE = {
  'first come': (setting) => orderOf('first come', setting),
  'shortest predicted': (setting) => orderOf('shortest predicted', setting),
  'strict classes': (setting) => orderOf('strict classes', setting),
  'fair, no floor': ({ machine }) => central(fair({ machine, floor: false })),
  'fair shares': (setting) => orderOf('fair shares', setting),
  [NESTED]: (setting) => orderOf(NESTED, setting),
} satisfies Policies;

const RULES = { ...PLACEMENTS, ...IN_ONE_QUEUE };

export type Rule = keyof typeof RULES;

/** The policy of a rule. */
const policyOf = (rule: Rule, setting: Setting): Policy => RULES[rule](setting);

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
  /** Mean wait of all requests, each counted once, s. */
  readonly byRequest: Spread;
  /** Mean wait of all requests, each weighted by its slot time, s. */
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
    decides: rule in PLACEMENTS ? 'where' : 'when',
    tenants: SIX.map((tenant) => ({
      tenant,
      ...waitsOver(runs.map(({ requests, run }) => waits(requests, run, countsFor(tenant, start)))),
    })),
    byRequest: over(({ requests, run }) => mean(waits(requests, run))),
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

/** 99th-percentile wait of chat-b under a rule in floods that begin at `start`, s. */
function chatTail(
  rule: Rule,
  streams: readonly Stream[],
  { start, ...setting }: Setting & { readonly start: number },
): Spread {
  return waitsOver(
    streams.map(({ seed, requests }) => {
      const run = simulate(requests, policyOf(rule, setting), { ...setting, seed });
      return waits(requests, run, countsFor('chat-b', start));
    }),
  ).p99;
}

/** What names do: chat-b's wait under fair shares and under weighted classes. */
export const names = experiment(
  { counts: [1, 5, 20], seeds: [1, 2, 3, 4], classWeights: CLASS_WEIGHTS, ...FLOOD },
  ({ counts, classWeights, ...scene }): Names => {
    const setting = { machine: scene.machine, classWeights };
    const tailUnder = (rule: Rule, streams: readonly Stream[]) =>
      chatTail(rule, streams, { ...setting, start: scene.start });
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

/** chat-b's 99th-percentile waits when the five have more of a past as the sixth tenant comes. */
export const late = experiment(
  {
    seeds: [1, 2, 3, 4],
    classWeights: CLASS_WEIGHTS,
    ...FLOOD,
    start: given.later,
    until: 480,
  },
  ({ classWeights, ...scene }) => {
    const setting = { machine: scene.machine, classWeights, start: scene.start };
    const streams = floodsOf(scene);
    return {
      first: chatTail('first come', streams, setting),
      noFloor: chatTail('fair, no floor', streams, setting),
    };
  },
);

/** 99th-percentile waits of chat-b under one order, by how many names the sixth tenant has, s. */
export interface Disguised {
  readonly rule: Rule;
  readonly byNames: readonly { readonly names: number; readonly tail: Spread }[];
}

/** Orders that know classes, when the sixth tenant sends requests that are of conversation's. */
export const disguised = experiment(
  {
    counts: [1, 20],
    seeds: [1, 2, 3, 4],
    classWeights: CLASS_WEIGHTS,
    ...FLOOD,
    bulk: given.cut,
  },
  ({ counts, classWeights, ...scene }): Disguised[] => {
    const setting = { machine: scene.machine, classWeights };
    const floods = counts.map((count) => floodsOf({ ...scene, sends: 'chat', names: count }));
    return (['first come', 'strict classes', NESTED] as const).map((rule) => ({
      rule,
      byNames: counts.map((count, i) => ({
        names: count,
        tail: chatTail(rule, floods[i], { ...setting, start: scene.start }),
      })),
    }));
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
