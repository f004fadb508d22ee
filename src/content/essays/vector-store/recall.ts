/**
 * The experiments about recall itself: what eight probes answer, recall against work, and the width
 * of the number. Those about what an index says of itself are in doubt.ts.
 */
import { experiment } from '../../../kit/experiment.ts';
import type { Random } from '../../../kit/sim/random.ts';
import { designEffect, type Interval, mean, wilson } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { GRAPH } from './elsewhere-table.ts';
import { pooled } from './graphs.ts';
import { estimates } from './honesty.ts';
import { route, search } from './ivf.ts';
import { checkpoints, type Lab, lab, recalls, round, SEEDS, TOY, type Toy } from './lab.ts';
import { ruleOf, stopOf } from './rule.ts';
import { type Nearest, stream, vectorAt } from './world.ts';

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
  /** What the estimate says of its recall. */
  readonly said: number;
  /** Probes after which the stopping rule would have stopped, and how many of the ten it would hold. */
  readonly stops: number;
  readonly holds: number;
}

/** How far two answers are apart: the sum of differences between their distances. */
const gap = (a: Nearest, b: Nearest): number => {
  let sum = 0;
  for (let i = 0; i < a.size; i++) {
    sum += Math.abs(Math.sqrt(a.squared[i]) - Math.sqrt(b.squared[i]));
  }
  return sum;
};

/** A complete answer and one that misses half, and how far they are apart. */
export interface Pair {
  readonly complete: Answer;
  readonly half: Answer;
  readonly apart: number;
}

/**
 * The most similar such pair in one world, the nearest neighbour among those that are missed; none
 * where no answer misses so.
 */
function alike(toy: Toy, seed: number, probes: number, alpha: number): Pair | undefined {
  const bench = lab(toy, seed);
  const { walks, queries } = bench.test;
  const at = checkpoints(toy.lists);
  const checkpoint = at.indexOf(probes);
  const rule = ruleOf({ ...toy, alpha }, seed);
  const of = (share: number) =>
    walks.flatMap((walk, query) => {
      if (walk.recall[checkpoint] !== share) return [];
      const vector = vectorAt(queries.vectors, query);
      const found = search(bench, vector, route(bench.file, vector), probes, toy.neighbours);
      return [{ found, walk }];
    });
  const whole = of(1);
  const halves = of(0.5).filter(({ found, walk }) => !found.ids.includes(walk.truth.ids[0]));
  const answer = ({ found, walk }: (typeof whole)[number]): Answer => {
    const stop = stopOf(rule, walk, at);
    return {
      returned: distances(found),
      right: Array.from(found.ids, (id) => walk.truth.ids.includes(id)),
      missed: distances(walk.truth).filter((_, i) => !found.ids.includes(walk.truth.ids[i])),
      said: round(estimates(rule.model, walk, at)[checkpoint], 4),
      stops: at[stop],
      holds: Math.round(walk.recall[stop] * toy.neighbours),
    };
  };
  const [best] = halves
    .flatMap((half) => whole.map((one) => ({ one, half, apart: gap(one.found, half.found) })))
    .sort((a, b) => a.apart - b.apart);
  return best && { complete: answer(best.one), half: answer(best.half), apart: round(best.apart) };
}

/**
 * Pairs of answers of `probes` probes alike to the eye: a complete one, and one that misses half, the
 * nearest neighbour among them. The closest such pair of each world, by the sum of differences
 * between their ten distances, the closest of all first.
 */
export const answers = experiment(
  { seeds: SEEDS, toy: TOY, probes: 8, alpha: asked.miss },
  ({ seeds, toy, probes, alpha }) =>
    seeds
      .flatMap((seed) => alike(toy, seed, probes, alpha) ?? [])
      .sort((a, b) => a.apart - b.apart),
);

/**
 * Recall against work of the inverted file at every checkpoint, on calibration and test queries,
 * pooled over worlds; and of the graph that record-elsewhere.ts measured in such worlds.
 */
export const curve = experiment(
  { seeds: SEEDS, toy: TOY, probes: 8, beam: asked.beam, efBuild: asked.usual },
  ({ seeds, toy }) => {
    const walksOf = ({ calibration, test }: Lab) => [...calibration.walks, ...test.walks];
    return {
      invertedFile: checkpoints(toy.lists).map((width, c) =>
        pooled(
          width,
          seeds.map((seed) => {
            const walks = walksOf(lab(toy, seed));
            return {
              recall: recalls(walks, c),
              work: mean(walks.map((walk) => walk.work[c])),
              kinds: walks.map(({ kind }) => kind),
            };
          }),
        ),
      ),
      graph: GRAPH,
    };
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

const populationOf = (toy: Toy, seed: number, checkpoint: number): number[] => {
  const { calibration, test } = lab(toy, seed);
  return recalls([...calibration.walks, ...test.walks], checkpoint);
};

/**
 * Intervals kept, world by world: samples of shadow queries are drawn, with replacement, from the
 * calibration and test queries of a world as a population, and each interval is asked whether it
 * holds the population's mean. `pooled` takes the ten neighbours of a query as ten trials; `honest`
 * divides them by the design effect of the sample.
 */
export const coverage = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    probes: 8,
    few: asked.fewShadows,
    advised: 50,
    shadows: asked.shadows,
    samples: 1000,
  },
  (params) => {
    const { seeds, toy, samples } = params;
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
      return {
        few,
        advised,
        shadows,
        effect: round(designEffect(population, k), 3),
      };
    });
  },
);
