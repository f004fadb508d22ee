/** The experiments that one session can run, each on an empty schema. Pages are counted; nothing is timed. */

import {
  clean,
  count,
  deadRows,
  estimatedCost,
  explain,
  explainWarm,
  numberIn,
  one,
  type Plan,
  pageBytes,
  pagesOf,
  type Server,
  sql,
  version,
  visitsOf,
} from './postgres.ts';
import type {
  Afterwards,
  Backlog,
  Claim,
  Estimates,
  IndexChoice,
  Priced,
  Recorded,
  Spread,
  Steady,
  Updates,
} from './recorded.ts';

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

const CHOICES: readonly IndexChoice[] = ['primary', 'state', 'available'];

async function createQueue(db: Server, choice: IndexChoice): Promise<void> {
  await db.run(sql('job'));
  if (choice !== 'primary') await db.run(sql(`index-${choice}`));
}

const relationsOf = (choice: IndexChoice) => ['job', ...new Set(['job_pkey', indexOf[choice]])];

async function findNow(db: Server, choice: IndexChoice): Promise<{ claim: Claim; plan: Plan }> {
  const plan = await explainWarm(db, sql('find'));
  const visits = await visitsOf(db, sql('find'), relationsOf(choice), 'rollback');
  const index = Object.values(visits).reduce((sum, n) => sum + n, 0) - visits.job;
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

/** What the planner expects finding a job to cost by either index, in its own unit, the other hidden. */
async function estimate(db: Server): Promise<Estimates> {
  const without = async (hide: string): Promise<number> => {
    await db.run(`begin; ${hide}`);
    const cost = await estimatedCost(db, sql('find'));
    await db.run('rollback');
    return cost;
  };
  return {
    primary: await without('drop index job_state'),
    state: await without('alter table job drop constraint job_pkey'),
  };
}

/** Least, median and greatest of some counts. */
function spreadOf(counts: readonly number[]): Spread {
  const up = [...counts].sort((a, b) => a - b);
  const half = up.length / 2;
  const median = (up[Math.ceil(half) - 1] + up[Math.floor(half)]) / 2;
  return { least: up[0], median, most: up.at(-1)! };
}

const CLAIMS = { waiting: 1_000, last: 20_000, step: 2_000, whole: 100 };

/** Page visits of claims, update and all, each committed. */
async function wholeClaims(db: Server, choice: IndexChoice): Promise<Spread> {
  const counts: number[] = [];
  for (let i = 0; i < CLAIMS.whole; i++) {
    const visits = await visitsOf(db, sql('claim-skip'), relationsOf(choice), 'commit');
    counts.push(Object.values(visits).reduce((sum, n) => sum + n, 0));
  }
  return spreadOf(counts);
}

/**
 * A queue that keeps its finished jobs. At each stop as many new jobs have come as old ones were
 * finished, a thousand in a transaction; then VACUUM and ANALYZE run, and a job is looked for.
 */
async function claimsWith(db: Server, choice: IndexChoice, old: boolean) {
  await createQueue(db, choice);
  await db.run(sql('enqueue', CLAIMS.waiting));
  if (old) await db.run(sql('forgotten'));
  const claims: Claim[] = [];
  const estimates: Estimates[] = [];
  let last: Plan = { lines: [], visits: 0 };
  for (let finished = 0; finished <= CLAIMS.last; finished += CLAIMS.step) {
    if (finished > 0) {
      for (let done = 0; done < CLAIMS.step; done += CLAIMS.waiting) {
        await db.run(sql('enqueue', CLAIMS.waiting));
        await db.run(sql('finish', CLAIMS.waiting));
      }
    }
    await clean(db, 'job');
    const { claim, plan } = await findNow(db, choice);
    claims.push(claim);
    last = plan;
    if (choice === 'state') estimates.push(await estimate(db));
  }
  const pages = { job: await pagesOf(db, 'job'), index: await pagesOf(db, indexOf[choice]) };
  if (old) await db.run(`rollback prepared 'forgotten'`);
  const whole = old ? undefined : await wholeClaims(db, choice);
  await db.run('drop table job');
  return { claims, estimates, plan: text(last), pages, whole };
}

async function measureClaims(db: Server) {
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
    estimates: { closed: state.closed.estimates, open: state.open.estimates },
    runs: { primary: only(primary), state: only(state), available: only(available) },
    pages: {
      job: primary.closed.pages.job,
      jobOpen: primary.open.pages.job,
      job_pkey: primary.closed.pages.index,
      job_state: state.closed.pages.index,
      job_available: available.closed.pages.index,
    },
  };
  const whole: Recorded['whole'] = {
    claims: CLAIMS.whole,
    primary: primary.closed.whole!,
    state: state.closed.whole!,
    available: available.closed.whole!,
  };
  const plans = {
    'find-primary': primary.closed.plan,
    'find-available': available.closed.plan,
    'find-primary-open': primary.open.plan,
  };
  return { claims, whole, plans };
}

