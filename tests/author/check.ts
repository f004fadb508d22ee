/** Checks the cases it is given, one after the other, and prints for each its name and its lines as JSON. */
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { formatFinding } from '../../src/check/finding.ts';
import { checkSite } from '../../src/check/site.ts';
import { siteWith } from './site.ts';

for (const file of process.argv.slice(2)) {
  const root = await siteWith(file);
  process.chdir(root);
  const lines = await checkSite().then(
    ({ findings }) => findings.map(formatFinding),
    (error: unknown) => [`crashes: ${error}`],
  );
  console.log(JSON.stringify([basename(file).replace(/\.\w+$/, ''), lines]));
  rmSync(root, { recursive: true, force: true });
}
