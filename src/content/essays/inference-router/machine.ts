/** The machine as it is drawn: its slots, and those who wait before it. */
import { key } from '../../../kit/draw/chart.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle } from '../../../kit/draw/path.ts';
import {
  type Block,
  classes,
  column,
  fromTenths,
  path,
  row,
  type Style,
  tenths,
} from '../../../kit/draw/svg.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { SIX } from './crowd.ts';
import { tenantName } from './drawing.ts';
import {
  type Flooded,
  FREE,
  type History,
  LIVE_ORDERS,
  type Live,
  machine,
  type State,
  stateAt,
} from './live.ts';

/** The place of the sixth tenant among the six. */
const SIXTH = SIX.indexOf('bulk');

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
const BEFORE = 118;
const AFTER = 150;

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
type Shown = 'before' | 'first' | 'chosen';

/** Marks inside a slot, around its middle: one to three bars for code, dots for conversation. */
function sign(tenant: number, x: number, y: number, size: number): string {
  const name = SIX[tenant];
  const count = 'abc'.indexOf(name[name.length - 1]) + 1;
  if (name.startsWith('code')) {
    return Array.from({ length: count }, (_, i) => {
      const middle = x + (i - (count - 1) / 2) * 0.28 * size;
      return rectangle(
        middle - size * 0.06,
        y - size * 0.24,
        middle + size * 0.06,
        y + size * 0.24,
      );
    }).join('');
  }
  const places = count < 3 ? [0, 1].slice(0, count).map((i) => [i - (count - 1) / 2, 0]) : THREE;
  return places
    .map(([dx, dy]) => dot(x + dx * 0.3 * size, y + dy * 0.3 * size, 'circle', size * 0.11))
    .join('');
}

/** Three dots, in the unit of their distance. */
const THREE = [
  [0, -0.5],
  [-0.5, 0.4],
  [0.5, 0.4],
];

/** Sixth tenant, code, conversation, and free slots last. */
const byTenant = (a: number, b: number): number => rank(a) - rank(b);
const rank = (tenant: number): number =>
  tenant === SIXTH ? -1 : tenant === FREE ? SIX.length : tenant;

/** The slots of a state, a column of the drawing at a time, sorted by who holds them. */
function drawSlots({ slots }: State, width: number, { replicas }: Live['machine']): Block {
  const columns = slots.length / replicas;
  const [across, down] = [width / columns, Math.min(18, width / columns)];
  const paths = { full: '', light: '', sign: '', free: '' };
  [...slots].sort(byTenant).forEach((tenant, i) => {
    const [x, y] = [Math.floor(i / replicas) * across, (i % replicas) * down];
    const box = rectangle(x + 1, y + 1, x + across - 1, y + down - 1);
    if (tenant === FREE) paths.free += box;
    else if (tenant === SIXTH) paths.full += box;
    else {
      paths.light += box;
      paths.sign += sign(tenant, x + across / 2, y + down / 2, down);
    }
  });
  const body =
    path(classes({ role: 'work' }, 'fill'), paths.full) +
    path(classes({ role: 'work', tint: 3 }, 'fill'), paths.light) +
    path(classes({ role: 'work' }, 'fill'), paths.sign) +
    path('grid', paths.free);
  return { width, height: replicas * down, body };
}

/** Outlines of those who wait, from their bottom left corner back to it, units. */
const SHAPES = {
  code: 'v-4h1.7v-2.6h2.2v2.6h1.7v4z',
  chat: 'v-2.6l1.7-1.4v-2.6h2.2v2.6l1.7,1.4v2.6z',
  bulk: 'v-5h5v5z',
} as const;
type Shape = keyof typeof SHAPES;

const shapeOf = (tenant: number): Shape =>
  tenant === SIXTH ? 'bulk' : SIX[tenant].startsWith('code') ? 'code' : 'chat';

/** From one of those who wait to the next, units. */
const ACROSS = 9;
const DOWN = 10.6;

/** Those who wait, in order of arrival, line by line. */
function drawWaiting({ waiting }: State, width: number): Block {
  const columns = Math.floor(width / ACROSS);
  const outlines = { code: '', chat: '', bulk: '' };
  const last = { code: [0, 0], chat: [0, 0], bulk: [0, 0] };
  waiting.forEach((tenant, i) => {
    const shape = shapeOf(tenant);
    const at = [
      tenths((i % columns) * ACROSS + 1.5),
      tenths((Math.floor(i / columns) + 1) * DOWN - 2),
    ];
    const [dx, dy] = [at[0] - last[shape][0], at[1] - last[shape][1]];
    // Steps are relative, so that a row of equals is one text many times over.
    outlines[shape] += `m${fromTenths(dx)}${dy < 0 ? '' : ','}${fromTenths(dy)}${SHAPES[shape]}`;
    last[shape] = at;
  });
  const style = (shape: Shape): Style => ({
    role: 'wait',
    ...(shape === 'bulk' ? { tint: 1 } : {}),
  });
  const body = (Object.keys(SHAPES) as Shape[])
    .map((shape) => path(classes(style(shape), 'fill'), outlines[shape]))
    .join('');
  return { width, height: Math.ceil(waiting.length / columns) * DOWN, body };
}

