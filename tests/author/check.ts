/** Checks the cases it is given, one after the other, and prints for each its name and its lines as JSON. */
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { formatFinding } from '../../src/check/finding.ts';
import { watchedCheck } from '../../src/check/watch.ts';
import { siteWith } from './site.ts';

/** Short enough for cases that never end, long enough for all others on a machine at work, s. */
const LIMITS = { named: 6, ended: 8 };

const watched = watchedCheck(LIMITS, () => {});
for (const file of process.argv.slice(2)) {
  const root = await siteWith(file);
  process.chdir(root);
  const lines = await watched.check().then(
    ({ report }) => report.findings.map(formatFinding),
    (error: unknown) => [`crashes: ${error}`],
  );
  console.log(JSON.stringify([basename(file).replace(/\.\w+$/, ''), lines]));
  rmSync(root, { recursive: true, force: true });
}
await watched.close();
