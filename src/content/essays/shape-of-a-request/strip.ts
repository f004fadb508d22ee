/**
 * One engine for a few seconds, with its history: prompts that come while a number of answers is
 * under way, which stays the same, for each prompt that is read begins an answer and another ends.
 */
import { type Engine, nextIteration, type Prompt } from './engine.ts';

/** Prompts in the order in which they come, one entry each. */
export interface Coming {
  /** When, ms. */
  readonly at: readonly number[];
  readonly tokens: readonly number[];
}

/** When a prompt came, when it was first in an iteration, and when it had its first token, ms. */
export interface Stay {
  readonly at: number;
  readonly joined: number;
  readonly first: number;
  readonly tokens: number;
}

/** An iteration on the clock, ms, and the tokens that it carried of each prompt. */
export interface Laid {
  readonly start: number;
  readonly end: number;
  readonly chunks: readonly { readonly of: number; readonly tokens: number }[];
}

/**
 * Runs the engine until every prompt has been read.
 *
 * @param decodes answers under way, fewer than the budget
 * @param context of each of them, tokens
 */
export function engineAlone(
  engine: Engine,
  { at, tokens }: Coming,
  decodes: number,
  context: number,
): { stays: Stay[]; iterations: Laid[] } {
  const joined = at.map(() => -1);
  const first = at.map(() => -1);
  const iterations: Laid[] = [];
  let line: Prompt[] = [];
  let [clock, next] = [0, 0];
  while (next < at.length || line.length > 0) {
    for (; next < at.length && at[next] <= clock; next++) {
      line.push({ of: next, tokens: tokens[next], read: 0 });
    }
    const { chunks, ms } = nextIteration(engine, line, decodes, decodes * context);
    const end = clock + ms;
    for (const { prompt, tokens: read } of chunks) {
      if (prompt.read === 0) joined[prompt.of] = clock;
      prompt.read += read;
      if (prompt.read === prompt.tokens) first[prompt.of] = end;
    }
    line = line.filter(({ tokens: all, read }) => read < all);
    iterations.push({
      start: clock,
      end,
      chunks: chunks.map(({ prompt, tokens: read }) => ({ of: prompt.of, tokens: read })),
    });
    clock = end;
  }
  const stays = at.map((came, i) => ({
    at: came,
    joined: joined[i],
    first: first[i],
    tokens: tokens[i],
  }));
  return { stays, iterations };
}
