/** The last good `dist/` outlives every build that fails or is killed. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ESSAYS } from '../../src/essay/files.ts';
import { filesIn, hashesIn } from './built.ts';
import { copyProject } from './copies.ts';

const ONE = `---
title: The only essay
summary: It is here to be built.
published: '2026-11-20'
---

The first paragraph.
`;

let copy = '';
before(() => {
  copy = copyProject(['specimen']);
  writeFileSync(join(copy, ESSAYS, 'only.mdx'), ONE);
});
after(() => rmSync(copy, { recursive: true, force: true }));

const bin = resolve(import.meta.dirname, '../../node_modules/.bin');

/** Runs `npm run build` in the copy; kills it and all it started as soon as `now` says so. */
function build(now?: () => boolean): Promise<number | null> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['src/build.ts'], {
      cwd: copy,
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    const timer =
      now &&
      setInterval(() => {
        if (now()) process.kill(-child.pid!, 'SIGKILL');
      }, 5);
    child.on('close', (code) => {
      clearInterval(timer);
      done(code);
    });
  });
}

/** The folder in which a build makes the site that is to come. */
const coming = (): string | undefined =>
  readdirSync(copy).find((name) => name.startsWith('dist.new-'));

const built = () => hashesIn(join(copy, 'dist'));

/** Has the check of the copy say that it has begun, for whoever looks; returns how to look. */
function checking(): () => boolean {
  const check = join(copy, 'src/check/run.ts');
  const begin = "import * as begun from 'node:fs';\nbegun.writeFileSync('checking', '');\n";
  writeFileSync(check, begin + readFileSync(check, 'utf8'));
  return () => existsSync(join(copy, 'checking'));
}

test('a build that the check stops, that fails behind it, or that is killed leaves dist as it was', async () => {
  assert.equal(await build(), 0);
  const good = built();
  assert.ok('essays/only/index.html' in good);

  const essay = join(copy, ESSAYS, 'only.mdx');
  writeFileSync(essay, `${ONE}\nIt took 40 ms.\n`);
  assert.notEqual(await build(), 0);
  assert.deepEqual(built(), good);
  writeFileSync(essay, ONE);

  // The check reads no expressions; what they print is held on the page.
  writeFileSync(essay, `${ONE}\nIt took {20 + 20} ms.\n`);
  assert.notEqual(await build(), 0);
  assert.deepEqual(built(), good);
  writeFileSync(essay, ONE);

  const broken = join(copy, 'src/pages/broken.astro');
  writeFileSync(broken, '---\nthrow new Error("no page");\n---\n');
  assert.notEqual(await build(), 0);
  assert.deepEqual(built(), good);
  rmSync(broken);

  writeFileSync(essay, ONE.replace('first', 'second'));
  const moments: Readonly<Record<string, () => boolean>> = {
    'while the essays are checked': checking(),
    'as the last pages are written': () =>
      existsSync(join(copy, coming() ?? '', 'essays/only/index.html')),
  };
  for (const [when, now] of Object.entries(moments)) {
    assert.equal(await build(now), null, when);
    assert.deepEqual(built(), good, when);
    if (when === 'while the essays are checked') assert.equal(coming(), undefined);
  }

  // What a build left that was killed between moving the old away and the new in is brought back.
  const away = join(copy, 'dist.old-999999999');
  mkdirSync(away);
  writeFileSync(join(away, 'index.html'), 'old');
  rmSync(join(copy, 'dist'), { recursive: true });
  writeFileSync(essay, `${ONE}\nIt took 40 ms.\n`);
  assert.notEqual(await build(), 0);
  assert.deepEqual(filesIn(join(copy, 'dist')), ['index.html']);

  writeFileSync(essay, ONE);
  assert.equal(await build(), 0);
  assert.deepEqual(built(), good);
  const left = readdirSync(copy).filter((name) => /^dist\./.test(name));
  assert.deepEqual(left, []);
});

test('a build whose commands are not found says so', () => {
  const { status, stderr } = spawnSync(process.execPath, ['src/build.ts'], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, PATH: '' },
  });
  assert.equal(status, 1);
  assert.match(stderr, /^astro cannot be run \(.*ENOENT.*\): npm run build$/m);
});
