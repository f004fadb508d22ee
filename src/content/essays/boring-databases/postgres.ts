/** PostgreSQL inside this process, set up so that two runs count the same. */

import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

/** What EXPLAIN said about one run of a statement. */
export interface Plan {
  /** The plan, one line each, as printed. */
  readonly lines: readonly string[];
  /** Buffers that the whole statement touched, found in memory or not. */
  readonly visits: number;
}

/** Reads a statement from this essay's `sql` folder. */
export const sql = (name: string): string =>
  readFileSync(new URL(`sql/${name}.sql`, import.meta.url), 'utf8');

/**
 * Starts an empty server. Nothing cleans up or compiles by itself, so that counts depend on
 * nothing but the statements; a prepared transaction may stand in for a second session.
 */
export const open = (): Promise<PGlite> =>
  PGlite.create({
    startParams: [
      ...PGlite.defaultStartParams,
      ...['-c', 'autovacuum=off', '-c', 'jit=off', '-c', 'max_prepared_transactions=1'],
    ],
  });

/** The server's name for itself, without the compiler. */
export async function version(db: PGlite): Promise<string> {
  const { rows } = await db.query<{ version: string }>('select version()');
  return rows[0].version.split(' on ')[0];
}

/** Size of a page, in bytes. */
export async function pageBytes(db: PGlite): Promise<number> {
  const { rows } = await db.query<{ block_size: string }>('show block_size');
  return Number(rows[0].block_size);
}

/** The first line's first match of `pattern` as a number, 0 when nothing matches. */
export function numberIn(lines: readonly string[], pattern: RegExp): number {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found) return Number(found[1]);
  }
  return 0;
}

/** Runs a statement under EXPLAIN. The part on planning, which depends on caches, is left out. */
export async function explain(db: PGlite, statement: string): Promise<Plan> {
  const options = 'analyze, buffers, timing off, summary off, costs off';
  const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain (${options}) ${statement}`);
  const all = rows.map((row) => row['QUERY PLAN']);
  const planning = all.indexOf('Planning:');
  const lines = planning < 0 ? all : all.slice(0, planning);
  const buffers = lines.find((line) => line.trimStart().startsWith('Buffers: shared')) ?? '';
  const visits = numberIn([buffers], /hit=(\d+)/) + numberIn([buffers], /read=(\d+)/);
  return { lines, visits };
}

/** The planner's estimate of a statement's whole cost, in its own unit; nothing is run. */
export async function estimatedCost(db: PGlite, statement: string): Promise<number> {
  const { rows } = await db.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
  return numberIn([rows[0]['QUERY PLAN']], /cost=[\d.]+\.\.([\d.]+)/);
}

/** The second of two runs under EXPLAIN: the first leaves hints in the pages that it read. */
export async function explainWarm(db: PGlite, statement: string): Promise<Plan> {
  await explain(db, statement);
  return explain(db, statement);
}

/** Buffer touches of each relation by one run of a statement, in a transaction rolled back. */
export async function visitsOf(
  db: PGlite,
  statement: string,
  relations: readonly string[],
): Promise<Record<string, number>> {
  const counter = relations.map((name) => `pg_stat_get_xact_blocks_fetched('${name}'::regclass)`);
  const read = async () => {
    const { rows } = await db.query<{ counts: string[] }>(
      `select array[${counter.join(', ')}]::text[] as counts`,
    );
    return rows[0].counts.map(Number);
  };
  await db.exec('begin');
  const before = await read();
  await db.query(statement);
  const after = await read();
  await db.exec('rollback');
  return Object.fromEntries(relations.map((name, i) => [name, after[i] - before[i]]));
}

/** Size of a relation's main part in pages. */
export async function pagesOf(db: PGlite, relation: string): Promise<number> {
  const { rows } = await db.query<{ pages: number }>(
    `select pg_relation_size('${relation}') / 8192 as pages`,
  );
  return Number(rows[0].pages);
}

/** Rows counted by a condition. */
export async function count(db: PGlite, from: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from ${from}`);
  return rows[0].n;
}
