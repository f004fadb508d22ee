/** A queue that waits for the replica that holds a request’s prefix. */
import { fewestActive } from './choice.ts';
import { begin, hasFreeSlot, type Policy } from './fleet.ts';
import { NO_HOME, type Request } from './workload.ts';

/** Parameters of {@link patient}. */
export interface Patience {
  /** For how long a request refuses slots away from home, s. */
  readonly refuse: number;
  /** What the time is counted from: the first slot refused, or the arrival at the router. */
  readonly since: 'refusal' | 'arrival';
  /** Who has a free slot first: a request at home there, or the oldest whose time is up. */
  readonly first: 'home' | 'overdue';
}

/** How many of the oldest requests are looked at for one slot. */
const SCAN = 64;

/** Slack in comparing a time with the sum that set the timer, s. */
const SLACK = 1e-9;

/**
 * A central queue that waits for the right place (after delay scheduling, Zaharia et al., 2010):
 * of the oldest requests the first whose home has a free slot, or that has no home, starts there;
 * failing that, the first that has refused for long enough starts on the emptiest replica. With
 * `first: 'overdue'` the requests are looked at once, in order, and a request whose time is up
 * takes any slot before a younger one is asked.
 */
export const patient =
  ({ refuse, since, first }: Patience): Policy =>
  (fleet, ties) => {
    const waiting: Request[] = [];
    const refusedAt = new Float64Array(fleet.requests.length).fill(Number.POSITIVE_INFINITY);
    const place = fewestActive(fleet, ties);
    const anyFree = () => {
      for (let i = 0; i < fleet.machine.replicas; i++) if (hasFreeSlot(fleet, i)) return true;
      return false;
    };
    let timer = Number.POSITIVE_INFINITY;

    /** When the request's patience ends; its clock starts here if a refusal starts it. */
    const patienceEnds = (request: Request, now: number) => {
      if (since === 'arrival') return request.arrival + refuse;
      refusedAt[request.id] = Math.min(refusedAt[request.id], now);
      return refusedAt[request.id] + refuse;
    };
    const atHome = (request: Request) =>
      request.home !== NO_HOME && hasFreeSlot(fleet, request.home);

    /** Position in `waiting` of the request to start now, or −1. */
    const pick = (now: number): number => {
      const looked = Math.min(waiting.length, SCAN);
      for (let i = 0; i < looked; i++) {
        const request = waiting[i];
        if (request.home === NO_HOME || atHome(request)) return i;
        // Asked even where the answer is not used: the question starts the request's clock.
        const overdue = patienceEnds(request, now) <= now + SLACK;
        if (overdue && first === 'overdue') return i;
      }
      for (let i = 0; i < looked; i++) {
        if (patienceEnds(waiting[i], now) <= now + SLACK) return i;
      }
      return -1;
    };
    const nextTimer = (now: number) => {
      let next = Number.POSITIVE_INFINITY;
      for (let i = 0; i < Math.min(waiting.length, SCAN); i++) {
        next = Math.min(next, patienceEnds(waiting[i], now));
      }
      return next;
    };
    const dispatch = (now: number) => {
      timer = Number.POSITIVE_INFINITY;
      while (waiting.length > 0 && anyFree()) {
        const position = pick(now);
        if (position < 0) {
          timer = nextTimer(now);
          return;
        }
        const [request] = waiting.splice(position, 1);
        begin(fleet, atHome(request) ? request.home : place(), request, now);
      }
    };
    return {
      arrive: (request, now) => {
        waiting.push(request);
        dispatch(now);
      },
      finished: (_request, _replica, now) => dispatch(now),
      wakeAt: () => timer,
      wake: dispatch,
    };
  };
