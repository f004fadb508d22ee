/** Random cases for the list of assumptions, and the reduction of a failing one. */
import { type Random, seeded } from '../../../kit/sim/random.ts';
import type { Case } from './assumptions.ts';
import type { Request } from './engine.ts';

/** Makes a case from a seed, with prompts and answers of at most `longest` tokens each. */
export type Generator = (seed: number, longest: number) => Case;

type Draft = Omit<Request, 'id'>;

/** Requests in order of arrival, numbered. */
const inOrder = (drafts: readonly Draft[]): Request[] =>
  [...drafts].sort((a, b) => a.arrival - b.arrival).map((draft, id) => ({ ...draft, id }));

const below = (random: Random, limit: number) => Math.floor(random() * limit);

const sized = (random: Random, tenant: number, arrival: number, longest: number): Draft => ({
  tenant,
  arrival,
  prompt: 1 + below(random, longest),
  output: 1 + below(random, longest),
});

/** Arrival times of the uniform cases: all at once, spread out, or one crowd and late knots. */
const SPREADS: readonly ((random: Random, tenant: number) => number)[] = [
  (random) => below(random, 20),
  (random) => below(random, 200),
  (random, tenant) => (tenant === 0 ? below(random, 10) : below(random, 4) * 50 + below(random, 5)),
];

/** Each request picks its tenant and its time at random. */
export const uniformCase: Generator = (seed, longest) => {
  const random = seeded(seed);
  const tenants = 2 + below(random, 3);
  const slots = 1 + below(random, 4);
  const count = 4 + below(random, 60);
  const spread = SPREADS[below(random, SPREADS.length)];
  const drafts: Draft[] = [];
  for (let i = 0; i < count; i++) {
    const tenant = below(random, tenants);
    drafts.push(sized(random, tenant, spread(random, tenant), longest));
  }
  return {
    tenants,
    slots,
    longestPrompt: longest,
    longestOutput: longest,
    requests: inOrder(drafts),
  };
};

/**
 * Two to five phases; in each, each tenant is active with probability one half, and half of the
 * phases end with room to drain.
 */
export const phasedCase: Generator = (seed, longest) => {
  const random = seeded(seed ^ 0x5bd1e995);
  const tenants = 2 + below(random, 2);
  const slots = 1 + below(random, 3);
  const phases = 2 + below(random, 4);
  const drafts: Draft[] = [];
  let start = 0;
  for (let phase = 0; phase < phases; phase++) {
    const length = 20 + below(random, 80);
    const active = Array.from({ length: tenants }, () => random() < 0.5);
    const busy = random() < 0.5 ? 0.3 : 1;
    for (let tenant = 0; tenant < tenants; tenant++) {
      if (!active[tenant]) continue;
      const count = 1 + below(random, 20);
      for (let i = 0; i < count; i++) {
        drafts.push(sized(random, tenant, start + Math.floor(random() * length * busy), longest));
      }
    }
    start += length;
  }
  if (drafts.length === 0) drafts.push({ tenant: 0, arrival: 0, prompt: 1, output: 1 });
  return {
    tenants,
    slots,
    longestPrompt: longest,
    longestOutput: longest,
    requests: inOrder(drafts),
  };
};

/** Both generators, by name. */
export const GENERATORS = { uniform: uniformCase, phased: phasedCase } as const satisfies Record<
  string,
  Generator
>;

/** A case made smaller, and how many smaller cases were tried. */
export interface Shrunk {
  readonly smallest: Case;
  readonly tried: number;
}

/** Cases with a run of requests left out: half of them first, then ever shorter runs. */
function withoutRuns(from: Case, fails: (candidate: Case) => boolean): Case {
  let current = from;
  for (let size = Math.max(1, from.requests.length >> 1); size >= 1; size >>= 1) {
    for (let i = 0; i + size <= current.requests.length; ) {
      const kept = current.requests.filter((_, at) => at < i || at >= i + size);
      const candidate = { ...current, requests: inOrder(kept) };
      if (kept.length > 0 && fails(candidate)) current = candidate;
      else i += size;
    }
  }
  return current;
}

/** Cases in which everything from some arrival on happens earlier. */
function withShorterGaps(from: Case, fails: (candidate: Case) => boolean): Case {
  let current = from;
  for (let i = 0; i < from.requests.length; i++) {
    const gap = current.requests[i].arrival - (i > 0 ? current.requests[i - 1].arrival : 0);
    for (let earlier = gap; earlier >= 1; earlier >>= 1) {
      const moved = current.requests.map((request, at) =>
        at < i ? request : { ...request, arrival: request.arrival - earlier },
      );
      const candidate = { ...current, requests: moved };
      if (!fails(candidate)) continue;
      current = candidate;
      break;
    }
  }
  return current;
}

/** Cases in which one number of one request is smaller. */
function withSmallerNumbers(from: Case, fails: (candidate: Case) => boolean): Case {
  let current = from;
  for (let i = 0; i < current.requests.length; i++) {
    for (const field of ['prompt', 'output', 'arrival'] as const) {
      const value = current.requests[i][field];
      const least = field === 'arrival' ? 0 : 1;
      for (const smaller of [0, 1, value >> 1, value - 1]) {
        if (smaller < least || smaller >= value) continue;
        const changed = current.requests.map((request, at) =>
          at === i ? { ...request, [field]: smaller } : request,
        );
        const candidate = { ...current, requests: inOrder(changed) };
        if (!fails(candidate)) continue;
        current = candidate;
        break;
      }
    }
  }
  return current;
}

/**
 * Makes a failing case smaller until nothing that is tried makes it smaller still: fewer
 * requests, then shorter gaps, then smaller numbers, then fewer slots, over and over.
 *
 * @param failing a case for which `fails` holds
 * @param fails whether a case still shows the failure
 */
export function shrink(failing: Case, fails: (candidate: Case) => boolean): Shrunk {
  let tried = 0;
  const attempt = (candidate: Case) => {
    tried++;
    return fails(candidate);
  };
  let current = failing;
  for (;;) {
    const before = current;
    current = withoutRuns(current, attempt);
    current = withShorterGaps(current, attempt);
    current = withSmallerNumbers(current, attempt);
    if (current.slots > 1) {
      const candidate = { ...current, slots: current.slots - 1 };
      if (attempt(candidate)) current = candidate;
    }
    if (current === before) return { smallest: current, tried };
  }
}
