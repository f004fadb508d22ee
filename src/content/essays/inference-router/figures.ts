/** The figures of the essay and its mark. */
import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, type DotStyle, stacked } from '../../../kit/draw/layers.ts';
import { markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { type DotRow, dotRows } from '../../../kit/draw/rows.ts';
import { dotSample, fillSample } from '../../../kit/draw/samples.ts';
import { linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { type Row, WATCHED } from './crowd.ts';
import { brief, short, tenantName } from './drawing.ts';
import type { Spread, Waits } from './measures.ts';
import {
  COUNTING,
  crowd,
  depth,
  inside,
  leaving,
  orders,
  prefixes,
  routers,
  WAY_NAMES,
  where,
} from './model.ts';
import { NESTED } from './orders.ts';
import { keepsGrowing, LEAVING_RULES, type Reuse } from './patience-runs.ts';
import { TENANTS } from './workload.ts';

export { whoseMinutes } from './machine.ts';

const percent = { unit: '%', decimals: 0 };

/** How a mean and a 99th percentile are drawn. */
const MEAN: DotStyle = { role: 'wait', shape: 'circle', r: 3.8 };
const TAIL: DotStyle = { role: 'wait', shape: 'circle', hollow: true, r: 3.8 };

const meanAndTail = (width: number) =>
  key(width, [
    { label: 'mean', sample: dotSample(MEAN) },
    { label: '99th percentile', sample: dotSample(TAIL) },
  ]);

/** A row with the mean and the 99th percentile of a wait. */
const waitsRow = (name: string, { mean, p99 }: Waits): DotRow => ({
  name,
  joined: true,
  figure: `${short(mean.mean)} s`,
  dots: [
    { value: mean.mean, style: MEAN },
    { value: p99.mean, style: TAIL },
  ],
});

/** A mean and half its interval, as cells. */
const cells = ({ mean, half }: Spread): [number, number] => [
  brief(mean),
  rounded(half, { significant: 2 }),
];

const meanAndInterval = [
  { name: 'mean wait', unit: 's' },
  { name: '± 95%', unit: 's' },
  { name: '99th percentile', unit: 's' },
  { name: '± 95%', unit: 's' },
];

const waitCells = ({ mean, p99 }: Waits): number[] => [...cells(mean), ...cells(p99)];

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

const KIND_STYLES: Record<string, DotStyle> = {
  code: { role: 'wait', shape: 'circle', r: 3.8 },
  chat: { role: 'wait', shape: 'square', r: 3.8 },
  long: { role: 'ink', shape: 'triangle', hollow: true, r: 3.8 },
};
const KIND_NAMES: Record<string, string> = { code: 'code', chat: 'conversation', long: 'long' };

export const byClass = figure({
  id: 'order',
  title: 'An ordinary hour',
  size: 'text',
  of: orders,
  caption: (_, p) =>
    `The mean wait of each kind of request in an hour in which nobody floods, at a load of ${formatNumber(p.load, percent)}, by the order of one queue; at the right the mean of all. Code comes in bursts and waits longest in order of arrival. Any order that lets the short go first shortens the mean of all and makes the long wait longer. The third knows the lengths of prompts and no classes; its table is from another draw of the hour. Means of ${p.seeds.length} runs.`,
  alt: (r) =>
    `A dot plot of three rows. ${r.map(({ rule, all, kinds }) => `${rule}: ${kinds.map(({ kind, wait }) => `${KIND_NAMES[kind]} ${short(wait.mean)}`).join(', ')}, all ${short(all.mean)} seconds`).join('; ')}.`,
  draw: (r, _, width) =>
    column(
      [
        key(
          width,
          r[0].kinds.map(({ kind }) => ({
            label: KIND_NAMES[kind],
            sample: dotSample(KIND_STYLES[kind]),
          })),
        ),
        dotRows(width, {
          x: logAxis([0.05, 3], { label: 'mean wait', unit: 's', ticks: [0.05, 0.1, 0.3, 1, 3] }),
          groups: [
            {
              rows: r.map(({ rule, all, kinds }) => ({
                name: rule,
                joined: true,
                figure: `${short(all.mean)} s`,
                dots: kinds.map(({ kind, wait }) => ({
                  value: wait.mean,
                  style: KIND_STYLES[kind],
                })),
              })),
            },
          ],
          column: 'mean of all',
        }),
      ],
      6,
    ),
  table: (r) => ({
    columns: [
      { name: 'order' },
      ...['all', ...r[0].kinds.map(({ kind }) => KIND_NAMES[kind])].flatMap((name) => [
        { name, unit: 's' },
        { name: '± 95%', unit: 's' },
      ]),
    ],
    rows: r.map(({ rule, all, kinds }) => [
      rule,
      ...cells(all),
      ...kinds.flatMap(({ wait }) => cells(wait)),
    ]),
  }),
});

/** Hollow: asks for more than its share. */
const TENANT_STYLES: Record<string, DotStyle> = {
  'code-a': { role: 'wait', shape: 'circle', r: 3.8 },
  'code-b': { role: 'wait', shape: 'circle', r: 3.8 },
  'chat-a': { role: 'wait', shape: 'square', hollow: true, r: 3.8 },
  'chat-b': { role: 'wait', shape: 'square', r: 3.8 },
  'chat-c': { role: 'wait', shape: 'square', r: 3.8 },
  bulk: { role: 'ink', shape: 'triangle', hollow: true, r: 3.8 },
};

const named = (rows: readonly Row[], rule: Row['rule']): Row => {
  const row = rows.find((one) => one.rule === rule);
  if (row === undefined) throw new Error(`no row is called ${rule}`);
  return row;
};

/** The rules that are drawn; the data has all. */
const DRAWN: readonly Row['rule'][] = [
  'two choices',
  'fair in each replica',
  'one replica apart',
  'first come',
  'strict classes',
  'fair shares',
  NESTED,
];

/** What the tenants of the conversation service send of it. */
const CHAT_SHARES = TENANTS.chat.map(({ share }) => formatNumber(share, percent)).join(', ');

const tailOf = (row: Row, tenant: string): string =>
  short(row.tenants.find((one) => one.tenant === tenant)?.p99.mean ?? Number.NaN);

export const byTenant = figure({
  id: 'when',
  title: 'When',
  size: 'page',
  of: crowd,
  caption: (_, p) =>
    `Read two rows first: first come and fair shares. One dot for each tenant: the wait that one in a hundred of its requests exceeds, of those that come within ${WATCHED} s of the flood’s beginning. At the right the mean wait of all requests of the run, its quiet minutes too: by heads every request counts once, by work every second of slot time does. The router is told whom to set apart. chat-a, chat-b and chat-c send ${CHAT_SHARES} of the conversation. Means of ${p.seeds.length} runs, each from another stretch of the hour; the data has more rules.`,
  alt: (r) => {
    const first = named(r, 'first come');
    const fair = named(r, 'fair shares');
    const classes = named(r, NESTED);
    return `A dot plot. Placed by two choices and under first come, first served, all six tenants lie together near ${tailOf(first, 'chat-b')} seconds. With fair shares in each replica chat-b waits ${tailOf(named(r, 'fair in each replica'), 'chat-b')} and the sixth tenant ${tailOf(named(r, 'fair in each replica'), 'bulk')} seconds; with one replica apart, ${tailOf(named(r, 'one replica apart'), 'chat-b')} and ${tailOf(named(r, 'one replica apart'), 'bulk')}. Under fair shares code-a waits ${tailOf(fair, 'code-a')}, chat-b ${tailOf(fair, 'chat-b')}, chat-a ${tailOf(fair, 'chat-a')} and the sixth tenant ${tailOf(fair, 'bulk')} seconds; under ${classes.rule}, ${tailOf(classes, 'code-a')}, ${tailOf(classes, 'chat-b')}, ${tailOf(classes, 'chat-a')} and ${tailOf(classes, 'bulk')}.`;
  },
  draw: (r, _, width) => {
    const rows = (decides: Row['decides']) =>
      r
        .filter((row) => row.decides === decides && DRAWN.includes(row.rule))
        .map((row) => ({
          name: row.rule,
          joined: true,
          figure: `${formatNumber(row.byRequest.mean, { decimals: 1 })} / ${formatNumber(row.byWork.mean, { decimals: 1 })} s`,
          dots: row.tenants.map(({ tenant, p99 }) => ({
            value: p99.mean,
            style: TENANT_STYLES[tenant],
          })),
        }));
    return column(
      [
        key(width, [
          { label: 'code-a, code-b', sample: dotSample(TENANT_STYLES['code-a']) },
          { label: 'chat-b, chat-c', sample: dotSample(TENANT_STYLES['chat-b']) },
          { label: 'chat-a, over its share', sample: dotSample(TENANT_STYLES['chat-a']) },
          { label: 'the sixth tenant', sample: dotSample(TENANT_STYLES.bulk) },
        ]),
        dotRows(width, {
          x: logAxis([0.3, 500], {
            label: '99th-percentile wait',
            unit: 's',
            ticks: [0.3, 1, 3, 10, 30, 100, 300],
          }),
          groups: [
            { name: 'where, on arrival', rows: rows('where') },
            { name: 'when, in one queue', rows: rows('when') },
          ],
          column: 'mean, by heads / by work',
        }),
      ],
      6,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'rule' },
      ...r[0].tenants.flatMap(({ tenant }) => [
        { name: `${tenantName(tenant)}, mean`, unit: 's' },
        { name: `${tenantName(tenant)}, 99th percentile`, unit: 's' },
        { name: '± 95%', unit: 's' },
      ]),
      { name: 'mean by request', unit: 's' },
      { name: 'mean by work', unit: 's' },
      { name: 'last of the sixth starts after', unit: 's' },
    ],
    rows: r.map((row) => [
      row.rule,
      ...row.tenants.flatMap(({ mean, p99 }) => [brief(mean.mean), ...cells(p99)]),
      brief(row.byRequest.mean),
      rounded(row.byWork.mean, { significant: 3 }),
      rounded(row.lastStart.mean, { decimals: 0 }),
    ]),
  }),
});

