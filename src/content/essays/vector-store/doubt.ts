/**
 * The experiment about what an index says of its own answers: a certificate and an estimate. The rule
 * that stops by the estimate is in stopping.ts, and what is left of both when the data move in
 * moved.ts.
 */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import {
  auc,
  calibrationError,
  centroidDistances,
  certified,
  estimates,
  type Logistic,
  reliability,
} from './honesty.ts';
import { route } from './ivf.ts';
import {
  checkpoints,
  drifted,
  type Group,
  lab,
  recalls,
  round,
  SEEDS,
  TOY,
  type Walk,
} from './lab.ts';
import { trained } from './rule.ts';
import { vectorAt } from './world.ts';

/** What the estimate said of a group of queries, against what was so. */
export interface Said {
  /** Ten groups of equal count by what was said: its mean, and how many queries found 0, 1, … 10. */
  readonly groups: { readonly said: number; readonly found: number[] }[];
  /** Means in each world. */
  readonly predicted: number[];
  readonly observed: number[];
  /** Mean gap between said and true over the bins, of all worlds together and of each by itself. */
  readonly error: number;
  readonly errors: number[];
  /** In each world, how far the means said and true of the far queries are apart; 0 without any. */
  readonly farGaps: number[];
  /** Probability that a complete answer is ranked above an incomplete one. */
  readonly auc: number;
}

/** Queries of one world, and the estimate that was fitted in it. */
interface Asked {
  readonly model: Logistic;
  readonly walks: readonly Walk[];
}

function said(worlds: readonly Asked[], at: readonly number[], checkpoint: number): Said {
  const predictions = worlds.map(({ model, walks }) =>
    walks.map((walk) => estimates(model, walk, at)[checkpoint]),
  );
  const observations = worlds.map(({ walks }) => recalls(walks, checkpoint));
  const [predicted, observed] = [predictions.flat(), observations.flat()];
  const bins = reliability(predicted, observed);
  const farGap = (walks: readonly Walk[], world: number) => {
    const far = walks.flatMap(({ kind }, i) => (kind === 2 ? [i] : []));
    const of = (values: readonly number[]) => mean(far.map((i) => values[i]));
    return far.length === 0 ? 0 : Math.abs(of(predictions[world]) - of(observations[world]));
  };
  return {
    groups: bins.map(({ predicted, members }) => ({
      said: round(predicted),
      found: Array.from(
        { length: 11 },
        (_, n) => members.filter((i) => Math.round(observed[i] * 10) === n).length,
      ),
    })),
    predicted: predictions.map((one) => round(mean(one), 4)),
    observed: observations.map((one) => round(mean(one), 4)),
    error: round(calibrationError(bins)),
    errors: predictions.map((one, world) =>
      round(calibrationError(reliability(one, observations[world]))),
    ),
    farGaps: worlds.map(({ walks }, world) => round(farGap(walks, world))),
    auc: round(
      auc(
        predicted,
        observed.map((recall) => recall === 1),
      ),
    ),
  };
}

/** What the estimate goes by, and what it does not see, of one kind of query. */
export interface Clue {
  /** Tenth distance held over the distance of the nearest centroid not yet probed. */
  readonly ratio: number;
  /** Lists over which the true neighbours are spread. */
  readonly lists: number;
}

const clue = (walks: readonly Walk[], checkpoint: number): Clue => ({
  ratio: round(mean(walks.map((walk) => walk.tenth[checkpoint] / walk.next[checkpoint]))),
  lists: round(mean(walks.map((walk) => new Set(walk.ranks).size))),
});

/**
 * Certificate and estimate after `probes` probes. World by world, the share of test queries whose
 * answer is complete, and is proved so by the radii of the lists alone or by their planes as well,
 * with how many of those proofs were wrong. Over all worlds, the reliability of the estimate of
 * recall for held-out queries, for a mix with half of them far, and for queries about new topics that
 * came after training. `clues` compares these with the kinds known before.
 */
export const certainty = experiment(
  { seeds: SEEDS, toy: TOY, probes: 8 },
  ({ seeds, toy, probes }) => {
    const at = checkpoints(toy.lists);
    const checkpoint = at.indexOf(probes);
    const worlds = seeds.map((seed) => ({
      ...lab(toy, seed),
      ...drifted(toy, seed),
      model: trained(toy, seed),
    }));
    const proofs = worlds.map(({ file, test }) => {
      const between = centroidDistances(file);
      const visits = test.walks.map((_, q) => route(file, vectorAt(test.queries.vectors, q)));
      const proved = (planes?: Float64Array) =>
        test.walks.filter((walk, query) =>
          certified(file, visits[query], probes, walk.tenth[checkpoint], planes),
        );
      const [radius, planes] = [proved(), proved(between)];
      const share = (walks: readonly Walk[]) => round(walks.length / test.walks.length);
      const whole = (walk: Walk) => walk.recall[checkpoint] === 1;
      return {
        radius: share(radius),
        planes: share(planes),
        wrong: [...radius, ...planes].filter((walk) => !whole(walk)).length,
        complete: share(test.walks.filter(whole)),
      };
    });
    const of = (group: (world: (typeof worlds)[number]) => Group): Asked[] =>
      worlds.map((world) => ({ model: world.model, walks: group(world).walks }));
    const tested = worlds.flatMap(({ test }) => test.walks);
    const [near, between, far] = [0, 1, 2].map((kind) =>
      clue(
        tested.filter((walk) => walk.kind === kind),
        checkpoint,
      ),
    );
    const fresh = worlds.flatMap((world) => world.fresh.walks);
    return {
      proofs,
      heldOut: said(
        of(({ test }) => test),
        at,
        checkpoint,
      ),
      halfFar: said(
        of(({ halfFar }) => halfFar),
        at,
        checkpoint,
      ),
      newTopics: said(
        of(({ fresh }) => fresh),
        at,
        checkpoint,
      ),
      clues: { near, between, far, newTopics: clue(fresh, checkpoint) },
    };
  },
);
