import { claims } from '../../../kit/claim.ts';
import { numbers } from '../../../kit/number.ts';
import {
  claimCounts,
  claimForms,
  commitsPerFlush,
  depth,
  forgottenTransaction,
  pagesPerClaim,
  reading,
  together,
} from './model.ts';

export { given } from './model.ts';

const whole = { decimals: 0 } as const;

export const claim = numbers(claimCounts, {
  page: { what: 'size of a page', read: (r) => r.pageBytes, unit: 'bytes', ...whole },
  waiting: { what: 'jobs waiting at every stop', read: (r) => r.waiting, ...whole },
  finished: { what: 'finished jobs at the last stop', read: (r) => r.finished, ...whole },
  step: { what: 'jobs finished between two stops', read: (r) => r.step, ...whole },
  least: { what: 'page visits of a claim, nothing finished yet', read: (r) => r.least, ...whole },
  primary: {
    what: 'page visits of a claim behind all finished jobs, primary key only, vacuumed',
    read: (r) => r.primary,
    ...whole,
  },
  available: {
    what: 'the same with the partial index',
    read: (r) => r.available,
    ...whole,
  },
  primaryOpen: {
    what: 'page visits of a claim, primary key only, an old transaction open',
    read: (r) => r.primaryOpen,
    ...whole,
  },
  availableOpen: {
    what: 'the same with the partial index',
    read: (r) => r.availableOpen,
    ...whole,
  },
  stateOpenLate: {
    what: 'page visits of the claim when the planner takes (state, id) late in the run',
    read: (r) => r.stateOpenLate,
    ...whole,
  },
  stateOpenNext: {
    what: 'page visits one stop later, when it takes the primary key again',
    read: (r) => r.stateOpenWorst,
    ...whole,
  },
  turns: { what: 'times the planner changed its mind', read: (r) => r.turns, ...whole },
  widestGap: {
    what: 'greatest difference between its estimates, of the primary key’s',
    read: (r) => r.widestGap,
    unit: '%',
    decimals: 0,
  },
  tablePages: {
    what: 'pages of the table at the last stop, an old transaction open',
    read: (r) => r.pages.jobOpen,
    ...whole,
  },
  stateSize: {
    what: 'pages of the index on (state, id)',
    read: (r) => r.pages.job_state,
    ...whole,
  },
  partialSize: {
    what: 'pages of the partial index',
    read: (r) => r.pages.job_available,
    ...whole,
  },
});

export const forms = numbers(claimForms, {
  left: { what: 'jobs still waiting after the re-check', read: (r) => r[1].available, ...whole },
});

export const read = numbers(reading, {
  rows: { what: 'rows in the table of events', read: (r) => r.rows, ...whole },
  found: { what: 'rows of one tenant', read: (r) => r.found, ...whole },
  none: { what: 'page visits without an index', read: (r) => r.none, ...whole },
  index: { what: 'page visits with an index on tenant', read: (r) => r.index, ...whole },
  covering: {
    what: 'page visits with a covering index, vacuumed',
    read: (r) => r.covering,
    ...whole,
  },
  touched: {
    what: 'page visits with it after some of the other rows changed',
    read: (r) => r.touched,
    ...whole,
  },
  fetches: { what: 'rows looked up in the table after all', read: (r) => r.fetches, ...whole },
});

export const lookup = numbers(depth, {
  few: { what: 'rows in the smaller table', read: (r) => r.first.rows, ...whole },
  many: { what: 'rows in the larger table', read: (r) => r.middle.rows, ...whole },
  most: { what: 'rows in the largest table', read: (r) => r.last.rows, ...whole },
  key: { what: 'page visits of a lookup by primary key', read: (r) => r.middle.byKey, ...whole },
  keyMost: {
    what: 'the same in the largest table',
    read: (r) => r.last.byKey,
    ...whole,
  },
  scanFew: {
    what: 'page visits of a scan of the smaller table',
    read: (r) => r.first.byScan,
    ...whole,
  },
  scanMost: {
    what: 'page visits of a scan of the largest table',
    read: (r) => r.last.byScan,
    ...whole,
  },
});

export const forgotten = numbers(forgottenTransaction, {
  waiting: { what: 'jobs at the start', read: (r) => r.waiting, ...whole },
  taken: { what: 'jobs taken and deleted', read: (r) => r.taken.at(-1)!, ...whole },
  closed: {
    what: 'page visits of the last claim, no old transaction',
    read: (r) => r.closed.visits.at(-1)!,
    ...whole,
  },
  open: {
    what: 'page visits of the last claim, an old transaction open',
    read: (r) => r.open.visits.at(-1)!,
    ...whole,
  },
  endedSecond: {
    what: 'page visits of the second claim after its end',
    read: (r) => r.open.endedSecond,
    ...whole,
  },
  vacuumed: {
    what: 'page visits after the vacuum that could clean',
    read: (r) => r.open.endedVacuumed,
    ...whole,
  },
});

