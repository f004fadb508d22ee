import { claims } from '../../../kit/claim.ts';
import { numbers } from '../../../kit/number.ts';
import type { Outcome, Walked } from './crash.ts';
import {
  changedMind,
  claimForms,
  commitsPerFlush,
  everyCrash,
  fairRival,
  findCounts,
  forgottenTransaction,
  horizon,
  leftOpen,
  pagesPerFind,
  serializable,
  together,
  twoServers,
} from './model.ts';

export { given } from './model.ts';

const whole = { decimals: 0 } as const;

const sum = ([request, rest]: readonly [number, number]): number => request + rest;
const of = (walked: readonly Walked[], design: Walked['design']): Walked =>
  walked.find((each) => each.design === design)!;
const ending = ({ points }: Walked, outcome: Outcome): number =>
  points.filter((point) => point.outcome === outcome).length;

export const crash = numbers(everyCrash, {
  places: {
    what: 'places at which one process dies, over the five designs',
    read: ({ walked }) => walked.reduce((all, { points }) => all + points.length, 0),
    ...whole,
  },
  flushes: {
    what: 'flushes for one order and its receipt, one transaction',
    read: ({ walked }) => sum(of(walked, 'together').flushes),
    ...whole,
  },
  trips: {
    what: 'round trips of the same',
    read: ({ walked }) => sum(of(walked, 'together').trips),
    ...whole,
  },
  leaseFlushes: {
    what: 'flushes when the claim is committed before the work',
    read: ({ walked }) => sum(of(walked, 'lease').flushes),
    ...whole,
  },
  outboxFlushes: {
    what: 'flushes with an outbox and a relay',
    read: ({ walked }) => sum(of(walked, 'outbox').flushes),
    ...whole,
  },
  outboxTrips: {
    what: 'round trips of the same',
    read: ({ walked }) => sum(of(walked, 'outbox').trips),
    ...whole,
  },
});

export const find = numbers(findCounts, {
  waiting: { what: 'jobs waiting at every stop', read: (r) => r.waiting, ...whole },
  finished: { what: 'finished jobs at the last stop', read: (r) => r.finished, ...whole },
  least: {
    what: 'page visits to find a job, nothing finished yet',
    read: (r) => r.least,
    ...whole,
  },
  primary: {
    what: 'page visits to find a job behind all finished ones, primary key only, vacuumed',
    read: (r) => r.primary,
    ...whole,
  },
  available: { what: 'the same with the partial index', read: (r) => r.available, ...whole },
  primaryOpen: {
    what: 'page visits to find a job, primary key only, an old transaction open',
    read: (r) => r.primaryOpen,
    ...whole,
  },
  availableOpen: {
    what: 'the same with the partial index',
    read: (r) => r.availableOpen,
    ...whole,
  },
  evenly: {
    what: 'rows among which one is waiting, were they spread evenly',
    read: (r) => r.evenly,
    ...whole,
  },
  spread: {
    what: 'page visits by primary key when they are, nothing dead',
    read: (r) => r.priced.spread.visits,
    ...whole,
  },
  queued: {
    what: 'the same jobs at the same price with the waiting ones last',
    read: (r) => r.priced.queue.visits,
    ...whole,
  },
  whole: {
    what: 'median page visits of a whole claim, the update with it, partial index',
    read: (r) => r.whole.available.median,
    ...whole,
  },
  wholePrimary: {
    what: 'the same with the primary key only',
    read: (r) => r.whole.primary.median,
    ...whole,
  },
  updates: { what: 'claims counted for each set of indexes', read: (r) => r.hot.each, ...whole },
  tablePages: {
    what: 'pages of the table at the last stop, an old transaction open',
    read: (r) => r.pages.jobOpen,
    ...whole,
  },
});

export const mind = numbers(changedMind, {
  turns: { what: 'times the planner changed its mind', read: (r) => r.turns, ...whole },
  late: {
    what: 'page visits when it takes (state, id) for the last time but none',
    read: (r) => r.late,
    ...whole,
  },
  next: {
    what: 'page visits one stop later, when it takes the primary key again',
    read: (r) => r.next,
    ...whole,
  },
});

export const forms = numbers(claimForms, {
  left: { what: 'jobs still waiting after the re-check', read: (r) => r[1].available, ...whole },
});

