import assert from 'node:assert/strict';
import { withoutAssumptions } from '../../../../kit/assume.ts';
import { BURST, given, MACHINE, MIX } from '../assumed.ts';
import { type Policy, promptComputed, type Run, simulate } from '../fleet.ts';
import * as workload from '../workload.ts';
import { fullStep, NO_HOME, type Pool, poolOf, prefillRate, type Request } from '../workload.ts';

const { plain: machine } = withoutAssumptions(MACHINE);

/** The machine of the essay, the one of its prefixes, and the steady mix. */
export const POOL = poolOf(machine);
export const SLOW_READER = poolOf({ ...machine, reads: given.slowReads.assumed });
export const STEADY_MIX = withoutAssumptions(MIX).plain;

type Steady = Parameters<typeof workload.steady>[0];
type Burst = Parameters<typeof workload.burst>[0];
type Conversations = Parameters<typeof workload.conversations>[0];

/** A steady request of which only what a test changes is said. */
export type SomeSteady = Omit<Steady, 'pool' | 'mix'> & Partial<Steady>;

/** Requests of the essay's steady mix, burst and conversations, but for what a test changes. */
export const steady = (request: SomeSteady): Request[] =>
  workload.steady({ pool: POOL, mix: STEADY_MIX, ...request });

const { machine: _, ...scene } = withoutAssumptions(BURST).plain;
export const burst = (request: Partial<Burst> & { seed: number }): Request[] =>
  workload.burst({ ...scene, until: 600, pool: POOL, ...request });

export const conversations = (
  request: Omit<Conversations, 'pool' | 'withHome' | 'heldAtHome'>,
): Request[] =>
  workload.conversations({
    withHome: given.withHome.assumed,
    heldAtHome: given.heldAtHome.assumed,
    pool: SLOW_READER,
    ...request,
  });

/** Fails unless two numbers agree within a relative error (of 1 when `expected` is 0). */
export function near(actual: number, expected: number, relative: number, what = ''): void {
  const allowed = relative * (Math.abs(expected) || 1);
  assert.ok(
    Math.abs(actual - expected) <= allowed,
    `${what} ${actual} is not within ${relative} of ${expected}`,
  );
}

/** Fails unless a value rounds to the one printed: half of its last digit. */
export const printed = (value: number, reference: string): void => {
  const decimals = reference.split('.')[1]?.length ?? 0;
  const allowed = 0.5001 * 10 ** -decimals;
  assert.ok(Math.abs(value - Number(reference)) <= allowed, `${value} is not ${reference}`);
};

/** One moment of a run: a request comes, starts or ends. Ends sort before starts. */
interface Moment {
  readonly at: number;
  readonly kind: 'end' | 'come' | 'start';
  readonly request: Request;
}

const FIRST = { end: 0, come: 1, start: 2 } as const;

function moments(requests: readonly Request[], run: Run): Moment[] {
  const all = requests.flatMap((request): Moment[] => [
    { at: request.arrival, kind: 'come', request },
    { at: run.start[request.id], kind: 'start', request },
    { at: run.finish[request.id], kind: 'end', request },
  ]);
  return all.sort((a, b) => a.at - b.at || FIRST[a.kind] - FIRST[b.kind]);
}

/** What stands between two moments. */
interface State {
  readonly waiting: ReadonlySet<Request>;
  readonly active: readonly number[];
}

/** Walks a run and calls `see` with the state that lasts from one moment to the next. */
function walk(
  requests: readonly Request[],
  run: Run,
  pool: Pool,
  see: (state: State, from: number, to: number) => void,
): void {
  const waiting = new Set<Request>();
  const active = new Array<number>(pool.replicas).fill(0);
  const all = moments(requests, run);
  all.forEach(({ at, kind, request }, i) => {
    if (kind === 'come') waiting.add(request);
    if (kind === 'start') {
      waiting.delete(request);
      active[run.servedBy[request.id]]++;
    }
    if (kind === 'end') active[run.servedBy[request.id]]--;
    const until = all[i + 1]?.at ?? at;
    if (until > at) see({ waiting, active }, at, until);
  });
}

/** Who may wait while a slot is free. */
export type Excuse = (request: Request, active: readonly number[], pool: Pool) => boolean;

/** Nobody: the policy is work-conserving. */
export const nobody: Excuse = () => false;

/** Whoever has a home that is full. */
export const homeFull: Excuse = ({ home }, active, pool) =>
  home !== NO_HOME && active[home] >= pool.slots;

/** Anybody: immediate placement keeps requests at their replica. */
export const anybody: Excuse = () => true;

/** Seconds that a request needs of a slot of `replica`, in a full batch. */
const slotTimeOn = (request: Request, replica: number, pool: Pool): number =>
  promptComputed(request, replica) / prefillRate(pool) + request.output * fullStep(pool);

/**
 * Runs requests through a policy and holds every law of a queue on the way: order in time, slots,
 * conservation of work, Little's law on the sample path, and no free slot while somebody waits who
 * has no excuse.
 */
export function lawfulRun(
  requests: readonly Request[],
  policy: Policy,
  { pool, seed, excuse }: { pool: Pool; seed: number; excuse: Excuse },
): Run {
  const run = simulate(requests, policy, { pool, seed });
  let waited = 0;
  let served = 0;
  let needed = 0;
  for (const request of requests) {
    const start = run.start[request.id];
    assert.ok(start >= request.arrival, `request ${request.id} starts before it comes`);
    assert.ok(run.finish[request.id] > start, `request ${request.id} ends before it starts`);
    waited += start - request.arrival;
    served += run.finish[request.id] - start;
    needed += slotTimeOn(request, run.servedBy[request.id], pool);
  }
  let queueTime = 0;
  walk(requests, run, pool, ({ waiting, active }, from, to) => {
    queueTime += waiting.size * (to - from);
    for (const some of active) assert.ok(some >= 0 && some <= pool.slots, 'too many active');
    if (to - from < 1e-9 || active.every((some) => some >= pool.slots)) return;
    for (const request of waiting) {
      assert.ok(excuse(request, active, pool), `a slot is free and ${request.id} waits at ${from}`);
    }
  });
  near(queueTime, waited, 1e-9, "Little's law:");
  if (pool.stepPerActive === 0) near(served, needed, 1e-9, 'work served:');
  return run;
}
