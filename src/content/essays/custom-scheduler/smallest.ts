/**
 * Of each broken scheduler the first schedule that breaks a sentence, by number of requests, among
 * all of `SCOPES` in scope.ts; the experiment that exhausts them finds the same.
 */

import type { Request } from './engine.ts';
import type { Case } from './list.ts';
import { BROKEN, type Variant } from './variants.ts';

/** A request as it is written here: its tenant, its arrival, its prompt and its answer. */
type Row = readonly [tenant: number, arrival: number, prompt: number, output: number];

/** The slots and the requests by the scheduler's key. */
const FOUND: Readonly<Record<string, readonly [slots: number, ...rows: Row[]]>> = {
  noLift: [1, [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1], [1, 2, 1, 1]],
  liftIfAny: [1, [0, 0, 1, 1], [0, 0, 1, 1], [1, 2, 1, 1], [0, 2, 1, 1]],
  prompts: [1, [1, 0, 2, 1], [1, 0, 1, 1], [0, 1, 1, 1], [0, 1, 1, 2], [0, 1, 1, 2]],
  requests: [
    1,
    [0, 0, 1, 4],
    [0, 0, 1, 4],
    [0, 0, 1, 4],
    [0, 0, 1, 1],
    [1, 0, 1, 1],
    [1, 0, 1, 1],
    [1, 0, 1, 1],
  ],
  done: [2, [0, 0, 1, 2], [0, 0, 2, 2], [0, 0, 1, 1], [1, 0, 1, 1]],
  reset: [1, [0, 0, 1, 1], [0, 1, 1, 1]],
  toGreatest: [1, [0, 0, 1, 2], [0, 0, 1, 1], [1, 0, 1, 2], [2, 0, 1, 1], [1, 3, 1, 1]],
  refill: [2, [0, 0, 1, 2], [0, 1, 1, 1]],
  richest: [1, [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1], [1, 0, 1, 1]],
};

/** The smallest case that breaks each broken scheduler, as far as every schedule of the scopes goes. */
export const SMALLEST: readonly (Variant & { readonly made: Case })[] = BROKEN.map((variant) => {
  const [slots, ...rows] = FOUND[variant.key];
  const requests = rows.map(
    ([tenant, arrival, prompt, output], id): Request => ({ id, tenant, arrival, prompt, output }),
  );
  return {
    ...variant,
    made: {
      tenants: 1 + Math.max(...rows.map(([tenant]) => tenant), 1),
      slots,
      longestPrompt: Math.max(...requests.map(({ prompt }) => prompt)),
      longestOutput: Math.max(...requests.map(({ output }) => output)),
      requests,
    },
  };
});
