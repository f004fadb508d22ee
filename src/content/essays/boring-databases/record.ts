/**
 * `npm run data`: runs this essay's SQL on PostgreSQL and writes what came out beside it, to
 * `results.json` and `plans/`. Commit the outcome; a test runs the same again and compares.
 */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { files } from './files.ts';
import { measure } from './measure.ts';
import { open } from './pglite.ts';

const here = (path: string): URL => new URL(path, import.meta.url);

const db = await open();
const found = files(await measure(db));
await db.close();
rmSync(here('plans'), { recursive: true, force: true });
mkdirSync(here('plans'));
for (const [path, content] of Object.entries(found)) writeFileSync(here(path), content);
