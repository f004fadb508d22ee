/** Arrival patterns for the engine, with request lengths from public traces, and what they show. */
import { type Kind, OUTPUT, PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { fromQuantiles, type Random, seeded } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import { type Log, type Machine, promptTicks, type Request } from './engine.ts';

/** The engine of the scenes. */
export interface Engine {
  readonly slots: number;
  /** Prompt tokens that it reads in one tick. */
  readonly chunk: number;
  /** Milliseconds that one iteration takes. */
  readonly tick: number;
}

/** Ticks for which a `chat` request holds a slot on average; it sets the loads below. */
const CHAT_TICKS = 213;

/** The longest prompt and the longest answer of any kind, tokens. */
export const LONGEST = {
  longestPrompt: Math.max(...Object.values(PROMPT).flat()),
  longestOutput: Math.max(...Object.values(OUTPUT).flat()),
};

/** The engine with its tenants. */
export const machine = ({ slots, chunk }: Engine, tenants: number): Machine => ({
  tenants,
  slots,
  chunk,
});

/** Whole ticks in a time given in seconds. */
export const ticks = ({ tick }: Engine, seconds: number): number =>
  Math.round((1000 * seconds) / tick);

type Draft = Omit<Request, 'id'>;

const sized = (random: Random, kind: Kind): Pick<Request, 'prompt' | 'output'> => {
  const prompt = Math.round(fromQuantiles(PROMPT[kind], PROBABILITIES, random()));
  const output = Math.round(fromQuantiles(OUTPUT[kind], PROBABILITIES, random()));
  return { prompt, output: Math.max(1, output) };
};

const inOrder = (drafts: Draft[]): Request[] =>
  drafts
    .sort((a, b) => a.arrival - b.arrival || a.tenant - b.tenant)
    .map((draft, id) => ({ ...draft, id }));

/** The tenants of {@link backlog}, in order. */
export const KINDS: readonly Kind[] = ['code', 'chat', 'long'];

/**
 * Three tenants, one for each kind of work, that always have requests waiting; ten minutes.
 *
 * @param mix requests of each kind, in fifteen hundreds: far more than the machine can do
 */
export function backlog(engine: Engine, mix: readonly number[], seed: number): Request[] {
  const random = seeded(seed);
  const counts = mix.map((part) => 1500 * part);
  const drafts: Draft[] = [];
  KINDS.forEach((kind, tenant) => {
    for (let i = 0; i < counts[tenant]; i++) {
      const arrival = Math.floor((i * ticks(engine, 600)) / counts[tenant]);
      drafts.push({ tenant, arrival, ...sized(random, kind) });
    }
  });
  return inOrder(drafts);
}

/**
 * Three `chat` tenants with more to do than the machine can, the third of which is silent until
 * `absence` seconds have passed; five minutes more.
 */
export function returning(engine: Engine, absence: number, seed: number): Request[] {
  const random = seeded(seed);
  const end = ticks(engine, absence + 300);
  const drafts: Draft[] = [];
  for (let tenant = 0; tenant < 3; tenant++) {
    for (let arrival = tenant === 2 ? ticks(engine, absence) : 0; arrival < end; arrival += 6) {
      drafts.push({ tenant, arrival, ...sized(random, 'chat') });
    }
  }
  return inOrder(drafts);
}

/** Poisson arrivals of `chat` requests at `load` times what the machine can do, until `end`. */
function interactive(
  { slots }: Engine,
  random: Random,
  tenant: number,
  load: number,
  end: number,
): Draft[] {
  const drafts: Draft[] = [];
  for (let time = 0; time < end; ) {
    time += exponential(random, CHAT_TICKS / (load * slots));
    drafts.push({ tenant, arrival: Math.floor(time), ...sized(random, 'chat') });
  }
  return drafts;
}

/** Two `chat` tenants at the given loads, for a time in seconds. */
export function twoLoads(
  engine: Engine,
  [high, low]: readonly [number, number],
  seconds: number,
  seed: number,
): Request[] {
  const random = seeded(seed);
  const end = ticks(engine, seconds);
  return inOrder([
    ...interactive(engine, random, 0, high, end),
    ...interactive(engine, random, 1, low, end),
  ]);
}

/** The index of Jain, Chiu and Hawe (1984): 1 when all are equal, 1/n when one has everything. */
export function jainIndex(amounts: readonly number[]): number {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const squares = amounts.reduce((total, amount) => total + amount * amount, 0);
  return (sum * sum) / (amounts.length * squares);
}

/** Priced tokens that each tenant receives in ticks `from` (not counted itself) to `to`. */
export const receivedBetween = (log: Log, from: number, to: number): number[] =>
  Array.from(
    { length: log.tenants },
    (_, tenant) =>
      log.received[to * log.tenants + tenant] - log.received[from * log.tenants + tenant],
  );

/** Ticks for which a request holds its slot. */
export const slotTicks = ({ chunk }: Engine, request: Request): number =>
  promptTicks(request, chunk) + request.output;
