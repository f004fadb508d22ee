/** The explorable: what a mean is made of, and how well a sample knows it. */
import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { bars, rule } from '../../../kit/draw/layers.ts';
import { linearAxis, roundValues } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { type Figure, figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import type { Interval } from '../../../kit/sim/stats.ts';
import { type Knee, knee, LAST } from './knee.ts';

type Params = typeof knee.defaults;

const KIND_NAMES = ['near', 'between', 'far'];

const thousandths = { decimals: 3 };

/** The confidence level of every interval here. */
const CLAIM = '95%';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const meanOf = (counts: readonly number[]): number =>
  sum(counts.map((count, n) => (count * n) / 10)) / sum(counts);
const belowHalf = (counts: readonly number[]): number => sum(counts.slice(0, 5));

/** One kind of query: the share of its answers at each recall, the bad ones in red. */
function histogram(counts: readonly number[], kind: number, width: number): Chart {
  const all = sum(counts);
  const bar = (n: number) => ({
    x: [n / 10 - 0.042, n / 10 + 0.042] as const,
    y: counts[n] / all,
  });
  return {
    title: `${KIND_NAMES[kind]} ${formatNumber(meanOf(counts), thousandths)}`,
    x: linearAxis([-0.05, 1.05], { ticks: [0, 0.5, 1], label: 'recall' }),
    y: linearAxis([0, 1], { unit: '%', label: kind === 0 ? 'queries' : ' ' }),
    height: width < 460 ? 56 : 130,
    layers: [
      bars([5, 6, 7, 8, 9, 10].map(bar), { role: 'work' }),
      bars([0, 1, 2, 3, 4].map(bar), { role: 'lost' }),
    ],
  };
}

/** One interval per sample, red where it misses the truth. */
function shadowChart(
  result: Knee,
  params: Params,
  of: 'pooled' | 'honest',
  domain: readonly [number, number],
  width: number,
): Chart {
  const rows = result.shadows.map((shadow, i) => ({ interval: shadow[of], row: i }));
  const holds = ([low, high]: Interval) => low <= result.truth && result.truth <= high;
  const bar = ({ interval, row }: (typeof rows)[number]) => ({
    x: interval,
    y: [row + 0.25, row + 0.75] as const,
  });
  const held = of === 'pooled' ? result.pooledKept : result.honestKept;
  const name = of === 'pooled' ? 'counted singly' : 'with design effect';
  return {
    title: `${name}: ${held} of ${params.samples}`,
    x: linearAxis(domain, { label: 'mean recall', ticks: ticksOf(domain) }),
    y: linearAxis([params.samples, 0], { ticks: [] }),
    height: width < 460 ? 110 : 150,
    grid: 'x',
    layers: [
      bars(rows.filter(({ interval }) => holds(interval)).map(bar), { role: 'work' }),
      bars(rows.filter(({ interval }) => !holds(interval)).map(bar), { role: 'lost' }),
      rule({ x: result.truth }, { role: 'ink' }),
    ],
  };
}

/** Three round values at most, so that their texts stay apart. */
const ticksOf = ([low, high]: readonly [number, number]): number[] => roundValues(low, high, 3);

function domainOf(result: Knee): [number, number] {
  const ends = result.shadows.flatMap(({ honest }) => honest);
  return [Math.floor(Math.min(...ends) * 50) / 50, Math.ceil(Math.max(...ends) * 50) / 50];
}

const outcome = (result: Knee, params: Params): string => {
  const bad = result.bars.map(belowHalf);
  return (
    `${plural(params.probes, 'probe')}: mean recall ${formatNumber(result.truth, thousandths)}, ` +
    `${formatNumber(meanOf(result.bars[2]), thousandths)} for far queries; ` +
    `${formatNumber(sum(bad) / sum(result.bars.flat()), { unit: '%', decimals: 1 })} of answers below one half. ` +
    `Of ${plural(params.samples, 'sample')} of ${params.queries} queries, the interval that counts neighbours singly ` +
    `holds the true mean in ${result.pooledKept}, the one with the design effect in ` +
    `${result.honestKept}.`
  );
};

export const madeOf: Figure<Params, Knee> = figure({
  id: 'made-of',
  title: 'What a mean is made of, and how well a sample knows it',
  size: 'page',
  of: knee,
  caption: (result, params) =>
    `Above, recall of ${formatNumber(sum(result.bars.flat()))} queries, as many of each world, by kind at ${plural(params.probes, 'probe')}; answers below one half in red. ` +
    `Below, ${plural(params.samples, 'shadow sample')}, ${params.queries} queries in each. Every bar is a ${CLAIM} ` +
    `interval for the mean, red where it misses the true ${formatNumber(result.truth, thousandths)} (the upright line).`,
  alt: (result, params) =>
    `Three histograms of recall and two stacks of intervals. ${outcome(result, params)} ` +
    'Near queries pile up at recall 1; far queries are spread over the whole scale.',
  controls: [
    { kind: 'number', name: 'probes', label: 'Probes', min: 1, max: LAST, step: 1 },
    {
      kind: 'number',
      name: 'queries',
      label: 'Queries per sample',
      min: 20,
      max: 500,
      step: 20,
    },
    { kind: 'number', name: 'samples', label: 'Samples drawn', min: 1, max: 100, step: 1 },
  ],
  again: {
    what: 'intervals that count neighbours singly and hold the mean',
    unit: '%',
    decimals: 0,
    read: ({ pooledKept }, { samples }) => pooledKept / samples,
    from: 0,
    to: 1,
    role: 'wait',
    outcome: ({ pooledKept, honestKept }) =>
      honestKept > pooledKept
        ? 'the design effect held more'
        : honestKept === pooledKept
          ? 'both held as many'
          : 'the design effect held fewer',
  },
  outcome,
  draw: (result, params, width) => {
    const domain = domainOf(result);
    return column(
      [
        panels(
          width,
          result.bars.map((counts, kind) => histogram(counts, kind, width)),
          { columns: 3, narrowColumns: 3, gap: width < 460 ? 10 : 24 },
        ),
        panels(
          width,
          (['pooled', 'honest'] as const).map((of) =>
            shadowChart(result, params, of, domain, width),
          ),
          { columns: 2, narrowColumns: 2, gap: width < 460 ? 14 : 24 },
        ),
      ],
      24,
    );
  },
  table: (result) => ({
    columns: [
      { name: 'recall' },
      { name: 'near', unit: 'queries' },
      { name: 'between', unit: 'queries' },
      { name: 'far', unit: 'queries' },
    ],
    rows: Array.from({ length: 11 }, (_, n) => [n / 10, ...result.bars.map((counts) => counts[n])]),
  }),
});
