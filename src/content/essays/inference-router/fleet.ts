/** The replicas while they run: who holds a slot, and when a request ends. */
import { type Random, seeded } from '../../../kit/sim/random.ts';
import { type Pool, prefillRate, type Request } from './workload.ts';

/**
 * The replicas while they run. Every active request of a replica advances one step per
 * `step + stepPerActive · active` seconds, so each replica keeps a clock of steps done; a request
 * that begins at step v ends at v + prompt/chunk + output.
 */
export interface Fleet {
  readonly pool: Pool;
  readonly requests: readonly Request[];
  /** Active requests of each replica. */
  readonly active: Int32Array;
  /** Ids of the active requests of each replica, by descending `finishStep`: the next is last. */
  readonly running: readonly number[][];
  /** Steps done by each replica when it last changed, and when that was, s. */
  readonly stepsDone: Float64Array;
  readonly changed: Float64Array;
  /** When each replica next finishes a request, s; Infinity when idle. */
  readonly nextFinish: Float64Array;
  /** Of each request: the step of its replica at which it ends. */
  readonly finishStep: Float64Array;
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
  /** When the router next wants to look again of its own accord, s; Infinity for never. */
  wakeAt(): number;
  /** The time it asked for has come. */
  wake(now: number): void;
}

/** Makes a router for a fleet; `ties` is its own stream of random numbers. */
export type Policy = (fleet: Fleet, ties: Random) => Router;

/** What a run leaves behind, one entry per request. */
export type Run = Pick<Fleet, 'start' | 'finish' | 'servedBy'>;

/** Whether a replica could start one more request. */
export const hasFreeSlot = (fleet: Fleet, replica: number): boolean =>
  fleet.active[replica] < fleet.pool.slots;

/** Prompt tokens of a request that `replica` has to compute. */
export const promptComputed = (request: Request, replica: number): number =>
  request.home === replica ? request.prompt * (1 - request.reusable) : request.prompt;

/** Time to the first token, s: the wait for a slot, then the prompt at a full batch's rate. */
export const timeToFirstToken = (request: Request, run: Run, pool: Pool): number =>
  run.start[request.id] -
  request.arrival +
  promptComputed(request, run.servedBy[request.id]) / prefillRate(pool);

const stepTime = (fleet: Fleet, replica: number): number =>
  fleet.pool.step + fleet.pool.stepPerActive * fleet.active[replica];

/** Brings a replica's clock of steps to `now`. */
function advance(fleet: Fleet, replica: number, now: number): void {
  if (fleet.active[replica] > 0) {
    fleet.stepsDone[replica] += (now - fleet.changed[replica]) / stepTime(fleet, replica);
  }
  fleet.changed[replica] = now;
}

function schedule(fleet: Fleet, replica: number): void {
  const running = fleet.running[replica];
  const first = running[running.length - 1];
  fleet.nextFinish[replica] =
    first === undefined
      ? Number.POSITIVE_INFINITY
      : fleet.changed[replica] +
        (fleet.finishStep[first] - fleet.stepsDone[replica]) * stepTime(fleet, replica);
}

/** Puts a request among those running on `replica`, in the order in which they will finish. */
function insertByFinish(fleet: Fleet, replica: number, id: number): void {
  const running = fleet.running[replica];
  const { finishStep } = fleet;
  let i = running.push(id) - 1;
  for (; i > 0 && finishStep[running[i - 1]] <= finishStep[id]; i--) running[i] = running[i - 1];
  running[i] = id;
}

/** Gives a request a slot of `replica`; throws if there is none. */
export function begin(fleet: Fleet, replica: number, request: Request, now: number): void {
  if (!hasFreeSlot(fleet, replica)) throw new Error(`replica ${replica} has no free slot`);
  advance(fleet, replica, now);
  fleet.active[replica]++;
  fleet.start[request.id] = now;
  fleet.servedBy[request.id] = replica;
  const reading = promptComputed(request, replica) / fleet.pool.chunk;
  fleet.finishStep[request.id] = fleet.stepsDone[replica] + reading + request.output;
  insertByFinish(fleet, replica, request.id);
  schedule(fleet, replica);
}

/** Takes the first request to finish off `replica` and returns it. */
function end(fleet: Fleet, replica: number, now: number): Request {
  advance(fleet, replica, now);
  const id = fleet.running[replica].pop();
  if (id === undefined) throw new Error(`replica ${replica} is idle`);
  // The clock lands on the finish exactly, so that rounding cannot build up.
  fleet.stepsDone[replica] = fleet.finishStep[id];
  fleet.active[replica]--;
  fleet.finish[id] = now;
  schedule(fleet, replica);
  return fleet.requests[id];
}

function emptyFleet(requests: readonly Request[], pool: Pool): Fleet {
  return {
    pool,
    requests,
    active: new Int32Array(pool.replicas),
    running: Array.from({ length: pool.replicas }, () => []),
    stepsDone: new Float64Array(pool.replicas),
    changed: new Float64Array(pool.replicas),
    nextFinish: new Float64Array(pool.replicas).fill(Number.POSITIVE_INFINITY),
    finishStep: new Float64Array(requests.length),
    start: new Float64Array(requests.length),
    finish: new Float64Array(requests.length),
    servedBy: new Int16Array(requests.length),
  };
}

/** The replica that finishes first; the lowest index among equals. */
function firstToFinish({ nextFinish }: Fleet): number {
  let first = 0;
  for (let i = 1; i < nextFinish.length; i++) if (nextFinish[i] < nextFinish[first]) first = i;
  return first;
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
  { pool, seed }: { pool: Pool; seed: number },
): Run {
  const fleet = emptyFleet(requests, pool);
  const router = policy(fleet, seeded(seed * 31 + 5));
  let next = 0;
  let left = requests.length;
  while (left > 0) {
    const arrival = next < requests.length ? requests[next].arrival : Number.POSITIVE_INFINITY;
    const replica = firstToFinish(fleet);
    const now = Math.min(arrival, fleet.nextFinish[replica], router.wakeAt());
    if (now === Number.POSITIVE_INFINITY) throw new Error('requests wait and nothing will happen');
    if (now === fleet.nextFinish[replica]) {
      const request = end(fleet, replica, now);
      left--;
      router.finished(request, replica, now);
    } else if (now === arrival) {
      router.arrive(requests[next++], now);
    } else {
      router.wake(now);
    }
  }
  return fleet;
}
