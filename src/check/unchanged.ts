/** A check that found nothing is remembered until something that it depends on has changed. */
import { readdirSync, readFileSync } from 'node:fs';
import { hashOf, keep, kept } from '../essay/cache.ts';
import { today } from '../essay/today.ts';
import type { Watched } from './watch.ts';

/** Everything that the check reads; the packages by what the lock file says of them. */
const READ = ['src', 'public'];
const LOCKED = 'package-lock.json';

/** The files below a folder; undefined where something is no plain file, such as a link. */
function filesBelow(folder: string): string[] | undefined {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    // The script that makes the fonts has packages of its own.
    ({ parentPath, name }) => !/(?:^|\/)node_modules(?:\/|$)/u.test(`${parentPath}/${name}`),
  );
  const plain = entries.every((entry) => entry.isFile() || entry.isDirectory());
  if (!plain) return undefined;
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .sort();
}

/**
 * The name under which the outcome of a check is kept; undefined where not all it depends on can be
 * read, which the check itself will say.
 *
 * @param asked the words of the command
 */
export function checkName(asked: readonly string[]): string | undefined {
  try {
    const files = READ.map(filesBelow);
    if (files.includes(undefined)) return undefined;
    const parts = [...files.flatMap((list) => list ?? []), LOCKED].flatMap((file) => [
      file,
      readFileSync(file),
    ]);
    const around = [process.version, today(), process.env.SITE_URL ?? '', ...asked];
    return `check-${hashOf([String(around.length), ...around, ...parts])}.json`;
  } catch {
    return undefined;
  }
}

/** What a check of the same essays came to, if it found nothing. */
export function rememberedCheck(name: string | undefined): Watched | undefined {
  const bytes = name === undefined ? undefined : kept(name);
  return bytes && (JSON.parse(bytes.toString('utf8')) as Watched);
}

/** Remembers a check that found nothing; what is at fault is looked at again each time. */
export function rememberCheck(name: string | undefined, watched: Watched): void {
  const { findings, unknown } = watched.report;
  if (name !== undefined && findings.length === 0 && unknown.length === 0) {
    keep(name, JSON.stringify(watched));
  }
}
