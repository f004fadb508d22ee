/** The ways to send a request to a replica as soon as it arrives. */
import type { Random } from '../../../kit/sim/random.ts';
import { leastOf, leastOfTwo } from './choice.ts';
import type { Discipline } from './disciplines.ts';
import { begin, type Fleet, hasFreeSlot, type Policy } from './fleet.ts';
import { NO_HOME, type Request } from './workload.ts';

/** What a placement can look at: the fleet, and what is at each replica. */
interface View {
  readonly fleet: Fleet;
  /** The requests that hold a slot of each replica, and those that wait there. */
  readonly serving: readonly Request[][];
  readonly queues: readonly Request[][];
  /** Requests sent to each replica and not yet finished. */
  readonly outstanding: Int32Array;
}

/** Names the replica to which a request goes at once. */
type Placement = (request: Request, now: number) => number;

/** A placement, and what it does when a slot of a replica falls free. */
interface Placing {
  readonly place: Placement;
  readonly freed?: (replica: number) => void;
}

/**
 * Immediate placement: every request is sent to a replica on arrival and waits there, first come,
 * first served, for one of its slots.
 */
export const immediate =
  (placement: (view: View, ties: Random) => Placement | Placing): Policy =>
  (fleet, ties) => {
    const { replicas } = fleet.machine;
    const perReplica = (): Request[][] => Array.from({ length: replicas }, () => []);
    const serving = perReplica();
    const queues = perReplica();
    const outstanding = new Int32Array(replicas);
    const made = placement({ fleet, serving, queues, outstanding }, ties);
    const { place, freed }: Placing = typeof made === 'function' ? { place: made } : made;
    const start = (replica: number, request: Request, now: number) => {
      begin(fleet, replica, request, now);
      serving[replica].push(request);
    };
    return {
      arrive: (request, now) => {
        const replica = place(request, now);
        outstanding[replica]++;
        if (hasFreeSlot(fleet, replica)) start(replica, request, now);
        else queues[replica].push(request);
      },
      finished: (request, replica, now) => {
        outstanding[replica]--;
        const here = serving[replica];
        here[here.indexOf(request)] = here[here.length - 1];
        here.pop();
        const next = queues[replica].shift();
        if (next !== undefined) start(replica, next, now);
        else freed?.(replica);
      },
    };
  };

/** Any replica, at random. */
export const random = immediate(({ fleet }, ties) => () => {
  return Math.floor(ties() * fleet.machine.replicas);
});

/** The replicas in turn. */
export const roundRobin = immediate(({ fleet }) => {
  let turn = 0;
  return () => turn++ % fleet.machine.replicas;
});

/** Two different replicas at random; of them the one with fewer outstanding. */
export const twoChoices = immediate(({ fleet, outstanding }, ties) => {
  const choose = leastOfTwo(fleet.machine.replicas, ties);
  return () => choose((replica) => outstanding[replica]);
});

/**
 * Two choices as in {@link twoChoices}, but each replica serves those that wait at it in an order of
 * its own.
 */
export const twoChoicesInOrder =
  (discipline: (ties: Random) => Discipline): Policy =>
  (fleet, ties) => {
    const { replicas } = fleet.machine;
    const lines = Array.from({ length: replicas }, () => discipline(ties));
    const outstanding = new Int32Array(replicas);
    const choose = leastOfTwo(replicas, ties);
    const dispatch = (replica: number, now: number) => {
      while (hasFreeSlot(fleet, replica)) {
        const request = lines[replica].pop();
        if (request === undefined) return;
        begin(fleet, replica, request, now);
      }
    };
    return {
      arrive: (request, now) => {
        const replica = choose((i) => outstanding[i]);
        outstanding[replica]++;
        lines[replica].push(request);
        dispatch(replica, now);
      },
      finished: (request, replica, now) => {
        outstanding[replica]--;
        lines[replica].finished(request);
        dispatch(replica, now);
      },
    };
  };

/** The first `count` replicas for those that `is` names, two choices among the others for the rest. */
export const apart = (count: number, is: (request: Request) => boolean) =>
  immediate(({ fleet, outstanding }, ties) => {
    const own = leastOf(count, ties);
    const others = leastOfTwo(fleet.machine.replicas - count, ties);
    return (request) =>
      is(request)
        ? own((replica) => outstanding[replica])
        : count + others((i) => outstanding[count + i]);
  });

/** Fewest outstanding requests of all replicas. */
export const leastOutstanding = immediate((view, ties) => {
  const choose = leastOf(view.fleet.machine.replicas, ties);
  return () => choose((replica) => view.outstanding[replica]);
});

/** Fewest outstanding; the last replica is only for those whose predicted slot time is below `limit` s. */
export const withoutLong = (limit: number) =>
  immediate(({ fleet, outstanding }, ties) => {
    const { replicas } = fleet.machine;
    const any = leastOf(replicas, ties);
    const butLast = leastOf(replicas - 1, ties);
    return ({ predicted }) =>
      (predicted < limit ? any : butLast)((replica) => outstanding[replica]);
  });

/** Parameters of {@link bySnapshot}. */
export interface Snapshots {
  /** Seconds between a router's looks at the replicas. */
  readonly refresh: number;
  readonly routers: number;
  /** Whether the routers look in turn, evenly spread over `refresh`, or all at one moment. */
  readonly inTurn: boolean;
  /** How many replicas are compared: two picked at random, or all. */
  readonly compares: 'two' | 'all';
}

/**
 * Fewest outstanding by a snapshot taken every `refresh` seconds, plus what the router itself has
 * sent since. Requests reach one of `routers` such routers at random; each counts only its own.
 */
