/** What the essay runs: placements, orders and patience on the replayed hour. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { FLOOD, given, MACHINE } from './assumed.ts';
import { asking, central, firstCome, ordered, pulling } from './disciplines.ts';
import { type Policy, simulate } from './fleet.ts';
import { flood, type Hour, hour, type Stream, slowed, toldOf } from './hours.ts';
import { KINDS, type Kind } from './lengths.ts';
import { queueOver } from './live.ts';
import { type Spread, spreadOf, tidy, type Waits, waits, waitsOver } from './measures.ts';
import { type Order, orderOf } from './orders.ts';
import {
  bySnapshot,
  joinIdle,
  leastOutstanding,
  leastWork,
  random,
  roundRobin,
  type Snapshots,
  twoChoices,
  withoutLong,
} from './placement.ts';
import { type Machine, type Request, slotsOf, TWENTIETHS } from './workload.ts';

export { crowd, disguised, division, late, names } from './crowd.ts';
export { inside, limits } from './inside.ts';
export { machine } from './live.ts';
export { leaving, prefixes } from './patience-runs.ts';

/** Mean slot time of each service, s, and how far its answers follow from the prompt's length. */
export const asked = experiment({ kinds: KINDS, machine: MACHINE }, ({ kinds, machine }) =>
  kinds.map((kind) => {
    const { slotTime, explained } = toldOf(kind as Kind, machine);
    return { kind, slotTime: tidy(slotTime), explained: tidy(explained) };
  }),
);

/** Hours of several seeds. */
type Hours = Omit<Hour, 'seed'> & { readonly seeds: readonly number[] };

const hoursOf = ({ seeds, ...rest }: Hours): Stream[] =>
  seeds.map((seed) => ({ seed, requests: hour({ ...rest, seed }) }));

/** Waits of each hour under a policy, s. */
const waitsIn = (streams: readonly Stream[], policy: Policy, machine: Machine): number[][] =>
  streams.map(({ seed, requests }) =>
    waits(requests, simulate(requests, policy, { machine, seed })),
  );

/** The ways to place a request, by name; work is the true slot time, as an oracle knows it. */
const WAYS = {
  random: () => random,
  'round robin': () => roundRobin,
  'least work': () => leastWork(({ slotTime }) => slotTime),
  'two choices': () => twoChoices,
  'least outstanding': () => leastOutstanding,
  'central queue': () => central(firstCome),
  'a replica without long': ({ briefly }) => withoutLong(briefly),
} satisfies Record<string, (given: { readonly briefly: number }) => Policy>;

export type Way = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as Way[];

/** The ways that look at how many are outstanding, and the one that need not. */
export const COUNTING = ['two choices', 'least outstanding', 'central queue'] as const;
export type Counting = (typeof COUNTING)[number];

/** One way to place under one kind of arrivals. */
export interface Placed extends Waits {
  /** Its mean wait less that of the central queue in the same run, s, and as a share of it. */
  readonly over: Spread;
  readonly overShare: Spread;
}

/** Result of {@link where}. */
export interface Where {
  /** How long the hour lasts when it brings the load of a busy machine, min. */
  readonly lasts: Spread;
  /** The ways that count, and the queue, under arrivals at random times on a busy machine. */
  readonly scattered: Readonly<Record<Counting, Placed>>;
  /** All ways under arrivals as they came. */
  readonly came: Readonly<Record<Way, Placed>>;
  /** Two choices and the queue under these on a machine with room to spare. */
  readonly lighter: Readonly<Record<'two choices' | 'central queue', Placed>>;
}

