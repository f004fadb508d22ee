/** Replicas whose requests share their steps: continuous batching, prompts read in chunks. */
import { seeded } from '../../../kit/sim/random.ts';
import { leastOf } from './choice.ts';
import type { Discipline } from './disciplines.ts';
import type { Machine, Request } from './workload.ts';

/**
 * Replicas whose requests share each step: continuous batching (Yu et al., 2022) with prompts read
 * in chunks (Agrawal et al., 2024). A step writes a token for every request that has been read, and
 * carries a chunk of at most one prompt, the oldest of those not read.
 */
export interface Engine extends Machine {
  /** Milliseconds of a step of an empty batch; each active request adds its part up to `writes`. */
  readonly emptyStep: number;
  /** Prompt tokens in a step; they lengthen it by as long as `reads` says. */
  readonly chunk: number;
}

/** When each request got its slot, had been read, and was done; s. */
export interface Batched {
  readonly start: Float64Array;
  readonly read: Float64Array;
  readonly finish: Float64Array;
}

/** A request that writes, and the step of its replica at which it is done. */
interface Writing {
  readonly request: Request;
  readonly until: number;
}

/** One replica: a clock of steps, whose pace depends on what is in the batch. */
interface Replica {
  /** Steps done when it last changed, and when that was, s. */
  steps: number;
  changed: number;
  /** Requests whose prompts wait for their turn in the batch; the first is being read. */
  readonly unread: Request[];
  /** The step at which the first of them has been read. */
  readUntil: number;
  /** Those that write, by descending `until`. */
  readonly writing: Writing[];
  /** When something next ends here, s. */
  next: number;
}

/** Runs requests through one queue in front of such replicas, until the last has left. */
export function simulateBatches(
  requests: readonly Request[],
  discipline: Discipline,
  { engine, seed }: { engine: Engine; seed: number },
): Batched {
  const { replicas: count, slots, reads, writes, emptyStep, chunk } = engine;
  const perActive = (writes - emptyStep) / slots;
  const batched: Batched = {
    start: new Float64Array(requests.length),
    read: new Float64Array(requests.length),
    finish: new Float64Array(requests.length),
  };
  const replicas = Array.from(
    { length: count },
    (): Replica => ({
      steps: 0,
      changed: 0,
      unread: [],
      readUntil: Number.POSITIVE_INFINITY,
      writing: [],
      next: Number.POSITIVE_INFINITY,
    }),
  );
  const active = ({ unread, writing }: Replica) => unread.length + writing.length;
  const stepTime = (replica: Replica) =>
    (emptyStep + perActive * active(replica)) / 1000 +
    (replica.unread.length > 0 ? chunk / reads : 0);
  const advance = (replica: Replica, now: number) => {
    replica.steps += (now - replica.changed) / stepTime(replica);
    replica.changed = now;
  };
  const ends = ({ readUntil, writing }: Replica) =>
    Math.min(readUntil, writing[writing.length - 1]?.until ?? Number.POSITIVE_INFINITY);
  const schedule = (replica: Replica) => {
    replica.next = replica.changed + Math.max(0, ends(replica) - replica.steps) * stepTime(replica);
  };
  const readNext = (replica: Replica) => {
    const [first] = replica.unread;
    replica.readUntil =
      first === undefined ? Number.POSITIVE_INFINITY : replica.steps + first.prompt / chunk;
  };
  const write = ({ writing, steps }: Replica, request: Request) => {
    const until = steps + request.output;
    let i = writing.length;
    while (i > 0 && writing[i - 1].until <= until) i--;
    writing.splice(i, 0, { request, until });
  };
  const choose = leastOf(count, seeded(seed * 31 + 5));
  const dispatch = (now: number) => {
    while (discipline.size() > 0) {
      const place = choose((i) => {
        const some = active(replicas[i]);
        return some < slots ? some : Number.POSITIVE_INFINITY;
      });
      if (place < 0) return;
      const request = discipline.pop();
      if (request === undefined) return;
      const replica = replicas[place];
      advance(replica, now);
      replica.unread.push(request);
      if (replica.unread.length === 1) readNext(replica);
      batched.start[request.id] = now;
      schedule(replica);
    }
  };
  let arrived = 0;
  let left = requests.length;
  while (left > 0) {
    const arrival =
      arrived < requests.length ? requests[arrived].arrival : Number.POSITIVE_INFINITY;
    const replica = replicas.reduce((first, one) => (one.next < first.next ? one : first));
    const now = Math.min(arrival, replica.next);
    if (now < replica.next) {
      discipline.push(requests[arrived++]);
    } else {
      advance(replica, now);
      // The clock lands on what ends exactly, so that rounding cannot build up.
      replica.steps = ends(replica);
      if (replica.readUntil <= replica.steps) {
        const request = replica.unread.shift() as Request;
        batched.read[request.id] = now;
        write(replica, request);
        readNext(replica);
      } else {
        const { request } = replica.writing.pop() as Writing;
        batched.finish[request.id] = now;
        discipline.finished(request);
        left--;
      }
      schedule(replica);
    }
    dispatch(now);
  }
  return batched;
}
