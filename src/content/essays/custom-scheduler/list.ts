/** The list: seven sentences about a fair scheduler, and the unit in which they are bounded. */
import { type Machine, PRICE, type Request } from './engine.ts';

/** A machine with the limits that requests keep to, and the requests. */
export interface Case extends Machine {
  readonly longestPrompt: number;
  readonly longestOutput: number;
  readonly requests: readonly Request[];
}

/**
 * U: what one tenant can be charged between two picks, in priced tokens: one more prompt, and every
 * slot's output. At the moment a tenant is picked it is the least served of those that wait.
 */
export const unit = (limits: {
  readonly longestPrompt: number;
  readonly longestOutput: number;
  readonly slots: number;
}): number =>
  PRICE.prompt * limits.longestPrompt + PRICE.output * limits.slots * limits.longestOutput;

/** One sentence; the first five are about what a scheduler does, the last two about its counters. */
interface Sentence {
  readonly number: number;
  readonly name: string;
  /** How many U it allows. */
  readonly units: number;
}

/** The list, in order. */
export const LIST: readonly Sentence[] = [
  { number: 1, name: 'nothing lost', units: 0 },
  { number: 2, name: 'no idling', units: 0 },
  { number: 3, name: 'in order', units: 0 },
  { number: 4, name: 'bounded gap', units: 2 },
  { number: 5, name: 'bounded bypass', units: 2 },
  { number: 6, name: 'no amnesty', units: 0 },
  { number: 7, name: 'no savings', units: 1 },
];
