/**
 * Checks the pages of the essays as they were built: `node src/check/pages.ts dist`. Prints one line
 * per fault and fails if there is one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { essayFiles } from '../essay/files.ts';
import { isOwn } from './accounts.ts';
import { textsBeside } from './beside.ts';
import { exceptionsOf } from './exceptions.ts';
import { formatFinding, inOrder } from './finding.ts';
import { renderedFindings } from './rendered.ts';

const [dist = 'dist'] = process.argv.slice(2);
const findings = essayFiles().flatMap(({ slug, file, source, matter }) => {
  const page = `${dist}/essays/${slug}/index.html`;
  if (!matter || isOwn(matter) || !existsSync(page)) return [];
  const html = readFileSync(page, 'utf8');
  return renderedFindings(html, exceptionsOf(matter), { file, source }, textsBeside(file));
});
for (const finding of inOrder(findings)) console.log(formatFinding(finding));
if (findings.length > 0) {
  console.log(`The pages have ${findings.length} quantities that nobody accounts for.`);
  process.exitCode = 1;
}
