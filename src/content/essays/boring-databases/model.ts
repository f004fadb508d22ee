/**
 * What the figures and numbers of this essay are read from: counts that PostgreSQL recorded
 * (`recorded.ts`), and two small models of what one connection cannot show.
 */

import { assume } from '../../../kit/assume.ts';
import { experiment } from '../../../kit/experiment.ts';
import { claimAtOnce, FORMS } from './claims.ts';
import { groupCommit } from './commits.ts';
import { DESIGNS, walk } from './crash.ts';
import { type LeftOpen, left as recordedLeft } from './left.ts';
import { native } from './native.ts';
import { type Claim, type IndexChoice, recorded } from './recorded.ts';

/** The indexes of the queue, in the order in which the essay tries them. */
export const INDEXES: readonly IndexChoice[] = ['primary', 'state', 'available'];

const visits = (claim: Claim): number => claim.table + claim.index;

const { claims } = recorded;

/** How many numbers two recordings of one shape hold, and how many of them are equal. */
function compared(a: unknown, b: unknown): { counts: number; equal: number } {
  if (typeof a === 'number') return { counts: 1, equal: a === b ? 1 : 0 };
  if (typeof a !== 'object' || a === null) return { counts: 0, equal: 0 };
  const parts = Object.entries(a).map(([name, value]) =>
    compared(value, (b as Record<string, unknown>)[name]),
  );
  return {
    counts: parts.reduce((sum, part) => sum + part.counts, 0),
    equal: parts.reduce((sum, part) => sum + part.equal, 0),
  };
}

/**
 * One order over five designs with a crash at every place, and the crash that is looked at: the
 * places of all designs are numbered through.
 */
export const everyCrash = experiment(
  { at: 13, once: false, repeats: false },
  ({ at, once, repeats }) => {
    const walked = DESIGNS.map((design) => walk(design, { once, repeats }));
    let [design, point] = [0, at];
    while (point >= walked[design].points.length) point -= walked[design++].points.length;
    return { walked, design, point };
  },
);

/** The same if the client repeats its request and a second receipt is dropped. */
export const fairRival = experiment({}, () =>
  DESIGNS.map((design) => walk(design, { once: true, repeats: true })),
);

/**
 * Page visits to find a job against finished jobs kept in the table, for each index, with or
 * without an old transaction open; and the search at one stop.
 */
export const pagesPerFind = experiment(
  { index: 'primary' as IndexChoice, finished: 20_000, old: false },
  ({ index, finished, old }) => {
    const side = old ? 'open' : 'closed';
    const seriesOf = (of: typeof side) =>
      INDEXES.map((name) => ({ index: name, visits: claims.runs[name][of].map(visits) }));
    const stop = Math.max(
      0,
      claims.finished.findLastIndex((n) => n <= finished),
    );
    const chosen = claims.runs[index][side][stop];
    return {
      finished: claims.finished,
      series: seriesOf(side),
      /** With an old transaction open if there is none, and the other way round; not the full index. */
      otherwise: seriesOf(old ? 'closed' : 'open').filter(({ index }) => index !== 'state'),
      chosen: { ...chosen, visits: visits(chosen), finished: claims.finished[stop] },
    };
  },
);

/** The ends of those runs, the sizes, and what the planner expected without an old transaction. */
export const findCounts = experiment({}, () => {
  const { primary, available } = claims.runs;
  return {
    waiting: claims.waiting,
    finished: claims.finished.at(-1)!,
    least: visits(primary.closed[0]),
    primary: visits(primary.closed.at(-1)!),
    available: visits(available.closed.at(-1)!),
    primaryOpen: visits(primary.open.at(-1)!),
    /** Finished rows that either walk by primary key throws away. */
    removed: { closed: primary.closed.at(-1)!.removed, open: primary.open.at(-1)!.removed },
    availableOpen: visits(available.open.at(-1)!),
    pages: claims.pages,
    /** The same jobs in two orders, and the rows among which one is waiting when they are spread. */
    priced: recorded.priced,
    evenly: (claims.finished.at(-1)! + claims.waiting) / claims.waiting,
    whole: recorded.whole,
    hot: recorded.updates,
    /** The longest backlog behind that many finished jobs, with an index on (state, id). */
    longest: recorded.backlog.at(-1)!,
  };
});

/** The run with both indexes and an old transaction open: what was expected, what was taken, what it cost. */
export const changedMind = experiment({}, () => {
  const found = claims.runs.state.open.map((claim, i) => ({
    finished: claims.finished[i],
    ...claims.estimates.open[i],
    scan: claim.scan,
    visits: visits(claim),
  }));
  const gaps = found.map(({ primary, state }) => Math.abs(state / primary - 1));
  const byState = found.map(({ scan }) => scan === 'job_state');
  const late = found.findLastIndex((_, i) => byState[i]);
  return {
    found,
    /** Times the planner changed its mind from one stop to the next. */
    turns: byState.filter((now, i) => i > 0 && now !== byState[i - 1]).length,
    /** Greatest difference between its two estimates, as a share. */
    widestGap: Math.max(...gaps),
    /** The last search by the index on state, and the one after it. */
    late: found[late].visits,
    next: found[late + 1].visits,
  };
});

/** A queue in which another session leaves a transaction open for some jobs, or doesn't. */
export const leftOpen = experiment(
  { left: 'REPEATABLE READ after a read' as LeftOpen, held: '4000' },
  ({ left, held }) => {
    const { runs, forgets, every, vacuum, waiting } = recordedLeft;
    const run = runs.find(
      (each) => each.left === left && (left === 'nothing' || each.held === Number(held)),
    )!;
    return {
      visits: run.visits,
      dead: run.dead,
      every,
      vacuum,
      waiting,
      last: (run.visits.length - 1) * every,
      from: forgets,
      to: forgets + run.held,
      most: {
        visits: Math.max(...runs.flatMap((each) => each.visits)) + 5,
        dead: Math.max(...runs.flatMap((each) => each.dead)),
      },
    };
  },
);

/** Jobs taken and deleted beside an open transaction, then what cleaning does. */
export const forgottenTransaction = experiment({}, () => recorded.forgotten);

/** What holds dead rows back, on an ordinary server. */
export const horizon = experiment({}, () => native.horizon);

/** Two servers that ran the same SQL: how many of the counts they have in common. */
export const twoServers = experiment({}, () => {
  const { steady: _, version: __, ...both } = recorded;
  return compared(both, native);
});

/** Whether serializable transactions that must not both commit did, on an ordinary server. */
export const serializable = experiment({}, () => native.serializable);

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

/** Commits carried by one flush: by the rule, for clients that hardly think, and on a server. */
export const commitsPerFlush = experiment(
  { clients: [1, 2, 4, 8, 16, 32], brief: 0.05, flushes: 5_000, seed: 20261126 },
  ({ clients, brief, flushes, seed }) => ({
    brief: clients.map((n) => groupCommit(n, brief, flushes, seed)),
    measured: native.flushes,
  }),
);
