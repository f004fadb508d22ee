/**
 * All that is right in the cases of an author, put into a clone of what is committed and dated a day,
 * and the whole test command there: `npm run right -- 2026-07-13`, today where no day is given. So many
 * at a time beside README's examples and the specimen, and of the command what hangs on the essays, but
 * for the browser: `npm run right -- DAY 15`, so that the feeds hold them all, or 1, each alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ESSAYS, slugOf } from '../../src/essay/files.ts';
import { slugFor } from '../../src/essay/slug.ts';
import { today } from '../../src/essay/today.ts';
import { linkPackages } from '../site/copies.ts';
import { CASES, caseFiles, expectedLines, nameOf } from './expected.ts';
import { base, filesOf, put } from './site.ts';

const [day = today(), few] = process.argv.slice(2);
if (few && !/^[1-9]\d*$/.test(few)) {
  console.error('Say how many at a time, as in `npm run right -- 2026-07-13 15`.');
  process.exit(1);
}

/** Cases that are about a day, and essays with days that follow on theirs, keep it. */
const DAYS = /^fm-date|-draft/;
const REVISED = /^revisions:/m;
/** Cases that are about what the file is called, unless it is called as most cases are. */
const NAMES = /^file-/;
const CALLED = /^\w?case$/;

/** The case that stands on the home page, behind the essays that have their place there. */
const SELECTED = 'ok-fm-comments';

/** Its files under a name that no other case has; the day of its essays is the one that is asked for. */
function renamed(name: string, files: readonly [path: string, bytes: Buffer][]) {
  const slug = slugFor(name);
  const essays = new Set(files.flatMap(([path]) => slugOf(path) ?? []));
  const nameFor = (essay: string) => (essays.size === 1 ? slug : `${slug}-${essay}`);
  return files.map(([path, bytes]): [string, Buffer] => {
    const top = /^[^/.]*/.exec(path)?.[0] ?? '';
    const moves = essays.has(top) && (CALLED.test(top) || !NAMES.test(name));
    const to = moves ? nameFor(top) + path.slice(top.length) : path;
    if (!/\.(?:mdx|ts)$/.test(path)) return [to, bytes];
    let text = bytes.toString('latin1');
    if (!DAYS.test(name) && !REVISED.test(text))
      text = text.replace(/^(published: *["']?)\d{4}-\d\d-\d\d/m, `$1${day}`);
    if (moves)
      for (const essay of essays)
        text = text
          .replaceAll(`essays/${essay}/`, `essays/${nameFor(essay)}/`)
          .replace(`\naliases: [${essay}, `, `\naliases: [${nameFor(essay)}, `);
    // One place on the home page and one earlier slug are one essay's.
    const place = name === SELECTED ? 'selected: 1000\n' : '';
    text = text
      .replace(/^selected: .*\n/m, place)
      .replace(/^(aliases: \[)(\S+)\]/m, `$1$2-${slug}]`);
    return [to, Buffer.from(text, 'latin1')];
  });
}

const copy = mkdtempSync(join(tmpdir(), 'right-'));
const root = resolve(import.meta.dirname, '../..');
const git = (...args: string[]) => spawnSync('git', args, { cwd: copy, stdio: 'inherit' });
git('clone', '--quiet', root, copy);
linkPackages(copy);
// Those of the site are most of the work, and tested with each change.
if (few)
  for (const name of readdirSync(join(copy, ESSAYS)))
    if (name !== 'specimen') rmSync(join(copy, ESSAYS, name), { recursive: true });
for (const [path, bytes] of await base()) put(join(copy, ESSAYS), path, bytes);

/** A draft in the middle of a sentence, which is in nobody's way. */
const UNFINISHED = `---
title: A draft that nobody has finished
draft: true
---

I <3 it, in {a b}, and the wait is 3.2 s, says <N of={wait.gone} />`;
put(join(copy, ESSAYS), 'unfinished.mdx', Buffer.from(UNFINISHED));

const right = caseFiles().filter((file) => expectedLines().get(nameOf(file))?.length === 0);
async function add(file: string): Promise<void> {
  for (const [path, bytes] of renamed(nameOf(file), await filesOf(join(CASES, file))))
    put(join(copy, ESSAYS), path, bytes);
}

/** So many at a time; those that fail are named. */
async function inGroups(of: number): Promise<boolean> {
  // What is put away for one group does not go with it.
  git('add', '--all', '--force', 'src');
  let failed = 0;
  for (let i = 0; i < right.length; i += of) {
    const group = right.slice(i, i + of);
    for (const file of group) await add(file);
    const { status, stdout } = spawnSync('node', ['tests/run.ts', 'essays'], {
      cwd: copy,
      encoding: 'utf8',
    });
    if (status !== 0) failed += 1;
    console.log(`${group.map(nameOf).join(', ')}: ${stdout.trimEnd().split('\n').at(-1)}`);
    if (status !== 0) console.log(stdout);
    git('restore', '.');
    git('clean', '-fdxq', 'src', 'public');
  }
  return failed === 0;
}

async function together(): Promise<boolean> {
  for (const file of right) await add(file);
  return spawnSync('npm', ['test'], { cwd: copy, stdio: 'inherit' }).status === 0;
}

console.log(`${right.length} right inputs of ${day}, in ${copy}`);
const passed = await (few ? inGroups(Number(few)) : together());
if (passed) rmSync(copy, { recursive: true });
process.exit(passed ? 0 : 1);
