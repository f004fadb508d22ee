/** A game: one broken till, what its run would answer, and who of the suspects could have broken it. */
import recorded from './traces/game.json' with { type: 'json' };

/** One fault behind the message that many share. */
export interface Fault {
  /** The function or table that it is in, and its line. */
  readonly unit: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The first order whose receipt breaks. */
  readonly order: number;
  /** Which of the traces is printed, and which of the trees of calls led there. */
  readonly trace: number;
  readonly tree: number;
  /** Which of the answers each function's calls would give. */
  readonly says: readonly number[];
}

/** What `record-game.ts` wrote down. */
export interface Game {
  /** The till as it should be, line by line. */
  readonly source: readonly string[];
  readonly units: readonly {
    readonly name: string;
    readonly first: number;
    readonly last: number;
  }[];
  /** Functions that can be asked about, in the order of the source. */
  readonly asked: readonly string[];
  readonly traces: readonly string[];
  /** Calls until the crash, like ones merged, in the notation of `calls.ts`. */
  readonly trees: readonly string[];
  /** Of each function, what its calls were given and returned, a line each: every answer there is. */
  readonly answers: readonly (readonly string[])[];
  /** In an order that says nothing about the source. */
  readonly faults: readonly Fault[];
}

export const GAME: Game = recorded;

/** Functions and tables that can be behind the message, in the order of the source. */
export const SUSPECTS: readonly string[] = GAME.units
  .map(({ name }) => name)
  .filter((name) => GAME.faults.some(({ unit }) => unit === name));

/** Nothing asked, nobody accused. */
export const NOTHING = 'nothing';
export const NOBODY = 'nobody';

/** Faults that print the same trace as one, itself included. */
export const alike = ({ trace }: Fault): number =>
  GAME.faults.filter((other) => other.trace === trace).length;

/** What a fault's run says of a function's calls. */
export const answer = ({ says }: Fault, name: string): string => {
  const at = GAME.asked.indexOf(name);
  return GAME.answers[at][says[at]];
};

/**
 * Faults that would have broken the same receipt first, printed the same trace and given the same
 * answers.
 */
export const consistent = (fault: Fault, asked: readonly string[]): readonly Fault[] =>
  GAME.faults.filter(
    (other) =>
      other.trace === fault.trace &&
      other.order === fault.order &&
      asked.every((name) => answer(other, name) === answer(fault, name)),
  );

/** Functions and tables in which one of these faults is, in the order of the source. */
export const unitsOf = (faults: readonly Fault[]): string[] =>
  SUSPECTS.filter((name) => faults.some(({ unit }) => unit === name));

/** The fewest questions after which one suspect is left. */
export function fewest(fault: Fault, asked: readonly string[] = []): number {
  if (unitsOf(consistent(fault, asked)).length === 1) return 0;
  if (asked.length === 2) return Number.POSITIVE_INFINITY;
  return 1 + Math.min(...GAME.asked.map((name) => fewest(fault, [...asked, name])));
}
