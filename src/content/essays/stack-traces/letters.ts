/** What `record-letters.ts` wrote down: the versions that printed the letters, and the builds in C. */
import letters from './traces/letters/letters.json' with { type: 'json' };

/** The C program compiled one way, and what a debugger printed when it crashed. */
export interface Build {
  readonly name: string;
  readonly compiler: string;
  readonly options: string;
  /** What the essay calls it. */
  readonly says: string;
  /** It didn't crash, and ran for ten seconds. */
  readonly endless: boolean;
  /** Functions of the backtrace, newest first. */
  readonly frames: readonly string[];
  /** Functions of the program that are left in the symbol table. */
  readonly symbols: readonly string[];
  /** The instruction that crashed and the one after it. */
  readonly instructions: readonly string[];
}

export const LETTERS: {
  readonly versions: Readonly<Record<string, string>>;
  readonly builds: readonly Build[];
} = letters;
