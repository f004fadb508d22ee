/** The requests of a replayed stretch of the traces, and the machine that they are made for. */
import { pow } from '../../../kit/sim/portable.ts';
import { type Random, seeded, shuffled } from '../../../kit/sim/random.ts';
import { KINDS, type Kind, OUTPUT_AT, PROMPT_AT, SERVICES, type Service } from './tables.ts';

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

/** The requests of one seed. */
export interface Stream {
  readonly seed: number;
  readonly requests: readonly Request[];
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
const TWENTIETHS = 20;

/** Seconds that the hour of the coding and the conversation service lasts. */
const HOUR = 3503;

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

/** A service as it is drawn from: its counts read, and its mean output by twentieth, tokens. */
interface Drawn {
  readonly service: Service;
  readonly counts: readonly (readonly number[])[];
  readonly mix: readonly (readonly number[])[];
  readonly expected: readonly number[];
}

const drawn = (service: Service): Drawn => ({
  service,
  counts: service.arrivals.map(countsOf),
  mix: service.mix.map(countsOf),
  expected: service.output.map((quantiles) => meanOf(quantiles, OUTPUT_AT)),
});

const DRAWN: Readonly<Record<Kind, Drawn>> = {
  code: drawn(SERVICES.code),
  chat: drawn(SERVICES.chat),
  long: drawn(SERVICES.long),
};

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
  const { service, expected } = DRAWN[kind];
  const u = (twentieth + random()) / TWENTIETHS;
  const prompt = Math.round(between(service.prompt, PROMPT_AT, u));
  const tokens = between(service.output[twentieth], OUTPUT_AT, random());
  const output = Math.max(1, Math.round(tokens * factor));
  return {
    id: 0,
    tenant,
    kind,
    arrival,
    prompt,
    output,
    slotTime: slotTimeOf(prompt, output, machine),
    predicted: slotTimeOf(prompt, expected[twentieth], machine),
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
  /** The minutes of its hour that are drawn, from and to; all if left out. */
  readonly minutes?: readonly [number, number];
}

/** Arrivals of one service in seconds of its own hour, each with its length. */
function asTheyCame(
  kind: Kind,
  { share, minutes: [first, last] = [0, Number.POSITIVE_INFINITY] }: Taken,
  machine: Machine,
  random: Random,
): Coming[] {
  const { service, counts, mix } = DRAWN[kind];
  const made: Coming[] = [];
  counts.forEach((steps, minute) => {
    if (minute < first || minute > last) return;
    const twentieths = mix[minute].flatMap((count, i) => new Array<number>(count).fill(i));
    const order = shuffled(twentieths.length, random);
    const factor = service.outputFactor[minute];
    let next = 0;
    steps.forEach((count, step) => {
      for (let i = 0; i < count; i++) {
        const twentieth = twentieths[order[next++]];
        if (share < 1 && random() >= share) continue;
        const arrival = minute * 60 + (step + random()) * service.step;
        const tenant = tenantAt(kind, random());
        made.push(coming(kind, { twentieth, factor, tenant, arrival }, machine, random));
      }
    });
  });
  return made;
}

/** Requests in order of arrival, each with its place in it. */
function inOrder(all: Coming[]): Request[] {
  all.sort((a, b) => a.arrival - b.arrival);
  all.forEach((request, id) => {
    request.id = id;
  });
  return all;
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
    return share === undefined ? [] : asTheyCame(kind, { share }, machine, random);
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

/** Parameters of {@link flood}. */
export interface Flood {
  readonly seed: number;
  readonly machine: Machine;
  /** Work that the five tenants offer over the whole hour per slot, ρ. */
  readonly background: number;
  /** Requests of the sixth tenant. */
  readonly bulk: number;
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

/**
 * A stretch of the hour, from a random moment of it on, and inside it from `start` on the `bulk`
 * long requests of a sixth tenant.
 */
export function flood(params: Flood): Request[] {
  const { seed, machine, background, bulk, names = 1, start, length, until } = params;
  const random = seeded(seed * 13 + 1);
  const work = loadsOf(1, machine).reduce((sum, { seconds }) => sum + seconds, 0);
  const clock = work / (slotsOf(machine) * HOUR * background);
  const from = random() * (HOUR - until / clock);
  const minutes = [Math.floor(from / 60), Math.floor((from + until / clock) / 60)] as const;
  const five = (['code', 'chat'] as const)
    .flatMap((kind) => asTheyCame(kind, { share: 1, minutes }, machine, random))
    .filter((request) => {
      request.arrival = (request.arrival - from) * clock;
      return request.arrival >= 0 && request.arrival < until;
    });
  const sixth = Array.from({ length: bulk }, (_, i) => {
    const tenant = names > 1 ? `bulk-${i % names}` : 'bulk';
    const twentieth = Math.floor(random() * TWENTIETHS);
    const arrival = start + (length * i) / bulk;
    return coming('long', { twentieth, factor: 1, tenant, arrival }, machine, random);
  });
  return inOrder([...five, ...sixth]);
}

/** What the tables say of one service, without any draw; times on `machine`. */
export interface Lengths {
  /** Mean slot time, s. */
  readonly slotTime: number;
  /** Share of the variance of the outputs that the twentieth of the prompt explains, R². */
  readonly explained: number;
}

/** Mean slot time of a service, and how far its outputs follow from its prompts. */
export function lengthsOf(kind: Kind, machine: Machine): Lengths {
  const { prompt, output } = SERVICES[kind];
  const squareOf = (values: readonly number[]) =>
    OUTPUT_AT.slice(1).reduce((sum, to, i) => {
      const [a, b] = [values[i], values[i + 1]];
      return sum + ((to - OUTPUT_AT[i]) * (a * a + a * b + b * b)) / 3;
    }, 0);
  const means = DRAWN[kind].expected;
  const all = means.reduce((sum, one) => sum + one, 0) / TWENTIETHS;
  const between = means.reduce((sum, one) => sum + (one - all) ** 2, 0) / TWENTIETHS;
  const total = output.reduce((sum, one) => sum + squareOf(one), 0) / TWENTIETHS - all * all;
  return {
    slotTime: slotTimeOf(meanOf(prompt, PROMPT_AT), all, machine),
    explained: between / total,
  };
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
    const requests = DRAWN[kind].counts.flat().reduce((sum, count) => sum + count, 0);
    const seconds = requests * lengthsOf(kind, machine).slotTime;
    return TENANTS[kind].map(({ tenant, share }) => ({ tenant, seconds: share * seconds }));
  });
  const total = work.reduce((sum, { seconds }) => sum + seconds, 0);
  return work.map((one) => ({ ...one, load: (load * one.seconds) / total }));
}
