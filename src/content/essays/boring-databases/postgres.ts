/** What is asked of a server, whichever it is: plans, page visits, sizes. */

import { readFileSync } from 'node:fs';

/** One session of a server. */
export interface Server {
  /** Runs statements; answers with a line for each row, the text of its one column. */
  readonly run: (statements: string) => Promise<string[]>;
  /** Notifications on the channel `jobs`, from now on, each once: empties what it answers. */
  readonly listen: () => Promise<() => string[]>;
  readonly close: () => Promise<void>;
}

/** What EXPLAIN said about one run of a statement. */
export interface Plan {
  /** The plan, one line each, as printed. */
  readonly lines: readonly string[];
  /** Buffers that the whole statement touched, found in memory or not. */
  readonly visits: number;
}

/** Settings under which two runs count the same: nothing cleans up or compiles by itself. */
export const SETTINGS = ['autovacuum=off', 'jit=off', 'max_prepared_transactions=1'] as const;

/** Reads a statement from this essay's `sql` folder, with `n` in the place of its parameters. */
export const sql = (name: string, ...n: readonly number[]): string =>
  readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8').replace(
    /\$(\d)::int/g,
    (_, place) => String(n[place - 1]),
  );

/** The one value that a query answers with. */
export async function one(db: Server, query: string): Promise<string> {
  const lines = await db.run(query);
  if (lines.length !== 1) throw new Error(`not one row: ${query}`);
  return lines[0];
}

/** The server's name for itself, without the compiler. */
export async function version(db: Server): Promise<string> {
  return (await one(db, 'select version()')).split(/ on | \(/)[0];
}

/** Size of a page, in bytes. */
export const pageBytes = async (db: Server): Promise<number> =>
  Number(await one(db, 'show block_size'));

/** The first line's first match of `pattern` as a number, 0 when nothing matches. */
export function numberIn(lines: readonly string[], pattern: RegExp): number {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return Number(found[1]);
  }
  return 0;
}

/** Runs a statement under EXPLAIN. The part on planning, which depends on caches, is left out. */
export async function explain(db: Server, statement: string): Promise<Plan> {
  const options = 'analyze, buffers, timing off, summary off, costs off';
  const all = await db.run(`explain (${options}) ${statement}`);
  const planning = all.indexOf('Planning:');
  const lines = planning < 0 ? all : all.slice(0, planning);
  const buffers = lines.find((line) => line.trimStart().startsWith('Buffers: shared')) ?? '';
  const visits = numberIn([buffers], /hit=(\d+)/) + numberIn([buffers], /read=(\d+)/);
  return { lines, visits };
}

/** The planner's estimate of a statement's whole cost, in its own unit; nothing is run. */
export async function estimatedCost(db: Server, statement: string): Promise<number> {
  const [first] = await db.run(`explain ${statement}`);
  return numberIn([first], /cost=[\d.]+\.\.([\d.]+)/);
}

/** The second of two runs under EXPLAIN: the first leaves hints in the pages that it read. */
export async function explainWarm(db: Server, statement: string): Promise<Plan> {
  await explain(db, statement);
  return explain(db, statement);
}

/** Buffer touches of each relation by one run of a statement, in a transaction that ends as told. */
export async function visitsOf(
  db: Server,
  statement: string,
  relations: readonly string[],
  end: 'commit' | 'rollback',
): Promise<Record<string, number>> {
  const counter = relations.map((name) => `pg_stat_get_xact_blocks_fetched('${name}'::regclass)`);
  const read = async () =>
    (await one(db, `select concat_ws(' ', ${counter.join(', ')})`)).split(' ').map(Number);
  await db.run('begin;');
  const before = await read();
  await db.run(statement);
  const after = await read();
  await db.run(`${end};`);
  return Object.fromEntries(relations.map((name, i) => [name, after[i] - before[i]]));
}

/** Size of a relation's main part in pages. */
export const pagesOf = async (db: Server, relation: string): Promise<number> =>
  Number(await one(db, `select pg_relation_size('${relation}') / 8192`));

/** Rows counted by a condition. */
export const count = async (db: Server, from: string): Promise<number> =>
  Number(await one(db, `select count(*) from ${from}`));

/** Versions of rows that are dead and still there, as the server's statistics have it. */
export async function deadRows(db: Server, table: string): Promise<number> {
  await db.run('select pg_stat_force_next_flush();');
  return Number(await one(db, `select pg_stat_get_dead_tuples('${table}'::regclass)`));
}

/**
 * VACUUM must stand alone: several statements in one message are one transaction. What the session
 * has counted is handed over first, so that it is not added to what VACUUM says.
 */
export async function clean(db: Server, table: string): Promise<void> {
  await db.run('select pg_stat_force_next_flush()');
  await db.run(`vacuum ${table}`);
  await db.run(`analyze ${table}`);
}
