/** The experiment about the stopping rule: what it delivers, to whom, and how well it keeps its word. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { missByThreshold, THRESHOLDS } from './honesty.ts';
import {
  checkpoints,
  drifted,
  type Group,
  lab,
  round,
  SEEDS,
  summarise,
  TOY,
  type Walk,
} from './lab.ts';
import { chosenOn, ruleOf, stopOf, sumOf } from './rule.ts';
import { stream } from './world.ts';

/** A way to stop, and what it delivers to a group of queries. */
export interface Delivered {
  /** Distances computed per query. */
  readonly work: number;
  readonly mean: number;
  /** Mean by kind, in the order of KINDS; 0 where there is no such query. */
  readonly kinds: number[];
  /** Shares of queries: below one half, all found. */
  readonly belowHalf: number;
  readonly complete: number;
}

/** What stopping each walk at the checkpoint that `stop` gives it delivers to a group. */
export function deliver({ walks, queries }: Group, stop: (walk: Walk) => number): Delivered {
  const {
    mean: average,
    kinds,
    belowHalf,
    complete,
  } = summarise(
    walks.map((walk) => walk.recall[stop(walk)]),
    queries.kinds,
  );
  const work = round(mean(walks.map((walk) => walk.work[stop(walk)])), 1);
  return { work, mean: average, kinds, belowHalf, complete };
}

/** The first checkpoint at which as many probes for everybody compute at least `work` distances. */
const asDear = (walks: readonly Walk[], work: number): number =>
  walks[0].work.findIndex((_, c) => mean(walks.map((walk) => walk.work[c])) >= work);

/**
 * The stopping rule, world by world: probe until the estimate reaches the threshold that keeps the
 * expected miss rate at `alpha`, beside as many probes for everybody as cost at least as much on the
 * usual mix. `runs` repeats the choice on sets of `runSize` drawn, with replacement, from calibration
 * and test queries as a population, and asks what each chosen threshold misses on the whole of it.
 */
export const stopping = experiment(
  { seeds: SEEDS, toy: TOY, alpha: asked.miss, runs: 200, runSize: asked.calibration },
  ({ seeds, toy, alpha, runs, runSize }) => {
    const at = checkpoints(toy.lists);
    return seeds.map((seed) => {
      const { test, calibration, halfFar } = lab(toy, seed);
      const { old, fresh } = drifted(toy, seed);
      const rule = ruleOf({ ...toy, alpha }, seed);
      const ours = deliver(test, (walk) => stopOf(rule, walk, at));
      const fixed = asDear(test.walks, ours.work);
      const both = (group: Group) => ({
        fixed: deliver(group, () => fixed),
        rule: deliver(group, (walk) => stopOf(rule, walk, at)),
      });
      const population = [...calibration.walks, ...test.walks].map((walk) =>
        missByThreshold(rule.model, walk, at),
      );
      const total = sumOf(population);
      const random = stream(seed, 14);
      const misses = Array.from({ length: runs }, () => {
        const drawn = Array.from(
          { length: runSize },
          () => population[Math.floor(random() * population.length)],
        );
        const pick = chosenOn(drawn, alpha);
        return pick < THRESHOLDS.length ? total[pick] / population.length : 0;
      });
      return {
        probes: at[fixed],
        usual: both(test),
        halfFar: both(halfFar),
        old: both(old),
        newTopics: both(fresh),
        runMean: round(mean(misses)),
        runsAbove: round(misses.filter((miss) => miss > alpha).length / runs),
      };
    });
  },
);
