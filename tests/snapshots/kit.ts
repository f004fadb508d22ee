/** Small drawings of all that the kit can draw, for the texts beside this file. */
import type { Part } from '../../src/essay/parts.ts';
import { elementsOf } from '../../src/essay/printed.ts';
import { toCsv } from '../../src/kit/csv.ts';
import { type Chart, chart, type Layer, panels } from '../../src/kit/draw/chart.ts';
import { key } from '../../src/kit/draw/key.ts';
import { placeRemarks, spread, words, wrap } from '../../src/kit/draw/label.ts';
import {
  band,
  bars,
  dots,
  level,
  line,
  note,
  rule,
  stacked,
  steps,
  texts,
  whiskers,
} from '../../src/kit/draw/layers.ts';
import { markBand, markLine, markOf, markSpans, markSteps } from '../../src/kit/draw/mark.ts';
import {
  between,
  dot,
  hatching,
  polyline,
  rectangle,
  segment,
  simplify,
  staircase,
} from '../../src/kit/draw/path.ts';
import { dotRows } from '../../src/kit/draw/rows.ts';
import { dotSample, fillSample, lineSample } from '../../src/kit/draw/samples.ts';
import {
  type Axis,
  bandAxis,
  linearAxis,
  logAxis,
  roundUp,
  roundValues,
  type Value,
} from '../../src/kit/draw/scale.ts';
import { type Block, column, row } from '../../src/kit/draw/svg.ts';
import { longDate, readingTime } from '../../src/kit/format.ts';
import { formatNumber } from '../../src/kit/number.ts';
import { typographic } from '../../src/kit/typographic.ts';

/** A drawing, or lines of text. */
type Shown = Block | string | readonly string[];

/** Texts that a value gives, each after the value. */
const each = <T>(values: readonly T[], text: (value: T) => unknown): string[] =>
  values.map((value) => `${JSON.stringify(value)} → ${text(value)}`);

const places = (axis: Axis, values: readonly Value[]): string[] => [
  `label: ${axis.label}`,
  ...each(values, (value) => {
    const [from, to] = axis.extent(value).map((share) => share.toFixed(3));
    return `at ${axis.place(value).toFixed(3)}, a bar from ${from} to ${to}`;
  }),
  ...axis.ticks(4).map(({ at, text }) => `tick at ${at.toFixed(3)}: ${text}`),
];

const axes: Record<string, Shown> = {
  'numbers from 0': places(linearAxis([0, 10], { label: 'wait', unit: 's' }), [0, 2.5, 10, 12]),
  'numbers from 5': places(linearAxis([5, 15]), [5, 7.5, 15]),
  'numbers on both sides of 0': places(linearAxis([-4, 12]), [-4, 0, 8]),
  'numbers that fall': places(linearAxis([10, 0]), [0, 2.5, 10]),
  'numbers below 0': places(linearAxis([-10, -2]), [-10, -4, -2]),
  'small numbers': places(linearAxis([0, 0.01]), [0.0025]),
  'large numbers': places(linearAxis([0, 20000]), [5000]),
  'one number': places(linearAxis([3, 3]), [3]),
  shares: places(linearAxis([0, 1], { label: 'load', unit: '%' }), [0.25]),
  'ticks of its own': places(linearAxis([0, 1], { ticks: [0, 0.5, 0.975] }), []),
  'shares with ticks of their own': places(
    linearAxis([0.9, 1], { unit: '%', ticks: [0.9, 0.995] }),
    [],
  ),
  'texts of its own': places(linearAxis([0, 2], { format: (value) => `<${value}>` }), []),
  ratios: places(logAxis([0.1, 1000], { label: 'wait', unit: 's' }), [0, 0.1, 10, 1000, 5000]),
  'ratios of less than a decade': places(logAxis([1, 9]), [3]),
  'ratios of half a decade': places(logAxis([2, 6]), [3]),
  'ratios of two decades': places(logAxis([1, 100]), [10]),
  'ratios of many decades': places(logAxis([1e-6, 1e6]), [1]),
  'ratios of shares': places(logAxis([0.001, 1], { unit: '%' }), [0.01]),
  bands: places(bandAxis(['a', 'b', 'c'], { label: 'policy' }), ['a', 'c']),
  'bands with a gap of half': places(bandAxis(['a', 'b'], { gap: 0.5 }), ['a', 'b']),
  'bands without a gap': places(bandAxis(['a', 'b'], { gap: 0 }), ['b']),
  'round values': each(
    [
      [0, 1, 4],
      [0, 7, 3],
      [-3, 3, 4],
      [12, 980, 5],
      [0.1, 0.4, 3],
      [9, 2, 5],
    ] as const,
    ([from, to, count]) => roundValues(from, to, count).join(' '),
  ),
  'rounded up': each([0, 0.13, 1, 1.2, 6.5, 41, 801], roundUp),
  'numbers at ticks': each(
    [
      [0, 0.5],
      [2, 0.5],
      [-0.25, 0.05],
      [1234567, 1],
      [-1200, 100],
    ] as const,
    ([value, step]) => formatNumber(value, { step }),
  ),
};

