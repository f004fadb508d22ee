/** The source of an essay's model as it ran: its entry and every file that it imports. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { ESSAYS } from './sources.ts';

export interface SourceFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly code: string;
}

const IMPORT = /(?:from|import) '(\.[^']+\.ts)'/g;

/** `model.ts` first, then what it imports, nearest first; none where an essay has no model. */
export function modelSource(slug: string): SourceFile[] {
  const entry = `${ESSAYS}/${slug}/model.ts`;
  if (!existsSync(entry)) return [];
  const files: SourceFile[] = [];
  const wanted = [entry];
  for (const path of wanted) {
    const code = readFileSync(path, 'utf8');
    files.push({ path, code });
    for (const [, target] of code.matchAll(IMPORT)) {
      const file = posix.join(posix.dirname(path), target!);
      if (!wanted.includes(file)) wanted.push(file);
    }
  }
  return files;
}
