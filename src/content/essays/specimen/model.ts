/** A queue to look at: one server, two orders, and a closed form beside it. */
import { assume } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { erlangWait } from '../../../kit/sim/queueing.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { exponential } from '../../../kit/sim/variates.ts';

/** Settings of the specimen's queue. */
export interface QueueSettings {
  /** Share of the time the server is busy. */
  readonly load: number;
  readonly order: 'first' | 'last';
  /** Service times all equal instead of exponential. */
  readonly fixed: boolean;
  readonly requests: number;
  /** One run each. */
  readonly seeds: readonly number[];
}

export interface QueueRun {
  /** Mean and 99th percentile of the wait in each run, in mean service times. */
  readonly means: readonly number[];
  readonly p99s: readonly number[];
  /** Every twelfth request of the first run: arrival and wait, in mean service times. */
  readonly waits: readonly (readonly [number, number])[];
}

export const LOAD = assume(0.8, 'the share of the time the server is busy', { unit: '%' });
export const REQUESTS = assume(3000, 'how many requests a run has');

/** One server, requests in the order of arrival or the newest first; times in mean service times. */
function waitsOf(seed: number, { load, order, fixed, requests }: QueueSettings) {
  const random = seeded(seed);
  const arrivals: number[] = [];
  for (let i = 0, t = 0; i < requests; i++) {
    t += exponential(random, 1 / load);
    arrivals.push(t);
  }
  const service = arrivals.map(() => (fixed ? 1 : exponential(random, 1)));
  const waits = arrivals.map(() => 0);
  const queue: number[] = [];
  let [now, next, done] = [0, 0, 0];
  while (done < requests) {
    while (next < requests && arrivals[next] <= now) queue.push(next++);
    const i = order === 'first' ? queue.shift() : queue.pop();
    if (i === undefined) {
      now = arrivals[next];
      continue;
    }
    waits[i] = now - arrivals[i];
    now += service[i];
    done += 1;
  }
  return { arrivals, waits };
}

function runQueue(settings: QueueSettings): QueueRun {
  const runs = settings.seeds.map((seed) => waitsOf(seed, settings));
  const { arrivals, waits } = runs[0];
  return {
    means: runs.map((run) => mean(run.waits)),
    p99s: runs.map((run) => quantile(sorted(run.waits), 0.99)),
    waits: waits.flatMap((wait, i) => (i % 12 ? [] : [[arrivals[i], wait] as const])),
  };
}

export const queue = experiment(
  {
    load: LOAD,
    order: 'first' as QueueSettings['order'],
    fixed: false,
    requests: REQUESTS,
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
  },
  runQueue,
);

/** Mean waits of one and of eight servers over the load, in service times (Erlang C). */
export function waitsByServers({ from, to }: { from: number; to: number }) {
  const loads = Array.from({ length: 40 }, (_, i) => from + ((to - from) * i) / 39);
  return {
    loads,
    one: loads.map((load) => erlangWait(1, load)),
    eight: loads.map((load) => erlangWait(8, load)),
  };
}

export const servers = experiment({ from: 0.5, to: 0.98 }, waitsByServers);

/** Settings of a crowd that comes to some slots at once. */
export interface CrowdSettings {
  readonly requests: number;
  readonly slots: number;
  readonly seed: number;
}

/** The history of each request of a crowd, in the order in which they came: moments, s. */
export interface CrowdRun {
  readonly came: readonly number[];
  readonly started: readonly number[];
  readonly ended: readonly number[];
}

/** Within which time a crowd has come, and how long each stays in its slot on average, s. */
const COMING = 30;
const STAY = 5;

/** Requests that come evenly at random within {@link COMING} and are served in that order. */
export function runCrowd({ requests, slots, seed }: CrowdSettings): CrowdRun {
  const random = seeded(seed);
  const hundredths = (value: number) => Math.round(value * 100) / 100;
  const came = sorted(Array.from({ length: requests }, () => hundredths(random() * COMING)));
  const free = Array.from({ length: slots }, () => 0);
  const started: number[] = [];
  const ended: number[] = [];
  for (const at of came) {
    const slot = free.indexOf(Math.min(...free));
    const start = Math.max(at, free[slot]);
    free[slot] = hundredths(start + exponential(random, STAY));
    started.push(start);
    ended.push(free[slot]);
  }
  return { came: [...came], started, ended };
}

export const crowd = experiment({ requests: 500, slots: 40, seed: 1 }, runCrowd);

/** A point on the curve of one load and so many servers; waits in service times (Erlang C). */
export function pointOf({ load, servers }: { load: number; servers: 'one' | 'four' | 'eight' }) {
  const loads = Array.from({ length: 40 }, (_, i) => 0.1 + (0.85 * i) / 39);
  const waits = { one: 1, four: 4, eight: 8 };
  const count = waits[servers];
  return {
    loads,
    curve: loads.map((each) => erlangWait(count, each)),
    wait: erlangWait(count, load),
    all: Object.entries(waits).map(([name, each]) => ({ name, wait: erlangWait(each, load) })),
  };
}

export const point = experiment({ load: 0.8, servers: 'one' as 'one' | 'four' | 'eight' }, pointOf);

/** Mean waits of the same requests in both orders, in mean service times. */
export function race({ load, requests, seed }: { load: number; requests: number; seed: number }) {
  const [first, last] = (['first', 'last'] as const).map((order) =>
    waitsOf(seed, { load, order, fixed: false, requests, seeds: [seed] }),
  );
  return { arrivals: first.arrivals, first: first.waits, last: last.waits };
}

export const orders = experiment({ load: 0.9, requests: 200, seed: 1 }, race);
