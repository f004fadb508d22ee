/** One queue in front of all replicas, and the orders in which it is served. */
import { heapPop, heapPush } from '../../../kit/sim/heap.ts';
import type { Random } from '../../../kit/sim/random.ts';
import { fewestActive, leastOfTwo } from './choice.ts';
import { begin, type Policy } from './fleet.ts';
import { type Machine, type Request, slotTimeOf } from './workload.ts';

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
  (discipline: (ties: Random) => Discipline): Policy =>
  (fleet, ties) => {
    const queue = discipline(ties);
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
export const firstCome = (): Discipline => {
  const waiting: Request[] = [];
  let head = 0;
  return {
    push: (request) => {
      waiting.push(request);
    },
    pop: () => (head < waiting.length ? waiting[head++] : undefined),
    size: () => waiting.length - head,
    finished: () => {},
  };
};

/**
 * First come, first served, but of those that `is` names no more than `limit` hold a slot at once;
 * when the limit is reached, the others pass them.
 */
export const limited = (limit: number, is: (request: Request) => boolean) => (): Discipline => {
  const bounded: Request[] = [];
  const others: Request[] = [];
  let held = 0;
  return {
    push: (request) => {
      (is(request) ? bounded : others).push(request);
    },
    pop: () => {
      const older = bounded.length > 0 && (others.length === 0 || bounded[0].id < others[0].id);
      if (held >= limit || !older) return others.shift();
      held++;
      return bounded.shift();
    },
    size: () => bounded.length + others.length,
    finished: (request) => {
      if (is(request)) held--;
    },
  };
};

/** First come, first served, but no tenant holds more than `limit` slots at once. */
export const limitedEach = (limit: number) => (): Discipline => {
  const tenants = new Map<string, { readonly line: Request[]; held: number }>();
  let waiting = 0;
  const tenantOf = (name: string) => {
    const known = tenants.get(name) ?? { line: [], held: 0 };
    tenants.set(name, known);
    return known;
  };
  return {
    push: (request) => {
      tenantOf(request.tenant).line.push(request);
      waiting++;
    },
    pop: () => {
      const heads = [...tenants.values()].flatMap(({ line, held }) =>
        line.length > 0 && held < limit ? [line[0]] : [],
      );
      if (heads.length === 0) return undefined;
      const tenant = tenantOf(heads.reduce((a, b) => (b.id < a.id ? b : a)).tenant);
      tenant.held++;
      waiting--;
      return tenant.line.shift();
    },
    size: () => waiting,
    finished: ({ tenant }) => {
      tenantOf(tenant).held--;
    },
  };
};

/**
 * One line for each of `routers`, as if each kept its own and a free slot pulled from them: it looks
 * at the heads of two lines, picked at random among those in which somebody waits, and takes the
 * older.
 */
export const pulling =
  (routers: number) =>
  (ties: Random): Discipline => {
    const lines: Request[][] = Array.from({ length: routers }, () => []);
    const anyOf = (of: readonly Request[][]) => of[Math.floor(ties() * of.length)];
    let waiting = 0;
    return {
      push: (request) => {
        anyOf(lines).push(request);
        waiting++;
      },
      pop: () => {
        const used = lines.filter((line) => line.length > 0);
        if (used.length === 0) return undefined;
        const one = anyOf(used);
        const others = used.filter((line) => line !== one);
        const other = others.length > 0 ? anyOf(others) : one;
        waiting--;
        return (other[0].id < one[0].id ? other : one).shift();
      },
      size: () => waiting,
      finished: () => {},
    };
  };

/**
 * One line for each of `routers`, and slots that cannot see in which of them somebody waits: a free
 * slot asks two, picked at random, takes the older head, and asks again `every` seconds later for as
 * long as it finds nobody.
 */
export const asking =
  ({ routers, every }: { routers: number; every: number }): Policy =>
  (fleet, ties) => {
    const { replicas, slots } = fleet.machine;
    const lines: Request[][] = Array.from({ length: routers }, () => []);
    const choose = leastOfTwo(routers, ties);
    // In order of time, since what is added comes `every` seconds from now.
    const asks = Array.from({ length: replicas * slots }, (_, i) => ({
      at: (every * i) / (replicas * slots),
      replica: i % replicas,
    }));
    const ask = (replica: number, now: number) => {
      const line = lines[choose((i) => lines[i][0]?.id ?? Number.POSITIVE_INFINITY)];
      const request = line.shift();
      if (request !== undefined) begin(fleet, replica, request, now);
      else asks.push({ at: now + every, replica });
    };
    return {
      arrive: (request) => {
        lines[Math.floor(ties() * routers)].push(request);
      },
      finished: (_request, replica, now) => ask(replica, now),
      wakeAt: () => asks[0]?.at ?? Number.POSITIVE_INFINITY,
      wake: (now) => {
        const next = asks.shift();
        if (next !== undefined) ask(next.replica, now);
      },
    };
  };

/** The shortest predicted slot time first. */
export const shortestPredicted = ordered((request) => request.predicted);

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
  readonly machine: Machine;
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
 * and Shenker (1989) and Sheng et al. (2024); the floor is the virtual time of start-time fair
 * queueing (Goyal, Vin and Cheng, 1996); estimating the output is our addition.
 */
export const fair = (params: Fair) => (): Discipline => {
  const { machine, classWeights = [1], classOf = () => 0, floor = true } = params;
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
  let waiting = 0;

  const tenantOf = (request: Request, group: PriorityClass): Tenant => {
    const known = tenants.get(request.tenant);
    if (known !== undefined) return known;
    const tenant = { charged: 0, waiting: 0, weight: 1, queue: [], expected: FIRST_GUESS };
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
      const cost = slotTimeOf(request.prompt, expected, machine);
      charge(group, cost);
      charge(tenant, cost);
      started.set(request.id, { group, tenant, expected });
      return request;
    },
    finished: (request) => {
      const record = started.get(request.id);
      if (record === undefined) throw new Error(`request ${request.id} was not started here`);
      started.delete(request.id);
      const difference = slotTimeOf(0, request.output - record.expected, machine);
      charge(record.group, difference);
      charge(record.tenant, difference);
      const { tenant } = record;
      tenant.expected = tenant.expected * (1 - LEARNING) + request.output * LEARNING;
    },
  };
};
