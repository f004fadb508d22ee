/**
 * The toy world: clustered unit vectors, three kinds of queries, and exact search, which is the
 * ground truth of everything else here. Distances are Euclidean; on unit vectors they order points
 * as cosine similarity does.
 */
import { pow } from '../../../kit/sim/portable.ts';
import { normal, type Random, seeded } from '../../../kit/sim/random.ts';

/** Dimensions of every vector. */
export const DIMENSIONS = 32;
/** Neighbours asked for. */
export const K = 10;
/** Topics in a world, the c-th weighted by (c + 1)^−0.8. */
const TOPICS = 40;
/** Directions in which a topic varies. */
const INTRINSIC = 16;
/** Isotropic noise around a topic's flat. */
const NOISE = 0.15;

/** The kinds of queries, in the order of their codes. */
export const KINDS = ['near', 'between', 'far'] as const;
export type Kind = (typeof KINDS)[number];
/** Shares of near, between and far queries; they sum to 1. */
export type Mix = readonly [number, number, number];
export const USUAL_MIX: Mix = [0.7, 0.2, 0.1];

/** Vectors one after another, `DIMENSIONS` numbers each. */
export type Vectors = Float64Array;

/** Where points come from. */
export interface World {
  readonly centres: Float64Array;
  readonly bases: Float64Array;
  readonly spreads: Float64Array;
  readonly cumulative: Float64Array;
}

/** Queries and their kinds, as indices into {@link KINDS}. */
export interface Queries {
  readonly vectors: Vectors;
  readonly kinds: Uint8Array;
}

/** The nearest points found so far: ascending squared distances, their ids, and how many. */
export interface Nearest {
  readonly ids: Int32Array;
  readonly squared: Float64Array;
  size: number;
}

/** The stream for one purpose of one seed; purposes 0–15 never share a stream. */
export const stream = (seed: number, purpose: number): Random => seeded(seed * 16 + purpose);

/** Draws a world: topic centres and bases with entries N(0, 1/d), spreads log-uniform in [0.5, 2]. */
export function makeWorld(random: Random): World {
  const gaussians = (length: number) =>
    Float64Array.from({ length }, () => normal(random) / Math.sqrt(DIMENSIONS));
  const weights = Array.from({ length: TOPICS }, (_, c) => pow(c + 1, -0.8));
  const total = weights.reduce((sum, weight) => sum + weight);
  let sum = 0;
  return {
    centres: gaussians(TOPICS * DIMENSIONS),
    bases: gaussians(TOPICS * INTRINSIC * DIMENSIONS),
    spreads: Float64Array.from({ length: TOPICS }, () => 0.5 * pow(4, random())),
    cumulative: Float64Array.from(weights, (weight) => {
      sum += weight / total;
      return sum;
    }),
  };
}

function toUnitLength(vectors: Vectors, offset: number): void {
  let sum = 0;
  for (let j = 0; j < DIMENSIONS; j++) sum += vectors[offset + j] ** 2;
  const length = Math.sqrt(sum);
  for (let j = 0; j < DIMENSIONS; j++) vectors[offset + j] /= length;
}

/** Writes a fresh point of a topic drawn by weight to `into` at `offset`. */
function drawPoint(world: World, random: Random, into: Vectors, offset: number): void {
  const u = random();
  let topic = 0;
  while (topic < TOPICS - 1 && u >= world.cumulative[topic]) topic++;
  for (let j = 0; j < DIMENSIONS; j++) into[offset + j] = world.centres[topic * DIMENSIONS + j];
  const scale = world.spreads[topic] / Math.sqrt(INTRINSIC);
  for (let b = 0; b < INTRINSIC; b++) {
    const amount = normal(random) * scale;
    const base = (topic * INTRINSIC + b) * DIMENSIONS;
    for (let j = 0; j < DIMENSIONS; j++) into[offset + j] += amount * world.bases[base + j];
  }
  const noise = NOISE / Math.sqrt(DIMENSIONS);
  for (let j = 0; j < DIMENSIONS; j++) into[offset + j] += noise * normal(random);
  toUnitLength(into, offset);
}

/** `count` points of a world. */
export function drawPoints(world: World, count: number, random: Random): Vectors {
  const points = new Float64Array(count * DIMENSIONS);
  for (let i = 0; i < count; i++) drawPoint(world, random, points, i * DIMENSIONS);
  return points;
}

