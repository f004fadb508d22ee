/** The experiment that scores one index at one setting in twelve ways. */
import { experiment } from '../../../kit/experiment.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { FILTERED, filterIn } from './filters.ts';
import { hits, ranks, route, search } from './ivf.ts';
import { checkpoints, drifted, lab, recalls, round, SEEDS, TOY } from './lab.ts';
import { exact, squaredDistance, vectorAt } from './world.ts';

/** One way to score, and its value in each world. */
export interface Score {
  readonly name: ScoreName;
  readonly worlds: number[];
}

/** The ways to score, with who would choose each. */
export const SCORES = {
  identity: ['the ten, by id', 'the strict engineer'],
  slack: ['at most 0.001 further', 'ANN-Benchmarks'],
  loose: ['at most 1% further', 'the owner of near-duplicates'],
  looser: ['at most 10% further', 'the seller'],
  one: ['the nearest alone', 'the demonstration'],
  hundred: ['the nearest hundred', 'the reranker'],
  complete: ['share of complete answers', 'the auditor'],
  half: ['share with half or more', 'the retrieval team'],
  worst: ['mean of the worst tenth', 'whoever is on call'],
  far: ['far queries only', 'the odd tenant'],
  filtered: ['under an opposed filter', 'the filtered tenant'],
  newTopics: ['new topics only', 'the newsroom'],
} as const;
export type ScoreName = keyof typeof SCORES;

/**
 * The results of `probes` probes under each of {@link SCORES}, world by world, on its test queries;
 * the nearest hundred, and the vectors within the larger slack, for the first `counted` of them.
 */
export const twelve = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    probes: 8,
    slack: asked.slack,
    loose: asked.loose,
    looser: asked.looser,
    hundred: 100,
    counted: 50,
    filter: FILTERED,
  },
  ({ seeds, toy, probes, slack, loose, looser, hundred, counted, filter }) => {
    const k = toy.neighbours;
    const checkpoint = checkpoints(toy.lists).indexOf(probes);
    const worlds = seeds.map((seed) => {
      const bench = lab(toy, seed);
      const { file, store, test } = bench;
      const vectors = test.walks.map((_, query) => vectorAt(test.queries.vectors, query));
      const visits = vectors.map((vector) => route(file, vector));
      const found = vectors.map((vector, q) => search(bench, vector, visits[q], probes, k));
      const tenth = test.walks.map(({ truth }) => Math.sqrt(truth.squared[k - 1]));
      const under = (limit: (tenth: number) => number) =>
        mean(
          found.map(({ squared, size }, q) => {
            const most = limit(tenth[q]) ** 2;
            return squared.subarray(0, size).filter((one) => one <= most).length / k;
          }),
        );
      const own = recalls(test.walks, checkpoint);
      const ofNearest = (count: number, queries: number) =>
        mean(
          vectors.slice(0, queries).map((vector, q) => {
            const places = ranks(file, visits[q], exact(store, vector, count));
            return hits(places, probes) / count;
          }),
        );
      const inside = tenth.slice(0, counted).map((distance, q) => {
        const limit = ((1 + looser) * distance) ** 2;
        let count = 0;
        for (let id = 0; id < toy.vectors; id++) {
          if (squaredDistance(test.queries.vectors, q, store, id, limit) <= limit) count++;
        }
        return count;
      });
      const ascending = sorted(own);
      const values: Record<ScoreName, number> = {
        identity: mean(own),
        slack: under((one) => one + slack),
        loose: under((one) => one * (1 + loose)),
        looser: under((one) => one * (1 + looser)),
        one: ofNearest(1, 4 * counted),
        hundred: ofNearest(hundred, counted),
        complete: own.filter((one) => one === 1).length / own.length,
        half: own.filter((one) => one >= 0.5).length / own.length,
        worst: mean(ascending.slice(0, ascending.length / 10)),
        far: mean(own.filter((_, q) => test.walks[q].kind === 2)),
        filtered: mean(filterIn({ toy, ...filter }, seed).opposed.map((run) => run[1].recall)),
        newTopics: mean(recalls(drifted(toy, seed).fresh.walks, checkpoint)),
      };
      return { values, inside: quantile(sorted(inside), 0.5) };
    });
    return {
      scores: (Object.keys(SCORES) as ScoreName[]).map(
        (name): Score => ({ name, worlds: worlds.map(({ values }) => round(values[name], 4)) }),
      ),
      inside: worlds.map(({ inside }) => inside),
    };
  },
);
