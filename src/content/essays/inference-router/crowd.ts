/** The burst of the sixth tenant, and what each policy makes of it. */
import { experiment } from '../../../kit/experiment.ts';
import { mean, summary } from '../../../kit/sim/stats.ts';
import { BURST, given, MACHINE } from './assumed.ts';
import { central, fair, firstCome, shortestPredicted, strict } from './disciplines.ts';
import { type Policy, type Run, simulate } from './fleet.ts';
import {
  maxMinShares,
  queueDepth,
  type Spread,
  spreadOf,
  tidy,
  waits,
  workWeightedWait,
} from './measures.ts';
import { earliestPredictedStart, leastOutstanding, random, twoChoices } from './placement.ts';
import {
  BACKGROUND,
  type Burst,
  burst,
  classOf,
  isBulk,
  type Machine,
  meanSlotTime,
  type Pool,
  poolOf,
  type Request,
  type Stream,
} from './workload.ts';

/** A policy of Figure 2 and the kind of decision that it makes. */
interface CrowdPolicyOf {
  readonly decides: 'where' | 'when';
  /** @param weight of chat-a where it weighs more than the others */
  readonly policy: (pool: Pool, weight: number) => Policy;
}

/** Weights of the classes code, chat and long where the machine is divided among classes. */
const CLASS_WEIGHTS = [16, 4, 1];

/** The policies of Figure 2, top to bottom. */
const CROWD_POLICIES = {
  random: { decides: 'where', policy: () => random },
  'two choices': { decides: 'where', policy: () => twoChoices },
  'least outstanding': { decides: 'where', policy: () => leastOutstanding },
  'earliest predicted start': { decides: 'where', policy: () => earliestPredictedStart },
  'first come': { decides: 'when', policy: () => central(firstCome) },
  'shortest predicted': { decides: 'when', policy: () => central(shortestPredicted) },
  'strict classes': { decides: 'when', policy: () => central(strict(classOf)) },
  'fair, no floor': { decides: 'when', policy: (pool) => central(fair({ pool, floor: false })) },
  'fair shares': { decides: 'when', policy: (pool) => central(fair({ pool })) },
  'fair, chat-a heavier': {
    decides: 'when',
    policy: (pool, weight) => central(fair({ pool, weights: { 'chat-a': weight } })),
  },
  'classes 16:4:1': {
    decides: 'when',
    policy: (pool) => central(fair({ pool, classWeights: CLASS_WEIGHTS, classOf })),
  },
} satisfies Record<string, CrowdPolicyOf>;

export type CrowdPolicy = keyof typeof CROWD_POLICIES;

/** The five tenants of the background and the sixth. */
export const TENANTS = [...BACKGROUND.map(({ tenant }) => tenant), 'bulk'];

/** Seconds after the burst begins during which arrivals count. */
const WATCHED = 180;

/** Waits of one tenant, s. */
export interface TenantWait {
  readonly tenant: string;
  readonly p50: number;
  readonly p99: number;
}

/** Whether a request arrives in the busy minutes after the burst begins at `start`, s. */
const busy = ({ arrival }: Request, start: number): boolean =>
  arrival >= start && arrival < start + WATCHED;

/** Arrivals that count for a tenant: those of the busy minutes, and all of the sixth tenant's. */
const counted = (tenant: string, start: number) => (request: Request) =>
  tenant === 'bulk' ? isBulk(request.tenant) : request.tenant === tenant && busy(request, start);

/** Median and 99th percentile of each tenant's wait in the busy minutes. */
function waitsByTenant(requests: readonly Request[], run: Run, start: number): TenantWait[] {
  return TENANTS.map((tenant) => {
    const { p50, p99 } = summary(waits(requests, run, counted(tenant, start)));
    return { tenant, p50, p99 };
  });
}

/** When the sixth tenant's last request has left, s. */
const bulkDone = (requests: readonly Request[], run: Run): number =>
  requests.reduce(
    (last, { id, tenant }) => (isBulk(tenant) ? Math.max(last, run.finish[id]) : last),
    0,
  );

/** A tenant's wait over seeds, s: the mean of the medians, and of the 99th percentiles. */
export interface CrowdTenant {
  readonly tenant: string;
  readonly p50: number;
  readonly p99: Spread;
}

