/**
 * One engine for a few seconds, with its history: prompts that come while a number of answers is
 * under way, which stays the same, for each prompt that is read begins an answer and another ends.
 */
import type { Plain } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { PROMPT } from '../../../kit/sim/lengths.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { exponential } from '../../../kit/sim/variates.ts';
import { watched } from './assumed.ts';
import { type Engine, nextIteration, type Prompt } from './engine.ts';
import { lengthAt, longestPrompt, tableMean } from './prompts.ts';

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

/** One engine, somebody's long prompt, the chat of others, and a prompt of the reader's own. */
interface Strip extends Plain<typeof watched> {
  /** Whether no prompt may have more of the budget than `promptShare`. */
  readonly capped: boolean;
  /** The long prompt that comes at the start: the mean one of its trace, the longest, or none. */
  readonly ahead: string;
  /** Tokens of the reader's own prompt, and when it comes, s. */
  readonly own: number;
  readonly at: number;
  readonly seed: number;
}

/** What the strip shows. Prompts are numbered as they came; times in ms. */
export interface Watched {
  readonly iterations: readonly Laid[];
  readonly stays: readonly Stay[];
  /** Which of them is the reader's, and which the long one; −1 where there is none. */
  readonly yours: number;
  readonly long: number;
  /** When the last of both has its first token. */
  readonly until: number;
}

/** What the strip shows at first: somebody's book, and the reader soon after. */
export const first = {
  ...watched,
  capped: false,
  ahead: 'longest',
  own: 1000,
  at: 0.25,
  seed: 1,
};

/** The engine's line with a reader's prompt in it, and its history. */
export const strip = experiment(
  first,
  ({ decodes, context, rate, capped, ahead, own, at, seed, ...reached }: Strip): Watched => {
    const engine = { ...reached, promptShare: capped ? reached.promptShare : 1 };
    const length =
      ahead === 'longest'
        ? longestPrompt()
        : ahead === 'mean'
          ? Math.round(tableMean(PROMPT.long))
          : 0;
    const coming = othersOf(rate, seed);
    if (length > 0) insert(coming, 0, length);
    const yours = insert(coming, 1e3 * at, own);
    const long = length > 0 ? 0 : -1;
    const { stays, iterations } = engineAlone(engine, coming, decodes, context);
    const until = Math.max(stays[yours].first, long < 0 ? 0 : stays[long].first);
    return {
      iterations: iterations.filter(({ start }) => start < until),
      stays: stays.filter((stay) => stay.at < until),
      yours,
      long,
      until,
    };
  },
);

/** Chats that come to one engine in half a minute. */
function othersOf(rate: number, seed: number): { at: number[]; tokens: number[] } {
  const random = seeded(seed);
  const others: { at: number[]; tokens: number[] } = { at: [], tokens: [] };
  let clock = exponential(random, 1e3 / rate);
  for (; clock < 30_000; clock += exponential(random, 1e3 / rate)) {
    others.at.push(clock);
    others.tokens.push(lengthAt(PROMPT.chat, random()));
  }
  return others;
}

/** Puts a prompt among others and returns its place. */
function insert(into: { at: number[]; tokens: number[] }, at: number, tokens: number): number {
  const place = into.at.findIndex((other) => other > at);
  const index = place < 0 ? into.at.length : place;
  into.at.splice(index, 0, at);
  into.tokens.splice(index, 0, tokens);
  return index;
}
