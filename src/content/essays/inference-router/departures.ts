/** Senders who leave a queue before it is their turn, and the time that they waste. */
import { heapPop, heapPush } from '../../../kit/sim/heap.ts';
import { OUTPUT, PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { fromQuantiles, seeded } from '../../../kit/sim/random.ts';
import { quantile, sorted } from '../../../kit/sim/stats.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import {
  fullStep,
  kindAt,
  type Mix,
  meanSlotTime,
  type Pool,
  prefillRate,
  slotsOf,
} from './workload.ts';

/** A request whose sender may leave: arrival and slot time, s. */
export interface Call {
  readonly arrival: number;
  readonly slotTime: number;
}

/** Parameters of {@link calls}. */
export interface Calls {
  /** Offered load per slot, ρ. */
  readonly load: number;
  /** s */
  readonly duration: number;
  readonly seed: number;
  readonly pool: Pool;
  readonly mix: Mix;
}

/** Calls of the steady mix, Poisson at offered load `load`, for `duration` seconds. */
export function calls({ load, duration, seed, pool, mix }: Calls): Call[] {
  const random = seeded(seed * 3 + 1);
  const kinds = ['chat', 'code', 'long'] as const;
  const slotTime = kinds.reduce((sum, kind) => sum + mix[kind] * meanSlotTime(kind, pool), 0);
  const rate = (load * slotsOf(pool)) / slotTime;
  const made: Call[] = [];
  for (let now = 0; now < duration; ) {
    now += exponential(random, 1 / rate);
    const kind = kindAt(random(), mix);
    const prompt = fromQuantiles(PROMPT[kind], PROBABILITIES, random());
    const output = Math.max(1, fromQuantiles(OUTPUT[kind], PROBABILITIES, random()));
    made.push({
      arrival: now,
      slotTime: prompt / prefillRate(pool) + output * fullStep(pool),
    });
  }
  return made;
}

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

/** Where the machine's time went. */
export interface Spent {
  /** Shares of the slots' time until `duration`. */
  readonly useful: number;
  readonly wasted: number;
  /** Median wait of the requests served in time that arrived after a third of the run, s, or null. */
  readonly medianWait: number | null;
}

const earliest = (a: number, b: number) => a - b;

/** One queue in front of all slots, first come, first served, under a rule for leavers. */
export function serveUnder(made: readonly Call[], rule: Rule, duration: number): Spent {
  const free: number[] = Array.from({ length: rule.slots }, () => 0);
  const queue: Call[] = [];
  const bound = rule.bound ?? Number.POSITIVE_INFINITY;
  let head = 0;
  let next = 0;
  let useful = 0;
  let wasted = 0;
  const waits: number[] = [];
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
    if (start >= duration) continue;
    const spent = Math.min(call.slotTime, duration - start);
    if (gone) {
      wasted += spent;
    } else {
      useful += spent;
      if (call.arrival > duration / 3) waits.push(start - call.arrival);
    }
  }
  const capacity = rule.slots * duration;
  return {
    useful: useful / capacity,
    wasted: wasted / capacity,
    medianWait: waits.length > 0 ? quantile(sorted(waits), 0.5) : null,
  };
}
