/** The requests of a seed, and the machine that they are made for. */
import { type Kind, OUTPUT, PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { exp, pow } from '../../../kit/sim/portable.ts';
import { fromQuantiles, type Random, seeded } from '../../../kit/sim/random.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { exponential, normal } from '../../../kit/sim/variates.ts';

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
  /** Time it would hold a slot in a full batch, away from home, s. */
  readonly slotTime: number;
  /** What the router believes `slotTime` to be, s. */
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
export const classOf = (request: Request): number => ['code', 'chat', 'long'].indexOf(request.kind);

/** The `home` of a request whose prefix is nowhere. */
export const NO_HOME = -1;

/** How many requests the machine holds at once, and how fast it reads and writes. */
export interface Pool {
  readonly replicas: number;
  /** Slots of one replica: the admission limit of its batch. */
  readonly slots: number;
  /** Prompt tokens that one request reads in a step; afterwards it writes one token a step. */
  readonly chunk: number;
  /** Seconds per step of an empty batch. */
  readonly step: number;
  /** Seconds that each active request adds to the step. */
  readonly stepPerActive: number;
}

/** A machine as an essay describes it. */
export interface Machine {
  readonly replicas: number;
  readonly slots: number;
  /** Prompt tokens per second of one request. */
  readonly reads: number;
  /** Milliseconds per token that it writes. */
  readonly writes: number;
}

/** A machine whose steps take as long with one active request as with all. */
export function poolOf({ replicas, slots, reads, writes }: Machine): Pool {
  const step = writes / 1000;
  return { replicas, slots, chunk: reads * step, step, stepPerActive: 0 };
}

/** Seconds per step of a full batch. */
export const fullStep = (pool: Pool): number => pool.step + pool.stepPerActive * pool.slots;

/** Prompt tokens per second that a request reads in a full batch. */
export const prefillRate = (pool: Pool): number => pool.chunk / fullStep(pool);

/** Slots of the whole pool. */
export const slotsOf = (pool: Pool): number => pool.replicas * pool.slots;

/** Prompt and output tokens of one request: two draws. */
function lengths(kind: Kind, random: Random): { prompt: number; output: number } {
  const prompt = Math.round(fromQuantiles(PROMPT[kind], PROBABILITIES, random()));
  const output = Math.max(1, Math.round(fromQuantiles(OUTPUT[kind], PROBABILITIES, random())));
  return { prompt, output };
}

/** Share of requests of each kind under steady load. */
export type Mix = Readonly<Record<'chat' | 'code' | 'long', number>>;

/** The kind that a uniform number falls on. */
export function kindAt(u: number, mix: Mix): Kind {
  if (u < mix.chat) return 'chat';
  return u < mix.chat + mix.code ? 'code' : 'long';
}

/** Parameters of {@link steady}. */
export interface Steady {
  readonly count: number;
  readonly seed: number;
  /** Offered load per slot, ρ. */
  readonly load: number;
  /** Spread of the prediction: the output part is multiplied by exp(spread · Z). */
  readonly spread?: number;
  /** Seconds that every request holds its slot beyond its own work. */
  readonly gap?: number;
  readonly pool: Pool;
  readonly mix: Mix;
}

/**
 * `count` requests of the steady mix, Poisson at the rate at which their own mean slot time (the
 * gap aside) makes the offered load. Each kind is a tenant. The same seed gives the same sizes and
 * the same arrivals, scaled, at every load.
 */
export function steady(request: Steady): Request[] {
  const { count, seed, load, spread = 0, gap = 0, pool, mix } = request;
  const sizes = seeded(seed * 7 + 1);
  const arrivals = seeded(seed * 7 + 2);
  const noise = seeded(seed * 7 + 3);
  const prefill = prefillRate(pool);
  const step = fullStep(pool);
  const drawn = Array.from({ length: count }, () => {
    const kind = kindAt(sizes(), mix);
    const { prompt, output } = lengths(kind, sizes);
    const reading = prompt / prefill;
    const slotTime = reading + output * step;
    const error = spread > 0 ? exp(spread * normal(noise)) : 1;
    const predicted = reading + (slotTime - reading) * error;
    return { kind, prompt, output, slotTime, predicted };
  });
  const rate = (load * slotsOf(pool)) / mean(drawn.map((request) => request.slotTime));
  let now = 0;
  return drawn.map((request, id) => {
    now += exponential(arrivals, 1 / rate);
    return {
      id,
      tenant: request.kind,
      kind: request.kind,
      arrival: now,
      prompt: request.prompt,
      output: request.output + gap / step,
      slotTime: request.slotTime + gap,
      predicted: request.predicted + gap,
      home: NO_HOME,
      reusable: 0,
    };
  });
}

/** The tenants of the burst's background and their share of its work in requests. */
export const BACKGROUND: readonly { tenant: string; kind: Kind; share: number }[] = [
  { tenant: 'code-a', kind: 'code', share: 0.15 },
  { tenant: 'code-b', kind: 'code', share: 0.15 },
  { tenant: 'chat-a', kind: 'chat', share: 0.35 },
  { tenant: 'chat-b', kind: 'chat', share: 0.2 },
  { tenant: 'chat-c', kind: 'chat', share: 0.15 },
];

/** Mean prompt and output tokens of the tables, rounded; they set the rates of arrival. */
const MEAN_LENGTH = { code: [2055, 28.7], chat: [1160, 210], long: [12040, 343.1] } as const;

/** Mean slot time of a kind, s. */
export const meanSlotTime = (kind: Kind, pool: Pool): number =>
  MEAN_LENGTH[kind][0] / prefillRate(pool) + MEAN_LENGTH[kind][1] * fullStep(pool);

/** Parameters of {@link burst}. */
export interface Burst {
  readonly seed: number;
  /** Load of the background alone, ρ. */
  readonly background: number;
  /** Requests of the sixth tenant. */
  readonly bulk: number;
  /** Names under which the sixth tenant sends them. */
  readonly names?: number;
  /** When the sixth tenant's requests arrive: evenly from `start` on, for `length`; s. */
  readonly start: number;
  readonly length: number;
  /** When the background ends, s. */
  readonly until: number;
  readonly spread: number;
  readonly pool: Pool;
}

/** Whether a tenant is the sixth, under whichever name. */
export const isBulk = (tenant: string): boolean => tenant.startsWith('bulk');

/** Arrivals of one tenant of the background, Poisson at `rate` per second. */
function arrivalsUntil(until: number, rate: number, random: Random): number[] {
  const times: number[] = [];
  for (let now = exponential(random, 1 / rate); now <= until; ) {
    times.push(now);
    now += exponential(random, 1 / rate);
  }
  return times;
}

/** The background of five tenants and, from `start` on, `bulk` long requests of a sixth. */
export function burst(params: Burst): Request[] {
  const { seed, background, bulk, names = 1, start, length, until, spread, pool } = params;
  const random = seeded(seed * 13 + 1);
  const noise = seeded(seed * 13 + 2);
  const prefill = prefillRate(pool);
  const step = fullStep(pool);
  const perRequest = BACKGROUND.reduce(
    (sum, { kind, share }) => sum + share * meanSlotTime(kind, pool),
    0,
  );
  const rate = (background * slotsOf(pool)) / perRequest;
  const calls: { tenant: string; kind: Kind; arrival: number }[] = [];
  for (const { tenant, kind, share } of BACKGROUND) {
    for (const arrival of arrivalsUntil(until, rate * share, random)) {
      calls.push({ tenant, kind, arrival });
    }
  }
  for (let i = 0; i < bulk; i++) {
    const arrival = start + (length * i) / bulk;
    calls.push({ tenant: 'bulk', kind: 'long', arrival });
  }
  calls.sort((a, b) => a.arrival - b.arrival);
  return calls.map(({ tenant, kind, arrival }, id) => {
    const { prompt, output } = lengths(kind, random);
    const reading = prompt / prefill;
    return {
      id,
      tenant: isBulk(tenant) && names > 1 ? `bulk-${id % names}` : tenant,
      kind,
      arrival,
      prompt,
      output,
      slotTime: reading + output * step,
      predicted: reading + output * step * exp(spread * normal(noise)),
      home: NO_HOME,
      reusable: 0,
    };
  });
}

/** Parameters of {@link conversations}. */
export interface Conversations {
  readonly count: number;
  readonly seed: number;
  /** Offered load per slot if nothing were reused. */
  readonly load: number;
  /** Exponent of the homes' popularity: 0 even, 0.7 lopsided. */
  readonly skew: number;
  /** Share of requests with a home, and share of their prompt that it holds. */
  readonly withHome: number;
  readonly heldAtHome: number;
  readonly pool: Pool;
}

/** `count` long requests, Poisson, most of which have a home replica that holds their prefix. */
export function conversations(params: Conversations): Request[] {
  const { count, seed, load, skew, withHome, heldAtHome, pool } = params;
  const random = seeded(seed * 17 + 3);
  const popularity = Array.from({ length: pool.replicas }, (_, i) => 1 / pow(i + 1, skew));
  const total = popularity.reduce((sum, weight) => sum + weight, 0);
  const home = () => {
    let rest = random() * total;
    let replica = 0;
    while (replica < pool.replicas - 1 && rest >= popularity[replica]) {
      rest -= popularity[replica];
      replica++;
    }
    return replica;
  };
  const drawn = Array.from({ length: count }, () => {
    const { prompt, output } = lengths('long', random);
    const slotTime = prompt / prefillRate(pool) + output * fullStep(pool);
    return { prompt, output, slotTime, home: random() < withHome ? home() : NO_HOME };
  });
  const rate = (load * slotsOf(pool)) / mean(drawn.map((request) => request.slotTime));
  let now = 0;
  return drawn.map((request, id) => {
    now += exponential(random, 1 / rate);
    return {
      id,
      tenant: 'long',
      kind: 'long',
      arrival: now,
      prompt: request.prompt,
      output: request.output,
      slotTime: request.slotTime,
      predicted: request.slotTime,
      home: request.home,
      reusable: heldAtHome,
    };
  });
}
