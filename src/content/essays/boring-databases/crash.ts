/** One order and the receipt that follows from it, over five designs, with a crash at every place. */

/** Where the order and the job are written, and how the job gets to a worker. */
export type Design = 'together' | 'lease' | 'database' | 'broker' | 'outbox';

/** The designs, from one transaction to the most machinery. */
export const DESIGNS: readonly Design[] = ['together', 'lease', 'database', 'broker', 'outbox'];

/** What is true when everything that restarts has restarted and nothing is left to do. */
export type Outcome = 'nothing' | 'right' | 'twice' | 'lost' | 'orphan';

export type Actor = 'request' | 'relay' | 'worker';

/** What lasts through a crash. */
interface World {
  order: boolean;
  /** Rows of the outbox that aren't marked as sent. */
  unsent: number;
  /** Jobs that no worker has finished: rows here, or messages that the broker keeps. */
  jobs: number;
  receipts: number;
}

/** One step of an actor; between two steps it may die. */
export interface Step {
  readonly name: string;
  /** It isn't done until a log is on the disk. */
  readonly flush: boolean;
  /** It asks the database or the broker; what goes by post to the buyer isn't counted. */
  readonly trip: boolean;
}

type Doing = Step & { readonly do: (world: World, kept: Kept) => void };

/** What holds in the fair rival and in its opposite. */
export interface Kept {
  /** The client asks again, under the same key, until it is answered. */
  readonly repeats: boolean;
  /** Whoever delivers the receipts drops a second one under the key of the first. */
  readonly once: boolean;
}

const step = (name: string, counts: 'flush' | 'trip' | 'none', does: Doing['do']): Doing => ({
  name,
  flush: counts === 'flush',
  trip: counts !== 'none',
  do: does,
});

const order = step('commit the order', 'flush', (world) => {
  world.order = true;
});
const publish = step('publish the job', 'flush', (world) => {
  world.jobs += 1;
});

/** An order under a key that is there already changes nothing, so neither does what goes with it. */
const both = (name: string, adds: 'jobs' | 'unsent') =>
  step(name, 'flush', (world) => {
    if (!world.order) world[adds] += 1;
    world.order = true;
  });

/** The worker can't tell whether it has sent before it died; `once` is what the other end does. */
const send = step('send the receipt', 'none', (world, { once }) => {
  if (!once || world.receipts === 0) world.receipts += 1;
});
const finish = (name: string) =>
  step(name, 'flush', (world) => {
    world.jobs -= 1;
  });
/** A broker pushes its jobs, so that receiving one is no trip; a table has to be asked. */
const consume = [step('receive the job', 'none', () => undefined), send, finish('acknowledge it')];
const ordered = both('commit order and job', 'jobs');

const PATHS: Readonly<Record<Design, Readonly<Partial<Record<Actor, readonly Doing[]>>>>> = {
  together: {
    request: [ordered],
    worker: [step('claim the job', 'trip', () => undefined), send, finish('commit it as done')],
  },
  lease: {
    request: [ordered],
    worker: [step('commit the claim', 'flush', () => undefined), send, finish('commit it as done')],
  },
  database: { request: [order, publish], worker: consume },
  broker: { request: [publish, order], worker: consume },
  outbox: {
    request: [both('commit order and outbox', 'unsent')],
    relay: [
      step('read the outbox', 'trip', () => undefined),
      publish,
      step('mark it as sent', 'flush', (world) => {
        world.unsent = 0;
      }),
    ],
    worker: consume,
  },
};

/** The actors of a design in the order in which they act, each with its steps. */
export const actorsOf = (design: Design): readonly (readonly [Actor, readonly Step[]])[] =>
  Object.entries(PATHS[design]) as [Actor, readonly Doing[]][];

/** A place at which an actor can die: before the step of that number, or after its last one. */
export interface Place {
  readonly actor: Actor;
  readonly before: number;
}

/** What became of one order. */
export interface Ending {
  readonly outcome: Outcome;
  readonly receipts: number;
  /** The places that were passed, in their order; at some of them an actor died. */
  readonly passed: readonly Place[];
}

const nothingYet = (): World => ({ order: false, unsent: 0, jobs: 0, receipts: 0 });

function outcomeOf({ order, receipts }: World): Outcome {
  if (!order) return receipts ? 'orphan' : 'nothing';
  return receipts === 0 ? 'lost' : receipts === 1 ? 'right' : 'twice';
}

/**
 * Goes through one order. Every step is atomic and what it writes lasts; the database and the broker
 * don't fail, and hand a job out again when its worker dies (a leased one after its deadline). Relay and worker are started again
 * after a crash and work until nothing is left; the request only if the client repeats it.
 * @param crashes which of the places passed, from 0, are crashes
 */
export function orderWith(design: Design, kept: Kept, crashes: readonly number[]): Ending {
  const world = nothingYet();
  const passed: Place[] = [];
  /** Whether the actor dies here. */
  const dies = (actor: Actor, before: number) => {
    passed.push({ actor, before });
    return crashes.includes(passed.length - 1);
  };
  /** Whether the actor got to its end alive. */
  const act = (actor: Actor): boolean => {
    const steps = PATHS[design][actor] ?? [];
    for (const [i, each] of steps.entries()) {
      if (dies(actor, i)) return false;
      each.do(world, kept);
    }
    return !dies(actor, steps.length);
  };
  while (!act('request') && kept.repeats);
  while (world.unsent > 0) act('relay');
  while (world.jobs > 0) act('worker');
  return { outcome: outcomeOf(world), receipts: world.receipts, passed };
}

/** Whether a worker can be at its job before there is an order, though nothing fails. */
export function worksEarly(design: Design): boolean {
  const world = nothingYet();
  return PATHS[design].request!.some((each) => {
    each.do(world, { repeats: false, once: false });
    return world.jobs > 0 && !world.order;
  });
}

/** One design: what it costs when nothing fails, and how each single crash ends. */
export interface Walked {
  readonly design: Design;
  /** Flushes and round trips until the request is answered, and after that. */
  readonly flushes: readonly [request: number, rest: number];
  readonly trips: readonly [request: number, rest: number];
  /** See {@link worksEarly}. */
  readonly early: boolean;
  readonly points: readonly (Place & Pick<Ending, 'outcome' | 'receipts'>)[];
}

/** Every single crash of a design. */
export function walk(design: Design, kept: Kept): Walked {
  const counted = (what: 'flush' | 'trip'): [number, number] => {
    const sums: [number, number] = [0, 0];
    for (const [actor, steps] of actorsOf(design)) {
      sums[actor === 'request' ? 0 : 1] += steps.filter((each) => each[what]).length;
    }
    return sums;
  };
  const points = orderWith(design, kept, []).passed.map((place, i) => {
    const { outcome, receipts } = orderWith(design, kept, [i]);
    return { ...place, outcome, receipts };
  });
  return {
    design,
    flushes: counted('flush'),
    trips: counted('trip'),
    early: worksEarly(design),
    points,
  };
}
