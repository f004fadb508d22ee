/**
 * The bench on which the experiments share their worlds: store, index, and four groups of queries
 * with their exact answers. A world is built once per specification and seed and kept, since it is
 * a pure function of them; everything afterwards is counting.
 */
import type { Plain } from '../../../kit/assume.ts';
import { shuffled } from '../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { asked, toy } from './assumed.ts';
import {
  buildInvertedFile,
  fileUnder,
  hits,
  ranks,
  route,
  type Shelf,
  walkThrough,
  work,
} from './ivf.ts';
import {
  countOf,
  drawPoints,
  drawQueries,
  KINDS,
  type Mix,
  makeWorld,
  type Nearest,
  type Queries,
  stream,
  type Vectors,
  vectorAt,
  type World,
  zeros,
} from './world.ts';

/** What a world of the bench is a function of, with its seed. */
export const TOY = {
  ...toy,
  /** Queries of the usual mix from which thresholds are chosen, and others on which all is tested. */
  calibration: asked.calibration,
  test: 400,
  /** Queries of which half are far. */
  halfFar: 60,
  /** Queries after the new topics have come: of the usual mix, and near the new topics. */
  old: 150,
  fresh: 100,
  /** Of the queries on which estimate and threshold are learned anew, the share about new topics. */
  relearned: asked.fifth,
  /** Lists added where the centroids are retrained. */
  more: 26,
};
export type Toy = Plain<typeof TOY>;

/** The worlds over which the essay takes its means. */
export const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const HALF_FAR: Mix = [0.35, 0.15, 0.5];

/** Numbers of probes after which a search looks up and may stop; the last is every list. */
export const checkpoints = (lists: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 64]
    .filter((probes) => probes < lists)
    .concat(lists);