/** The two scenes with homes, and how each is drawn. */
const SCENES: readonly { readonly name: string; readonly style: DotStyle }[] = [
  { name: 'reuse as in the trace', style: { role: 'wait', shape: 'circle', r: 3.8 } },
  { name: 'more reuse, lopsided', style: { role: 'wait', shape: 'square', hollow: true, r: 3.8 } },
];

const firstToken = (scene: Reuse): string =>
  keepsGrowing(scene) ? 'grows' : `${short(scene.firstToken.mean)} s`;

export const refusals = figure({
  id: 'patience',
  title: 'The right place',
  size: 'text',
  of: prefixes,
  caption: (_, p) =>
    `Mean time to the first token when a replica may hold part of a prompt, over an hour of long conversations that arrive at random. Look at the rows from the fourth to the sixth: both marks stay at the left. Where the column says that it grows, it keeps growing for as long as the run lasts. In the last two rows a request that has waited ${p.refuse} s may take any free slot before younger ones are asked, counted from the first slot refused and from the arrival. Means of ${p.seeds.length} runs.`,
  alt: (r) =>
    `A dot plot of eight rules in two scenes. ${r.map(({ rule, scenes }) => `${rule}: ${scenes.map(firstToken).join(' and ')}`).join('; ')}.`,
  draw: (r, _, width) =>
    column(
      [
        key(
          width,
          SCENES.map(({ name, style }) => ({ label: name, sample: dotSample(style) })),
        ),
        dotRows(width, {
          x: logAxis([2, 60], {
            label: 'time to the first token',
            unit: 's',
            ticks: [2, 5, 10, 20, 50],
          }),
          groups: [
            {
              rows: r.map(({ rule, scenes }) => ({
                name: rule,
                figure: scenes.map(firstToken).join(' / '),
                dots: scenes.map((scene, i) => ({
                  value: scene.firstToken.mean,
                  style: SCENES[i].style,
                })),
              })),
            },
          ],
          column: 'mean',
        }),
      ],
      6,
    ),
  table: (r) => ({
    columns: [
      { name: 'rule' },
      ...SCENES.flatMap(({ name }) => [
        { name: `${name}: first token`, unit: 's' },
        { name: '± 95%', unit: 's' },
        { name: 'served at home', unit: '%' },
        { name: 'last quarter over second' },
      ]),
    ],
    rows: r.map(({ rule, scenes }) => [
      rule,
      ...scenes.flatMap((scene) => [
        ...cells(scene.firstToken),
        rounded(scene.atHome * 100, { decimals: 0 }),
        rounded(scene.growth, { significant: 2 }),
      ]),
    ]),
  }),
});

