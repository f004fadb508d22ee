/** A crowd that comes and goes: two figures that share their settings, one of which moves. */
import { chart } from '../../../kit/draw/chart.ts';
import { words } from '../../../kit/draw/label.ts';
import { note, steps } from '../../../kit/draw/layers.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { linearAxis } from '../../../kit/draw/scale.ts';
import { type Block, path } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { type CrowdRun, crowd } from './model.ts';

/** Where each request of a crowd is at a moment, and the share of its stay that has gone by. */
const placesAt = ({ came, started, ended }: CrowdRun, moment: number) =>
  came.map((at, i) => {
    if (moment < at) return { state: 'to come', share: 0 } as const;
    if (moment < started[i]) return { state: 'waiting', share: 0 } as const;
    if (moment >= ended[i]) return { state: 'done', share: 1 } as const;
    const share = (moment - started[i]) / (ended[i] - started[i]);
    return { state: 'in a slot', share } as const;
  });

const STATES = ['waiting', 'in a slot', 'done'] as const;

const countsAt = (r: CrowdRun, moment: number) => {
  const places = placesAt(r, moment);
  return STATES.map((state) => places.filter((place) => place.state === state).length);
};

/** How many wait in each second. */
const waitingOver = (r: CrowdRun, last: number) =>
  Array.from({ length: last + 1 }, (_, i) => [i, countsAt(r, i)[0]] as const);

/** The crowd as a grid, a square each in the order of coming; squares of one state are one path. */
function drawCrowd(r: CrowdRun, width: number, moment: number): Block {
  const columns = width < 460 ? 25 : 50;
  const pitch = width / columns;
  const top = 24;
  const data = { 'to come': '', waiting: '', 'in a slot': '', done: '' };
  let gone = '';
  placesAt(r, moment).forEach(({ state, share }, i) => {
    const x = (i % columns) * pitch;
    const y = top + Math.floor(i / columns) * pitch;
    const side = pitch - 2;
    data[state] += rectangle(x, y, x + side, y + side);
    if (share < 1) gone += rectangle(x, y + side * (1 - share), x + side, y + side);
  });
  const counted = countsAt(r, moment);
  const texts = STATES.map((state, i) => {
    const role = state === 'waiting' ? 'wait' : state === 'done' ? 'reference' : 'work';
    return words((i * width) / 3, 8, `${state} ${counted[i]}`, role);
  });
  const body =
    texts.join('') +
    path('shade', data['to come']) +
    path('fill wait', data.waiting) +
    path('fill work tint3', data['in a slot']) +
    path('fill work', gone) +
    path('fill reference tint1', data.done);
  return { width, height: top + Math.ceil(r.came.length / columns) * pitch, body };
}

const LAST = 90;
const FULL = 30;

export const machine = figure({
  id: 'machine',
  title: 'A crowd, request by request',
  size: 'text',
  of: crowd,
  caption: (r, p) =>
    `Each square is one of ${r.came.length} requests in the order of coming; ${p.slots} at a time fill a slot.`,
  alt: (r, _, moment = FULL) => {
    const [waiting, served, done] = countsAt(r, moment);
    return `A grid of squares. ${done} are done, ${served} are in a slot, ${waiting} wait behind them.`;
  },
  draw: (r, _, width, moment = FULL) => drawCrowd(r, width, moment),
  table: (r, _, moment = FULL) => ({
    columns: [{ name: 'state' }, { name: 'requests' }],
    rows: countsAt(r, moment).map((count, i) => [STATES[i], count]),
  }),
  controls: [{ kind: 'number', name: 'slots', label: 'Slots', min: 20, max: 80, step: 5 }],
  moments: {
    unit: 's',
    from: 0,
    to: LAST,
    printed: FULL,
    rate: 10,
    ticks: [
      { at: 0, label: 'nobody' },
      { at: FULL, label: 'the last comes' },
      { at: 60, label: 'the queue is gone' },
    ],
    track: (r) => track(0, LAST, [{ points: waitingOver(r, LAST), role: 'wait', filled: true }]),
  },
  outcome: (r, _, moment = FULL) => {
    const [waiting, served, done] = countsAt(r, moment);
    return `After ${formatNumber(moment, { unit: 's', decimals: 0 })}, ${waiting} wait, ${served} are in a slot, and ${done} are done.`;
  },
  shares: 'crowd',
});

export const length = figure({
  id: 'length',
  title: 'The same crowd over time',
  size: 'text',
  of: crowd,
  caption: () => 'How many wait. What is set in the one figure is set in the other.',
  alt: (r) => `A hill that is ${Math.max(...waitingOver(r, LAST).map(([, n]) => n))} high.`,
  draw: (r, p, width) =>
    chart(width, {
      height: 120,
      x: linearAxis([0, LAST], { label: 'time', unit: 's' }),
      y: linearAxis([0, 400], { label: 'waiting' }),
      layers: [
        steps(waitingOver(r, LAST), { role: 'wait' }),
        note(0, 400, `${p.slots} slots`, { dx: 4, dy: 8 }),
      ],
    }),
  table: (r) => ({
    columns: [{ name: 'time', unit: 's' }, { name: 'waiting' }],
    rows: waitingOver(r, LAST).map(([second, n]) => [second, n]),
  }),
  controls: [{ kind: 'number', name: 'slots', label: 'Slots', min: 20, max: 80, step: 5 }],
  outcome: (r) => {
    const most = Math.max(...waitingOver(r, LAST).map(([, n]) => n));
    return `At most ${most} wait at once.`;
  },
  shares: 'crowd',
});
