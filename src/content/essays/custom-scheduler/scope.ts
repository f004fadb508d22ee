/**
 * Every schedule up to a size: all sequences of a few requests, of every tenant, arrival and size
 * within a scope. What no schedule of a scope breaks has no counterexample there.
 */
import type { Policy, Request } from './engine.ts';
import { judged, type Violation } from './judge.ts';
import type { Case } from './list.ts';

/** What the schedules of a scope have in common. */
export interface Scope {
  readonly tenants: number;
  readonly slots: number;
  /** The most requests of a schedule. */
  readonly requests: number;
  /** The ticks at which requests arrive, 0 first; the first request arrives then. */
  readonly arrivals: readonly number[];
  readonly sizes: readonly Pick<Request, 'prompt' | 'output'>[];
}

const SHORT = [{ prompt: 1, output: 1 }];
const SMALL = [
  ...SHORT,
  { prompt: 1, output: 2 },
  { prompt: 2, output: 1 },
  { prompt: 2, output: 2 },
];

/** The scopes that are exhausted. In each of them some mistake shows first. */
export const SCOPES: readonly Scope[] = [
  { tenants: 2, slots: 1, requests: 8, arrivals: [0, 1, 2], sizes: SHORT },
  { tenants: 2, slots: 1, requests: 4, arrivals: [0, 1, 2], sizes: SMALL },
  { tenants: 2, slots: 2, requests: 4, arrivals: [0, 1], sizes: SMALL },
  { tenants: 2, slots: 1, requests: 5, arrivals: [0, 1], sizes: SMALL.slice(0, 3) },
  { tenants: 2, slots: 1, requests: 7, arrivals: [0], sizes: [...SHORT, { prompt: 1, output: 4 }] },
  { tenants: 3, slots: 1, requests: 5, arrivals: [0, 3], sizes: SMALL.slice(0, 2) },
];

/**
 * Shows all schedules of `count` requests in a scope, smaller sizes and earlier arrivals of the
 * first requests first, until `visit` says true. The case is one and the same, changed from visit to visit.
 *
 * @returns whether it did
 */
export function everySchedule(
  { tenants, slots, arrivals, sizes }: Scope,
  count: number,
  visit: (made: Case) => boolean,
): boolean {
  const longestPrompt = Math.max(...sizes.map(({ prompt }) => prompt));
  const longestOutput = Math.max(...sizes.map(({ output }) => output));
  const requests: Request[] = [];
  const made = { tenants, slots, longestPrompt, longestOutput, requests };
  const from = (id: number, earliest: number): boolean => {
    if (id === count) return visit(made);
    const last = id === 0 ? 0 : arrivals.length - 1;
    for (let at = earliest; at <= last; at++) {
      for (let tenant = 0; tenant < tenants; tenant++) {
        for (const { prompt, output } of sizes) {
          requests[id] = { id, tenant, arrival: arrivals[at], prompt, output };
          if (from(id + 1, at)) return true;
        }
      }
    }
    return false;
  };
  return from(0, 0);
}

/** A schedule that breaks a sentence, with the sentence. */
export interface Counterexample {
  readonly made: Case;
  readonly violation: Violation;
}

/**
 * The first schedule that breaks a sentence under `policy`, in order of the number of requests;
 * null if none of any scope does.
 */
export function smallestCounterexample(
  policy: Policy,
  scopes: readonly Scope[],
): Counterexample | null {
  const most = Math.max(...scopes.map(({ requests }) => requests));
  let found: Counterexample | null = null;
  for (let count = 1; count <= most; count++) {
    for (const scope of scopes) {
      if (count > scope.requests) continue;
      const broken = everySchedule(scope, count, (made) => {
        const [violation] = judged(made, policy).found;
        if (violation === undefined) return false;
        found = { made: { ...made, requests: [...made.requests] }, violation };
        return true;
      });
      if (broken) return found;
    }
  }
  return null;
}
