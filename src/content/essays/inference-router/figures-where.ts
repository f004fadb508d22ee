import { dotRows } from '../../../kit/draw/rows.ts';
import { logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { percent, short } from './drawing.ts';
import { COUNTING, routers, WAY_NAMES, where } from './model.ts';
import { meanAndInterval, meanAndTail, waitCells, waitsRow } from './waits-drawn.ts';

export const sixWays = figure({
  id: 'where',
  title: 'Where',
  size: 'text',
  of: where,
  caption: (_, p) =>
    `The wait for a slot at a load of ${formatNumber(p.load, percent)}, by the way in which requests are placed; the mean stands at the right. Above, the requests of the hour arrive at random times, placed by the ways that count and no others; below, they arrive when they came. The ways that count lie close together in both, and what the arrivals add to the wait no counting takes away. The scale is logarithmic: equal steps multiply. Means of ${p.seeds.length} runs; their intervals are in the data.`,
  alt: (r) =>
    `A dot plot. Arrivals at random: mean waits of ${COUNTING.map((way) => `${way} ${short(r.scattered[way].mean.mean)}`).join(', ')} seconds. As they came: ${WAY_NAMES.map((way) => `${way} ${short(r.came[way].mean.mean)}`).join(', ')} seconds.`,
  draw: (r, _, width) =>
    column(
      [
        meanAndTail(width),
        dotRows(width, {
          x: logAxis([0.02, 30], {
            label: 'wait',
            unit: 's',
            ticks: [0.03, 0.1, 0.3, 1, 3, 10, 30],
          }),
          groups: [
            {
              name: 'arrivals at random',
              rows: COUNTING.map((way) => waitsRow(way, r.scattered[way])),
            },
            { name: 'as they came', rows: WAY_NAMES.map((way) => waitsRow(way, r.came[way])) },
          ],
          column: 'mean',
        }),
      ],
      6,
    ),
  table: (r) => ({
    columns: [
      { name: 'arrivals' },
      { name: 'way' },
      ...meanAndInterval,
      { name: 'mean over the queue’s', unit: 's' },
      { name: '± 95%', unit: 's' },
    ],
    rows: [
      ...COUNTING.map((way) => ['at random', way, r.scattered[way]] as const),
      ...WAY_NAMES.map((way) => ['as they came', way, r.came[way]] as const),
      ...(['two choices', 'central queue'] as const).map(
        (way) =>
          [
            `as they came, load ${formatNumber(given.lighter.assumed, percent)}`,
            way,
            r.lighter[way],
          ] as const,
      ),
    ].map(([arrivals, way, placed]) => [
      arrivals,
      way,
      ...waitCells(placed),
      rounded(placed.over.mean, { significant: 2 }),
      rounded(placed.over.half, { significant: 2 }),
    ]),
  }),
});

export const manyRouters = figure({
  id: 'routers',
  title: 'Eight routers',
  size: 'text',
  of: routers,
  caption: (_, p) =>
    `The same hour at the same load, placed by ${p.routers} routers that see the replicas as they were at their last look, and know besides only what they have sent themselves. A row’s name says what the router picks (the least loaded of all, or the better of two), the time between looks, and whether the routers all look together or in turn. What costs is that all look at one moment. Lines of their own, from which a free slot takes the older of two heads, wait as one queue does, and a little longer where it asks blindly, as often as the row says. The scale is logarithmic: equal steps multiply.`,
  alt: (r) =>
    `A dot plot. Mean waits in seconds: ${r.map(({ name, mean }) => `${name} ${short(mean.mean)}`).join('; ')}.`,
  draw: (r, _, width) =>
    column(
      [
        meanAndTail(width),
        dotRows(width, {
          x: logAxis([0.5, 40], { label: 'wait', unit: 's', ticks: [0.5, 1, 3, 10, 30] }),
          groups: [{ rows: r.map(({ name, ...waits }) => waitsRow(name, waits)) }],
          column: 'mean',
        }),
      ],
      6,
    ),
  table: (r) => ({
    columns: [{ name: 'routers' }, ...meanAndInterval],
    rows: r.map(({ name, ...waits }) => [name, ...waitCells(waits)]),
  }),
});
