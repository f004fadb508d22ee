/** The trees of the essay: what stands on its screens. */
import {
  center,
  decorated,
  intrinsicHeight,
  padding,
  repaintBoundary,
  scroll,
  semantic,
  sized,
  text,
} from './boxes.ts';
import { column, expanded, row } from './flex.ts';
import { type Box, nodes } from './layout.ts';

/** The screen of the essay's examples, in logical pixels; its constraints are tight. */
export const SCREEN = { width: 360, height: 640 };

/** The card height where it is fixed; free cards come out as high as this one by themselves. */
export const CARD_HEIGHT = 56;

const icon = (): Box => sized({ width: 24, height: 24 });

/** A long list: how many cards, what decides their height, and whether each is a layer. */
export interface ListOf {
  readonly rows: number;
  readonly height: string;
  readonly layers: boolean;
}

/** What may decide the height of a card. */
export const HEIGHTS = ['free', 'fixed', 'intrinsic'] as const;

/** A card of a list: padding, an icon, and two lines of text that take the remaining width. */
function card(index: number, { height, layers }: ListOf): Box {
  const lines = column([text(`Order ${index}`), text('Two loaves, one tea')]);
  const cross = height === 'intrinsic' ? 'stretch' : 'start';
  const inside = padding(8, row([icon(), expanded(lines)], cross));
  const high = {
    free: () => inside,
    fixed: () => sized({ height: CARD_HEIGHT }, inside),
    intrinsic: () => intrinsicHeight(inside),
  }[height as (typeof HEIGHTS)[number]]();
  return layers ? repaintBoundary(high) : high;
}

/** A screen: a header, and under it a scroll view over a plain column of cards. */
export function listScreen(of: ListOf): { root: Box; cards: readonly Box[] } {
  const cards = Array.from({ length: of.rows }, (_, index) => card(index + 1, of));
  const root = column(
    [sized({ height: CARD_HEIGHT }, text('Orders')), expanded(scroll(column(cards, 'stretch')))],
    'stretch',
  );
  return { root, cards };
}

/** How a reply gets a line as high as itself: a box beside it that is told its height, or a border. */
export const LINED = {
  asked: (reply: Box) => intrinsicHeight(row([sized({ width: 2 }), expanded(reply)], 'stretch')),
  border: (reply: Box) => decorated(padding(2, reply)),
} as const;

/** A reply with a line on its left, as high as the reply and those inside it. */
export const thread = (depth: number, line: keyof typeof LINED): Box =>
  LINED[line](column([text('A reply'), ...(depth > 1 ? [thread(depth - 1, line)] : [])]));

/** What the reader can put around each card of the tree that walks. */
export const AROUND = {
  nothing: (card: Box) => card,
  padding: (card: Box) => padding(8, card),
  center: (card: Box) => center(card),
  fixed: (card: Box) => sized({ height: CARD_HEIGHT }, card),
  intrinsic: (card: Box) => intrinsicHeight(card),
  expanded: (card: Box) => expanded(card),
} as const;

export type Around = keyof typeof AROUND;

const ORDERS = ['Two loaves, one tea', 'A cake for twelve', 'Six buns, one pie'];

/**
 * The tree that walks: a title, and under it a scroll view over a column of one to three cards, which
 * are as wide as the column where it is `stretched` and else may choose.
 */
export function smallScreen(cards: number, around: Around, stretched: boolean): Box {
  const cross = around === 'intrinsic' ? 'stretch' : 'start';
  const each = ORDERS.slice(0, cards).map((order) =>
    AROUND[around](row([icon(), expanded(text(order))], cross)),
  );
  return column(
    [text('Orders'), expanded(scroll(column(each, stretched ? 'stretch' : 'start')))],
    'stretch',
  );
}

/** The texts of a tree, in order. */
export const textsOf = (root: Box): Box[] => nodes(root).filter(({ label }) => label !== '');

/** How the words of a card come together for a screen reader. */
export const SPOKEN = {
  column: (card: Box) => card,
  merged: (card: Box) => semantic('MergeSemantics', 'merge', card),
  list: (card: Box) => semantic('IndexedSemantics', 'index', card),
  kept: (card: Box) => semantic('IndexedSemantics', 'index', card),
} as const;

export type Spoken = keyof typeof SPOKEN;

/**
 * A card for a screen reader: a heading and two texts. In `kept` the heading is a container of its
 * own, in the others words like any.
 */
export function spokenCard(index: number, way: Spoken): Box {
  const title = text(`Order ${index}`, ['heading']);
  const heading = way === 'kept' ? semantic('Semantics', 'container', title) : title;
  return SPOKEN[way](row([expanded(column([heading, text('Two loaves, one tea')])), text('7.30')]));
}
