import assert from 'node:assert/strict';
import { withoutAssumptions } from '../../../../kit/assume.ts';
import { FLOOD, MACHINE } from '../assumed.ts';
import { type Policy, promptComputed, type Run, simulate } from '../fleet.ts';
import * as hours from '../hours.ts';
import { type Flood, type Machine, NO_HOME, type Request, slotTimeOf } from '../workload.ts';

/** The machine of the essay. */
export const EIGHT: Machine = withoutAssumptions(MACHINE).plain;

/** The essay's flood, but for what a test changes. */
export const flood = (params: Partial<Flood> & { seed: number }): Request[] =>
  hours.flood({ ...withoutAssumptions(FLOOD).plain, ...params });

/** Requests with given arrivals and slot times, for the closed forms. */
export const plain = (
  rows: readonly { arrival: number; slotTime: number; tenant?: string }[],
): Request[] =>
  rows.map(({ arrival, slotTime, tenant = 'one' }, id) => ({
    id,
    tenant,
    kind: 'chat',
    arrival,
    prompt: 0,
    output: (slotTime * 1000) / EIGHT.writes,
    slotTime,
    predicted: slotTime,
    home: NO_HOME,
    reusable: 0,
  }));

/** Fails unless two numbers agree within a relative error (of 1 when `expected` is 0). */
export function near(actual: number, expected: number, relative: number, what = ''): void {
  const allowed = relative * (Math.abs(expected) || 1);
  assert.ok(
    Math.abs(actual - expected) <= allowed,
    `${what} ${actual} is not within ${relative} of ${expected}`,
  );
}

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
  { replicas }: Machine,
  see: (state: State, from: number, to: number) => void,
): void {
  const waiting = new Set<Request>();
  const active = new Array<number>(replicas).fill(0);
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
export type Excuse = (request: Request, active: readonly number[], machine: Machine) => boolean;

/** Nobody: the policy is work-conserving. */
export const nobody: Excuse = () => false;

/** Whoever has a home that is full. */
export const homeFull: Excuse = ({ home }, active, { slots }) =>
  home !== NO_HOME && active[home] >= slots;

/** Anybody: immediate placement keeps requests at their replica. */
export const anybody: Excuse = () => true;

/**
 * Runs requests through a policy and holds every law of a queue on the way: order in time, slots,
 * conservation of work, Little's law on the sample path, and no free slot while somebody waits who
 * has no excuse.
 */
export function lawfulRun(
  requests: readonly Request[],
  policy: Policy,
  { machine, seed, excuse }: { machine: Machine; seed: number; excuse: Excuse },
): Run {
  const run = simulate(requests, policy, { machine, seed });
  let waited = 0;
  for (const request of requests) {
    const start = run.start[request.id];
    assert.ok(start >= request.arrival, `request ${request.id} starts before it comes`);
    waited += start - request.arrival;
    const prompt = promptComputed(request, run.servedBy[request.id]);
    const served = run.finish[request.id] - start;
    near(served, slotTimeOf(prompt, request.output, machine), 1e-9, 'work served:');
  }
  let queueTime = 0;
  walk(requests, run, machine, ({ waiting, active }, from, to) => {
    queueTime += waiting.size * (to - from);
    for (const some of active) assert.ok(some >= 0 && some <= machine.slots, 'too many active');
    if (to - from < 1e-9 || active.every((some) => some >= machine.slots)) return;
    for (const request of waiting) {
      assert.ok(
        excuse(request, active, machine),
        `a slot is free and ${request.id} waits at ${from}`,
      );
    }
  });
  near(queueTime, waited, 1e-9, "Little's law:");
  return run;
}
