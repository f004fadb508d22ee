/**
 * The experiments about recall itself: what eight probes answer, recall against work, and the width
 * of the number. Those about what an index says of itself are in doubt.ts.
 */
import { experiment } from '../../../kit/experiment.ts';
import type { Random } from '../../../kit/sim/random.ts';
import {
  designEffect,
  type Interval,
  mean,
  quantile,
  sorted,
  wilson,
} from '../../../kit/sim/stats.ts';
import { buildGraph, searchGraph } from './hnsw.ts';
import { hits, search } from './ivf.ts';
import { BENCH, checkpoints, lab, type RecallSummary, recalls, round, summarise } from './lab.ts';
import { K, type Nearest, shared, squaredDistance, stream, vectorAt } from './world.ts';

const distances = (found: Nearest): number[] =>
  Array.from(found.squared.subarray(0, found.size), (squared) => round(Math.sqrt(squared)));

/** One answer as the caller sees it, and as it is. */
export interface Answer {
  /** Distances of the ten returned points, ascending. */
  readonly returned: number[];
  /** Which of the ten are true neighbours. */
  readonly right: boolean[];
  /** Distances of the true neighbours not returned. */
  readonly missed: number[];
}

/** Ways to count a returned point as found. */
export interface Definitions {
  /** It is one of the true ten. */
  readonly identity: number;
  /** Its distance is at most the true tenth plus 0.001. */
  readonly absolute: number;
  /** Its distance is at most the true tenth times 1.01, or 1.1. */
  readonly within1: number;
  readonly within10: number;
}

/**
 * What `probes` probes answer: mean recall of the same results under four definitions, and two
 * answers alike to the eye, one complete and one missing half, the closest such pair by the sum of
 * differences between their ten distances. `within10` is how many stored vectors lie within 1.1
 * times the true tenth distance, on average over the first `counted` queries.
 */
export const answers = experiment({ ...BENCH, probes: 8, counted: 300 }, (params) => {
  const { test, ...shelf } = lab(params);
  const found = test.walks.map((_, query) =>
    search(shelf, vectorAt(test.queries.vectors, query), test.walks[query].visit, params.probes),
  );
  const under = (slack: (tenth: number) => number) =>
    round(
      mean(
        test.walks.map((walk, query) => {
          const limit = slack(Math.sqrt(walk.truth.squared[K - 1]));
          return distances(found[query]).filter((distance) => distance <= limit).length / K;
        }),
      ),
    );
  const definitions: Definitions = {
    identity: round(
      mean(test.walks.map((walk, query) => shared([...found[query].ids], walk.truth) / K)),
    ),
    absolute: under((tenth) => tenth + 0.001),
    within1: under((tenth) => tenth * 1.01),
    within10: under((tenth) => tenth * 1.1),
  };
  const counts = test.walks.slice(0, params.counted).map((walk, query) => {
    const limit = walk.truth.squared[K - 1] * 1.1 ** 2;
    const vector = vectorAt(test.queries.vectors, query);
    let inside = 0;
    for (let id = 0; id < params.vectors; id++) {
      if (squaredDistance(vector, 0, shelf.store, id, limit) <= limit) inside++;
    }
    return inside;
  });
  const of = (share: number) =>
    test.walks.flatMap((walk, query) =>
      hits(walk.ranks, params.probes) / K === share ? [query] : [],
    );
  const gap = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < K; i++) {
      sum += Math.abs(Math.sqrt(found[a].squared[i]) - Math.sqrt(found[b].squared[i]));
    }
    return sum;
  };
  let best = { complete: 0, half: 0, gap: Number.POSITIVE_INFINITY };
  const complete = of(1);
  for (const half of of(0.5)) {
    for (const whole of complete) {
      const apart = gap(whole, half);
      if (apart < best.gap) best = { complete: whole, half, gap: apart };
    }
  }
  const answer = (query: number): Answer => {
    const { truth } = test.walks[query];
    return {
      returned: distances(found[query]),
      right: Array.from(found[query].ids, (id) => truth.ids.includes(id)),
      missed: distances(truth).filter((_, i) => !found[query].ids.includes(truth.ids[i])),
    };
  };
  return {
    definitions,
    within10: round(mean(counts), 1),
    complete: answer(best.complete),
    half: answer(best.half),
  };
});

