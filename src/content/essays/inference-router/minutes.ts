/** The explorable of the essay. */
import { type Chart, chart, panels } from '../../../kit/draw/chart.ts';
import { band, bars, rule } from '../../../kit/draw/layers.ts';
import { bandAxis, linearAxis, logAxis } from '../../../kit/draw/scale.ts';
import { column } from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import {
  MINUTES_FROM,
  MINUTES_POLICIES,
  MINUTES_TO,
  type Minutes,
  type MinutesParams,
  type MinutesTenant,
  minutes,
  WINDOW,
} from './crowd.ts';
import { brief, short, tenantName } from './drawing.ts';

/** Waits below this are drawn as none, s. */
const FLOOR = 0.1;

/** The axis of the mean ends here, s: more than any setting reaches. */
const MEAN_TOP = 80;

const wait = (seconds: number | null): string =>
  seconds === null ? 'sends nothing' : `${short(seconds)} s`;

/** One tenant: the longest wait of its arrivals, window by window, as an area. */
function panelOf({ tenant, p99, longest }: MinutesTenant, start: number): Chart {
  const hill = longest.map((seconds, i) => {
    const middle = MINUTES_FROM + (i + 0.5) * WINDOW;
    return [middle, FLOOR, Math.max(seconds ?? FLOOR, FLOOR)] as const;
  });
  return {
    title: `${tenantName(tenant)}: ${wait(p99)}`,
    x: linearAxis([MINUTES_FROM, MINUTES_TO], { label: 'arrival', unit: 's' }),
    y: logAxis([FLOOR, 300], { ticks: [0.1, 1, 10, 100] }),
    height: 64,
    layers: [band(hill, { role: 'wait', solid: true }), rule({ x: start })],
  };
}

const tailOf = (r: Minutes, tenant: string): string =>
  wait(r.tenants.find((one) => one.tenant === tenant)?.p99 ?? null);

const spoken = (r: Minutes): string =>
  `99th-percentile waits: ${r.tenants.map(({ tenant }) => `${tenantName(tenant)} ${tailOf(r, tenant)}`).join(', ')}. Mean wait weighted by work: ${short(r.workWeighted)} s.`;

export const whoseMinutes = figure<MinutesParams, Minutes>({
  id: 'whose-minutes',
  title: 'Whose minutes',
  size: 'page',
  of: minutes,
  caption: () =>
    `The longest wait by time of arrival, in seconds, for each of six tenants; beside each name the wait that one in a hundred of its requests exceeds in the busy minutes. The grey line is the moment at which the sixth tenant begins to send. Printed: first come, first served, in one run of ${MINUTES_TO / 60} minutes; Figure 2 has the means of several. Change the order of the queue, and the hills move from tenant to tenant while the bar at the bottom, the mean weighted by work, hardly moves.`,
  alt: (r) =>
    `Six areas, one per tenant, that show waits by time of arrival, and one bar. ${spoken(r)}`,
  draw: (r, { start }, width) =>
    column(
      [
        panels(
          width,
          r.tenants.map((tenant) => panelOf(tenant, start)),
          { columns: 3, narrowColumns: 2, gap: 16 },
        ),
        chart(width, {
          title: `everybody, weighted by work: ${short(r.workWeighted)} s`,
          x: linearAxis([0, MEAN_TOP], { label: 'mean wait', unit: 's' }),
          y: bandAxis(['mean'], { gap: 0.2 }),
          height: 26,
          layers: [
            bars([{ x: [0, Math.min(r.workWeighted, MEAN_TOP)], y: 'mean' }], { role: 'wait' }),
          ],
        }),
      ],
      14,
    ),
  table: (r) => ({
    columns: [
      { name: 'tenant' },
      { name: 'median wait', unit: 's' },
      { name: '99th-percentile wait', unit: 's' },
    ],
    rows: r.tenants.map(({ tenant, p50, p99 }) => [
      tenantName(tenant),
      p50 === null ? '–' : brief(p50),
      p99 === null ? '–' : brief(p99),
    ]),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'policy',
      label: 'Policy',
      options: MINUTES_POLICIES.map((value) => ({ value, label: value })),
    },
    {
      kind: 'number',
      name: 'bulk',
      label: 'Requests of the sixth tenant',
      min: 0,
      max: 2000,
      step: 50,
    },
    { kind: 'number', name: 'names', label: 'Names it uses', min: 1, max: 20, step: 1 },
    {
      kind: 'number',
      name: 'background',
      label: 'Load of the others',
      min: 0.5,
      max: 0.9,
      step: 0.05,
      unit: '%',
    },
    {
      kind: 'number',
      name: 'spread',
      label: 'Error of predictions',
      min: 0,
      max: 2,
      step: 0.25,
    },
    { kind: 'number', name: 'weight', label: 'Weight of chat-a', min: 1, max: 4, step: 1 },
    { kind: 'switch', name: 'floor', label: 'No savings for the absent' },
  ],
  outcome: spoken,
});
