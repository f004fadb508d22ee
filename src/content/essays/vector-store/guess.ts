/** A game: two answers that look alike, of which one misses half. */
import { experiment } from '../../../kit/experiment.ts';
import { PAIRS } from './tables.ts';

/** One of the two answers: distances from the query, and what exact search knows of them. */
export interface Card {
  readonly returned: number[];
  /** Which of the returned are not among the true ten. */
  readonly wrong: number[];
  readonly missed: number[];
  /** What the index itself estimates of its recall. */
  readonly said: number;
}

/** Two cards; where `open`, a guess has been made. */
export interface Table {
  readonly cards: Card[];
  readonly open: boolean;
  /** Which of the cards misses half. */
  readonly lying: 'A' | 'B';
}

const far = (thousandths: readonly number[]) => thousandths.map((value) => value / 1000);

/** The pairs that record.ts kept, one at a time; in every third the complete answer comes second. */
export const guess = experiment(
  { pair: 1, guess: 'none' as 'none' | 'A' | 'B' },
  ({ pair, guess: said }): Table => {
    const two = PAIRS[pair - 1].map((card) => ({
      ...card,
      returned: far(card.returned),
      missed: far(card.missed),
      said: card.said / 100,
    }));
    const turned = pair % 3 === 0;
    return {
      cards: turned ? [two[1], two[0]] : two,
      open: said !== 'none',
      lying: turned ? 'A' : 'B',
    };
  },
);

export const LAST_PAIR = PAIRS.length;