export const sharedSteps = figure({
  id: 'inside',
  title: 'After the start',
  size: 'text',
  of: inside,
  caption: (_, p) =>
    `What chat-b sees of the flood when the requests of a replica share its steps. From the top: the wait for a slot that one in a hundred exceeds; the mean time from one token of an answer to the next; and the price, how long after the flood begins the sixth tenant’s last request starts. The order of the queue moves the first by a factor of ten and the second hardly at all. With a limit the sixth holds at most ${p.limit} slots at once, anywhere; in the last row it has one replica of the eight, and the five have the others. The first row is the same stretch without the flood. Means of ${p.seeds.length} runs.`,
  alt: (r) =>
    `Three dot plots. ${r.map(({ rule, wait, token, lastStart }) => `${rule}: wait ${short(wait.mean)} seconds, ${formatNumber(token.mean, { decimals: 0 })} milliseconds a token${lastStart === null ? '' : `, the sixth’s last start after ${formatNumber(lastStart.mean, { decimals: 0 })} seconds`}`).join('; ')}.`,
  draw: (r, _, width) => {
    const rows = (
      read: (one: (typeof r)[number]) => Spread | null,
      text: (value: number) => string,
    ) =>
      r.flatMap((one) => {
        const value = read(one)?.mean;
        return value === undefined
          ? []
          : [{ name: one.rule, figure: text(value), dots: [{ value, style: MEAN }] }];
      });
    return column(
      [
        dotRows(width, {
          x: logAxis([0.2, 100], {
            label: '99th-percentile wait',
            unit: 's',
            ticks: [0.3, 1, 3, 10, 30, 100],
          }),
          groups: [
            {
              rows: rows(
                ({ wait }) => wait,
                (value) => `${short(value)} s`,
              ),
            },
          ],
        }),
        dotRows(width, {
          x: linearAxis([0, 30], { label: 'time per token', unit: 'ms' }),
          groups: [
            {
              rows: rows(
                ({ token }) => token,
                (value) => formatNumber(value, { unit: 'ms', decimals: 0 }),
              ),
            },
          ],
        }),
        dotRows(width, {
          x: linearAxis([0, 800], { label: 'the sixth tenant’s last start', unit: 's' }),
          groups: [
            {
              rows: rows(
                ({ lastStart }) => lastStart,
                (value) => formatNumber(value, { unit: 's', decimals: 0 }),
              ),
            },
          ],
        }),
      ],
      14,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'rule' },
      { name: '99th-percentile wait', unit: 's' },
      { name: '± 95%', unit: 's' },
      { name: 'time per token', unit: 'ms' },
      { name: '± 95%', unit: 'ms' },
      { name: 'last of the sixth starts after', unit: 's' },
    ],
    rows: r.map(({ rule, wait, token, lastStart }) => [
      rule,
      ...cells(wait),
      ...cells(token),
      lastStart === null ? '–' : rounded(lastStart.mean, { decimals: 0 }),
    ]),
  }),
});