const counts = ({ people, sheets }: Waiting, joint: string): string =>
  [
    `${formatNumber(people)} ${people === 1 ? 'person' : 'people'}`,
    `${formatNumber(sheets)} long ${sheets === 1 ? 'request' : 'requests'}`,
  ].join(joint);

const counted = (waiting: Waiting): string =>
  waiting.people + waiting.sheets === 0 ? 'nobody waits' : `waiting: ${counts(waiting, ', ')}`;

/** One state: what it is called, its slots, and everybody who waits. */
function drawState(
  state: State,
  title: readonly [string, string],
  width: number,
  of: Live['machine'],
): Block {
  const head = words(0, LINE / 2, title[0], 'title') + words(0, 1.5 * LINE, title[1], 'name');
  return column(
    [
      { width, height: 2 * LINE, body: head },
      drawSlots(state, width, of),
      { width, height: LINE, body: words(0, LINE / 2, counted(waitingIn(state)), 'wait') },
      drawWaiting(state, width),
    ],
    6,
  );
}

/** A slot as the key shows it. */
function sample(tenant: number): string {
  const box = rectangle(-8, -6.5, 6, 6.5);
  if (tenant === SIXTH) return path(classes({ role: 'work' }, 'fill'), box);
  return (
    path(classes({ role: 'work', tint: 3 }, 'fill'), box) +
    path(classes({ role: 'work' }, 'fill'), sign(tenant, -1, 0, 14))
  );
}

const titles = ({ order, sent, bulk, start, length }: Live): Record<Shown, [string, string]> => {
  const after = sent
    ? `${AFTER - start - length} s after the last of the ${bulk}`
    : 'nothing has been sent';
  return {
    before: [`${BEFORE} s`, `five tenants`],
    first: [`${AFTER} s, first come`, after],
    chosen: [`${AFTER} s, ${order}`, 'the same moment, the same slots'],
  };
};

const said = (result: Flooded, params: Live): string => {
  const { first, chosen } = printedStates(result, params);
  const one = (state: State) => {
    const waiting = waitingIn(state);
    return waiting.people + waiting.sheets === 0
      ? 'nobody waits'
      : `${counts(waiting, ' and ')} wait`;
  };
  return `At ${AFTER} s, under first come, ${one(first)}; under ${params.order}, ${one(chosen)}.`;
};

export const whoseMinutes = figure<Live, Flooded>({
  id: 'whose-minutes',
  title: 'Whose minutes',
  size: 'page',
  of: machine,
  caption: (result, params) => {
    const { first, chosen } = printedStates(result, params);
    const outcome = params.sent
      ? `Both orders keep every slot busy. Under one, ${formatNumber(waitingIn(first).people)} people wait; under the other, ${formatNumber(waitingIn(chosen).people)}.`
      : said(result, params);
    return `${params.machine.replicas} replicas of ${params.machine.slots} slots, and everybody who waits for one. A slot in use is blue and its sign says whose it is: bars for code, dots for conversation, full for the sixth tenant. Who waits is amber: a head for each person, a sheet for each of the sixth tenant’s ${params.bulk} long requests, in order of arrival. ${outcome}`;
  },
  alt: (result, params) =>
    `Three pictures of the machine’s slots and its queue. Before the flood five tenants hold some of the slots and the rest are free. ${said(result, params)} Under first come nearly every slot belongs to the sixth tenant.`,
  draw: (result, params, width) => {
    const states = printedStates(result, params);
    const names = titles(params);
    const narrow = width < 3 * 240;
    const each = narrow ? width : (width - 2 * 36) / 3;
    const drawn = (['before', 'first', 'chosen'] as const).map((shown) =>
      drawState(states[shown], names[shown], each, params.machine),
    );
    const tenants = key(
      width,
      SIX.map((tenant, i) => ({ label: tenantName(tenant), sample: sample(i) })),
    );
    return column([tenants, narrow ? column(drawn, 22) : row(drawn, 36)], 20);
  },
  table: (result, params) => {
    const states = printedStates(result, params);
    const names = titles(params);
    return {
      columns: [
        { name: 'moment' },
        { name: 'tenant' },
        { name: 'slots held' },
        { name: 'waiting' },
      ],
      rows: (['before', 'first', 'chosen'] as const).flatMap((shown) =>
        SIX.map((tenant, i) => [
          names[shown][0],
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
    { kind: 'switch', name: 'sent', label: '800 long requests' },
    { kind: 'number', name: 'names', label: 'Names they come under', min: 1, max: 20, step: 1 },
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
  outcome: said,
});
