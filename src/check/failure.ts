/** Code of an essay that threw: what it said, and where in the essay it did. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from './finding.ts';

/** What an engine says where somebody changes a result, which is frozen. */
const FROZEN =
  /^Cannot (?:assign to read only property|add property|delete property|define property)|object is not extensible/u;

/** What was thrown, in a line. */
export function saidBy(error: unknown): string {
  if (error instanceof TypeError && FROZEN.test(error.message)) {
    return 'it changes the result, off which all else is read; copy it first, as toSorted() does';
  }
  const text = error instanceof Error ? error.message : `it throws ${String(error)}`;
  const [line = ''] = text.replaceAll(`${resolve('.')}/`, '').split('\n');
  return line || 'it throws without a word';
}

/** The innermost place of a stack that lies in a folder, from the project's root. */
export function placeIn(folder: string, error: unknown): (Place & { file: string }) | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined;
  const root = `${resolve('.')}/`;
  for (const [, url = '', line, column] of error.stack.matchAll(/(file:\/\/\S+?):(\d+):(\d+)/g)) {
    const path = fileURLToPath(url.replace(/\?.*$/, ''));
    const file = path.startsWith(root) ? path.slice(root.length) : path;
    if (file.startsWith(`${folder}/`)) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
