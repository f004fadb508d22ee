/**
 * The list: seven sentences about a fair scheduler, each with the check that it is. The first
 * five look only at what the scheduler did, the last two at the counters it keeps.
 */
import { type Log, type Machine, type Policy, PRICE, type Request, runEngine } from './engine.ts';

/** A machine with the limits that requests keep to, and the requests. */
export interface Case extends Machine {
  readonly longestPrompt: number;
  readonly longestOutput: number;
  readonly requests: readonly Request[];
}

/**
 * What one tenant can be charged between two picks, in priced tokens: one more prompt, and every
 * slot's output. At the moment a tenant is picked it is the least served of those that wait.
 */
export const unit = (limits: {
  readonly longestPrompt: number;
  readonly longestOutput: number;
  readonly slots: number;
}): number =>
  PRICE.prompt * limits.longestPrompt + PRICE.output * limits.slots * limits.longestOutput;

/** Where and by how much a sentence is broken; amounts in the unit of its bound. */
export interface Violation {
  /** The sentence's number in the list. */
  readonly sentence: number;
  /** The ticks between which it happens. */
  readonly from: number;
  readonly to: number;
  /** The tenants concerned; who gains stands first. */
  readonly tenants: readonly number[];
  readonly amount: number;
  readonly bound: number;
}

/** An amount and where it was reached. */
export type Extent = Omit<Violation, 'sentence' | 'bound'>;

/** What the counters did, seen at every pick. */
interface Inside {
  fall: Extent;
  spread: Extent;
}

/** A run and what is needed to judge it. */
export interface Evidence {
  readonly case: Case;
  readonly log: Log;
  readonly inside: Inside;
}

/** One sentence of the list. */
export interface Assumption {
  readonly number: number;
  readonly name: string;
  readonly sentence: string;
  readonly looks: 'outside' | 'inside';
  /** The violation, or null when the run keeps the sentence. */
  readonly broken: (evidence: Evidence) => Violation | null;
}

const NOTHING: Extent = { amount: 0, from: 0, to: 0, tenants: [] };

/**
 * The largest change, over any stretch in which two tenants both wait, of the difference between
 * the services they have received; in priced tokens.
 */
export function widestGap(log: Pick<Log, 'tenants' | 'ticks' | 'received' | 'waiting'>): Extent {
  const { tenants, ticks, received, waiting } = log;
  let widest = NOTHING;
  for (let a = 0; a < tenants; a++) {
    for (let b = a + 1; b < tenants; b++) {
      let both = false;
      let low = 0;
      let high = 0;
      let lowAt = 0;
      let highAt = 0;
      for (let tick = 0, row = 0; tick < ticks; tick++, row += tenants) {
        if (waiting[row + a] === 0 || waiting[row + b] === 0) {
          both = false;
          continue;
        }
        const difference = received[row + a] - received[row + b];
        if (!both || difference < low) {
          low = difference;
          lowAt = tick;
        }
        if (!both || difference > high) {
          high = difference;
          highAt = tick;
        }
        both = true;
        if (high - low <= widest.amount) continue;
        const gains = highAt > lowAt ? [a, b] : [b, a];
        const [from, to] = highAt > lowAt ? [lowAt, highAt] : [highAt, lowAt];
        widest = { amount: high - low, from, to, tenants: gains };
      }
    }
  }
  return widest;
}

/**
 * The most that any one tenant receives while another tenant's oldest request waits; in priced
 * tokens.
 */
function widestBypass(log: Log): Extent {
  const { tenants, admissions, received } = log;
  const previous: number[] = new Array(tenants).fill(0);
  let widest = NOTHING;
  for (const { request, tick } of admissions) {
    const head = Math.max(request.arrival, previous[request.tenant]);
    previous[request.tenant] = tick;
    if (tick - 1 <= head) continue;
    for (let other = 0; other < tenants; other++) {
      if (other === request.tenant) continue;
      const amount = received[(tick - 1) * tenants + other] - received[head * tenants + other];
      if (amount > widest.amount) {
        widest = { amount, from: head, to: tick, tenants: [other, request.tenant] };
      }
    }
  }
  return widest;
}

/** The first tenant whose service is not the price of what it asked for, or null. */
function unserved({ case: { requests, tenants }, log }: Evidence): Extent | null {
  const asked: number[] = new Array(tenants).fill(0);
  for (const request of requests) {
    asked[request.tenant] += PRICE.prompt * request.prompt + PRICE.output * request.output;
  }
  for (let tenant = 0; tenant < tenants; tenant++) {
    const amount = Math.abs(asked[tenant] - log.received[(log.ticks - 1) * tenants + tenant]);
    if (amount > 0) return { amount, from: 0, to: log.ticks, tenants: [tenant] };
  }
  return null;
}

