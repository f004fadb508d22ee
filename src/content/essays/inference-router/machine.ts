/**
 * The machine as it is drawn: its slots, and those who wait before it. As printed it stands at two
 * moments, before and after; played, at one.
 */

import { key } from '../../../kit/draw/key.ts';
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { type Block, column, row } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { tenantName } from './drawing.ts';
import {
  type Flooded,
  FREE,
  type History,
  LAST,
  LIVE_ORDERS,
  type Live,
  machine,
  type State,
  stateAt,
} from './live.ts';
import { SIX } from './orders.ts';
import { drawSlots, drawTenants, drawWaiting, SIXTH, sample, scaleFor } from './pieces.ts';

/** How many of those who wait are people with one request, and how many are the sixth tenant's. */
export interface Waiting {
  readonly people: number;
  readonly sheets: number;
}

export function waitingIn({ waiting }: State): Waiting {
  const sheets = waiting.filter((tenant) => tenant === SIXTH).length;
  return { people: waiting.length - sheets, sheets };
}

/** The moments that are printed, s: before the flood, and twenty seconds after its last request. */
const BEFORE = 112;
const AFTER = 150;

/**
 * What can be played, s. It begins in the quiet before the flood, where the figure as printed has its
 * place: nobody who plays comes through there again.
 */
const PRINTED = 90;

const SHOWN = ['before', 'first', 'chosen'] as const;
type Shown = (typeof SHOWN)[number];

/** What the printed figure shows: the machine before the flood and, under each order, after it. */
export function printedStates(result: Flooded, params: Live): Record<Shown, State> {
  const at = (history: History, seconds: number) =>
    stateAt(result, history, { machine: params.machine, seconds });
  return {
    before: at(result.first, BEFORE),
    first: at(result.first, AFTER),
    chosen: at(result.chosen, AFTER),
  };
}

/** How high the figure is in all its states, units: what stands below it keeps its place. */
const HEIGHT = { wide: 424, narrow: 338 } as const;
/** Between what stands in a column, units. */
const GAP = 6;

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;

/** Who waits, as it stands beside the queue. */
const counted = ({ people, sheets }: Waiting): string[] => [
  plural(people, 'person', 'people'),
  plural(sheets, 'sheet'),
];

/** Lines of text as a block of `rows` lines. */
const texts = (
  width: number,
  rows: number,
  lines: readonly string[],
  className: string,
): Block => ({
  width,
  height: rows * LINE,
  body: lines.map((line, i) => words(0, (i + 0.5) * LINE, line, className)).join(''),
});

/** Sixth tenant, code, conversation, and free slots last. */
const byTenant = (a: number, b: number): number => rank(a) - rank(b);
const rank = (tenant: number): number =>
  tenant === SIXTH ? -1 : tenant === FREE ? SIX.length : tenant;

/** Slots sorted by who holds them, from the top down, then to the right; line by line. */
function sorted(slots: readonly number[], replicas: number): number[] {
  const inOrder = [...slots].sort(byTenant);
  const columns = slots.length / replicas;
  return inOrder.map((_, i) => inOrder[(i % columns) * replicas + Math.floor(i / columns)]);
}

/** What each printed state is. */
const names = ({ order }: Live): Record<Shown, string> => ({
  before: 'five tenants',
  first: 'first come',
  chosen: order,
});

const timeOf = (shown: Shown): string => `${shown === 'before' ? BEFORE : AFTER} s`;

function drawPrinted(result: Flooded, params: Live, width: number): Block {
  const states = printedStates(result, params);
  const narrow = isNarrow(width);
  const gap = narrow ? 12 : 36;
  const each = (width - 2 * gap) / 3;
  const { replicas, slots } = params.machine;
  const name = names(params);
  const lines = SHOWN.map((shown) => wrap(name[shown], each));
  const rows = Math.max(...lines.map(({ length }) => length));
  const tops = SHOWN.map((shown, i) => {
    const waiting = counted(waitingIn(states[shown]));
    return column(
      [
        column([texts(each, 1, [timeOf(shown)], 'title'), texts(each, rows, lines[i], 'name')], 0),
        drawSlots(sorted(states[shown].slots, replicas), each, {
          columns: slots,
          down: narrow ? 10 : 18,
        }),
        narrow ? texts(each, 2, waiting, 'wait') : texts(each, 1, [waiting.join(', ')], 'wait'),
      ],
      GAP,
    );
  });
  const tenants = key(
    width,
    SIX.map((tenant, i) => ({ label: tenantName(tenant), sample: sample(i) })),
  );
  const above = narrow ? [] : [tenants];
  const used = above.reduce((sum, { height }) => sum + height + 20, tops[0].height + GAP);
  const height = narrow ? HEIGHT.narrow : HEIGHT.wide;
  const most = Math.max(...SHOWN.map((shown) => states[shown].waiting.length));
  const scale = scaleFor(most, each, height - used);
  const drawn = SHOWN.map((shown, i) =>
    column([tops[i], drawWaiting(states[shown], each, scale)], GAP),
  );
  return { ...column([...above, row(drawn, gap)], 20), height };
}

/** What stands under a tenant: how many of its requests wait, and how long the first of them has. */
function tenantLines({ waiting, waited }: State, tenant: number): string[] {
  const count = waiting.filter((one) => one === tenant).length;
  if (count === 0) return ['nobody waits'];
  const time = waited[tenant];
  return [
    `${formatNumber(count)} ${count === 1 ? 'waits' : 'wait'}`,
    formatNumber(time, { unit: 's', decimals: time < 10 ? 1 : 0 }),
  ];
}

