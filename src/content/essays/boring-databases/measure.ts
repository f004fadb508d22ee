/** The experiments of this essay, each on an empty schema. Pages are counted; nothing is timed. */

import type { PGlite } from '@electric-sql/pglite';
import {
  count,
  estimatedCost,
  explain,
  explainWarm,
  numberIn,
  open,
  type Plan,
  pageBytes,
  pagesOf,
  sql,
  version,
  visitsOf,
} from './postgres.ts';
import type { Claim, IndexChoice, Recorded } from './recorded.ts';

/** The recording, and plans worth showing, by the name of their file. */
export interface Measured {
  readonly recorded: Recorded;
  readonly plans: Readonly<Record<string, string>>;
}

const text = (plan: Plan): string => `${plan.lines.join('\n')}\n`;

const indexOf: Record<IndexChoice, 'job_pkey' | 'job_state' | 'job_available'> = {
  primary: 'job_pkey',
  state: 'job_state',
  available: 'job_available',
};

async function createQueue(db: PGlite, choice: IndexChoice): Promise<void> {
  await db.exec(sql('job'));
  if (choice !== 'primary') await db.exec(sql(`index-${choice}`));
}

/** VACUUM must stand alone: several statements in one message are one transaction. */
async function clean(db: PGlite, table: string): Promise<void> {
  await db.exec(`vacuum ${table}`);
  await db.exec(`analyze ${table}`);
}

async function claimNow(db: PGlite, choice: IndexChoice): Promise<{ claim: Claim; plan: Plan }> {
  const plan = await explainWarm(db, sql('claim'));
  const indexes = [...new Set(['job_pkey', indexOf[choice]])];
  const visits = await visitsOf(db, sql('claim'), ['job', ...indexes]);
  const index = indexes.reduce((sum, name) => sum + visits[name], 0);
  if (visits.job + index !== plan.visits) throw new Error('the counters and the plan disagree');
  const scan = /using (\w+)/.exec(plan.lines.join('\n'));
  const claim = {
    table: visits.job,
    index,
    scan: scan ? scan[1] : 'none',
    removed: numberIn(plan.lines, /Rows Removed by Filter: (\d+)/),
  };
  return { claim, plan };
}

/** What the planner expects a claim to cost by either index, in its own unit, the other hidden. */
async function estimate(db: PGlite): Promise<{ primary: number; state: number }> {
  const without = async (hide: string): Promise<number> => {
    await db.exec(`begin; ${hide}`);
    const cost = await estimatedCost(db, sql('claim'));
    await db.exec('rollback');
    return cost;
  };
  return {
    primary: await without('drop index job_state'),
    state: await without('alter table job drop constraint job_pkey'),
  };
}

const CLAIMS = { waiting: 1_000, last: 20_000, step: 2_000 };

/**
 * A queue that keeps its finished jobs. At each stop as many new jobs have come as old ones were
 * finished, a thousand in a transaction; then VACUUM and ANALYZE run, and one claim is explained.
 */
async function claimsWith(db: PGlite, choice: IndexChoice, old: boolean) {
  await createQueue(db, choice);
  await db.query(sql('enqueue'), [CLAIMS.waiting]);
  if (old) await db.exec(sql('forgotten'));
  const claims: Claim[] = [];
  const estimates: { primary: number; state: number }[] = [];
  let last: Plan = { lines: [], visits: 0 };
  for (let finished = 0; finished <= CLAIMS.last; finished += CLAIMS.step) {
    if (finished > 0) {
      for (let done = 0; done < CLAIMS.step; done += CLAIMS.waiting) {
        await db.query(sql('enqueue'), [CLAIMS.waiting]);
        await db.query(sql('finish'), [CLAIMS.waiting]);
      }
    }
    await clean(db, 'job');
    const { claim, plan } = await claimNow(db, choice);
    claims.push(claim);
    last = plan;
    if (choice === 'state') estimates.push(await estimate(db));
  }
  const pages = { job: await pagesOf(db, 'job'), index: await pagesOf(db, indexOf[choice]) };
  if (old) await db.exec(`rollback prepared 'forgotten'`);
  await db.exec('drop table job');
  return { claims, estimates, plan: text(last), pages };
}

async function measureClaims(db: PGlite) {
  const both = async (choice: IndexChoice) => ({
    closed: await claimsWith(db, choice, false),
    open: await claimsWith(db, choice, true),
  });
  const primary = await both('primary');
  const state = await both('state');
  const available = await both('available');
  const finished: number[] = [];
  for (let n = 0; n <= CLAIMS.last; n += CLAIMS.step) finished.push(n);
  const only = (run: typeof primary) => ({ closed: run.closed.claims, open: run.open.claims });
  const claims: Recorded['claims'] = {
    waiting: CLAIMS.waiting,
    finished,
    estimates: state.open.estimates,
    runs: { primary: only(primary), state: only(state), available: only(available) },
    pages: {
      job: primary.closed.pages.job,
      jobOpen: primary.open.pages.job,
      job_pkey: primary.closed.pages.index,
      job_state: state.closed.pages.index,
      job_available: available.closed.pages.index,
    },
  };
  const plans = {
    'claim-primary': primary.closed.plan,
    'claim-available': available.closed.plan,
    'claim-primary-open': primary.open.plan,
  };
  return { claims, plans };
}

