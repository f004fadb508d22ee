/**
 * Checks every essay: `npm run check`, or some of them: `npm run check -- inference-router`.
 * Prints one line per fault and fails if there is one; those of drafts count only when asked for,
 * by name or all of them with `--drafts`. What takes long is named while it runs. With `--writing`, as in
 * `npm run dev`, what takes its time is left out: the other draws of the models, and whether published
 * essays print what they printed. A check of what has not changed since nothing was found is not repeated.
 */
import { closingLine } from './closing.ts';
import { formatFinding } from './finding.ts';
import { checkName, rememberCheck, rememberedCheck } from './unchanged.ts';
import { LIMITS, type Watched, watchedCheck } from './watch.ts';

const asked = process.argv.slice(2);
const names = asked.filter((word) => !word.startsWith('--'));

async function look(): Promise<Watched> {
  const watched = watchedCheck(LIMITS, console.error);
  const made = await watched.check(names, asked.includes('--drafts'), asked.includes('--writing'));
  await watched.close();
  return made;
}

const name = checkName(asked);
const before = rememberedCheck(name);
const made = before ?? (await look());
if (!before) rememberCheck(name, made);
const { report, hasPlaceholders } = made;
const { findings, unknown } = report;
for (const slug of unknown) console.error(`There is no essay "${slug}" in src/content/essays.`);
for (const finding of findings) console.log(formatFinding(finding));
console.log(closingLine(report));
if (hasPlaceholders) {
  console.log('Before you publish: the address or e-mail in src/site.ts still is example.com.');
}
if (findings.length > 0 || unknown.length > 0) process.exitCode = 1;
