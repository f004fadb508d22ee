import { LINE, widthOf, words } from '../../../kit/draw/label.ts';
import { polyline, segment } from '../../../kit/draw/path.ts';
import { type Block, path } from '../../../kit/draw/svg.ts';
import { isNarrow } from '../../../kit/draw/width.ts';

/** What the figure of the two trees needs of its result. */
export interface TreesResult {
  /** The boxes of one card: name, depth, and the words of a text. */
  readonly card: readonly {
    readonly name: string;
    readonly depth: number;
    readonly label: string;
  }[];
  readonly separateCard: readonly string[];
  readonly mergedCard: readonly string[];
}

const PITCH = 24;
const INDENT = 14;

/** The boxes of a card at the left as an outline, its stops before and after merging at the right. */
export function twoTreesBlock(
  width: number,
  { card, separateCard, mergedCard }: TreesResult,
): Block {
  const narrow = isNarrow(width);
  const top = LINE + 10;
  const y = (i: number) => top + i * PITCH + PITCH / 2;
  const names = card.map(({ name, depth }, i) => words(depth * INDENT, y(i), name));
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
  const left = Math.max(...card.map(({ name, depth }) => depth * INDENT + widthOf(name))) + 10;
  const first = narrow ? left + 16 : width * 0.34;
  const texts = card.flatMap(({ label }, i) => (label ? [i] : []));
  const stopWidth = Math.max(...separateCard.map(widthOf));
  const second = narrow ? first : first + stopWidth + width * 0.16;
  const stops = texts.map((i, n) => words(first, y(i), separateCard[n]));
  const ties = texts.map((i) => segment(left, y(i), first - 6, y(i)));
  const mergedLines = (mergedCard[0] ?? '').split('\n');
  const middle = narrow
    ? y(card.length) + 12
    : (y(texts[0]) + y(texts.at(-1)!)) / 2 - ((mergedLines.length - 1) * LINE) / 2;
  const joins = narrow
    ? ''
    : texts
        .map((i, n) =>
          segment(
            first + widthOf(separateCard[n]) + 6,
            y(i),
            second - 8,
            (y(texts[0]) + y(texts.at(-1)!)) / 2,
          ),
        )
        .join('');
  const heads =
    words(0, LINE / 2, 'boxes', 'name') +
    words(first, LINE / 2, 'stops', 'name') +
    words(second, narrow ? y(card.length) - 4 : LINE / 2, 'merged into one', 'name');
  const body =
    path('tie', branches.join('') + ties.join('') + joins) +
    heads +
    names.join('') +
    stops.join('') +
    words(second, middle, mergedLines, 'work');
  const bottom = narrow ? middle + mergedLines.length * LINE : y(card.length - 1) + PITCH / 2;
  return { width, height: bottom + 4, body };
}
