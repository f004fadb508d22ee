/** What the check should say of each case: its lines by its name, none where the input is right. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { site } from '../../src/site.ts';

export const TABLE = join(import.meta.dirname, 'expected.txt');
export const CASES = join(import.meta.dirname, 'cases');

/** A case's name, from that of its file. */
export const nameOf = (file: string): string => file.replace(/\.\w+$/, '');

/** The cases' files, in the order of their names; `.DS_Store` and the like are none. */
export const caseFiles = (): string[] =>
  readdirSync(CASES)
    .filter((name) => !name.startsWith('.'))
    .sort();

/** What stands in the table for the topics of the site, which are its owner's. */
const TOPICS = '{topics}';
const topics = Object.keys(site.topics).join(', ');

/** Lines as they stand in the table. */
export const written = (line: string): string => line.replaceAll(topics, TOPICS);

export const expectedLines = (): Map<string, string[]> =>
  new Map(
    readFileSync(TABLE, 'utf8')
      .split(/\n(?=\S)/u)
      .map((entry): [string, string[]] => {
        const [name = '', ...lines] = entry.trimEnd().split('\n');
        return [name, lines.map((line) => line.slice(2).replaceAll(TOPICS, topics))];
      }),
  );