/** A plot of 200 by 100 units whose axes say nothing. */
const plot = (layers: readonly Layer[], more: Partial<Chart> = {}): Block =>
  chart(202, {
    x: linearAxis([0, 10], { ticks: [] }),
    y: linearAxis([0, 4], { ticks: [] }),
    height: 100,
    grid: 'none',
    layers,
    ...more,
  });

/** A chart of that size with ticks. */
const small = (layers: readonly Layer[], more: Partial<Chart> = {}): Block =>
  plot(layers, { x: linearAxis([0, 10]), y: linearAxis([0, 4]), ...more });

const rising = [
  [2, 1],
  [8, 3],
] as const;
const interval = [
  [2, 1, 2],
  [8, 1, 4],
] as const;
const bands = bandAxis(['a', 'b']);

const layers: Record<string, Shown> = {
  line: plot([line(rising)]),
  'line with a label': plot([line(rising, { role: 'wait', label: 'central queue' })]),
  'line, dashed and thin': plot([line(rising, { role: 'lost', dash: 'dashed', weight: 'thin' })]),
  'line with a gap': plot([line([...rising, [9, null], [10, 0]])]),
  'line of ratios': plot([line(rising)], { y: logAxis([1, 4], { ticks: [] }) }),
  steps: plot([steps([...rising, [10, 3]], { role: 'work', label: 'held' })]),
  band: plot([band(interval, { role: 'wait' })]),
  'band with a label': plot([band(interval, { role: 'wait', label: 'most' })]),
  'band, solid': plot([band(interval, { role: 'work', tint: 2, solid: true })]),
  stacked: plot(
    stacked(
      [0, 10],
      [
        [1, 1],
        [0.5, 2],
      ],
    ).map((part, i) => band(part, { role: i ? 'wait' : 'work', solid: true })),
  ),
  'bars that stand': plot(
    [
      bars([
        { x: 'a', y: 1, text: '1' },
        { x: 'b', y: 3 },
      ]),
    ],
    { x: bands },
  ),
  'bars that stand on an axis from 1': plot([bars([{ x: 'a', y: 3 }])], {
    x: bands,
    y: linearAxis([1, 5], { ticks: [] }),
  }),
  'bars on both sides of 0': plot(
    [
      bars(
        [
          { x: 'a', y: 2 },
          { x: 'b', y: -1 },
        ],
        { role: 'lost' },
      ),
    ],
    { x: bands, y: linearAxis([-2, 2], { ticks: [] }) },
  ),
  'bars that lie': plot(
    [
      bars([
        { x: 4, y: 'a', text: 'served' },
        { x: [6, 9], y: 'b' },
      ]),
    ],
    {
      y: bands,
    },
  ),
  'bars, hatched': plot(
    [bars([{ x: [0, 6], y: 'a', text: 'waits' }], { role: 'wait', hatched: true })],
    { y: bands },
  ),
  'bars, outlined': plot(
    [bars([{ x: [0, 6], y: 'a', text: 'idle' }], { role: 'reference', outlined: true })],
    { y: bands },
  ),
  'bars, pale': plot([bars([{ x: [0, 6], y: 'a', text: 'busy' }], { role: 'work', tint: 2 })], {
    y: bands,
  }),
  'bars from value to value': plot([bars([{ x: [2, 8], y: [1, 3] }])]),
  'a bar too short for its text': plot([bars([{ x: [0, 1], y: 'a', text: 'long' }])], {
    y: bands,
  }),
  dots: plot([dots(rising, { role: 'wait', label: 'seen' })]),
  'dots, hollow squares': plot([dots(rising, { shape: 'square', hollow: true, r: 2 })]),
  'dots, crosses': plot([dots(rising, { shape: 'cross' })]),
  whiskers: plot([whiskers(interval, { role: 'reference' })]),
  'rule, level': plot([rule({ y: 2 }, { label: 'limit' })]),
  'rule, level, named at its start': plot([
    rule({ y: 2 }, { label: 'limit', side: 'start', role: 'lost', dash: 'dotted' }),
  ]),
  'rule, upright, early': plot([rule({ x: 2 }, { label: 'start' })]),
  'rule, upright, late': plot([rule({ x: 8 }, { label: 'end' })]),
  'rule, upright, on its other side': plot([rule({ x: 8 }, { label: 'end', side: 'end' })]),
  level: plot([level(3, { label: 'without', role: 'reference' })]),
  note: plot([note(2, 3, 'here'), note(2, 3, 'there', { role: 'lost', dx: 4, dy: 2 })]),
  'note, at its end': plot([note(8, 1, 'here', { anchor: 'end' })]),
  texts: plot([texts([{ x: 5, y: 2, text: '<1' }], { role: 'work', on: true })]),
};