/** Backlogs behind the same finished jobs, vacuumed: what the planner takes and what it costs. */
async function measureBacklog(db: Server): Promise<readonly Backlog[]> {
  const rows: Backlog[] = [];
  for (const waiting of [CLAIMS.waiting, CLAIMS.last]) {
    await createQueue(db, 'state');
    await db.run(sql('enqueue', CLAIMS.last + waiting));
    await db.run(sql('finish', CLAIMS.last));
    await clean(db, 'job');
    const { claim } = await findNow(db, 'state');
    rows.push({ waiting, scan: claim.scan, visits: claim.table + claim.index });
    await db.run('drop table job');
  }
  return rows;
}

/**
 * The same jobs in two orders, the waiting ones last as in a queue, or one in 21: what the planner
 * expects of the primary key, and what it then costs.
 */
export async function measurePriced(db: Server): Promise<Priced> {
  const price = async (last: number, every: number) => {
    await createQueue(db, 'primary');
    await db.run(sql('mixed', last, every));
    await clean(db, 'job');
    const price = await estimatedCost(db, sql('find'));
    const { claim } = await findNow(db, 'primary');
    await db.run('drop table job');
    return { price, visits: claim.table + claim.index, removed: claim.removed };
  };
  const all = CLAIMS.last + CLAIMS.waiting;
  return {
    queue: await price(CLAIMS.last, all + 1),
    spread: await price(all, all / CLAIMS.waiting),
  };
}

const UPDATES = 1_000;

/** Changes of state that stayed in their page and touched no index, for each set of indexes. */
async function measureUpdates(db: Server): Promise<Updates> {
  const hot: Partial<Record<IndexChoice, { claims: number; finishes: number }>> = {};
  const counter = `select pg_stat_get_tuples_hot_updated('job'::regclass)`;
  const hotOf = async (statements: readonly string[]): Promise<number> => {
    const counted = async () => {
      await db.run('select pg_stat_force_next_flush()');
      return Number(await one(db, counter));
    };
    const before = await counted();
    await db.run(statements.map((each) => `begin;\n${each}\ncommit;\n`).join(''));
    return (await counted()) - before;
  };
  const ids = Array.from({ length: UPDATES }, (_, i) => i + 1);
  for (const choice of CHOICES) {
    await createQueue(db, choice);
    await db.run('alter table job set (fillfactor = 50)');
    await db.run(sql('enqueue', UPDATES));
    await clean(db, 'job');
    const claims = await hotOf(ids.map(() => sql('claim-skip')));
    const finishes = await hotOf(
      ids.map((id) => `update job set state = 'done' where id = ${id};`),
    );
    hot[choice] = { claims, finishes };
    await db.run('drop table job');
  }
  return { each: UPDATES, hot: hot as Updates['hot'] };
}

