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
import { asked } from './assumed.ts';
import { buildGraph, searchGraph } from './hnsw.ts';
import { route, type Shelf, search } from './ivf.ts';
import {
  checkpoints,
  type Lab,
  lab,
  type RecallSummary,
  recalls,
  round,
  SEEDS,
  summarise,
  TOY,
  type Toy,
} from './lab.ts';
import { type Nearest, shared, squaredDistance, stream, type Vectors, vectorAt } from './world.ts';

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

const answered = (shelf: Shelf, vector: Vectors, probes: number, k: number): Nearest =>
  search(shelf, vector, route(shelf.file, vector), probes, k);

/** How far two answers are apart: the sum of differences between their distances. */
const gap = (a: Nearest, b: Nearest): number => {
  let sum = 0;
  for (let i = 0; i < a.size; i++) {
    sum += Math.abs(Math.sqrt(a.squared[i]) - Math.sqrt(b.squared[i]));
  }
  return sum;
};

/** An answer that misses half, a complete one, and how far they are apart; infinitely where there is none. */
interface Pair {
  readonly complete?: Answer;
  readonly half?: Answer;
  readonly apart: number;
}

/** The most similar such pair in one world, the nearest neighbour among those that are missed. */
function alike(toy: Toy, seed: number, probes: number): Pair {
  const bench = lab(toy, seed);
  const { walks, queries } = bench.test;
  const checkpoint = checkpoints(toy.lists).indexOf(probes);
  const of = (share: number) =>
    walks.flatMap(({ recall, truth }, query) => {
      if (recall[checkpoint] !== share) return [];
      const found = answered(bench, vectorAt(queries.vectors, query), probes, toy.neighbours);
      return [{ found, truth }];
    });
  const whole = of(1);
  const halves = of(0.5).filter(({ found, truth }) => !found.ids.includes(truth.ids[0]));
  const pairs = halves.flatMap((half) =>
    whole.map((complete) => ({ complete, half, apart: gap(complete.found, half.found) })),
  );
  const answer = ({ found, truth }: (typeof whole)[number]): Answer => ({
    returned: distances(found),
    right: Array.from(found.ids, (id) => truth.ids.includes(id)),
    missed: distances(truth).filter((_, i) => !found.ids.includes(truth.ids[i])),
  });
  const [best] = pairs.sort((a, b) => a.apart - b.apart);
  if (!best) return { apart: Number.POSITIVE_INFINITY };
  return { complete: answer(best.complete), half: answer(best.half), apart: best.apart };
}

/**
 * Two answers of `probes` probes alike to the eye: a complete one, and one that misses half, the
 * nearest neighbour among them. The closest such pair of all worlds, by the sum of differences
 * between their ten distances.
 */
export const answers = experiment(
  { seeds: SEEDS, toy: TOY, probes: 8 },
  ({ seeds, toy, probes }) => {
    const pairs = seeds.map((seed) => alike(toy, seed, probes));
    const { complete, half } = pairs.reduce((a, b) => (b.apart < a.apart ? b : a));
    if (!complete || !half) throw new Error('no world has a pair of such answers');
    return { complete, half };
  },
);

/** Ways to count a returned point as found, each a mean recall in one world. */
export interface Definitions {
  /** It is one of the true ten. */
  readonly identity: number;
  /** Its distance is at most the true tenth plus a slack. */
  readonly absolute: number;
  /** Its distance exceeds the true tenth by at most a share of it, or by a larger one. */
  readonly loose: number;
  readonly looser: number;
  /** Stored vectors that the last would accept, on average. */
  readonly inside: number;
}

/**
 * The same results of `probes` probes under four definitions of found, world by world, for the first
 * `scored` of its test queries; the vectors inside are counted for the first `counted`.
 */
export const definitions = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    probes: 8,
    slack: asked.slack,
    loose: asked.loose,
    looser: asked.looser,
    scored: 300,
    counted: 60,
  },
  ({ seeds, toy, probes, slack, loose, looser, scored, counted }) =>
    seeds.map((seed): Definitions => {
      const bench = lab(toy, seed);
      const { queries, walks } = bench.test;
      const some = walks.slice(0, scored);
      const found = some.map((_, query) =>
        answered(bench, vectorAt(queries.vectors, query), probes, toy.neighbours),
      );
      const tenth = some.map(({ truth }) => Math.sqrt(truth.squared[toy.neighbours - 1]));
      const under = (slack: (tenth: number) => number) =>
        round(
          mean(
            found.map((answer, query) => {
              const limit = slack(tenth[query]);
              return distances(answer).filter((one) => one <= limit).length / toy.neighbours;
            }),
          ),
        );
      const inside = tenth.slice(0, counted).map((distance, query) => {
        const limit = ((1 + looser) * distance) ** 2;
        let count = 0;
        for (let id = 0; id < toy.vectors; id++) {
          if (squaredDistance(queries.vectors, query, bench.store, id, limit) <= limit) count++;
        }
        return count;
      });
      return {
        identity: round(
          mean(found.map(({ ids }, i) => shared([...ids], some[i].truth) / toy.neighbours)),
        ),
        absolute: under((distance) => distance + slack),
        loose: under((distance) => distance * (1 + loose)),
        looser: under((distance) => distance * (1 + looser)),
        inside: round(mean(inside), 1),
      };
    }),
);