/** One row of Figure 2; means over seeds. */
export interface CrowdRow {
  readonly name: CrowdPolicy;
  readonly decides: 'where' | 'when';
  readonly tenants: readonly CrowdTenant[];
  /** Seconds from the burst's beginning until the sixth tenant's last request has left. */
  readonly bulkDone: number;
  /** Mean wait weighted by slot time, s. */
  readonly workWeighted: number;
  /** Mean wait of the requests that arrive in the busy minutes, each counted once, s. */
  readonly byRequest: number;
}

/** The policies' settings and the streams that they meet. */
interface Crowd {
  readonly pool: Pool;
  readonly weight: number;
  readonly start: number;
  readonly streams: readonly Stream[];
}

function crowdRow(name: CrowdPolicy, { pool, weight, start, streams }: Crowd): CrowdRow {
  const { decides, policy }: CrowdPolicyOf = CROWD_POLICIES[name];
  const found = streams.map(({ seed, requests }) => {
    const run = simulate(requests, policy(pool, weight), { pool, seed });
    return {
      tenants: waitsByTenant(requests, run, start),
      bulkDone: bulkDone(requests, run) - start,
      workWeighted: workWeightedWait(requests, run),
      byRequest: mean(waits(requests, run, (request) => busy(request, start))),
    };
  });
  const overSeeds = (read: (one: (typeof found)[number]) => number) => tidy(mean(found.map(read)));
  return {
    name,
    decides,
    tenants: TENANTS.map((tenant, i) => ({
      tenant,
      p50: overSeeds((one) => one.tenants[i].p50),
      p99: spreadOf(found.map((one) => one.tenants[i].p99)),
    })),
    bulkDone: overSeeds((one) => one.bulkDone),
    workWeighted: overSeeds((one) => one.workWeighted),
    byRequest: overSeeds((one) => one.byRequest),
  };
}

/** The burst of one seed each, on the machine that `machine` describes. */
type Bursts = Omit<Burst, 'seed' | 'pool'> & {
  readonly machine: Machine;
  readonly seeds: readonly number[];
};

const burstsOf = ({ seeds, machine, ...scene }: Bursts): Stream[] =>
  seeds.map((seed) => ({ seed, requests: burst({ ...scene, seed, pool: poolOf(machine) }) }));

/** When the background ends, s: what arrives later does not change the busy minutes. */
const UNTIL = 360;

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** One tenant sends a burst of long requests, under every policy of Figure 2. */
export const crowd = experiment(
  { seeds: SEEDS, until: UNTIL, weight: given.weight, ...BURST },
  ({ weight, ...scene }): CrowdRow[] => {
    const pool = poolOf(scene.machine);
    const settings = { pool, weight, start: scene.start, streams: burstsOf(scene) };
    return (Object.keys(CROWD_POLICIES) as CrowdPolicy[]).map((name) => crowdRow(name, settings));
  },
);

/** What each tenant asks of the machine, and what a max-min fair division would give it. */
export const division = experiment(
  { background: given.background, machine: MACHINE },
  ({ background, machine }) => {
    const pool = poolOf(machine);
    const work = BACKGROUND.map(({ kind, share }) => share * meanSlotTime(kind, pool));
    const total = work.reduce((a, b) => a + b, 0);
    const demands = work.map((part) => (background * part) / total);
    const shares = maxMinShares([...demands, Number.POSITIVE_INFINITY]);
    return TENANTS.map((tenant, i) => ({
      tenant,
      demand: i < demands.length ? tidy(demands[i]) : null,
      share: tidy(shares[i]),
    }));
  },
);

/** 99th-percentile wait of `chat-b` under fair shares, s, by the names the sixth tenant uses. */
export const names = experiment(
  { names: [1, 2, 5, 20], seeds: SEEDS, until: UNTIL, ...BURST },
  ({ names: counts, ...scene }) => {
    const pool = poolOf(scene.machine);
    return counts.map((count) => {
      const tails = burstsOf({ ...scene, names: count }).map(({ seed, requests }) => {
        const run = simulate(requests, central(fair({ pool })), { pool, seed });
        return summary(waits(requests, run, counted('chat-b', scene.start))).p99;
      });
      return { names: count, p99: tidy(mean(tails)) };
    });
  },
);