const FORGOTTEN = { waiting: 6_000, last: 4_000, step: 500 };

async function takeJobs(db: PGlite, old: boolean): Promise<number[]> {
  await createQueue(db, 'available');
  await db.query(sql('enqueue'), [FORGOTTEN.waiting]);
  await clean(db, 'job');
  if (old) await db.exec(sql('forgotten'));
  const takeOne = `begin;\n${sql('take')}commit;\n`;
  const visits = [(await explainWarm(db, sql('claim'))).visits];
  for (let taken = FORGOTTEN.step; taken <= FORGOTTEN.last; taken += FORGOTTEN.step) {
    await db.exec(takeOne.repeat(FORGOTTEN.step));
    visits.push((await explainWarm(db, sql('claim'))).visits);
  }
  return visits;
}

/** Jobs taken and deleted one transaction each, while another transaction sleeps, or does not. */
async function measureForgotten(db: PGlite): Promise<Recorded['forgotten']> {
  const claimVisits = async () => (await explainWarm(db, sql('claim'))).visits;
  const vacuumed = async () => {
    await clean(db, 'job');
    return claimVisits();
  };
  const closed = { visits: await takeJobs(db, false), vacuumed: await vacuumed() };
  await db.exec('drop table job');

  const visits = await takeJobs(db, true);
  const stillOpen = await vacuumed();
  await db.exec(`rollback prepared 'forgotten'`);
  const open = {
    visits,
    vacuumed: stillOpen,
    endedFirst: (await explain(db, sql('claim'))).visits,
    endedSecond: (await explain(db, sql('claim'))).visits,
    endedVacuumed: await vacuumed(),
  };
  await db.exec('drop table job');
  const taken = visits.map((_, i) => i * FORGOTTEN.step);
  return { waiting: FORGOTTEN.waiting, taken, closed, open };
}

/** One tenant's rows among many, while indexes come and the table changes. */
async function measureReading(db: PGlite) {
  await db.exec(sql('event'));
  await clean(db, 'event');
  const steps: { name: string; visits: number; heapFetches: number }[] = [];
  const plans: Record<string, string> = {};
  const step = async (name: string) => {
    const plan = await explainWarm(db, sql('read'));
    const heapFetches = numberIn(plan.lines, /Heap Fetches: (\d+)/);
    steps.push({ name, visits: plan.visits, heapFetches });
    plans[`read-${name}`] = text(plan);
  };
  await step('none');
  await db.exec(sql('index-tenant'));
  await step('index');
  await db.exec('drop index event_tenant');
  await db.exec(sql('index-covering'));
  await clean(db, 'event');
  await step('covering');
  await db.exec(sql('touch'));
  await step('touched');
  await clean(db, 'event');
  await step('vacuumed');
  const reading: Recorded['reading'] = {
    rows: await count(db, 'event'),
    found: await count(db, 'event where tenant = 42'),
    steps,
    touchedOfTenant: await count(db, 'event where tenant = 42 and id % 100 = 0'),
  };
  await db.exec('drop table event');
  return { reading, plans };
}

async function measureDepth(db: PGlite): Promise<Recorded['depth']> {
  await db.exec(sql('item'));
  const depth: { rows: number; byKey: number; byScan: number }[] = [];
  let filled = 0;
  for (const rows of [1_000, 10_000, 100_000, 200_000]) {
    await db.query(sql('item-fill'), [filled + 1, rows]);
    filled = rows;
    await clean(db, 'item');
    const byKey = (await explainWarm(db, sql('item-by-id'))).visits;
    const byScan = (await explainWarm(db, sql('item-by-code'))).visits;
    depth.push({ rows, byKey, byScan });
  }
  await db.exec('drop table item');
  return depth;
}

async function measureTogether(db: PGlite): Promise<Recorded['together']> {
  await db.exec(sql('job'));
  await db.exec('create table purchase (id bigint generated always as identity, item text)');
  await db.exec(sql('order-and-job'));
  const purchases = await count(db, 'purchase');
  const jobs = await count(db, 'job');
  const messages: string[] = [];
  const stop = await db.listen('jobs', (message) => messages.push(message));
  await db.exec(sql('notify'));
  const heard = messages.splice(0);
  await db.exec(sql('notify-rollback'));
  const heardAfterRollback = messages.splice(0);
  await stop();
  await db.exec('drop table job, purchase');
  return { purchases, jobs, heard, heardAfterRollback };
}

/** Runs everything on a fresh server and closes it. */
export async function measure(): Promise<Measured> {
  const db = await open();
  await db.exec('create table note (text text)');
  const claims = await measureClaims(db);
  const forgotten = await measureForgotten(db);
  const reading = await measureReading(db);
  const recorded: Recorded = {
    version: await version(db),
    pageBytes: await pageBytes(db),
    claims: claims.claims,
    forgotten,
    reading: reading.reading,
    depth: await measureDepth(db),
    together: await measureTogether(db),
  };
  await db.close();
  return { recorded, plans: { ...claims.plans, ...reading.plans } };
}
