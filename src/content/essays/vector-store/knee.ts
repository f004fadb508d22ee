/**
 * The explorable: choose the number of probes and the size of a shadow sample, and see the
 * distribution behind the mean and the intervals around it. A browser should not build six thousand
 * vectors, an index and two thousand exact answers to move a slider: how many queries of each kind
 * found how many neighbours, at every number of probes, is kept in tables.ts.
 */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { designEffect, type Interval, mean, wilson } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { COUNTS } from './tables.ts';

/** Neighbours per query, and the most probes that are kept. */
const NEIGHBOURS = 10;
export const LAST = 24;

/** How many queries found 0, 1, … 10 neighbours at `probes` probes. */
const countsAt = (text: string, probes: number): number[] =>
  text.trim().split('\n')[probes - 1].split(',').map(Number);

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
    const bars = [COUNTS.near, COUNTS.between, COUNTS.far].map((text) =>
      countsAt(text, params.probes),
    );
    const population = bars.flatMap((counts) =>
      counts.flatMap((count, n) => Array.from({ length: count }, () => n / NEIGHBOURS)),
    );
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
      bars,
      truth,
      designEffect: designEffect(population, NEIGHBOURS),
      shadows,
      pooledKept: shadows.filter(({ pooled }) => holds(pooled, truth)).length,
      honestKept: shadows.filter(({ honest }) => holds(honest, truth)).length,
    };
  },
);