const charts: Record<string, Shown> = {
  'axes with names': small([], {
    x: linearAxis([0, 10], { label: 'time', unit: 's' }),
    y: linearAxis([0, 4], { label: 'wait', unit: 's' }),
  }),
  'grid of y, which is the usual one': small([], { grid: undefined }),
  'grid of x': small([], { grid: 'x' }),
  'grid of both': small([], { grid: 'both' }),
  'grid of bands on y': small([], { y: bands, grid: undefined }),
  'grid of bands on both': small([], { x: bands, y: bands, grid: undefined }),
  'long names of bands': small([], { y: bandAxis(['least outstanding', 'queue']) }),
  'bands with long names below': small([], { x: bandAxis(['first come first', 'last']) }),
  'title and note': small([], { title: 'One server', note: 'median 4.2 s' }),
  'margins of its own': small([], { left: 40, right: 30 }),
  'labels that would overlap': small([
    line(rising, { label: 'one' }),
    line(rising, { role: 'wait', label: 'two' }),
    line(
      [
        [2, 0],
        [6, 3],
      ],
      { role: 'work', label: 'another one' },
    ),
  ]),
  'as high as suits its width': chart(342, {
    x: linearAxis([0, 1]),
    y: linearAxis([0, 1]),
    layers: [],
  }),
  'as high as suits a wide one': chart(648, {
    x: linearAxis([0, 1]),
    y: linearAxis([0, 1]),
    layers: [],
  }),
  'panels beside each other': panels(500, [
    { x: linearAxis([0, 1]), y: linearAxis([0, 4]), height: 60, layers: [] },
    {
      x: linearAxis([0, 1]),
      y: linearAxis([0, 4000]),
      height: 60,
      layers: [
        line(
          [
            [0, 0],
            [1, 4000],
          ],
          { label: 'queue' },
        ),
      ],
    },
  ]),
  'panels under each other': panels(
    500,
    [0, 1, 2].map((i) => ({
      x: linearAxis([0, 1]),
      y: linearAxis([0, 4]),
      title: `${i}`,
      height: 40,
      layers: [],
    })),
    { columns: 2, gap: 30 },
  ),
  'panels of a narrow figure': panels(342, [
    { x: linearAxis([0, 1]), y: linearAxis([0, 4]), height: 40, layers: [] },
    { x: linearAxis([0, 1]), y: linearAxis([0, 4]), height: 40, layers: [] },
  ]),
  key: key(150, [
    { label: 'wait', sample: fillSample({ role: 'wait' }) },
    { label: 'idle', sample: fillSample({ role: 'reference', hatched: true }) },
    { label: 'mean', sample: lineSample({ role: 'work', dash: 'dashed' }) },
    { label: 'seen', sample: dotSample({ shape: 'diamond' }) },
  ]),
  column: column([key(60, [{ label: 'a', sample: '' }]), key(80, [{ label: 'b', sample: '' }])]),
  row: row([key(60, [{ label: 'a', sample: '' }]), key(80, [{ label: 'b', sample: '' }])], 10),
};

const dotPlot = {
  x: linearAxis([0, 10], { label: 'wait', unit: 's' }),
  column: 'mean, s',
  groups: [
    {
      name: 'order',
      rows: [
        {
          name: 'first come',
          figure: '4.2',
          joined: true,
          dots: [
            { value: 2, style: { role: 'wait' } },
            { value: 8, style: { role: 'lost', shape: 'diamond' } },
          ],
        },
        { name: 'last', figure: '12', marked: true, dots: [{ value: 5, style: { role: 'wait' } }] },
      ],
    },
    { rows: [{ name: 'none', joined: true, dots: [{ value: 10, style: { hollow: true } }] }] },
  ],
} as const;

const rows: Record<string, Shown> = {
  'wide enough': dotRows(480, dotPlot),
  narrow: dotRows(300, dotPlot),
  'of one group, without figures': dotRows(480, {
    x: linearAxis([0, 1], { unit: '%' }),
    groups: [{ rows: [{ name: 'a', dots: [{ value: 0.5, style: {} }] }] }],
  }),
};

const scale = { x: [0, 10], y: [0, 4] } as const;

const mark = (...pieces: string[]): string[] => elementsOf(markOf(...pieces), 'mark');

