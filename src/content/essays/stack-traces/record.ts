/**
 * `npm run traces`: runs this essay's Node.js programs and the faults of the till and writes what
 * came out to `traces/`. Commit the outcome; a test runs the same again and compares.
 */

import { writeFileSync } from 'node:fs';
import { recordings } from './recordings.ts';

for (const [path, content] of Object.entries(recordings())) {
  writeFileSync(new URL(`traces/${path}`, import.meta.url), content);
}