/** The queue of the burst under first come, first served: requests waiting, every `every` s. */
export const depth = experiment(
  { seed: 1, until: 300, every: 2, ...BURST },
  ({ every, machine, ...scene }) => {
    const pool = poolOf(machine);
    const requests = burst({ ...scene, pool });
    const run = simulate(requests, central(firstCome), { pool, seed: scene.seed });
    return queueDepth(requests, run, { every, until: scene.until });
  },
);

/** How the queue of the explorable decides. */
export const MINUTES_POLICIES = [
  'least outstanding',
  'first come',
  'shortest predicted',
  'strict classes',
  'fair shares',
  'classes 16:4:1',
] as const;

/** Settings of {@link minutes}. */
export interface MinutesParams {
  readonly policy: string;
  readonly bulk: number;
  readonly names: number;
  readonly background: number;
  readonly spread: number;
  readonly floor: boolean;
  readonly weight: number;
  readonly start: number;
  readonly length: number;
  readonly machine: Machine;
}

/** One tenant of the explorable: its waits, and its longest wait by time of arrival; s. */
export interface MinutesTenant {
  readonly tenant: string;
  /** Null when it sent nothing. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** Longest wait of the arrivals in each window of `WINDOW` seconds; null where there are none. */
  readonly longest: readonly (number | null)[];
}

/** Result of {@link minutes}. */
export interface Minutes {
  readonly tenants: readonly MinutesTenant[];
  readonly workWeighted: number;
  readonly requests: number;
}

/** The explorable looks at arrivals from and to these times, in windows of this length; s. */
export const MINUTES_FROM = 60;
export const MINUTES_TO = UNTIL;
export const WINDOW = 5;

function policyOf({ policy, floor, weight, machine }: MinutesParams): Policy {
  const pool = poolOf(machine);
  const weights = { 'chat-a': weight };
  switch (policy) {
    case 'least outstanding':
      return leastOutstanding;
    case 'first come':
      return central(firstCome);
    case 'shortest predicted':
      return central(shortestPredicted);
    case 'strict classes':
      return central(strict(classOf));
    case 'fair shares':
      return central(fair({ pool, floor, weights }));
    case 'classes 16:4:1':
      return central(fair({ pool, floor, weights, classWeights: CLASS_WEIGHTS, classOf }));
    default:
      throw new RangeError(`no policy is called ${policy}`);
  }
}

function longestByWindow(mine: readonly Request[], run: Run): (number | null)[] {
  const windows = new Array<number | null>((MINUTES_TO - MINUTES_FROM) / WINDOW).fill(null);
  for (const { id, arrival } of mine) {
    const i = Math.floor((arrival - MINUTES_FROM) / WINDOW);
    if (i < 0 || i >= windows.length) continue;
    windows[i] = Math.max(windows[i] ?? 0, run.start[id] - arrival);
  }
  return windows.map((longest) => (longest === null ? null : tidy(longest)));
}

/** The burst once more, one seed, under a reader's settings. */
export const minutes = experiment(
  { ...BURST, policy: 'first come', names: 1, floor: true, weight: 1 },
  (params: MinutesParams): Minutes => {
    const pool = poolOf(params.machine);
    const requests = burst({ ...params, seed: 1, until: MINUTES_TO, pool });
    const run = simulate(requests, policyOf(params), { pool, seed: 1 });
    const tenants = TENANTS.map((tenant) => {
      const sent = waits(requests, run, counted(tenant, params.start));
      const found = sent.length > 0 ? summary(sent) : null;
      const mine = requests.filter((r) =>
        tenant === 'bulk' ? isBulk(r.tenant) : r.tenant === tenant,
      );
      return {
        tenant,
        p50: found && tidy(found.p50),
        p99: found && tidy(found.p99),
        longest: longestByWindow(mine, run),
      };
    });
    return {
      tenants,
      workWeighted: tidy(workWeightedWait(requests, run)),
      requests: requests.length,
    };
  },
);
