/** Schedulers that keep a counter for each tenant: what is charged, when, and who comes back how. */
import {
  NOBODY,
  type Policy,
  PRICE,
  promptTicks,
  type Request,
  type Scheduler,
  type View,
} from './engine.ts';
import { leastWaiting, oldest } from './orders.ts';

/** What a tenant is charged for a request: once when it is admitted, then for each token. */
export interface Currency {
  admission(request: Request, view: View): number;
  token: number;
}

/** Charging by priced tokens, by slot time (ticks), by request, and by prompt only. */
export const CURRENCIES = {
  tokens: { admission: (request) => PRICE.prompt * request.prompt, token: PRICE.output },
  slotTime: { admission: (request, view) => promptTicks(request, view.chunk), token: 1 },
  requests: { admission: () => 1, token: 0 },
  prompts: { admission: (request) => PRICE.prompt * request.prompt, token: 0 },
} as const satisfies Record<string, Currency>;

/** What the rule for a returning tenant can see. */
interface Standing {
  /** The tenant's own counter. */
  readonly own: number;
  /** The largest value at which anybody has been served. */
  readonly floor: number;
  /** Counters of the tenants that are waiting. */
  readonly waiting: readonly number[];
  /** The counter of the tenant served last. */
  readonly last: number;
}

/** The counter of a tenant that comes back, from where it stands. */
type Lift = (standing: Standing) => number;

const least = (values: readonly number[], otherwise: number) =>
  values.length > 0 ? Math.min(...values) : otherwise;
const greatest = (values: readonly number[], otherwise: number) =>
  values.length > 0 ? Math.max(...values) : otherwise;

/**
 * Rules for a returning tenant. `toFloor` and `toLeast` are sound (`toLeast` is this model's
 * reading of the rule in Sheng et al.); the others are the mistakes.
 */
export const LIFTS = {
  toFloor: ({ own, floor }) => Math.max(own, floor),
  toLeast: ({ own, waiting, last }) => Math.max(own, least(waiting, last)),
  none: ({ own }) => own,
  toLeastIfAny: ({ own, waiting }) => Math.max(own, least(waiting, own)),
  reset: ({ waiting, floor }) => least(waiting, floor),
  toGreatest: ({ own, waiting, last }) => Math.max(own, greatest(waiting, last)),
} as const satisfies Record<string, Lift>;

/** How {@link leastServed} keeps its accounts. */
export interface Accounts {
  readonly currency?: Currency;
  readonly lift?: Lift;
  /** When a request is charged: as it is served, or all at once when it is done. */
  readonly charge?: 'served' | 'done';
  /** Whom to serve: the tenant with the smallest counter, or, wrongly, with the largest. */
  readonly serve?: 'least' | 'greatest';
  /** Who goes first of those with equal counters: the tenant of lowest number, or who came first. */
  readonly ties?: 'lowest' | 'oldest';
  /** When free slots are filled: as they come free, or, wrongly, once all of them are. */
  readonly refill?: 'at once' | 'when empty';
  /** Shares of each tenant; equal if left out. */
  readonly weights?: readonly number[];
}

/** Serves whoever has been served least: one counter for each tenant, in `currency`. */
export const leastServed =
  (accounts: Accounts = {}): Policy =>
  (view) => {
    const { currency = CURRENCIES.tokens, lift = LIFTS.toFloor, charge = 'served' } = accounts;
    const { serve = 'least', ties = 'lowest', refill = 'at once', weights } = accounts;
    const counters: number[] = new Array(view.tenants).fill(0);
    const sign = serve === 'least' ? 1 : -1;
    const second = ties === 'oldest' ? oldest(view) : undefined;
    const add = (tenant: number, amount: number) => {
      counters[tenant] += weights === undefined ? amount : amount / weights[tenant];
    };
    let last = 0;
    let floor = 0;
    const scheduler: Scheduler = {
      counters,
      arrived(request, returns) {
        if (!returns) return;
        const waiting = counters.filter((_, tenant) => view.queues[tenant].length > 0);
        const own = counters[request.tenant];
        counters[request.tenant] = lift({ own, floor, waiting, last: counters[last] });
      },
      pick() {
        const tenant = leastWaiting(view, (candidate) => sign * counters[candidate], second);
        if (tenant === NOBODY) return NOBODY;
        last = tenant;
        floor = Math.max(floor, counters[tenant]);
        return tenant;
      },
    };
    if (charge === 'served') {
      scheduler.admitted = (request) => add(request.tenant, currency.admission(request, view));
      scheduler.produced = (request) => add(request.tenant, currency.token);
    } else {
      scheduler.finished = (request) =>
        add(request.tenant, currency.admission(request, view) + currency.token * request.output);
    }
    return refill === 'at once' ? scheduler : refilledWhenEmpty(scheduler, view);
  };

/** Lets a scheduler fill the slots only after the last of them has come free. */
function refilledWhenEmpty(scheduler: Scheduler, view: View): Scheduler {
  let filling = true;
  return {
    ...scheduler,
    pick() {
      const running = view.running();
      if (running === 0) filling = true;
      if (!filling) return NOBODY;
      const tenant = scheduler.pick();
      if (tenant === NOBODY || running + 1 === view.slots) filling = false;
      return tenant;
    },
  };
}
