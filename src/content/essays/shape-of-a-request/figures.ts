/** The figures of the essay, its mark and its numbers. */
import { type Chart, chart, type Layer } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { bars, dotPath, dots, texts } from '../../../kit/draw/layers.ts';
import { dotRows, type RowDot } from '../../../kit/draw/rows.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { other } from './assumed.ts';
import { cell, isQueue, margin, numbered, percent, short } from './drawing.ts';
import { HOPS, indexOf, TENSOR_HOP } from './hops.ts';
import { BANDS, batch, budget, type Changed, DULL, sensitivity, strip } from './model.ts';
import type { Band } from './run.ts';

export { given, other, routerTokenMs } from './assumed.ts';
export { changed, here, queues, rare, spend, sums, taken, usual } from './numbers.ts';
export { mark, trace } from './trace.ts';

/** Parts of a budget, in the order of the path. */
const PARTS: readonly {
  name: string;
  hops: readonly number[];
  style: Style;
}[] = [
  { name: 'distance, hops 1 to 4', hops: [1, 2, 3, 4], style: { role: 'reference' } },
  { name: 'ten other hops', hops: DULL, style: { role: 'ink' } },
  { name: 'router’s line', hops: [12], style: { role: 'wait' } },
  { name: 'engine’s line', hops: [15], style: { role: 'wait', tint: 2 } },
  { name: 'forward pass', hops: [17], style: { role: 'work' } },
  { name: 'way back', hops: [], style: { role: 'reference', tint: 2 } },
];

/** The parts of one band in ms; the ten other hops as the clock sees them. */
function partsOf(of: Band, back: number): number[] {
  const parts = PARTS.map(({ hops }) => hops.reduce((sum, hop) => sum + of.time[indexOf(hop)], 0));
  const others = PARTS.findIndex(({ hops }) => hops === DULL);
  const rest = parts.reduce((sum, part, i) => (i === others ? sum : sum + part), 0);
  parts[others] = of.gpu - rest;
  parts[parts.length - 1] = back;
  return parts;
}

export const budgets = figure({
  id: 'budgets',
  title: 'Four budgets',
  size: 'page',
  of: budget,
  caption: (r, { requests, seeds }) =>
    `Where the time to the first token goes, as a share of it, for requests near four percentiles, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs. Each bar is the mean of its requests, which is near the percentile but not equal to it; its length in milliseconds stands beside it. The ten other hops are ${DULL.join(', ')}. The two lines that fill the lower bars take ${short(r.bands[0].time[indexOf(12)] + r.bands[0].time[indexOf(15)])} ms of the top one, nearly all of it in the engine’s.`,
  alt: (r) =>
    `Four stacked bars. At the median the time is shared by distance, the engine’s line, the forward pass and the way back; at the 99th percentile the router’s line is ${share(r.bands[2], 12, r.back)} of the bar and the engine’s line ${share(r.bands[2], 15, r.back)}.`,
  draw: (r, _params, width) => {
    const names = BANDS.map(({ name }) => name);
    const rows = r.bands.map((of) => partsOf(of, r.back));
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
    const totals = r.bands.map((of, i) => ({ at: names[i], text: `${short(of.gpu + r.back)} ms` }));
    return column(
      [
        key(
          width,
          PARTS.map(({ name, style }) => ({ label: name, sample: fillSample(style) })),
        ),
        chart(width, {
          x: linearAxis([0, 1], { label: 'share of the time to the first token', unit: '%' }),
          y: bandAxis(names, { label: 'percentile', gap: 0.25 }),
          layers: [...layers, margin(totals)],
          height: 150,
        }),
      ],
      10,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'percentile' },
      ...PARTS.map(({ name }) => ({ name, unit: 'ms' })),
      { name: 'first token at the client', unit: 'ms' },
    ],
    rows: r.bands.map((of, i) => [
      BANDS[i].name,
      ...partsOf(of, r.back).map(cell),
      cell(of.gpu + r.back),
    ]),
  }),
});

