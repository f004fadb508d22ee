/** The replicas while they run: who holds a slot, and when a request ends. */
import { heapPop, heapPush } from '../../../kit/sim/heap.ts';
import { type Random, seeded } from '../../../kit/sim/random.ts';
import { type Machine, type Request, slotTimeOf } from './workload.ts';

/** The replicas while they run: a request holds a slot of one of them for its slot time there. */
export interface Fleet {
  readonly machine: Machine;
  readonly requests: readonly Request[];
  /** Active requests of each replica. */
  readonly active: Int32Array;
  /** Ids of all active requests, a heap by `finish`. */
  readonly running: number[];
  /** Of each request: when it got a slot, and when it left it, s. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Of each request: the replica that served it. */
  readonly servedBy: Int16Array;
}

/** Decides where and when requests start; it calls `begin` on the fleet to start one. */
export interface Router {
  /** A request has come. */
  arrive(request: Request, now: number): void;
  /** A request has left `replica`; its slot is free. */
  finished(request: Request, replica: number, now: number): void;
  /** When the router next wants to look again of its own accord, s; never if left out. */
  wakeAt?(): number;
  /** The time it asked for has come. */
  wake?(now: number): void;
}

/** Makes a router for a fleet; `ties` is its own stream of random numbers. */
export type Policy = (fleet: Fleet, ties: Random) => Router;

/** What a run leaves behind, one entry per request. */
export type Run = Pick<Fleet, 'start' | 'finish' | 'servedBy'>;

/** Whether a replica could start one more request. */
export const hasFreeSlot = (fleet: Fleet, replica: number): boolean =>
  fleet.active[replica] < fleet.machine.slots;

/** Prompt tokens of a request that `replica` has to compute. */
export const promptComputed = ({ prompt, home, reusable }: Request, replica: number): number =>
  home === replica ? prompt * (1 - reusable) : prompt;

/** Seconds that a request holds a slot of `replica`. */
const slotTimeOn = (request: Request, replica: number, machine: Machine): number =>
  request.home === replica
    ? slotTimeOf(promptComputed(request, replica), request.output, machine)
    : request.slotTime;

/** Time to the first token, s: the wait for a slot, then the prompt. */
export const timeToFirstToken = (request: Request, run: Run, { reads }: Machine): number =>
  run.start[request.id] -
  request.arrival +
  promptComputed(request, run.servedBy[request.id]) / reads;

const byFinish =
  ({ finish }: Pick<Fleet, 'finish'>) =>
  (a: number, b: number) =>
    finish[a] - finish[b] || a - b;

/** Gives a request a slot of `replica`; throws if there is none. */
export function begin(fleet: Fleet, replica: number, request: Request, now: number): void {
  if (!hasFreeSlot(fleet, replica)) throw new Error(`replica ${replica} has no free slot`);
  const { id } = request;
  fleet.active[replica]++;
  fleet.start[id] = now;
  fleet.finish[id] = now + slotTimeOn(request, replica, fleet.machine);
  fleet.servedBy[id] = replica;
  heapPush(fleet.running, id, byFinish(fleet));
}

/**
 * Runs requests, in order of arrival, through a router until the last has left. At equal times a
 * finish comes before an arrival and an arrival before the router's own timer.
 *
 * @param requests ascending by arrival, `id` their position
 * @param seed of the router's random choices
 */
export function simulate(
  requests: readonly Request[],
  policy: Policy,
  { machine, seed }: { machine: Machine; seed: number },
): Run {
  const fleet: Fleet = {
    machine,
    requests,
    active: new Int32Array(machine.replicas),
    running: [],
    start: new Float64Array(requests.length),
    finish: new Float64Array(requests.length),
    servedBy: new Int16Array(requests.length),
  };
  const router = policy(fleet, seeded(seed * 31 + 5));
  const { running, finish, servedBy } = fleet;
  const first = byFinish(fleet);
  let next = 0;
  let left = requests.length;
  while (left > 0) {
    const arrival = next < requests.length ? requests[next].arrival : Number.POSITIVE_INFINITY;
    const end = running.length > 0 ? finish[running[0]] : Number.POSITIVE_INFINITY;
    const now = Math.min(arrival, end, router.wakeAt?.() ?? Number.POSITIVE_INFINITY);
    if (now === Number.POSITIVE_INFINITY) throw new Error('requests wait and nothing will happen');
    if (now === end) {
      const request = requests[heapPop(running, first) as number];
      const replica = servedBy[request.id];
      fleet.active[replica]--;
      left--;
      router.finished(request, replica, now);
    } else if (now === arrival) {
      router.arrive(requests[next++], now);
    } else {
      router.wake?.(now);
    }
  }
  return fleet;
}
