/** What the programs of this essay did when `npm run traces` last ran them. */

import type { Start } from './calls.ts';
import results from './traces/results.json' with { type: 'json' };
import tills from './traces/tills.json' with { type: 'json' };

/** Who is in a trace: the program's frames, newest first ('' has no name), and how many others. */
export interface Cast {
  readonly own: readonly string[];
  readonly others: number;
  readonly cause?: Cast;
}

/** Where the culprits of some crashes were, in crashes. */
export interface Whereabouts {
  /** The culprit threw. */
  readonly top: number;
  /** It was lower on the stack. */
  readonly lower: number;
  /** It had returned, but a function on the stack calls it. */
  readonly one: number;
  /** Two calls away from the stack, and more than two. */
  readonly two: number;
  readonly further: number;
  /** No call of a function leads there from the frames that count. */
  readonly nowhere: number;
}

/** How the faults of one till ended. */
export interface Tally {
  readonly faults: number;
  readonly threw: number;
  /** Wrong receipt, no error. */
  readonly silent: number;
  /** The right receipts after all. */
  readonly same: number;
  readonly unloadable: number;
  /** By the frames from which distance is counted. */
  readonly where: Readonly<Record<Start, Whereabouts>>;
  /** Crashes in which calls lead from some frame to the culprit, and how many calls in all. */
  readonly reached: number;
  readonly calls: number;
  /** Crashes in which a frame names the faulty line. */
  readonly exactLine: number;
  /** Distinct pairs of throwing function and message. */
  readonly signatures: number;
}

/** What checks change in a till whose faults are the same with them and without. */
export interface Changed {
  /** Crashes with the checks and without, and those of them whose culprit's distance is another. */
  readonly both: number;
  readonly moved: number;
  /** Crashes with the checks only; those that had been wrong receipts, and those with a near culprit. */
  readonly added: number;
  readonly saved: number;
  readonly addedNear: number;
}

/** A place in a text, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Recorded {
  /** The Node.js that ran the programs. */
  readonly node: string;
  readonly casts: Readonly<Record<string, readonly Cast[]>>;
  /** Depths of recursion, and whether the function that started it is in the trace. */
  readonly limits: readonly {
    readonly limit: string;
    readonly depth: number;
    readonly frames: number;
    readonly visible: boolean;
  }[];
  /** One crash in a minified bundle, as its source map explains it. */
  readonly maps: {
    readonly generated: string;
    /** Columns of the generated line that lines 7 and 8 of the source became; end excluded. */
    readonly start: number;
    readonly end: number;
    readonly segments: readonly (Place & { readonly generatedColumn: number })[];
    /** The column that V8 reports. */
    readonly reported: number;
    readonly lookedUp: Place;
    /** Where Node.js then says the crash was, and where it says so for the plain bundle. */
    readonly minified: Place;
    readonly plain: Place;
    /** Lines 6 to 9 of the source. */
    readonly source: readonly string[];
  };
  /** Functions of the till. */
  readonly functions: number;
  /** One broken run in full: the faulty function, and the calls in the notation of `calls.ts`. */
  readonly edge: { readonly culprit: string; readonly run: string };
}

/** The committed recording. */
export const recorded: Recorded = results;

/**
 * How the faults of the tills ended: without checks, with late checks, with late and early ones, with
 * early ones alone; and what the late ones change.
 */
export const tallies: Readonly<Record<'none' | 'late' | 'early' | 'alone', Tally>> & {
  readonly changed: Changed;
} = tills;
