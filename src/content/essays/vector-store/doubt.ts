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
  controlled,
  estimates,
  fitRecall,
  type Logistic,
  missByThreshold,
  reliability,
  stopAt,
  THRESHOLDS,
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
  summarise,
  TOY,
  type Toy,
  type Walk,
} from './lab.ts';
import { stream, vectorAt } from './world.ts';

const trained = (toy: Toy, seed: number): Logistic =>
  fitRecall(lab(toy, seed).training.walks, checkpoints(toy.lists));

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

/** A rule for when to stop, and what it delivers to a group of queries. */
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

function deliver({ walks, queries }: Group, stop: (query: number) => number): Delivered {
  const { mean: average, ...rest } = summarise(
    walks.map((walk, query) => walk.recall[stop(query)]),
    queries.kinds,
  );
  return {
    work: round(mean(walks.map((walk, query) => walk.work[stop(query)])), 1),
    mean: average,
    kinds: rest.kinds,
    belowHalf: rest.belowHalf,
    complete: rest.complete,
  };
}

/** The sums, threshold by threshold, of rows of misses. */
function sumOf(rows: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(THRESHOLDS.length);
  for (const row of rows) for (let t = 0; t < sums.length; t++) sums[t] += row[t];
  return sums;
}

/** The threshold that conformal risk control chooses on rows of misses, as an index. */
const chosenOn = (rows: readonly Float64Array[], alpha: number): number =>
  controlled(sumOf(rows), rows.length, alpha);

const thresholdAt = (chosen: number): number => THRESHOLDS[chosen] ?? 2;

/** The checkpoint at which the rule stops each walk, its threshold chosen on the calibration queries. */
function rule(toy: Toy, seed: number, alpha: number): (walk: Walk) => number {
  const at = checkpoints(toy.lists);
  const model = trained(toy, seed);
  const { walks } = lab(toy, seed).calibration;
  const rows = walks.map((walk) => missByThreshold(model, walk, at));
  const threshold = thresholdAt(chosenOn(rows, alpha));
  return (walk) => stopAt(estimates(model, walk, at), threshold);
}

/**
 * The stopping rule, world by world: probe until the estimate reaches the threshold that keeps the
 * expected miss rate at `alpha`, beside a fixed number of probes. `newcomers` is the share of added
 * vectors among the true neighbours of old far queries. `runs` repeats the choice on sets of `runSize`
 * drawn, with replacement, from calibration and test queries as a population, and asks what each
 * chosen threshold misses on the whole of it.
 */
export const stopping = experiment(
  { seeds: SEEDS, toy: TOY, probes: 6, alpha: asked.miss, runs: 200, runSize: asked.calibration },
  ({ seeds, toy, probes, alpha, runs, runSize }) => {
    const at = checkpoints(toy.lists);
    return seeds.map((seed) => {
      const { test, calibration, halfFar } = lab(toy, seed);
      const { old, fresh } = drifted(toy, seed);
      const model = trained(toy, seed);
      const stop = rule(toy, seed, alpha);
      const both = (group: Group) => ({
        fixed: deliver(group, () => at.indexOf(probes)),
        rule: deliver(group, (query) => stop(group.walks[query])),
      });
      const population = [...calibration.walks, ...test.walks].map((walk) =>
        missByThreshold(model, walk, at),
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
      const oldFar = old.walks.filter((walk) => walk.kind === 2);
      return {
        usual: both(test),
        halfFar: both(halfFar),
        old: both(old),
        newTopics: both(fresh),
        newcomers: round(mean(oldFar.map((walk) => walk.newer[at.length - 1] / toy.neighbours))),
        runMean: round(mean(misses)),
        runsAbove: round(misses.filter((miss) => miss > alpha).length / runs),
      };
    });
  },
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
    shares: [0, asked.fiftieth, 0.05, 0.1, asked.fifth],
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
      const stop = rule(toy, seed, alpha);
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
