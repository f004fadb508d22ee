/**
 * Four workers, four ways to claim, on a real server: what one connection cannot show.
 *
 *   PGHOST=… PGUSER=… PGDATABASE=… node record-sessions.ts
 *
 * Needs `psql` and an empty database; prints `sessions.json`. Each worker opens a transaction and
 * claims; when all have asked, each commits as soon as it has its answer. Answers are
 * recorded in the order in which they came.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { sql } from './postgres.ts';

const CLAIMS = ['plain', 'recheck', 'lock', 'skip'] as const;
const WORKERS = 4;
const JOBS = 8;

interface Session {
  readonly child: ChildProcess;
  /** Sends statements; resolves with the lines they print. */
  readonly run: (statements: string) => Promise<string[]>;
}

function connect(name: string): Session {
  const child = spawn('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1'], {
    env: { ...process.env, PGAPPNAME: name },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let answered: ((lines: string[]) => void) | undefined;
  child.stdout.on('data', (chunk) => {
    text += chunk;
    if (!text.endsWith('---\n')) return;
    const lines = text.split('\n').slice(0, -2);
    text = '';
    answered?.(lines);
  });
  const run = (statements: string) =>
    new Promise<string[]>((resolve) => {
      answered = resolve;
      child.stdin.write(`${statements}\n\\echo ---\n`);
    });
  return { child, run };
}

async function recordClaim(observer: Session, claim: (typeof CLAIMS)[number]) {
  await observer.run(`set client_min_messages = warning; drop table if exists job; ${sql('job')}`);
  await observer.run(`insert into job (payload) select '{}' from generate_series(1, ${JOBS});`);
  const workers = Array.from({ length: WORKERS }, (_, i) => connect(`worker${i + 1}`));
  const claimed: (number | null)[] = [];
  const committed: Promise<unknown>[] = [];
  const gate = Promise.withResolvers<void>();
  let waited = 0;
  for (const [i, worker] of workers.entries()) {
    await worker.run('begin;');
    let answered = false;
    const claiming = worker.run(sql(`claim-${claim}`)).then(async ([id]) => {
      answered = true;
      await gate.promise;
      claimed.push(id === undefined ? null : Number(id));
      await worker.run('commit;');
      worker.child.stdin!.end();
    });
    committed.push(claiming);
    let blocked = false;
    while (!answered && !blocked) {
      const [held] = await observer.run(
        `select count(*) from pg_stat_activity
         where application_name = 'worker${i + 1}' and wait_event_type = 'Lock';`,
      );
      blocked = held === '1';
    }
    if (blocked) waited++;
  }
  gate.resolve();
  await Promise.all(committed);
  const [available] = await observer.run(`select count(*) from job where state = 'available';`);
  return { claim, claimed, waited, available: Number(available) };
}

const observer = connect('observer');
const [version] = await observer.run('show server_version;');
const rows = [];
for (const claim of CLAIMS) rows.push(JSON.stringify(await recordClaim(observer, claim)));
await observer.run('drop table job;');
observer.child.stdin!.end();
console.log(`{
  "version": "PostgreSQL ${version.split(' ')[0]}",
  "jobs": ${JOBS},
  "rows": [
    ${rows.join(',\n    ')}
  ]
}`);
