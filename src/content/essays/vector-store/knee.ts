/**
 * The explorable: choose the number of probes and the size of a shadow sample, and see the
 * distribution behind the mean and the intervals around it.
 *
 * A browser should not build six thousand vectors, an index and two thousand exact answers to move
 * a slider. It need not: in an inverted file without compression, the ranks of a query's true
 * neighbours' lists fix its recall at every number of probes. These ranks are kept in ranks.ts,
 * for 2,000 queries of the worlds together, sorted within each kind of query and cut off at `LAST`; a
 * test compares them with the bench.
 */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { designEffect, type Interval, mean, wilson } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { RANKS } from './ranks.ts';

/** Neighbours per query, the largest rank kept, and the digits of ranks 0 to `LAST`. */
const NEIGHBOURS = 10;
export const LAST = 40;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDE';

/** One query's ranks, ascending, as a word of ten digits. */
export const encodeRanks = (ascending: readonly number[]): string =>
  ascending.map((rank) => DIGITS[Math.min(rank, LAST)]).join('');

/** The words of one kind of query, in order. */
export const words = (text: string): string[] => text.replace(/\s/g, '').match(/.{10}/g) ?? [];

/** Neighbours found, of ten, at `probes` probes (at most {@link LAST}), word by word. */
const found = (of: readonly string[], probes: number): number[] =>
  of.map((word) => {
    let hits = 0;
    while (hits < NEIGHBOURS && DIGITS.indexOf(word[hits]) < probes) hits++;
    return hits;
  });

/** A shadow sample's mean recall and its two intervals. */
export interface Shadow {
  readonly mean: number;
  /** Ten trials per query. */
  readonly pooled: Interval;
  /** Ten trials per query, divided by the design effect of the sample. */
  readonly honest: Interval;
}

/** What the chosen knee looks like. */
export interface Knee {
  /** By kind (near, between, far), queries that found 0, 1, … 10 neighbours. */
  readonly bars: number[][];
  /** The mean recall of all queries. */
  readonly truth: number;
  readonly designEffect: number;
  readonly shadows: Shadow[];
  /** Samples whose interval holds the truth. */
  readonly pooledKept: number;
  readonly honestKept: number;
}

const holds = ([low, high]: Interval, value: number): boolean => low <= value && value <= high;

/**
 * Recall of all two thousand test queries at `probes` probes, and `samples` shadow samples of
 * `queries` queries each, drawn with replacement. The i-th sample has a stream of its own.
 */
export const knee = experiment(
  { probes: 8, queries: asked.shadows, samples: 20, seed: 1 },
  (params): Knee => {
    const groups = [RANKS.near, RANKS.between, RANKS.far].map((text) =>
      found(words(text), params.probes),
    );
    const population = groups.flat().map((hits) => hits / NEIGHBOURS);
    const truth = mean(population);
    const shadows = Array.from({ length: params.samples }, (_, i): Shadow => {
      const random = seeded(params.seed * 1000 + i);
      const shares = Array.from(
        { length: params.queries },
        () => population[Math.floor(random() * population.length)],
      );
      const trials = params.queries * NEIGHBOURS;
      const share = mean(shares);
      return {
        mean: share,
        pooled: wilson(share, trials),
        honest: wilson(share, trials / designEffect(shares, NEIGHBOURS)),
      };
    });
    return {
      bars: groups.map((hits) =>
        Array.from({ length: NEIGHBOURS + 1 }, (_, n) => hits.filter((h) => h === n).length),
      ),
      truth,
      designEffect: designEffect(population, NEIGHBOURS),
      shadows,
      pooledKept: shadows.filter(({ pooled }) => holds(pooled, truth)).length,
      honestKept: shadows.filter(({ honest }) => holds(honest, truth)).length,
    };
  },
);