/** The first request that was admitted before an older one of its own tenant, or null. */
function outOfOrder({ log }: Evidence): Extent | null {
  const newest: number[] = new Array(log.tenants).fill(-1);
  for (const { request, tick } of log.admissions) {
    const amount = newest[request.tenant] - request.arrival;
    if (amount > 0) return { amount, from: request.arrival, to: tick, tenants: [request.tenant] };
    newest[request.tenant] = request.arrival;
  }
  return null;
}

const beyond = (sentence: number, extent: Extent, bound: number): Violation | null =>
  extent.amount > bound ? { ...extent, sentence, bound } : null;

/** The list, in order. */
export const ASSUMPTIONS: readonly Assumption[] = [
  {
    number: 1,
    name: 'conservation',
    sentence: 'Every token asked for is served exactly once.',
    looks: 'outside',
    broken: (evidence) => beyond(1, unserved(evidence) ?? NOTHING, 0),
  },
  {
    number: 2,
    name: 'work conservation',
    sentence: 'No slot is idle while anyone waits.',
    looks: 'outside',
    broken: ({ log: { idle } }) =>
      idle.length === 0
        ? null
        : beyond(2, { amount: idle.length, from: idle[0], to: idle[0] + 1, tenants: [] }, 0),
  },
  {
    number: 3,
    name: 'order',
    sentence: 'Inside one tenant, first come, first served.',
    looks: 'outside',
    broken: (evidence) => beyond(3, outOfOrder(evidence) ?? NOTHING, 0),
  },
  {
    number: 4,
    name: 'bounded gap',
    sentence: 'While two tenants are both waiting, the service they receive differs by at most 2U.',
    looks: 'outside',
    broken: ({ case: limits, log }) => beyond(4, widestGap(log), 2 * unit(limits)),
  },
  {
    number: 5,
    name: 'bounded bypass',
    sentence:
      'While a tenant’s oldest request waits, no single other tenant receives more than 2U.',
    looks: 'outside',
    broken: ({ case: limits, log }) => beyond(5, widestBypass(log), 2 * unit(limits)),
  },
  {
    number: 6,
    name: 'no amnesty',
    sentence: 'A counter never falls.',
    looks: 'inside',
    broken: ({ inside }) => beyond(6, inside.fall, 0),
  },
  {
    number: 7,
    name: 'no savings',
    sentence: 'The counters of waiting tenants lie within U of each other.',
    looks: 'inside',
    broken: ({ case: limits, inside }) => beyond(7, inside.spread, unit(limits)),
  },
];

/** Wraps a policy so that its counters are looked at before every pick. */
function watched(policy: Policy, inside: Inside): Policy {
  return (view) => {
    const scheduler = policy(view);
    const { counters } = scheduler;
    if (counters === undefined) return scheduler;
    const before = [...counters];
    const look = () => {
      let poorest = -1;
      let richest = -1;
      for (let tenant = 0; tenant < view.tenants; tenant++) {
        const fall = before[tenant] - counters[tenant];
        if (fall > inside.fall.amount) {
          inside.fall = { amount: fall, from: view.now(), to: view.now(), tenants: [tenant] };
        }
        before[tenant] = counters[tenant];
        if (view.queues[tenant].length === 0) continue;
        if (poorest < 0 || counters[tenant] < counters[poorest]) poorest = tenant;
        if (richest < 0 || counters[tenant] > counters[richest]) richest = tenant;
      }
      const spread = richest < 0 ? 0 : counters[richest] - counters[poorest];
      if (spread > inside.spread.amount) {
        inside.spread = {
          amount: spread,
          from: view.now(),
          to: view.now(),
          tenants: [poorest, richest],
        };
      }
    };
    return {
      ...scheduler,
      pick() {
        look();
        return scheduler.pick();
      },
    };
  };
}

/** Runs a case under a policy with the counters watched. */
export function observe(limits: Case, policy: Policy): Evidence {
  const inside: Inside = { fall: NOTHING, spread: NOTHING };
  const log = runEngine(limits.requests, limits, watched(policy, inside));
  return { case: limits, log, inside };
}

/** The sentences of the list that a run breaks, in order. */
export const violations = (
  evidence: Evidence,
  list: readonly Assumption[] = ASSUMPTIONS,
): Violation[] =>
  list.map((assumption) => assumption.broken(evidence)).filter((found) => found !== null);
