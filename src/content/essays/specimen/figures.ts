import { claims } from '../../../kit/claim.ts';
import { chart, key } from '../../../kit/draw/chart.ts';
import { band, bars, dots, line, note, rule } from '../../../kit/draw/layers.ts';
import { markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis, roundUp } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, numbers, rounded } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { LOAD, type QueueRun, type QueueSettings, queue, REQUESTS, servers } from './model.ts';

const tenths = { decimals: 1 };

export const byServers = figure({
  id: 'by-servers',
  title: 'Eight servers wait less than one',
  size: 'text',
  of: servers,
  caption: () => "Mean wait over load. The line of eight servers stays low, and it's late to rise.",
  alt: () =>
    'Two lines that rise with load; eight servers far below one until both are almost full.',
  draw: (r, _, width) =>
    chart(width, {
      x: linearAxis([0.5, 1], { label: 'load', unit: '%' }),
      y: logAxis([0.01, 100], { label: 'mean wait', unit: 'service times' }),
      layers: [
        rule({ y: 1 }, { label: 'one service time' }),
        band(
          r.loads.map((x, i) => [x, r.eight[i], r.one[i]] as const),
          { role: 'wait' },
        ),
        line(
          r.loads.map((x, i) => [x, r.one[i]] as const),
          { role: 'wait', label: 'one server' },
        ),
        line(
          r.loads.map((x, i) => [x, r.eight[i]] as const),
          {
            role: 'work',
            dash: 'dashed',
            label: 'eight servers',
          },
        ),
      ],
    }),
  table: (r) => ({
    columns: [
      { name: 'load', unit: '%' },
      { name: 'one server', unit: 'service times' },
      { name: 'eight servers', unit: 'service times' },
    ],
    rows: r.loads.map((load, i) => [
      rounded(load * 100, tenths),
      rounded(r.one[i], { significant: 3 }),
      rounded(r.eight[i], { significant: 3 }),
    ]),
  }),
});

const sum = (r: QueueRun) =>
  `The mean wait is ${formatNumber(mean(r.means), tenths)} service times, the 99th percentile ${formatNumber(mean(r.p99s), tenths)}.`;

export const waits = figure<QueueSettings, QueueRun>({
  id: 'waits',
  title: 'Every twelfth request and its wait',
  size: 'page',
  of: queue,
  caption: (r) => `Each dot is a request. ${sum(r)}`,
  alt: (r) => `Scattered dots in waves, from no wait to long ones. ${sum(r)}`,
  draw: (r, p, width) => {
    const top = roundUp(Math.max(...r.waits.map(([, wait]) => wait), 1));
    return column([
      key(width, [
        { label: 'wait', sample: fillSample({ role: 'wait' }) },
        { label: 'server busy', sample: fillSample({ role: 'work', tint: 2 }) },
      ]),
      chart(width, {
        x: linearAxis([0, roundUp(r.waits.at(-1)![0])], {
          label: 'arrival',
          unit: 'service times',
        }),
        y: linearAxis([0, top], { label: 'wait', unit: 'service times' }),
        layers: [
          dots(r.waits, { role: 'wait', r: 2 }),
          rule({ y: mean(r.p99s) }, { role: 'lost', dash: 'dashed', label: '99th percentile' }),
          note(0, top, `load ${formatNumber(p.load, { unit: '%', decimals: 0 })}`, {
            dx: 4,
            dy: 8,
          }),
        ],
      }),
      chart(width, {
        height: 36,
        x: linearAxis([0, 1], { label: 'share of the time', unit: '%' }),
        y: bandAxis(['server']),
        layers: [
          bars([{ x: [0, p.load], y: 'server', text: 'busy' }], { role: 'work', tint: 2 }),
          bars([{ x: [p.load, 1], y: 'server', text: 'idle' }], {
            role: 'reference',
            hatched: true,
          }),
        ],
      }),
    ]);
  },
  table: (r) => ({
    columns: [
      { name: 'arrival', unit: 'service times' },
      { name: 'wait', unit: 'service times' },
    ],
    rows: r.waits.map(([arrival, wait]) => [rounded(arrival, tenths), rounded(wait, tenths)]),
  }),
  controls: [
    { kind: 'number', name: 'load', label: 'Load', min: 0.1, max: 0.99, step: 0.01, unit: '%' },
    {
      kind: 'choice',
      name: 'order',
      label: 'Order',
      options: [
        { value: 'first', label: 'first come, first served' },
        { value: 'last', label: 'last come, first served' },
      ],
    },
    { kind: 'switch', name: 'fixed', label: 'Equal service times' },
  ],
  outcome: sum,
});

export const wait = numbers(queue, {
  mean: {
    what: 'mean wait of the specimen queue',
    read: (r) => mean(r.means),
    unit: 'service times',
    significant: 1,
  },
  p99: {
    what: ({ p99s }) => `99th-percentile wait of the specimen queue, over ${p99s.length} runs`,
    read: ({ p99s }) => [Math.min(...p99s), Math.max(...p99s)],
    significant: 2,
  },
  first: {
    what: 'wait of the first request of the first run',
    read: (r) => r.waits[0][1],
    decimals: 0,
    thisRun: 'somebody has to be first',
  },
});

export const held = claims(queue, {
  tail: {
    holds: ({ means, p99s }) => Math.min(...p99s) > Math.max(...means),
    numbers: [wait.p99, wait.mean],
  },
});

export const given = { load: LOAD, requests: REQUESTS };

export const mark = {
  of: servers,
  draw: (r: { loads: number[]; one: number[]; eight: number[] }) => {
    const scale = { x: [0.5, 0.98], y: [0, 20] } as const;
    return markOf(
      markBand(
        scale,
        r.loads.map((x, i) => [x, r.eight[i], r.one[i]] as const),
        { role: 'wait' },
      ),
      markLine(
        scale,
        r.loads.map((x, i) => [x, r.one[i]] as const),
        { role: 'wait' },
      ),
    );
  },
};
