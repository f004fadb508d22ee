/** Which sentence stops which broken scheduler, on random cases. */
import { type Chart, chart, type Layer, panels } from '../../../kit/draw/chart.ts';
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { bars, texts } from '../../../kit/draw/layers.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { column, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, formatValue } from '../../../kit/number.ts';
import { LIST } from './list.ts';
import { matrix } from './model.ts';

type MatrixRow = ReturnType<(typeof matrix)['compute']>['rows'][number];

/** Depth of a cell by its share of the cases, %: below a half, five, thirty, and above. */
const depth = (share: number): number => [0.5, 5, 30].filter((least) => share >= least).length;

/** A share of the cases, as a cell holds it; what happens never has none. */
const inCell = (share: number): string =>
  share < 0.5 ? '<1' : formatValue(share, { decimals: 0 });
const DEPTHS = [{ tint: 3 }, { tint: 2 }, { tint: 1 }, {}] as const;

/** Cells of the matrix: a column for each sentence, cut into as many parts as there are counts. */
function cells(
  rows: readonly MatrixRow[],
  cases: number,
  of: readonly ('uniform' | 'phased')[],
): Layer[] {
  const all = rows.flatMap((row) =>
    of.flatMap((generator, part) =>
      row[generator].map((count, sentence) => ({
        x: [sentence + part / of.length + 0.02, sentence + (part + 1) / of.length - 0.02] as const,
        y: row.label,
        share: (100 * count) / cases,
      })),
    ),
  );
  const caught = all.filter(({ share }) => share > 0);
  const middle = ({ x, y, share }: (typeof all)[number]) => ({
    x: (x[0] + x[1]) / 2,
    y,
    text: inCell(share),
  });
  return [
    {
      draw: (frame) => ({
        marks: path(
          'shade',
          all
            .map(({ x, y }) => {
              const [top, bottom] = frame.spanY(y);
              return rectangle(frame.x(x[0]), top, frame.x(x[1]), bottom);
            })
            .join(''),
        ),
      }),
    },
    ...DEPTHS.map((style, d) =>
      bars(
        caught.filter(({ share }) => depth(share) === d),
        { role: 'lost', ...style },
      ),
    ),
    texts(caught.filter(({ share }) => depth(share) < 3).map(middle)),
    texts(caught.filter(({ share }) => depth(share) === 3).map(middle), {
      role: 'lost',
      on: true,
    }),
  ];
}

export const sentences = figure({
  id: 'what-each-sentence-stops',
  title: 'What each sentence stops',
  size: 'page',
  of: matrix,
  caption: (_, { cases }) =>
    `In what share of random cases a scheduler breaks a sentence, in per cent of ${formatNumber(cases)} of each kind. Plain cases stand first, at the left of a cell or in the upper table, and then those in which tenants come and go. An empty cell means never. The first two schedulers are sound.`,
  alt: ({ rows }, { cases }) => {
    const row = ({ label, uniform, phased }: MatrixRow) => {
      const shares = uniform.flatMap((count, i) =>
        count + phased[i] > 0
          ? [
              `sentence ${i + 1} ${[count, phased[i]].map((one) => inCell((100 * one) / cases)).join(' and ')}`,
            ]
          : [],
      );
      return `${label}: ${shares.join(', ') || 'nothing'}.`;
    };
    return `A matrix of schedulers and sentences; broken cases in per cent, plain and coming and going. ${rows.map(row).join(' ')}`;
  },
  draw: ({ rows }, { cases }, width) => {
    const narrow = isNarrow(width);
    const grid = (of: readonly ('uniform' | 'phased')[], title?: string): Chart => ({
      title,
      x: linearAxis([0, LIST.length], {
        label: narrow ? 'sentence of the list' : 'sentence',
        ticks: LIST.map((_, i) => i + 0.5),
        format: (value) => {
          const { number, name } = LIST[Math.floor(value)];
          return narrow ? `${number}` : `${number} ${name.replace('bounded ', '')}`;
        },
      }),
      y: bandAxis(
        rows.map(({ label }) => label),
        { gap: 0.12 },
      ),
      grid: 'none',
      height: rows.length * (narrow ? 30 : 26),
      layers: cells(rows, cases, of),
    });
    if (!narrow) return chart(width, grid(['uniform', 'phased']));
    const names = wrap(
      LIST.map(({ number, name }) => `${number} ${name}`.replaceAll(' ', '\u00a0')).join(', '),
      width,
    );
    return column([
      panels(width, [grid(['uniform'], 'plain'), grid(['phased'], 'coming and going')]),
      { width, height: names.length * LINE, body: words(0, LINE / 2, names, 'name') },
    ]);
  },
  table: ({ rows }, { cases }) => ({
    columns: [
      { name: 'scheduler' },
      { name: 'cases' },
      ...LIST.map(({ number, name }) => ({ name: `${number} ${name}`, unit: `of ${cases}` })),
    ],
    rows: rows.flatMap(({ label, uniform, phased }) => [
      [label, 'plain', ...uniform],
      [label, 'coming and going', ...phased],
    ]),
  }),
});
