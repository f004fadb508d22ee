/** The arrays that a batch becomes, of three people's requests. */
import { experiment } from '../../../kit/experiment.ts';

/** The flat arrays that a batch becomes. */
export interface Batch {
  /** For each token of the batch, the row of the request it belongs to. */
  readonly requests: readonly number[];
  /** For each token, its place in its own request's part of this iteration. */
  readonly positions: readonly number[];
  /** Where each request's tokens begin, and one past the last. */
  readonly offsets: readonly number[];
}

/**
 * Writes a batch end to end, as vLLM's model runner does.
 *
 * @param scheduled tokens of each request in this iteration
 */
export function flatten(scheduled: readonly number[]): Batch {
  const requests: number[] = [];
  const positions: number[] = [];
  const offsets = [0];
  scheduled.forEach((tokens, request) => {
    for (let position = 0; position < tokens; position++) {
      requests.push(request);
      positions.push(position);
    }
    offsets.push(requests.length);
  });
  return { requests, positions, offsets };
}

/** Three people and what they wrote, as Llama 3's tokeniser cuts it; a token and its number. */
export const PEOPLE = [
  {
    name: 'Ana',
    wrote: [
      ['Thank', 13359],
      [' you', 499],
    ],
  },
  {
    name: 'Ben',
    wrote: [
      ['Why', 10445],
      [' is', 374],
      [' my', 856],
      [' tea', 15600],
      [' cold', 9439],
    ],
  },
  {
    name: 'Cleo',
    wrote: [
      ['sort', 7003],
      [' this', 420],
      [' list', 1160],
    ],
  },
] as const;

/** Three requests of 2, 5 and 3 tokens, as in vLLM's own comment, and how many have crossed. */
export const batch = experiment({ crossed: 7 }, ({ crossed }) => ({
  ...flatten(PEOPLE.map(({ wrote }) => wrote.length)),
  ids: PEOPLE.flatMap(({ wrote }) => wrote.map(([, id]) => id)),
  words: PEOPLE.flatMap(({ wrote }) => wrote.map(([word]) => word.trim())),
  crossed,
}));
