/**
 * What an author could write, one input a file in tests/author/cases, and what the check says of it:
 * tests/author/expected.txt has each case and, indented below it, its exact lines; none where the
 * input is right. `node tests/unit/author.test.ts --write` writes down what is said today.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { CASES, caseFiles, expectedLines, nameOf, TABLE, written } from '../author/expected.ts';

const CHECK = resolve(import.meta.dirname, '../author/check.ts');

const cases = caseFiles();

/** What the check says of some cases, in a process of their own. */
function check(files: readonly string[]): Promise<[string, string[]][]> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [CHECK, ...files.map((file) => join(CASES, file))]);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.pipe(process.stderr);
    child.on('close', () =>
      done(
        out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    );
  });
}

/** What the check says of each case. */
async function all(): Promise<Map<string, string[]>> {
  const share = availableParallelism();
  const hands = Array.from({ length: share }, (_, i) => cases.filter((_, j) => j % share === i));
  return new Map((await Promise.all(hands.map(check))).flat());
}

const tableOf = (said: ReadonlyMap<string, string[]>): string =>
  [...said]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, lines]) => [name, ...lines.map((line) => `  ${written(line)}`)].join('\n'))
    .join('\n')
    .concat('\n');

if (process.argv.includes('--write')) writeFileSync(TABLE, tableOf(await all()));
else {
  let said = new Map<string, string[]>();
  before(async () => {
    said = await all();
  });
  after(() => said.clear());
  const expected = expectedLines();
  test('every case has its expectation and every expectation its case', () => {
    assert.deepEqual([...expected.keys()].sort(), cases.map(nameOf).sort());
  });
  for (const [name, lines] of expected) {
    test(`the check says what it should of ${name}`, () => assert.deepEqual(said.get(name), lines));
  }
}
