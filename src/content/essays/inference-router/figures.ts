/** The figures of the essay and its mark. */
import { type Chart, chart, panels } from '../../../kit/draw/chart.ts';
import { key } from '../../../kit/draw/key.ts';
import { band, type DotStyle, level, line, note, stacked } from '../../../kit/draw/layers.ts';
import { markBand, markLine, markOf } from '../../../kit/draw/mark.ts';
import { dotRows } from '../../../kit/draw/rows.ts';
import { dotSample, fillSample, lineSample } from '../../../kit/draw/samples.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column, type Style } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { type CrowdRow, crowd, depth } from './crowd.ts';
import { short, tenantName } from './drawing.ts';
import { WAY_NAMES, type Way, where } from './model.ts';
import { LEAVING_RULES, leaving, type PatienceScene, prefixes } from './patience-runs.ts';

export { whoseMinutes } from './minutes.ts';

const percent = { unit: '%', decimals: 0 };

const two = { significant: 2 };

/** Waits below this are drawn on the floor of Figure 1, s. */
const FLOOR = 0.05;

const WAY_STYLES: Record<Way, Style> = {
  random: { role: 'ink', dash: 'dotted' },
  'round robin': { role: 'ink', dash: 'dashed' },
  'two choices': { role: 'wait', dash: 'dotted' },
  'least outstanding': { role: 'wait', dash: 'dashed' },
  'central queue': { role: 'wait', weight: 'strong' },
};

