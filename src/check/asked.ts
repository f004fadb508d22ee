/** The check as the command asks for it: what is remembered, what is looked at, and what is said of it. */
import { today } from '../essay/today.ts';
import { closingLine } from './closing.ts';
import { type Finding, formatFinding } from './finding.ts';
import { checkName, rememberCheck, rememberedCheck } from './unchanged.ts';
import { LIMITS, type Watched, watchedCheck } from './watch.ts';

async function look(asked: readonly string[], names: readonly string[]): Promise<Watched> {
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

/**
 * Checks what the words of the command ask for, and prints what it finds.
 *
 * @returns whether it is sound
 */
export async function checkAsked(asked: readonly string[]): Promise<boolean> {
  const names = asked.filter((word) => !word.startsWith('--'));
  const name = checkName(asked);
  const before = rememberedCheck(name);
  const made = before ?? (await look(asked, names));
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
  return findings.length === 0 && unknown.length === 0;
}