const share = (of: Band, hop: number, back: number): string =>
  formatNumber(of.time[indexOf(hop)] / (of.gpu + back), percent);

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
    `Time that requests spend in each hop, on a logarithmic axis: half of them less than the circle, one in a hundred more than the square, one in a thousand more than the diamond, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs. The four queues are amber. Hops 1 and 2 cost most requests nothing and have no circle. The headings say where the request becomes a tensor.`,
  alt: (r) =>
    `A dot plot with a row for each hop. In most rows the marks stand close together. Two rows stretch far beyond the others: the router from ${short(r.hops[11].p50)} to ${short(r.hops[11].p999)} ms and the engine scheduler from ${short(r.hops[14].p50)} to ${short(r.hops[14].p999)} ms.`,
  draw: (r, _params, width) => {
    const row = (i: number) => ({
      name: numbered[i],
      joined: true,
      marked: isQueue(i + 1),
      dots: POINTS.flatMap(({ quantile, shape }): RowDot[] => {
        const value = r.hops[i][quantile];
        const role = isQueue(i + 1) ? 'wait' : 'work';
        return value > 0 ? [{ value, style: { role, shape } }] : [];
      }),
    });
    const rows = HOPS.map((_, i) => row(i));
    const tensor = indexOf(TENSOR_HOP);
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
          x: logAxis([0.01, 3000], { label: 'time in the hop', unit: 'ms' }),
          groups: [
            { name: 'a request', rows: rows.slice(0, tensor) },
            { name: 'becomes', rows: rows.slice(tensor, tensor + 1) },
            { name: 'a tensor', rows: rows.slice(tensor + 1) },
          ],
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

export const middle = figure({
  id: 'middle',
  title: 'Arriving in the middle of something',
  size: 'page',
  of: strip,
  caption: (r) =>
    `${r.iterations.length} iterations in the order in which they ran, as wide as they are long; those that carry a chunk of prompt stand in full colour. They are ${formatNumber(r.withPrompt, percent)} of the iterations. Of ${r.arrivals.length} arrivals spread evenly over the time, ${formatNumber(r.metPrompt, percent)} meet one (amber).`,
  alt: (r) =>
    `A strip of ${r.iterations.length} iterations. Those that carry prompt are few and long and cover most of the strip; most of the evenly spaced arrivals above it stand over one of them.`,
  draw: (r, _params, width) => {
    const end = r.iterations.at(-1)?.end ?? 1;
    const kind = (prompt: boolean, style: Style) =>
      bars(
        r.iterations
          .filter((each) => each.prompt === prompt)
          .map(({ start, end: to }) => ({ x: [start + 0.8, to - 0.8] as const, y: 'iterations' })),
        style,
      );
    const arriving = (prompt: boolean, style: Style) =>
      dots(
        r.arrivals
          .filter((each) => each.prompt === prompt)
          .map(({ at }) => [at, 'arrivals'] as const),
        { ...style, r: width < 460 ? 1.2 : 2 },
      );
    return column(
      [
        key(width, [
          { label: 'with a chunk of prompt', sample: fillSample({ role: 'work' }) },
          { label: 'without', sample: fillSample({ role: 'work', tint: 2 }) },
        ]),
        chart(width, {
          x: linearAxis([0, end], { label: 'time', unit: 'ms' }),
          y: bandAxis(['arrivals', 'iterations'], { gap: 0.2 }),
          layers: [
            kind(true, { role: 'work' }),
            kind(false, { role: 'work', tint: 2 }),
            arriving(true, { role: 'wait' }),
            arriving(false, { role: 'reference' }),
          ],
          grid: 'none',
          height: 84,
        }),
      ],
      10,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'iteration' },
      { name: 'start', unit: 'ms' },
      { name: 'length', unit: 'ms' },
      { name: 'carries prompt' },
      { name: 'arrivals' },
    ],
    rows: r.iterations.map(({ start, end, prompt }, i) => [
      i + 1,
      cell(start),
      cell(end - start),
      prompt ? 'yes' : 'no',
      r.arrivals.filter(({ at }) => at >= start && at < end).length,
    ]),
  }),
});

