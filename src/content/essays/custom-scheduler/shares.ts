/** The figures of shares: in three currencies, and while one comes back. */
import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, bars, rule, stacked } from '../../../kit/draw/layers.ts';
import { fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, formatValue, rounded } from '../../../kit/number.ts';
import { comingBack, currencies } from './model.ts';
import { TENANTS } from './panel.ts';
import { KINDS } from './scenes.ts';

const whole = { decimals: 0 };
const percent = { unit: '%', decimals: 0 };

const CURRENCY_NAMES = ['requests', 'priced tokens', 'slot time'] as const;

type CurrencyRow = ReturnType<(typeof currencies)['compute']>[number];

const inCurrencies = ({ requests, tokens, slotTime }: CurrencyRow) => [requests, tokens, slotTime];

export const threeCurrencies = figure({
  id: 'three-currencies',
  title: 'Four policies, three currencies',
  size: 'page',
  of: currencies,
  caption: (_, { seeds }) =>
    `Shares of three tenants that always have work, under four policies, counted in three ways, means over ${seeds.length} runs; thin lines mark the thirds, the number at the right is Jain’s index of fairness. Each of the last three policies is even in one currency and in no other. First come is even in none.`,
  alt: (rows) =>
    rows
      .map(
        (row) =>
          `${row.policy}: ${inCurrencies(row)
            .map(({ shares, jain }, i) => {
              const parts = shares.map(
                (share, tenant) => `${KINDS[tenant]} ${formatNumber(share, percent)}`,
              );
              return `${CURRENCY_NAMES[i]} ${parts.join(', ')}, index ${formatNumber(jain, { decimals: 2 })}`;
            })
            .join('; ')}.`,
      )
      .join(' '),
  draw: (rows, _, width) => {
    const policy = (row: CurrencyRow): Chart => ({
      title: row.policy,
      height: 84,
      grid: 'x',
      x: linearAxis([0, 1], {
        ticks: [0, 1 / 3, 2 / 3, 1],
        format: (share) => formatNumber(share, percent),
      }),
      y: bandAxis(CURRENCY_NAMES),
      layers: [
        ...TENANTS.map((style, tenant) =>
          bars(
            inCurrencies(row).map(({ shares }, i) => {
              const before = shares.slice(0, tenant).reduce((sum, share) => sum + share, 0);
              return {
                x: [before, before + shares[tenant]],
                y: CURRENCY_NAMES[i],
                text: formatValue(shares[tenant], percent),
              };
            }),
            style,
          ),
        ),
        {
          labels: ['0.00'],
          draw: (frame) => ({
            marks: '',
            ends: inCurrencies(row).map(({ jain }, i) => ({
              text: formatNumber(jain, { decimals: 2 }),
              role: jain > 0.99 ? 'ink' : 'reference',
              x: frame.right,
              y: frame.y(CURRENCY_NAMES[i]),
            })),
          }),
        },
      ],
    });
    return column([
      key(
        width,
        KINDS.map((label, tenant) => ({ label, sample: fillSample(TENANTS[tenant]) })),
      ),
      panels(width, rows.map(policy), { columns: 2 }),
    ]);
  },
  table: (rows) => ({
    columns: [
      { name: 'policy' },
      { name: 'currency' },
      ...KINDS.map((kind) => ({ name: kind, unit: '%' })),
      { name: 'Jain’s index' },
      { name: 'priced tokens served' },
    ],
    rows: rows.flatMap((row) =>
      inCurrencies(row).map(({ shares, jain }, i) => [
        row.policy,
        CURRENCY_NAMES[i],
        ...shares.map((share) => rounded(share * 100, { decimals: 1 })),
        rounded(jain, { decimals: 2 }),
        row.served,
      ]),
    ),
  }),
});

export const absence = figure({
  id: 'absence',
  title: 'The one who went away',
  size: 'text',
  of: comingBack,
  caption: ({ without }, { absence: away, window }) =>
    `Shares of the service of the last ${window} s, in one run. Three tenants with equal rights; the third has nothing to do until ${formatNumber(60 * away, whole)} s. Above, its counter has stood still meanwhile, and it holds more than half of the machine for ${formatNumber(without.held[0], whole)} s. Below, it is lifted on its return, and has its third as soon as those ${window} s are over.`,
  alt: ({ without, with: lifted }, { absence: away, window }) =>
    `Two stacked areas over time. Without a rule the returning tenant takes almost everything at ${formatNumber(60 * away, whole)} s and keeps more than half for ${formatNumber(without.held[0], whole)} s; nobody else is admitted for up to ${formatNumber(without.shut[0], whole)} s. With the rule the three shares become thirds within ${window} s; the longest pause for the others is ${formatNumber(lifted.shut[0], { decimals: 1 })} s.`,
  draw: ({ seconds, without, with: lifted }, { absence: away }, width) => {
    const panel = (title: string, shares: readonly (readonly number[])[]): Chart => ({
      title,
      height: isNarrow(width) ? 120 : 140,
      x: linearAxis([seconds[0], seconds.at(-1)!], { label: 'time', unit: 's' }),
      y: linearAxis([0, 1], {
        unit: '%',
        label: 'share of the service',
        ticks: [0, 1 / 3, 2 / 3, 1],
        format: (v) => formatNumber(v, percent),
      }),
      layers: [
        ...stacked(
          seconds,
          [2, 1, 0].map((tenant) => shares.map((at) => at[tenant])),
        ).map((points, i) =>
          band(points, {
            ...TENANTS[i],
            solid: true,
            label: ['returning', 'second', 'first'][i],
          }),
        ),
        rule({ x: 60 * away }, { role: 'ink', dash: 'dashed' }),
      ],
    });
    return panels(
      width,
      [panel('without a rule', without.shares), panel('lifted on return', lifted.shares)],
      { columns: 1 },
    );
  },
  table: ({ seconds, without, with: lifted }) => ({
    columns: [
      { name: 'time', unit: 's' },
      ...['without a rule', 'lifted on return'].flatMap((rule) =>
        ['first', 'second', 'returning'].map((tenant) => ({
          name: `${rule}, ${tenant}`,
          unit: '%',
        })),
      ),
    ],
    rows: seconds.map((second, i) => [
      second,
      ...[...without.shares[i], ...lifted.shares[i]].map((share) =>
        rounded(share * 100, { decimals: 1 }),
      ),
    ]),
  }),
});
