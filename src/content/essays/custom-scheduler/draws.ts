/** The full machine: a dot for each draw. */
import { dotRows } from '../../../kit/draw/rows.ts';
import { logAxis } from '../../../kit/draw/scale.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { quantile, sorted } from '../../../kit/sim/stats.ts';
import { type FullRow, weighted } from './full.ts';
import { nearSaturation } from './model.ts';

/** The middle one of some draws. */
export const median = (values: readonly number[]): number => quantile(sorted(values), 0.5);

const brief = (seconds: number): string => formatNumber(seconds, { significant: 2 });

type Loads = Parameters<typeof weighted>[1];

const PANELS = [
  { name: 'the low tenant, mean wait', read: ({ low }: FullRow) => low, role: 'wait' },
  {
    name: 'the high tenant, exceeded by 1 in 100',
    read: ({ highTail }: FullRow) => highTail,
    role: 'work',
  },
  {
    name: 'both, mean wait weighted by load',
    read: (row: FullRow, loads: Loads) => weighted(row, loads),
    role: 'ink',
  },
] as const;

export const draws = figure({
  id: 'full-machine',
  title: 'One run says nothing',
  size: 'text',
  of: nearSaturation,
  caption: (_, { seeds, headStart, share }) =>
    `A machine that is asked for all it can do, ${formatNumber(share / (share + 1), { unit: '%', decimals: 0 })} of it by a high tenant: ${seeds.length} runs, each with other random arrivals, a dot for each run, under four rules. Aging is a head start of ${headStart} s for the high tenant, shares are ${share}:1. At the right, the median of the runs.`,
  alt: (rows, loads) =>
    `Dots for each run, under four rules. ${rows
      .map(
        (row) =>
          `${row.rule}: ${PANELS.map(({ name, read }) => {
            const values = read(row, loads);
            return `${name}, median ${brief(median(values))} s, from ${brief(Math.min(...values))} to ${brief(Math.max(...values))} s`;
          }).join('; ')}.`,
      )
      .join(' ')}`,
  draw: (rows, loads, width) =>
    dotRows(width, {
      x: logAxis([1, 300], { label: 'wait', unit: 's', ticks: [1, 3, 10, 30, 100, 300] }),
      groups: PANELS.map(({ name, read, role }) => ({
        name,
        rows: rows.map((row) => ({
          name: row.rule,
          joined: true,
          figure: `${brief(median(read(row, loads)))} s`,
          // In order, in which they take fewer bytes.
          dots: read(row, loads)
            .toSorted((a, b) => a - b)
            .map((value) => ({ value, style: { role, hollow: true, r: 2.6 } })),
        })),
      })),
      column: 'median',
    }),
  table: (rows) => ({
    columns: [
      { name: 'rule' },
      { name: 'draw' },
      { name: 'low tenant, mean wait', unit: 's' },
      { name: 'high tenant, mean wait', unit: 's' },
      { name: 'high tenant, 99th percentile', unit: 's' },
    ],
    rows: rows.flatMap(({ rule, low, high, highTail }) =>
      low.map((wait, i) => [rule, i + 1, wait, high[i], highTail[i]]),
    ),
  }),
});
