/** The figures of the essay, its mark and its numbers. */
import { chart, type Layer } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { bars, dotPath } from '../../../kit/draw/layers.ts';
import { dotRows, type RowDot } from '../../../kit/draw/rows.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { other } from './assumed.ts';
import { cell, percent, short } from './drawing.ts';
import { indexOf, NAMES, QUEUED, TENSOR_HOP } from './hops.ts';
import { BANDS, budget, type Changed, DULL, sensitivity } from './model.ts';
import { onOthers, onOwn, slow, typical } from './numbers.ts';
import type { Band } from './run.ts';

export { array } from './array.ts';
export { cacheTokens, full, given, other, watched } from './assumed.ts';
export { mark } from './mark.ts';
export { middle } from './middle.ts';
export { changed, here, queues, spend, stuck, sums, taken, taking } from './numbers.ts';

const numbered = NAMES.map((name, i) => `${i + 1} ${name}`);

/** Texts in the right margin, one at each place on y. */
const margin = (items: readonly { readonly at: string; readonly text: string }[]): Layer => ({
  labels: items.map(({ text }) => text),
  draw: (frame) => ({
    marks: '',
    ends: items.map(({ at, text }) => ({
      text,
      role: 'ink' as const,
      x: frame.right,
      y: frame.y(at),
    })),
  }),
});

const sumOf = (of: readonly number[], hops: readonly number[]): number =>
  hops.reduce((sum, hop) => sum + of[indexOf(hop)], 0);

/** Parts of a budget, in the order of the path; the ten other hops are what remains. */
const PARTS: readonly {
  name: string;
  style: Style;
  of: (band: Band, back: number) => number;
}[] = [
  {
    name: 'distance, hops 1 to 4',
    style: { role: 'reference' },
    of: ({ time }) => sumOf(time, [1, 2, 3, 4]),
  },
  { name: 'ten other hops', style: { role: 'ink' }, of: () => 0 },
  { name: 'router’s line', style: { role: 'wait', tint: 3 }, of: ({ time }) => sumOf(time, [12]) },
  { name: 'behind others’ prompts', style: { role: 'wait' }, of: ({ time }) => sumOf(time, [15]) },
  {
    name: 'beside others’ prompts',
    style: { role: 'wait', tint: 2 },
    of: ({ wait }) => sumOf(wait, [17]),
  },
  { name: 'own prompt', style: { role: 'work' }, of: onOwn },
  { name: 'way back', style: { role: 'reference', tint: 2 }, of: (_, back) => back },
];

/** The parts of one band in ms; the ten other hops as the clock sees them. */
function partsOf(of: Band, back: number): number[] {
  const parts = PARTS.map((part) => part.of(of, back));
  const others = PARTS.findIndex(({ name }) => name === 'ten other hops');
  parts[others] = of.gpu + back - parts.reduce((sum, part) => sum + part, 0);
  return parts;
}

type Budget = ReturnType<typeof budget.compute>;

/** Which requests each bar is of, and their mean. */
const barsOf = (r: Budget): (readonly [name: string, of: Band])[] => [
  ...[typical, slow].flatMap((place) =>
    r.split[place].map((of, i) => [`${BANDS[place].name}, ${i ? 'new' : 'open'}`, of] as const),
  ),
  ['99th, some long', r.amongLong],
];

