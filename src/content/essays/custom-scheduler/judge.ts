/**
 * Holds a run against the list. It looks after every arrival, pick and token, not at the ends of
 * ticks alone: a difference may open and close within one.
 */
import {
  type Log,
  type Look,
  NOBODY,
  type Policy,
  PRICE,
  runEngine,
  type State,
} from './engine.ts';
import { type Case, LIST, unit } from './list.ts';

/** How a run breaks a sentence. */
export interface Violation {
  /** The sentence's number in the list. */
  readonly sentence: number;
  /** The tick in which it happens. */
  readonly tick: number;
  /** The tenants concerned; who gains stands first. */
  readonly tenants: readonly number[];
  /** What it came to, and what the sentence allows: priced tokens, slots for the second, requests for the third. */
  readonly amount: number;
  readonly bound: number;
}

/** A judge: it is shown every step of a run, and then its log. */
export interface Judge {
  readonly look: Look;
  readonly end: (log: Log) => void;
  /** How each sentence that was broken was broken first, in the order in which that happened. */
  readonly found: Violation[];
  /** The most that sentences 4 and 5 came to, and the greatest fall and distance of counters, by the sentence's number. */
  readonly most: number[];
}

/** A judge of one run of `of`. */
export function judge(of: Case): Judge {
  const { tenants } = of;
  const u = unit(of);
  const found: Violation[] = [];
  const most: number[] = new Array(LIST.length + 1).fill(0);
  const note = (sentence: number, tick: number, amount: number, gains: number, waits: number) => {
    if (amount <= most[sentence]) return;
    most[sentence] = amount;
    const bound = LIST[sentence - 1].units * u;
    if (amount <= bound || found.some((one) => one.sentence === sentence)) return;
    const tenants = [gains, waits].filter((tenant) => tenant !== NOBODY);
    found.push({ sentence, tick, tenants, amount, bound });
  };

  // Of each pair that waits, at `a * tenants + b`: the least and the greatest difference of the
  // services while both have; beside the diagonal, of a tenant's oldest request: what each other
  // had received when it became the oldest.
  const size = tenants * tenants;
  const both: boolean[] = new Array(size).fill(false);
  const low: number[] = new Array(size).fill(0);
  const high: number[] = new Array(size).fill(0);
  const then: number[] = new Array(size).fill(0);
  const heads: number[] = new Array(tenants).fill(-1);
  const outside = ({ queues, received, now }: State) => {
    for (let a = 0; a < tenants; a++) {
      const head = queues[a].length > 0 ? queues[a][0].id : -1;
      const fresh = head !== heads[a];
      heads[a] = head;
      for (let b = 0; b < tenants; b++) {
        const pair = a * tenants + b;
        if (fresh) then[pair] = received[b];
        else if (head >= 0 && b !== a) note(5, now, received[b] - then[pair], b, a);
        if (b <= a) continue;
        const difference = received[a] - received[b];
        if (head < 0 || queues[b].length === 0) both[pair] = false;
        else if (!both[pair]) {
          both[pair] = true;
          low[pair] = difference;
          high[pair] = difference;
        } else if (difference > high[pair]) {
          high[pair] = difference;
          note(4, now, difference - low[pair], a, b);
        } else if (difference < low[pair]) {
          low[pair] = difference;
          note(4, now, high[pair] - difference, b, a);
        }
      }
    }
  };

  const before: number[] = new Array(tenants).fill(0);
  const inside = ({ queues, counters, now }: State) => {
    if (counters === undefined) return;
    let poorest = -1;
    let richest = -1;
    for (let tenant = 0; tenant < tenants; tenant++) {
      const counter = counters[tenant];
      note(6, now, before[tenant] - counter, tenant, NOBODY);
      before[tenant] = counter;
      if (queues[tenant].length === 0) continue;
      if (poorest < 0 || counter < counters[poorest]) poorest = tenant;
      if (richest < 0 || counter > counters[richest]) richest = tenant;
    }
    if (richest >= 0) note(7, now, counters[richest] - counters[poorest], poorest, richest);
  };

  const newest: number[] = new Array(tenants).fill(-1);
  const look: Look = (step, state, request) => {
    if (step === 'filled') {
      if (state.running.length < of.slots && heads.some((head) => head >= 0)) {
        note(2, state.now, of.slots - state.running.length, NOBODY, NOBODY);
      }
      return;
    }
    if (step === 'ticked') return;
    if (step === 'pick' && request !== undefined) {
      note(3, state.now, newest[request.tenant] - request.id, request.tenant, NOBODY);
      newest[request.tenant] = request.id;
    }
    outside(state);
    inside(state);
  };
  const end = (log: Log) => {
    const asked: number[] = new Array(tenants).fill(0);
    for (const { tenant, prompt, output } of of.requests) {
      asked[tenant] += PRICE.prompt * prompt + PRICE.output * output;
    }
    const last = (log.ticks - 1) * tenants;
    for (let tenant = 0; tenant < tenants; tenant++) {
      const amount = Math.abs(asked[tenant] - log.received[last + tenant]);
      note(1, log.ticks, amount, tenant, NOBODY);
    }
  };
  return { look, end, found, most };
}

/** Runs a case under a policy to its end and judges it. */
export function judged(of: Case, policy: Policy): Pick<Judge, 'found' | 'most'> {
  const seen = judge(of);
  seen.end(runEngine(of.requests, of, policy, undefined, seen.look));
  return seen;
}
