/** The figures of the essay, and its mark. */

import { panels } from '../../../kit/draw/chart.ts';
import { band, dots, line, note, rule, whiskers } from '../../../kit/draw/layers.ts';
import { type Mark, markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { log } from '../../../kit/sim/portable.ts';
import { filters } from './filters.ts';
import type { CurvePoint } from './graphs.ts';
import { curve } from './recall.ts';

export { madeOf } from './explorable.ts';
export { map } from './figures-cells.ts';
export { promise, repaired } from './figures-doubt.ts';
export { which } from './figures-play.ts';
export { saidAgainstTrue } from './figures-said.ts';
export { otherWorlds, twelveRecalls } from './figures-scores.ts';

const tenths = { decimals: 1 };
const hundredths = { decimals: 2 };
const thousandths = { decimals: 3 };
const whole = { decimals: 0 };

/** A cell of recall or distance. */
const cell = (value: number): number => rounded(value, thousandths);

const at = (points: readonly CurvePoint[], width: number): CurvePoint =>
  points.find((point) => point.width === width)!;

export const recallCurve = figure({
  id: 'recall-curve',
  title: 'Recall against work',
  size: 'page',
  of: curve,
  caption: (_result, { seeds, probes, beam, efBuild }) =>
    `Each dot is one setting: a number of probes for the inverted file, the width of the beam for the graph (inserted with a beam of ${efBuild}, its efConstruction), over the same ${seeds.length} worlds. ` +
    `Named are ${probes} probes and a beam of ${beam}. The upright lines reach from the world with the least mean to that with the greatest. The shade holds all but the ` +
    'worst twentieth of the queries, and one query in a hundred lies on or below the dashed line.',
  alt: ({ invertedFile, graph }, { probes, beam }) => {
    const [file, other] = [at(invertedFile, probes), at(graph, beam)];
    return (
      `Two curves of mean recall rise steeply and flatten towards 1 as work grows, the graph's with less work. ` +
      `At ${formatNumber(file.work, whole)} distances the inverted file has mean ${formatNumber(file.mean, thousandths)}, its worst twentieth ` +
      `${formatNumber(file.p5, tenths)} or less and its worst hundredth ${formatNumber(file.p1, tenths)} or less. At ${formatNumber(other.work, whole)} ` +
      `the graph has mean ${formatNumber(other.mean, thousandths)} and its worst hundredth ${formatNumber(other.p1, tenths)}.`
    );
  },
  draw: ({ invertedFile, graph }, { toy, probes, beam }, width) => {
    const one = (title: string, points: readonly CurvePoint[], named: number, flat: number) => ({
      title,
      x: logAxis([100, toy.vectors + toy.lists], { label: 'distances per query' }),
      y: linearAxis([0, 1], { label: 'recall of ten' }),
      layers: [
        band(
          points.map((p) => [p.work, p.p5, 1]),
          { role: 'work' },
        ),
        line(
          points.map((p) => [p.work, p.p1]),
          { role: 'lost', dash: 'dashed' as const },
        ),
        line(
          points.map((p) => [p.work, p.mean]),
          { role: 'work' as const },
        ),
        whiskers(
          points.map((p) => [p.work, Math.min(...p.means), Math.max(...p.means)]),
          { role: 'work' as const },
        ),
        dots(
          points.map((p) => [p.work, p.mean]),
          { role: 'work' as const },
        ),
        note(points[2].work, points[2].mean, 'mean', {
          role: 'work',
          anchor: 'end',
          dx: -8,
          dy: -4,
        }),
        note(at(points, flat).work, at(points, flat).p1, 'worst 1%', {
          role: 'lost',
          dx: 8,
          dy: 8,
        }),
        note(at(points, named).work, 0, `${named}`, { anchor: 'middle', dy: -8 }),
        rule({ x: at(points, named).work }),
      ],
    });
    return panels(
      width,
      [
        one('inverted file, by nprobe', invertedFile, probes, 12),
        one('graph (HNSW), by ef', graph, beam, 80),
      ],
      {
        columns: 2,
      },
    );
  },
  table: ({ invertedFile, graph }) => ({
    columns: [
      { name: 'index' },
      { name: 'probes or beam' },
      { name: 'work', unit: 'distances' },
      { name: 'mean recall' },
      { name: 'least of a world' },
      { name: 'greatest' },
      { name: 'worst 5%' },
      { name: 'worst 1%' },
      { name: 'near' },
      { name: 'between' },
      { name: 'far' },
    ],
    rows: [
      { name: 'inverted file', points: invertedFile },
      { name: 'graph', points: graph },
    ].flatMap(({ name, points }) =>
      points.map((p) => [
        name,
        p.width,
        rounded(p.work, whole),
        cell(p.mean),
        cell(Math.min(...p.means)),
        cell(Math.max(...p.means)),
        cell(p.p5),
        cell(p.p1),
        ...p.kinds.map(cell),
      ]),
    ),
  }),
});

export const filtered = figure({
  id: 'filtered',
  title: 'A filter eats the answer',
  size: 'page',
  of: filters,
  caption: (_result, { candidates, filters: count, selectivities, seeds }) =>
    `Three ways to search under a filter, from everything passing (right) to ${formatNumber(selectivities.at(-1)!, { unit: '%', decimals: 1 })} of the rows (left): means over ${count} random filters in each of ${seeds.length} worlds. Filtering the nearest ` +
    `${candidates} afterwards runs out of results. Probing on until ten are held brings the count back, and only part of the recall. At the far left it has to go so far for its ten that recall rises again; the third panel has the price.`,
  alt: ({ rows }, { toy }) => {
    const tenth = rows.find((row) => row.selectivity === 0.1)!;
    const least = rows.at(-1)!;
    return (
      `When ${formatNumber(tenth.selectivity, { unit: '%', decimals: 0 })} of the rows pass, filtering afterwards returns ${formatNumber(tenth.after.returned, tenths)} results with recall ` +
      `${formatNumber(tenth.after.recall, hundredths)}, probing on returns ${toy.neighbours} with recall ${formatNumber(tenth.onward.recall, hundredths)}, exact search over the ` +
      `passing rows returns ${toy.neighbours} with recall 1. At ${formatNumber(least.selectivity, { unit: '%', decimals: 1 })} these are ${formatNumber(least.after.returned, tenths)}, ` +
      `${formatNumber(least.onward.recall, hundredths)} and 1, and exact search computes ${formatNumber(least.exact.work, whole)} distances against ${formatNumber(least.onward.work, whole)}.`
    );
  },
  draw: ({ rows }, _params, width) => {
    const x = logAxis([rows.at(-1)!.selectivity, 1], {
      label: 'rows that pass',
      unit: '%',
    });
    const series = (way: 'after' | 'onward' | 'exact', what: 'returned' | 'recall' | 'work') =>
      [...rows].reverse().map((row) => [row.selectivity, row[way][what]] as const);
    const lines = (what: 'returned' | 'recall' | 'work') => [
      line(series('exact', what), { role: 'reference', dash: 'dotted', label: 'exact' }),
      line(series('onward', what), { role: 'work', label: 'probe on' }),
      line(series('after', what), { role: 'lost', dash: 'dashed', label: 'after' }),
    ];
    const top = Math.max(...rows.flatMap((row) => [row.exact.work, row.onward.work]));
    const least = Math.min(...rows.map((row) => row.exact.work));
    return panels(
      width,
      [
        { x, y: linearAxis([0, 10], { label: 'results, of ten' }), layers: lines('returned') },
        { x, y: linearAxis([0, 1], { label: 'recall' }), layers: lines('recall') },
        {
          x,
          y: logAxis([least, top], { label: 'distances per query' }),
          layers: lines('work'),
        },
      ],
      { columns: 3 },
    );
  },
  table: ({ rows, aligned, opposed }) => ({
    columns: [
      { name: 'filter' },
      { name: 'rows that pass', unit: '%' },
      { name: 'after: results' },
      { name: 'after: recall' },
      { name: 'probe on: results' },
      { name: 'probe on: recall' },
      { name: 'probe on: work', unit: 'distances' },
      { name: 'exact: work', unit: 'distances' },
    ],
    rows: [
      ...rows.map((row) => ({ name: 'random', row })),
      { name: 'on the query’s side', row: aligned },
      { name: 'on the other side', row: opposed },
    ].map(({ name, row }) => [
      name,
      rounded(row.selectivity * 100, tenths),
      rounded(row.after.returned, tenths),
      cell(row.after.recall),
      rounded(row.onward.returned, tenths),
      cell(row.onward.recall),
      rounded(row.onward.work, whole),
      rounded(row.exact.work, whole),
    ]),
  }),
});

/** The inverted file's curve with the band of all but its worst twentieth. */
export const mark: Mark<typeof curve.defaults, ReturnType<typeof curve.compute>> = {
  of: curve,
  draw: ({ invertedFile }) => {
    const points = invertedFile.filter((p) => p.width <= 32).map((p) => ({ ...p, x: log(p.work) }));
    const scale = {
      x: [points[0].x, points.at(-1)!.x] as const,
      y: [0, 1] as const,
    };
    return markOf(
      markBand(
        scale,
        points.map((p) => [p.x, p.p5, 1]),
        { role: 'work' },
      ),
      markLine(
        scale,
        points.map((p) => [p.x, p.mean]),
        { role: 'work' },
      ),
    );
  },
};
