/** The smallest schedule at which a sound scheduler comes to 2U, pick by pick. */

import { experiment } from '../../../kit/experiment.ts';
import { leastServed } from './accounts.ts';
import type { Request } from './engine.ts';
import { runEngine } from './engine.ts';
import { judge } from './judge.ts';
import { unit } from './list.ts';

/**
 * One slot, and requests of one token each way: two of B, and three of A a tick later. `picks` has the
 * tenant of each pick and its counter at that moment; `gap` and `bypass` are the most that sentences 4
 * and 5 came to. Priced tokens.
 */
export const attaining = experiment({ tenants: [1, 1, 0, 0, 0] }, ({ tenants }) => {
  const requests = tenants.map(
    (tenant, id): Request => ({ id, tenant, arrival: tenant === 1 ? 0 : 1, prompt: 1, output: 1 }),
  );
  const of = { tenants: 2, slots: 1, longestPrompt: 1, longestOutput: 1, requests };
  const { look, most } = judge(of);
  const picks: [tenant: number, counter: number][] = [];
  runEngine(requests, of, leastServed(), undefined, (step, state, request) => {
    look(step, state, request);
    if (step !== 'pick' || request === undefined) return;
    // Its prompt has been charged by now.
    picks.push([request.tenant, state.counters![request.tenant] - request.prompt]);
  });
  return { unit: unit(of), picks, gap: most[4], bypass: most[5] };
});
