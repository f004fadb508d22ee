/** What an ordinary server did when `record-native.ts` last ran this essay's SQL on it. */

import results from './native.json' with { type: 'json' };
import type { Recorded } from './recorded.ts';

/** The recording of an ordinary server: what one session can see, and what it can't. */
export interface Native extends Omit<Recorded, 'steady'> {
  /** Four workers and eight jobs, for each form of the claim. */
  readonly forms: readonly {
    readonly claim: string;
    readonly claimed: readonly (number | null)[];
    readonly waited: number;
    readonly available: number;
  }[];
  /** What another session left open while jobs were taken. */
  readonly horizon: readonly {
    readonly name: string;
    /** Where the server shows it, in the names of its own columns; empty for nowhere. */
    readonly shows: string;
    /** Whether the query of the text lists it. */
    readonly listed: boolean;
    /** Dead rows that VACUUM left, and the page visits of the search after it. */
    readonly dead: number;
    readonly vacuumed: number;
    /** The same once it had ended and VACUUM had run again. */
    readonly endedVacuumed: number;
    /** Whether `idle_in_transaction_session_timeout` ends it. */
    readonly ends: boolean;
  }[];
  /** Commits that one flush carried, in each of three runs, the least first. */
  readonly flushes: readonly { readonly clients: number; readonly carried: readonly number[] }[];
  /**
   * Whether both of two transactions committed that exclude each other: when they read by SELECT, by
   * an INSERT that conflicts and does nothing, or by SELECT beside an INSERT that may update, in the
   * order in which a report of 2026 has them.
   */
  readonly serializable: Readonly<Record<'bySelect' | 'byConflict' | 'asReported', boolean>>;
}

/** The committed recording. */
export const native: Native = results;
