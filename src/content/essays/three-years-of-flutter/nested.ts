/** The figure of a thread of replies in which the innermost word has changed. */
import { key } from '../../../kit/draw/key.ts';
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, column, path, row } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { STYLES, samples } from './icicle.ts';
import { replies } from './label.ts';

type Replies = ReturnType<typeof replies.compute>;
type Line = keyof Replies;

const LABELS: Record<Line, string> = {
  asked: 'in an IntrinsicHeight',
  border: 'with a border instead',
};
const LINES = Object.keys(LABELS) as Line[];

/** From box to box, from reply to reply, and where the questions begin, units. */
const PITCH = 14;
const DOWN = 18;
const QUESTIONS = 5 * PITCH + 8;

const WORKED = { role: 'wait' } as const;

const counts = ({ performs, boxes, again }: Replies[Line]): string =>
  `${performs} of ${boxes} boxes, ${again.asked} questions`;

/** A thread, the outermost reply on top: of each its boxes, and a mark for each question. */
function threadOf(result: Replies[Line], label: string, width: number): Block {
  const title = wrap(label, width);
  const top = title.length * LINE + 8;
  const shapes = new Map(Object.keys(STYLES).map((fate) => [fate, '']));
  let [edges, worked, remembered, star] = ['', '', '', ''];
  result.levels.forEach((level, i) => {
    const y = top + i * DOWN;
    level.boxes.forEach(({ fate, boundary }, j) => {
      const x = j * PITCH + 0.5;
      shapes.set(fate, shapes.get(fate) + rectangle(x, y, x + PITCH - 3, y + 11));
      if (boundary) edges += segment(x, y - 2, x + PITCH - 3, y - 2);
    });
    for (let q = 0; q < level.asked; q++) {
      const x = QUESTIONS + q * 9 + 0.5;
      const data = rectangle(x, y + 2, x + 6, y + 9);
      if (q < level.worked) worked += data;
      else remembered += data;
    }
    if (i === result.levels.length - 1) {
      star = words((level.boxes.length - 0.5) * PITCH - 1, y + 7, '*', 'middle on');
    }
  });
  const y = top + result.levels.length * DOWN;
  const below = wrap(counts(result), width);
  const body =
    words(0, LINE / 2, title) +
    Object.entries(STYLES)
      .map(([fate, { style, className }]) => path(classes(style, className), shapes.get(fate)!))
      .join('') +
    path(classes({ role: 'ink', weight: 'strong' }, 'line'), edges) +
    path(classes(WORKED, 'fill'), worked) +
    path(classes(WORKED, 'outline'), remembered) +
    star +
    words(0, y + LINE / 2 + 2, below, 'title');
  return { width, height: y + below.length * LINE + 2, body };
}

const KEY = [
  { label: 'laid out', sample: samples['work done'] },
  { label: 'asked, and clean', sample: samples['asked, and clean'] },
  { label: 'boundary', sample: samples.boundary },
  { label: 'question, worked out', sample: path('fill wait', rectangle(-3, -4, 3, 4)) },
  { label: 'from memory', sample: path('outline wait', rectangle(-3, -4, 3, 4)) },
];

function draw(result: Replies, width: number): Block {
  const gap = isNarrow(width) ? 16 : 60;
  const each = (width - gap) / 2;
  const threads = row(
    LINES.map((line) => threadOf(result[line], LABELS[line], each)),
    gap,
  );
  return { ...column([key(width, KEY), threads], 14), width };
}

export const oneWord = figure({
  id: 'one-word',
  title: 'One word in the innermost reply',
  size: 'text',
  of: replies,
  caption: (_, { depth }) =>
    `${depth} replies inside one another, the outermost on top, each a row of its boxes, after the starred word changed; the scroll view round them is counted and not drawn. A thick edge is a relayout boundary. Left, from the outside in: IntrinsicHeight, Row, the line, Column, text. Right: DecoratedBox, Padding, Column, text. Beside them the questions to boxes of that reply.`,
  alt: (result, { depth }) =>
    `A thread of ${depth} nested replies, drawn twice, after a word in the innermost changed; ${LINES.map(
      (line) => `${LABELS[line]}: ${counts(result[line])}`,
    ).join('; ')}. On the left the change passes a relayout boundary in each reply.`,
  draw: (result, _, width) => draw(result, width),
  table: (result) => ({
    columns: [
      { name: 'a line on the left' },
      { name: 'boxes' },
      { name: 'laid out again' },
      { name: 'questions at first' },
      { name: 'of those worked out' },
      { name: 'questions after the change' },
      { name: 'of those worked out again' },
    ],
    rows: LINES.map((line) => {
      const { boxes, performs, first, again } = result[line];
      return [LABELS[line], boxes, performs, first.asked, first.worked, again.asked, again.worked];
    }),
  }),
});
