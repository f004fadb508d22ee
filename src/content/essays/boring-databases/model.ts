/**
 * What the figures and numbers of this essay are read from: counts that PostgreSQL recorded
 * (`recorded.ts`), and two small models of what one connection cannot show.
 */

import { assume } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { claimAtOnce, FORMS } from './claims.ts';
import { groupCommit } from './commits.ts';
import { type Claim, type IndexChoice, recorded } from './recorded.ts';

/** The indexes of the queue, in the order in which the essay tries them. */
export const INDEXES: readonly IndexChoice[] = ['primary', 'state', 'available'];

const visits = (claim: Claim): number => claim.table + claim.index;

const { claims } = recorded;

/**
 * Page visits of one claim against finished jobs kept in the table, for each index, with or
 * without an old transaction open; and the claim at one stop.
 */
export const pagesPerClaim = experiment(
  { index: 'primary' as IndexChoice, finished: 20_000, old: false },
  ({ index, finished, old }) => {
    const side = old ? 'open' : 'closed';
    const stop = Math.max(
      0,
      claims.finished.findLastIndex((n) => n <= finished),
    );
    const chosen = claims.runs[index][side][stop];
    return {
      finished: claims.finished,
      series: INDEXES.map((name) => ({
        index: name,
        visits: claims.runs[name][side].map(visits),
      })),
      chosen: { ...chosen, visits: visits(chosen), finished: claims.finished[stop] },
    };
  },
);

/** The ends of those runs, the sizes, and how near the planner's two estimates lay. */
export const claimCounts = experiment({}, () => {
  const { primary, state, available } = claims.runs;
  const gaps = claims.estimates.map((cost) => Math.abs(cost.state / cost.primary - 1));
  const byState = state.open.map((claim) => claim.scan === 'job_state');
  return {
    pageBytes: recorded.pageBytes,
    waiting: claims.waiting,
    finished: claims.finished.at(-1)!,
    step: claims.finished[1] - claims.finished[0],
    least: visits(primary.closed[0]),
    primary: visits(primary.closed.at(-1)!),
    available: visits(available.closed.at(-1)!),
    primaryOpen: visits(primary.open.at(-1)!),
    availableOpen: visits(available.open.at(-1)!),
    /** The dearest claim by the index on state and the cheapest after it, an old transaction open. */
    stateOpenWorst: Math.max(...state.open.map(visits)),
    stateOpenLate: Math.min(...state.open.slice(2).map(visits)),
    /** Stops at which the planner took the index on state. */
    stateOpenStops: claims.finished.filter((_, i) => byState[i]),
    /** Times the planner changed its mind from one stop to the next. */
    turns: byState.filter((now, i) => i > 0 && now !== byState[i - 1]).length,
    /** Greatest difference between its two estimates, as a share. */
    widestGap: Math.max(...gaps),
    pages: claims.pages,
  };
});

/** Page visits per claim while jobs are taken one by one, then what cleaning does. */
export const forgottenTransaction = experiment({}, () => recorded.forgotten);

/** Reading one tenant's rows, as indexes come and the table changes. */
export const reading = experiment({}, () => {
  const step = (name: string) => recorded.reading.steps.find((s) => s.name === name)!;
  return {
    ...recorded.reading,
    none: step('none').visits,
    index: step('index').visits,
    covering: step('covering').visits,
    touched: step('touched').visits,
    fetches: step('touched').heapFetches,
    vacuumed: step('vacuumed').visits,
  };
});

/** Finding one row by its key, and without one, as the table grows. */
export const depth = experiment({}, () => ({
  rows: recorded.depth,
  first: recorded.depth[0],
  middle: recorded.depth.at(-2)!,
  last: recorded.depth.at(-1)!,
}));

/** What a rollback leaves, and what a listener hears. */
export const together = experiment({}, () => recorded.together);

export const given = {
  workers: assume(4, 'how many workers ask at once'),
  jobs: assume(8, 'how many jobs are waiting when they ask'),
};

/** Four ways to claim, several workers at once. */
export const claimForms = experiment(given, ({ workers, jobs }) =>
  FORMS.map((form) => claimAtOnce(form, workers, jobs)),
);

/** Commits carried by one flush, for clients that hardly think and clients that do. */
export const commitsPerFlush = experiment(
  { clients: [1, 2, 4, 8, 16, 32], brief: 0.05, long: 1, flushes: 5_000, seed: 20261126 },
  ({ clients, brief, long, flushes, seed }) => ({
    brief: clients.map((n) => groupCommit(n, brief, flushes, seed)),
    long: clients.map((n) => groupCommit(n, long, flushes, seed)),
  }),
);
