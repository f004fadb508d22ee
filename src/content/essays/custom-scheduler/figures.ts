import { type Chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, bars, dots, line, rule, stacked } from '../../../kit/draw/layers.ts';
import { type Mark, markLine, markOf, markSteps } from '../../../kit/draw/mark.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { dotSample, fillSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, formatValue, rounded } from '../../../kit/number.ts';
import { burstOfLong, comingBack, currencies, fairShare, twoPoles } from './model.ts';
import { KINDS } from './scenes.ts';

export { breaking } from './breaking.ts';
export { sentences } from './sentences.ts';

const whole = { decimals: 0 };
const percent = { unit: '%', decimals: 0 };

type Waits = {
  readonly load: number;
  readonly high: number;
  readonly low: number;
  readonly fifo: number;
};

/** The sum over both classes of load times wait, under strict priority. */
const conserved = (low: number) => (waits: Waits) => waits.load * waits.high + low * waits.low;

export const poles = figure({
  id: 'two-poles',
  title: 'Two poles',
  size: 'text',
  of: twoPoles,
  caption: (_, { low }) =>
    `Mean wait of two classes on one server, the low class at a fixed ${formatNumber(low, percent)} of it. Lines are the formulas, dots a simulation. The low class leaves for the ceiling long before the machine is full; the panel below, where each wait is weighted by its load, cannot tell the two disciplines apart.`,
  alt: ({ theory }) => {
    const at = theory.find(({ load }) => load === 0.7)!;
    return `Waits against the load of the high class, on a logarithmic scale. At a load of ${formatNumber(at.load, percent)} the high class waits ${formatNumber(at.high, { decimals: 1 })} service times, everyone under first come, first served ${formatNumber(at.fifo, { decimals: 1 })}, the low class ${formatNumber(at.low, { decimals: 1 })}; the low class climbs out of the picture as the machine fills, the high class hardly rises. Below, the sum of load times wait is one curve for both disciplines.`;
  },
  draw: ({ theory, simulated }, { low }, width) => {
    const x = linearAxis([0, 0.9], {
      unit: '%',
      label: `load of the high class`,
      ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
    });
    const points = (rows: readonly Waits[], of: (waits: Waits) => number) =>
      rows.filter(({ load }) => load > 0).map((waits) => [waits.load, of(waits)] as const);
    const both = (waits: Waits) => (waits.load + low) * waits.fifo;
    const strict = conserved(low);
    return panels(
      width,
      [
        {
          x,
          y: logAxis([0.1, 1000], { label: 'mean wait, service times' }),
          layers: [
            line(
              points(theory, (w) => w.fifo),
              {
                role: 'reference',
                dash: 'dashed',
                label: 'first come',
              },
            ),
            line(
              points(theory, (w) => w.low),
              { role: 'wait', weight: 'strong', label: 'low class' },
            ),
            line(
              points(theory, (w) => w.high),
              { role: 'work', label: 'high class' },
            ),
            dots(
              points(simulated, (w) => w.fifo),
              { role: 'reference', shape: 'diamond' },
            ),
            dots(
              points(simulated, (w) => w.low),
              { role: 'wait', shape: 'square' },
            ),
            dots(
              points(simulated, (w) => w.high),
              { role: 'work' },
            ),
          ],
        },
        {
          x,
          y: logAxis([0.01, 100], { label: 'sum of load × wait' }),
          height: isNarrow(width) ? 110 : 130,
          layers: [
            line(points(theory, strict), { role: 'ink', label: 'priority and first come' }),
            dots(points(simulated, both), {
              role: 'reference',
              shape: 'diamond',
              r: 4.6,
              hollow: true,
            }),
            dots(points(simulated, strict), { role: 'ink', r: 2.4 }),
          ],
        },
      ],
      { columns: 1 },
    );
  },
  table: ({ theory, simulated }) => ({
    columns: [
      { name: 'load of the high class' },
      { name: 'source' },
      { name: 'high class', unit: 'service times' },
      { name: 'low class', unit: 'service times' },
      { name: 'first come', unit: 'service times' },
    ],
    rows: [
      ...theory.map((w) => [w.load, 'formula', w.high, w.low, w.fifo]),
      ...simulated.map((w) => [w.load, 'simulation', w.high, w.low, w.fifo]),
    ],
  }),
});

