/** What PostgreSQL did when `npm run data` last ran the SQL of this essay. */

import results from './results.json' with { type: 'json' };

/** Which index the search for a job may use beside the primary key. */
export type IndexChoice = 'primary' | 'state' | 'available';

/** Finding one job: where its page visits went, and what the planner chose. */
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

/** Estimated cost of finding a job by either index, in the planner's unit. */
export interface Estimates {
  readonly primary: number;
  readonly state: number;
}

/** Least, median and greatest of some counts. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** A backlog of waiting jobs behind finished ones: the index taken, and the visits. */
export interface Backlog {
  readonly waiting: number;
  readonly scan: string;
  readonly visits: number;
}

/** What finding a job by primary key was expected to cost, and what it cost. */
interface Cost {
  readonly price: number;
  readonly visits: number;
  readonly removed: number;
}

/** The same jobs with the waiting ones last, and spread evenly among the finished ones. */
export interface Priced {
  readonly queue: Cost;
  readonly spread: Cost;
}

/** Changes of state, and how many of them touched no index. */
export interface Updates {
  readonly each: number;
  readonly hot: Readonly<
    Record<IndexChoice, { readonly claims: number; readonly finishes: number }>
  >;
}

/** A queue of one length while a transaction stays open for `held` jobs, every 100 jobs. */
export interface Steady {
  readonly held: number;
  readonly visits: readonly number[];
  readonly dead: readonly number[];
}

/** Page visits before and after jobs were taken and deleted, and what VACUUM left. */
export interface Afterwards {
  readonly before: number;
  readonly taken: number;
  /** Dead rows that a VACUUM left behind. */
  readonly dead: number;
  /** After that VACUUM. */
  readonly vacuumed: number;
  /** The first and the second search after the transaction's end, and one after another VACUUM. */
  readonly endedFirst: number;
  readonly endedSecond: number;
  readonly endedVacuumed: number;
}

/** Everything recorded by one session. A page visit is one buffer touched, found in memory or not. */
export interface Recorded {
  /** The server that ran it, as it names itself. */
  readonly version: string;
  /** Size of a page. */
  readonly pageBytes: number;
  /** Finding a job with more and more finished jobs kept in the table. */
  readonly claims: {
    /** Jobs that wait at each stop. */
    readonly waiting: number;
    /** Finished jobs at each stop. */
    readonly finished: readonly number[];
    /** One search per stop, by index, without and with an old transaction open. */
    readonly runs: Readonly<
      Record<IndexChoice, { readonly closed: readonly Claim[]; readonly open: readonly Claim[] }>
    >;
    /** At each stop of the runs with both indexes. */
    readonly estimates: {
      readonly closed: readonly Estimates[];
      readonly open: readonly Estimates[];
    };
    /** Pages of each index and of the table at the last stop, and of the table with a transaction open. */
    readonly pages: Readonly<
      Record<'job' | 'jobOpen' | 'job_pkey' | 'job_state' | 'job_available', number>
    >;
  };
  /** Page visits of whole claims, the update with them, at the last stop. */
  readonly whole: { readonly claims: number } & Readonly<Record<IndexChoice, Spread>>;
  readonly backlog: readonly Backlog[];
  readonly priced: Priced;
  readonly updates: Updates;
  /** Jobs taken and deleted one by one, without and with an old transaction open. */
  readonly forgotten: {
    readonly waiting: number;
    readonly taken: number;
    readonly closed: Afterwards;
    readonly open: Afterwards;
  };
  readonly steady: Steady;
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