export const budgets = figure({
  id: 'budgets',
  title: 'Five budgets',
  size: 'page',
  of: budget,
  caption: (r, { requests, seeds, longs }) =>
    `Where the time to the first token goes, as a share of it, for chat requests near the 50th and the 99th percentile that came on an open connection or on a new one, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs; and near the 99th once more where ${formatNumber(longs.longShare, other.longShare)} of all requests are long conversations. Each bar is the mean of its requests; all of their time, in milliseconds, stands beside it. The wait for a boundary counts as one behind others’ prompts. The ten other hops are ${DULL.join(', ')}. The router’s line has no width in the first four: it takes ${short(r.bands[slow].time[indexOf(12)])} ms.`,
  alt: (r) =>
    `Five stacked bars. At the median distance, the own prompt and the way back fill most of both bars; at the 99th percentile waiting behind and beside others’ prompts is ${portion(r.bands[slow], r.back)}, and among long conversations ${portion(r.amongLong, r.back)}.`,
  draw: (r, _params, width) => {
    const shown = barsOf(r);
    const rows = shown.map(([, of]) => partsOf(of, r.back));
    const names = shown.map(([name]) => name);
    const layers = PARTS.map(({ style }, part) =>
      bars(
        rows.map((parts, i) => {
          const total = parts.reduce((sum, ms) => sum + ms, 0);
          const from = parts.slice(0, part).reduce((sum, ms) => sum + ms, 0) / total;
          const ms = parts[part];
          return { x: [from, from + ms / total] as const, y: names[i], text: short(ms) };
        }),
        style,
      ),
    );
    const totals = shown.map(([name, of]) => ({ at: name, text: `${short(of.gpu + r.back)} ms` }));
    return column(
      [
        key(
          width,
          PARTS.map(({ name, style }) => ({ label: name, sample: fillSample(style) })),
        ),
        chart(width, {
          x: linearAxis([0, 1], { label: 'share of the time to the first token', unit: '%' }),
          y: bandAxis(names, { label: 'percentile, connection', gap: 0.25 }),
          layers: [...layers, margin(totals)],
          height: 180,
        }),
      ],
      10,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'percentile, connection' },
      ...PARTS.map(({ name }) => ({ name, unit: 'ms' })),
      { name: 'first token at the client', unit: 'ms' },
    ],
    rows: barsOf(r).map(([name, of]) => [
      name,
      ...partsOf(of, r.back).map(cell),
      cell(of.gpu + r.back),
    ]),
  }),
});

const portion = (of: Band, back: number): string =>
  formatNumber(onOthers(of) / (of.gpu + back), percent);

const POINTS = [
  { quantile: 'p50', label: 'median', shape: 'circle' },
  { quantile: 'p99', label: '99th percentile', shape: 'square' },
  { quantile: 'p999', label: '99.9th percentile', shape: 'diamond' },
] as const;

export const seventeen = figure({
  id: 'seventeen',
  title: 'Seventeen hops',
  size: 'page',
  of: budget,
  caption: (_, { requests, seeds }) =>
    `Time that chat requests spend in each hop, on a logarithmic axis: half of them less than the circle, one in a hundred more than the square, one in a thousand more than the diamond, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs. The hops with a queue are amber; the grey band marks the one at which the request becomes a tensor. Hops 1 and 2 cost most requests nothing and have no circle. Look at the engine scheduler and the forward pass, where the marks lie far apart.`,
  alt: (r) =>
    `A dot plot with a row for each hop. In most rows the marks stand close together. Two rows reach furthest: the engine scheduler from ${short(r.hops[14].p50)} to ${short(r.hops[14].p999)} ms and the forward pass from ${short(r.hops[16].p50)} to ${short(r.hops[16].p999)} ms.`,
  draw: (r, _params, width) => {
    const row = (i: number) => ({
      name: numbered[i],
      joined: true,
      marked: i === indexOf(TENSOR_HOP),
      dots: POINTS.flatMap(({ quantile, shape }): RowDot[] => {
        const value = r.hops[i][quantile];
        const role = QUEUED.includes(i + 1) ? 'wait' : 'work';
        return value > 0 ? [{ value, style: { role, shape } }] : [];
      }),
    });
    return column(
      [
        key(
          width,
          POINTS.map(({ label, shape }) => ({
            label,
            sample: dotPath([[0, 0]], { role: 'work', shape }),
          })),
        ),
        dotRows(width, {
          x: logAxis([0.01, 1000], { label: 'time in the hop', unit: 'ms' }),
          groups: [{ rows: NAMES.map((_, i) => row(i)) }],
        }),
      ],
      6,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'hop' },
      ...POINTS.map(({ label }) => ({ name: label, unit: 'ms' })),
      ...BANDS.map(({ name }) => ({ name: `mean near the ${name} percentile`, unit: 'ms' })),
    ],
    rows: r.hops.map((hop, i) => [
      numbered[i],
      ...POINTS.map(({ quantile }) => cell(hop[quantile])),
      ...r.bands.map((of) => cell(of.time[i])),
    ]),
  }),
});

