/**
 * An inverted file without compression: k-means centroids, one list of points per centroid, and a
 * search that scans the lists of the centroids nearest to the query.
 */
import type { Random } from '../../../kit/sim/random.ts';
import {
  bar,
  countOf,
  type Nearest,
  nothingYet,
  scan,
  squaredDistance,
  type Vectors,
  vectorAt,
  zeros,
} from './world.ts';

/** Rounds of Lloyd's algorithm, and how many points at most it is shown. */
const LLOYD_ROUNDS = 8;
const LLOYD_SAMPLE = 3000;

/** A store whose points lie list by list, and the file that says where each list begins. */
export interface Shelf {
  readonly store: Vectors;
  readonly file: InvertedFile;
  /** Where each point stood before it was laid out by list. */
  readonly origin: Int32Array;
}

export interface InvertedFile {
  readonly centroids: Vectors;
  /** The first point of each list, and past the last list the number of points. */
  readonly starts: Int32Array;
  /** List by point. */
  readonly listOf: Int32Array;
  /** The farthest point of each list from its centroid, as a distance. */
  readonly radii: Float64Array;
}

/** Points in a list. */
export const listSize = (file: InvertedFile, list: number): number =>
  file.starts[list + 1] - file.starts[list];

/** Lists in the order in which a query visits them, and their centroids' distances to it. */
export interface Route {
  readonly lists: Int32Array;
  readonly distances: Float64Array;
}

function nearestCentroid(centroids: Vectors, store: Vectors, point: number, guess: number): number {
  let best = guess;
  let least = squaredDistance(centroids, guess, store, point, Number.POSITIVE_INFINITY);
  for (let c = 0; c < countOf(centroids); c++) {
    const squared = squaredDistance(centroids, c, store, point, least);
    if (squared < least || (squared === least && c < best)) {
      best = c;
      least = squared;
    }
  }
  return best;
}

/**
 * Lloyd's k-means on the first points of the store, from `lists` distinct ones of them; a centroid
 * that loses all its points stays put.
 */
function kMeans(store: Vectors, lists: number, random: Random): Vectors {
  const { dimensions } = store;
  const count = Math.min(countOf(store), LLOYD_SAMPLE);
  const chosen = new Set<number>();
  while (chosen.size < lists) chosen.add(Math.floor(random() * count));
  const centroids = zeros(lists, dimensions);
  const { values } = centroids;
  [...chosen].forEach((point, c) => {
    values.set(vectorAt(store, point).values, c * dimensions);
  });
  const owner = new Int32Array(count);
  for (let round = 0; round < LLOYD_ROUNDS; round++) {
    const sums = new Float64Array(values.length);
    const sizes = new Int32Array(lists);
    for (let point = 0; point < count; point++) {
      const c = nearestCentroid(centroids, store, point, owner[point]);
      owner[point] = c;
      sizes[c]++;
      for (let j = 0; j < dimensions; j++) {
        sums[c * dimensions + j] += store.values[point * dimensions + j];
      }
    }
    for (let c = 0; c < lists; c++) {
      if (sizes[c] === 0) continue;
      for (let j = 0; j < dimensions; j++) {
        values[c * dimensions + j] = sums[c * dimensions + j] / sizes[c];
      }
    }
  }
  return centroids;
}

/** Lays a store out by the lists of given centroids, which need not be its own. */
export function fileUnder(centroids: Vectors, points: Vectors): Shelf {
  const lists = countOf(centroids);
  const count = countOf(points);
  const owner = Int32Array.from({ length: count }, (_, i) =>
    nearestCentroid(centroids, points, i, 0),
  );
  const origin = Int32Array.from(owner, (_, i) => i).sort((a, b) => owner[a] - owner[b] || a - b);
  const store = zeros(count, points.dimensions);
  const starts = new Int32Array(lists + 1);
  const listOf = new Int32Array(count);
  const radii = new Float64Array(lists);
  origin.forEach((point, i) => {
    const list = owner[point];
    store.values.set(vectorAt(points, point).values, i * points.dimensions);
    starts[list + 1] = i + 1;
    listOf[i] = list;
    const squared = squaredDistance(centroids, list, store, i, Number.POSITIVE_INFINITY);
    radii[list] = Math.max(radii[list], Math.sqrt(squared));
  });
  for (let list = 0; list < lists; list++) {
    starts[list + 1] = Math.max(starts[list + 1], starts[list]);
  }
  return { store, file: { centroids, starts, listOf, radii }, origin };
}

