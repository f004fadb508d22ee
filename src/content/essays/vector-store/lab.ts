/**
 * The bench on which the experiments share one world: store, index, and four groups of queries
 * with their exact answers. Built once per specification and kept, since it is a pure function of
 * it; everything afterwards is counting.
 */
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import {
  buildInvertedFile,
  fileUnder,
  hits,
  type Route,
  ranks,
  route,
  type Shelf,
  walkThrough,
  work,
} from './ivf.ts';
import {
  drawPoints,
  drawQueries,
  K,
  KINDS,
  type Mix,
  makeWorld,
  type Nearest,
  type Queries,
  stream,
  USUAL_MIX,
  vectorAt,
  type World,
} from './world.ts';

/** What the bench is a function of. */
export interface Bench {
  readonly seed: number;
  /** Stored vectors. */
  readonly vectors: number;
  /** Inverted lists. */
  readonly lists: number;
}

export const BENCH: Bench = { seed: 20240601, vectors: 6000, lists: 78 };

/** Sizes of the groups of queries. */
const GROUPS = { training: 500, calibration: 800, test: 2000, halfFar: 400 };
const DRIFT = { vectors: 2000, oldQueries: 400, newQueries: 600 };
const HALF_FAR: Mix = [0.35, 0.15, 0.5];

/** Numbers of probes after which a search looks up and may stop; the last is every list. */
export const checkpoints = (lists: number): number[] =>
  [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64].filter((probes) => probes < lists).concat(lists);

/** One query, searched list by list beside its exact answer. */
export interface Walk {
  /** Index into KINDS. */
  readonly kind: number;
  readonly truth: Nearest;
  readonly visit: Route;
  /** Places of the true neighbours' lists, ascending; see `ranks`. */
  readonly ranks: number[];
  /** At each checkpoint: the tenth distance held, and the distances computed so far. */
  readonly tenth: number[];
  readonly work: number[];
}

export interface Group {
  readonly queries: Queries;
  readonly walks: Walk[];
}

export interface Lab extends Shelf {
  readonly world: World;
  readonly training: Group;
  readonly calibration: Group;
  readonly test: Group;
  readonly halfFar: Group;
}

/** The store after new topics have come, filed under the old centroids. */
export interface Drifted extends Shelf {
  /** For each point, whether it came after the calibration. */
  readonly added: readonly boolean[];
  /** Queries of the usual mix, about the old topics. */
  readonly old: Group;
  /** Near queries about the new topics. */
  readonly fresh: Group;
}

/** The result of a function of the bench, computed once per bench. */
function once<T>(make: (bench: Bench) => T): (bench: Bench) => T {
  const made = new Map<string, T>();
  return ({ seed, vectors, lists }) => {
    const key = `${seed} ${vectors} ${lists}`;
    const value = made.get(key) ?? make({ seed, vectors, lists });
    made.set(key, value);
    return value;
  };
}

function walkAll(shelf: Shelf, queries: Queries): Group {
  const at = checkpoints(shelf.file.radii.length);
  const walks = Array.from(queries.kinds, (kind, query) => {
    const vector = vectorAt(queries.vectors, query);
    const visit = route(shelf.file, vector);
    const { truth, tenth } = walkThrough(shelf, vector, visit, at);
    return {
      kind,
      truth,
      visit,
      ranks: ranks(shelf.file, visit, truth),
      tenth,
      work: at.map((probes) => work(shelf.file, visit, probes)),
    };
  });
  return { queries, walks };
}

/** World, store, index and the four groups of queries. */
export const lab = once((bench): Lab => {
  const { seed } = bench;
  const world = makeWorld(stream(seed, 0));
  const points = drawPoints(world, bench.vectors, stream(seed, 1));
  const shelf = buildInvertedFile(points, bench.lists, stream(seed, 2));
  const group = (count: number, mix: Mix, purpose: number) =>
    walkAll(shelf, drawQueries(world, count, mix, stream(seed, purpose)));
  return {
    world,
    ...shelf,
    training: group(GROUPS.training, USUAL_MIX, 3),
    calibration: group(GROUPS.calibration, USUAL_MIX, 4),
    test: group(GROUPS.test, USUAL_MIX, 5),
    halfFar: group(GROUPS.halfFar, HALF_FAR, 6),
  };
});

/** The same bench after a second world's points were added without retraining the centroids. */
export const drifted = once((bench): Drifted => {
  const { seed } = bench;
  const before = lab(bench);
  const second = makeWorld(stream(seed, 7));
  const arrivals = drawPoints(second, DRIFT.vectors, stream(seed, 8));
  const points = new Float64Array(before.store.length + arrivals.length);
  points.set(before.store);
  points.set(arrivals, before.store.length);
  const shelf = fileUnder(before.file.centroids, points);
  return {
    ...shelf,
    added: Array.from(shelf.origin, (point) => point >= bench.vectors),
    old: walkAll(shelf, drawQueries(before.world, DRIFT.oldQueries, USUAL_MIX, stream(seed, 9))),
    fresh: walkAll(shelf, drawQueries(second, DRIFT.newQueries, [1, 0, 0], stream(seed, 10))),
  };
});

/** Recall at `probes` probes, query by query. */
export const recalls = (walks: readonly Walk[], probes: number): number[] =>
  walks.map((walk) => hits(walk.ranks, probes) / K);

/** What a distribution of recall looks like. */
export interface RecallSummary {
  readonly mean: number;
  /** Mean by kind, in the order of KINDS; 0 where there is no such query. */
  readonly kinds: number[];
  readonly p5: number;
  readonly p1: number;
  /** Shares of queries: below one half, none found, all found. */
  readonly belowHalf: number;
  readonly none: number;
  readonly complete: number;
}

/** Rounds to what a cached result needs to keep. */
export const round = (value: number, decimals = 5): number => Number(value.toFixed(decimals));

/** Summarises recall query by query; `kinds` as in {@link Walk}. */
export function summarise(recall: readonly number[], kinds: ArrayLike<number>): RecallSummary {
  const ascending = sorted(recall);
  const share = (test: (value: number) => boolean) =>
    round(recall.filter(test).length / recall.length);
  return {
    mean: round(mean(recall)),
    kinds: KINDS.map((_, kind) => {
      const of = recall.filter((_, query) => kinds[query] === kind);
      return of.length === 0 ? 0 : round(mean(of));
    }),
    p5: round(quantile(ascending, 0.05)),
    p1: round(quantile(ascending, 0.01)),
    belowHalf: share((value) => value < 0.5),
    none: share((value) => value === 0),
    complete: share((value) => value === 1),
  };
}
