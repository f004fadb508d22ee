/** Lengths of prompts and answers, from the tables of the public traces. */
import { PROBABILITIES, PROMPT } from '../../../kit/sim/lengths.ts';
import { fromQuantiles } from '../../../kit/sim/random.ts';

/** A length in tokens, at least 1, where `u` lies among the quantiles of a table. */
export const lengthAt = (table: readonly number[], u: number): number =>
  Math.max(1, Math.round(fromQuantiles(table, PROBABILITIES, u)));

/** Mean of a distribution given by its quantiles, linear between them. */
export function tableMean(values: readonly number[]): number {
  return values.slice(1).reduce((sum, value, i) => {
    const middle = (value + values[i]) / 2;
    return sum + middle * (PROBABILITIES[i + 1] - PROBABILITIES[i]);
  }, 0);
}

/** The longest prompt of the Mooncake conversation trace, tokens. */
export const longestPrompt = (): number => PROMPT.long[PROMPT.long.length - 1];