export const fiveWays = figure({
  id: 'where',
  title: 'Where',
  size: 'text',
  of: where,
  caption: (_, p) =>
    `The wait that one request in a hundred exceeds, over load, for five ways of placing requests. Two lines stand apart on top; the three below lie close together. Each is the mean of ${p.seeds.length} runs of ${formatNumber(p.count)} requests, and the bands run from the lowest to the highest of them.`,
  alt: (r, { loads }) => {
    const i = loads.indexOf(given.busy.assumed);
    const at = (way: Way) => `${way} ${short(r.waits[way][i].mean)} seconds`;
    return `Five rising lines. At a load of ${formatNumber(loads[i], percent)}: ${WAY_NAMES.map(at).join(', ')}. The last three keep close together at every load and are under ${FLOOR} seconds at the lowest.`;
  },
  draw: (r, { loads }, width) => {
    const lines = WAY_NAMES.map((way) =>
      line(
        loads.map((load, i) => [load, r.waits[way][i].mean] as const),
        { ...WAY_STYLES[way], label: way },
      ),
    );
    const ranges = WAY_NAMES.map((way) =>
      band(
        loads.map((load, i) => [load, r.waits[way][i].low, r.waits[way][i].high] as const),
        { role: WAY_STYLES[way].role },
      ),
    );
    return chart(width, {
      x: linearAxis([loads[0], loads[loads.length - 1]], { label: 'load', unit: '%' }),
      y: logAxis([FLOOR, 30], {
        label: '99th-percentile wait',
        unit: 's',
        ticks: [0.05, 0.1, 0.3, 1, 3, 10, 30],
      }),
      layers: [
        ...ranges,
        ...lines,
        note(loads[loads.length - 1], FLOOR, `under ${FLOOR} s`, {
          anchor: 'end',
          dx: -4,
          dy: -10,
        }),
      ],
      height: 280,
    });
  },
  table: (r, { loads }) => ({
    columns: [{ name: 'load', unit: '%' }, ...WAY_NAMES.map((name) => ({ name, unit: 's' }))],
    rows: loads.map((load, i) => [
      rounded(load * 100, { decimals: 0 }),
      ...WAY_NAMES.map((way) => rounded(r.waits[way][i].mean, two)),
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

const tail = (row: CrowdRow, tenant: string): number =>
  row.tenants.find((one) => one.tenant === tenant)?.p99.mean ?? Number.NaN;

const named = (rows: readonly CrowdRow[], name: CrowdRow['name']): CrowdRow => {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no row is called ${name}`);
  return row;
};

export const byTenant = figure({
  id: 'when',
  title: 'When',
  size: 'page',
  of: crowd,
  caption: (_, p) =>
    `One dot per tenant: the wait that one in a hundred of its requests exceeds, while the sixth tenant's long requests are worked off. However requests are placed, everybody waits alike. The order of the queue spreads the waits from under a second to over a minute, and the column at the right hardly moves. The last row divides the machine among three classes by weight, and fairly inside each; the floor is explained further down. Means of ${p.seeds.length} runs.`,
  alt: (r) => {
    const fifo = named(r, 'first come');
    const fair = named(r, 'fair shares');
    return `A dot plot. In the rows of placement and of first come, first served, all six tenants lie together near ${short(tail(fifo, 'chat-b'))} seconds. Under fair shares code-a waits ${short(tail(fair, 'code-a'))}, chat-b ${short(tail(fair, 'chat-b'))}, chat-a ${short(tail(fair, 'chat-a'))} and the sixth tenant ${short(tail(fair, 'bulk'))} seconds. The work-weighted mean is ${short(fifo.workWeighted)} seconds in both.`;
  },
  draw: (r, _, width) => {
    const rows = (decides: CrowdRow['decides']) =>
      r
        .filter((row) => row.decides === decides)
        .map((row) => ({
          name: row.name,
          joined: true,
          marked: row.name === 'fair shares',
          figure: `${formatNumber(row.workWeighted, { decimals: 1 })} s`,
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
          x: logAxis([0.1, 200], { label: '99th-percentile wait', unit: 's' }),
          groups: [
            { name: 'where, on arrival', rows: rows('where') },
            { name: 'when, in one queue', rows: rows('when') },
          ],
          column: 'mean, by work',
        }),
      ],
      6,
    );
  },
  table: (r) => ({
    columns: [
      { name: 'policy' },
      ...r[0].tenants.map(({ tenant }) => ({ name: tenantName(tenant), unit: 's' })),
      { name: 'sixth tenant done after', unit: 's' },
      { name: 'work-weighted mean', unit: 's' },
    ],
    rows: r.map((row) => [
      row.name,
      ...row.tenants.map(({ p99 }) => rounded(p99.mean, two)),
      rounded(row.bulkDone, { decimals: 0 }),
      rounded(row.workWeighted, { decimals: 2 }),
    ]),
  }),
});

const sceneName = ({ load, skew }: PatienceScene): string =>
  `load ${formatNumber(load, percent)}, ${skew > 0 ? 'lopsided' : 'even'} homes`;

export const refusals = figure({
  id: 'patience',
  title: 'Patience',
  size: 'page',
  of: prefixes,
  caption: () =>
    'Mean time to the first token when a queue refuses slots away from a request’s prefix for at most so long. Shallow bowls, lowest or nearly so at about a second. At the right the same requests under three rules without patience. The dashed line is a queue in which a request that has waited so long since its arrival takes any slot, before those at home there.',
  alt: (r, { refusals }) => {
    const second = refusals.indexOf(given.refusal.assumed);
    const text = (scene: PatienceScene) =>
      `${sceneName(scene)}: ${short(scene.homeFirst[second].firstToken.mean)} seconds with a refusal of up to a second, ${short(scene.threshold.firstToken.mean)} with a threshold, ${short(scene.sticky.firstToken.mean)} sticky, ${short(scene.blind.firstToken.mean)} blind`;
    return `Three panels. ${r.scenes.map(text).join('; ')}. In the middle panel the dashed line, the overdue first, is far above until the refusal may last many seconds.`;
  },
  draw: (r, { refusals }, width) => {
    const names = refusals.map(String);
    const over = (points: PatienceScene['homeFirst']) =>
      points.map(({ firstToken }, i) => [names[i], firstToken.mean] as const);
    const charts = r.scenes.map(
      (scene): Chart => ({
        title: sceneName(scene),
        x: bandAxis(names, { label: 'longest refusal', unit: 's' }),
        y: logAxis([1, 100], {
          label: 'time to the first token',
          unit: 's',
          ticks: [1, 3, 10, 30, 100],
        }),
        grid: 'y',
        height: 200,
        layers: [
          level(scene.blind.firstToken.mean, { role: 'reference', label: 'blind' }),
          level(scene.sticky.firstToken.mean, { role: 'reference', label: 'sticky' }),
          level(scene.threshold.firstToken.mean, { role: 'reference', label: 'threshold' }),
          ...(scene.overdueFirst === null
            ? []
            : [line(over(scene.overdueFirst), { role: 'lost', dash: 'dashed' })]),
          line(over(scene.homeFirst), { role: 'wait', weight: 'strong' }),
        ],
      }),
    );
    return column(
      [
        key(width, [
          {
            label: 'patient, those at home first',
            sample: lineSample({ role: 'wait', weight: 'strong' }),
          },
          {
            label: 'the overdue first',
            sample: lineSample({ role: 'lost', dash: 'dashed' }),
          },
        ]),
        panels(width, charts),
      ],
      10,
    );
  },
  table: (r, { refusals }) => ({
    columns: [
      { name: 'requests' },
      { name: 'blind', unit: 's' },
      { name: 'sticky', unit: 's' },
      { name: 'threshold', unit: 's' },
      ...refusals.map((refuse) => ({ name: `refusing up to ${refuse} s`, unit: 's' })),
    ],
    rows: r.scenes.flatMap((scene) => {
      const { blind, sticky, threshold, homeFirst, overdueFirst } = scene;
      const cells = (points: PatienceScene['homeFirst']) =>
        points.map(({ firstToken }) => rounded(firstToken.mean, two));
      const row = [sceneName(scene), ...cells([blind, sticky, threshold, ...homeFirst])];
      if (overdueFirst === null) return [row];
      const other = `${sceneName(scene)}, the overdue first`;
      return [row, [other, ...cells([blind, sticky, threshold, ...overdueFirst])]];
    }),
  }),
});

const median = (wait: number | null): string =>
  wait === null ? 'nobody in time' : `median wait ${short(wait)} s`;

/** The load whose waits stand under Figure 5. */
const MARKED = given.farOver.assumed;

export const endOfPatience = figure({
  id: 'leaving',
  title: 'The end of patience',
  size: 'page',
  of: leaving,
  caption: (_, p) =>
    `Where the slots' time goes in half an hour when senders leave after ${p.patience} s: useful work below, work for those who have left above it. Three rules for one first-come queue. Under each panel, the median wait of those served in time at a load of ${formatNumber(MARKED, percent)}, once the first third of the run is over. Means of ${p.seeds.length} runs.`,
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
      { name: 'median wait', unit: 's' },
    ],
    rows: r.spent.flatMap((rule, k) =>
      rule.map((one, i) => [
        LEAVING_RULES[k].name,
        rounded(loads[i] * 100, { decimals: 0 }),
        rounded(one.useful * 100, { decimals: 0 }),
        rounded(one.wasted * 100, { decimals: 0 }),
        one.medianWait === null ? '–' : rounded(one.medianWait, two),
      ]),
    ),
  }),
});

/** The queue while the burst is worked off. */
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
