/**
 * The experiments about what an index says of its own answers: certificate and estimate, the
 * stopping rule with its guarantee, and what is left of both when the data move.
 */
import { experiment } from '../../../kit/experiment.ts';
import { shuffled } from '../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
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
import { hits, search } from './ivf.ts';
import {
  BENCH,
  type Bench,
  checkpoints,
  drifted,
  type Group,
  lab,
  type RecallSummary,
  recalls,
  round,
  summarise,
} from './lab.ts';
import { K, stream, vectorAt } from './world.ts';

const trained = (bench: Bench): Logistic =>
  fitRecall(lab(bench).training.walks, checkpoints(bench.lists));

/** What the estimate said of a group of queries, against what was so. */
export interface Said {
  /** Ten bins of equal count. */
  readonly bins: Bin[];
  readonly predicted: number;
  readonly observed: number;
  /** Mean gap between said and true over the bins. */
  readonly error: number;
  /** Probability that a complete answer is ranked above an incomplete one. */
  readonly auc: number;
}

function said(model: Logistic, group: Group, at: readonly number[], checkpoint: number): Said {
  const predicted = group.walks.map((walk) => estimates(model, walk, at)[checkpoint]);
  const observed = recalls(group.walks, at[checkpoint]);
  const bins = reliability(predicted, observed);
  return {
    bins: bins.map((bin) => ({
      predicted: round(bin.predicted),
      observed: round(bin.observed),
      error: round(bin.error),
    })),
    predicted: round(mean(predicted)),
    observed: round(mean(observed)),
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

function clue(group: Group, kind: number, at: readonly number[], checkpoint: number): Clue {
  const walks = group.walks.filter((walk) => walk.kind === kind);
  return {
    ratio: round(
      mean(walks.map((walk) => walk.tenth[checkpoint] / walk.visit.distances[at[checkpoint]])),
    ),
    lists: round(mean(walks.map((walk) => new Set(walk.ranks).size))),
  };
}

/**
 * Certificate and estimate: the share of test queries whose answer is proved complete at each
 * checkpoint, how many of those proofs were wrong, and the reliability of the estimate of recall
 * at `probes` probes for held-out queries, for a mix with half of them far, and for queries about
 * new topics that came after training. `clues` compares these with the kinds known before.
 */
export const certainty = experiment({ ...BENCH, probes: 8 }, (params) => {
  const { file, test, halfFar } = lab(params);
  const at = checkpoints(params.lists);
  const between = centroidDistances(file);
  const proofs = at.slice(0, -1).map((probes, c) => {
    const proved = test.walks.filter((walk) =>
      certified(file, between, walk.visit, probes, walk.tenth[c]),
    );
    return {
      probes,
      proved: round(proved.length / test.walks.length),
      wrong: proved.filter((walk) => hits(walk.ranks, probes) < K).length,
      complete: round(
        recalls(test.walks, probes).filter((recall) => recall === 1).length / test.walks.length,
      ),
    };
  });
  const model = trained(params);
  const checkpoint = at.indexOf(params.probes);
  return {
    proofs,
    heldOut: said(model, test, at, checkpoint),
    halfFar: said(model, halfFar, at, checkpoint),
    newTopics: said(model, drifted(params).fresh, at, checkpoint),
    clues: {
      near: clue(test, 0, at, checkpoint),
      between: clue(test, 1, at, checkpoint),
      far: clue(test, 2, at, checkpoint),
      newTopics: clue(drifted(params).fresh, 0, at, checkpoint),
    },
  };
});

/** A rule for when to stop, and what it delivers to a group of queries. */
export interface Delivered extends RecallSummary {
  /** Distances computed per query. */
  readonly work: number;
}

const deliver = (
  group: Group,
  stop: (query: number) => number,
  at: readonly number[],
): Delivered => ({
  work: round(mean(group.walks.map((walk, query) => walk.work[stop(query)])), 1),
  ...summarise(
    group.walks.map((walk, query) => hits(walk.ranks, at[stop(query)]) / K),
    group.queries.kinds,
  ),
});

const fixed = (group: Group, probes: number, at: readonly number[]): Delivered =>
  deliver(group, () => at.indexOf(probes), at);

function adaptive(group: Group, model: Logistic, threshold: number, at: readonly number[]) {
  const stops = group.walks.map((walk) => stopAt(estimates(model, walk, at), threshold));
  return deliver(group, (query) => stops[query], at);
}

/** The sums, threshold by threshold, of rows of misses. */
function sumOf(rows: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(THRESHOLDS.length);
  for (const row of rows) for (let t = 0; t < sums.length; t++) sums[t] += row[t];
  return sums;
}

/** The threshold that conformal risk control chooses on the calibration queries, at `alpha`. */
function threshold(bench: Bench, model: Logistic, alpha: number): number {
  const at = checkpoints(bench.lists);
  const { walks } = lab(bench).calibration;
  const losses = sumOf(walks.map((walk) => missByThreshold(model, walk, at)));
  const chosen = controlled(losses, walks.length, alpha);
  return chosen < THRESHOLDS.length ? THRESHOLDS[chosen] : 2;
}

/**
 * The stopping rule: probe until the estimate reaches the threshold that keeps the expected miss
 * rate at `alpha`, beside a fixed number of probes. `newcomers` is
 * the share of added vectors among the true neighbours of old far queries. `runs` repeats the choice on small calibration sets drawn from calibration and
 * test queries together, and asks what each chosen threshold misses on the rest.
 */
export const stopping = experiment(
  { ...BENCH, probes: 6, alpha: 0.05, runs: 200, runSize: 300 },
  (params) => {
    const { test, calibration, halfFar } = lab(params);
    const { old, fresh, added } = drifted(params);
    const at = checkpoints(params.lists);
    const model = trained(params);
    const chosen = threshold(params, model, params.alpha);
    const misses = [...calibration.walks, ...test.walks].map((walk) =>
      missByThreshold(model, walk, at),
    );
    const both = (group: Group) => ({
      fixed: fixed(group, params.probes, at),
      rule: adaptive(group, model, chosen, at),
    });
    const random = stream(params.seed, 14);
    const total = sumOf(misses);
    const runs = Array.from({ length: params.runs }, () => {
      const order = shuffled(misses.length, random).slice(0, params.runSize);
      const losses = sumOf(order.map((i) => misses[i]));
      const pick = controlled(losses, params.runSize, params.alpha);
      if (pick === THRESHOLDS.length) return 0;
      return (total[pick] - losses[pick]) / (misses.length - params.runSize);
    });
    return {
      threshold: round(chosen),
      usual: both(test),
      halfFar: both(halfFar),
      old: both(old),
      newTopics: both(fresh),
      newTopicsEight: fixed(fresh, 8, at),
      newcomers: round(
        mean(
          old.walks
            .filter((walk) => walk.kind === 2)
            .map((walk) => [...walk.truth.ids].filter((id) => added[id]).length / K),
        ),
      ),
      runMean: round(mean(runs)),
      runsAbove: round(runs.filter((miss) => miss > params.alpha).length / runs.length),
    };
  },
);

/**
 * Exact shadow queries until an alarm: after 50 and then after every 25, whether the mean recall
 * plus 2.58 standard errors has fallen below `promise`. Infinity when `limit` passes without one.
 */
function shadowsUntilAlarm(draw: () => number, promise: number, limit: number): number {
  let sum = 0;
  let squares = 0;
  for (let n = 1; n <= limit; n++) {
    const recall = draw();
    sum += recall;
    squares += recall * recall;
    if (n < 50 || (n - 50) % 25 !== 0) continue;
    const average = sum / n;
    const deviation = Math.max(0, (squares - n * average * average) / (n - 1));
    if (average + 2.58 * Math.sqrt(deviation / n) < promise) return n;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * How long shadow queries take to notice new topics, by the share of traffic that asks about them,
 * when the stopping rule has promised 1 − `alpha`. `all` samples every query alike; `suspects` only
 * those whose answer holds a vector added since the calibration. Both count exact queries, in the
 * median over `runs`. `quiet` is the share of runs with a false alarm before anything was added.
 */
export const detection = experiment(
  { ...BENCH, alpha: 0.05, shares: [0, 0.02, 0.05, 0.1, 0.2], runs: 300, limit: 4000 },
  (params) => {
    const { test } = lab(params);
    const after = drifted(params);
    const at = checkpoints(params.lists);
    const model = trained(params);
    const chosen = threshold(params, model, params.alpha);
    const answered = (group: Group) =>
      group.walks.map((walk, query) => {
        const probes = at[stopAt(estimates(model, walk, at), chosen)];
        const vector = vectorAt(group.queries.vectors, query);
        return {
          recall: hits(walk.ranks, probes) / K,
          suspect: () =>
            search(after, vector, walk.visit, probes).ids.some((id) => after.added[id]),
        };
      });
    const random = stream(params.seed, 15);
    const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
    const waits = (draw: () => number) =>
      sorted(
        Array.from({ length: params.runs }, () =>
          Math.min(params.limit, shadowsUntilAlarm(draw, 1 - params.alpha, params.limit)),
        ),
      );
    const recall = (answer: { recall: number }) => answer.recall;
    const before = answered(test).map(recall);
    const old = answered(after.old);
    const fresh = answered(after.fresh);
    const oldSuspects = old.filter((answer) => answer.suspect());
    const freshSuspects = fresh.filter((answer) => answer.suspect());
    const rows = params.shares.map((share) => {
      const draw = (fromOld: readonly number[], fromFresh: readonly number[], part: number) => () =>
        pick(random() < part ? fromFresh : fromOld);
      const suspectFresh = (share * freshSuspects.length) / fresh.length;
      const suspectOld = ((1 - share) * oldSuspects.length) / old.length;
      return {
        share,
        all: quantile(waits(draw(old.map(recall), fresh.map(recall), share)), 0.5),
        suspects: quantile(
          waits(
            draw(
              oldSuspects.map(recall),
              freshSuspects.map(recall),
              suspectFresh / (suspectFresh + suspectOld),
            ),
          ),
          0.5,
        ),
      };
    });
    const alarms = waits(() => pick(before)).filter((count) => count < params.limit).length;
    return {
      rows,
      quiet: round(alarms / params.runs),
      oldSuspects: round(oldSuspects.length / old.length),
    };
  },
);
