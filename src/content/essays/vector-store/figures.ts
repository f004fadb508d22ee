/** The figures of the essay, and its mark. */

import { panels } from '../../../kit/draw/chart.ts';
import { band, dots, line, whiskers } from '../../../kit/draw/layers.ts';
import { type Mark, markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { dotRows, type RowDot } from '../../../kit/draw/rows.ts';
import { linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { log } from '../../../kit/sim/portable.ts';
import { filters } from './filters.ts';
import { type Answer, answers, type CurvePoint, curve } from './recall.ts';

export { madeOf } from './explorable.ts';
export { promise, saidAgainstTrue } from './figures-doubt.ts';

const tenths = { decimals: 1 };
const hundredths = { decimals: 2 };
const thousandths = { decimals: 3 };
const whole = { decimals: 0 };

/** A cell of recall or distance. */
const cell = (value: number): number => rounded(value, thousandths);

const seen = (answer: Answer): RowDot[] =>
  answer.returned.map((value) => ({ value, style: { role: 'ink' } }));
const known = (answer: Answer): RowDot[] => [
  ...answer.returned.map((value, i): RowDot => {
    return answer.right[i]
      ? { value, style: { role: 'work' } }
      : { value, style: { role: 'reference', hollow: true } };
  }),
  ...answer.missed.map(
    (value): RowDot => ({ value, style: { role: 'lost', shape: 'diamond', r: 4 } }),
  ),
];

export const twoAnswers = figure({
  id: 'two-answers',
  title: 'Two answers, as returned and as they are',
  size: 'text',
  of: answers,
  caption: ({ half }) =>
    `Ten results each, at their distances from the query. Below, the same answers beside exact search: ` +
    `true neighbours in blue, ${half.missed.length} missing ones as red diamonds, results that should not be there hollow.`,
  alt: ({ complete, half }) =>
    `Two rows of ten dots lie at nearly the same distances, ${formatNumber(complete.returned[0], hundredths)} to ` +
    `${formatNumber(complete.returned.at(-1)!, hundredths)} and ${formatNumber(half.returned[0], hundredths)} to ${formatNumber(half.returned.at(-1)!, hundredths)}. ` +
    `Compared with exact search, all ten of A are right; of B ${half.right.filter(Boolean).length} are, ` +
    `and ${half.missed.length} nearer points are missing, the nearest at ${formatNumber(half.missed[0], hundredths)}.`,
  draw: ({ complete, half }, _params, width) => {
    const all = [complete, half].flatMap((answer) => [...answer.returned, ...answer.missed]);
    const x = linearAxis(
      [Math.floor(Math.min(...all) * 50) / 50, Math.ceil(Math.max(...all) * 50) / 50],
      { label: 'distance from the query' },
    );
    const row = (name: string, marks: RowDot[], figure?: string) => ({
      name,
      dots: marks,
      ...(figure && { figure }),
    });
    const found = ({ right }: Answer) => `${right.filter(Boolean).length} of ${right.length}`;
    return dotRows(width, {
      x,
      groups: [
        { name: 'What the caller sees', rows: [row('A', seen(complete)), row('B', seen(half))] },
        {
          name: 'What exact search knows',
          rows: [row('A', known(complete), found(complete)), row('B', known(half), found(half))],
        },
      ],
      column: 'true neighbours found',
    });
  },
  table: ({ complete, half }) => ({
    columns: [{ name: 'answer' }, { name: 'distance' }, { name: 'status' }],
    rows: [
      { name: 'A', answer: complete },
      { name: 'B', answer: half },
    ].flatMap(({ name, answer }) => [
      ...answer.returned.map((distance, i) => [
        name,
        cell(distance),
        answer.right[i] ? 'returned, true' : 'returned, not among the ten',
      ]),
      ...answer.missed.map((distance) => [name, cell(distance), 'missing']),
    ]),
  }),
});

const at = (points: readonly CurvePoint[], width: number): CurvePoint =>
  points.find((point) => point.width === width)!;

export const recallCurve = figure({
  id: 'recall-curve',
  title: 'Recall against work',
  size: 'page',
  of: curve,
  caption: (_result, { seeds, graphs }) =>
    `Each dot is one setting: a number of probes for the inverted file, over the queries of ${seeds.length} worlds, a beam width for ` +
    `the graph, over ${graphs} of them. The upright lines reach from the world with the least mean to that with the greatest. The shade holds all but the ` +
    'worst twentieth of the queries; the dashed line is the worst hundredth. The mean looks finished long before the shade is narrow.',
  alt: ({ invertedFile, graph }) => {
    const eight = at(invertedFile, 8);
    const beam = at(graph, 24);
    return (
      `Two curves of mean recall rise steeply and flatten towards 1 as work grows, the graph's with less work. ` +
      `At ${formatNumber(eight.work, whole)} distances the inverted file has mean ${formatNumber(eight.mean, thousandths)}, its worst twentieth ` +
      `${formatNumber(eight.p5, tenths)} or less and its worst hundredth ${formatNumber(eight.p1, tenths)} or less. At ${formatNumber(beam.work, whole)} ` +
      `the graph has mean ${formatNumber(beam.mean, thousandths)} and its worst hundredth ${formatNumber(beam.p1, tenths)}.`
    );
  },
  draw: ({ invertedFile, graph }, { toy }, width) => {
    const one = (title: string, points: readonly CurvePoint[]) => ({
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
          { role: 'lost', dash: 'dashed' as const, label: 'worst 1%' },
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
          { role: 'work' as const, label: 'mean' },
        ),
      ],
    });
    return panels(width, [one('inverted file', invertedFile), one('graph (HNSW)', graph)], {
      columns: 2,
    });
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
  caption: (_result, { candidates, selectivities, seeds }) =>
    `Three ways to search under a filter, from everything passing (right) to ${formatNumber(selectivities.at(-1)!, { unit: '%', decimals: 1 })} of the rows (left), means over ${seeds.length} worlds. Filtering the nearest ` +
    `${candidates} afterwards runs out of results. Probing on until ten are held brings the count back and not the recall, which recovers a little where next to nothing passes and the search has to go very far.`,
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
