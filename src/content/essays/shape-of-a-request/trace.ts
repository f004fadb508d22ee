/** The explorable: one band's mean request as a trace; and the essay's mark. */
import { chart } from '../../../kit/draw/chart.ts';
import { bars, rule } from '../../../kit/draw/layers.ts';
import { type Mark, markOf, markSpans } from '../../../kit/draw/mark.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { type Control, figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { cell, margin, numbered, percent, short } from './drawing.ts';
import { HOPS, QUEUES } from './hops.ts';
import { BANDS, type Trip, trip, walk } from './model.ts';

const CONTROLS: readonly Control<Trip>[] = [
  {
    kind: 'choice',
    name: 'band',
    label: 'Requests near the',
    options: BANDS.slice(0, 3).map(({ name }) => ({ value: name, label: `${name} percentile` })),
  },
  {
    kind: 'number',
    name: 'load',
    label: 'Load of the fleet',
    min: 0.5,
    max: 0.97,
    step: 0.01,
    unit: '%',
  },
  { kind: 'number', name: 'slots', label: 'Slots pooled', min: 16, max: 512, step: 16 },
  {
    kind: 'number',
    name: 'edgeKm',
    label: 'Client to edge',
    min: 50,
    max: 5000,
    step: 50,
    unit: 'km',
  },
  {
    kind: 'number',
    name: 'regionKm',
    label: 'Edge to region',
    min: 50,
    max: 10000,
    step: 50,
    unit: 'km',
  },
  {
    kind: 'number',
    name: 'reuse',
    label: 'Connections already open',
    min: 0,
    max: 1,
    step: 0.1,
    unit: '%',
  },
  {
    kind: 'number',
    name: 'budget',
    label: 'Budget of an iteration',
    min: 1024,
    max: 8192,
    step: 1024,
    unit: 'tokens',
  },
  { kind: 'switch', name: 'blocks', label: 'Waits for cache blocks' },
];

const rowsOf = ({ band }: ReturnType<typeof trip.compute>) =>
  HOPS.map((_, i) => ({
    name: numbered[i],
    start: band.start[i],
    wait: band.wait[i],
    time: band.time[i],
  }));

/** The hop with the largest part in a band, and its share of the time to the client. */
function largest({ band, back }: ReturnType<typeof trip.compute>): string {
  const hop = band.time.indexOf(Math.max(...band.time));
  const part = formatNumber(band.time[hop] / (band.gpu + back), percent);
  return `hop ${hop + 1}, ${HOPS[hop].name.toLowerCase()}, takes the largest part, ${part}`;
}

export const trace = figure({
  id: 'trace',
  title: 'Where the time goes',
  size: 'page',
  of: trip,
  controls: CONTROLS,
  caption: (r, params) =>
    `The mean request near the ${params.band} percentile, hop by hop, of ${formatNumber(params.requests)} drawn. Amber is waiting, blue is everything else, grey the way back. The upright lines are the median, the 90th and the 99th percentile of the first token at the client, as far as they fit: ${short(r.client.p50)}, ${short(r.client.p90)} and ${short(r.client.p99)} ms.`,
  alt: (r, params) =>
    `A trace of seventeen spans from top left to bottom right, for requests near the ${params.band} percentile. It ends at ${short(r.band.gpu + r.back)} milliseconds; ${largest(r)}.`,
  outcome: (r, params) =>
    `The first token reaches the client after ${short(r.client.p50)} ms at the median and ${short(r.client.p99)} ms at the 99th percentile. Near the ${params.band} percentile ${largest(r)}.`,
  draw: (r, _params, width) => {
    const end = r.band.gpu + r.back;
    const rows = rowsOf(r);
    const spans = (
      from: (row: (typeof rows)[number]) => number,
      to: (row: (typeof rows)[number]) => number,
    ) => rows.map((row) => ({ x: [from(row), to(row)] as const, y: row.name }));
    const last = 'way back';
    const edge = 1.02 * end;
    const least = end / 500;
    const thin = width < 460;
    return chart(width, {
      x: linearAxis([0, edge], { label: 'since the request began', unit: 'ms' }),
      y: bandAxis([...numbered, last], { gap: 0.3 }),
      layers: [
        ...(['p50', 'p90', 'p99'] as const)
          .filter((quantile) => r.client[quantile] < edge)
          .map((quantile) => rule({ x: r.client[quantile] })),
        bars(
          spans(
            (row) => row.start,
            (row) => row.start + row.wait,
          ),
          { role: 'wait' },
        ),
        bars(
          spans(
            (row) => row.start + row.wait,
            (row) => row.start + Math.max(row.time, row.wait + least),
          ),
          { role: 'work' },
        ),
        bars([{ x: [r.band.gpu, end], y: last }], { role: 'reference' }),
        margin([
          ...rows.map((row) => ({ at: row.name, text: short(row.time) })),
          { at: last, text: short(r.back) },
        ]),
      ],
      height: thin ? 500 : 306,
    });
  },
  table: (r) => ({
    columns: [
      { name: 'hop' },
      { name: 'starts', unit: 'ms' },
      { name: 'waits', unit: 'ms' },
      { name: 'takes', unit: 'ms' },
    ],
    rows: rowsOf(r).map(({ name, start, wait, time }) => [
      name,
      cell(start),
      cell(wait),
      cell(time),
    ]),
  }),
});

type Walked = ReturnType<typeof walk.compute>;

export const mark: Mark<typeof walk.defaults, Walked> = {
  of: walk,
  draw: (r) => {
    const waits = r.spans.map((span, i) => {
      const queue = QUEUES.findIndex(({ hop }) => hop === i + 1);
      return { row: i, from: span.start, to: span.start + (r.waits[queue] ?? 0), end: span.end };
    });
    const range = [0, r.gpu] as const;
    return markOf(
      markSpans(
        range,
        waits.filter(({ from, to }) => to > from),
        HOPS.length,
        { role: 'wait' },
      ),
      markSpans(
        range,
        waits.map(({ row, to, end }) => ({ row, from: to, to: end })),
        HOPS.length,
        {
          role: 'work',
        },
      ),
    );
  },
};
