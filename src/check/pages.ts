/**
 * Checks the pages of the essays as they were built: `node src/check/pages.ts dist`. Prints one line
 * per fault and fails if there is one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cached, codeHash, hashOf } from '../essay/cache.ts';
import { essayFiles } from '../essay/files.ts';
import { isOwn } from './accounts.ts';
import { textsBeside } from './beside.ts';
import { exceptionsOf } from './exceptions.ts';
import { type Finding, formatFinding, inOrder } from './finding.ts';
import { renderedFindings } from './rendered.ts';

const [dist = 'dist'] = process.argv.slice(2);
const findings = essayFiles().flatMap(({ slug, file, source, matter }) => {
  const page = `${dist}/essays/${slug}/index.html`;
  if (!matter || isOwn(matter) || !existsSync(page)) return [];
  const html = readFileSync(page, 'utf8');
  const beside = textsBeside(file);
  const from = [file, source, ...beside.flatMap((text) => [text.file, text.source])];
  // What the page says and what it can have come from.
  const name = `page-${hashOf([codeHash(), html, ...from])}.json`;
  const find = () =>
    JSON.stringify(renderedFindings(html, exceptionsOf(matter), { file, source }, beside));
  return JSON.parse(cached(name, find).toString()) as Finding[];
});
for (const finding of inOrder(findings)) console.log(formatFinding(finding));
if (findings.length > 0) {
  console.log(`The pages have ${findings.length} quantities that nobody accounts for.`);
  process.exitCode = 1;
}