/**
 * `count` queries: near, a fresh point of a topic; between, on the segment from one fresh point to
 * another, at 0.3–0.7 of the way; far, a direction drawn from the whole sphere.
 */
export function drawQueries(world: World, count: number, mix: Mix, random: Random): Queries {
  const vectors = new Float64Array(count * DIMENSIONS);
  const kinds = new Uint8Array(count);
  const other = new Float64Array(DIMENSIONS);
  for (let i = 0; i < count; i++) {
    const offset = i * DIMENSIONS;
    const u = random();
    kinds[i] = u < mix[0] ? 0 : u < mix[0] + mix[1] ? 1 : 2;
    if (kinds[i] === 2) {
      for (let j = 0; j < DIMENSIONS; j++) vectors[offset + j] = normal(random);
    } else {
      drawPoint(world, random, vectors, offset);
    }
    if (kinds[i] === 1) {
      drawPoint(world, random, other, 0);
      const t = 0.3 + 0.4 * random();
      for (let j = 0; j < DIMENSIONS; j++) {
        vectors[offset + j] = t * vectors[offset + j] + (1 - t) * other[j];
      }
    }
    toUnitLength(vectors, offset);
  }
  return { vectors, kinds };
}

/**
 * The squared distance between vector `i` of `a` and vector `j` of `b`. Gives up, with a partial
 * sum, once the sum has passed `limit`; looks every eight dimensions.
 */
export function squaredDistance(a: Vectors, i: number, b: Vectors, j: number, limit: number) {
  let p = i * DIMENSIONS;
  let q = j * DIMENSIONS;
  let sum = 0;
  for (let block = 0; block < DIMENSIONS; block += 8) {
    for (const end = p + 8; p < end; p++, q++) {
      const difference = a[p] - b[q];
      sum += difference * difference;
    }
    if (sum > limit) return sum;
  }
  return sum;
}

/** An empty list of up to `k` nearest points. */
export const nothingYet = (k: number): Nearest => ({
  ids: new Int32Array(k),
  squared: new Float64Array(k),
  size: 0,
});

/** The squared distance a point must beat to enter: the k-th so far, or infinity. */
export const bar = (found: Nearest): number =>
  found.size < found.ids.length ? Number.POSITIVE_INFINITY : found.squared[found.size - 1];

/** Enters a point that beats the {@link bar}, keeping the order; an equal one stays behind. */
export function enter(found: Nearest, id: number, squared: number): void {
  let slot = found.size < found.ids.length ? found.size++ : found.size - 1;
  while (slot > 0 && found.squared[slot - 1] > squared) {
    found.ids[slot] = found.ids[slot - 1];
    found.squared[slot] = found.squared[slot - 1];
    slot--;
  }
  found.ids[slot] = id;
  found.squared[slot] = squared;
}

/**
 * Compares a query with the points `from` (included) to `to` (not) of a store. A comparison is
 * given up, eight dimensions at a time, once it has passed the bar.
 *
 * @param query one vector, `DIMENSIONS` numbers
 */
export function scan(found: Nearest, store: Vectors, from: number, to: number, query: Vectors) {
  let limit = bar(found);
  for (let id = from; id < to; id++) {
    let at = id * DIMENSIONS;
    let sum = 0;
    for (let j = 0; j < DIMENSIONS && sum <= limit; ) {
      for (const end = j + 8; j < end; j++, at++) {
        const difference = store[at] - query[j];
        sum += difference * difference;
      }
    }
    if (sum < limit) {
      enter(found, id, sum);
      limit = bar(found);
    }
  }
}

/** Compares a query with the given points only. */
export function scanSome(found: Nearest, store: Vectors, ids: readonly number[], query: Vectors) {
  for (const id of ids) scan(found, store, id, id + 1, query);
}

/** Exact search: the `k` nearest of all points in the store, by comparing every one. */
export function exact(store: Vectors, query: Vectors, k = K): Nearest {
  const found = nothingYet(k);
  scan(found, store, 0, store.length / DIMENSIONS, query);
  return found;
}

/** Vector `i` of several, as a view. */
export const vectorAt = (vectors: Vectors, i: number): Vectors =>
  vectors.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS);

/** How many of the given points are among the true neighbours. */
export const shared = (found: readonly number[], truth: Nearest): number =>
  found.filter((id) => truth.ids.includes(id)).length;
