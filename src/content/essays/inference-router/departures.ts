/** Senders who leave a queue before it is their turn, and the time that they waste. */
import { heapPop, heapPush } from '../../../kit/sim/heap.ts';
import { quantile, sorted } from '../../../kit/sim/stats.ts';
import type { Request } from './workload.ts';

/** What a first-come queue does about senders who leave after `patience` seconds. */
export interface Rule {
  /** Whether it drops a request whose sender has left when its turn comes. */
  readonly drops: boolean;
  /** How many may wait, at least 1; an arrival beyond that is refused. Null for no bound. */
  readonly bound: number | null;
  /** How long senders wait for a slot, s. */
  readonly patience: number;
  /** Slots of the whole machine. */
  readonly slots: number;
}

/** Where the machine's time went until the last arrival. */
export interface Spent {
  /** Shares of the slots' time. */
  readonly useful: number;
  readonly wasted: number;
  /** Of the requests that came in the second half, the share served before their senders left. */
  readonly inTime: number;
  /** The median wait of those, s; null where there are none. */
  readonly medianWait: number | null;
}

const earliest = (a: number, b: number) => a - b;

/** One queue in front of all slots, first come, first served, under a rule for leavers. */
export function serveUnder(
  made: readonly Pick<Request, 'arrival' | 'slotTime'>[],
  rule: Rule,
): Spent {
  const duration = made[made.length - 1].arrival;
  const free: number[] = Array.from({ length: rule.slots }, () => 0);
  const queue: (typeof made)[number][] = [];
  const bound = rule.bound ?? Number.POSITIVE_INFINITY;
  const late = (arrival: number) => arrival > duration / 2;
  let head = 0;
  let next = 0;
  let useful = 0;
  let wasted = 0;
  const waited: number[] = [];
  while (next < made.length || head < queue.length) {
    const now = head < queue.length ? free[0] : Math.max(free[0], made[next].arrival);
    for (; next < made.length && made[next].arrival <= now; next++) {
      if (queue.length - head < bound) queue.push(made[next]);
    }
    const call = queue[head++];
    const start = Math.max(now, call.arrival);
    const gone = start > call.arrival + rule.patience;
    if (gone && rule.drops) continue;
    heapPop(free, earliest);
    heapPush(free, start + call.slotTime, earliest);
    const spent = Math.max(0, Math.min(call.slotTime, duration - start));
    if (gone) {
      wasted += spent;
    } else {
      useful += spent;
      if (late(call.arrival)) waited.push(start - call.arrival);
    }
  }
  const capacity = rule.slots * duration;
  return {
    useful: useful / capacity,
    wasted: wasted / capacity,
    inTime: waited.length / made.filter(({ arrival }) => late(arrival)).length,
    medianWait: waited.length > 0 ? quantile(sorted(waited), 0.5) : null,
  };
}
