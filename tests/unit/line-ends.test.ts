/** Windows ends its lines with two signs: what is told of an essay, and where, is the same with them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkEssay, type Site } from '../../src/check/essay.ts';
import { formatFinding } from '../../src/check/finding.ts';
import { mergeFault } from '../../src/check/merges.ts';
import { essayOf } from '../../src/essay/files.ts';
import { essaySchema } from '../../src/essay/schema.ts';
import { CASES, caseFiles } from '../author/expected.ts';

const site: Site = {
  schema: essaySchema,
  components: new Set(['Figure', 'N', 'Given', 'Cite', 'Claim', 'Own', 'Ref']),
  address: 'https://example.com',
  essays: new Map(),
  pages: new Map(),
  topics: [],
  files: new Set(),
  properties: new Set(),
};

const saidOf = (source: string): string[] =>
  checkEssay(
    { ...essayOf('case.mdx', 'case', source, '2026-12-31'), modules: new Map(), runs: undefined },
    site,
  ).map(formatFinding);

const ofWindows = (source: string): string => source.replaceAll('\n', '\r\n');

test('what is told of an essay is told of it with lines that end as on Windows', () => {
  const cases = caseFiles()
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => readFileSync(join(CASES, file), 'utf8'))
    .filter((source) => !source.includes('\r'));
  assert.ok(cases.length > 100);
  for (const source of cases) assert.deepEqual(saidOf(ofWindows(source)), saidOf(source));
});

test('a merge is found in a module or styles whose lines end as on Windows', () => {
  const source = 'a {}\n<<<<<<< HEAD\nb {}\n=======\nc {}\n>>>>>>> other\nd {}\n';
  assert.deepEqual(mergeFault(ofWindows(source)), mergeFault(source));
  assert.equal(mergeFault(source)?.line, 2);
});
