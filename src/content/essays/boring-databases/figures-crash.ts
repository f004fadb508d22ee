/** The figure that lets an order's processes die, one place at a time. */

import { choosing } from '../../../kit/draw/handle.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, group, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import {
  type Actor,
  actorsOf,
  type Design,
  type Outcome,
  type Place,
  type Walked,
} from './crash.ts';
import { everyCrash } from './model.ts';

const DESIGN: Record<Design, string> = {
  together: 'one transaction',
  lease: 'one transaction, a lease',
  database: 'database, then broker',
  broker: 'broker, then database',
  outbox: 'outbox and relay',
};

const CELL: Record<Outcome, { cell: string; text: string }> = {
  nothing: { cell: 'outline reference', text: 'middle' },
  right: { cell: 'fill work', text: 'middle on work' },
  twice: { cell: 'fill wait', text: 'middle on wait' },
  lost: { cell: 'fill lost', text: 'middle on lost' },
  orphan: { cell: 'fill lost', text: 'middle on lost' },
};

const SAID: Record<Outcome, string> = {
  nothing: 'There is no order and no receipt.',
  right: 'There is an order, and one receipt for it.',
  twice: 'There is an order, and a second receipt for it.',
  lost: 'There is an order, and nobody will ever send its receipt.',
  orphan: 'There is a receipt, and no order for it.',
};

type Run = ReturnType<typeof everyCrash.compute>;
type Settings = typeof everyCrash.defaults;

const sum = ([request, rest]: readonly [number, number]): number => request + rest;

const ended = ({ points }: Walked, outcome: Outcome): number =>
  points.filter((point) => point.outcome === outcome).length;

/** Where the crash is, in words. */
function placeOf({ design }: Walked, { actor, before }: Place): string {
  const steps = actorsOf(design).find(([name]) => name === actor)![1];
  const step = steps[before];
  return step ? `dies before it can ${step.name}` : 'dies when its last step is done';
}

function outcome({ walked, design, point }: Run): string {
  const chosen = walked[design];
  const here = chosen.points[point];
  const name = DESIGN[chosen.design];
  return `${name[0].toUpperCase()}${name.slice(1)}: the ${here.actor} ${placeOf(chosen, here)}. ${SAID[here.outcome]}`;
}

/** Size of a cell, and the height of a step, units. */
const SIDE = 20;
const ROW = 16;
/** Where the cells of an actor begin, under its name, units from the first cell of all. */
const ACTOR: Record<Actor, number> = {
  request: 0,
  relay: 3 * SIDE + 8,
  worker: 7 * SIDE + 16,
};
/** Rows that the longest design takes: its steps, and the space between its actors. */
const LIST = 7 * ROW + 2 * 12;

/** Where the cells begin, and where the columns end in which flushes and round trips are counted, units. */
const columnsOf = (width: number) =>
  isNarrow(width)
    ? { cells: 0, flushes: width - 54, trips: width, tripsName: 'trips' }
    : { cells: 184, flushes: width - 108, trips: width, tripsName: 'round trips' };

/** One design's crash points as cells, and what it costs. */
function drawDesign(walked: Walked, width: number, y: number, first: number, at: number): string {
  const narrow = isNarrow(width);
  const columns = columnsOf(width);
  const top = narrow ? y + LINE + 2 : y;
  const middle = top + SIDE / 2;
  const cells = walked.points.map((point, i) => {
    const x = columns.cells + ACTOR[point.actor] + point.before * SIDE;
    const { cell, text } = CELL[point.outcome];
    const box = rectangle(x, top, x + SIDE - 2, top + SIDE);
    const body =
      path(cell, box) +
      group(text, words(x + SIDE / 2 - 1, middle, String(point.receipts))) +
      (first + i === at
        ? path('line ink strong', rectangle(x - 1.5, top - 2, x + SIDE - 0.5, top + SIDE + 2))
        : '');
    return choosing('at', String(first + i), body);
  });
  return (
    words(0, narrow ? y + LINE / 2 : middle, DESIGN[walked.design]) +
    cells.join('') +
    words(columns.flushes, middle, String(sum(walked.flushes)), '', 'end') +
    words(columns.trips, middle, String(sum(walked.trips)), '', 'end')
  );
}

