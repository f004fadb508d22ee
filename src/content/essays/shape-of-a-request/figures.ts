/** The figures of the essay, its mark and its numbers. */
import { type Chart, chart, isNarrow, key, panels } from '../../../kit/draw/chart.ts';
import { band as area, bars, dotPath, rule } from '../../../kit/draw/layers.ts';
import { dotRows, type RowDot } from '../../../kit/draw/rows.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, spelled } from '../../../kit/number.ts';
import { drawStage } from './array.ts';
import { other } from './assumed.ts';
import { cell, isQueue, margin, numbered, percent, short } from './drawing.ts';
import { HOPS, indexOf, TENSOR_HOP } from './hops.ts';
import {
  BANDS,
  batch,
  budget,
  type Changed,
  DULL,
  PEOPLE,
  sensitivity,
  strip,
  type Watched,
} from './model.ts';
import { onOthers, onOwn } from './numbers.ts';
import type { Band } from './run.ts';

export { cacheTokens, full, given, other, watched } from './assumed.ts';
export { changed, here, queues, spend, sums, taken, taking } from './numbers.ts';
export { mark, trace } from './trace.ts';

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
  { name: 'beside them', style: { role: 'wait', tint: 2 }, of: ({ wait }) => sumOf(wait, [17]) },
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
  ...BANDS.map(({ name }, i) => [name, r.bands[i]] as const),
  ['99th, some long', r.amongLong],
];