/** Trains centroids on points and files them under these. */
export const buildInvertedFile = (points: Vectors, lists: number, random: Random): Shelf =>
  fileUnder(kMeans(points, lists, random), points);

/** The order in which a query visits the lists. */
export function route(file: InvertedFile, query: Vectors): Route {
  const count = file.radii.length;
  const squared = new Float64Array(count);
  const lists = new Int32Array(count);
  for (let c = 0; c < count; c++) {
    squared[c] = squaredDistance(file.centroids, c, query, 0, Number.POSITIVE_INFINITY);
    lists[c] = c;
  }
  lists.sort((a, b) => squared[a] - squared[b] || a - b);
  const distances = new Float64Array(count);
  for (let i = 0; i < count; i++) distances[i] = Math.sqrt(squared[lists[i]]);
  return { lists, distances };
}

/**
 * For each true neighbour the place (0 = first) of its list on the route, ascending. Without
 * compression a neighbour is found if and only if its list is probed, so recall at `p` probes is
 * the share of ranks below `p`, for every `p` at once.
 */
export function ranks(file: InvertedFile, visit: Route, truth: Nearest): number[] {
  const place = new Int32Array(visit.lists.length);
  visit.lists.forEach((list, i) => {
    place[list] = i;
  });
  return Array.from(truth.ids, (id) => place[file.listOf[id]]).sort((a, b) => a - b);
}

/** How many of ascending ranks lie below `probes`: the neighbours found. */
export function hits(ascending: ArrayLike<number>, probes: number): number {
  let found = 0;
  while (found < ascending.length && ascending[found] < probes) found++;
  return found;
}

/** Distances computed for `probes` probes: one per centroid, one per point of the lists scanned. */
export function work(file: InvertedFile, visit: Route, probes: number): number {
  let sum = visit.lists.length;
  for (let i = 0; i < probes; i++) sum += listSize(file, visit.lists[i]);
  return sum;
}

/** One search carried on through every list. */
export interface Walked {
  /** At each checkpoint: the k-th distance held; infinity while fewer than `k` are held. */
  readonly tenth: number[];
  /** At each checkpoint: how many of the points held are among the `newer`. */
  readonly newer: number[];
  /** What is held at the end: every point was compared, so these are the true neighbours. */
  readonly truth: Nearest;
}

/**
 * Searches for `k` points list by list to the end, and looks at what is held after `checkpoints`
 * probes.
 */
export function walkThrough(
  { file, store }: Shelf,
  query: Vectors,
  visit: Route,
  checkpoints: readonly number[],
  k: number,
  isNewer: (id: number) => boolean = () => false,
): Walked {
  const truth = nothingYet(k);
  const newer: number[] = [];
  let probed = 0;
  const tenth = checkpoints.map((probes) => {
    for (; probed < probes; probed++) {
      const list = visit.lists[probed];
      scan(truth, store, file.starts[list], file.starts[list + 1], query);
    }
    newer.push(truth.ids.subarray(0, truth.size).filter(isNewer).length);
    return Math.sqrt(bar(truth));
  });
  return { tenth, newer, truth };
}

/** The `k` nearest points in the first `probes` lists of a route. */
export function search(
  { file, store }: Shelf,
  query: Vectors,
  visit: Route,
  probes: number,
  k: number,
): Nearest {
  const found = nothingYet(k);
  for (let i = 0; i < probes; i++) {
    const list = visit.lists[i];
    scan(found, store, file.starts[list], file.starts[list + 1], query);
  }
  return found;
}
