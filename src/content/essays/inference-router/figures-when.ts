import { key } from '../../../kit/draw/key.ts';
import type { DotStyle } from '../../../kit/draw/layers.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { dotSample } from '../../../kit/draw/samples.ts';
import { logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { type Row, WATCHED } from './crowd.ts';
import { brief, percent, short, tenantName } from './drawing.ts';
import { crowd, orders } from './model.ts';
import { NESTED } from './orders.ts';
import { cells } from './waits-drawn.ts';
import { TENANTS } from './workload.ts';

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
