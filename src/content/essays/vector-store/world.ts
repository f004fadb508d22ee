/**
 * The toy world: clustered unit vectors, three kinds of queries, and exact search, which is the
 * ground truth of everything else here. Distances are Euclidean; on unit vectors they order points
 * as cosine similarity does.
 */
import { pow } from '../../../kit/sim/portable.ts';
import { type Random, seeded } from '../../../kit/sim/random.ts';
import { normal } from '../../../kit/sim/variates.ts';

/** Isotropic noise around a topic's flat. */
const NOISE = 0.15;

/** The kinds of queries, in the order of their codes. */
export const KINDS = ['near', 'between', 'far'] as const;
export type Kind = (typeof KINDS)[number];
/** Shares of near, between and far queries; they sum to 1. */
export type Mix = readonly [number, number, number];

/** Vectors one after another in `values`, `dimensions` numbers each: a multiple of four. */
export interface Vectors {
  readonly values: Float64Array;
  readonly dimensions: number;
}

/** The recipe by which worlds are drawn. */
export interface Recipe {
  readonly topics: number;
  readonly dimensions: number;
  /** Directions in which a topic varies. */
  readonly intrinsic: number;
  /** A topic's spread is log-uniform between these. */
  readonly tightest: number;
  readonly widest: number;
}

/** Where points come from: topics, the c-th weighted by (c + 1)^−0.8. */
export interface World {
  readonly dimensions: number;
  readonly intrinsic: number;
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

/** The stream for one purpose of one seed; purposes 0–31 never share a stream. */
export const stream = (seed: number, purpose: number): Random => seeded(seed * 32 + purpose);

/** `count` vectors, all zero. */
export const zeros = (count: number, dimensions: number): Vectors => ({
  values: new Float64Array(count * dimensions),
  dimensions,
});

/** How many vectors there are. */
export const countOf = ({ values, dimensions }: Vectors): number => values.length / dimensions;

/** Draws a world: topic centres and bases with entries N(0, 1/d), spreads as the recipe says. */
export function makeWorld(recipe: Recipe, random: Random): World {
  const { topics, dimensions, intrinsic, tightest, widest } = recipe;
  const gaussians = (length: number) =>
    Float64Array.from({ length }, () => normal(random) / Math.sqrt(dimensions));
  const weights = Array.from({ length: topics }, (_, c) => pow(c + 1, -0.8));
  const total = weights.reduce((sum, weight) => sum + weight);
  let sum = 0;
  return {
    dimensions,
    intrinsic,
    centres: gaussians(topics * dimensions),
    bases: gaussians(topics * intrinsic * dimensions),
    spreads: Float64Array.from(
      { length: topics },
      () => tightest * pow(widest / tightest, random()),
    ),
    cumulative: Float64Array.from(weights, (weight) => {
      sum += weight / total;
      return sum;
    }),
  };
}

function toUnitLength({ values, dimensions }: Vectors, i: number): void {
  const [from, to] = [i * dimensions, (i + 1) * dimensions];
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at] ** 2;
  const length = Math.sqrt(sum);
  for (let at = from; at < to; at++) values[at] /= length;
}

/** Writes a fresh point of a topic drawn by weight to `into` as its i-th vector. */
function drawPoint(world: World, random: Random, into: Vectors, i: number): void {
  const { dimensions, intrinsic, cumulative, centres, spreads, bases } = world;
  const { values } = into;
  const offset = i * dimensions;
  const u = random();
  let topic = 0;
  while (topic < cumulative.length - 1 && u >= cumulative[topic]) topic++;
  for (let j = 0; j < dimensions; j++) values[offset + j] = centres[topic * dimensions + j];
  const scale = spreads[topic] / Math.sqrt(intrinsic);
  for (let b = 0; b < intrinsic; b++) {
    const amount = normal(random) * scale;
    const base = (topic * intrinsic + b) * dimensions;
    for (let j = 0; j < dimensions; j++) values[offset + j] += amount * bases[base + j];
  }
  const noise = NOISE / Math.sqrt(dimensions);
  for (let j = 0; j < dimensions; j++) values[offset + j] += noise * normal(random);
  toUnitLength(into, i);
}

/** `count` points of a world. */
export function drawPoints(world: World, count: number, random: Random): Vectors {
  const points = zeros(count, world.dimensions);
  for (let i = 0; i < count; i++) drawPoint(world, random, points, i);
  return points;
}

/**
 * `count` queries: near, a fresh point of a topic; between, on the segment from one fresh point to
 * another, at 0.3–0.7 of the way; far, a direction drawn from the whole sphere.
 */
export function drawQueries(world: World, count: number, mix: Mix, random: Random): Queries {
  const { dimensions } = world;
  const vectors = zeros(count, dimensions);
  const { values } = vectors;
  const kinds = new Uint8Array(count);
  const other = zeros(1, dimensions);
  for (let i = 0; i < count; i++) {
    const offset = i * dimensions;
    const u = random();
    kinds[i] = u < mix[0] ? 0 : u < mix[0] + mix[1] ? 1 : 2;
    if (kinds[i] === 2) {
      for (let j = 0; j < dimensions; j++) values[offset + j] = normal(random);
    } else {
      drawPoint(world, random, vectors, i);
    }
    if (kinds[i] === 1) {
      drawPoint(world, random, other, 0);
      const t = 0.3 + 0.4 * random();
      for (let j = 0; j < dimensions; j++) {
        values[offset + j] = t * values[offset + j] + (1 - t) * other.values[j];
      }
    }
    toUnitLength(vectors, i);
  }
  return { vectors, kinds };
}

/**
 * The squared distance between vector `i` of `a` and vector `j` of `b`. Gives up, with a partial
 * sum, once the sum has passed `limit`; looks every four dimensions.
 */
export function squaredDistance(a: Vectors, i: number, b: Vectors, j: number, limit: number) {
  const { values: left, dimensions } = a;
  const right = b.values;
  let p = i * dimensions;
  let q = j * dimensions;
  let sum = 0;
  for (const end = p + dimensions; p < end && sum <= limit; p += 4, q += 4) {
    const d0 = left[p] - right[q];
    const d1 = left[p + 1] - right[q + 1];
    const d2 = left[p + 2] - right[q + 2];
    const d3 = left[p + 3] - right[q + 3];
    sum += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
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
 * given up, four dimensions at a time, once it has passed the bar.
 *
 * @param query one vector
 */
export function scan(found: Nearest, store: Vectors, from: number, to: number, query: Vectors) {
  const { values: stored, dimensions } = store;
  const wanted = query.values;
  let limit = bar(found);
  for (let id = from; id < to; id++) {
    let at = id * dimensions;
    let sum = 0;
    for (let j = 0; j < dimensions && sum <= limit; j += 4, at += 4) {
      const d0 = stored[at] - wanted[j];
      const d1 = stored[at + 1] - wanted[j + 1];
      const d2 = stored[at + 2] - wanted[j + 2];
      const d3 = stored[at + 3] - wanted[j + 3];
      sum += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
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
export function exact(store: Vectors, query: Vectors, k: number): Nearest {
  const found = nothingYet(k);
  scan(found, store, 0, countOf(store), query);
  return found;
}

/** Vector `i` of several, as a view. */
export const vectorAt = ({ values, dimensions }: Vectors, i: number): Vectors => ({
  values: values.subarray(i * dimensions, (i + 1) * dimensions),
  dimensions,
});

/** How many of the given points are among the true neighbours. */
export const shared = (found: readonly number[], truth: Nearest): number =>
  found.filter((id) => truth.ids.includes(id)).length;
