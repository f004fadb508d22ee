import { experiment } from '../../../kit/experiment.ts';
import { mean, summary } from '../../../kit/sim/stats.ts';
import { central, fair, firstCome, shortestPredicted, strict } from './disciplines.ts';
import { type Policy, type Run, simulate } from './fleet.ts';
import { maxMinShares, queueDepth, tidy, waits, workWeightedWait } from './measures.ts';
import { earliestPredictedStart, leastOutstanding, random, twoChoices } from './placement.ts';
import {
  BACKGROUND,
  BURST_START,
  burst,
  classOf,
  isBulk,
  meanSlotTime,
  POOL,
  type Request,
  type Stream,
} from './workload.ts';

/** The policies of Figure 2, top to bottom, each with the kind of decision that it makes. */
const CROWD_POLICIES = [
  { name: 'random', decides: 'where', policy: random },
  { name: 'two choices', decides: 'where', policy: twoChoices },
  { name: 'least outstanding', decides: 'where', policy: leastOutstanding },
  { name: 'earliest predicted start', decides: 'where', policy: earliestPredictedStart },
  { name: 'first come', decides: 'when', policy: central(firstCome) },
  { name: 'shortest predicted', decides: 'when', policy: central(shortestPredicted) },
  { name: 'strict classes', decides: 'when', policy: central(strict(classOf)) },
  {
    name: 'fair, no floor',
    decides: 'when',
    policy: central(fair({ pool: POOL, floor: false })),
  },
  { name: 'fair shares', decides: 'when', policy: central(fair({ pool: POOL })) },
  {
    name: 'fair, chat-a twice',
    decides: 'when',
    policy: central(fair({ pool: POOL, weights: { 'chat-a': 2 } })),
  },
  {
    name: 'classes 16:4:1',
    decides: 'when',
    policy: central(fair({ pool: POOL, classWeights: [16, 4, 1], classOf })),
  },
] as const satisfies readonly { name: string; decides: 'where' | 'when'; policy: Policy }[];

export type CrowdPolicy = (typeof CROWD_POLICIES)[number]['name'];

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

/** Arrivals that count for a tenant: those of the busy minutes, and all of the sixth tenant's. */
const counted = (tenant: string) => (request: Request) =>
  tenant === 'bulk'
    ? isBulk(request.tenant)
    : request.tenant === tenant &&
      request.arrival >= BURST_START &&
      request.arrival < BURST_START + WATCHED;

/** Median and 99th percentile of each tenant's wait in the busy minutes. */
function waitsByTenant(requests: readonly Request[], run: Run): TenantWait[] {
  return TENANTS.map((tenant) => {
    const { p50, p99 } = summary(waits(requests, run, counted(tenant)));
    return { tenant, p50, p99 };
  });
}

/** Seconds from the burst's beginning until its last request has left. */
const bulkDoneAfter = (requests: readonly Request[], run: Run): number =>
  requests.reduce(
    (last, { id, tenant }) => (isBulk(tenant) ? Math.max(last, run.finish[id]) : last),
    0,
  ) - BURST_START;

/** One row of Figure 2; means over seeds. */
export interface CrowdRow {
  readonly name: CrowdPolicy;
  readonly decides: 'where' | 'when';
  readonly tenants: readonly TenantWait[];
  /** Seconds until the sixth tenant's last request has left. */
  readonly bulkDone: number;
  /** Mean wait weighted by slot time, s. */
  readonly workWeighted: number;
}

function crowdRow(index: number, streams: readonly Stream[]): CrowdRow {
  const { name, decides, policy } = CROWD_POLICIES[index];
  const found = streams.map(({ seed, requests }) => {
    const run = simulate(requests, policy, { pool: POOL, seed });
    return {
      tenants: waitsByTenant(requests, run),
      bulkDone: bulkDoneAfter(requests, run),
      workWeighted: workWeightedWait(requests, run),
    };
  });
  const overSeeds = (read: (one: (typeof found)[number]) => number) => tidy(mean(found.map(read)));
  return {
    name,
    decides,
    tenants: TENANTS.map((tenant, i) => ({
      tenant,
      p50: overSeeds((one) => one.tenants[i].p50),
      p99: overSeeds((one) => one.tenants[i].p99),
    })),
    bulkDone: overSeeds((one) => one.bulkDone),
    workWeighted: overSeeds((one) => one.workWeighted),
  };
}

/** One tenant sends eight hundred requests in ten seconds, under eleven policies. */
export const crowd = experiment({ seeds: [1, 2, 3] }, ({ seeds }): CrowdRow[] => {
  const streams = seeds.map((seed) => ({ seed, requests: burst({ seed }) }));
  return CROWD_POLICIES.map((_, index) => crowdRow(index, streams));
});

/** What each tenant asks of the machine, and what a max-min fair division would give it. */
export const division = experiment({ background: 0.7 }, ({ background }) => {
  const work = BACKGROUND.map(({ kind, share }) => share * meanSlotTime(kind as 'code' | 'chat'));
  const total = work.reduce((a, b) => a + b, 0);
  const demands = work.map((part) => (background * part) / total);
  const shares = maxMinShares([...demands, Number.POSITIVE_INFINITY]);
  return TENANTS.map((tenant, i) => ({
    tenant,
    demand: i < demands.length ? tidy(demands[i]) : null,
    share: tidy(shares[i]),
  }));
});

/** 99th-percentile wait of `chat-b` under fair shares, s, by the names the sixth tenant uses. */
export const names = experiment(
  { names: [1, 2, 5, 20], seeds: [1, 2, 3] },
  ({ names: counts, seeds }) =>
    counts.map((count) => {
      const tails = seeds.map((seed) => {
        const requests = burst({ seed, names: count });
        const run = simulate(requests, central(fair({ pool: POOL })), { pool: POOL, seed });
        return summary(waits(requests, run, counted('chat-b'))).p99;
      });
      return { names: count, p99: tidy(mean(tails)) };
    }),
);

/** The queue of the burst under first come, first served: requests waiting, every `every` s. */
export const depth = experiment({ seed: 1, until: 300, every: 2 }, ({ seed, until, every }) => {
  const requests = burst({ seed, until });
  const run = simulate(requests, central(firstCome), { pool: POOL, seed });
  return queueDepth(requests, run, { every, until });
});

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
export const MINUTES_TO = 360;
export const WINDOW = 5;

function policyOf({ policy, floor, weight }: MinutesParams): Policy {
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
      return central(fair({ pool: POOL, floor, weights }));
    case 'classes 16:4:1':
      return central(fair({ pool: POOL, floor, weights, classWeights: [16, 4, 1], classOf }));
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
export const minutes = experiment<MinutesParams, Minutes>(
  {
    policy: 'first come',
    bulk: 800,
    names: 1,
    background: 0.7,
    spread: 1,
    floor: true,
    weight: 1,
  },
  (params) => {
    const { bulk, names: count, background, spread } = params;
    const requests = burst({ seed: 1, until: MINUTES_TO, bulk, names: count, background, spread });
    const run = simulate(requests, policyOf(params), { pool: POOL, seed: 1 });
    const tenants = TENANTS.map((tenant) => {
      const sent = waits(requests, run, counted(tenant));
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