/** A change in words. */
function nameOf(change: Changed['change'], { other: to }: typeof sensitivity.defaults): string {
  const rate = (value: number) => formatNumber(value, other.quietRate);
  const allowance = (value: number) => `allowance of ${formatNumber(value, other.smallBudget)}`;
  const long = `${formatNumber(to.longShare, other.longShare)} long prompts, ${rate(to.longRate)}`;
  const names: Record<Changed['change'], string> = {
    printed: 'as printed',
    cold: 'every connection new',
    farEdge: `client ${formatNumber(to.edgeKm, other.edgeKm)} from the edge`,
    farRegion: `region ${formatNumber(to.regionKm, other.regionKm)} away`,
    quiet: `less traffic: ${rate(to.quietRate)}`,
    busy: `more traffic: ${rate(to.busyRate)}`,
    full: `nearly full: ${rate(to.fullRate)}`,
    few: `${to.fewSlots} slots, ${rate(to.fewRate)}`,
    smallBudget: allowance(to.smallBudget),
    largeBudget: allowance(to.largeBudget),
    long,
    capped: `${long}, capped at half`,
  };
  return names[change];
}

/** A median or a 99th percentile: the mean of the runs, and each run. */
const SHOWN = [
  { quantile: 'p50', name: 'median', style: { role: 'work' } },
  { quantile: 'p99', name: '99th percentile', style: { role: 'wait', shape: 'square' } },
] as const;

export const moves = figure({
  id: 'moves',
  title: 'What moves the median and what moves the tail',
  size: 'text',
  of: sensitivity,
  caption: (_, { requests, seeds }) =>
    `Time to the first token of a chat request, at the client, with one thing changed at a time: the median (circle) and the 99th percentile (square), on a logarithmic axis. Each is the mean of ${seeds.length} runs of ${formatNumber(requests)} requests; the small marks are the runs. Where long prompts or few slots leave the fleet less room, fewer requests come. Look at the last row but one, and at what a cap makes of it in the last. So few prompts of a run are among the longest that its runs differ, and their mean from the last bar of the figure before.`,
  alt: () =>
    'A dot plot of pairs. A farther region moves circle and square by the same stretch, a farther edge the square more. More requests move both a little. Long conversations leave the circle where it is and move the square far to the right; a cap on what one prompt may have brings it most of the way back.',
  draw: (r, params, width) =>
    dotRows(width, {
      x: logAxis([80, 5000], { label: 'time to the first token', unit: 'ms' }),
      groups: [
        {
          rows: r.map((each, i) => ({
            name: nameOf(each.change, params),
            joined: true,
            marked: i === 0,
            dots: SHOWN.flatMap(({ quantile, style }): RowDot[] => [
              ...each.runs.map((run) => ({ value: run[quantile], style: { ...style, r: 1.5 } })),
              { value: each[quantile], style },
            ]),
          })),
        },
      ],
    }),
  table: (r, params) => ({
    columns: [
      { name: 'changed' },
      ...SHOWN.flatMap(({ name }) => [
        { name, unit: 'ms' },
        { name: `${name}, least run`, unit: 'ms' },
        { name: `${name}, greatest run`, unit: 'ms' },
      ]),
      { name: 'wait in the router, 99th percentile, least run', unit: 'ms' },
      { name: 'greatest run', unit: 'ms' },
    ],
    rows: r.map((each) => [
      nameOf(each.change, params),
      ...SHOWN.flatMap(({ quantile }) => {
        const runs = each.runs.map((run) => run[quantile]);
        return [each[quantile], Math.min(...runs), Math.max(...runs)].map(cell);
      }),
      ...[Math.min, Math.max].map((most) => cell(most(...each.runs.map(({ router }) => router)))),
    ]),
  }),
});
