/** Sessions of an ordinary server, each a `psql` of its own; PGHOST and the like say which. */

import { spawn } from 'node:child_process';
import type { Server } from './postgres.ts';

const NOTE = /^Asynchronous notification "jobs" with payload "(.*)" received/;

/**
 * Opens a session that the server knows by `name`, in `database` if that is given. It ends at the
 * first error, or when the server ends it, and then whatever is asked of it is rejected.
 */
export function connect(name: string, database?: string): Server {
  const child = spawn(
    'psql',
    ['-XAtq', '-vON_ERROR_STOP=1', ...(database ? ['-d', database] : [])],
    {
      env: { ...process.env, PGAPPNAME: name },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const heard: string[] = [];
  let text = '';
  let answered: ((lines: string[]) => void) | undefined;
  let refused: ((why: Error) => void) | undefined;
  const ended = () => new Error(`${name} has ended`);
  child.stdin.on('error', () => undefined);
  child.on('exit', () => refused?.(ended()));
  child.stdout.on('data', (chunk) => {
    text += chunk;
    if (!text.endsWith('---\n')) return;
    const lines = text.split('\n').slice(0, -2);
    text = '';
    const notes = lines.filter((line) => NOTE.test(line));
    heard.push(...notes.map((line) => NOTE.exec(line)![1]));
    answered?.(lines.filter((line) => !NOTE.test(line)));
  });
  const run = (statements: string) =>
    new Promise<string[]>((resolve, reject) => {
      if (child.exitCode !== null) reject(ended());
      answered = resolve;
      refused = reject;
      child.stdin.write(`${statements.trimEnd().replace(/;?$/, ';')}\n\\echo ---\n`);
    });
  return {
    run,
    listen: async () => {
      await run('listen jobs');
      return () => heard.splice(0);
    },
    close: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve());
        if (child.exitCode !== null) resolve();
        child.stdin.end();
      }),
  };
}
