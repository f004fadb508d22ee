/** The figure that lets an order's processes die, one place at a time. */

import { choosing } from '../../../kit/draw/handle.ts';
import { LINE, words } from '../../../kit/draw/label.ts';
import { dot, rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, group, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { actorsOf, type Design, type Outcome, type Place, type Walked } from './crash.ts';
import { everyCrash } from './model.ts';

const DESIGN: Record<Design, string> = {
  together: 'one transaction',
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

/** Size of a cell, the space between one actor's cells and the next's, and the height of a step, units. */
const SIDE = 20;
const ACTORS_APART = 6;
const ROW = 16;
/** Rows that the longest design takes: its steps, and the space between its actors. */
const LIST = 7 * ROW + 2 * 12;

/** The columns in which flushes and round trips are counted; where each ends, units. */
const columnsOf = (width: number) =>
  isNarrow(width)
    ? { flushes: width - 54, trips: width, tripsName: 'trips' }
    : { flushes: width - 108, trips: width, tripsName: 'round trips' };

/** One design's crash points as cells, and what it costs. */
function drawDesign(walked: Walked, width: number, y: number, first: number, at: number): string {
  const narrow = isNarrow(width);
  const columns = columnsOf(width);
  const top = narrow ? y + LINE + 2 : y;
  const middle = top + SIDE / 2;
  let x = narrow ? 0 : 184;
  const cells = walked.points.map((point, i) => {
    if (i > 0 && point.actor !== walked.points[i - 1].actor) x += ACTORS_APART;
    const { cell, text } = CELL[point.outcome];
    const box = rectangle(x, top, x + SIDE - 2, top + SIDE);
    const body =
      path(cell, box) +
      group(text, words(x + SIDE / 2 - 1, middle, String(point.receipts))) +
      (first + i === at
        ? path('line ink strong', rectangle(x - 1.5, top - 2, x + SIDE - 0.5, top + SIDE + 2))
        : '');
    x += SIDE;
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
  const pitch = isNarrow(width) ? 40 : 28;
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
    'Each cell is a place where one process dies once. Its number is how many receipts are sent in the end: blue where that is right, red where order and receipt disagree, amber where there is one too many, empty where nothing happened at all. Below, the steps of the design that is looked at, with a dot for each flush to disk and each round trip; the red line is the crash.',
  alt: ({ walked }) =>
    walked
      .map(
        (each) =>
          `${DESIGN[each.design]}: ${sum(each.flushes)} flushes, ${sum(each.trips)} round trips, ${each.points.length} crashes, of which ${ended(each, 'right')} end right, ${ended(each, 'nothing')} with nothing, ${ended(each, 'twice')} with two receipts, ${ended(each, 'lost')} with none, ${ended(each, 'orphan')} without an order.`,
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
    ],
    rows: walked.map((each) => [
      DESIGN[each.design],
      sum(each.flushes),
      sum(each.trips),
      each.points.length,
      ...(['right', 'nothing', 'twice', 'lost', 'orphan'] as const).map((end) => ended(each, end)),
    ]),
  }),
  controls: [
    { kind: 'number', name: 'at', label: 'Crash', min: 0, max: 29, step: 1 },
    { kind: 'switch', name: 'once', label: 'The worker never sends a second receipt' },
    { kind: 'switch', name: 'repeats', label: 'The client asks again until it is answered' },
  ],
  outcome,
});
