/** Random cases for the list. */
import { type Random, seeded } from '../../../kit/sim/random.ts';
import type { Request } from './engine.ts';
import type { Case } from './list.ts';

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
