/**
 * Writes what the essay says of other worlds than its own, and of graphs, `elsewhere-table.ts`: the
 * same experiments, with more queries, on other recipes. It takes some minutes. Run it with `node`
 * when a unit test says so, and commit the outcome.
 */
import { writeFileSync } from 'node:fs';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { certainty } from './doubt.ts';
import { filters } from './filters.ts';
import { type Build, measureGraph, pooled } from './graphs.ts';
import { checkpoints, lab, recalls, round, type Toy } from './lab.ts';
import { growth, repair } from './moved.ts';
import { coverage } from './recall.ts';
import { BASE, RECIPES } from './recipes.ts';
import { stopping } from './stopping.ts';

const SEEDS = [1, 2, 3, 4, 5];
/** Worlds in which the tails of two builds of the graph are compared. */
const LINKED = [1, 2, 3];
const BEAMS = [10, 12, 16, 20, 28, 40, 56, 80, 120, 160];
const MEAN = 0.95;

/** Builds of the graph: pgvector's defaults, and one whose insertion looks further. */
const USUAL: Build = { m: 16, efBuild: asked.usual.assumed };
const CAREFUL: Build = { m: 16, efBuild: asked.careful.assumed };

/** A share of queries at the setting whose mean is MEAN, between the two settings around it. */
function atMean(
  curve: readonly (readonly number[])[],
  share: (recall: readonly number[]) => number,
) {
  const i = Math.max(
    1,
    curve.findIndex((recall) => mean(recall) >= MEAN),
  );
  const [low, high] = [curve[i - 1], curve[i]];
  const part = (MEAN - mean(low)) / (mean(high) - mean(low));
  return share(low) + part * (share(high) - share(low));
}

const shareOf = (test: (recall: number) => boolean) => (recall: readonly number[]) =>
  recall.filter(test).length / recall.length;
const belowHalf = shareOf((recall) => recall < 0.5);
const none = shareOf((recall) => recall === 0);

/** The tail of a curve in each world in which graphs are built. */
const tails = (of: (seed: number) => readonly (readonly number[])[]) => {
  const curves = LINKED.map(of);
  return {
    belowHalf: curves.map((curve) => round(atMean(curve, belowHalf), 5)),
    none: curves.map((curve) => round(atMean(curve, none), 5)),
  };
};

function measure(name: string, differs: Partial<Toy>) {
  const toy = { ...BASE, ...differs };
  const own = { seeds: SEEDS, toy };
  const stops = stopping.compute({ ...stopping.defaults, ...own });
  const sure = certainty.compute({ ...certainty.defaults, ...own });
  const grew = growth.compute({ ...growth.defaults, ...own });
  const mended = repair.compute({ ...repair.defaults, ...own });
  const kept = coverage.compute({ ...coverage.defaults, ...own, samples: 1500 });
  const filtered = filters.compute({ ...filters.defaults, ...own, filters: 8, queries: 160 });
  const eight = checkpoints(toy.lists).indexOf(8);
  const each = <W>(worlds: readonly W[], of: (world: W) => number) =>
    worlds.map((world) => round(of(world), 4));
  const tenth = filtered.rows.find(({ selectivity }) => selectivity === 0.1)!;
  return {
    name,
    eight: each(SEEDS, (seed) => mean(recalls(lab(toy, seed).test.walks, eight))),
    farFixed: each(stops, ({ usual }) => usual.fixed.kinds[2]),
    farRule: each(stops, ({ usual }) => usual.rule.kinds[2]),
    badFixed: each(stops, ({ usual }) => usual.fixed.belowHalf),
    badRule: each(stops, ({ usual }) => usual.rule.belowHalf),
    rule: each(stops, ({ usual }) => usual.rule.mean),
    halfFar: each(stops, ({ halfFar }) => halfFar.rule.mean),
    said: sure.newTopics.predicted,
    had: sure.newTopics.observed,
    newTopics: each(mended, ({ nothing }) => nothing.fresh),
    recalibrated: each(mended, ({ recalibrate }) => recalibrate.fresh),
    retrained: each(mended, ({ both }) => both.fresh),
    lost: each(grew, ({ before, after }) => before.rule - after.rule),
    pooled: each(kept, ({ shadows }) => shadows.pooled.coverage),
    honest: each(kept, ({ shadows }) => shadows.honest.coverage),
    radius: each(sure.proofs, ({ radius }) => radius),
    planes: each(sure.proofs, ({ planes }) => planes),
    wrong: sure.proofs.reduce((sum, { wrong }) => sum + wrong, 0),
    filterRandom: tenth.onward.recall,
    filterOpposed: filtered.opposed.onward.recall,
  };
}

const built = (build: Build, seeds: readonly number[]) =>
  seeds.map((seed) => measureGraph(BASE, seed, build, BEAMS));
const usual = built(USUAL, stopping.defaults.seeds);
const careful = built(CAREFUL, LINKED);
const tailsOf = (worlds: typeof usual) =>
  tails((seed) => worlds[LINKED.indexOf(seed)].map(({ recall }) => recall));
const graph = BEAMS.map((beam, i) =>
  pooled(
    beam,
    usual.map((world) => world[i]),
  ),
);
const file = tails((seed) =>
  checkpoints(BASE.lists).map((_, c) => recalls(lab(BASE, seed).test.walks, c)),
);
const rows = RECIPES.map(([name, differs]) => {
  const row = measure(name, differs);
  console.error(name);
  return row;
});
const text = (value: unknown) => JSON.stringify(value);
writeFileSync(
  new URL('elsewhere-table.ts', import.meta.url),
  `/** What record-elsewhere.ts measured: a graph on worlds of the essay's recipe, and other recipes. */
import type { CurvePoint } from './graphs.ts';

/** M ${USUAL.m}, efConstruction ${USUAL.efBuild}, over the ${usual.length} worlds of the essay. */
export const GRAPH: CurvePoint[] = [
${graph.map((point) => `  ${text(point)},\n`).join('')}];

/**
 * Shares of the answers below one half, and with none found, where the mean is ${MEAN}, by world: of that
 * graph, of one with efConstruction ${CAREFUL.efBuild}, and of the inverted file.
 */
export const TAILS = ${text({ usual: tailsOf(usual), careful: tailsOf(careful), file })};

/** By recipe, each number in every world. */
export const ELSEWHERE = [
${rows.map((row) => `  ${text(row)},\n`).join('')}];
`,
);
