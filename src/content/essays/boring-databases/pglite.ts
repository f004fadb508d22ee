/** PostgreSQL inside this process: one session, and so a prepared transaction for a second. */

import { PGlite } from '@electric-sql/pglite';
import { SETTINGS, type Server } from './postgres.ts';

/** Starts an empty server. */
export async function open(): Promise<Server> {
  const db = await PGlite.create({
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((each) => ['-c', each])],
  });
  return {
    run: async (statements) => {
      const results = await db.exec(statements, { rowMode: 'array' });
      return results.flatMap(({ rows }) => rows.map((row) => String((row as unknown[])[0])));
    },
    listen: async () => {
      const heard: string[] = [];
      await db.listen('jobs', (message) => heard.push(message));
      return () => heard.splice(0);
    },
    close: () => db.close(),
  };
}
