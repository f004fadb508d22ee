/** What is kept between builds: for how long, and under what. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cached, codeHash, forget, keep, kept } from '../../src/essay/cache.ts';

const home = process.cwd();
let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'cache-'));
  process.chdir(root);
});
after(() => {
  process.chdir(home);
  rmSync(root, { recursive: true });
});

test('what nobody has asked for in a month is forgotten, and what is asked for stays', () => {
  forget();
  for (const name of ['old', 'asked', 'new']) keep(name, name);
  const long = new Date(Date.now() - 40 * 86_400_000);
  for (const name of ['old', 'asked']) utimesSync(`node_modules/.cache/site/${name}`, long, long);
  const never = () => assert.fail('it is there');
  assert.equal(cached('asked', never).toString(), 'asked');
  forget();
  assert.deepEqual(
    ['old', 'asked', 'new'].map((name) => kept(name)?.toString()),
    [undefined, 'asked', 'new'],
  );
});

test('the code that makes pages is all of the site’s but the essays, and the address', () => {
  mkdirSync('src/content/essays', { recursive: true });
  mkdirSync('src/kit');
  const write = (file: string, text: string) => writeFileSync(file, text);
  for (const file of ['astro.config.mjs', 'package-lock.json', 'src/kit/a.ts']) write(file, 'a');
  const first = codeHash('1');
  write('src/content/essays/a.mdx', 'an essay');
  assert.equal(codeHash('2'), first);
  for (const [i, file] of ['astro.config.mjs', 'package-lock.json', 'src/kit/a.ts'].entries()) {
    write(file, 'b');
    assert.notEqual(codeHash(`3 ${i}`), first, file);
    write(file, 'a');
  }
  const { SITE_URL } = process.env;
  process.env.SITE_URL = 'https://someone.example';
  assert.notEqual(codeHash('4'), first);
  if (SITE_URL === undefined) delete process.env.SITE_URL;
  else process.env.SITE_URL = SITE_URL;
  assert.equal(codeHash('5'), first);
});
