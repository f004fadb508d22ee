/** The hours and floods that are replayed, and what the tables say of them without a replay. */
import { pow } from '../../../kit/sim/portable.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { HOURS } from './arrivals.ts';
import { KINDS, type Kind, LENGTHS, OUTPUT_AT } from './lengths.ts';
import {
  asTheyCame,
  clockAt,
  EXPECTED,
  type Flood,
  floodIn,
  HOUR,
  inOrder,
  type Machine,
  meanSlotTime,
  NO_HOME,
  type Request,
  slotsOf,
  TENANTS,
  TWENTIETHS,
  workOf,
} from './workload.ts';

/** The requests of one seed. */
export interface Stream {
  readonly seed: number;
  readonly requests: readonly Request[];
}

/** Parameters of {@link hour}. */
export interface Hour {
  readonly seed: number;
  /** Work offered over the whole hour per slot, ρ. */
  readonly load: number;
  readonly machine: Machine;
  /** Of each service the share of its requests that is taken: all of code and chat if left out. */
  readonly takes?: Partial<Readonly<Record<Kind, number>>>;
  /** Whether the same requests arrive at random times of the hour: a Poisson stream. */
  readonly scattered?: boolean;
}

const BOTH: NonNullable<Hour['takes']> = { code: 1, chat: 1 };

/**
 * The hour of the traces, its clock run faster or slower until it brings the load: requests as they
 * came, second by second, with the lengths of their minute.
 */
export function hour({ seed, load, machine, takes = BOTH, scattered = false }: Hour): Request[] {
  const random = seeded(seed * 11 + 1);
  const came = KINDS.flatMap((kind) => {
    const share = takes[kind];
    return share === undefined ? [] : asTheyCame(kind, HOURS[kind], { share }, machine, random);
  });
  const work = came.reduce((sum, { slotTime }) => sum + slotTime, 0);
  const clock = work / (slotsOf(machine) * HOUR * load);
  for (const request of came) {
    request.arrival = (scattered ? random() * HOUR : request.arrival) * clock;
  }
  return inOrder(came);
}

/** Requests with their clock run so much slower. */
export const slowed = (requests: readonly Request[], by: number): Request[] =>
  requests.map((request) => ({ ...request, arrival: request.arrival * by }));

/** A flood in a stretch of the hour that begins at a random moment of it. */
export function flood(params: Flood): Request[] {
  const { seed, machine, background, until } = params;
  const random = seeded(seed * 13 + 1);
  const from = random() * (HOUR - until / clockAt(background, machine));
  return floodIn({ from, came: HOURS }, params, random);
}

/** What the tables say of one service, without any draw; times on `machine`. */
export interface Told {
  /** Mean slot time, s. */
  readonly slotTime: number;
  /** Share of the variance of the outputs that the twentieth of the prompt explains, R². */
  readonly explained: number;
}

/** Mean slot time of a service, and how far its outputs follow from its prompts. */
export function toldOf(kind: Kind, machine: Machine): Told {
  const { output } = LENGTHS[kind];
  const squareOf = (values: readonly number[]) =>
    OUTPUT_AT.slice(1).reduce((sum, to, i) => {
      const [a, b] = [values[i], values[i + 1]];
      return sum + ((to - OUTPUT_AT[i]) * (a * a + a * b + b * b)) / 3;
    }, 0);
  const means = EXPECTED[kind];
  const all = means.reduce((sum, one) => sum + one, 0) / TWENTIETHS;
  const between = means.reduce((sum, one) => sum + (one - all) ** 2, 0) / TWENTIETHS;
  const total = output.reduce((sum, one) => sum + squareOf(one), 0) / TWENTIETHS - all * all;
  return { slotTime: meanSlotTime(kind, machine), explained: between / total };
}

/** Parameters of {@link conversations}. */
export interface Conversations {
  readonly seed: number;
  /** Work offered per slot if nothing were reused. */
  readonly load: number;
  /** Exponent of the homes' popularity: 0 even, 0.7 lopsided. */
  readonly skew: number;
  /** Share of requests with a home, and share of their prompt that it holds. */
  readonly withHome: number;
  readonly heldAtHome: number;
  readonly machine: Machine;
}

/**
 * The long conversations of an hour, at random times, some of which have a home replica that holds
 * their prefix.
 */
export function conversations(params: Conversations): Request[] {
  const { seed, load, skew, withHome, heldAtHome, machine } = params;
  const random = seeded(seed * 17 + 3);
  const popularity = Array.from({ length: machine.replicas }, (_, i) => 1 / pow(i + 1, skew));
  const total = popularity.reduce((sum, weight) => sum + weight, 0);
  const home = () => {
    let rest = random() * total;
    let replica = 0;
    while (replica < machine.replicas - 1 && rest >= popularity[replica]) {
      rest -= popularity[replica];
      replica++;
    }
    return replica;
  };
  return hour({ seed, load, machine, takes: { long: 1 }, scattered: true }).map((request) => ({
    ...request,
    home: random() < withHome ? home() : NO_HOME,
    reusable: heldAtHome,
  }));
}

/** The work of each of the five tenants in the hour, slot seconds, and what it asks of a machine. */
export function loadsOf(
  load: number,
  machine: Machine,
): { tenant: string; seconds: number; load: number }[] {
  const work = (['code', 'chat'] as const).flatMap((kind) => {
    const seconds = workOf(kind, machine);
    return TENANTS[kind].map(({ tenant, share }) => ({ tenant, seconds: share * seconds }));
  });
  const total = work.reduce((sum, { seconds }) => sum + seconds, 0);
  return work.map((one) => ({ ...one, load: (load * one.seconds) / total }));
}