const marks: Record<string, Shown> = {
  line: mark(markLine(scale, rising, { role: 'wait' })),
  steps: mark(markSteps(scale, rising, { role: 'work' })),
  band: mark(markBand(scale, interval, { role: 'wait' })),
  spans: mark(
    markSpans(
      [0, 10],
      [
        { from: 0, to: 5, row: 0 },
        { from: 5, to: 5, row: 1 },
        { from: 2, to: 10, row: 2 },
      ],
      3,
      { role: 'work' },
    ),
  ),
  'from bottom to top': mark(markLine(scale, rising), markSteps(scale, rising)),
};

const paths: Record<string, Shown> = {
  segment: segment(1, 2, 30, 4),
  'a line, straight parts as one': polyline([
    [0, 0],
    [5, 5],
    [10, 10],
    [20, 10],
    [20, 0],
  ]),
  'a line thinned': simplify(
    [
      [0, 0],
      [5, 0.1],
      [10, 4],
      [15, 0],
    ],
    0.25,
  ).join(' '),
  staircase: staircase([
    [0, 0],
    [5, 8],
    [10, 8],
    [15, 2],
  ]),
  between: between(
    [
      [0, 10],
      [10, 4],
    ],
    [
      [0, 20],
      [10, 18],
    ],
  ),
  'between, coarsely': between(
    [
      [0.4, 10.4],
      [10, 4],
    ],
    [
      [0.4, 20.6],
      [10, 18],
    ],
    1,
  ),
  rectangle: rectangle(2, 3, 12, 8),
  'rectangle from its other corner': rectangle(12, 8, 2, 3),
  'rectangle without height': rectangle(2, 3, 12, 3),
  hatching: hatching(0, 0, 12, 6, 4),
  circle: dot(10, 20, 'circle', 3),
  square: dot(10, 20, 'square', 3),
  diamond: dot(10, 20, 'diamond', 3),
  triangle: dot(10, 20, 'triangle', 3),
  cross: dot(10, 20, 'cross', 3),
};

const labels: Record<string, Shown> = {
  words: words(10, 20, 'a & b < c\u00a0d'),
  'words, at their end': words(10, 20, 'wait', 'name', 'end'),
  'words in two lines': words(10, 20, ['least', 'outstanding'], 'wait', 'middle'),
  'broken at spaces': wrap('least outstanding work first', 110),
  'moved apart': spread([10, 12, 40, 41], [15, 15, 15, 30], 0, 100).map(String),
  'moved inside': spread([-10, 99], [15, 15], 0, 100).map(String),
  remarks: placeRemarks(
    (['start', 'middle', 'end'] as const).map((anchor) => ({
      x: 50,
      y: 20,
      text: 'a remark',
      role: 'ink',
      anchor,
    })),
    [0, 0, 100, 60],
  ).map(({ x, y, lines }) => `${x.toFixed(1)}, ${y}: ${lines.join(' / ')}`),
  CSV: toCsv({
    columns: [{ name: 'name' }, { name: 'wait', unit: 's' }, { name: 'said, or "asked"' }],
    rows: [
      ['plain', 1.5, 'a, b'],
      ['minus', -2, 'say "a"'],
      ['line', 0, 'a\nb'],
    ],
  })
    .trimEnd()
    .split('\r\n'),
  numbers: each(
    [
      [331.977, { unit: 'ms', significant: 3 }],
      [0.3149, { unit: '%', significant: 2 }],
      [-0.3149, { unit: '%', decimals: 1 }],
      [1234567, { significant: 2 }],
      [3, { unit: 's', decimals: 1 }],
    ] as const,
    ([value, format]) => formatNumber(value, format),
  ),
  settings: each(
    [
      [0.8, { step: 0.01, unit: '%' }],
      [2, { step: 0.5, unit: 's' }],
      [-1200, { step: 50 }],
      [0.125, { step: 0.005, unit: '%' }],
    ] as const,
    ([value, control]) => formatNumber(value, control),
  ),
  dates: each(['2026-01-01', '2026-11-26'], longDate),
  'reading times': each([0, 0.4, 1.5, 11.2], readingTime),
  typographic: each(
    [`"a" 'b' ("c") it's`, 'a -- b --- c', 'wait...', '– "a" — \'b\''],
    typographic,
  ),
};

const linesOf = (shown: Shown): readonly string[] =>
  typeof shown === 'string' ? [shown] : 'body' in shown ? elementsOf(shown) : shown;

/** What the texts beside this file hold, by their names. */
export const KIT: Readonly<Record<string, readonly Part[]>> = Object.fromEntries(
  Object.entries({ axes, layers, charts, rows, marks, paths, labels }).map(([file, shown]) => [
    file,
    Object.entries(shown).map(([name, one]) => ({ name, lines: linesOf(one) })),
  ]),
);
