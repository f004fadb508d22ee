/** The figure of what one changed label costs, by how the list is written. */
import { LINE, words, wrap } from '../../../kit/draw/label.ts';
import { rectangle, segment } from '../../../kit/draw/path.ts';
import { type Block, classes, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';
import { figure } from '../../../kit/figure.ts';
import { formatNumber } from '../../../kit/number.ts';
import { prices, type Way } from './label.ts';

type Prices = ReturnType<typeof prices.compute>;

/** The first four each add to the one before; the last two change the second in another way. */
const LABELS: Record<Way, string> = {
  screen: 'setState at the screen',
  label: 'setState at the label',
  layered: 'and each card in a RepaintBoundary',
  layers: 'and of fixed height',
  fixed: 'fixed height, no RepaintBoundary',
  intrinsic: 'IntrinsicHeight, no RepaintBoundary',
};
const WAYS = Object.keys(LABELS) as Way[];

const COLUMNS = [
  { name: 'built', of: 'built' },
  { name: 'asked', of: 'visits' },
  { name: 'laid out', of: 'performs' },
  { name: 'painted', of: 'painted' },
  { name: 'questions', of: 'questions' },
] as const;

const whole = (value: number): string => formatNumber(value, { decimals: 0 });

/** A row for each way, a column for each phase: the count, and under it a bar on a scale of powers. */
function draw(result: Prices, width: number): Block {
  const narrow = isNarrow(width);
  const left = narrow ? 0 : width * 0.4;
  const pitch = (width - left) / COLUMNS.length;
  const longest = pitch - (narrow ? 14 : 22);
  const scale = longest / Math.log10(result.layers.boxes);
  let texts = '';
  COLUMNS.forEach(({ name }, i) => {
    texts += words(left + i * pitch, LINE / 2, name, 'name');
  });
  let [y, rules, bars] = [LINE + 8, '', ''];
  for (const way of WAYS) {
    rules += segment(0, y, width, y);
    y += 8;
    const lines = wrap(LABELS[way], narrow ? width : left - 14);
    texts += words(0, y + LINE / 2, lines);
    const at = narrow ? y + lines.length * LINE : y;
    COLUMNS.forEach(({ of }, i) => {
      const x = left + i * pitch;
      const value = result[way][of];
      texts += words(x, at + LINE / 2, whole(value), 'title');
      if (value === 0) return;
      const length = Math.max(2, Math.log10(value) * scale);
      bars += rectangle(x, at + LINE + 3, x + length, at + LINE + 8);
    });
    y = Math.max(y + lines.length * LINE, at + LINE + 8) + 9;
  }
  const body = path('grid', rules) + path(classes({ role: 'work' }, 'fill'), bars) + texts;
  return { width, height: y, body };
}

export const priceOfOneLabel = figure({
  id: 'price-of-one-label',
  title: 'The price of one label',
  size: 'text',
  of: prices,
  caption: (_, { rows }) =>
    `One label changes in a plain column of ${whole(rows)} cards, all of them alive. How many boxes’ widgets are built anew, how many boxes are asked in layout, how many of those are laid out, how many are painted, and how many questions there are about wished sizes. Bars are on a scale of powers of ten. Each of the first four rows adds to the one above; the last two each change the second in one thing. A SizedBox, an IntrinsicHeight and a RepaintBoundary are each one more box around a card. The column stretches its cards.`,
  alt: (result) =>
    `A price list. ${WAYS.map((way) => `${LABELS[way]}: ${COLUMNS.map(({ name, of }) => `${whole(result[way][of])} ${name}`).join(', ')}`).join('. ')}.`,
  draw: (result, _, width) => draw(result, width),
  table: (result) => ({
    columns: [{ name: 'the list' }, { name: 'boxes' }, ...COLUMNS.map(({ name }) => ({ name }))],
    rows: WAYS.map((way) => [
      LABELS[way],
      result[way].boxes,
      ...COLUMNS.map(({ of }) => result[way][of]),
    ]),
  }),
});
