/**
 * Writes the texts that hold what a reader sees anew: `npm run printed`. The diff says what changed.
 * What a published essay printed is rewritten only on the day of a revision, and the changes are
 * written down under that day. With `--anew` every other draw is computed again.
 */
import { writeFileSync } from 'node:fs';
import { formatFinding } from '../src/check/finding.ts';
import { ledgerFindings } from '../src/check/ledger.ts';
import { modelOf } from '../src/check/model.ts';
import { type EssayFile, essayFiles } from '../src/essay/files.ts';
import { holdingsOf } from '../src/essay/holds.ts';
import { mayRewrite } from '../src/essay/ledger.ts';
import { runsOf } from '../src/essay/results.ts';
import { today } from '../src/essay/today.ts';
import { hasPlaceholders } from '../src/site.ts';
import { type Held, heldOf, KIT_HELD } from './held.ts';

const day = today();
const anew = process.argv.includes('--anew');

/** The texts of an essay; those of a published one that may not change are told, and left. */
async function textsOf(essay: EssayFile): Promise<Held[]> {
  if (!mayRewrite(essay, day, hasPlaceholders)) {
    const runs = runsOf(essay.slug, await holdingsOf(essay.slug));
    const changes = (await modelOf(essay, runs, true))?.changes ?? [];
    for (const finding of ledgerFindings(essay, changes, day, hasPlaceholders)) {
      console.error(formatFinding(finding));
      process.exitCode = 1;
    }
    if (changes.length > 0) return [];
  }
  const seen = !hasPlaceholders && !essay.hidden && essay.published !== day;
  return heldOf(essay, { anew, revised: seen ? day : undefined });
}

const essays = (await Promise.all(essayFiles().map(textsOf))).flat();
for (const { file, text } of [...KIT_HELD, ...essays]) writeFileSync(file, text);
