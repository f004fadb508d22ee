/** Two tenants that always wait: the picture beside the essay's title. */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { leastServed } from './accounts.ts';
import { type Request, runEngine } from './engine.ts';
import { unit } from './list.ts';

/**
 * What one of two busy tenants has received, less its half, each time a request is done: the
 * picture beside the essay's title. Priced tokens; `bound` is U.
 */
export const fairShare = experiment({ seed: 7, requests: 28 }, ({ seed, requests }) => {
  const random = seeded(seed);
  const pending = Array.from({ length: requests }, (_, id): Request => {
    const prompt = 1 + Math.floor(random() * 8);
    return { id, tenant: id % 2, arrival: 0, prompt, output: 1 + Math.floor(random() * 8) };
  });
  const log = runEngine(pending, { tenants: 2, slots: 1 }, leastServed());
  const busy = log.admissions.slice(0, -4);
  const at = busy.map(({ request }) => 2 * (log.finished[request.id] - 1));
  return {
    served: at.map((row) => log.received[row] + log.received[row + 1]),
    ahead: at.map((row) => (log.received[row] - log.received[row + 1]) / 2),
    bound: unit({ longestPrompt: 8, longestOutput: 8, slots: 1 }),
  };
});
