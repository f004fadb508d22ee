/** Schedulers that keep no account: who of those that wait goes next. */
import { NOBODY, type Policy, type View } from './engine.ts';

/**
 * The waiting tenant with the smallest key, or {@link NOBODY}. A tie goes to the smallest `second` key,
 * which is the tenant's number unless it is given.
 */
export function leastWaiting(
  view: View,
  key: (tenant: number) => number,
  second = (tenant: number) => tenant,
): number {
  let best = NOBODY;
  let least = 0;
  for (let tenant = 0; tenant < view.tenants; tenant++) {
    if (view.queues[tenant].length === 0) continue;
    const value = key(tenant);
    if (best !== NOBODY) {
      if (value > least || (value === least && second(best) < second(tenant))) continue;
    }
    best = tenant;
    least = value;
  }
  return best;
}

/** A key by which the tenant whose oldest request arrived first is the smallest. */
export const oldest =
  (view: View) =>
  (tenant: number): number =>
    view.queues[tenant][0].id;

/** First come, first served, whoever it is. */
export const firstCome: Policy = (view) => ({
  pick: () => leastWaiting(view, oldest(view)),
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
