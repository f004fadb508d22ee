/** Wishes and what becomes of them: the trees from which a beginner learns the rules. */
import { experiment } from '../../../kit/experiment.ts';
import { given } from './assumed.ts';
import { center, list, padding, scroll, sized, text } from './boxes.ts';
import { column, expanded, row } from './flex.ts';
import { type Box, tight } from './layout.ts';
import { type LaidOut, laidOut } from './placed.ts';
import { SCREEN } from './screens.ts';

/** What may stand between the parent and the box that wishes. */
export const BETWEEN = {
  nothing: (wish: Box) => wish,
  center: (wish: Box) => center(wish),
  padding: (wish: Box) => padding(16, wish),
  row: (wish: Box) => row([wish]),
  expanded: (wish: Box) => row([expanded(wish)]),
  scroll: (wish: Box) => scroll(wish, 'horizontal'),
  list: (wish: Box) => list(wish, 'horizontal'),
} as const;

export type Between = keyof typeof BETWEEN;

/** The heights in the figure, which is about widths: what the parent allows and the wish. */
export const HIGH = { parent: 96, wish: 56 };

export interface WishParams {
  /** The parent's minimum and maximum width; `unbounded` replaces the maximum by Infinity. */
  readonly min: number;
  readonly max: number;
  readonly unbounded: boolean;
  /** The width for which the inner box asks. */
  readonly wish: number;
  readonly between: Between;
}

/**
 * What becomes of a wish for a width: the boxes from the parent's child to the wishing box, which
 * stands last, and what went wrong. If the minimum exceeds the maximum no size can satisfy both;
 * then nothing is laid out.
 */
function wishUnder({ min, max, unbounded, wish, between }: WishParams): LaidOut {
  if (!unbounded && min > max) {
    const messages = [
      `The least width, ${min}, is above the greatest, ${max}: no width satisfies both`,
    ];
    return { boxes: [], messages };
  }
  return laidOut(BETWEEN[between](sized({ width: wish, height: HIGH.wish })), {
    minWidth: min,
    maxWidth: unbounded ? Number.POSITIVE_INFINITY : max,
    minHeight: 0,
    maxHeight: HIGH.parent,
  });
}

/** A wish for a width under a parent that says exactly that of the screen. */
export const whatWillItBe = experiment(
  {
    min: SCREEN.width,
    max: SCREEN.width,
    unbounded: false,
    wish: given.wish,
    between: 'nothing' as Between,
  },
  wishUnder,
);

/** Trees that beginners meet, laid out under the screen, by the side of a box and a text's length. */
const EXAMPLES = {
  underScreen: (side: number) => sized({ width: side, height: side }),
  centred: (side: number) => center(sized({ width: side, height: side })),
  expandedInScroll: () => scroll(column([expanded(text('Everything that is left'))])),
  scrollInColumn: () => column([text('Orders'), scroll(column([text('One')]))]),
  listInColumn: () => column([text('Orders'), list(text('One'))]),
  longText: (_: number, long: string) => row([text(long), sized({ width: 24, height: 24 })]),
  expandedText: (_: number, long: string) =>
    row([expanded(text(long)), sized({ width: 24, height: 24 })]),
};

/** The trees from which a beginner learns the rules. */
export const examples = experiment(
  { ...SCREEN, wish: given.wish, characters: given.characters },
  ({ wish, characters, ...screen }) => {
    const entries = Object.entries(EXAMPLES).map(([name, tree]) => [
      name,
      laidOut(tree(wish, 'x'.repeat(characters)), tight(screen)),
    ]);
    return Object.fromEntries(entries) as Record<keyof typeof EXAMPLES, LaidOut>;
  },
);