const median = (wait: number | null): string =>
  wait === null ? 'nobody in time' : `median wait ${short(wait)} s`;

/** The load whose waits stand under the panels. */
const MARKED = given.farOver.assumed;

export const endOfPatience = figure({
  id: 'leaving',
  title: 'The end of patience',
  size: 'page',
  of: leaving,
  caption: (_, p) =>
    `Where the slots’ time goes when senders leave after ${p.patience} s, for the hour squeezed to more and more load: useful work below, work for those who have left above it. Three rules for one first-come queue. Under each panel, the median wait of those served in time at a load of ${formatNumber(MARKED, percent)}, in the second half of the run. Means of ${p.seeds.length} runs.`,
  alt: (r, { loads }) => {
    const i = loads.indexOf(MARKED);
    const [plain, dropping, bounded] = r.spent.map((rule) => rule[i]);
    return `Three stacked areas over load. A queue that serves whoever is next turns from useful to wasted just above full load: ${formatNumber(plain.wasted, percent)} is wasted at ${formatNumber(MARKED, percent)}. Dropping the departed keeps all of it useful, ${median(dropping.medianWait)}; bounding the queue as well, ${median(bounded.medianWait)}.`;
  },
  draw: (r, { loads }, width) => {
    const charts = r.spent.map((rule, k): Chart => {
      const [useful, wasted] = stacked(loads, [
        rule.map((one) => one.useful),
        rule.map((one) => one.wasted),
      ]);
      return {
        title: LEAVING_RULES[k].name,
        x: linearAxis([loads[0], loads[loads.length - 1]], { label: 'load', unit: '%' }),
        y: linearAxis([0, 1], { label: 'share of the slots', unit: '%' }),
        height: 150,
        layers: [
          band(useful, { role: 'work', solid: true }),
          band(wasted, { role: 'lost', solid: true }),
        ],
        note: `at ${formatNumber(MARKED, percent)}: ${median(rule[loads.indexOf(MARKED)].medianWait)}`,
      };
    });
    return column(
      [
        key(width, [
          { label: 'useful work', sample: fillSample({ role: 'work' }) },
          { label: 'work for the departed', sample: fillSample({ role: 'lost' }) },
        ]),
        panels(width, charts),
      ],
      10,
    );
  },
  table: (r, { loads }) => ({
    columns: [
      { name: 'rule' },
      { name: 'load', unit: '%' },
      { name: 'useful', unit: '%' },
      { name: 'wasted', unit: '%' },
      { name: 'served in time', unit: '%' },
      { name: 'median wait', unit: 's' },
    ],
    rows: r.spent.flatMap((rule, k) =>
      rule.map((one, i) => [
        LEAVING_RULES[k].name,
        rounded(loads[i] * 100, { decimals: 0 }),
        rounded(one.useful * 100, { decimals: 0 }),
        rounded(one.wasted * 100, { decimals: 0 }),
        rounded(one.inTime * 100, { decimals: 0 }),
        one.medianWait === null ? '–' : rounded(one.medianWait, { significant: 2 }),
      ]),
    ),
  }),
});

/** The queue while the flood is worked off. */
export const mark = {
  of: depth,
  draw: (waiting: readonly number[]) => {
    const scale = { x: [0, waiting.length - 1], y: [0, Math.max(...waiting)] } as const;
    return markOf(
      markBand(
        scale,
        waiting.map((count, i) => [i, 0, count] as const),
        { role: 'wait' },
      ),
      markLine(
        scale,
        waiting.map((count, i) => [i, count] as const),
        { role: 'wait' },
      ),
    );
  },
};
