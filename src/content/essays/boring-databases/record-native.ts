/**
 * The same SQL on an ordinary server, and what one session cannot show: workers that wait, what
 * others leave open, flushes that are shared.
 *
 *   PGHOST=… PGUSER=… PGDATABASE=… node record-native.ts
 *
 * Needs `psql`, `pgbench`, an empty database of a server of its own beside the one called
 * `postgres`, started with the settings in `postgres.ts` and `wal_level=logical`. Writes `native.json` and `left.json`, which are committed.
 */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FORMS } from './claims.ts';
import { afterwards, type Hold, measure, prepared, STEADY, steady } from './measure.ts';
import type { Native } from './native.ts';
import { one, type Server, sql } from './postgres.ts';
import { connect } from './psql.ts';

const HELD = [1_000, 2_000, 4_000];
const CLIENTS = [1, 2, 4, 8, 16, 32];

/**
 * Four workers, eight jobs: each opens a transaction and claims; when all have asked, each commits
 * as soon as it has its answer. Answers are in the order in which they came.
 */
async function recordForm(db: Server, claim: (typeof FORMS)[number]) {
  await db.run(sql('job'));
  await db.run(sql('enqueue', 8));
  const workers = [1, 2, 3, 4].map((n) => connect(`worker${n}`));
  const claimed: (number | null)[] = [];
  const committed: Promise<unknown>[] = [];
  const gate = Promise.withResolvers<void>();
  let waited = 0;
  for (const [i, worker] of workers.entries()) {
    await worker.run('begin');
    let answered = false;
    const claiming = worker.run(sql(`claim-${claim}`)).then(async ([id]) => {
      answered = true;
      await gate.promise;
      claimed.push(id === undefined ? null : Number(id));
      await worker.run('commit');
      await worker.close();
    });
    committed.push(claiming);
    let blocked = false;
    while (!answered && !blocked) {
      const held = await one(
        db,
        `select count(*) from pg_stat_activity
         where application_name = 'worker${i + 1}' and wait_event_type = 'Lock'`,
      );
      blocked = held === '1';
    }
    if (blocked) waited++;
  }
  gate.resolve();
  await Promise.all(committed);
  const available = Number(await one(db, `select count(*) from job where state = 'available'`));
  await db.run('drop table job');
  return { claim, claimed, waited, available };
}

const NAME = 'forgetful';

/** Runs what a session leaves behind: to its end, or until the server is at a statement without one. */
async function leave(db: Server, other: Server, statements: string): Promise<void> {
  const done = other.run(statements).catch(() => undefined);
  if (!statements.includes('pg_sleep')) {
    await done;
    return;
  }
  const running = `select count(*) from pg_stat_activity
    where application_name = '${NAME}' and wait_event = 'PgSleep'`;
  while ((await one(db, running)) === '0') await setTimeout(50);
}

/** What another session does and then forgets. Each needs a table `note` with a row in it. */
const LEFT_OPEN: Readonly<Record<string, string>> = {
  'only BEGIN': 'begin',
  'READ COMMITTED after a read': 'begin; select text from note',
  'REPEATABLE READ before its first query': 'begin isolation level repeatable read',
  'a cursor WITH HOLD after its commit':
    'begin; declare c cursor with hold for select text from note; commit',
  'after a write': `begin; insert into note values ('who left this open?')`,
  'after SELECT FOR UPDATE': 'begin; select text from note for update',
  'REPEATABLE READ after a read': 'begin isolation level repeatable read; select text from note',
  'SERIALIZABLE READ ONLY after a read':
    'begin isolation level serializable read only; select text from note',
  'an open cursor': 'begin; declare c cursor for select text from note; fetch 1 from c',
  'a statement that is running': 'select pg_sleep(3600)',
};

/** A session that leaves its transaction open, in `database` if that is given, and how it is ended. */
function session(db: Server, statements: string, database?: string): Hold {
  let other: Server | undefined;
  return {
    begin: async () => {
      other = connect(NAME, database);
      await leave(db, other, statements);
    },
    end: async () => {
      await db.run(
        `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '${NAME}'`,
      );
      await other?.close();
    },
  };
}

/** Where the server shows what is held back: in sessions, prepared transactions or slots. */
const shown = (db: Server) => async () =>
  (
    await db.run(`
    select concat_ws(' ',
      case when backend_xid is not null then 'backend_xid' end,
      case when backend_xmin is not null then 'backend_xmin' end)
    from pg_stat_activity where application_name = '${NAME}'
    union all select 'pg_prepared_xacts' from pg_prepared_xacts
    union all select concat_ws(' ', 'slot', case when xmin is not null then 'xmin' end,
      case when catalog_xmin is not null then 'catalog_xmin' end) from pg_replication_slots`)
  ).join(', ');

/** Whether `idle_in_transaction_session_timeout` ends a session that was left like this. */
async function timesOut(db: Server, statements: string): Promise<boolean> {
  const other = connect(NAME);
  await other.run(`set idle_in_transaction_session_timeout = '200ms'`);
  await leave(db, other, statements);
  await setTimeout(800);
  const alive = await one(
    db,
    `select count(*) from pg_stat_activity where application_name = '${NAME}'`,
  );
  await session(db, '').end();
  await other.close();
  return alive === '0';
}