/** The steps of the design that is looked at, what each costs, and where its actor dies. */
function drawSteps({ walked, design, point }: Run, width: number, top: number): string {
  const chosen = walked[design];
  const here = chosen.points[point];
  const columns = columnsOf(width);
  let y = top;
  let [texts, dots, crash] = ['', '', ''];
  for (const [actor, steps] of actorsOf(chosen.design)) {
    texts += words(0, y + ROW / 2, actor, 'name');
    for (const [i, step] of [...steps, undefined].entries()) {
      if (actor === here.actor && i === here.before) {
        crash = segment(0, y, width, y);
      }
      if (!step) continue;
      texts += words(70, y + ROW / 2, step.name);
      if (step.flush) dots += dot(columns.flushes - 4, y + ROW / 2, 'circle', 3);
      if (step.trip) dots += dot(columns.trips - 4, y + ROW / 2, 'circle', 3);
      y += ROW;
    }
    y += 12;
  }
  return group('rows', texts) + path('fill ink', dots) + path('line lost strong', crash);
}

function draw(run: Run, at: number, width: number): Block {
  const columns = columnsOf(width);
  const pitch = isNarrow(width) ? 44 : 28;
  let y = LINE + 8;
  let first = 0;
  const rows = run.walked.map((walked) => {
    const row = drawDesign(walked, width, y, first, at);
    first += walked.points.length;
    y += pitch;
    return row;
  });
  y += 8;
  const heads =
    (Object.keys(ACTOR) as Actor[])
      .map((actor) => words(columns.cells + ACTOR[actor], LINE / 2, actor, 'name'))
      .join('') +
    words(columns.flushes, LINE / 2, 'flushes', 'name', 'end') +
    words(columns.trips, LINE / 2, columns.tripsName, 'name', 'end');
  const body =
    group('rows', heads) +
    rows.join('') +
    path('axis', segment(0, y, width, y)) +
    drawSteps(run, width, y + 8);
  return { width, height: y + 8 + LIST, body };
}

export const crashFigure = figure<Settings, Run>({
  id: 'crash',
  title: 'One order, one receipt, and a crash anywhere',
  size: 'text',
  of: everyCrash,
  caption: () =>
    'Each cell is a place where one process dies, under the name of the process. Its number is how many receipts are delivered in the end: blue where that is right, red where order and receipt disagree, amber where there is one too many, only outlined where there is no order either. Below, the steps of the design that is looked at, with a dot for each flush to disk and each round trip; the red line is the crash.',
  alt: ({ walked }) =>
    walked
      .map(
        (each) =>
          `${DESIGN[each.design]}: ${sum(each.flushes)} flushes, ${sum(each.trips)} round trips, ${each.points.length} crashes, of which ${ended(each, 'right')} end right, ${ended(each, 'nothing')} with nothing, ${ended(each, 'twice')} with two receipts, ${ended(each, 'lost')} with none, ${ended(each, 'orphan')} without an order.${each.early ? ' Its worker can be at work before there is an order.' : ''}`,
      )
      .join(' '),
  draw: (run, { at }, width) => draw(run, at, width),
  table: ({ walked }) => ({
    columns: [
      { name: 'design' },
      { name: 'flushes' },
      { name: 'round trips' },
      { name: 'crashes' },
      { name: 'right' },
      { name: 'nothing happened' },
      { name: 'two receipts' },
      { name: 'order, no receipt' },
      { name: 'receipt, no order' },
      { name: 'worker may come before the order' },
    ],
    rows: walked.map((each) => [
      DESIGN[each.design],
      sum(each.flushes),
      sum(each.trips),
      each.points.length,
      ...(['right', 'nothing', 'twice', 'lost', 'orphan'] as const).map((end) => ended(each, end)),
      each.early ? 'yes' : 'no',
    ]),
  }),
  controls: [
    { kind: 'number', name: 'at', label: 'Crash', min: 0, max: 35, step: 1 },
    { kind: 'switch', name: 'once', label: 'The mail service drops a second receipt' },
    { kind: 'switch', name: 'repeats', label: 'The client asks again until it is answered' },
  ],
  outcome,
});