export const rolledBack = numbers(together, {
  purchases: { what: 'purchases after the rollback', read: (r) => r.purchases, ...whole },
  jobs: { what: 'jobs after the rollback', read: (r) => r.jobs, ...whole },
});

export const flush = numbers(commitsPerFlush, {
  clients: { what: 'clients', read: (r) => r.brief.at(-2)!.clients, ...whole },
  carried: {
    what: 'commits per flush when clients hardly think',
    read: (r) => r.brief.at(-2)!.carried,
    significant: 2,
  },
  wait: {
    what: 'their mean wait in flushes',
    read: (r) => r.brief.at(-2)!.wait,
    significant: 3,
  },
  thinkers: {
    what: 'commits per flush when clients think as long as a flush takes',
    read: (r) => r.long.at(-2)!.carried,
    significant: 2,
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

export const stops = claims(pagesPerClaim, {
  throwsAway: {
    holds: ({ chosen }, { index, old }) =>
      index === 'primary' && !old && chosen.removed === chosen.finished,
  },
  whatever: {
    holds: ({ series }) => {
      const { visits } = series.find(({ index }) => index === 'available')!;
      return visits.every((count) => count === visits[0]);
    },
    numbers: [claim.available],
  },
});

export const counts = claims(claimCounts, {
  smaller: {
    holds: ({ pages }) => pages.job_available < pages.job_state / 5,
    numbers: [claim.partialSize, claim.stateSize],
  },
  manyTimes: {
    holds: ({ primaryOpen, pages }) => primaryOpen > 50 * pages.jobOpen,
    numbers: [claim.primaryOpen, claim.tablePages],
  },
  climbs: {
    holds: ({ available, availableOpen }) => availableOpen > 50 * available,
    numbers: [claim.availableOpen],
  },
  little: { holds: ({ widestGap }) => widestGap < 0.15, numbers: [claim.widestGap] },
  far: {
    holds: ({ stateOpenLate, stateOpenWorst }) => stateOpenWorst > 100 * stateOpenLate,
    numbers: [claim.stateOpenLate, claim.stateOpenNext],
  },
});

export const cleaned = claims(claimCounts, {
  goesAway: {
    holds: ({ primary, available, least }) => available <= least && primary > 50 * least,
  },
});

export const growing = claims(depth, {
  key: {
    holds: ({ first, middle, last }) =>
      first.byKey === middle.byKey && last.byKey === first.byKey + 1,
    numbers: [lookup.key, lookup.few, lookup.many, lookup.keyMost, lookup.most],
  },
  scan: {
    holds: ({ first, last }) => last.byScan > 100 * first.byScan,
    numbers: [lookup.scanFew, lookup.scanMost],
  },
});

export const ways = claims(reading, {
  oneEach: { holds: ({ index, found }) => index === found + 2 },
  neverOpens: {
    holds: ({ steps }) => steps.find(({ name }) => name === 'covering')!.heapFetches === 0,
    numbers: [read.covering],
  },
  notThese: { holds: ({ touchedOfTenant }) => touchedOfTenant === 0 },
});

export const clients = claims(commitsPerFlush, {
  halves: {
    holds: ({ brief }) => {
      const { clients: many, carried } = brief.at(-2)!;
      return Math.abs(carried / (many / 2) - 1) < 0.02;
    },
    numbers: [flush.carried],
  },
  waits: {
    holds: ({ brief }) => {
      const { wait } = brief.at(-2)!;
      return wait > 1.5 && wait < 2;
    },
    numbers: [flush.wait],
  },
  more: {
    holds: ({ brief, long }) =>
      [brief, long].every((line) =>
        line.every(({ carried }, i) => i === 0 || carried >= line[i - 1].carried),
      ),
  },
});

export const undone = claims(forgottenTransaction, {
  dearer: {
    holds: ({ closed, open }) => open.visits.at(-1)! > 3 * closed.visits.at(-1)!,
    numbers: [forgotten.closed, forgotten.open],
  },
  nothing: { holds: ({ open }) => open.vacuumed === open.visits.at(-1) },
  dearerStill: { holds: ({ open }) => open.endedFirst > open.vacuumed },
  restored: {
    holds: ({ open }) => open.endedVacuumed === open.visits[0],
    numbers: [forgotten.vacuumed],
  },
});
