/**
 * The fleet behind the router, event by event: each request goes to the engine with the fewest, and
 * waits in the router's one line while every slot is taken.
 */
import { type Kind, OUTPUT, PROMPT } from '../../../kit/sim/lengths.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import type { Inputs } from './assumed.ts';
import { type Chunk, type Engine, nextIteration, type Prompt, timeOf } from './engine.ts';
import { lengthAt } from './prompts.ts';

/** Requests as they come to the router, one entry each; times in ms. */
export interface Arrivals {
  readonly at: Float64Array;
  readonly prompt: Float64Array;
  readonly output: Float64Array;
  /** 1 for a long conversation, 0 for chat. */
  readonly long: Uint8Array;
}

/** Streams of random numbers that one seed gives, one for each purpose. */
const PURPOSES = 5;
const stream = (seed: number, purpose: number) => seeded(seed * PURPOSES + purpose);

/** The stream that the hops outside the fleet draw from. */
export const pathStream = (seed: number) => stream(seed, 4);

/**
 * Poisson arrivals; prompt and answer drawn each from its column of a public trace. The same seed
 * gives the same requests at any rate, only closer together.
 *
 * @param count how many, at least 1
 */
export function arrivals(
  { rate, longShare }: Pick<Inputs, 'rate' | 'longShare'>,
  count: number,
  seed: number,
): Arrivals {
  const [times, kinds, prompts, outputs] = [0, 1, 2, 3].map((purpose) => stream(seed, purpose));
  const column = () => new Float64Array(count);
  const made = { at: column(), prompt: column(), output: column(), long: new Uint8Array(count) };
  let clock = 0;
  for (let n = 0; n < count; n++) {
    clock += exponential(times, 1e3 / rate);
    const kind: Kind = kinds() < longShare ? 'long' : 'chat';
    made.at[n] = clock;
    made.long[n] = kind === 'long' ? 1 : 0;
    made.prompt[n] = lengthAt(PROMPT[kind], prompts());
    made.output[n] = lengthAt(OUTPUT[kind], outputs());
  }
  return made;
}

/** What became of each request, one entry each; ms. */
export interface Served {
  /** From the router's door to its dispatch. */
  readonly line: Float64Array;
  /** The rest of the iteration that was under way at its engine. */
  readonly boundary: Float64Array;
  /** Whole iterations that carried none of its prompt, until the first that did. */
  readonly behind: Float64Array;
  /** Iterations that carried its prompt, had they carried no other. */
  readonly own: Float64Array;
  /** What others' prompts added to those. */
  readonly shared: Float64Array;
  /** The most context that an engine held, tokens: of answers, and of prompts as far as they were read. */
  readonly context: number;
}

interface State {
  /** When the iteration under way ends; Infinity without one. */
  end: number;
  chunks: readonly Chunk[];
  line: Prompt[];
  /** Requests that have a slot. */
  taken: number;
  decodes: number;
  context: number;
  /** How many iterations it has run, and which answers end with which of them. */
  turn: number;
  ends: Map<number, number[]>;
}

const idle = (): State => ({
  end: Infinity,
  chunks: [],
  line: [],
  taken: 0,
  decodes: 0,
  context: 0,
  turn: 0,
  ends: new Map(),
});

/** Serves all requests; first come, first served, in the router and in each engine. */
export function serve(
  inputs: Engine & Pick<Inputs, 'engines' | 'slots'>,
  { at, prompt, output }: Arrivals,
): Served {
  const size = at.length;
  const column = () => new Float64Array(size);
  const [line, boundary, behind, own, shared] = [column(), column(), column(), column(), column()];
  const came = column();
  const engines = Array.from({ length: inputs.engines }, idle);
  let [clock, next, waiting, greatest] = [0, 0, 0, 0];

  const send = (n: number, to: State): void => {
    line[n] = clock - at[n];
    boundary[n] = to.end === Infinity ? 0 : to.end - clock;
    came[n] = clock;
    to.line.push({ of: n, tokens: prompt[n], read: 0 });
    to.taken++;
  };

  const begin = (engine: State): void => {
    if (engine.line.length === 0 && engine.decodes === 0) {
      engine.end = Infinity;
      return;
    }
    const { decodes, context } = engine;
    const { chunks, ms } = nextIteration(inputs, engine.line, decodes, context);
    for (const chunk of chunks) {
      const { of, read } = chunk.prompt;
      if (read === 0) behind[of] = clock - came[of] - boundary[of];
      const alone = chunks.length === 1 ? ms : timeOf(inputs, [chunk], decodes, context);
      own[of] += alone;
      shared[of] += ms - alone;
    }
    engine.chunks = chunks;
    engine.end = clock + ms;
  };

  const finish = (engine: State): void => {
    engine.turn++;
    engine.context += engine.decodes;
    const leaving = engine.ends.get(engine.turn) ?? [];
    engine.ends.delete(engine.turn);
    for (const n of leaving) {
      engine.decodes--;
      engine.context -= prompt[n] + output[n];
    }
    let free = leaving.length;
    for (const { prompt: done, tokens } of engine.chunks) {
      done.read += tokens;
      if (done.read < done.tokens) continue;
      if (output[done.of] === 1) free++;
      else {
        engine.decodes++;
        engine.context += done.tokens + 1;
        const last = engine.turn + output[done.of] - 1;
        const others = engine.ends.get(last);
        if (others === undefined) engine.ends.set(last, [done.of]);
        else others.push(done.of);
      }
    }
    if (engine.chunks.length > 0) {
      engine.line = engine.line.filter(({ tokens, read }) => read < tokens);
    }
    engine.taken -= free;
    let held = engine.context;
    for (const { read } of engine.line) held += read;
    if (held > greatest) greatest = held;
  };

  for (;;) {
    let first = engines[0];
    for (const engine of engines) if (engine.end < first.end) first = engine;
    if (next < size && at[next] <= first.end) {
      clock = at[next++];
      let emptiest = engines[0];
      for (const engine of engines) if (engine.taken < emptiest.taken) emptiest = engine;
      if (waiting === next - 1 && emptiest.taken < inputs.slots) {
        send(waiting++, emptiest);
        if (emptiest.end === Infinity) begin(emptiest);
      }
      continue;
    }
    if (first.end === Infinity) break;
    clock = first.end;
    finish(first);
    while (waiting < next && first.taken < inputs.slots) send(waiting++, first);
    begin(first);
  }
  return { line, boundary, behind, own, shared, context: greatest };
}
