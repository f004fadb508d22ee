/** The source of an essay's model as it ran: its entries and every file that they import. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { ESSAYS } from './files.ts';
import { readModule } from './modules.ts';

export interface SourceFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly code: string;
}

const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Modules and all that they import by a relative path, each once, nearest first. */
export function reachedFrom(entries: readonly string[]): SourceFile[] {
  const wanted = [...entries];
  const files: SourceFile[] = [];
  for (const path of wanted) {
    if (!existsSync(path)) continue;
    const code = readFileSync(path, 'utf8');
    files.push({ path, code });
    for (const target of readModule(code).names) {
      const file = posix.join(posix.dirname(path), target);
      if (/^\..*\.ts$/.test(target) && !wanted.includes(file)) wanted.push(file);
    }
  }
  return files;
}

/** The file that declares what `file` exports as `name`, and its name there. */
export function declaredIn(file: string, name: string): { file: string; name: string } {
  const { exports } = readModule(readFileSync(file, 'utf8'));
  const found = exports.find((one) => one.name === name);
  if (found?.from === undefined) return { file, name };
  return declaredIn(posix.join(posix.dirname(file), found.from), found.original);
}

/** Where a file declares what it exports as a name: its line, from 1. */
export function lineDeclaring(code: string, name: string): number {
  const offset = readModule(code).exports.find((one) => one.name === name)?.offset ?? 0;
  return code.slice(0, offset).split('\n').length;
}

/** The names that are declared on each line; one statement may export several. */
export function namesByLine(
  declared: readonly { readonly name: string; readonly line: number }[],
): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { name, line } of declared) found.set(line, [...(found.get(line) ?? []), name]);
  return found;
}

/** The first sentence of the first comment that documents something, as plain text; empty where there is none. */
export function firstSentence(code: string): string {
  const [, comment = ''] = /\/\*\*([\s\S]*?)\*\//.exec(code) ?? [];
  const words = comment
    .replace(/^\s*\*/gm, '')
    .replace(/\{@link (\w+)\}/g, '$1')
    .replaceAll('`', '')
    .replace(/\s+/g, ' ')
    .trim();
  return /^.*?[.](?= |$)/.exec(words)?.[0] ?? words;
}

/** The programs that recorded what an essay's model reads: `record.ts`, `record-….ts`. */
const recordersOf = (slug: string): string[] =>
  names(`${ESSAYS}/${slug}`).filter((name) => /^record(-\w+)*\.ts$/.test(name));

/** Whether an essay's model reads what was recorded before. */
export const isRecorded = (slug: string): boolean => recordersOf(slug).length > 0;

/**
 * `model.ts` first, then the programs that recorded what it reads (`record.ts`, `record-….ts`), then
 * what all of them import, nearest first, and the SQL that they ran; none where an essay has no model.
 */
export function modelSource(slug: string): SourceFile[] {
  const folder = `${ESSAYS}/${slug}`;
  if (!existsSync(`${folder}/model.ts`)) return [];
  const files = reachedFrom(['model.ts', ...recordersOf(slug)].map((name) => `${folder}/${name}`));
  for (const name of names(`${folder}/sql`)) {
    const path = `${folder}/sql/${name}`;
    files.push({ path, code: readFileSync(path, 'utf8') });
  }
  return files;
}