export const burst = figure({
  id: 'one-burst',
  title: 'Seven answers to one burst',
  size: 'text',
  of: burstOfLong,
  caption: (_, { count, seeds }) =>
    `A burst of ${count} long requests arrives beside an interactive tenant: how long the slowest one in a hundred of the interactive requests waits, and when the burst is done, means over ${seeds.length} runs. The longer the head start, the shorter the one and the longer the other; shares land beside strict priority.`,
  alt: (rows) =>
    `A dot plot, one row for each policy. ${rows
      .map(
        ({ policy, p99, burstDone }) =>
          `${policy}: 99th percentile of the interactive wait ${formatNumber(p99.mean, whole)} s, burst done after ${formatNumber(burstDone.mean, whole)} s.`,
      )
      .join(' ')}`,
  draw: (rows, _, width) =>
    column(
      [
        key(width, [
          {
            label: 'interactive wait, p99',
            sample: dotSample({ role: 'wait', shape: 'square' }),
          },
          { label: 'burst done after', sample: dotSample({ role: 'work' }) },
        ]),
        dotRows(width, {
          x: linearAxis([0, 340], { label: 'time', unit: 's' }),
          groups: [
            {
              rows: rows.map(({ policy, p99, burstDone }) => ({
                name: policy,
                joined: true,
                figure: `${formatNumber(p99.mean, whole)} / ${formatNumber(burstDone.mean, whole)}`,
                dots: [
                  { value: p99.mean, style: { role: 'wait', shape: 'square' } },
                  { value: burstDone.mean, style: { role: 'work' } },
                ],
              })),
            },
          ],
          column: 'wait / done, s',
        }),
      ],
      6,
    ),
  table: (rows) => ({
    columns: [
      { name: 'policy' },
      { name: 'interactive wait, mean', unit: 's' },
      { name: 'interactive wait, p99', unit: 's' },
      { name: 'burst, mean wait', unit: 's' },
      { name: 'burst done after', unit: 's' },
    ],
    rows: rows.map((row) => [
      row.policy,
      row.mean.mean,
      row.p99.mean,
      row.burstMean.mean,
      row.burstDone.mean,
    ]),
  }),
});

/** Fills of three tenants, told apart by depth. */
const TENANTS = [{ role: 'work' }, { role: 'work', tint: 1 }, { role: 'work', tint: 3 }] as const;

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
    `Shares of the service of the last ${window} s, in one run. Three tenants with equal rights; the third has nothing to do until ${formatNumber(60 * away, whole)} s. Above, its counter has stood still meanwhile, and it holds more than half of the machine for ${formatNumber(without.held[0], whole)} s. Below, it is lifted on its return, and takes its third at once.`,
  alt: ({ without, with: lifted }, { absence: away }) =>
    `Two stacked areas over time. Without a rule the returning tenant takes almost everything at ${formatNumber(60 * away, whole)} s and keeps more than half for ${formatNumber(without.held[0], whole)} s; nobody else is admitted for up to ${formatNumber(without.shut[0], whole)} s. With the rule the three shares become thirds at once; the longest pause for the others is ${formatNumber(lifted.shut[0], { decimals: 1 })} s.`,
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

/** Service received less the fair share, as steps around nothing. */
export const mark: Mark<typeof fairShare.defaults, ReturnType<typeof fairShare.compute>> = {
  of: fairShare,
  draw: ({ served, ahead, bound }) => {
    const end = served.at(-1)!;
    const scale = { x: [0, end], y: [-bound / 2, bound / 2] } as const;
    return markOf(
      markLine(
        scale,
        [
          [0, 0],
          [end, 0],
        ],
        { role: 'reference', weight: 'thin' },
      ),
      markSteps(scale, [[0, 0], ...served.map((x, i) => [x, ahead[i]] as const)], {
        role: 'work',
      }),
    );
  },
};
