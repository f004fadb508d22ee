/** A check that found nothing is not repeated until something that it depends on has changed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { checkName, rememberCheck, rememberedCheck } from '../../src/check/unchanged.ts';

const home = process.cwd();
const roots: string[] = [];

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'unchanged-'));
  roots.push(root);
  process.chdir(root);
  for (const folder of ['src/kit', 'public']) mkdirSync(folder, { recursive: true });
  writeFileSync('src/kit/a.ts', 'a');
  writeFileSync('public/favicon.svg', '<svg/>');
  writeFileSync('package-lock.json', '{}');
});
after(() => {
  process.chdir(home);
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const clean = { checked: 1, findings: [], inDrafts: 0, waiting: [], unknown: [] };
const fault = {
  file: 'a.mdx',
  line: 1,
  column: 1,
  field: 'title',
  message: 'it is missing',
  remedy: 'add it',
};

test('the same text under the same name is the same check, in any folder', () => {
  const first = checkName([]);
  const again = checkName([]);
  assert.ok(first);
  assert.equal(again, first);
  rmSync('src/kit/a.ts');
  writeFileSync('src/kit/a.ts', 'a');
  assert.equal(checkName([]), first);
});

test('another byte, file, name, package, day, address or word is another check', () => {
  const names = new Set([checkName([])]);
  const differs = (what: string) => {
    const name = checkName([]);
    assert.ok(name, what);
    assert.ok(!names.has(name), what);
    names.add(name);
  };
  writeFileSync('src/kit/a.ts', 'b');
  differs('a byte');
  renameSync('src/kit/a.ts', 'src/kit/b.ts');
  differs('a name');
  writeFileSync('public/square.png', '');
  differs('a file');
  writeFileSync('package-lock.json', '{ }');
  differs('a package');
  for (const [key, value] of [
    ['SITE_TODAY', '2030-01-01'],
    ['SITE_URL', 'https://essays.test/a/'],
  ] as const) {
    process.env[key] = value;
    differs(key);
    delete process.env[key];
  }
  assert.notEqual(checkName(['--drafts']), checkName(['--writing']));
});

test('what is no plain file, or is not there, is looked at by the check itself', () => {
  symlinkSync('a.ts', 'src/kit/link.ts');
  assert.equal(checkName([]), undefined);
  rmSync('src', { recursive: true });
  assert.equal(checkName([]), undefined);
});

test('only a check that found nothing is remembered', () => {
  const name = checkName([]);
  rememberCheck(name, { report: { ...clean, findings: [fault] }, hasPlaceholders: true });
  rememberCheck(name, { report: { ...clean, unknown: ['nobody'] }, hasPlaceholders: true });
  assert.equal(rememberedCheck(name), undefined);
  const watched = { report: { ...clean, waiting: ['2062-11-21'] }, hasPlaceholders: true };
  rememberCheck(name, watched);
  assert.deepEqual(rememberedCheck(name), watched);
  assert.equal(rememberedCheck(checkName(['--drafts'])), undefined);
});
