/** The commands that an author runs by hand, in a copy of the project: `new`, `printed`, `publishable`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ESSAYS } from '../../src/essay/files.ts';
import { base, put } from '../author/site.ts';
import { hashesIn } from './built.ts';
import { copyProject } from './copies.ts';

let copy = '';
/** The facts of a site that has an address of its own. */
let facts = '';

const at = (path: string): string => join(copy, path);
const textOf = (path: string): string => readFileSync(at(path), 'utf8');

/** Writes a text of the copy anew with something in the place of something else. */
function edit(path: string, was: string | RegExp, is: string): void {
  const text = textOf(path);
  const edited = text.replace(was, () => is);
  assert.notEqual(edited, text, `${path}: ${was}`);
  writeFileSync(at(path), edited);
}

before(async () => {
  copy = copyProject([]);
  for (const [path, bytes] of await base()) put(copy, `${ESSAYS}/${path}`, bytes);
  facts = textOf('src/site.ts').replaceAll('example.com', 'someone.test');
  writeFileSync(at('src/site.ts'), facts);
});
after(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a command of package.json on a day. */
function run(name: string, day: string, ...args: readonly string[]) {
  const [, ...command] = JSON.parse(textOf('package.json')).scripts[name].split(' ');
  const { SITE_URL: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...env, SITE_TODAY: day },
  });
  return { status, stdout, stderr };
}

test('a site is not published while the placeholder for its address stands in its facts', () => {
  assert.deepEqual(run('publishable', ''), { status: 0, stdout: '', stderr: '' });
  const line = facts.split('\n').length;
  for (const [field, fact, remedy] of [
    ['address', "{ address: 'https://example.com' }", 'the host of your site'],
    ['email', "{ email: 'write@example.com' }", 'the address that you read'],
  ]) {
    const begin = 'export const more = ';
    writeFileSync(at('src/site.ts'), `${facts}${begin}${fact};\n`);
    const column = begin.length + fact.indexOf('example.com') + 1;
    const told = `src/site.ts:${line}:${column}  ${field}: example.com stands here — write ${remedy}\n`;
    assert.deepEqual(run('publishable', ''), { status: 1, stdout: '', stderr: told });
  }
  writeFileSync(at('src/site.ts'), facts);
});

test('a new essay is a draft of the day in which the check finds nothing', () => {
  const plain = run('new', '2031-02-03', 'A new essay');
  assert.deepEqual([plain.status, plain.stderr], [0, '']);
  assert.match(textOf(`${ESSAYS}/a-new-essay.mdx`), /^published: '2031-02-03'\ndraft: true$/m);
  const model = run('new', '2031-02-03', 'One with a model', '--model');
  assert.deepEqual([model.status, model.stderr], [0, '']);
  for (const slug of ['a-new-essay', 'one-with-a-model']) {
    const { status, stdout, stderr } = run('check', '2031-02-03', slug);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /Checked 1 essay: no faults\./);
  }
});

test('a new essay takes no address that is taken, and nothing is written over', () => {
  put(copy, `${ESSAYS}/left-behind/notes.md`, 'Notes.\n');
  edit(`${ESSAYS}/neighbour.mdx`, '---\n', '---\naliases: [former-name]\n');
  const before = hashesIn(at(ESSAYS));
  for (const [title, told] of [
    ['Knee model', `"knee-model" is taken by ${ESSAYS}/knee-model/index.mdx;`],
    ['Former name', `"former-name" is taken by ${ESSAYS}/neighbour.mdx;`],
    ['Left behind', `"left-behind" is taken by ${ESSAYS}/left-behind;`],
    ['日本', 'No letter of "日本" can stand in an address;'],
    ['', 'Give the title in quotes:'],
  ]) {
    const { status, stdout, stderr } = run('new', '2031-02-03', title, '--model');
    assert.deepEqual([status, stdout], [1, ''], title);
    assert.ok(stderr.startsWith(told), stderr);
  }
  assert.deepEqual(hashesIn(at(ESSAYS)), before);
});

test('what a published essay printed is rewritten on the day of a revision, and no other', () => {
  const folder = `${ESSAYS}/knee-model`;
  const first = run('printed', '2026-11-21');
  assert.deepEqual([first.status, first.stderr], [0, '']);
  const printed = textOf(`${folder}/printed.txt`);
  assert.match(printed, /wait\.last/);

  edit(`${folder}/figures.ts`, 'r.at(-1)!.wait', '2 * r.at(-1)!.wait');
  const later = '2026-12-05';
  const refused = run('printed', later);
  assert.equal(refused.status, 1);
  assert.match(
    refused.stderr,
    /knee-model\/printed\.txt:\d+:1 {2}print: wait\.last: .* → .* — add under revisions: - \{ date: '2026-12-05', note: '…' \}/,
  );
  assert.equal(textOf(`${folder}/printed.txt`), printed);

  edit(
    `${folder}/index.mdx`,
    /^published: .*\n/m,
    `published: '2026-11-21'\nrevisions: [{ date: '${later}', note: Twice. }]\n`,
  );
  const accepted = run('printed', later);
  assert.deepEqual([accepted.status, accepted.stderr], [0, '']);
  assert.match(textOf(`${folder}/printed.txt`), /^# revised 2026-12-05\nwait\.last: .* → /m);
});