function placedBy<W extends Way>(
  ways: readonly W[],
  streams: readonly Stream[],
  { machine, briefly }: { readonly machine: Machine; readonly briefly: number },
) {
  const under = (way: Way) => waitsIn(streams, WAYS[way]({ briefly }), machine);
  const queue = under('central queue');
  const least = queue.map((run) => mean(run));
  const rows = ways.map((way): [W, Placed] => {
    const found = way === 'central queue' ? queue : under(way);
    const over = found.map((run, i) => mean(run) - least[i]);
    return [
      way,
      {
        ...waitsOver(found),
        over: spreadOf(over),
        overShare: spreadOf(over.map((more, i) => more / least[i])),
      },
    ];
  });
  return Object.fromEntries(rows) as Record<W, Placed>;
}

const HOURS = { seeds: [1, 2, 3, 4], machine: MACHINE };

/** Where to send a request, six ways, under arrivals at random and under those of the hour. */
export const where = experiment(
  { load: given.busy, lighter: given.lighter, briefly: given.briefly, ...HOURS },
  ({ load, lighter, briefly, ...hours }): Where => {
    const { machine } = hours;
    const setting = { machine, briefly };
    const came = hoursOf({ ...hours, load });
    const quiet = came.map(({ seed, requests }) => ({
      seed,
      requests: slowed(requests, load / lighter),
    }));
    const scattered = hoursOf({ ...hours, load, scattered: true });
    const minutes = came.map(({ requests }) => {
      const work = requests.reduce((sum, { slotTime }) => sum + slotTime, 0);
      return work / (slotsOf(machine) * load) / 60;
    });
    return {
      lasts: spreadOf(minutes),
      scattered: placedBy(COUNTING, scattered, setting),
      came: placedBy(WAY_NAMES, came, setting),
      lighter: placedBy(['two choices', 'central queue'], quiet, setting),
    };
  },
);

/** How many routers there are, and the times between two looks and between two questions, s. */
interface Views {
  readonly routers: number;
  readonly age: number;
  readonly oldAge: number;
  readonly asks: number;
  readonly oftenAsks: number;
}

/** The ways in which several routers share the replicas, by name. */
const views = ({ routers, age: soon, oldAge: late, asks, oftenAsks }: Views) => {
  const by = (refresh: number, how: Pick<Snapshots, 'inTurn' | 'compares'>) =>
    bySnapshot({ refresh, routers, ...how });
  const together = { inTurn: false, compares: 'all' } as const;
  const inTurn = { inTurn: true, compares: 'all' } as const;
  const ofTwo = { inTurn: false, compares: 'two' } as const;
  return {
    'knowing nothing': random,
    [`least, ${late} s, together`]: by(late, together),
    [`two choices, ${late} s, together`]: by(late, ofTwo),
    [`least, ${late} s, in turn`]: by(late, inTurn),
    [`least, ${soon} s, together`]: by(soon, together),
    [`two choices, ${soon} s, together`]: by(soon, ofTwo),
    [`least, ${soon} s, in turn`]: by(soon, inTurn),
    'join an idle slot': joinIdle(routers),
    'lines that are pulled from': central(pulling(routers)),
    [`lines asked blindly, ${oftenAsks} s`]: asking({ routers, every: oftenAsks }),
    [`lines asked blindly, ${asks} s`]: asking({ routers, every: asks }),
    'one router, one queue': central(firstCome),
  } satisfies Record<string, Policy>;
};

/** Several routers on the hour, by what each of them knows. */
export const routers = experiment(
  {
    load: given.busy,
    routers: given.routers,
    age: given.age,
    oldAge: given.oldAge,
    asks: given.asks,
    oftenAsks: given.oftenAsks,
    ...HOURS,
  },
  ({ load, seeds, machine, ...times }) => {
    const hours = { seeds, machine };
    const streams = hoursOf({ ...hours, load });
    return Object.entries(views(times)).map(([name, policy]) => ({
      name,
      ...waitsOver(waitsIn(streams, policy, hours.machine)),
    }));
  },
);

/** The order of the predictor that is not told the kind of a request. */
export const BY_LENGTH = 'by length alone';

