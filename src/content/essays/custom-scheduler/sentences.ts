import { type Chart, chart, type Layer, panels } from '../../../kit/draw/chart.ts';
import { bars, texts } from '../../../kit/draw/layers.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { ASSUMPTIONS } from './assumptions.ts';
import { matrix } from './model.ts';

type MatrixRow = ReturnType<(typeof matrix)['compute']>['rows'][number];

/** Depth of a cell by the number of cases: below ten, a hundred, a thousand, and above. */
const depth = (count: number): number => Math.min(3, Math.floor(Math.log10(count)));
const DEPTHS = [{ tint: 3 }, { tint: 2 }, { tint: 1 }, {}] as const;

/** Cells of the matrix: a column for each sentence, cut into as many parts as there are counts. */
function cells(rows: readonly MatrixRow[], of: readonly ('uniform' | 'phased')[]): Layer[] {
  const all = rows.flatMap((row) =>
    of.flatMap((generator, part) =>
      row[generator].map((count, sentence) => ({
        x: [sentence + part / of.length + 0.02, sentence + (part + 1) / of.length - 0.02] as const,
        y: row.label,
        count,
      })),
    ),
  );
  const caught = all.filter(({ count }) => count > 0);
  const middle = ({ x, y, count }: (typeof all)[number]) => ({
    x: (x[0] + x[1]) / 2,
    y,
    text: `${count}`,
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
        caught.filter(({ count }) => depth(count) === d),
        { role: 'lost', ...style },
      ),
    ),
    texts(caught.filter(({ count }) => depth(count) < 3).map(middle)),
    texts(caught.filter(({ count }) => depth(count) === 3).map(middle), {
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
    `Schedulers against the sentences of the list: in how many of ${formatNumber(cases)} random cases a sentence is broken. Uniform cases draw a tenant and a time for each request; in phased ones tenants come and go. Where a cell is divided, uniform is at the left. An empty cell means never. Sentences 1 and 3 stop nothing.`,
  alt: ({ rows }, { cases }) => {
    const row = ({ label, uniform, phased }: MatrixRow) => {
      const counts = uniform
        .map((count, i) => ({ sentence: i + 1, count, other: phased[i] }))
        .filter(({ count, other }) => count + other > 0)
        .map(({ sentence, count, other }) => `sentence ${sentence} ${count} and ${other}`);
      return `${label}: ${counts.join(', ') || 'nothing'}.`;
    };
    return `A matrix of schedulers and sentences; broken cases out of ${formatNumber(cases)}, uniform and phased. ${rows.map(row).join(' ')}`;
  },
  draw: ({ rows }, _, width) => {
    const x = linearAxis([0, ASSUMPTIONS.length], {
      label: 'sentence of the list',
      ticks: ASSUMPTIONS.map((_, i) => i + 0.5),
      format: (value) => `${value + 0.5}`,
    });
    const grid = (of: readonly ('uniform' | 'phased')[], title?: string): Chart => ({
      title,
      x,
      y: bandAxis(
        rows.map(({ label }) => label),
        { gap: 0.12 },
      ),
      grid: 'none',
      height: rows.length * (isNarrow(width) ? 30 : 26),
      layers: cells(rows, of),
    });
    return isNarrow(width)
      ? panels(width, [grid(['uniform'], 'uniform'), grid(['phased'], 'phased')])
      : chart(width, grid(['uniform', 'phased']));
  },
  table: ({ rows }) => ({
    columns: [
      { name: 'scheduler' },
      { name: 'cases' },
      ...ASSUMPTIONS.map(({ number }) => ({ name: `sentence ${number}` })),
    ],
    rows: rows.flatMap(({ label, uniform, phased }) => [
      [label, 'uniform', ...uniform],
      [label, 'phased', ...phased],
    ]),
  }),
});
