/** One queue in front of all replicas, and the orders in which it is served. */
import { heapPop, heapPush } from '../../../kit/sim/heap.ts';
import { fewestActive } from './choice.ts';
import { begin, type Policy } from './fleet.ts';
import { fullStep, type Pool, prefillRate, type Request } from './workload.ts';

/** The order of a queue: who is next. */
export interface Discipline {
  push(request: Request): void;
  /** Removes and returns the next request, or undefined when nobody waits. */
  pop(): Request | undefined;
  /** How many wait. */
  size(): number;
  /** A request that was popped has left the machine. */
  finished(request: Request): void;
}

/**
 * A central queue: requests wait at the router, and a free slot takes the one that the discipline
 * names. Among replicas with a free slot the one with the fewest active requests gets it.
 */
export const central =
  (discipline: () => Discipline): Policy =>
  (fleet, ties) => {
    const queue = discipline();
    const place = fewestActive(fleet, ties);
    const dispatch = (now: number) => {
      while (queue.size() > 0) {
        const replica = place();
        if (replica < 0) return;
        const request = queue.pop();
        if (request === undefined) return;
        begin(fleet, replica, request, now);
      }
    };
    return {
      arrive: (request, now) => {
        queue.push(request);
        dispatch(now);
      },
      finished: (request, _replica, now) => {
        queue.finished(request);
        dispatch(now);
      },
      wakeAt: () => Number.POSITIVE_INFINITY,
      wake: () => {},
    };
  };

/** Serves the smallest key first, the earliest arrival among equals. */
export const ordered = (key: (request: Request) => number) => (): Discipline => {
  const keys: number[] = [];
  const heap: Request[] = [];
  const compare = (a: Request, b: Request) => keys[a.id] - keys[b.id] || a.id - b.id;
  return {
    push: (request) => {
      keys[request.id] = key(request);
      heapPush(heap, request, compare);
    },
    pop: () => heapPop(heap, compare),
    size: () => heap.length,
    finished: () => {},
  };
};

/** First come, first served. */
export const firstCome = ordered((request) => request.arrival);

/** The shortest predicted slot time first. */
export const shortestPredicted = ordered((request) => request.predicted);

/** The shortest true slot time first, which takes an oracle. */
export const shortestFirst = ordered((request) => request.slotTime);

/** Longer than any run, so that no wait lifts a request over a class; s. */
const A_CLASS = 1e6;

/** Strict priority by `rank` (0 first), first come inside a rank. */
export const strict = (rank: (request: Request) => number) =>
  ordered((request) => rank(request) * A_CLASS + request.arrival);

/** Somebody with a claim to the machine: what it has been charged, s per weight, and its weight. */
interface Account {
  charged: number;
  waiting: number;
  readonly weight: number;
}

/** A set of accounts and the largest charge at which any of them has been served. */
interface Ledger<A extends Account> {
  readonly accounts: A[];
  reached: number;
}

interface Tenant extends Account {
  readonly queue: Request[];
  /** Running mean of its outputs, tokens. */
  expected: number;
}

interface PriorityClass extends Account, Ledger<Tenant> {}

/** One more request waits on `account`. Back from idle it has no savings, if `floor` says so. */
function enter(ledger: Ledger<Account>, account: Account, floor: boolean): void {
  if (floor && account.waiting === 0) account.charged = Math.max(account.charged, ledger.reached);
  account.waiting++;
}

/** The least-charged account on which somebody waits, or undefined; the first among equals. */
function poorest<A extends Account>(ledger: Ledger<A>): A | undefined {
  let least: A | undefined;
  for (const account of ledger.accounts) {
    if (account.waiting === 0) continue;
    if (least === undefined || account.charged < least.charged) least = account;
  }
  if (least !== undefined) ledger.reached = Math.max(ledger.reached, least.charged);
  return least;
}

const charge = (account: Account, cost: number): void => {
  account.charged += cost / account.weight;
};

/** Parameters of {@link fair}. */
export interface Fair {
  readonly pool: Pool;
  /** Weight of a tenant's share in its class; 1 unless given. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Weights of the classes, and the class of a request; one class unless given. */
  readonly classWeights?: readonly number[];
  readonly classOf?: (request: Request) => number;
  /** Whether an account back from idle is raised to the charge reached in its absence. */
  readonly floor?: boolean;
}

/** Output tokens expected of a tenant never seen, and how fast experience replaces that. */
const FIRST_GUESS = 200;
const LEARNING = 0.05;

/**
 * Fair shares of slot time, on two levels: the least-charged class, in it the least-charged
 * tenant, of it the oldest request. A request is charged its prompt and its tenant's expected
 * output when it starts, and the difference to its true output when it ends. After Demers, Keshav
 * and Shenker (1989) and Sheng et al. (2024); estimating the output is our addition.
 */
export const fair = (params: Fair) => (): Discipline => {
  const { pool, weights = {}, classWeights = [1], classOf = () => 0, floor = true } = params;
  const classes: Ledger<PriorityClass> = {
    accounts: classWeights.map((weight) => ({
      charged: 0,
      waiting: 0,
      weight,
      accounts: [],
      reached: 0,
    })),
    reached: 0,
  };
  const tenants = new Map<string, Tenant>();
  const started = new Map<number, { group: PriorityClass; tenant: Tenant; expected: number }>();
  const perPromptToken = 1 / prefillRate(pool);
  const perOutputToken = fullStep(pool);
  let waiting = 0;

  const tenantOf = (request: Request, group: PriorityClass): Tenant => {
    const known = tenants.get(request.tenant);
    if (known !== undefined) return known;
    const weight = weights[request.tenant] ?? 1;
    const tenant = { charged: 0, waiting: 0, weight, queue: [], expected: FIRST_GUESS };
    tenants.set(request.tenant, tenant);
    group.accounts.push(tenant);
    return tenant;
  };

  return {
    size: () => waiting,
    push: (request) => {
      const group = classes.accounts[classOf(request)];
      const tenant = tenantOf(request, group);
      enter(classes, group, floor);
      enter(group, tenant, floor);
      tenant.queue.push(request);
      waiting++;
    },
    pop: () => {
      const group = poorest(classes);
      const tenant = group && poorest(group);
      const request = tenant?.queue.shift();
      if (group === undefined || tenant === undefined || request === undefined) return undefined;
      group.waiting--;
      tenant.waiting--;
      waiting--;
      const expected = tenant.expected;
      const cost = request.prompt * perPromptToken + expected * perOutputToken;
      charge(group, cost);
      charge(tenant, cost);
      started.set(request.id, { group, tenant, expected });
      return request;
    },
    finished: (request) => {
      const record = started.get(request.id);
      if (record === undefined) throw new Error(`request ${request.id} was not started here`);
      started.delete(request.id);
      const difference = (request.output - record.expected) * perOutputToken;
      charge(record.group, difference);
      charge(record.tenant, difference);
      const { tenant } = record;
      tenant.expected = tenant.expected * (1 - LEARNING) + request.output * LEARNING;
    },
  };
};
