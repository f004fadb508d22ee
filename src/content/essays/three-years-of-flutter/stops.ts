/** What a screen reader stops at in a list, by how its cards are gathered. */
import { experiment } from '../../../kit/experiment.ts';
import { given } from './assumed.ts';
import { text } from './boxes.ts';
import { column } from './flex.ts';
import type { Box } from './layout.ts';
import { SPOKEN, type Spoken, spokenCard } from './screens.ts';
import { type Stop, stops } from './semantics.ts';

/** One way to gather the words of a card: its stops, and how many a list of cards has. */
export interface Gathered {
  readonly card: readonly Stop[];
  readonly list: number;
}

/** Stops in a list under one title, and the boxes of a card. */
export const spoken = experiment({ cards: given.cards }, ({ cards }) => {
  const outline = (box: Box, depth: number): { name: string; depth: number; label: string }[] => [
    { name: box.name, depth, label: box.label },
    ...box.children.flatMap((child) => outline(child, depth + 1)),
  ];
  const gathered = (Object.keys(SPOKEN) as Spoken[]).map((way) => {
    const each = Array.from({ length: cards }, (_, index) => spokenCard(index + 1, way));
    const list = stops(column([text('Orders'), ...each])).length;
    return [way, { card: stops(spokenCard(1, way)), list }];
  });
  return {
    card: outline(spokenCard(1, 'column'), 0),
    ways: Object.fromEntries(gathered) as Record<Spoken, Gathered>,
  };
});
