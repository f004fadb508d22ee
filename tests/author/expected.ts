/** What the check should say of each case: its lines by its name, none where the input is right. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const TABLE = join(import.meta.dirname, 'expected.txt');
export const CASES = join(import.meta.dirname, 'cases');

/** A case's name, from that of its file. */
export const nameOf = (file: string): string => file.replace(/\.\w+$/, '');

/** The cases' files, in the order of their names; `.DS_Store` and the like are none. */
export const caseFiles = (): string[] =>
  readdirSync(CASES)
    .filter((name) => !name.startsWith('.'))
    .sort();

export const expectedLines = (): Map<string, string[]> =>
  new Map(
    readFileSync(TABLE, 'utf8')
      .split(/\n(?=\S)/u)
      .map((entry): [string, string[]] => {
        const [name = '', ...lines] = entry.trimEnd().split('\n');
        return [name, lines.map((line) => line.slice(2))];
      }),
  );
