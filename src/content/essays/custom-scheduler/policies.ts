/** The schedulers of the essay: who of those that wait goes next. */
import {
  NOBODY,
  type Policy,
  PRICE,
  promptTicks,
  type Request,
  type Scheduler,
  type View,
} from './engine.ts';

/** The waiting tenant with the smallest key (the lowest tenant on a tie), or {@link NOBODY}. */
function leastWaiting(view: View, key: (tenant: number) => number): number {
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

/**
 * Deficit round robin (Shreedhar and Varghese, SIGCOMM 1995), paid afterwards because the cost of
 * a request is not known when it starts: a tenant is served while its account is above zero, and
 * gets `quantum` priced tokens at each turn.
 */
export const deficitRoundRobin =
  (quantum: number): Policy =>
  (view) => {
    const account: number[] = new Array(view.tenants).fill(0);
    let turn = 0;
    return {
      admitted(request) {
        account[request.tenant] -= PRICE.prompt * request.prompt;
      },
      produced(request) {
        account[request.tenant] -= PRICE.output;
      },
      pick() {
        if (view.queues.every((queue) => queue.length === 0)) return NOBODY;
        for (;;) {
          const waits = view.queues[turn].length > 0;
          if (waits && account[turn] > 0) return turn;
          if (!waits && account[turn] > 0) account[turn] = 0;
          turn = (turn + 1) % view.tenants;
          if (view.queues[turn].length > 0) account[turn] += quantum;
        }
      },
    };
  };

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
    const { serve = 'least', refill = 'at once', weights } = accounts;
    const counters: number[] = new Array(view.tenants).fill(0);
    const sign = serve === 'least' ? 1 : -1;
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
        const tenant = leastWaiting(view, (candidate) => sign * counters[candidate]);
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

/** A scheduler with a name and, for a broken one, what is wrong with it. */
export interface Variant {
  readonly key: string;
  readonly label: string;
  readonly fault: string;
  readonly policy: Policy;
}

/** Two sound schedulers. */
export const SOUND: readonly Variant[] = [
  {
    key: 'floor',
    label: 'sound, lift to the floor',
    fault: '',
    policy: leastServed(),
  },
  {
    key: 'least',
    label: 'sound, lift to the least',
    fault: '',
    policy: leastServed({ lift: LIFTS.toLeast }),
  },
];

/** Nine broken ones, each a sound scheduler with one thing wrong. */
const BROKEN: readonly Variant[] = [
  {
    key: 'noLift',
    label: 'no lift',
    fault: 'a returning tenant keeps its old counter',
    policy: leastServed({ lift: LIFTS.none }),
  },
  {
    key: 'liftIfAny',
    label: 'lift only if someone waits',
    fault: 'the rule forgets the case of an empty system',
    policy: leastServed({ lift: LIFTS.toLeastIfAny }),
  },
  {
    key: 'prompts',
    label: 'charge prompts only',
    fault: 'outputs are free',
    policy: leastServed({ currency: CURRENCIES.prompts }),
  },
  {
    key: 'requests',
    label: 'charge per request',
    fault: 'every request costs the same',
    policy: leastServed({ currency: CURRENCIES.requests }),
  },
  {
    key: 'done',
    label: 'charge on completion',
    fault: 'service is charged when it ends',
    policy: leastServed({ charge: 'done' }),
  },
  {
    key: 'reset',
    label: 'reset on return',
    fault: 'a returning tenant is lowered to the least counter',
    policy: leastServed({ lift: LIFTS.reset }),
  },
  {
    key: 'toGreatest',
    label: 'lift to the greatest',
    fault: 'a returning tenant starts at the back',
    policy: leastServed({ lift: LIFTS.toGreatest }),
  },
  {
    key: 'refill',
    label: 'refill when empty',
    fault: 'slots are filled only once all of them are free',
    policy: leastServed({ refill: 'when empty' }),
  },
  {
    key: 'richest',
    label: 'serve the most served',
    fault: 'the comparison is the wrong way round',
    policy: leastServed({ serve: 'greatest' }),
  },
];

/** All of them, the sound ones first. */
export const VARIANTS: readonly Variant[] = [...SOUND, ...BROKEN];
