/** The requests of a replayed stretch of the traces, and the machine that they are made for. */
import { type Random, shuffled } from '../../../kit/sim/random.ts';
import { KINDS, type Kind, LENGTHS, OUTPUT_AT, PROMPT_AT } from './lengths.ts';
import type { Minutes } from './stretch.ts';

/** One request as the router sees it, and what it will turn out to cost. */
export interface Request {
  /** Position in order of arrival, from 0. */
  readonly id: number;
  readonly tenant: string;
  readonly kind: Kind;
  /** When it reaches the router, s. */
  readonly arrival: number;
  /** Prompt tokens. */
  readonly prompt: number;
  /** Tokens it will generate. */
  readonly output: number;
  /** Time it would hold a slot away from home, s. */
  readonly slotTime: number;
  /** What its kind and the length of its prompt say of `slotTime`, s. */
  readonly predicted: number;
  /** The replica that holds its prefix, or `NO_HOME`. */
  readonly home: number;
  /** Share of the prompt that need not be computed at home. */
  readonly reusable: number;
}

/** Code, then chat, then long: the classes that callers already tell. */
export const classOf = ({ kind }: Request): number => KINDS.indexOf(kind);

/** The `home` of a request whose prefix is nowhere. */
export const NO_HOME = -1;

/** A machine: how many requests it holds at once, and how fast it reads and writes. */
export interface Machine {
  readonly replicas: number;
  /** Slots of one replica: the admission limit of its batch. */
  readonly slots: number;
  /** Prompt tokens per second of one request. */
  readonly reads: number;
  /** Milliseconds per token that it writes. */
  readonly writes: number;
}

/** Slots of the whole machine. */
export const slotsOf = ({ replicas, slots }: Machine): number => replicas * slots;

/** Seconds that a request holds a slot. */
export const slotTimeOf = (prompt: number, output: number, { reads, writes }: Machine): number =>
  prompt / reads + (output * writes) / 1000;

/** Prompts are told apart by the twentieth of their service's prompts that they are in. */
export const TWENTIETHS = 20;

/** Seconds that the hour of the coding and the conversation service lasts. */
export const HOUR = 3503;

/** Counts as `tables.ts` writes them. */
const countsOf = (line: string): number[] => Array.from(line, (one) => one.charCodeAt(0) - 48);

/** The value at probability `u` of quantiles at ascending `probabilities`, linear between them. */
function between(values: readonly number[], probabilities: readonly number[], u: number): number {
  let [low, high] = [0, probabilities.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (probabilities[middle] < u) low = middle;
    else high = middle;
  }
  const share = (u - probabilities[low]) / (probabilities[high] - probabilities[low]);
  return values[low] + (values[high] - values[low]) * share;
}

/** The mean of a table of quantiles. */
const meanOf = (quantiles: readonly number[], probabilities: readonly number[]): number =>
  probabilities
    .slice(1)
    .reduce(
      (sum, to, i) => sum + ((to - probabilities[i]) * (quantiles[i] + quantiles[i + 1])) / 2,
      0,
    );

/** Mean output of each kind by the twentieth of its prompts, tokens. */
const expected = (kind: Kind): number[] =>
  LENGTHS[kind].output.map((quantiles) => meanOf(quantiles, OUTPUT_AT));

export const EXPECTED: Readonly<Record<Kind, readonly number[]>> = {
  code: expected('code'),
  chat: expected('chat'),
  long: expected('long'),
};

/** Mean slot time of a kind, s. */
export const meanSlotTime = (kind: Kind, machine: Machine): number =>
  slotTimeOf(
    meanOf(LENGTHS[kind].prompt, PROMPT_AT),
    EXPECTED[kind].reduce((sum, one) => sum + one, 0) / TWENTIETHS,
    machine,
  );

/** The work of a service's whole hour, slot seconds. */
export const workOf = (kind: Kind, machine: Machine): number =>
  LENGTHS[kind].requests * meanSlotTime(kind, machine);

/** What a request is before its place in the order of arrival is known. */
type Coming = Omit<Request, 'id' | 'arrival'> & { id: number; arrival: number };

/**
 * A request of `kind` whose prompt is in that twentieth. Its output is drawn from the answers to
 * prompts of that length, not from all. Two draws.
 */
function coming(
  kind: Kind,
  { twentieth, factor, tenant, arrival }: Sent,
  machine: Machine,
  random: Random,
): Coming {
  const lengths = LENGTHS[kind];
  const u = (twentieth + random()) / TWENTIETHS;
  const prompt = Math.round(between(lengths.prompt, PROMPT_AT, u));
  const tokens = between(lengths.output[twentieth], OUTPUT_AT, random());
  const output = Math.max(1, Math.round(tokens * factor));
  return {
    id: 0,
    tenant,
    kind,
    arrival,
    prompt,
    output,
    slotTime: slotTimeOf(prompt, output, machine),
    predicted: slotTimeOf(prompt, EXPECTED[kind][twentieth], machine),
    home: NO_HOME,
    reusable: 0,
  };
}

/** What is known of a request before its length is drawn. */
interface Sent {
  readonly twentieth: number;
  /** By how much the outputs of its minute are longer than usual. */
  readonly factor: number;
  readonly tenant: string;
  readonly arrival: number;
}

