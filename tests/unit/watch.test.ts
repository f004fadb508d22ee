/** The check in its thread: what takes long is named, what does not end is ended and told. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { watchedCheck } from '../../src/check/watch.ts';
import { siteWith } from '../author/site.ts';

const CASES = resolve(import.meta.dirname, '../author/cases');
const home = process.cwd();
const roots: string[] = [];

async function site(name: string): Promise<void> {
  const root = await siteWith(join(CASES, name));
  roots.push(root);
  process.chdir(root);
}

before(() => site('model-infinite.txt'));
after(() => {
  process.chdir(home);
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Long enough for all that ends, on a machine at work, s. */
const LIMITS = { named: 1, ended: 3 };
const MODEL = 'src/content/essays/mcase/model.ts';

test('a model without an end is named while it runs, then ended, and the other essays are told', async () => {
  const said: string[] = [];
  const watched = watchedCheck(LIMITS, (line) => said.push(line));
  const { report } = await watched.check();
  await watched.close();
  // On a machine at work one of the others may be named as well.
  assert.deepEqual(
    said.filter((line) => line.startsWith(MODEL)),
    [`${MODEL}  waits has taken 1 s; it is stopped after 3`],
  );
  assert.deepEqual(report.findings.map(formatFinding), [
    `${MODEL}:3:1  waits: it does not end within 3 s — mend the loop that has no end, or let it compute less`,
  ]);
  assert.equal(report.checked, 3);
});

test('code in braces without an end is ended, and told where it stands', async () => {
  const root = await siteWith(resolve(import.meta.dirname, '../author/endless-brace.mdx'));
  roots.push(root);
  process.chdir(root);
  const watched = watchedCheck(LIMITS, () => {});
  const { report } = await watched.check();
  await watched.close();
  assert.deepEqual(report.findings.map(formatFinding), [
    'src/content/essays/case.mdx:7:6  brace: it does not end within 3 s — mend the loop that has no end, or let it compute less',
  ]);
  assert.equal(report.checked, 3);
});

test('one thread serves check after check, and an essay that ends is not named', async () => {
  const said: string[] = [];
  const watched = watchedCheck({ named: 10, ended: 60 }, (line) => said.push(line));
  await site('model-throws.txt');
  const first = await watched.check();
  await site('model-right-helper.txt');
  const second = await watched.check(['mcase', 'nobody']);
  await watched.close();
  assert.equal(first.report.findings.length, 1);
  assert.deepEqual(second.report.findings, []);
  assert.deepEqual(second.report.unknown, ['nobody']);
  assert.deepEqual(said, []);
});

test('a check that fails is no check without a fault', async () => {
  const watched = watchedCheck({ named: 10, ended: 60 }, () => {});
  process.env.SITE_TODAY = 'never';
  try {
    await assert.rejects(watched.check(), /SITE_TODAY/);
  } finally {
    delete process.env.SITE_TODAY;
    await watched.close();
  }
});
