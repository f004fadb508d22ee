/**
 * One engine, iteration by iteration: continuous batching (Orca) with chunked prefill in first-come
 * order (Sarathi-Serve), as vLLM's scheduler does it. Answers come first and take a token each of
 * the budget; what is left goes to the prompts in the order in which they came.
 */
import { attentionMs, iterationMs, type Reached } from './machine.ts';

/** What an engine is set to. */
export interface Engine extends Reached {
  /** Tokens that an iteration may carry, and the share of them that one prompt may have. */
  readonly budget: number;
  readonly promptShare: number;
}

/** A prompt at an engine. */
export interface Prompt {
  /** Which of all requests it is of. */
  readonly of: number;
  readonly tokens: number;
  /** Tokens that have been read. */
  read: number;
}

/** A piece of a prompt in one iteration. */
export interface Chunk {
  readonly prompt: Prompt;
  readonly tokens: number;
}

/** What the next iteration carries, and how long it takes in ms. */
export interface Iteration {
  readonly chunks: readonly Chunk[];
  readonly decodes: number;
  readonly ms: number;
}

/** The chunks that fit into one iteration beside `decodes` answers, first come first. */
export function chunksOf(
  { budget, promptShare }: Engine,
  line: readonly Prompt[],
  decodes: number,
): Chunk[] {
  const chunks: Chunk[] = [];
  const cap = Math.floor(budget * promptShare);
  let room = budget - decodes;
  for (const prompt of line) {
    if (room <= 0) break;
    const tokens = Math.min(prompt.tokens - prompt.read, room, cap);
    chunks.push({ prompt, tokens });
    room -= tokens;
  }
  return chunks;
}

/** How long an iteration with these chunks takes beside `decodes` answers of `context` tokens, ms. */
export function timeOf(
  engine: Engine,
  chunks: readonly Chunk[],
  decodes: number,
  context: number,
): number {
  let tokens = decodes;
  let rows = decodes;
  let attention = 0;
  for (const { prompt, tokens: chunk } of chunks) {
    tokens += chunk;
    attention += attentionMs(engine, prompt.read, prompt.read + chunk);
    if (prompt.read + chunk === prompt.tokens) rows++;
  }
  return iterationMs(engine, tokens, rows, context, attention);
}

/** The next iteration of an engine. */
export function nextIteration(
  engine: Engine,
  line: readonly Prompt[],
  decodes: number,
  context: number,
): Iteration {
  const chunks = chunksOf(engine, line, decodes);
  return { chunks, decodes, ms: timeOf(engine, chunks, decodes, context) };
}