/** A tenant and its share of a service's requests. */
interface Tenant {
  readonly tenant: string;
  readonly share: number;
}

/** The tenants among whom each service's requests are dealt out. */
export const TENANTS: Readonly<Record<Kind, readonly Tenant[]>> = {
  code: [
    { tenant: 'code-a', share: 0.5 },
    { tenant: 'code-b', share: 0.5 },
  ],
  chat: [
    { tenant: 'chat-a', share: 0.5 },
    { tenant: 'chat-b', share: 0.3 },
    { tenant: 'chat-c', share: 0.2 },
  ],
  long: [{ tenant: 'long', share: 1 }],
};

/** The five tenants of the coding and the conversation service. */
export const FIVE = [...TENANTS.code, ...TENANTS.chat].map(({ tenant }) => tenant);

function tenantAt(kind: Kind, u: number): string {
  const mine = TENANTS[kind];
  let i = 0;
  for (let rest = u - mine[0].share; rest >= 0 && i < mine.length - 1; i++) {
    rest -= mine[i + 1].share;
  }
  return mine[i].tenant;
}

/** What is taken of a service. */
interface Taken {
  /** Share of its requests. */
  readonly share: number;
  /** The minutes of its hour that are drawn, from and to; all that are there if left out. */
  readonly minutes?: readonly [number, number];
}

/** Arrivals of one service in seconds of its own hour, each with its length. */
export function asTheyCame(
  kind: Kind,
  came: Minutes,
  { share, minutes: [from, to] = [0, Number.POSITIVE_INFINITY] }: Taken,
  machine: Machine,
  random: Random,
): Coming[] {
  const made: Coming[] = [];
  came.arrivals.forEach((line, i) => {
    const minute = came.first + i;
    if (minute < from || minute > to) return;
    const twentieths = countsOf(came.mix[i]).flatMap((count, twentieth) =>
      new Array<number>(count).fill(twentieth),
    );
    const order = shuffled(twentieths.length, random);
    const factor = came.outputFactor[i];
    let next = 0;
    countsOf(line).forEach((count, step) => {
      for (let one = 0; one < count; one++) {
        const twentieth = twentieths[order[next++]];
        if (share < 1 && random() >= share) continue;
        const arrival = minute * 60 + (step + random()) * came.step;
        const tenant = tenantAt(kind, random());
        made.push(coming(kind, { twentieth, factor, tenant, arrival }, machine, random));
      }
    });
  });
  return made;
}

/** Requests in order of arrival, each with its place in it. */
export function inOrder(all: Coming[]): Request[] {
  all.sort((a, b) => a.arrival - b.arrival);
  all.forEach((request, id) => {
    request.id = id;
  });
  return all;
}

/** Parameters of a flood. */
export interface Flood {
  readonly seed: number;
  readonly machine: Machine;
  /** Work that the five tenants offer over the whole hour per slot, ρ. */
  readonly background: number;
  /** Requests of the sixth tenant. */
  readonly bulk: number;
  /** Whose lengths they have, and whose class they say they are of; long unless given. */
  readonly sends?: Kind;
  /** Names under which it sends them. */
  readonly names?: number;
  /** When its requests arrive: evenly from `start` on, for `length`; s. */
  readonly start: number;
  readonly length: number;
  /** When the background ends, s. */
  readonly until: number;
}

/** Whether a tenant is the sixth, under whichever name. */
export const isBulk = (tenant: string): boolean => tenant.startsWith('bulk');

/** Whether the sixth tenant sent a request, under whichever name. */
export const ofSixth = ({ tenant }: Request): boolean => isBulk(tenant);

/** By how much the hour is slowed down, so that the five tenants offer `load` per slot. */
export const clockAt = (load: number, machine: Machine): number =>
  (workOf('code', machine) + workOf('chat', machine)) / (slotsOf(machine) * HOUR * load);

/** The stretch of the hour in which a flood happens. */
export interface Stretch {
  /** When in the hour it begins, s. */
  readonly from: number;
  readonly came: Readonly<Record<'code' | 'chat', Minutes>>;
}

/**
 * A stretch of the hour, and inside it from `start` on the `bulk` requests of a sixth tenant.
 */
export function floodIn({ from, came }: Stretch, params: Flood, random: Random): Request[] {
  const { machine, background, bulk, sends = 'long', names = 1 } = params;
  const { start, length, until } = params;
  const clock = clockAt(background, machine);
  const minutes = [Math.floor(from / 60), Math.floor((from + until / clock) / 60)] as const;
  const five = (['code', 'chat'] as const)
    .flatMap((kind) => asTheyCame(kind, came[kind], { share: 1, minutes }, machine, random))
    .filter((request) => {
      request.arrival = (request.arrival - from) * clock;
      return request.arrival >= 0 && request.arrival < until;
    });
  const sixth = Array.from({ length: bulk }, (_, i) => {
    const tenant = names > 1 ? `bulk-${i % names}` : 'bulk';
    const twentieth = Math.floor(random() * TWENTIETHS);
    const arrival = start + (length * i) / bulk;
    return coming(sends, { twentieth, factor: 1, tenant, arrival }, machine, random);
  });
  return inOrder([...five, ...sixth]);
}