/** The orders that are compared where nobody floods. */
const ORDERS = [
  'first come',
  'shortest predicted',
  BY_LENGTH,
  'strict classes',
] as const satisfies readonly (Order | typeof BY_LENGTH)[];

/** One order of the queue on the hour. */
export interface Ordered {
  readonly rule: (typeof ORDERS)[number];
  /** Mean wait of all requests, s, and of each kind. */
  readonly all: Spread;
  readonly kinds: readonly { readonly kind: Kind; readonly wait: Spread }[];
}

/** What the twentieth of its prompt says of the slot time of a request of any kind, s. */
function fittedTo(requests: readonly Request[]): (request: Request) => number {
  const inOrder = [...requests].sort((a, b) => a.prompt - b.prompt);
  const table = Array.from({ length: TWENTIETHS }, (_, i) => {
    const part = inOrder.slice(
      (i * inOrder.length) / TWENTIETHS,
      ((i + 1) * inOrder.length) / TWENTIETHS,
    );
    return { from: part[0].prompt, slotTime: mean(part.map(({ slotTime }) => slotTime)) };
  });
  return ({ prompt }) => (table.findLast(({ from }) => from <= prompt) ?? table[0]).slotTime;
}

/** By how much the seed of the hour differs to which the order by length is fitted. */
const ANOTHER = 1000;

const WITH_LONG = { load: given.busy, longOfAll: given.longOfAll, ...HOURS };

/** Who waits in an hour of code, conversation and some long conversations, by the queue's order. */
export const orders = experiment(WITH_LONG, ({ load, longOfAll, seeds, machine }): Ordered[] => {
  const takes = { code: 1, chat: 1, long: longOfAll };
  const streams = hoursOf({ seeds, load, machine, takes });
  const policyOf = (rule: Ordered['rule'], seed: number): Policy => {
    if (rule !== BY_LENGTH) return orderOf(rule, { machine, classWeights: [] });
    return central(ordered(fittedTo(hour({ seed: seed + ANOTHER, load, machine, takes }))));
  };
  return ORDERS.map((rule) => {
    const runs = streams.map(({ seed, requests }) => ({
      requests,
      run: simulate(requests, policyOf(rule, seed), { machine, seed }),
    }));
    const over = (kind?: Kind) =>
      spreadOf(
        runs.map(({ requests, run }) =>
          mean(waits(requests, run, (one) => kind === undefined || one.kind === kind)),
        ),
      );
    return { rule, all: over(), kinds: KINDS.map((kind) => ({ kind, wait: over(kind) })) };
  });
});

/** What waits before the requests of code when they come to a first-come queue, by kind. */
export const ahead = experiment(WITH_LONG, ({ load, longOfAll, seeds, machine }) => {
  const takes = { code: 1, chat: 1, long: longOfAll };
  const work = { code: 0, chat: 0, long: 0 };
  for (const { seed, requests } of hoursOf({ seeds, load, machine, takes })) {
    const { start } = simulate(requests, central(firstCome), { machine, seed });
    const waiting = { code: 0, chat: 0, long: 0 };
    let head = 0;
    for (const { id, kind, arrival, slotTime } of requests) {
      for (; head < id && start[head] <= arrival; head++) {
        waiting[requests[head].kind] -= requests[head].slotTime;
      }
      if (kind === 'code') for (const one of KINDS) work[one] += waiting[one];
      waiting[kind] += slotTime;
    }
  }
  const all = work.code + work.chat + work.long;
  return KINDS.map((kind) => ({ kind, share: tidy(work[kind] / all) }));
});

/** Requests that wait at each moment of a flood under first come, first served: the mark. */
export const depth = experiment(
  { seed: 14, every: 2, ...FLOOD, until: 300 },
  ({ every, ...scene }) => {
    const requests = flood(scene);
    const policy = orderOf('first come', { machine: scene.machine, classWeights: [] });
    const { start } = simulate(requests, policy, scene);
    return queueOver(requests, start, { every, until: scene.until });
  },
);
