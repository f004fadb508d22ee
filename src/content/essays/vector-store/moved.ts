/** The experiments on a store that has moved: it grew on its topics, or got new ones and was repaired. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { estimates, fitRecall } from './honesty.ts';
import {
  checkpoints,
  type Drifted,
  type Group,
  grown,
  lab,
  mended,
  type Relearned,
  recalls,
  round,
  SEEDS,
  TOY,
} from './lab.ts';
import { calibrated, type Rule, ruleOf, stopOf } from './rule.ts';
import { type Delivered, deliver } from './stopping.ts';

/**
 * The test queries before and after vectors were added on the topics that the index knew, world by
 * world: what the rule delivers to them, and what the index says and has after `probes` probes.
 */
export const growth = experiment(
  { seeds: SEEDS, toy: TOY, alpha: asked.miss, probes: 8 },
  ({ seeds, toy, alpha, probes }) => {
    const at = checkpoints(toy.lists);
    const checkpoint = at.indexOf(probes);
    return seeds.map((seed) => {
      const rule = ruleOf({ ...toy, alpha }, seed);
      const of = ({ walks }: Group) => ({
        rule: round(mean(walks.map((walk) => walk.recall[stopOf(rule, walk, at)]))),
        said: round(mean(walks.map((walk) => estimates(rule.model, walk, at)[checkpoint]))),
        had: round(mean(recalls(walks, checkpoint))),
      });
      return { before: of(lab(toy, seed).test), after: of(grown(toy, seed)) };
    });
  },
);

/** What a repair delivers after new topics came: recall of queries about them, of the mix, and work. */
export interface Repaired {
  readonly fresh: number;
  readonly old: number;
  readonly mix: number;
  readonly work: number;
}

/** The repairs, in the order in which they are shown. */
export const REPAIRS = ['nothing', 'recalibrate', 'retrain', 'both'] as const;

/**
 * What each repair gives back after new topics have come, world by world, where a share of the
 * queries is about them: a new estimate and threshold on the old centroids, new centroids under the
 * old estimate and threshold, and both.
 */
export const repair = experiment(
  { seeds: SEEDS.slice(0, 4), toy: TOY, alpha: asked.miss },
  ({ seeds, toy, alpha }) =>
    seeds.map((seed) => {
      const before = ruleOf({ ...toy, alpha }, seed);
      const [filed, retrained] = [false, true].map((again) =>
        mended({ ...toy, retrained: again }, seed),
      );
      const anew = ({ training, calibration }: Relearned, lists: number) =>
        calibrated(fitRecall(training.walks, checkpoints(lists)), calibration, lists, alpha);
      const under = ({ old, fresh }: Drifted, lists: number, rule: Rule): Repaired => {
        const at = checkpoints(lists);
        const [known, unknown] = [old, fresh].map((group) =>
          deliver(group, (walk) => stopOf(rule, walk, at)),
        );
        const mixed = (of: (one: Delivered) => number) =>
          round(toy.relearned * of(unknown) + (1 - toy.relearned) * of(known), 4);
        return {
          fresh: unknown.mean,
          old: known.mean,
          mix: mixed((one) => one.mean),
          work: mixed((one) => one.work),
        };
      };
      const lists = toy.lists + toy.more;
      return {
        nothing: under(filed, toy.lists, before),
        recalibrate: under(filed, toy.lists, anew(filed, toy.lists)),
        retrain: under(retrained, lists, before),
        both: under(retrained, lists, anew(retrained, lists)),
      };
    }),
);
