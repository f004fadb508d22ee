/** The ways to send a request to a replica as soon as it arrives. */
import type { Random } from '../../../kit/sim/random.ts';
import { leastOf } from './choice.ts';
import { begin, type Fleet, hasFreeSlot, type Policy } from './fleet.ts';
import { NO_HOME, type Request } from './workload.ts';

/** What a placement can look at: the fleet and the requests queued at each replica. */
interface View {
  readonly fleet: Fleet;
  readonly queues: readonly Request[][];
}

/** Names the replica to which a request goes at once. */
type Placement = (request: Request, now: number) => number;

/** Requests sent to a replica and not yet finished. */
const outstanding = ({ fleet, queues }: View, replica: number): number =>
  fleet.active[replica] + queues[replica].length;

/**
 * Immediate placement: every request is sent to a replica on arrival and waits there, first come,
 * first served, for one of its slots.
 */
export const immediate =
  (placement: (view: View, ties: Random) => Placement): Policy =>
  (fleet, ties) => {
    const queues: Request[][] = Array.from({ length: fleet.pool.replicas }, () => []);
    const place = placement({ fleet, queues }, ties);
    return {
      arrive: (request, now) => {
        const replica = place(request, now);
        if (hasFreeSlot(fleet, replica)) begin(fleet, replica, request, now);
        else queues[replica].push(request);
      },
      finished: (_request, replica, now) => {
        const next = queues[replica].shift();
        if (next !== undefined) begin(fleet, replica, next, now);
      },
      wakeAt: () => Number.POSITIVE_INFINITY,
      wake: () => {},
    };
  };

/** Any replica, at random. */
export const random = immediate(({ fleet }, ties) => () => {
  return Math.floor(ties() * fleet.pool.replicas);
});

/** The replicas in turn. */
export const roundRobin = immediate(({ fleet }) => {
  let turn = 0;
  return () => turn++ % fleet.pool.replicas;
});

/** Two different replicas at random; of them the one with fewer outstanding. */
export const twoChoices = immediate((view, ties) => {
  const { replicas } = view.fleet.pool;
  const choose = leastOf(2, ties);
  return () => {
    const first = Math.floor(ties() * replicas);
    const other = Math.floor(ties() * (replicas - 1));
    const second = other >= first ? other + 1 : other;
    // Among equals the draw is over the pair in this order.
    return choose((i) => outstanding(view, i === 0 ? first : second)) === 0 ? first : second;
  };
});

/** Fewest outstanding requests of all replicas. */
export const leastOutstanding = immediate((view, ties) => {
  const choose = leastOf(view.fleet.pool.replicas, ties);
  return () => choose((replica) => outstanding(view, replica));
});

/** Parameters of {@link leastBySnapshot}. */
export interface Snapshots {
  /** Seconds between a router's looks at the replicas. */
  readonly refresh: number;
  readonly routers: number;
  /** Whether the routers look in turn, evenly spread over `refresh`, or all at one moment. */
  readonly inTurn: boolean;
}

/**
 * Fewest outstanding by a snapshot taken every `refresh` seconds, plus what the router itself has
 * sent since. Requests reach one of `routers` such routers at random; each counts only its own.
 */
export const leastBySnapshot = ({ refresh, routers, inTurn }: Snapshots) =>
  immediate((view, ties) => {
    const { replicas } = view.fleet.pool;
    const choose = leastOf(replicas, ties);
    const perReplica = (count: number) =>
      Array.from({ length: count }, () => new Int32Array(replicas));
    const looks = inTurn ? routers : 1;
    const snapshots = perReplica(looks);
    const taken = Array.from({ length: looks }, (_, i) => (i / looks - 1) * refresh);
    const sent = perReplica(routers);
    const look = (at: number, now: number) => {
      taken[at] += refresh * Math.floor((now - taken[at]) / refresh);
      for (let i = 0; i < replicas; i++) snapshots[at][i] = outstanding(view, i);
      for (const own of inTurn ? [sent[at]] : sent) own.fill(0);
    };
    return (_request, now) => {
      const router = routers === 1 ? 0 : Math.floor(ties() * routers);
      const at = inTurn ? router : 0;
      if (now >= taken[at] + refresh) look(at, now);
      const own = sent[router];
      const replica = choose((i) => snapshots[at][i] + own[i]);
      own[replica]++;
      return replica;
    };
  });

/** Time that a running request is still predicted to take, s. */
const remaining = (fleet: Fleet, id: number, now: number): number =>
  Math.max(0, fleet.requests[id].predicted - (now - fleet.start[id]));

/**
 * Predicted seconds until a full replica could start one more request: its slots end as predicted,
 * and each request queued there takes the slot that is free first.
 */
function predictedStart({ fleet, queues }: View, replica: number, now: number): number {
  const running = fleet.running[replica];
  const ends = new Float64Array(running.length);
  for (let i = 0; i < ends.length; i++) ends[i] = remaining(fleet, running[i], now);
  ends.sort();
  for (const request of queues[replica]) {
    const end = ends[0] + request.predicted;
    let i = 1;
    for (; i < ends.length && ends[i] <= end; i++) ends[i - 1] = ends[i];
    ends[i - 1] = end;
  }
  return ends[0];
}

/** Lower than any time, so that a free slot comes before every occupied one. */
const NOW = -1e6;

/** The earliest predicted start; a free slot counts as now, fewest outstanding first. */
export const earliestPredictedStart = immediate((view, ties) => {
  const choose = leastOf(view.fleet.pool.replicas, ties);
  return (_request, now) =>
    choose((replica) => {
      if (!hasFreeSlot(view.fleet, replica)) {
        const start = predictedStart(view, replica, now);
        if (start > 0) return start;
      }
      return NOW + outstanding(view, replica);
    });
});

/** The least predicted work outstanding, s. */
export const leastPredictedWork = immediate((view, ties) => {
  const choose = leastOf(view.fleet.pool.replicas, ties);
  return (_request, now) =>
    choose((replica) => {
      let work = 0;
      for (const id of view.fleet.running[replica]) work += remaining(view.fleet, id, now);
      for (const request of view.queues[replica]) work += request.predicted;
      return work;
    });
});

/** Home if there is one, else fewest outstanding. */
export const sticky = immediate((view, ties) => {
  const choose = leastOf(view.fleet.pool.replicas, ties);
  return (request) =>
    request.home === NO_HOME ? choose((replica) => outstanding(view, replica)) : request.home;
});

/**
 * Home, unless the fullest replica is more than `difference` requests and more than `ratio` times
 * above the emptiest; then fewest outstanding. The form of SGLang's cache-aware policy.
 */
export const stickyWithin = ({ difference, ratio }: { difference: number; ratio: number }) =>
  immediate((view, ties) => {
    const { replicas } = view.fleet.pool;
    const choose = leastOf(replicas, ties);
    return (request) => {
      let most = 0;
      let fewest = Number.POSITIVE_INFINITY;
      for (let i = 0; i < replicas; i++) {
        const load = outstanding(view, i);
        most = Math.max(most, load);
        fewest = Math.min(fewest, load);
      }
      const lopsided = most - fewest > difference && most > ratio * fewest;
      return lopsided || request.home === NO_HOME
        ? choose((replica) => outstanding(view, replica))
        : request.home;
    };
  });
