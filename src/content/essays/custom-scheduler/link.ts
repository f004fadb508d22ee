/**
 * A link: one server, one request at a time, sizes known beforehand. The machine for which the
 * classical schedulers and their bounds were written.
 */

import { seeded } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';

/** A request to the link; `id` is its position in order of arrival. */
export interface Packet {
  readonly id: number;
  readonly flow: number;
  readonly arrival: number;
  /** Time on the server. */
  readonly size: number;
}

/** Chooses the flow whose oldest packet goes next; called only while something waits. */
export interface Discipline {
  pick(): number;
  arrived?(packet: Packet): void;
  /** The packet is done; called after the arrivals during its service. */
  served?(packet: Packet): void;
}

/** Makes a discipline over the queues of one run. */
export type MakeDiscipline = (queues: readonly (readonly Packet[])[]) => Discipline;

/** What happened on the link; one row for each service, in order. */
export interface LinkLog {
  readonly flows: number;
  /** Start of service by packet id. */
  readonly start: readonly number[];
  /** Service received by each flow after each service: `row * flows + flow`. */
  readonly received: readonly number[];
  /** 1 where the flow has a packet waiting after the service; indexed as `received`. */
  readonly waiting: readonly number[];
  /** The time at which the last packet is done. */
  readonly end: number;
}

/**
 * Serves all packets without interruption of any.
 *
 * @param packets in order of arrival
 */
export function serve(
  packets: readonly Packet[],
  flows: number,
  discipline: MakeDiscipline,
): LinkLog {
  const queues: Packet[][] = Array.from({ length: flows }, () => []);
  const { pick, arrived, served } = discipline(queues);
  const soFar: number[] = new Array(flows).fill(0);
  const start: number[] = new Array(packets.length).fill(0);
  const received: number[] = [];
  const waiting: number[] = [];
  let waitingNow = 0;
  let next = 0;
  let now = 0;
  const arriveBy = (time: number) => {
    for (; next < packets.length && packets[next].arrival <= time; next++) {
      arrived?.(packets[next]);
      queues[packets[next].flow].push(packets[next]);
      waitingNow++;
    }
  };
  for (let row = 0; row < packets.length; row++) {
    if (waitingNow === 0) now = Math.max(now, packets[next].arrival);
    arriveBy(now);
    const packet = queues[pick()].shift()!;
    waitingNow--;
    start[packet.id] = now;
    now += packet.size;
    arriveBy(now);
    soFar[packet.flow] += packet.size;
    served?.(packet);
    for (let flow = 0; flow < flows; flow++) {
      received.push(soFar[flow]);
      waiting.push(queues[flow].length > 0 ? 1 : 0);
    }
  }
  return { flows, start, received, waiting, end: now };
}

/** The waiting flow with the smallest key; the lowest flow on a tie. */
function leastWaiting(
  queues: readonly (readonly Packet[])[],
  key: (head: Packet) => number,
): number {
  let best = -1;
  for (let flow = 0; flow < queues.length; flow++) {
    if (queues[flow].length === 0) continue;
    if (best < 0 || key(queues[flow][0]) < key(queues[best][0])) best = flow;
  }
  return best;
}

/** First come, first served. */
export const fifo: MakeDiscipline = (queues) => ({
  pick: () => leastWaiting(queues, (head) => head.id),
});

/** The waiting flow of lowest number. */
export const priority: MakeDiscipline = (queues) => ({
  pick: () => queues.findIndex((queue) => queue.length > 0),
});

/**
 * Deficit round robin (Shreedhar and Varghese, SIGCOMM 1995).
 *
 * @param quantum service granted at each turn; at least the largest size
 */
export const deficitRoundRobin =
  (quantum: number): MakeDiscipline =>
  (queues) => {
    const deficit: number[] = new Array(queues.length).fill(0);
    let turn = 0;
    let granted = false;
    const pass = () => {
      turn = (turn + 1) % queues.length;
      granted = false;
    };
    return {
      pick() {
        for (;;) {
          if (queues[turn].length === 0) {
            deficit[turn] = 0;
            pass();
            continue;
          }
          if (!granted) deficit[turn] += quantum;
          granted = true;
          const { size } = queues[turn][0];
          if (size <= deficit[turn]) {
            deficit[turn] -= size;
            return turn;
          }
          pass();
        }
      },
    };
  };

/** Start-time fair queueing (Goyal, Vin and Cheng, SIGCOMM 1996). */
export const startTimeFair: MakeDiscipline = (queues) => {
  const startTags = new Map<number, number>();
  const lastFinish: number[] = new Array(queues.length).fill(0);
  let virtual = 0;
  const tag = (packet: Packet) => startTags.get(packet.id) ?? 0;
  return {
    arrived(packet) {
      const start = Math.max(virtual, lastFinish[packet.flow]);
      startTags.set(packet.id, start);
      lastFinish[packet.flow] = start + packet.size;
    },
    pick() {
      const flow = leastWaiting(queues, tag);
      virtual = tag(queues[flow][0]);
      return flow;
    },
    served(packet) {
      const idle = queues.every((queue) => queue.length === 0);
      if (idle) virtual = Math.max(virtual, tag(packet) + packet.size);
    },
  };
};

/**
 * Poisson arrivals of two flows with exponential sizes of mean 1, cut where the shorter flow
 * ends.
 *
 * @param loads of the two flows, as shares of the link
 * @param count packets of both flows together, before the cut
 */
export function twoFlows(loads: readonly [number, number], seed: number, count: number): Packet[] {
  const random = seeded(seed);
  const last: number[] = [];
  const drafts: Omit<Packet, 'id'>[] = [];
  loads.forEach((load, flow) => {
    let arrival = 0;
    const share = Math.floor((count * load) / (loads[0] + loads[1]));
    for (let i = 0; i < share; i++) {
      arrival += exponential(random, 1 / load);
      drafts.push({ flow, arrival, size: exponential(random, 1) });
    }
    last.push(arrival);
  });
  const end = Math.min(...last);
  return drafts
    .filter((draft) => draft.arrival < end)
    .sort((a, b) => a.arrival - b.arrival)
    .map((draft, id) => ({ ...draft, id }));
}

/** Mean wait of each flow, in the unit of sizes. */
export function meanWaits(packets: readonly Packet[], log: LinkLog): number[] {
  const sums: number[] = new Array(log.flows).fill(0);
  const counts: number[] = new Array(log.flows).fill(0);
  for (const { id, flow, arrival } of packets) {
    sums[flow] += log.start[id] - arrival;
    counts[flow]++;
  }
  return sums.map((sum, flow) => sum / counts[flow]);
}

/**
 * Mean waits of two classes of Poisson arrivals and exponential sizes of mean 1, without
 * interruption: under strict priority, and for both under first come, first served. An arrival
 * finds on average `high + low` left of the request in service (with exponential sizes of mean
 * 1), and waits longer by what may still pass it (Cobham, 1954).
 *
 * @param high load of the first class
 * @param low load of the second; the two together below 1
 */
export function meanWaitsInTheory(high: number, low: number) {
  const load = high + low;
  const left = load;
  return {
    high: left / (1 - high),
    low: left / ((1 - high) * (1 - load)),
    fifo: left / (1 - load),
  };
}
