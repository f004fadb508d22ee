/**
 * A small proximity graph: HNSW after Malkov and Yashunin (algorithms 1 to 5, arXiv 1603.09320),
 * with the neighbour-selection heuristic, levels drawn with mean 1 / ln M, and M0 = 2 M links on
 * the ground level. Distances computed are counted, since that is the work this essay compares.
 */
import { log } from '../../../kit/sim/portable.ts';
import { type Random, shuffled } from '../../../kit/sim/random.ts';
import { countOf, squaredDistance, type Vectors } from './world.ts';

export interface Graph {
  readonly store: Vectors;
  /** Links by level, then by point. */
  readonly links: Map<number, number[]>[];
  /** Most links per point above the ground level. */
  readonly m: number;
  /** Where a search starts; on the top level. */
  entry: number;
  /** Distances computed since the graph began. */
  distances: number;
  /** The walk that last saw each point, and the number of walks so far. */
  readonly seenBy: Int32Array;
  walks: number;
}

/** Points in ascending order of squared distance. */
interface Beam {
  readonly ids: number[];
  readonly squared: number[];
}

/** The `ef` points nearest to a query that a best-first walk on one level finds. */
function walk(
  graph: Graph,
  level: number,
  queries: Vectors,
  query: number,
  start: readonly number[],
  ef: number,
): Beam {
  const links = graph.links[level];
  const ids: number[] = [];
  const squared: number[] = [];
  const open: boolean[] = [];
  const now = ++graph.walks;
  let next = 0;
  const offer = (id: number) => {
    if (graph.seenBy[id] === now) return;
    graph.seenBy[id] = now;
    const limit = ids.length < ef ? Number.POSITIVE_INFINITY : squared[ef - 1];
    graph.distances++;
    const distance = squaredDistance(queries, query, graph.store, id, limit);
    if (distance >= limit) return;
    let slot = Math.min(ids.length, ef - 1);
    for (; slot > 0 && squared[slot - 1] > distance; slot--) {
      ids[slot] = ids[slot - 1];
      squared[slot] = squared[slot - 1];
      open[slot] = open[slot - 1];
    }
    ids[slot] = id;
    squared[slot] = distance;
    open[slot] = true;
    if (slot < next) next = slot;
  };
  for (const id of start) offer(id);
  while (next < ids.length) {
    const at = next;
    open[at] = false;
    next = at + 1;
    for (const id of links.get(ids[at]) ?? []) offer(id);
    while (next < ids.length && !open[next]) next++;
  }
  return { ids, squared };
}

/** Algorithm 4: keeps a candidate only if it is nearer to the point than to any kept before. */
function choose(graph: Graph, candidates: Beam, most: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < candidates.ids.length && kept.length < most; i++) {
    const id = candidates.ids[i];
    const nearer = kept.some((other) => {
      graph.distances++;
      const limit = candidates.squared[i];
      return squaredDistance(graph.store, other, graph.store, id, limit) < limit;
    });
    if (!nearer) kept.push(id);
  }
  return kept;
}

function link(graph: Graph, level: number, from: number, to: number): void {
  const links = graph.links[level];
  const all = [...(links.get(from) ?? []), to];
  const most = level === 0 ? 2 * graph.m : graph.m;
  if (all.length <= most) {
    links.set(from, all);
    return;
  }
  graph.distances += all.length;
  const candidates = all
    .map((id) => ({
      id,
      squared: squaredDistance(graph.store, from, graph.store, id, Number.POSITIVE_INFINITY),
    }))
    .sort((a, b) => a.squared - b.squared);
  const beam = {
    ids: candidates.map((candidate) => candidate.id),
    squared: candidates.map((candidate) => candidate.squared),
  };
  links.set(from, choose(graph, beam, most));
}

/** Builds the graph by inserting the store's points in random order. */
export function buildGraph(store: Vectors, m: number, efBuild: number, random: Random): Graph {
  const count = countOf(store);
  const seenBy = new Int32Array(count);
  const graph: Graph = { store, links: [], m, entry: 0, distances: 0, seenBy, walks: 0 };
  for (const point of shuffled(count, random)) {
    const level = Math.floor(-log(1 - random()) / log(m));
    let start = [graph.entry];
    for (let at = graph.links.length - 1; at >= 0; at--) {
      const found = walk(graph, at, store, point, start, at > level ? 1 : efBuild);
      start = found.ids;
      if (at > level) continue;
      const chosen = choose(graph, found, m);
      graph.links[at].set(point, chosen);
      for (const other of chosen) link(graph, at, other, point);
    }
    for (let at = graph.links.length; at <= level; at++) {
      graph.links.push(new Map([[point, []]]));
      graph.entry = point;
    }
  }
  return graph;
}

/** The ids of the `k` nearest points that a search with beam width `ef` (at least `k`) finds. */
export function searchGraph(
  graph: Graph,
  queries: Vectors,
  query: number,
  ef: number,
  k: number,
): number[] {
  let start = [graph.entry];
  for (let level = graph.links.length - 1; level > 0; level--) {
    start = walk(graph, level, queries, query, start, 1).ids;
  }
  return walk(graph, 0, queries, query, start, ef).ids.slice(0, k);
}
