/** The search for a counterexample: a scheduler, a sentence, and random cases from one seed up. */
import {
  ASSUMPTIONS,
  type Case,
  observe,
  unit,
  type Violation,
  violations,
} from './assumptions.ts';
import { GENERATORS, shrink } from './cases.ts';
import { VARIANTS } from './policies.ts';

/** Cases that {@link search} looks at before it gives up. */
export const PATIENCE = 300;

/** The parameters of {@link search}. */
export interface Search {
  /** The key of a variant. */
  readonly scheduler: string;
  readonly generator: string;
  /** The number of a sentence, or `any`. */
  readonly sentence: string;
  /** The seed to start at. */
  readonly seed: number;
  /** The longest prompt and the longest answer in a case, tokens. */
  readonly longest: number;
}

/** A request as it went through the engine; ticks. */
export interface Passage {
  readonly tenant: number;
  readonly arrival: number;
  readonly start: number;
  readonly end: number;
  readonly prompt: number;
  readonly output: number;
}

/** What a search found, and the run it shows. */
export interface Found {
  /** Null when nothing was found; then the case of the first seed is shown as it is. */
  readonly violation: Violation | null;
  readonly seed: number;
  /** Cases looked at. */
  readonly searched: number;
  /** Requests in the case before it was made smaller, and smaller cases tried. */
  readonly before: number;
  readonly tried: number;
  readonly tenants: number;
  readonly slots: number;
  readonly unit: number;
  readonly ticks: number;
  readonly passages: readonly Passage[];
  /** Priced tokens received by the end of each tick, one row for each tenant. */
  readonly received: readonly (readonly number[])[];
  /** Counters at the end of each tick, one row for each tenant. */
  readonly counters: readonly (readonly number[])[];
}

/** One row for each tenant, out of rows for each tick one after the other. */
const byTenant = (flat: readonly number[], tenants: number): number[][] =>
  Array.from({ length: tenants }, (_, tenant) => flat.filter((_, i) => i % tenants === tenant));

/**
 * Looks for a case that breaks one sentence of the list (or any), from one seed upward, and makes
 * the first that it finds as small as it can.
 */
export function search({ scheduler, generator, sentence, seed: from, longest }: Search): Found {
  const { policy } = VARIANTS.find(({ key }) => key === scheduler) ?? VARIANTS[0];
  const make = generator === 'uniform' ? GENERATORS.uniform : GENERATORS.phased;
  const asked = ASSUMPTIONS.filter(({ number }) => `${number}` === sentence);
  const list = asked.length > 0 ? asked : ASSUMPTIONS;
  const firstBroken = (made: Case) => violations(observe(made, policy), list)[0] ?? null;

  let searched = 0;
  let violation: Violation | null = null;
  while (violation === null && searched < PATIENCE) {
    violation = firstBroken(make(from + searched, longest));
    searched++;
  }
  const seed = violation === null ? from : from + searched - 1;
  const original = make(seed, longest);
  const broken = violation?.sentence;
  const { smallest, tried } =
    broken === undefined
      ? { smallest: original, tried: 0 }
      : shrink(original, (made) => ASSUMPTIONS[broken - 1].broken(observe(made, policy)) !== null);
  const evidence = observe(smallest, policy);
  const { log } = evidence;
  const start = new Map(log.admissions.map(({ request, tick }) => [request.id, tick]));
  return {
    violation: broken === undefined ? null : ASSUMPTIONS[broken - 1].broken(evidence),
    seed,
    searched,
    before: original.requests.length,
    tried,
    tenants: smallest.tenants,
    slots: smallest.slots,
    unit: unit(smallest),
    ticks: log.ticks,
    passages: smallest.requests.map(({ id, tenant, arrival, prompt, output }) => ({
      tenant,
      arrival,
      prompt,
      output,
      start: start.get(id) ?? log.ticks,
      end: log.finished[id] < 0 ? log.ticks : log.finished[id],
    })),
    received: byTenant(log.received, smallest.tenants),
    counters: byTenant(log.counters, smallest.tenants),
  };
}
