/**
 * The experiments about what an index says of its own answers: certificate and estimate, the
 * stopping rule with its guarantee, and what is left of both when the data move.
 */
import { experiment } from '../../../kit/experiment.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import {
  auc,
  type Bin,
  calibrationError,
  centroidDistances,
  certified,
  estimates,
  fitRecall,
  type Logistic,
  missByThreshold,
  reliability,
  THRESHOLDS,
} from './honesty.ts';
import { route } from './ivf.ts';
import {
  checkpoints,
  type Drifted,
  drifted,
  type Group,
  grown,
  lab,
  mended,
  type Relearned,
  recalls,
  round,
  SEEDS,
  summarise,
  TOY,
  type Walk,
} from './lab.ts';
import { calibrated, chosenOn, type Rule, ruleOf, stopOf, sumOf, trained } from './rule.ts';
import { stream, vectorAt } from './world.ts';

/** What the estimate said of a group of queries, against what was so. */
export interface Said {
  /** Ten bins of equal count. */
  readonly bins: Bin[];
  /** Means in each world. */
  readonly predicted: number[];
  readonly observed: number[];
  /** Mean gap between said and true over the bins. */
  readonly error: number;
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
  return {
    bins: bins.map((bin) => ({
      predicted: round(bin.predicted),
      observed: round(bin.observed),
      error: round(bin.error),
    })),
    predicted: predictions.map((one) => round(mean(one), 4)),
    observed: observations.map((one) => round(mean(one), 4)),
    error: round(calibrationError(bins)),
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

function deliver({ walks, queries }: Group, stop: (walk: Walk) => number): Delivered {
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

/** When shadow queries raise the alarm. */
interface Alarm {
  /** The mean that was promised. */
  readonly promise: number;
  /** Standard errors by which the mean must lie below it. */
  readonly margin: number;
  /** Queries before the first look, between two looks, and after which nobody looks any more. */
  readonly first: number;
  readonly every: number;
  readonly limit: number;
}

/** Exact shadow queries until an alarm, at most `limit`: so many, too, where none comes. */
function shadowsUntilAlarm(draw: () => number, alarm: Alarm): number {
  const { promise, margin, first, every, limit } = alarm;
  let sum = 0;
  let squares = 0;
  for (let n = 1; n <= limit; n++) {
    const recall = draw();
    sum += recall;
    squares += recall * recall;
    if (n < first || (n - first) % every !== 0) continue;
    const average = sum / n;
    const deviation = Math.max(0, (squares - n * average * average) / (n - 1));
    if (average + margin * Math.sqrt(deviation / n) < promise) return n;
  }
  return limit;
}

/**
 * How long shadow queries take to notice new topics, by the share of traffic that asks about them,
 * when the stopping rule has promised 1 − `alpha`. `all` samples every query alike; `suspects` only
 * those whose answer holds a vector added since the calibration. Both count exact queries, in the
 * median over `runs` in each world. `quiet` is, world by world, the share of runs with an alarm
 * before anything was added, and `delivered` the mean recall that the rule had there.
 */
export const detection = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    alpha: asked.miss,
    shares: [0, asked.fiftieth, asked.fifth],
    margin: asked.margin,
    first: asked.firstLook,
    every: asked.everyLook,
    runs: 60,
    limit: 4000,
  },
  ({ seeds, toy, alpha, shares, margin, first, every, runs, limit }) => {
    const alarm: Alarm = { promise: 1 - alpha, margin, first, every, limit };
    const worlds = seeds.map((seed) => {
      const { test } = lab(toy, seed);
      const { old, fresh } = drifted(toy, seed);
      const rule = ruleOf({ ...toy, alpha }, seed);
      const at = checkpoints(toy.lists);
      const stop = (walk: Walk) => stopOf(rule, walk, at);
      const recallOf = (walks: readonly Walk[]) => walks.map((walk) => walk.recall[stop(walk)]);
      const suspicious = ({ walks }: Group) => walks.filter((walk) => walk.newer[stop(walk)] > 0);
      const random = stream(seed, 15);
      const waits = (draw: () => number) =>
        sorted(Array.from({ length: runs }, () => shadowsUntilAlarm(draw, alarm)));
      const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
      const mixed =
        (fromOld: readonly number[], fromFresh: readonly number[], part: number) => () =>
          pick(random() < part ? fromFresh : fromOld);
      const suspects = { old: suspicious(old), fresh: suspicious(fresh) };
      const everyone = { old: recallOf(old.walks), fresh: recallOf(fresh.walks) };
      const suspected = { old: recallOf(suspects.old), fresh: recallOf(suspects.fresh) };
      const rows = shares.map((share) => {
        const freshPart = (share * suspected.fresh.length) / everyone.fresh.length;
        const oldPart = ((1 - share) * suspected.old.length) / everyone.old.length;
        return {
          all: quantile(waits(mixed(everyone.old, everyone.fresh, share)), 0.5),
          suspects: quantile(
            waits(mixed(suspected.old, suspected.fresh, freshPart / (freshPart + oldPart))),
            0.5,
          ),
        };
      });
      const before = recallOf(test.walks);
      const alarms = waits(() => pick(before)).filter((count) => count < limit).length;
      return {
        rows,
        quiet: round(alarms / runs),
        delivered: round(mean(before)),
      };
    });
    return {
      rows: shares.map((share, i) => ({
        share,
        all: worlds.map(({ rows }) => rows[i].all),
        suspects: worlds.map(({ rows }) => rows[i].suspects),
      })),
      quiet: worlds.map(({ quiet }) => quiet),
      delivered: worlds.map(({ delivered }) => delivered),
    };
  },
);