async function recordHorizon(db: Server) {
  const rows: Native['horizon'][number][] = [];
  const record = async (name: string, hold: Hold | undefined, ends: boolean) => {
    let listed = false;
    const look = async () => {
      listed = (await db.run(sql('holders'))).length > 0;
      return shown(db)();
    };
    const { shows, dead, vacuumed, endedVacuumed } = await afterwards(db, hold, look);
    rows.push({ name, shows, listed, dead, vacuumed, endedVacuumed, ends });
  };
  await record('nothing', undefined, false);
  for (const [name, statements] of Object.entries(LEFT_OPEN)) {
    await record(name, session(db, statements), await timesOut(db, statements));
  }
  const elsewhere = session(db, 'begin; create table left_open ()', 'postgres');
  await record('a write in another database', elsewhere, false);
  await record('a prepared transaction', prepared(db), false);
  const slot: Hold = {
    begin: () => db.run(`select pg_create_logical_replication_slot('s', 'test_decoding')::text`),
    end: () => db.run(`select pg_drop_replication_slot('s')`),
  };
  await record('a logical replication slot', slot, false);
  return rows;
}

/** Jobs taken in each of the runs in which something is left open. */
const TAKEN = 7_000;

const LEFT = ['READ COMMITTED after a read', 'REPEATABLE READ after a read', 'after a write'];

async function recordSteady(db: Server) {
  const runs = [{ left: 'nothing', ...(await steady(db, undefined, 0, TAKEN)) }];
  for (const left of LEFT) {
    for (const held of HELD) {
      runs.push({ left, ...(await steady(db, session(db, LEFT_OPEN[left]), held, TAKEN)) });
    }
  }
  return runs;
}

/** Commits of one row each that one flush of the log carried, in each of three runs. */
async function recordFlushes(db: Server) {
  const file = fileURLToPath(new URL('sql/flush.sql', import.meta.url));
  const rows = [];
  for (const clients of CLIENTS) {
    const carried: number[] = [];
    for (let run = 0; run < 3; run++) {
      await db.run(`select pg_stat_reset_shared('wal')`);
      const options = ['-n', '-c', `${clients}`, '-j', '2', '-T', '4', '-f', file];
      const said = execFileSync('pgbench', options, { stdio: ['ignore', 'pipe', 'ignore'] });
      const commits = Number(/actually processed: (\d+)/.exec(`${said}`)![1]);
      await setTimeout(1_500);
      const flushes = Number(await one(db, 'select wal_sync from pg_stat_wal'));
      carried.push(Math.round((commits / flushes) * 100) / 100);
    }
    rows.push({ clients, carried: carried.sort((a, b) => a - b) });
  }
  return rows;
}

/** Whether both of two serializable transactions committed that took turns, statement by statement. */
async function bothCommit(first: readonly string[], second: readonly string[]): Promise<boolean> {
  const [a, b] = [connect('a'), connect('b')];
  let both = true;
  const on = async (server: Server, statement: string) =>
    server.run(statement).catch(() => {
      both = false;
    });
  const whole = (statements: readonly string[]) => [
    'begin isolation level serializable',
    ...statements,
    'commit',
  ];
  const others = whole(second);
  for (const [i, statement] of whole(first).entries()) {
    await on(a, statement);
    await on(b, others[i]);
  }
  for (const each of [a, b]) await each.close();
  return both;
}

/** Transactions that must not both commit: each writes what the other has read. */
async function recordSerializable(db: Server) {
  await db.run('create table duty (id int primary key, on_call boolean not null)');
  await db.run('insert into duty values (1, true), (2, true)');
  const offDuty = (read: (id: number) => string) =>
    bothCommit(
      [read(1), 'update duty set on_call = false where id = 2'],
      [read(2), 'update duty set on_call = false where id = 1'],
    );
  const bySelect = await offDuty((id) => `select on_call from duty where id = ${id}`);
  const byConflict = await offDuty(
    (id) => `insert into duty values (${id}, true) on conflict (id) do nothing`,
  );
  await db.run('drop table duty');
  await db.run('create table txn (id int primary key, val text)');
  const append = (id: number) =>
    `insert into txn as t values (${id}, 'x')
     on conflict (id) do update set val = concat(t.val, ',', 'x') where t.id = ${id}`;
  const read = (id: number) => `select val from txn where id = ${id}`;
  const asReported = await bothCommit([append(633), read(632)], [append(632), read(633)]);
  await db.run('drop table txn');
  return { bySelect, byConflict, asReported };
}

/** Counts of pages don't depend on the disk, so that only the flushes are waited for. */
async function waitForDisk(db: Server, whether: 'on' | 'off') {
  await db.run(`alter system set fsync = ${whether}`);
  await db.run('select pg_reload_conf()');
}

const db = connect('observer');
await waitForDisk(db, 'off');
const { steady: _, ...recorded } = (await measure(db)).recorded;
const forms = [];
for (const form of FORMS) forms.push(await recordForm(db, form));
await db.run('create table note (text text)');
await db.run(`insert into note values ('a note')`);
const horizon = await recordHorizon(db);
const runs = await recordSteady(db);
await waitForDisk(db, 'on');
const native = {
  ...recorded,
  forms,
  horizon,
  flushes: await recordFlushes(db),
  serializable: await recordSerializable(db),
};
await db.run('drop table note');
await db.close();
const { waiting, step: every, vacuum, forgets } = STEADY;
const left = { version: recorded.version, waiting, every, vacuum, forgets, runs };
for (const [name, content] of Object.entries({ native, left })) {
  const lines = Object.entries(content).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  writeFileSync(new URL(`${name}.json`, import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
