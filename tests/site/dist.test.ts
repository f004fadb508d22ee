/** The last good `dist/` outlives every build that fails or is killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { filesIn } from './built.ts';
import { copyProject } from './copies.ts';

const ESSAYS = 'src/content/essays';
const ONE = `---
title: The only essay
summary: It is here to be built.
published: '2026-11-20'
---

The first paragraph.
`;

let copy = '';
before(() => {
  copy = copyProject();
  for (const name of readdirSync(join(copy, ESSAYS))) {
    if (name !== 'specimen') rmSync(join(copy, ESSAYS, name), { recursive: true });
  }
  writeFileSync(join(copy, ESSAYS, 'only.mdx'), ONE);
});
after(() => rmSync(copy, { recursive: true, force: true }));

const bin = resolve(import.meta.dirname, '../../node_modules/.bin');

/** Runs `npm run build` in the copy, and kills it and all it started after some time, ms. */
function build(killAfter?: number): Promise<{ code: number | null; seconds: number }> {
  const began = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, ['src/build.ts'], {
      cwd: copy,
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    const timer =
      killAfter === undefined
        ? undefined
        : setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), killAfter);
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, seconds: (performance.now() - began) / 1000 });
    });
  });
}

const built = () =>
  filesIn(join(copy, 'dist')).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(copy, 'dist', file)))
      .digest('hex'),
  ]);

test('a build that the check stops, that fails behind it, or that is killed leaves dist as it was', async () => {
  const { code, seconds } = await build();
  assert.equal(code, 0);
  const good = built();
  assert.ok(good.some(([file]) => file === 'essays/only/index.html'));

  const essay = join(copy, ESSAYS, 'only.mdx');
  writeFileSync(essay, `${ONE}\nIt took 40 ms.\n`);
  assert.notEqual((await build()).code, 0);
  assert.deepEqual(built(), good);
  writeFileSync(essay, ONE);

  // The check reads no expressions; what they print is held on the page.
  writeFileSync(essay, `${ONE}\nIt took {20 + 20} ms.\n`);
  assert.notEqual((await build()).code, 0);
  assert.deepEqual(built(), good);
  writeFileSync(essay, ONE);

  const broken = join(copy, 'src/pages/broken.astro');
  writeFileSync(broken, '---\nthrow new Error("no page");\n---\n');
  assert.notEqual((await build()).code, 0);
  assert.deepEqual(built(), good);
  rmSync(broken);

  writeFileSync(essay, ONE.replace('first', 'second'));
  for (const share of [0.3, 0.6, 0.8]) {
    await build(share * seconds * 1000);
    assert.deepEqual(built(), good, `killed after ${share} of a build`);
  }

  // What a build left that was killed between moving the old away and the new in is brought back.
  const away = join(copy, 'dist.old-999999999');
  mkdirSync(away);
  writeFileSync(join(away, 'index.html'), 'old');
  rmSync(join(copy, 'dist'), { recursive: true });
  writeFileSync(essay, `${ONE}\nIt took 40 ms.\n`);
  assert.notEqual((await build()).code, 0);
  assert.deepEqual(filesIn(join(copy, 'dist')), ['index.html']);

  writeFileSync(essay, ONE);
  assert.equal((await build()).code, 0);
  assert.deepEqual(built(), good);
  const left = readdirSync(copy).filter((name) => /^dist\./.test(name));
  assert.deepEqual(left, []);
});