/** One query, searched list by list beside its exact answer. */
export interface Walk {
  /** Index into KINDS. */
  readonly kind: number;
  readonly truth: Nearest;
  /** Places of the true neighbours' lists, ascending; see `ranks`. */
  readonly ranks: number[];
  /**
   * At each checkpoint: recall, the tenth distance held, that of the nearest centroid not probed
   * (infinity after the last), the distances computed, and how many added vectors are held.
   */
  readonly recall: number[];
  readonly tenth: number[];
  readonly next: number[];
  readonly work: number[];
  readonly newer: number[];
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

/** Queries after new topics have come, their vectors filed under the old centroids. */
export interface Drifted {
  /** Queries of the usual mix, about the old topics. */
  readonly old: Group;
  /** Near queries about the new topics. */
  readonly fresh: Group;
}

/** Queries about old and new topics from which estimate and threshold are learned anew. */
export interface Relearned extends Drifted {
  readonly training: Group;
  readonly calibration: Group;
}

/** A function of a world and of what is asked of it, computed once for each. */
export function once<P, T>(make: (params: P, seed: number) => T): (params: P, seed: number) => T {
  const made = new Map<string, T>();
  return (params, seed) => {
    const key = `${seed} ${JSON.stringify(params)}`;
    const value = made.get(key) ?? make(params, seed);
    made.set(key, value);
    return value;
  };
}

function walkAll(
  shelf: Shelf,
  queries: Queries,
  k: number,
  isNewer?: (id: number) => boolean,
): Group {
  const at = checkpoints(shelf.file.radii.length);
  const walks = Array.from(queries.kinds, (kind, query) => {
    const vector = vectorAt(queries.vectors, query);
    const visit = route(shelf.file, vector);
    const walked = walkThrough(shelf, vector, visit, at, k, isNewer);
    const places = ranks(shelf.file, visit, walked.truth);
    return {
      kind,
      ...walked,
      ranks: places,
      recall: at.map((probes) => hits(places, probes) / k),
      next: at.map((probes) => visit.distances[probes] ?? Number.POSITIVE_INFINITY),
      work: at.map((probes) => work(shelf.file, visit, probes)),
    };
  });
  return { queries, walks };
}

const usualMix = ({ near, between, far }: Toy): Mix => [near, between, far];

/** World, store, index and the four groups of queries. */
export const lab = once((toy: Toy, seed): Lab => {
  const world = makeWorld(toy, stream(seed, 0));
  const points = drawPoints(world, toy.vectors, stream(seed, 1));
  const shelf = buildInvertedFile(points, toy.lists, stream(seed, 2));
  const group = (count: number, mix: Mix, purpose: number) =>
    walkAll(shelf, drawQueries(world, count, mix, stream(seed, purpose)), toy.neighbours);
  return {
    world,
    ...shelf,
    training: group(toy.training, usualMix(toy), 3),
    calibration: group(toy.calibration, usualMix(toy), 4),
    test: group(toy.test, usualMix(toy), 5),
    halfFar: group(toy.halfFar, HALF_FAR, 6),
  };
});

/** The points of a store with others behind them. */
function joined(before: Vectors, added: Vectors): Vectors {
  const points = zeros(countOf(before) + countOf(added), before.dimensions);
  points.values.set(before.values);
  points.values.set(added.values, before.values.length);
  return points;
}

/** The world of the new topics, its vectors behind the old ones, and which of these are new. */
const arrived = once((toy: Toy, seed) => {
  const { store } = lab(toy, seed);
  const second = makeWorld(toy, stream(seed, 7));
  const points = joined(store, drawPoints(second, toy.arrivals, stream(seed, 8)));
  return { second, points };
});

/** Whether a point of a store is one of those that were put behind the first ones. */
const isAdded =
  ({ vectors }: Toy, { origin }: Shelf) =>
  (id: number): boolean =>
    origin[id] >= vectors;

/** Old queries and new ones, on a store to which new topics have come. */
function drift(toy: Toy, seed: number, shelf: Shelf): Drifted {
  const group = (world: World, count: number, mix: Mix, purpose: number) =>
    walkAll(
      shelf,
      drawQueries(world, count, mix, stream(seed, purpose)),
      toy.neighbours,
      isAdded(toy, shelf),
    );
  return {
    old: group(lab(toy, seed).world, toy.old, usualMix(toy), 9),
    fresh: group(arrived(toy, seed).second, toy.fresh, [1, 0, 0], 10),
  };
}

const grownShelf = once((toy: Toy, seed) =>
  fileUnder(lab(toy, seed).file.centroids, arrived(toy, seed).points),
);

/** The bench after a second world's points were added without retraining the centroids. */
export const drifted = once((toy: Toy, seed): Drifted => drift(toy, seed, grownShelf(toy, seed)));

/** The test queries after as many points were added on the old topics, the centroids as they were. */
export const grown = once((toy: Toy, seed): Group => {
  const { world, store, file, test } = lab(toy, seed);
  const added = drawPoints(world, toy.arrivals, stream(seed, 16));
  const shelf = fileUnder(file.centroids, joined(store, added));
  return walkAll(shelf, test.queries, toy.neighbours, isAdded(toy, shelf));
});

/** Queries from which to learn anew, old and new, on the store to which new topics have come. */
function relearn(toy: Toy, seed: number, shelf: Shelf, moved: Drifted): Relearned {
  const mixed = (count: number, purpose: number): Group => {
    const fresh = Math.round(count * toy.relearned);
    const old = drawQueries(
      lab(toy, seed).world,
      count - fresh,
      usualMix(toy),
      stream(seed, purpose),
    );
    const near = drawQueries(
      arrived(toy, seed).second,
      fresh,
      [1, 0, 0],
      stream(seed, purpose + 1),
    );
    const queries = {
      vectors: joined(old.vectors, near.vectors),
      kinds: new Uint8Array([...old.kinds, ...near.kinds]),
    };
    return walkAll(shelf, queries, toy.neighbours);
  };
  return {
    ...moved,
    training: mixed(toy.training, 17),
    calibration: mixed(toy.calibration, 19),
  };
}

/** What a repair learns from: the centroids as they were, or trained anew on all points, `more` of them. */
export const mended = once((toy: Toy & { readonly retrained: boolean }, seed): Relearned => {
  const { retrained, ...plain } = toy;
  if (!retrained) return relearn(plain, seed, grownShelf(plain, seed), drifted(plain, seed));
  const { points } = arrived(plain, seed);
  const order = shuffled(countOf(points), stream(seed, 21));
  const inLot = zeros(order.length, plain.dimensions);
  order.forEach((point, i) => {
    inLot.values.set(vectorAt(points, point).values, i * plain.dimensions);
  });
  const { file } = buildInvertedFile(inLot, plain.lists + plain.more, stream(seed, 22));
  const shelf = fileUnder(file.centroids, points);
  return relearn(plain, seed, shelf, drift(plain, seed, shelf));
});

/** Recall at a checkpoint, query by query. */
export const recalls = (walks: readonly Walk[], checkpoint: number): number[] =>
  walks.map((walk) => walk.recall[checkpoint]);

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
  /** Of those below one half, the share that are far; 0 where there are none. */
  readonly badFar: number;
}

/** Rounds to what a cached result needs to keep. */
export const round = (value: number, decimals = 5): number => Number(value.toFixed(decimals));

/** Summarises recall query by query; `kinds` as in {@link Walk}. */
export function summarise(recall: readonly number[], kinds: ArrayLike<number>): RecallSummary {
  const ascending = sorted(recall);
  const share = (test: (value: number) => boolean) =>
    round(recall.filter(test).length / recall.length);
  const bad = recall.flatMap((value, query) => (value < 0.5 ? [kinds[query]] : []));
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
    badFar: bad.length === 0 ? 0 : round(bad.filter((kind) => kind === 2).length / bad.length),
  };
}
