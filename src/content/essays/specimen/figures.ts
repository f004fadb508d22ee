/** The figures of the specimen, one of each kind, its numbers and its claim. */
import { claims } from '../../../kit/claim.ts';
import { chart } from '../../../kit/draw/chart.ts';
import { chosen, handle } from '../../../kit/draw/handle.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, bars, dots, line, note, rule } from '../../../kit/draw/layers.ts';
import { markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis, roundUp } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, numbers, rounded } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import {
  LOAD,
  orders,
  point,
  type QueueRun,
  type QueueSettings,
  queue,
  REQUESTS,
  servers,
} from './model.ts';

export { length, machine } from './crowd.ts';

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

const WAIT = { unit: 'service times', significant: 2 };

export const curve = figure({
  id: 'curve',
  title: 'A point to drag and bars to choose',
  size: 'text',
  of: point,
  caption: () => 'The point moves along the load; a bar chooses how many servers there are.',
  alt: (r, p) =>
    `A rising curve for ${p.servers === 'one' ? 'one server' : `${p.servers} servers`} with a point at a wait of ${formatNumber(r.wait, WAIT)}, under a bar for each number of servers.`,
  draw: (r, p, width) =>
    column([
      chart(width, {
        height: 84,
        x: linearAxis([0, 20], { label: 'mean wait', unit: 'service times' }),
        y: bandAxis(r.all.map(({ name }) => name)),
        layers: r.all.map(({ name, wait }) =>
          chosen(
            'servers',
            name,
            bars([{ x: [0, Math.min(20, wait + 0.2)], y: name }], {
              role: 'wait',
              tint: name === p.servers ? undefined : 2,
            }),
          ),
        ),
      }),
      chart(width, {
        height: 120,
        x: linearAxis([0, 1], { label: 'load', unit: '%' }),
        y: linearAxis([0, 20], { label: 'mean wait', unit: 'service times' }),
        layers: [
          line(
            r.loads.map((x, i) => [x, r.curve[i]] as const),
            { role: 'wait' },
          ),
          handle('load', { x: p.load, y: r.wait }, 'x', [0, 1], { role: 'work' }),
        ],
      }),
    ]),
  table: (r) => ({
    columns: [
      { name: 'load', unit: '%' },
      { name: 'mean wait', unit: 'service times' },
    ],
    rows: r.loads.map((load, i) => [rounded(load * 100, tenths), rounded(r.curve[i], WAIT)]),
  }),
  controls: [
    { kind: 'number', name: 'load', label: 'Load', min: 0.1, max: 0.95, step: 0.01, unit: '%' },
    {
      kind: 'choice',
      name: 'servers',
      label: 'Servers',
      options: [
        { value: 'one', label: 'one' },
        { value: 'four', label: 'four' },
        { value: 'eight', label: 'eight' },
      ],
    },
  ],
  outcome: (r, p) =>
    `At a load of ${formatNumber(p.load, { unit: '%', decimals: 0 })} the mean wait is ${formatNumber(r.wait, WAIT)}.`,
});

export const luck = figure({
  id: 'luck',
  title: 'Which order is ahead is luck',
  size: 'text',
  of: orders,
  caption: () =>
    'The wait of each request in the order of coming, and with the newest first. Drawn again, another order has the lower mean.',
  alt: (r) =>
    `Two lines over the arrivals; their means are ${formatNumber(mean(r.first), WAIT)} in the order of coming and ${formatNumber(mean(r.last), WAIT)} with the newest first.`,
  draw: (r, _, width) => {
    const most = roundUp(Math.max(...r.first, ...r.last));
    const over = (waits: readonly number[]) =>
      waits.map((each, i) => [r.arrivals[i], each] as const);
    return chart(width, {
      height: 140,
      x: linearAxis([0, roundUp(r.arrivals.at(-1)!)], { label: 'arrival', unit: 'service times' }),
      y: linearAxis([0, most], { label: 'wait', unit: 'service times' }),
      layers: [
        dots(over(r.last), { role: 'reference', shape: 'cross', r: 2 }),
        line(over(r.first), { role: 'wait' }),
      ],
    });
  },
  table: (r) => ({
    columns: [
      { name: 'arrival', unit: 'service times' },
      { name: 'in the order of coming', unit: 'service times' },
      { name: 'newest first', unit: 'service times' },
    ],
    rows: r.arrivals.map((arrival, i) => [
      rounded(arrival, tenths),
      rounded(r.first[i], tenths),
      rounded(r.last[i], tenths),
    ]),
  }),
  again: {
    what: 'mean wait in the order of coming',
    ...WAIT,
    read: (r) => mean(r.first),
    from: 0,
    to: 20,
    role: 'wait',
    outcome: (r) =>
      mean(r.first) < mean(r.last) ? 'the order of coming was ahead' : 'the newest were ahead',
  },
  outcome: (r) =>
    `The mean wait is ${formatNumber(mean(r.first), WAIT)} in the order of coming and ${formatNumber(mean(r.last), WAIT)} with the newest first.`,
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
