/** Prints of a published essay that are no longer what they were. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EssayFile } from '../essay/files.ts';
import { type Change, mayRewrite, PRINTS } from '../essay/ledger.ts';
import type { Edition } from './editions.ts';
import type { Finding } from './finding.ts';
import { mergeFault } from './merges.ts';

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

/** The texts of an essay's prints in which a merge left its marks. */
export function mergedPrints({ file: essay }: Pick<EssayFile, 'file'>): Finding[] {
  return PRINTS.map((name) => `${dirname(essay)}/${name}`)
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const fault = mergeFault(readFileSync(file, 'utf8'));
      return fault ? [{ file, ...fault }] : [];
    });
}

/**
 * The texts of a published essay's prints that lay beside it and are gone, without which nobody would
 * see what changes; none where it has no model any more.
 *
 * @param root the project's folder
 * @param editions those of the essay, the oldest first
 */
export function lostPrints(
  essay: Pick<EssayFile, 'file'>,
  editions: readonly Edition[],
  root: string,
): Finding[] {
  const folder = dirname(essay.file);
  const lies = (name: string): boolean => existsSync(`${root}/${folder}/${name}`);
  const gone = PRINTS.filter(
    (name) => !lies(name) && editions.some(({ prints }) => prints.includes(name)),
  );
  const [name, other] = gone;
  if (name === undefined || !lies('model.ts')) return [];
  const until = editions.findLast(({ prints }) => prints.includes(name))?.until;
  const message = other
    ? `it was there until ${until} and is gone, as is ${other}`
    : `it was there until ${until} and is gone`;
  const remedy = `put ${other ? 'them' : 'it'} back, as the repository has ${other ? 'them' : 'it'}`;
  return [{ file: `${folder}/${name}`, line: 1, column: 1, field: 'print', message, remedy }];
}