export const bySnapshot = ({ refresh, routers, inTurn, compares }: Snapshots) =>
  immediate(({ fleet, outstanding }, ties) => {
    const { replicas } = fleet.machine;
    const ofAll = leastOf(replicas, ties);
    const ofTwo = leastOfTwo(replicas, ties);
    const choose = compares === 'two' ? ofTwo : ofAll;
    const perReplica = (count: number) =>
      Array.from({ length: count }, () => new Int32Array(replicas));
    const looks = inTurn ? routers : 1;
    const snapshots = perReplica(looks);
    const taken = Array.from({ length: looks }, (_, i) => (i / looks - 1) * refresh);
    const sent = perReplica(routers);
    const look = (at: number, now: number) => {
      taken[at] += refresh * Math.floor((now - taken[at]) / refresh);
      snapshots[at].set(outstanding);
      for (const own of inTurn ? [sent[at]] : sent) own.fill(0);
    };
    return (_request, now) => {
      const router = Math.floor(ties() * routers);
      const at = inTurn ? router : 0;
      if (now >= taken[at] + refresh) look(at, now);
      const own = sent[router];
      const replica = choose((i) => snapshots[at][i] + own[i]);
      own[replica]++;
      return replica;
    };
  });

/**
 * Join-idle-queue (Lu et al., 2011), by slots: a slot that falls free and has nobody to take leaves
 * a token at one of `routers` at random. A router sends a request where its oldest token came from,
 * and to any replica, at random, when it has none.
 */
export const joinIdle = (routers: number) =>
  immediate(({ fleet }, ties) => {
    const { replicas, slots } = fleet.machine;
    const anyOf = (count: number) => Math.floor(ties() * count);
    const tokens: number[][] = Array.from({ length: routers }, () => []);
    for (let i = 0; i < replicas * slots; i++) tokens[i % routers].push(i % replicas);
    return {
      place: () => tokens[anyOf(routers)].shift() ?? anyOf(replicas),
      freed: (replica) => {
        tokens[anyOf(routers)].push(replica);
      },
    };
  });

/** What is believed of a request's slot time, s. */
type Belief = (request: Request) => number;

/** Time that a running request is still believed to take, s. */
const remaining = ({ fleet }: View, request: Request, believed: Belief, now: number): number =>
  Math.max(0, believed(request) - (now - fleet.start[request.id]));

/**
 * Seconds until a full replica is believed to start one more request: its slots end as believed, and
 * each request queued there takes the slot that is free first.
 */
function believedStart(view: View, replica: number, believed: Belief, now: number): number {
  const ends = Float64Array.from(view.serving[replica], (one) =>
    remaining(view, one, believed, now),
  ).sort();
  for (const request of view.queues[replica]) {
    const end = ends[0] + believed(request);
    let i = 1;
    for (; i < ends.length && ends[i] <= end; i++) ends[i - 1] = ends[i];
    ends[i - 1] = end;
  }
  return ends[0];
}

/** Lower than any time, so that a free slot comes before every occupied one. */
const NOW = -1e6;

/** The earliest start, as believed; a free slot counts as now, fewest outstanding first. */
export const earliestStart = (believed: Belief) =>
  immediate((view, ties) => {
    const choose = leastOf(view.fleet.machine.replicas, ties);
    return (_request, now) =>
      choose((replica) => {
        if (!hasFreeSlot(view.fleet, replica)) {
          const start = believedStart(view, replica, believed, now);
          if (start > 0) return start;
        }
        return NOW + view.outstanding[replica];
      });
  });

/** The least work outstanding, as believed; s. */
export const leastWork = (believed: Belief) =>
  immediate((view, ties) => {
    const choose = leastOf(view.fleet.machine.replicas, ties);
    return (_request, now) =>
      choose((replica) => {
        let work = 0;
        for (const one of view.serving[replica]) work += remaining(view, one, believed, now);
        for (const one of view.queues[replica]) work += believed(one);
        return work;
      });
  });

/** Home if there is one, else fewest outstanding. */
export const sticky = immediate((view, ties) => {
  const choose = leastOf(view.fleet.machine.replicas, ties);
  return (request) =>
    request.home === NO_HOME ? choose((replica) => view.outstanding[replica]) : request.home;
});

/**
 * Home, unless the fullest replica is more than `difference` requests and more than `ratio` times
 * above the emptiest; then fewest outstanding. The form of SGLang's cache-aware policy.
 */
export const stickyWithin = ({ difference, ratio }: { difference: number; ratio: number }) =>
  immediate((view, ties) => {
    const { replicas } = view.fleet.machine;
    const choose = leastOf(replicas, ties);
    return (request) => {
      let most = 0;
      let fewest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < replicas; i++) {
        const load = view.outstanding[i];
        most = Math.max(most, load);
        fewest = Math.min(fewest, load);
      }
      const lopsided = most - fewest > difference && most > ratio * fewest;
      return lopsided || request.home === NO_HOME
        ? choose((replica) => view.outstanding[replica])
        : request.home;
    };
  });

/**
 * Home, unless that replica has more than `difference` requests more than the emptiest; then the
 * emptiest, by requests outstanding.
 */
export const homeWithin = (difference: number) =>
  immediate(({ fleet, outstanding }, ties) => {
    const choose = leastOf(fleet.machine.replicas, ties);
    return ({ home }) => {
      const emptiest = choose((replica) => outstanding[replica]);
      if (home === NO_HOME) return emptiest;
      return outstanding[home] - outstanding[emptiest] > difference ? emptiest : home;
    };
  });
