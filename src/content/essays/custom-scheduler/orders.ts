/** Schedulers that keep no account: who of those that wait goes next. */
import { NOBODY, type Policy, type View } from './engine.ts';

/** The waiting tenant with the smallest key (the lowest tenant on a tie), or {@link NOBODY}. */
export function leastWaiting(view: View, key: (tenant: number) => number): number {
  let best = NOBODY;
  let least = 0;
  for (let tenant = 0; tenant < view.tenants; tenant++) {
    if (view.queues[tenant].length === 0) continue;
    const value = key(tenant);
    if (best !== NOBODY && value >= least) continue;
    best = tenant;
    least = value;
  }
  return best;
}

/** First come, first served, whoever it is. */
export const firstCome: Policy = (view) => ({
  pick: () => leastWaiting(view, (tenant) => view.queues[tenant][0].id),
});

/** The waiting tenant of lowest number, always. */
export const strictPriority: Policy = (view) => ({
  pick: () => leastWaiting(view, (tenant) => tenant),
});

/**
 * Linear aging: a waiting request gains urgency at one rate for everybody, so the order is that
 * of arrival plus a constant.
 *
 * @param headStart ticks that each tenant's requests stand behind their arrival
 */
export const aging =
  (headStart: readonly number[]): Policy =>
  (view) => ({
    pick: () => leastWaiting(view, (tenant) => view.queues[tenant][0].arrival + headStart[tenant]),
  });

/** One request of each waiting tenant in turn. */
export const roundRobin: Policy = (view) => {
  let last = -1;
  return {
    pick() {
      for (let step = 1; step <= view.tenants; step++) {
        const tenant = (last + step) % view.tenants;
        if (view.queues[tenant].length === 0) continue;
        last = tenant;
        return tenant;
      }
      return NOBODY;
    },
  };
};
