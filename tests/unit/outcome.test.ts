/** What a run of tests came to, by what Node's runner writes of such files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browserOutcome, outcomeOf } from '../outcome.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcome-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Runs a file of these tests as the test command does. */
function outcome(code: string) {
  const [file, tap] = ['one.test.ts', join(folder, 'one.tap')];
  rmSync(tap, { force: true });
  writeFileSync(join(folder, file), `import { test } from 'node:test';\n${code}`);
  const reporter = ['--test-reporter=tap', `--test-reporter-destination=${tap}`];
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status } = spawnSync(
    process.execPath,
    ['--test', '--test-isolation=none', ...reporter, file],
    { cwd: folder, env },
  );
  return outcomeOf(file, existsSync(tap) ? readFileSync(tap, 'utf8') : undefined, status === 0);
}

const FINE = "test('fine', () => {});";

test('a file whose tests pass has passed', () => {
  assert.deepEqual(outcome(`${FINE} ${FINE}`), { passed: 2, failed: 0 });
});

test('a file has failed in which a test fails, or something behind the last', () => {
  const thrown = "{ throw new Error('no'); }";
  assert.deepEqual(outcome(`${FINE} test('bad', () => ${thrown});`), { passed: 1, failed: 1 });
  assert.equal(outcome(`${FINE} setTimeout(() => ${thrown});`).failed, 1);
});

test('a file that tests nothing, or not all, has failed', () => {
  const none = 'it has no tests';
  assert.deepEqual(outcome('for (const a of []) test(a, () => {});'), {
    passed: 0,
    failed: 1,
    why: none,
  });
  const leftOut = '1 of its tests were left out';
  for (const how of ['skip', 'todo']) {
    assert.deepEqual(outcome(`${FINE} test.${how}('one', () => {});`), {
      passed: 1,
      failed: 1,
      why: leftOut,
    });
  }
});

test('a file that ends its process has failed, before its tests as among them', () => {
  const early = { passed: 0, failed: 1, why: 'it ended before its tests did' };
  assert.deepEqual(outcome('process.exit(0);'), early);
  assert.deepEqual(outcome(`${FINE} test('last', () => process.exit(0));`), early);
});

test('tests in a browser have failed where none ran, or not all', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
  assert.deepEqual(browserOutcome(stats, true), { passed: 3, failed: 0 });
  assert.equal(browserOutcome({ ...stats, skipped: 2 }, true).why, '2 tests were left out');
  assert.equal(browserOutcome({ ...stats, expected: 0 }, true).failed, 1);
  assert.equal(browserOutcome(undefined, true).failed, 1);
  assert.equal(browserOutcome(undefined, false).failed, 1);
  assert.equal(browserOutcome({ ...stats, unexpected: 2, flaky: 1 }, false).failed, 3);
});
