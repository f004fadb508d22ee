/** The live machine: who holds which slot, and who waits, at any moment of a flood. */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { CLASS_WEIGHTS, FLOOD } from './assumed.ts';
import { type Run, simulate } from './fleet.ts';
import { type Order, orderOf, SIX } from './orders.ts';
import { STRETCH } from './stretch.ts';
import { floodIn, isBulk, type Machine, type Request, slotsOf } from './workload.ts';

/** Settings of {@link machine}. */
export interface Live {
  readonly seed: number;
  readonly order: string;
  readonly sent: boolean;
  readonly names: number;
  /** When in the hour the stretch begins that is replayed, s. */
  readonly from: number;
  readonly classWeights: readonly number[];
  readonly machine: Machine;
  readonly background: number;
  readonly start: number;
  readonly length: number;
  readonly bulk: number;
  readonly until: number;
}

/** The last moment that can be played, s. */
export const LAST = 310;

/** The orders among which a reader chooses. */
export const LIVE_ORDERS = [
  'first come',
  'fair shares',
  'classes 16:4:1',
  'strict classes',
  'shortest predicted',
] as const satisfies readonly Order[];

/** What one order of the queue makes of the requests, one entry for each. */
export interface History {
  /** When it gets a slot and when it leaves it, in whole milliseconds. */
  readonly start: readonly number[];
  readonly finish: readonly number[];
  /** Which slot: those of the first replica are 0 to 15. */
  readonly slot: readonly number[];
  /** How many wait at 0, 1, 2, … s. */
  readonly queue: readonly number[];
}

/** Result of {@link machine}. */
export interface Flooded {
  /** Of each request, in order of arrival: its tenant, a place in `SIX`, and when it comes, ms. */
  readonly tenant: readonly number[];
  readonly arrival: readonly number[];
  readonly first: History;
  readonly chosen: History;
}

const milliseconds = (times: Float64Array): number[] =>
  Array.from(times, (time) => Math.round(time * 1000));

/** How many requests wait at 0, `every`, … seconds, up to `until`. */
export function queueOver(
  requests: readonly Request[],
  start: Float64Array,
  { every, until }: { every: number; until: number },
): number[] {
  const counts = new Array<number>(Math.floor(until / every) + 1).fill(0);
  for (const { id, arrival } of requests) {
    const beyond = Math.min(Math.ceil(start[id] / every), counts.length);
    for (let i = Math.ceil(arrival / every); i < beyond; i++) counts[i]++;
  }
  return counts;
}

/** The slot of each request: of its replica, the first that is free when it starts. */
function slotsTaken(
  requests: readonly Request[],
  { start, finish, servedBy }: Run,
  machine: Machine,
): number[] {
  const freeAt = new Float64Array(slotsOf(machine));
  const taken = new Array<number>(requests.length).fill(0);
  const inOrder = requests.map(({ id }) => id).sort((a, b) => start[a] - start[b]);
  for (const id of inOrder) {
    let slot = servedBy[id] * machine.slots;
    while (freeAt[slot] > start[id]) slot++;
    freeAt[slot] = finish[id];
    taken[id] = slot;
  }
  return taken;
}

/** A flood under first come, first served, and under the order that the reader chose. */
export const machine = experiment(
  {
    seed: 5,
    order: 'fair shares',
    sent: true,
    names: 1,
    from: 60 * STRETCH.code.first,
    classWeights: CLASS_WEIGHTS,
    ...FLOOD,
    until: LAST,
  },
  ({ order, sent, from, classWeights, ...scene }: Live): Flooded => {
    const { machine, seed } = scene;
    const params = { ...scene, bulk: sent ? scene.bulk : 0 };
    const requests = floodIn({ from, came: STRETCH }, params, seeded(seed));
    const under = (order: string): History => {
      const policy = orderOf(order as Order, { machine, classWeights });
      const run = simulate(requests, policy, { machine, seed });
      return {
        start: milliseconds(run.start),
        finish: milliseconds(run.finish),
        slot: slotsTaken(requests, run, machine),
        queue: queueOver(requests, run.start, { every: 1, until: scene.until }),
      };
    };
    return {
      tenant: requests.map(({ tenant }) => SIX.indexOf(isBulk(tenant) ? 'bulk' : tenant)),
      arrival: requests.map(({ arrival }) => Math.round(arrival * 1000)),
      first: under('first come'),
      chosen: under(order),
    };
  },
);

/** A slot that nobody holds. */
export const FREE = -1;

/** The machine at one moment. */
export interface State {
  /** Of each slot the tenant that holds it, a place in `SIX`, or `FREE`. */
  readonly slots: readonly number[];
  /** The tenants of those who wait, in order of arrival. */
  readonly waiting: readonly number[];
  /** Of each tenant: how long the first of those has waited, s. */
  readonly waited: readonly number[];
}

/**
 * Who holds which slot and who waits.
 *
 * @param seconds the moment
 */
export function stateAt(
  { tenant, arrival }: Flooded,
  { start, finish, slot }: History,
  { machine, seconds }: { machine: Machine; seconds: number },
): State {
  const at = seconds * 1000;
  const slots = new Array<number>(slotsOf(machine)).fill(FREE);
  const waiting: number[] = [];
  const waited = SIX.map(() => 0);
  for (let id = 0; id < arrival.length && arrival[id] <= at; id++) {
    if (start[id] > at) {
      waiting.push(tenant[id]);
      waited[tenant[id]] ||= (at - arrival[id]) / 1000;
    } else if (finish[id] > at) slots[slot[id]] = tenant[id];
  }
  return { slots, waiting, waited };
}
