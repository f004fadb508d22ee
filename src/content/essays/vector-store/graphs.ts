/** Recall curves: what one is made of, and that of a graph on a world of the bench. */
import { mean } from '../../../kit/sim/stats.ts';
import { buildGraph, searchGraph } from './hnsw.ts';
import { lab, type RecallSummary, round, summarise, type Toy } from './lab.ts';
import { shared, stream } from './world.ts';

/** A point of a recall curve; `width` is probes of the file or beam of the graph. */
export interface CurvePoint extends RecallSummary {
  readonly width: number;
  /** Distances computed per query. */
  readonly work: number;
  /** The mean in each world. */
  readonly means: number[];
}

/** Of one setting in one world: recall and work of each query, and its kind. */
export interface Measured {
  readonly recall: readonly number[];
  readonly work: number;
  readonly kinds: readonly number[];
}

/** One setting over several worlds. */
export const pooled = (width: number, worlds: readonly Measured[]): CurvePoint => ({
  width,
  work: round(mean(worlds.map(({ work }) => work)), 1),
  means: worlds.map(({ recall }) => round(mean(recall), 4)),
  ...summarise(
    worlds.flatMap(({ recall }) => recall),
    worlds.flatMap(({ kinds }) => kinds),
  ),
});

/** How a graph is built: links per point above the ground level, and the beam while inserting. */
export interface Build {
  readonly m: number;
  readonly efBuild: number;
}

/** A graph on the store of a world, asked its test queries with each beam. */
export function measureGraph(
  toy: Toy,
  seed: number,
  build: Build,
  beams: readonly number[],
): Measured[] {
  const { store, test } = lab(toy, seed);
  const graph = buildGraph(store, build.m, build.efBuild, stream(seed, 11));
  return beams.map((beam) => {
    graph.distances = 0;
    const recall = test.walks.map(({ truth }, query) => {
      const ids = searchGraph(graph, test.queries.vectors, query, beam, toy.neighbours);
      return shared(ids, truth) / toy.neighbours;
    });
    return {
      recall,
      work: graph.distances / recall.length,
      kinds: test.walks.map(({ kind }) => kind),
    };
  });
}