/** A transaction that somebody leaves open: how it begins, how it ends. */
export interface Hold {
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

/** How a queue runs that is kept at one length, in jobs taken. */
export const STEADY = { waiting: 1_000, step: 100, vacuum: 500, forgets: 1_000 };

/**
 * Jobs come and are taken and deleted, one by one, each in a transaction of its own; VACUUM and
 * ANALYZE run after every 500. After 1,000 somebody opens a transaction, which stays open for
 * `held` more. Every 100 jobs one is looked for, twice: the first look leaves hints behind.
 * @param last jobs taken in all
 */
export async function steady(
  db: Server,
  hold: Hold | undefined,
  held: number,
  last: number,
): Promise<Steady> {
  await createQueue(db, 'available');
  await db.run(sql('enqueue', STEADY.waiting));
  await clean(db, 'job');
  const takeOne = `begin;\n${sql('take')}commit;\n`;
  const visits: number[] = [];
  const dead: number[] = [];
  const look = async () => {
    const plan = await explainWarm(db, sql('find'));
    if (!text(plan).includes('Index Scan using job_available on job')) throw new Error(text(plan));
    visits.push(plan.visits);
    dead.push(await deadRows(db, 'job'));
  };
  await look();
  for (let taken = STEADY.step; taken <= last; taken += STEADY.step) {
    await db.run(sql('enqueue', STEADY.step));
    await db.run(takeOne.repeat(STEADY.step));
    if (taken % STEADY.vacuum === 0) await clean(db, 'job');
    await look();
    if (hold && taken === STEADY.forgets) await hold.begin();
    if (hold && taken === STEADY.forgets + held) await hold.end();
  }
  await db.run('drop table job');
  return { held, visits, dead };
}

const FORGOTTEN = { waiting: 6_000, taken: 4_000 };

/** Jobs taken and deleted while another transaction sleeps, or does not; then what VACUUM can do. */
export async function afterwards(
  db: Server,
  hold: Hold | undefined,
  look: () => Promise<string> = async () => '',
): Promise<Afterwards & { readonly shows: string }> {
  const visitsOnce = async () => (await explain(db, sql('find'))).visits;
  await createQueue(db, 'available');
  await db.run(sql('enqueue', FORGOTTEN.waiting));
  await clean(db, 'job');
  const before = (await explainWarm(db, sql('find'))).visits;
  await hold?.begin();
  const shows = await look();
  await db.run(`begin;\n${sql('take')}commit;\n`.repeat(FORGOTTEN.taken));
  const taken = (await explainWarm(db, sql('find'))).visits;
  await clean(db, 'job');
  const dead = await deadRows(db, 'job');
  const vacuumed = (await explainWarm(db, sql('find'))).visits;
  await hold?.end();
  const endedFirst = await visitsOnce();
  const endedSecond = await visitsOnce();
  await clean(db, 'job');
  const endedVacuumed = (await explainWarm(db, sql('find'))).visits;
  await db.run('drop table job');
  return { before, taken, dead, vacuumed, endedFirst, endedSecond, endedVacuumed, shows };
}

/** The hold that one session can have beside its work. */
export const prepared = (db: Server): Hold => ({
  begin: () => db.run(sql('forgotten')),
  end: () => db.run(`rollback prepared 'forgotten'`),
});

async function measureForgotten(db: Server): Promise<Recorded['forgotten']> {
  const { shows: _, ...closed } = await afterwards(db, undefined);
  const { shows: __, ...open } = await afterwards(db, prepared(db));
  return { ...FORGOTTEN, closed, open };
}

async function measureTogether(db: Server): Promise<Recorded['together']> {
  await db.run(sql('job'));
  await db.run('create table purchase (id bigint generated always as identity, item text)');
  await db.run(sql('order-and-job'));
  const purchases = await count(db, 'purchase');
  const jobs = await count(db, 'job');
  const hear = await db.listen();
  await db.run(sql('notify'));
  await db.run('select 1');
  const heard = hear();
  await db.run(sql('notify-rollback'));
  await db.run('select 1');
  const heardAfterRollback = hear();
  await db.run('drop table job, purchase');
  return { purchases, jobs, heard, heardAfterRollback };
}

/** Runs everything on an empty database. */
export async function measure(db: Server): Promise<Measured> {
  await db.run('create table note (text text)');
  const { claims, whole, plans } = await measureClaims(db);
  const recorded: Recorded = {
    version: await version(db),
    pageBytes: await pageBytes(db),
    claims,
    whole,
    backlog: await measureBacklog(db),
    priced: await measurePriced(db),
    updates: await measureUpdates(db),
    forgotten: await measureForgotten(db),
    steady: await steady(db, prepared(db), 1_000, 3_000),
    together: await measureTogether(db),
  };
  await db.run('drop table note');
  return { recorded, plans };
}
