/**
 * Checks every essay: `npm run check`, or some of them: `npm run check -- inference-router`.
 * Prints one line per fault and fails if there is one; those of drafts count only when asked for,
 * by name or all of them with `--drafts`. What takes long is named while it runs. With `--writing`, as in
 * `npm run dev`, what takes its time is left out: the other draws of the models, and whether published
 * essays print what they printed. A check of what has not changed since nothing was found is not repeated;
 * whether all that was public still answers is asked each time, of the repository.
 */
import { today } from '../essay/today.ts';
import { closingLine } from './closing.ts';
import { type Finding, formatFinding } from './finding.ts';
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

/** What was public and is gone, as far as the history says. */
async function lostNow(): Promise<Finding[]> {
  // Loaded where it is asked for: what reads a text takes longer to load than a remembered check.
  const [{ lostPermalinks }, { HistoryError }, { essayFiles }] = await Promise.all([
    import('./permalinks.ts'),
    import('./history.ts'),
    import('../essay/files.ts'),
  ]);
  try {
    return lostPermalinks('.', essayFiles(), today());
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    console.error(`Whether all that was public is still there cannot be told: ${error.message}.`);
    return [];
  }
}

const name = checkName(asked);
const before = rememberedCheck(name);
const made = before ?? (await look());
if (!before) rememberCheck(name, made);
const { report, hasPlaceholders } = made;
const { unknown } = report;
// Under the placeholder nothing has been public.
const asks = names.length === 0 && !asked.includes('--writing') && !hasPlaceholders;
const lost = asks ? await lostNow() : [];
const findings = [...report.findings, ...lost];
for (const slug of unknown) console.error(`There is no essay "${slug}" in src/content/essays.`);
for (const finding of findings) console.log(formatFinding(finding));
console.log(closingLine({ ...report, findings }));
if (hasPlaceholders) {
  console.log('Before you publish: the address or e-mail in src/site.ts still is example.com.');
}
if (findings.length > 0 || unknown.length > 0) process.exitCode = 1;