/** A point of a recall curve; `width` is probes of the file or ef of the graph. */
export interface CurvePoint extends RecallSummary {
  readonly width: number;
  /** Distances computed per query. */
  readonly work: number;
  /** 95 % interval of the mean, by Wilson with the design effect, over the queries measured. */
  readonly interval: Interval;
}

const honest = (recall: readonly number[]): Interval =>
  wilson(mean(recall), (recall.length * K) / designEffect(recall, K)).map((end) =>
    round(end),
  ) as unknown as Interval;

/** Recall against work: the inverted file at every checkpoint, and a graph on the same store. */
export const curve = experiment(
  { ...BENCH, m: 8, efBuild: 64, ef: [10, 16, 24, 40, 80, 160], graphQueries: 1000 },
  (params) => {
    const { store, test } = lab(params);
    const invertedFile = checkpoints(params.lists).map((width, c): CurvePoint => {
      const recall = recalls(test.walks, width);
      return {
        width,
        work: round(mean(test.walks.map((walk) => walk.work[c])), 1),
        interval: honest(recall),
        ...summarise(recall, test.queries.kinds),
      };
    });
    const graph = buildGraph(store, params.m, params.efBuild, stream(params.seed, 11));
    const count = Math.min(params.graphQueries, test.walks.length);
    const walks = test.walks.slice(0, count);
    const points = params.ef.map((width): CurvePoint => {
      graph.distances = 0;
      const recall = walks.map(
        (walk, query) =>
          shared(searchGraph(graph, test.queries.vectors, query, width, K), walk.truth) / K,
      );
      return {
        width,
        work: round(graph.distances / count, 1),
        interval: honest(recall),
        ...summarise(recall, test.queries.kinds),
      };
    });
    return { invertedFile, graph: points };
  },
);

/** How often an interval that claims 95 % contains the population's mean, and its mean width. */
export interface Kept {
  readonly coverage: number;
  readonly width: number;
}

const kept = (intervals: readonly Interval[], truth: number): Kept => ({
  coverage: round(
    intervals.filter(([low, high]) => low <= truth && truth <= high).length / intervals.length,
  ),
  width: round(mean(intervals.map(([low, high]) => high - low))),
});

const sample = (population: readonly number[], size: number, random: Random): number[] =>
  Array.from({ length: size }, () => population[Math.floor(random() * population.length)]);

/** The percentile bootstrap of a mean, over whole queries. */
function bootstrap(shares: readonly number[], resamples: number, random: Random): Interval {
  const means = sorted(
    Array.from({ length: resamples }, () => mean(sample(shares, shares.length, random))),
  );
  return [quantile(means, 0.025), quantile(means, 0.975)];
}

/**
 * Intervals kept: samples of shadow queries are drawn, with replacement, from the test queries as
 * a population, and each interval is asked whether it holds the population's mean. `pooled` takes
 * the ten neighbours of a query as ten trials; `honest` divides them by the design effect of the
 * sample; `bootstrap`, at one size, resamples queries.
 */
export const coverage = experiment(
  {
    ...BENCH,
    probes: 8,
    sizes: [20, 50, 100, 200, 500],
    samples: 1500,
    bootstrapSize: 100,
    bootstrapSamples: 300,
    resamples: 100,
  },
  (params) => {
    const { test } = lab(params);
    const population = recalls(test.walks, params.probes);
    const truth = mean(population);
    const random = stream(params.seed, 12);
    const sizes = params.sizes.map((size) => {
      const samples = Array.from({ length: params.samples }, () => {
        const shares = sample(population, size, random);
        return { share: mean(shares), effect: designEffect(shares, K) };
      });
      return {
        size,
        pooled: kept(
          samples.map(({ share }) => wilson(share, size * K)),
          truth,
        ),
        honest: kept(
          samples.map(({ share, effect }) => wilson(share, (size * K) / effect)),
          truth,
        ),
      };
    });
    const draws = Array.from({ length: params.bootstrapSamples }, () =>
      bootstrap(sample(population, params.bootstrapSize, random), params.resamples, random),
    );
    const effects = [4, 8, 12].map((probes) => ({
      probes,
      effect: round(designEffect(recalls(test.walks, probes), K), 3),
    }));
    return { truth: round(truth), sizes, bootstrap: kept(draws, truth), effects };
  },
);
