/** The figure in which a worker forgets its transaction while the queue goes on. */

import { chart } from '../../../kit/draw/chart.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { line, rule } from '../../../kit/draw/layers.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { linearAxis } from '../../../kit/draw/scale.ts';
import { type Block, column, group, path } from '../../../kit/draw/svg.ts';
import { track } from '../../../kit/draw/track.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import type { LeftOpen } from './left.ts';
import { leftOpen } from './model.ts';

const LEFT: Record<LeftOpen, { option: string; words: string }> = {
  nothing: { option: 'nothing', words: 'Nothing is left open' },
  'READ COMMITTED after a read': {
    option: 'a read, READ COMMITTED',
    words: 'A session has read, in READ COMMITTED, and idles',
  },
  'REPEATABLE READ after a read': {
    option: 'a read, REPEATABLE READ',
    words: 'A session has read, in REPEATABLE READ, and idles',
  },
  'after a write': { option: 'a write', words: 'A session has written a row, and idles' },
};

type Run = ReturnType<typeof leftOpen.compute>;
type Settings = typeof leftOpen.defaults;

/** The moment of the printed figure: the last search before the longest hold ends. */
const PRINTED = 5_000;

const indexAt = ({ every }: Run, moment: number): number => Math.floor(moment / every);

/** The same text for every moment in which the same is open. */
function stateAt({ from, to }: Run, { left }: Settings, moment: number): string {
  if (left === 'nothing') return 'Nothing is left open.';
  if (moment < from) return 'Nothing is left open yet.';
  return moment <= to ? `${LEFT[left].words}.` : 'The session has been ended.';
}

function outcome(run: Run, p: Settings, moment = PRINTED): string {
  const i = indexAt(run, moment);
  return `${formatNumber(i * run.every)} jobs taken. ${stateAt(run, p, moment)} ${formatNumber(run.dead[i])} dead rows, ${formatNumber(run.visits[i])} page visits to the next job.`;
}

/** How many rows a square of the drawing stands for. */
const SQUARE = 50;

/** The table's rows as squares, those that are dead behind those that wait. */
function drawRows({ waiting, dead, most }: Run, i: number, width: number): Block {
  const columns = isNarrow(width) ? 38 : 54;
  const pitch = width / columns;
  const squares = (from: number, to: number): string => {
    let data = '';
    for (let at = from; at < to; at++) {
      const [x, y] = [(at % columns) * pitch, Math.floor(at / columns) * pitch];
      data += rectangle(x, LINE + 4 + y, x + pitch - 2, LINE + 4 + y + pitch - 2);
    }
    return data;
  };
  const live = waiting / SQUARE;
  const last = live + Math.ceil(dead[i] / SQUARE);
  const all = live + Math.ceil(most.dead / SQUARE);
  return {
    width,
    height: LINE + 4 + Math.ceil(all / columns) * pitch,
    body:
      words(0, LINE / 2, `${formatNumber(waiting)} wait`, 'work') +
      words(width, LINE / 2, `${formatNumber(dead[i])} are dead`, 'lost', 'end') +
      path('fill work', squares(0, live)) +
      path('fill lost', squares(live, last)) +
      path('shade', squares(last, all)),
  };
}

/** The plan as EXPLAIN prints it; only its count changes. */
function drawPlan({ visits }: Run, i: number, width: number): Block {
  const lines = [
    'Limit',
    '  -> LockRows',
    '       -> Index Scan using job_available on job',
    `            Buffers: shared hit=${visits[i]}`,
  ].map((each) => each.replace(/ {2}/g, '\u00a0\u00a0'));
  return {
    width,
    height: 4 * LINE,
    body: group('rows', lines.map((each, n) => words(0, n * LINE + LINE / 2, each)).join('')),
  };
}

function draw(run: Run, { left }: Settings, width: number, moment = PRINTED): Block {
  const i = indexAt(run, moment);
  const over = run.visits.map((visits, n) => [n * run.every, visits] as const);
  const holds = left === 'nothing' ? [] : [run.from, run.to].filter((at) => at <= moment);
  return column(
    [
      drawRows(run, i, width),
      chart(width, {
        height: isNarrow(width) ? 110 : 150,
        x: linearAxis([0, run.last], { label: 'jobs taken and deleted' }),
        y: linearAxis([0, run.most.visits], { label: 'page visits to find the next job' }),
        layers: [
          ...holds.map((x, n) =>
            rule({ x }, { role: 'lost', dash: 'dashed', label: n ? 'ended' : 'left open' }),
          ),
          line(over.slice(0, i + 1), { role: left === 'nothing' ? 'work' : 'lost' }),
        ],
      }),
      drawPlan(run, i, width),
    ],
    10,
  );
}

export const forgottenFigure = figure<Settings, Run>({
  id: 'forgotten',
  title: 'A transaction that somebody forgot',
  size: 'text',
  of: leftOpen,
  caption: (run, { left }, moment = PRINTED) => {
    const i = indexAt(run, moment);
    const now = `${formatNumber(run.dead[i])} dead rows and ${formatNumber(run.visits[i])} page visits at this moment`;
    return `A queue in which jobs come as fast as they are taken and deleted; each square is ${SQUARE} rows. VACUUM runs after every ${formatNumber(run.vacuum)} jobs. ${left === 'nothing' ? 'Nobody forgets anything' : `After ${formatNumber(run.from)} another session leaves its transaction open, after ${formatNumber(run.to)} it is ended`}: ${now}.`;
  },
  alt: (run, p, moment = PRINTED) =>
    `Squares for the rows of a table over a line of page visits and a query plan. ${outcome(run, p, moment)}`,
  draw,
  table: (run) => ({
    columns: [{ name: 'jobs taken' }, { name: 'page visits' }, { name: 'dead rows in the table' }],
    rows: run.visits.map((visits, n) => [n * run.every, visits, run.dead[n]]),
  }),
  controls: [
    {
      kind: 'choice',
      name: 'left',
      label: 'What is left open',
      options: (Object.keys(LEFT) as LeftOpen[]).map((value) => ({
        value,
        label: LEFT[value].option,
      })),
    },
    {
      kind: 'choice',
      name: 'held',
      label: 'For how long',
      options: ['1000', '2000', '4000'].map((value) => ({
        value,
        label: `${formatNumber(Number(value))} jobs`,
      })),
    },
  ],
  moments: {
    unit: 'jobs',
    from: 0,
    to: 7_000,
    printed: PRINTED,
    rate: 500,
    ticks: [
      { at: 0, label: 'start' },
      { at: 1_000, label: 'forgotten' },
      { at: 2_000, label: '2,000' },
      { at: 3_000, label: '3,000' },
      { at: 5_000, label: '5,000' },
      { at: 7_000, label: 'end' },
    ],
    track: ({ visits, every, last }) =>
      track(0, last, [
        { points: visits.map((each, n) => [n * every, each] as const), role: 'lost', filled: true },
      ]),
  },
  outcome,
});