const OWNERS: readonly { name: string; style: Style }[] = [
  { name: 'A', style: { role: 'ink' } },
  { name: 'B', style: { role: 'work' } },
  { name: 'C', style: { role: 'reference' } },
];

export const array = figure({
  id: 'array',
  title: 'The array',
  size: 'text',
  of: batch,
  caption: () =>
    'Three requests, as the scheduler has them; the same tokens end to end, each with the number of its row; and the same once more as the GPU gets it. Under it, where each row begins and the last one ends.',
  alt: (r) =>
    `Three coloured blocks named A, B and C stand over a row of ${r.tokens} cells that hold ${r.requests.join(', ')} in the same colours. Below, the same row without colours or names, and the offsets ${r.offsets.join(', ')}.`,
  draw: (r, _params, width) => {
    const cells = r.requests.map((request, i) => ({ request, x: [i + 0.04, i + 0.96] as const }));
    const spread = (request: number): readonly [number, number] => [
      r.offsets[request] + 0.04,
      r.offsets[request + 1] - 0.04,
    ];
    const layers = OWNERS.flatMap(({ name, style }, request): Layer[] => [
      bars([{ x: spread(request), y: 'requests', text: name }], style),
      bars(
        cells
          .filter((cell) => cell.request === request)
          .map(({ x }) => ({ x, y: 'one batch', text: String(request) })),
        style,
      ),
    ]);
    const plain = cells.map(({ x, request }) => ({ x, y: 'the array', text: String(request) }));
    const edges = r.offsets.map((offset) => ({ x: offset, y: 'offsets', text: String(offset) }));
    const spec: Chart = {
      x: linearAxis([-0.2, r.tokens + 0.2], { ticks: [] }),
      y: bandAxis(['requests', 'one batch', 'the array', 'offsets'], { gap: 0.3 }),
      layers: [...layers, bars(plain, { outlined: true }), texts(edges)],
      grid: 'none',
      height: 150,
    };
    return chart(width, spec);
  },
  table: (r) => ({
    columns: [{ name: 'place in the array' }, { name: 'row' }, { name: 'place in its row' }],
    rows: r.requests.map((request, i) => [i, request, r.positions[i]]),
  }),
});

/** A change in words. */
function nameOf(change: Changed['change'], { other: to }: typeof sensitivity.defaults): string {
  const load = (value: number) => `load ${formatNumber(value, other.quietLoad)}`;
  const names: Record<Changed['change'], string> = {
    printed: 'as printed',
    open: 'every connection open',
    cold: 'every connection new',
    farEdge: `client ${formatNumber(to.edgeKm, other.edgeKm)} from the edge`,
    farRegion: `region ${formatNumber(to.regionKm, other.regionKm)} away`,
    largeBudget: `budget of ${formatNumber(to.budget, other.budget)}`,
    none: 'no waits for cache blocks',
    quiet: load(to.quietLoad),
    quietNone: `${load(to.quietLoad)}, no waits for blocks`,
    busy: load(to.highLoad),
    full: load(to.fullLoad),
    few: `${formatNumber(to.fewSlots)} slots`,
    many: `${formatNumber(to.manySlots)} slots`,
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
    `Time to the first token at the client with one input changed at a time: the median (circle) and the 99th percentile (square), on a logarithmic axis. Each is the mean of ${seeds.length} runs of ${formatNumber(requests)} requests; the small marks are the runs.`,
  alt: () =>
    'A dot plot of pairs. Changing connections or distances moves the circle and leaves the square nearly where it was. Changing the load or the number of slots moves the square far and the circle little, until, at the highest load and with the fewest slots, the circle moves too.',
  draw: (r, params, width) =>
    dotRows(width, {
      x: logAxis([80, 12000], { label: 'time to the first token', unit: 'ms' }),
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
    ],
    rows: r.map((each) => [
      nameOf(each.change, params),
      ...SHOWN.flatMap(({ quantile }) => {
        const runs = each.runs.map((run) => run[quantile]);
        return [each[quantile], Math.min(...runs), Math.max(...runs)].map(cell);
      }),
    ]),
  }),
});