/** The machine at one moment. A slot keeps its place, and the queue has room for its longest. */
function drawLive(result: Flooded, params: Live, width: number, seconds: number): Block {
  const { slots, replicas } = params.machine;
  const state = stateAt(result, result.chosen, { machine: params.machine, seconds });
  const narrow = isNarrow(width);
  const height = narrow ? HEIGHT.narrow : HEIGHT.wide;
  const half = narrow ? width : (width - 36) / 2;
  const held = drawSlots(state.slots, half, { columns: slots, down: narrow ? 13 : 32 });
  const tenants = drawTenants(half, 3, (tenant) => tenantLines(state, tenant).join(', '));
  const line = texts(half, 1, [`waiting: ${counted(waitingIn(state)).join(', ')}`], 'wait');
  const before = narrow ? tenants.height + held.height + 2 * GAP : 0;
  const most = Math.max(...result.first.queue, ...result.chosen.queue);
  const scale = scaleFor(most, half, height - before - LINE - GAP);
  const queue = [line, drawWaiting(state, half, scale)];
  const size = texts(half, 1, [`${replicas} replicas of ${slots} slots`], 'name');
  const drawn = narrow
    ? column([tenants, held, ...queue], GAP)
    : row([column([column([size, held], GAP), tenants], 24), column(queue, GAP)], 36);
  return { ...drawn, width, height };
}

const saying = (state: State): string => {
  const { people, sheets } = waitingIn(state);
  return `${plural(people, 'person', 'people')} and ${plural(sheets, 'long request')} wait`;
};

const said = (result: Flooded, params: Live): string => {
  const { first, chosen } = printedStates(result, params);
  return `At ${AFTER} s, under first come, ${saying(first)}; under ${params.order}, ${saying(chosen)}.`;
};

const saidAt = (result: Flooded, { machine, order }: Live, moment: number): string => {
  const state = stateAt(result, result.chosen, { machine, seconds: moment });
  const busy = state.slots.filter((tenant) => tenant !== FREE).length;
  const sixth = state.slots.filter((tenant) => tenant === SIXTH).length;
  const time = formatNumber(moment, { unit: 's', decimals: 0 });
  return `At ${time}, under ${order}, ${busy} of ${state.slots.length} slots are in use, ${sixth} of them by the sixth tenant, and ${saying(state)}.`;
};

const { start, length, bulk } = machine.defaults;

export const whoseMinutes = figure<Live, Flooded>({
  id: 'whose-minutes',
  title: 'Whose minutes',
  size: 'page',
  of: machine,
  caption: (_, { machine, bulk, classWeights }) =>
    `${machine.replicas} replicas of ${machine.slots} slots, and everybody who waits for one. A slot in use is blue and its sign says whose it is: bars for code, dots for conversation, full for the sixth tenant. Who waits is amber: a head for each person, a sheet for each of the sixth tenant’s ${bulk} long requests, in order of arrival. The printed pictures say their own times. While it plays, each tenant’s name shows how many of its requests wait and how long the front one has waited; the curve shows the queue, the dashed one the queue under first come. Names matter where accounts are kept, under fair shares and classes ${classWeights.join(':')}.`,
  alt: (result, params, moment = PRINTED) =>
    moment === PRINTED
      ? `Three pictures of the machine’s slots and its queue. Before the flood five tenants hold some of the slots and the rest are free. ${said(result, params)}${params.sent ? ' Under first come nearly every slot belongs to the sixth tenant.' : ''}`
      : `The machine’s slots and its queue. ${saidAt(result, params, moment)}`,
  draw: (result, params, width, moment = PRINTED) =>
    moment === PRINTED
      ? drawPrinted(result, params, width)
      : drawLive(result, params, width, moment),
  table: (result, params) => {
    const states = printedStates(result, params);
    const name = names(params);
    return {
      columns: [
        { name: 'moment' },
        { name: 'order' },
        { name: 'tenant' },
        { name: 'slots held' },
        { name: 'waiting' },
      ],
      rows: SHOWN.flatMap((shown) =>
        SIX.map((tenant, i) => [
          timeOf(shown),
          name[shown],
          tenantName(tenant),
          states[shown].slots.filter((one) => one === i).length,
          states[shown].waiting.filter((one) => one === i).length,
        ]),
      ),
    };
  },
  controls: [
    {
      kind: 'choice',
      name: 'order',
      label: 'Order of the queue',
      options: LIVE_ORDERS.map((value) => ({ value, label: value })),
    },
    { kind: 'switch', name: 'sent', label: '800 long requests', gates: true },
    {
      kind: 'number',
      name: 'names',
      label: 'Names they come under',
      min: 1,
      max: 20,
      step: 1,
      gated: true,
    },
    {
      kind: 'number',
      name: 'background',
      label: 'Load of the others',
      min: 0.5,
      max: 0.9,
      step: 0.05,
      unit: '%',
    },
  ],
  moments: {
    unit: 's',
    from: PRINTED,
    to: LAST,
    printed: PRINTED,
    rate: 10,
    ticks: [
      { at: PRINTED, label: 'as printed' },
      { at: start + length, label: `the ${bulk} have come` },
      { at: start + length + 60, label: 'a minute later' },
      { at: start + length + 120, label: 'two minutes later' },
    ],
    gated: true,
    // A queue without the flood lies as low as it is beside one.
    track: ({ first, chosen }, { bulk }) => {
      const points = ({ queue }: History) =>
        queue.slice(PRINTED, LAST + 1).map((count, i) => [PRINTED + i, count] as const);
      return track(
        PRINTED,
        LAST,
        [
          { points: points(chosen), role: 'wait', filled: true },
          { points: points(first), role: 'reference', dash: 'dashed' },
        ],
        bulk,
      );
    },
  },
  outcome: (result, params, moment = PRINTED) =>
    moment === PRINTED ? said(result, params) : saidAt(result, params, moment),
});