export const budgets = figure({
  id: 'budgets',
  title: 'Four budgets',
  size: 'page',
  of: budget,
  caption: (r, { requests, seeds, longs }) =>
    `Where the time to the first token goes, as a share of it, for chat requests near three percentiles, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs; and near the 99th once more where ${formatNumber(longs.longShare, other.longShare)} of all requests are long conversations. Each bar is the mean of its requests; its length in milliseconds stands beside it. The wait for a boundary counts as one behind others’ prompts. The ten other hops are ${DULL.join(', ')}. The router’s line has no width in the first three: it takes ${short(r.bands[2].time[indexOf(12)])} ms.`,
  alt: (r) =>
    `Four stacked bars. At the median distance, the own prompt and the way back fill most of the bar; at the 99th percentile waiting behind and beside others’ prompts is ${portion(r.bands[2], r.back)} of it, and among long conversations ${portion(r.amongLong, r.back)}.`,
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
    `Time that chat requests spend in each hop, on a logarithmic axis: half of them less than the circle, one in a hundred more than the square, one in a thousand more than the diamond, of ${formatNumber(requests * seeds.length)} drawn in ${seeds.length} runs. The hops with a queue are amber. Hops 1 and 2 cost most requests nothing and have no circle.`,
  alt: (r) =>
    `A dot plot with a row for each hop. In most rows the marks stand close together. Two rows reach furthest: the engine scheduler from ${short(r.hops[14].p50)} to ${short(r.hops[14].p999)} ms and the forward pass from ${short(r.hops[16].p50)} to ${short(r.hops[16].p999)} ms.`,
  draw: (r, _params, width) => {
    const row = (i: number) => ({
      name: numbered[i],
      joined: true,
      marked: i === indexOf(TENSOR_HOP),
      dots: POINTS.flatMap(({ quantile, shape }): RowDot[] => {
        const value = r.hops[i][quantile];
        const role = isQueue(i + 1) ? 'wait' : 'work';
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
          groups: [{ rows: HOPS.map((_, i) => row(i)) }],
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

/** Whose prompt a piece of an iteration is of. */
const OWNERS = [
  { name: 'your prompt', style: { role: 'ink' } },
  { name: 'the long prompt', style: { role: 'work' } },
  { name: 'others’ prompts', style: { role: 'work', tint: 2 } },
  { name: 'answers only', style: { role: 'reference' } },
] as const satisfies readonly { name: string; style: Style }[];

const ownerOf = ({ yours, long }: Watched, prompt: number): number =>
  prompt === yours ? 0 : prompt === long ? 1 : 2;

/** The pieces of one iteration from the bottom up: how much of its length is whose, in ms. */
function piecesOf(r: Watched, { start, end, chunks }: Watched['iterations'][number]): number[] {
  const tokens = [0, 0, 0, 0];
  for (const { of, tokens: read } of chunks) tokens[ownerOf(r, of)] += read;
  if (chunks.length === 0) tokens[3] = 1;
  const all = tokens.reduce((sum, part) => sum + part, 0);
  return tokens.map((part) => ((end - start) * part) / all);
}

/** How many others' prompts have come and are not in an iteration yet, at each change, s. */
function depthOf({ stays, yours, until }: Watched): [number, number][] {
  const changes = stays
    .flatMap(({ at, joined }, i) =>
      i === yours
        ? []
        : [
            { when: at, by: 1 },
            { when: joined, by: -1 },
          ],
    )
    .filter(({ when }) => when <= until)
    .sort((a, b) => a.when - b.when);
  let depth = 0;
  return [
    [0, 0] as [number, number],
    ...changes.map(({ when, by }): [number, number] => {
      depth += by;
      return [when / 1e3, depth];
    }),
    [until / 1e3, depth],
  ];
}

const pauseOf = ({ iterations }: Watched): number =>
  Math.max(...iterations.map(({ start, end }) => end - start));

/** A stretch of time in ms as the toy says it. */
const stretch = (ms: number): string =>
  ms < 1000 ? `${short(ms)} ms` : formatNumber(ms / 1e3, { unit: 's', decimals: 1 });

export const middle = figure({
  id: 'middle',
  title: 'Arriving in the middle of something',
  size: 'page',
  of: strip,
  controls: [
    {
      kind: 'choice',
      name: 'ahead',
      label: 'Somebody sends, at the start,',
      options: [
        { value: 'none', label: 'nothing long' },
        { value: 'mean', label: 'a document' },
        { value: 'longest', label: 'a whole book' },
      ],
    },
    { kind: 'number', name: 'at', label: 'You come after', min: 0, max: 14, step: 0.25, unit: 's' },
    {
      kind: 'number',
      name: 'own',
      label: 'Your prompt',
      min: 100,
      max: 8000,
      step: 100,
      unit: 'tokens',
    },
    {
      kind: 'number',
      name: 'budget',
      label: 'Budget of an iteration',
      min: 512,
      max: 8192,
      step: 512,
      unit: 'tokens',
    },
    { kind: 'switch', name: 'capped', label: 'No prompt gets more than half of it' },
  ],
  caption: (r) =>
    `One engine, its iterations as wide and as high as they are long, which is also how long every answer under way pauses for its next token. Above, the prompts that have come and wait for their turn; at the top, you, amber while you wait and blue while your prompt is read. Somebody’s prompt of ${formatNumber(r.long < 0 ? 0 : r.stays[r.long].tokens)} tokens came first.`,
  alt: (r) =>
    `Three rows over one time axis. You come after ${stretch(r.stays[r.yours].at)} and wait until ${stretch(r.stays[r.yours].joined)}; meanwhile the line of others grows to ${Math.max(...depthOf(r).map(([, depth]) => depth))}, and the iterations grow from ${stretch(r.iterations[0].end - r.iterations[0].start)} to ${stretch(pauseOf(r))}.`,
  outcome: (r) => {
    const { at, joined, first } = r.stays[r.yours];
    const others = r.stays.slice(0, r.yours).filter((stay) => stay.joined > at).length;
    const ahead = others === 0 ? 'nobody' : others === 1 ? 'one prompt' : `${others} prompts`;
    return `You have your first token after ${stretch(first - at)}: ${stretch(joined - at)} of waiting, with ${ahead} in line before you, and ${stretch(first - joined)} of reading. Answers under way never pause for more than ${stretch(pauseOf(r))}.`;
  },
  draw: (r, _params, width) => {
    const end = r.until / 1e3;
    /** A little more than what happens, so that the end is seen. */
    const shown = 1.03 * end;
    const x = () => linearAxis([0, shown], {});
    const { at, joined, first } = r.stays[r.yours];
    const you = 'you';
    const span = (from: number, to: number) => [
      { x: [from / 1e3, Math.max(to / 1e3, from / 1e3 + end / 400)] as const, y: you },
    ];
    const depth = depthOf(r);
    const deepest = Math.max(4, ...depth.map(([, one]) => one));
    const stacks = r.iterations.map((iteration) => ({
      iteration,
      pieces: piecesOf(r, iteration),
    }));
    const gap = end / width / 2;
    const pieces = OWNERS.map(({ style }, owner) =>
      bars(
        stacks
          .filter((stack) => stack.pieces[owner] > 0)
          .map(({ iteration, pieces: parts }) => {
            const from = parts.slice(0, owner).reduce((sum, part) => sum + part, 0);
            return {
              x: [iteration.start / 1e3, iteration.end / 1e3 - gap] as const,
              y: [from, from + parts[owner]] as const,
            };
          }),
        style,
      ),
    );
    const narrow = isNarrow(width);
    const charts: Chart[] = [
      {
        x: x(),
        y: bandAxis([you], { gap: 0.2 }),
        layers: [
          bars(span(at, joined), { role: 'wait' }),
          bars(span(joined, first), { role: 'work' }),
        ],
        grid: 'none',
        height: 18,
      },
      {
        x: x(),
        y: linearAxis([0, deepest], { label: 'prompts in line' }),
        layers: [
          area(
            stairs(depth).map(([when, high]) => [when, 0, high] as const),
            { role: 'wait', solid: true },
          ),
          rule({ x: at / 1e3 }, {}),
        ],
        height: narrow ? 56 : 84,
      },
      {
        x: linearAxis([0, shown], { label: 'time', unit: 's' }),
        y: linearAxis([0, pauseOf(r)], { label: 'iteration', unit: 'ms' }),
        layers: pieces,
        height: narrow ? 84 : 110,
      },
    ];
    return column(
      [
        key(
          width,
          OWNERS.map(({ name, style }) => ({ label: name, sample: fillSample(style) })),
        ),
        panels(width, charts, { columns: 1, gap: 0 }),
      ],
      8,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'iteration' },
      { name: 'start', unit: 'ms' },
      { name: 'length', unit: 'ms' },
      { name: 'tokens of your prompt' },
      { name: 'of the long prompt' },
      { name: 'of others’' },
    ],
    rows: r.iterations.map(({ start, end, chunks }, i) => [
      i + 1,
      cell(start),
      cell(end - start),
      ...[0, 1, 2].map((owner) =>
        chunks
          .filter(({ of }) => ownerOf(r, of) === owner)
          .reduce((sum, { tokens }) => sum + tokens, 0),
      ),
    ]),
  }),
});

/** The corners of a line that holds each value until the next. */
const stairs = (points: readonly (readonly [number, number])[]): [number, number][] =>
  points.flatMap(([x, y], i): [number, number][] =>
    i === 0
      ? [[x, y]]
      : [
          [x, points[i - 1][1]],
          [x, y],
        ],
  );

export const array = figure({
  id: 'array',
  title: 'The array',
  size: 'text',
  of: batch,
  controls: [
    { kind: 'number', name: 'crossed', label: 'Tokens over the line', min: 0, max: 10, step: 1 },
  ],
  caption: (r) =>
    `What ${PEOPLE.map(({ name }) => name).join(', ')} wrote, on its way across the line at hop ${TENSOR_HOP}. Under it stand the arrays that the GPU gets: each token’s number, as Llama 3’s tokeniser has it, the row it belongs to, and its place in that row. Each row begins where the one before it ends: ${r.offsets.join(', ')}.`,
  alt: (r) =>
    `Ten words of three people above a line, each person’s with the name and in amber until they have crossed. ${capital(r.crossed)} have crossed. Below the line, without names or colour: ${r.ids.slice(0, r.crossed).join(', ')}; rows ${r.requests.slice(0, r.crossed).join(', ')}.`,
  outcome: (r) => {
    if (r.crossed === 0) {
      return 'Nothing has crossed: three people, each with a name, a plan and a place in line.';
    }
    const last = r.crossed - 1;
    return `${capital(r.crossed)} ${r.crossed === 1 ? 'has' : 'have'} crossed. Ask ${formatNumber(r.ids[last])} whose it is: row ${r.requests[last]}, place ${r.positions[last]}. It knows no more.`;
  },
  draw: (r, _params, width) => drawStage(r, PEOPLE, width),
  table: (r) => ({
    columns: [
      { name: 'place in the array' },
      { name: 'token' },
      { name: 'row' },
      { name: 'place in its row' },
    ],
    rows: r.requests.map((request, i) => [i, r.ids[i], request, r.positions[i]]),
  }),
});

const capital = (count: number): string => {
  const [first, ...rest] = spelled(count);
  return first.toUpperCase() + rest.join('');
};

/** A change in words. */
function nameOf(change: Changed['change'], { other: to }: typeof sensitivity.defaults): string {
  const rate = (value: number) => formatNumber(value, other.quietRate);
  const budgetOf = (value: number) => `budget of ${formatNumber(value, other.smallBudget)}`;
  const long = `${formatNumber(to.longShare, other.longShare)} long, ${rate(to.longRate)}`;
  const names: Record<Changed['change'], string> = {
    printed: 'as printed',
    cold: 'every connection new',
    farEdge: `client ${formatNumber(to.edgeKm, other.edgeKm)} from the edge`,
    farRegion: `region ${formatNumber(to.regionKm, other.regionKm)} away`,
    quiet: rate(to.quietRate),
    busy: rate(to.busyRate),
    full: rate(to.fullRate),
    few: `${to.fewSlots} slots, ${rate(to.fewRate)}`,
    smallBudget: budgetOf(to.smallBudget),
    largeBudget: budgetOf(to.largeBudget),
    long,
    capped: `${long}, half a budget each`,
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
    `Time to the first token of a chat request, at the client, with one thing changed at a time: the median (circle) and the 99th percentile (square), on a logarithmic axis. Each is the mean of ${seeds.length} runs of ${formatNumber(requests)} requests; the small marks are the runs. Where long conversations or few slots make the fleet smaller, fewer requests come.`,
  alt: () =>
    'A dot plot of pairs. Distances and connections move circle and square by the same stretch. More requests move both a little. Long conversations leave the circle where it is and move the square far to the right; a cap on what one prompt may have brings it most of the way back.',
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