/** A point of a recall curve; `width` is probes of the file or beam of the graph. */
export interface CurvePoint extends RecallSummary {
  readonly width: number;
  /** Distances computed per query. */
  readonly work: number;
  /** The mean in each world. */
  readonly means: number[];
}

/** Of one setting in one world: recall and work of each query, and its kind. */
interface Measured {
  readonly recall: readonly number[];
  readonly work: number;
  readonly kinds: readonly number[];
}

const pooled = (width: number, worlds: readonly Measured[]): CurvePoint => ({
  width,
  work: round(mean(worlds.map(({ work }) => work)), 1),
  means: worlds.map(({ recall }) => round(mean(recall), 4)),
  ...summarise(
    worlds.flatMap(({ recall }) => recall),
    worlds.flatMap(({ kinds }) => kinds),
  ),
});

/**
 * Recall against work, on calibration and test queries, pooled over
 * worlds: the inverted file at every checkpoint, and in the first
 * `graphs` worlds a graph on the same store. `beside` is the file in these worlds alone.
 */
export const curve = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    /** The settings of the file that the essay looks at. */
    probes: 8,
    fewer: 6,
    graphs: 2,
    m: 8,
    efBuild: 64,
    ef: [10, 16, asked.beam, 40, 80, 160],
  },
  ({ seeds, toy, graphs, m, efBuild, ef }) => {
    const groupsOf = ({ calibration, test }: Lab) => [calibration, test];
    const walksOf = (bench: Lab) => groupsOf(bench).flatMap(({ walks }) => walks);
    const kindsOf = (bench: Lab) => walksOf(bench).map(({ kind }) => kind);
    const fileIn = (of: readonly number[]) =>
      checkpoints(toy.lists).map((width, c) =>
        pooled(
          width,
          of.map((seed) => {
            const bench = lab(toy, seed);
            const walks = walksOf(bench);
            return {
              recall: recalls(walks, c),
              work: mean(walks.map((walk) => walk.work[c])),
              kinds: kindsOf(bench),
            };
          }),
        ),
      );
    const linked = seeds.slice(0, graphs);
    const built = linked.map((seed) => {
      const bench = lab(toy, seed);
      return { bench, graph: buildGraph(bench.store, m, efBuild, stream(seed, 11)) };
    });
    const graph = ef.map((width) =>
      pooled(
        width,
        built.map(({ bench, graph }) => {
          graph.distances = 0;
          const recall = groupsOf(bench).flatMap(({ queries, walks }) =>
            walks.map(({ truth }, query) => {
              const ids = searchGraph(graph, queries.vectors, query, width, toy.neighbours);
              return shared(ids, truth) / toy.neighbours;
            }),
          );
          return { recall, work: graph.distances / recall.length, kinds: kindsOf(bench) };
        }),
      ),
    );
    return { invertedFile: fileIn(seeds), beside: fileIn(linked), graph };
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

const populationOf = (toy: Toy, seed: number, checkpoint: number): number[] => {
  const { calibration, test } = lab(toy, seed);
  return recalls([...calibration.walks, ...test.walks], checkpoint);
};

/**
 * Intervals kept, world by world: samples of shadow queries are drawn, with replacement, from the
 * calibration and test queries of a world as a population, and each interval is asked whether it
 * holds the population's mean. `pooled` takes the ten neighbours of a query as ten trials; `honest`
 * divides them by the design effect of the sample; `bootstrap`, at one size, resamples queries.
 */
export const coverage = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    probes: 8,
    few: asked.fewShadows,
    advised: 50,
    shadows: asked.shadows,
    samples: 1500,
    bootstrapSamples: 60,
    resamples: 200,
  },
  (params) => {
    const { seeds, toy, samples, bootstrapSamples, resamples } = params;
    const k = toy.neighbours;
    const checkpoint = checkpoints(toy.lists).indexOf(params.probes);
    return seeds.map((seed) => {
      const population = populationOf(toy, seed, checkpoint);
      const truth = mean(population);
      const random = stream(seed, 12);
      const sized = (size: number) => {
        const drawn = Array.from({ length: samples }, () => {
          const shares = sample(population, size, random);
          return { share: mean(shares), effect: designEffect(shares, k) };
        });
        const intervals = (unit: (effect: number) => number) =>
          kept(
            drawn.map(({ share, effect }) => wilson(share, (size * k) / unit(effect))),
            truth,
          );
        return { pooled: intervals(() => 1), honest: intervals((effect) => effect) };
      };
      const [few, advised, shadows] = [params.few, params.advised, params.shadows].map(sized);
      const draws = Array.from({ length: bootstrapSamples }, () =>
        bootstrap(sample(population, params.shadows, random), resamples, random),
      );
      return {
        few,
        advised,
        shadows,
        bootstrap: kept(draws, truth),
        effect: round(designEffect(population, k), 3),
      };
    });
  },
);