export const open = numbers(leftOpen, {
  dead: {
    what: 'dead rows when the transaction has been open longest',
    read: (r) => r.dead[r.to / r.every],
    ...whole,
  },
  before: {
    what: 'page visits to find a job when it is opened',
    read: (r) => r.visits[r.from / r.every],
    ...whole,
  },
  most: {
    what: 'page visits to find a job when it has been open longest',
    read: (r) => r.visits[r.to / r.every],
    ...whole,
  },
});

export const servers = numbers(twoServers, {
  counts: { what: 'counts that both servers made', read: (r) => r.counts, ...whole },
});

export const flush = numbers(commitsPerFlush, {
  clients: { what: 'clients', read: (r) => r.brief.at(-2)!.clients, ...whole },
  carried: {
    what: 'commits per flush by the rule',
    read: (r) => r.brief.at(-2)!.carried,
    significant: 2,
  },
  measured: {
    what: 'commits per flush on the server, three runs',
    read: (r) => [r.measured.at(-2)!.carried[0], r.measured.at(-2)!.carried.at(-1)!],
    decimals: 1,
  },
});

export const costs = claims(everyCrash, {
  lease: {
    holds: ({ walked }) =>
      (['flushes', 'trips'] as const).every((what) =>
        (['database', 'broker'] as const).every(
          (design) => sum(of(walked, design)[what]) === sum(of(walked, 'lease')[what]),
        ),
      ) && sum(of(walked, 'together').flushes) < sum(of(walked, 'lease').flushes),
    numbers: [crash.leaseFlushes],
  },
  outbox: {
    holds: ({ walked }) =>
      walked
        .slice(0, -1)
        .every(
          (each) =>
            sum(each.flushes) < sum(of(walked, 'outbox').flushes) &&
            sum(each.trips) < sum(of(walked, 'outbox').trips),
        ),
    numbers: [crash.outboxFlushes, crash.outboxTrips],
  },
  gap: {
    holds: ({ walked }) =>
      ending(of(walked, 'database'), 'lost') === 1 && ending(of(walked, 'broker'), 'orphan') === 1,
  },
  closed: {
    holds: ({ walked }) =>
      (['together', 'lease', 'outbox'] as const).every(
        (design) => ending(of(walked, design), 'lost') + ending(of(walked, design), 'orphan') === 0,
      ),
  },
  second: { holds: ({ walked }) => walked.every((each) => ending(each, 'twice') > 0) },
  twice: {
    holds: ({ walked }) =>
      ending(of(walked, 'outbox'), 'twice') === 2 && ending(of(walked, 'together'), 'twice') === 1,
  },
  early: {
    holds: ({ walked }) => walked.every(({ design, early }) => early === (design === 'broker')),
  },
  saves: {
    holds: ({ walked }) =>
      2 * sum(of(walked, 'together').flushes) === sum(of(walked, 'outbox').flushes) &&
      4 * sum(of(walked, 'lease').flushes) === 3 * sum(of(walked, 'outbox').flushes),
  },
  oneFlush: {
    holds: ({ walked }) =>
      walked.every(
        ({ design, flushes }) =>
          flushes[0] === (design === 'database' || design === 'broker' ? 2 : 1),
      ),
  },
});

export const fair = claims(fairRival, {
  allRight: {
    holds: (walked) => walked.every((each) => ending(each, 'right') === each.points.length),
  },
});

export const atOnce = claims(claimForms, {
  same: { holds: ([plain]) => plain.claimed.every((job) => job === 1) },
  nothing: {
    holds: ([, recheck], { workers, jobs }) =>
      recheck.claimed.filter((job) => job === null).length === workers - 1 &&
      recheck.available === jobs - 1,
    numbers: [forms.left],
  },
  inTurn: {
    holds: ([, , lock], { workers }) =>
      new Set(lock.claimed).size === workers && lock.waited === workers - 1,
  },
  only: {
    holds: ([plain, recheck, lock, skip], { workers }) =>
      skip.waited === 0 &&
      new Set(skip.claimed).size === workers &&
      [plain, recheck, lock].every(({ waited }) => waited > 0),
  },
});

export const stops = claims(pagesPerFind, {
  throwsAway: {
    holds: ({ chosen }, { index, old }) =>
      index === 'primary' && !old && chosen.removed === chosen.finished,
  },
  whatever: {
    holds: ({ series }) => {
      const { visits } = series.find(({ index }) => index === 'available')!;
      return visits.every((count) => count === visits[0]);
    },
    numbers: [find.available],
  },
});

export const nothing = claims(together, {
  stays: { holds: ({ purchases, jobs }) => purchases + jobs === 0 },
});

