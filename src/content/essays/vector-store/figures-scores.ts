/** The figure of twelve scores, and that of other worlds. */
import { chart, panels } from '../../../kit/draw/chart.ts';
import { bars, dots, rule } from '../../../kit/draw/layers.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { elsewhere } from './elsewhere.ts';
import { SCORES, type Score, twelve } from './twelve.ts';

const hundredths = { decimals: 2 };
const cell = (value: number): number => rounded(value, { decimals: 3 });

const named = ({ name, worlds }: Score) => {
  const [what, who] = SCORES[name];
  return { what, who, name: `${what}: ${who}`, mean: mean(worlds), worlds };
};

const spanOf = (worlds: readonly number[]) => [Math.min(...worlds), Math.max(...worlds)] as const;

/** A score is told with as many decimals as keep it from 1. */
const told = (value: number): string =>
  formatNumber(value, value > 0.995 && value < 0.9995 ? { decimals: 3 } : hundredths);

export const twelveRecalls = figure({
  id: 'twelve-recalls',
  title: 'One index, one setting, twelve recalls',
  size: 'text',
  of: twelve,
  caption: (_result, { probes, seeds }) =>
    `The same index at ${probes} probes, scored in twelve ways, each with somebody who would choose it; for the newsroom the store has grown by its new topics. Means over ${seeds.length} worlds, with the least of them and the greatest.`,
  alt: ({ scores }) =>
    `Twelve bars. ${scores
      .map(named)
      .map(({ what, who, mean: value }) => `${what} (${who}) ${told(value)}`)
      .join('; ')}.`,
  draw: ({ scores }, _params, width) => {
    const rows = scores.map(named).sort((a, b) => b.mean - a.mean);
    // Names as long as these have room beside the bars on a wide page only.
    if (width < 460) {
      return dotRows(width, {
        x: linearAxis([0.3, 1], { label: 'recall' }),
        groups: [
          {
            rows: rows.map((row) => ({
              name: row.name,
              joined: true,
              dots: [
                ...spanOf(row.worlds).map((value) => ({
                  value,
                  style: { role: 'reference' as const, r: 1.5 },
                })),
                { value: row.mean, style: { role: 'work' as const } },
              ],
              figure: told(row.mean),
            })),
          },
        ],
      });
    }
    return chart(width, {
      x: linearAxis([0, 1], { label: 'recall' }),
      y: bandAxis(
        rows.map(({ name }) => name),
        { gap: 0.4 },
      ),
      height: 30 * rows.length,
      layers: [
        bars(
          rows.map(({ name, worlds }) => ({ x: [0, spanOf(worlds)[0]] as const, y: name })),
          { role: 'work' },
        ),
        bars(
          rows.map(({ name, worlds }) => ({ x: spanOf(worlds), y: name })),
          { role: 'work', tint: 2 },
        ),
        dots(
          rows.map((row) => [row.mean, row.name] as const),
          { role: 'ink', r: 2.5 },
        ),
      ],
    });
  },
  table: ({ scores }) => ({
    columns: [
      { name: 'definition' },
      { name: 'chosen by' },
      { name: 'recall' },
      { name: 'least of a world' },
      { name: 'greatest' },
    ],
    rows: scores.map(named).map(({ what, who, mean: value, worlds }) => {
      const [least, greatest] = spanOf(worlds);
      return [what, who, cell(value), cell(least), cell(greatest)];
    }),
  }),
});

type Row = ReturnType<typeof elsewhere.compute>['rows'][number];
type Measure = {
  [K in keyof Row]: Row[K] extends number[] ? K : never;
}[keyof Row];

const PANELS: readonly {
  readonly title: string;
  readonly series: readonly (readonly [of: Measure, style: 'before' | 'after' | 'bad'])[];
}[] = [
  {
    title: 'far queries: under the rule (blue), with equal work (hollow)',
    series: [
      ['farFixed', 'before'],
      ['farRule', 'after'],
    ],
  },
  { title: 'a mix with half of them far: under the rule (blue)', series: [['halfFar', 'after']] },
  {
    title: 'new topics: as is (red), recalibrated (hollow), both repairs (blue)',
    series: [
      ['newTopics', 'bad'],
      ['recalibrated', 'before'],
      ['retrained', 'after'],
    ],
  },
];

const STYLES = {
  before: { role: 'reference', hollow: true },
  after: { role: 'work' },
  bad: { role: 'lost', shape: 'diamond', r: 4 },
} as const;

export const otherWorlds = figure({
  id: 'other-worlds',
  title: 'What changes when the world does',
  size: 'page',
  of: elsewhere,
  caption: ({ rows }) =>
    `The same experiments on ${rows.length} recipes (tight and loose topics; fewer and more dimensions, of which a topic varies in half or fewer; a larger store), means over ${rows[0].eight.length} worlds of each; the pale bars reach from the least world to the greatest. At the right new topics without repair, recalibrated, and with new centroids as well. Measured once, with more queries, and kept as a table.`,
  alt: ({ rows }) =>
    `Three panels of dots, one row for each recipe. ${rows
      .map(
        ({ name, farFixed, farRule, newTopics, retrained }) =>
          `${name}: far queries ${formatNumber(mean(farFixed), hundredths)} and ${formatNumber(mean(farRule), hundredths)} under the rule, new topics ${formatNumber(mean(newTopics), hundredths)} and ${formatNumber(mean(retrained), hundredths)} repaired`,
      )
      .join('; ')}.`,
  draw: ({ rows }, { mean: promise }, width) =>
    panels(
      width,
      PANELS.map(({ title, series }, panel) => ({
        title,
        x: linearAxis([0.3, 1], { label: 'mean recall' }),
        y: bandAxis(rows.map(({ name }) => name)),
        height: 24 * rows.length,
        layers: [
          rule({ x: promise }, panel === 0 ? { label: 'promised' } : {}),
          ...series.flatMap(([of, style]) => [
            bars(
              rows.map((row) => ({ x: spanOf(row[of]), y: row.name })),
              { role: STYLES[style].role, tint: 3 as const },
            ),
            dots(
              rows.map((row) => [mean(row[of]), row.name] as const),
              STYLES[style],
            ),
          ]),
        ],
      })),
      { columns: 3 },
    ),
  table: ({ rows }) => {
    const measures = [
      ['eight', 'recall at 8'],
      ['pooled', 'singly, kept'],
      ['honest', 'with design effect, kept'],
      ['farFixed', 'far, as much work'],
      ['farRule', 'far, rule'],
      ['halfFar', 'half far, rule'],
      ['lost', 'lost to growth'],
      ['newTopics', 'new topics, rule'],
      ['recalibrated', 'recalibrated'],
      ['retrained', 'retrained too'],
      ['radius', 'proved by radii'],
      ['planes', 'by planes'],
    ] as const;
    return {
      columns: [{ name: 'world' }, ...measures.map(([, name]) => ({ name }))],
      rows: rows.map((row) => [row.name, ...measures.map(([of]) => cell(mean(row[of])))]),
    };
  },
});
