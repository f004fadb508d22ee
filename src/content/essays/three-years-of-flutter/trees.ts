/** The figure of the two trees: a card as it is laid out, and as a screen reader meets it. */
import { LINE, widthOf, words, wrap } from '../../../kit/draw/label.ts';
import { polyline, rectangle } from '../../../kit/draw/path.ts';
import { type Block, classes, column, path, row } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import type { Spoken } from './screens.ts';
import { spoken } from './stops.ts';

type Result = ReturnType<typeof spoken.compute>;

const PITCH = 22;
const INDENT = 14;

const LABELS: Record<Spoken, string> = {
  column: 'in a plain column',
  merged: 'in a MergeSemantics',
  list: 'in a ListView',
  kept: 'in a ListView, the heading in a container',
};
const WAYS = Object.keys(LABELS) as Spoken[];

/** The boxes of a card as an outline. */
function outline({ card }: Result): Block {
  const y = (i: number) => LINE + 8 + (i + 0.5) * PITCH;
  const names = card.map(({ name, depth, label }, i) =>
    words(depth * INDENT, y(i), label === '' ? name : `${name} “${label}”`),
  );
  const branches = card.map(({ depth }, i) => {
    if (depth === 0) return '';
    const parent = card.findLastIndex((other, j) => j < i && other.depth === depth - 1);
    const x = (depth - 1) * INDENT + 4;
    return polyline([
      [x, y(parent) + 9],
      [x, y(i)],
      [x + INDENT - 7, y(i)],
    ]);
  });
  const width = Math.max(
    ...card.map(({ name, depth, label }) => depth * INDENT + widthOf(name + label) + 24),
  );
  const body =
    words(0, LINE / 2, 'boxes', 'name') + path('tie', branches.join('')) + names.join('');
  return { width, height: y(card.length - 1) + PITCH / 2, body };
}

/** The stops of a card, each in a frame; a heading's has a thick edge. */
function stopsOf(result: Result, way: Spoken, width: number): Block {
  const title = wrap(LABELS[way], width);
  let [y, frames, edges, texts] = [title.length * LINE + 4, '', '', words(0, LINE / 2, title)];
  for (const { words: said, heading } of result.ways[way].card) {
    const high = said.length * LINE + 6;
    frames += rectangle(0.5, y, width - 0.5, y + high);
    if (heading) edges += rectangle(0, y, 4, y + high);
    texts += words(12, y + 3 + LINE / 2, said);
    y += high + 5;
  }
  const body =
    path(classes({ role: 'work' }, 'outline'), frames) +
    path(classes({ role: 'work' }, 'fill'), edges) +
    texts;
  return { width, height: y, body };
}

function draw(result: Result, width: number): Block {
  const boxes = outline(result);
  const narrow = isNarrow(width);
  const room = narrow ? width : width - boxes.width - 30;
  const each = Math.min(165, (room - 20) / 2);
  const stops = WAYS.map((way) => stopsOf(result, way, each));
  const rows = column([row(stops.slice(0, 2), 20), row(stops.slice(2), 20)], 10);
  const block = narrow ? column([boxes, rows], 18) : row([boxes, rows], 30);
  return { ...block, width };
}

export const twoTrees = figure({
  id: 'two-trees',
  title: 'Two trees',
  size: 'text',
  of: spoken,
  caption: ({ ways }, { cards }) =>
    `One card as it is laid out, and its stops for a screen reader, four times. A thick edge marks a heading; kept apart, it is read after the text that it heads. In a list of ${cards} cards under a title there are, in this order, ${WAYS.map((way) => ways[way].list).join(', ')} stops.`,
  alt: ({ ways }) =>
    `A card is a row of a column, with a heading and a text in it, and of a third text. ${WAYS.map(
      (way) =>
        `${LABELS[way]}: ${ways[way].card
          .map(({ words: said, heading }) => `${said.join(', ')}${heading ? ', a heading' : ''}`)
          .join('; ')}`,
    ).join('. ')}.`,
  draw: (result, _, width) => draw(result, width),
  table: ({ ways }) => ({
    columns: [{ name: 'cards' }, { name: 'stops of one card' }, { name: 'stops of the list' }],
    rows: WAYS.map((way) => [
      LABELS[way],
      ways[way].card
        .map(({ words: said, heading }) => `${said.join(' / ')}${heading ? ' (heading)' : ''}`)
        .join(' | '),
      ways[way].list,
    ]),
  }),
});