export const counts = claims(findCounts, {
  samePrice: {
    holds: ({ priced: { queue, spread }, evenly }) =>
      queue.price === spread.price &&
      spread.removed === evenly - 1 &&
      queue.visits > 40 * spread.visits,
    numbers: [find.spread, find.queued],
  },
  backlog: {
    holds: ({ longest, finished }) =>
      longest.waiting === finished && longest.scan === 'job_pkey' && longest.visits > 100,
  },
  manyTimes: {
    holds: ({ primaryOpen, pages, removed, finished }) =>
      primaryOpen > 50 * pages.jobOpen &&
      removed.open === removed.closed &&
      removed.open === finished,
    numbers: [find.primaryOpen, find.tablePages, find.finished],
  },
  climbs: {
    holds: ({ available, availableOpen }) => availableOpen > 50 * available,
    numbers: [find.availableOpen],
  },
  notFree: {
    holds: ({ hot }) =>
      hot.hot.primary.claims === hot.each &&
      hot.hot.primary.finishes === hot.each &&
      hot.hot.available.claims + hot.hot.available.finishes === 0,
    numbers: [find.updates],
  },
  goesAway: {
    holds: ({ primary, available, least }) => available <= least && primary > 50 * least,
  },
});

export const minds = claims(changedMind, {
  cheaper: {
    holds: ({ found }) =>
      found.every(({ scan, state, primary }) => (scan === 'job_state') === state < primary),
  },
  far: {
    holds: ({ late, next }) => next > 100 * late,
    numbers: [mind.late, mind.next],
  },
});

export const dearer = claims(leftOpen, {
  climbs: {
    holds: ({ visits, from, to, every }) => visits[to / every] > 10 * visits[from / every],
    numbers: [open.before, open.most],
  },
});

export const undone = claims(forgottenTransaction, {
  nothing: { holds: ({ open }) => open.vacuumed === open.taken },
  restored: {
    holds: ({ open }) =>
      open.endedFirst > open.vacuumed &&
      open.endedSecond < open.vacuumed / 3 &&
      open.endedVacuumed === open.before,
  },
});

const row = (rows: ReturnType<typeof horizon.compute>, name: string) =>
  rows.find((each) => each.name === name)!;

export const held = claims(horizon, {
  readsToo: {
    holds: (rows) =>
      row(rows, 'REPEATABLE READ after a read').dead > 0 &&
      row(rows, 'READ COMMITTED after a read').dead === 0,
  },
  others: {
    holds: (rows) => {
      const prepared = row(rows, 'a prepared transaction');
      return (
        row(rows, 'a write in another database').dead === 0 &&
        prepared.dead > 0 &&
        prepared.shows === 'pg_prepared_xacts' &&
        row(rows, 'a logical replication slot').dead === 0
      );
    },
  },
  listed: {
    holds: (rows) =>
      rows.every(({ dead, listed }) => dead === 0 || listed) &&
      !row(rows, 'a write in another database').listed,
  },
  unseen: {
    holds: (rows) =>
      row(rows, 'after a write').shows === 'backend_xid' &&
      row(rows, 'REPEATABLE READ after a read').shows === 'backend_xmin',
  },
  timeout: {
    holds: (rows) =>
      rows.every(({ name, dead, ends }) => {
        const others = /prepared|running|slot/.test(name);
        return dead === 0 || ends === !others;
      }),
  },
  lock: { holds: (rows) => row(rows, 'after SELECT FOR UPDATE').dead > 0 },
});

export const clients = claims(commitsPerFlush, {
  halves: {
    holds: ({ brief }) => {
      const { clients: many, carried } = brief.at(-2)!;
      return Math.abs(carried / (many / 2) - 1) < 0.02;
    },
    numbers: [flush.carried],
  },
  more: {
    holds: ({ measured }) =>
      measured.every(({ carried }, i) => i === 0 || carried[0] > measured[i - 1].carried.at(-1)!),
  },
  fewer: {
    holds: ({ brief, measured }) =>
      measured.slice(-2).every(({ carried }, i) => carried.at(-1)! < brief.at(i - 2)!.carried),
    numbers: [flush.measured],
  },
});

export const isolated = claims(serializable, {
  refused: { holds: ({ bySelect, asReported }) => !bySelect && !asReported },
  hole: { holds: ({ byConflict }) => byConflict },
});

export const same = claims(twoServers, {
  all: { holds: ({ counts, equal }) => equal === counts, numbers: [servers.counts] },
});
