import { experiment } from '../../../kit/experiment.ts';
import { erlangWait } from '../../../kit/sim/queueing.ts';
import { exponential, seeded } from '../../../kit/sim/random.ts';
import { quantile, sorted } from '../../../kit/sim/stats.ts';

/** Settings of the specimen's queue. */
export interface QueueSettings {
  /** Share of the time the server is busy. */
  readonly load: number;
  readonly order: 'first' | 'last';
  /** Service times all equal instead of exponential. */
  readonly fixed: boolean;
}

export interface QueueRun {
  /** Mean and 99th percentile of the wait, in mean service times. */
  readonly mean: number;
  readonly p99: number;
  /** Every twelfth request: arrival and wait, in mean service times. */
  readonly waits: readonly (readonly [number, number])[];
}

const REQUESTS = 3000;

/** One server, requests in the order of arrival or the newest first; times in mean service times. */
function runQueue({ load, order, fixed }: QueueSettings): QueueRun {
  const random = seeded(7);
  const arrivals: number[] = [];
  for (let i = 0, t = 0; i < REQUESTS; i++) {
    t += exponential(random, 1 / load);
    arrivals.push(t);
  }
  const service = arrivals.map(() => (fixed ? 1 : exponential(random, 1)));
  const waits = arrivals.map(() => 0);
  const queue: number[] = [];
  let [now, next, done] = [0, 0, 0];
  while (done < REQUESTS) {
    while (next < REQUESTS && arrivals[next] <= now) queue.push(next++);
    const i = order === 'first' ? queue.shift() : queue.pop();
    if (i === undefined) {
      now = arrivals[next];
      continue;
    }
    waits[i] = now - arrivals[i];
    now += service[i];
    done += 1;
  }
  return {
    mean: waits.reduce((sum, wait) => sum + wait, 0) / REQUESTS,
    p99: quantile(sorted(waits), 0.99),
    waits: waits.flatMap((wait, i) => (i % 12 ? [] : [[arrivals[i], wait] as const])),
  };
}

export const queue = experiment<QueueSettings, QueueRun>(
  { load: 0.8, order: 'first', fixed: false },
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
