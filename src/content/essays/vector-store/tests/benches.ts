import fc from 'fast-check';
import { buildInvertedFile } from '../ivf.ts';
import { lab, SEEDS } from '../lab.ts';
import { curve } from '../recall.ts';
import { drawPoints, drawQueries, makeWorld, stream } from '../world.ts';

export const { toy } = curve.defaults;

export const K = toy.neighbours;

export const MIX = [toy.near, toy.between, toy.far] as const;

export const bench = () => lab(toy, SEEDS[0]);

/** A world small enough to build for every seed that fast-check thinks of. */
export function smallBench(seed: number, lists: number) {
  const world = makeWorld(toy, stream(seed, 0));
  const points = drawPoints(world, 500, stream(seed, 1));
  const shelf = buildInvertedFile(points, lists, stream(seed, 2));
  return { points, shelf, queries: drawQueries(world, 20, MIX, stream(seed, 3)) };
}

export const benches = (check: (seed: number, lists: number) => void) =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 27 }), fc.integer({ min: 2, max: 40 }), check),
    { numRuns: 25 },
  );
