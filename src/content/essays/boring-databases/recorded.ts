/** What PostgreSQL did when `npm run data` last ran the SQL of this essay. */

import results from './results.json' with { type: 'json' };

/** Which index the claim may use beside the primary key. */
export type IndexChoice = 'primary' | 'state' | 'available';

/** One claim: where its page visits went, and what the planner chose. */
export interface Claim {
  /** Visits to pages of the table. */
  readonly table: number;
  /** Visits to pages of an index. */
  readonly index: number;
  /** The index that was scanned, by its name in the schema. */
  readonly scan: string;
  /** Finished rows that the scan read and threw away. */
  readonly removed: number;
}

/** Everything recorded. A page visit is one buffer touched, found in memory or not. */
export interface Recorded {
  /** The server that ran it, as it names itself. */
  readonly version: string;
  /** Size of a page. */
  readonly pageBytes: number;
  /** Claims with more and more finished jobs kept in the table. */
  readonly claims: {
    /** Jobs that wait at each stop. */
    readonly waiting: number;
    /** Finished jobs at each stop. */
    readonly finished: readonly number[];
    /** One claim per stop, by index, without and with an old transaction open. */
    readonly runs: Readonly<
      Record<IndexChoice, { readonly closed: readonly Claim[]; readonly open: readonly Claim[] }>
    >;
    /**
     * Estimated cost of a claim by either index, in the planner's unit, at each stop of the run
     * with both indexes and an old transaction open.
     */
    readonly estimates: readonly { readonly primary: number; readonly state: number }[];
    /** Pages of each index and of the table at the last stop, and of the table with a transaction open. */
    readonly pages: Readonly<
      Record<'job' | 'jobOpen' | 'job_pkey' | 'job_state' | 'job_available', number>
    >;
  };
  /** Visits per claim while jobs are taken and deleted one by one, then what cleaning does. */
  readonly forgotten: {
    readonly waiting: number;
    readonly taken: readonly number[];
    readonly closed: { readonly visits: readonly number[]; readonly vacuumed: number };
    readonly open: {
      readonly visits: readonly number[];
      readonly vacuumed: number;
      readonly endedFirst: number;
      readonly endedSecond: number;
      readonly endedVacuumed: number;
    };
  };
  /** Reading one tenant's rows, state of index and table by state. */
  readonly reading: {
    readonly rows: number;
    readonly found: number;
    readonly steps: readonly {
      readonly name: string;
      readonly visits: number;
      /** Rows for which an index-only scan had to look at the table after all. */
      readonly heapFetches: number;
    }[];
    /** Rows of that tenant that the update touched. */
    readonly touchedOfTenant: number;
  };
  /** One row found by primary key, and by a column without an index. */
  readonly depth: readonly {
    readonly rows: number;
    readonly byKey: number;
    readonly byScan: number;
  }[];
  /** What is left after a rollback, and what a listener hears. */
  readonly together: {
    readonly purchases: number;
    readonly jobs: number;
    readonly heard: readonly string[];
    readonly heardAfterRollback: readonly string[];
  };
}

/** The committed recording. */
export const recorded: Recorded = results;
