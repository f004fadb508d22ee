/** Prints of a published essay that are no longer what they were. */
import { dirname } from 'node:path';
import type { EssayFile } from '../essay/files.ts';
import { type Change, mayRewrite } from '../essay/ledger.ts';
import type { Finding } from './finding.ts';

/**
 * Each change of a print of a published essay; none where it is hidden.
 *
 * @param placeholders whether the site still has no address of its own
 */
export function ledgerFindings(
  essay: Pick<EssayFile, 'file' | 'hidden' | 'published' | 'changed'>,
  changes: readonly Change[],
  day: string,
  placeholders: boolean,
): Finding[] {
  if (essay.hidden) return [];
  const remedy = mayRewrite(essay, day, placeholders)
    ? 'npm run printed accepts it'
    : `add under revisions: - { date: '${day}', note: '…' }`;
  return changes.map(({ file, line, key, change }) => ({
    file: `${dirname(essay.file)}/${file}`,
    line,
    column: 1,
    field: 'print',
    message: `${key}: ${change}`,
    remedy,
  }));
}
