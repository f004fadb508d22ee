/**
 * A check of the estimate as somebody with few exact answers would make it. What the bench said and
 * found is kept in tables.ts.
 */
import { experiment } from '../../../kit/experiment.ts';
import { type Random, seeded } from '../../../kit/sim/random.ts';
import { designEffect, type Interval, mean, wilson } from '../../../kit/sim/stats.ts';
import { SAID } from './tables.ts';

const NEIGHBOURS = 10;

/** Queries of which the estimate said about the same, and what a sample of them had. */
export interface Group {
  /** The mean recall that was said. */
  readonly said: number;
  readonly had: number;
  /** Around `had`, with the design effect of the sample. */
  readonly interval: Interval;
}

/** What a check shows. */
export interface Checked {
  /** Ten groups of queries like those that the estimate was fitted to, but not among them. */
  readonly heldOut: Group[];
  /** Ten groups of queries about topics that came afterwards. */
  readonly newTopics: Group[];
  /** Of the groups held out, those whose interval holds what was said. */
  readonly kept: number;
}

function sampled(text: string, size: number, random: Random): Group[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [said, ...counts] = line.split(',').map(Number);
      const all = counts.flatMap((count, n) => Array.from({ length: count }, () => n / NEIGHBOURS));
      const shares = Array.from({ length: size }, () => all[Math.floor(random() * all.length)]);
      const had = mean(shares);
      const trials = (size * NEIGHBOURS) / designEffect(shares, NEIGHBOURS);
      return { said, had, interval: wilson(had, trials) };
    });
}

/** `queries` shadow queries of each sort, drawn with replacement, as many from each of ten groups. */
export const calibration = experiment({ queries: 400, seed: 1 }, ({ queries, seed }): Checked => {
  const random = seeded(seed);
  const heldOut = sampled(SAID.heldOut, queries / 10, random);
  return {
    heldOut,
    newTopics: sampled(SAID.newTopics, queries / 10, random),
    kept: heldOut.filter(({ said, interval: [low, high] }) => low <= said && said <= high).length,
  };
});
