/** What is kept between builds: for how long, and under what. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { standsAlone } from '../../src/essay/alone.ts';
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
  process.env.SITE_URL = 'https://someone.example';
  assert.notEqual(codeHash('4'), first);
  delete process.env.SITE_URL;
  assert.equal(codeHash('5'), first);
});

test('a text stands alone that imports nothing and shows no picture', () => {
  for (const text of [
    'Words.',
    '## A *b*[^1]\n\n[^1]: c',
    '<Cite of="a" /> {1 + 1} $x^2$',
    'Code:\n\n```ts\nexport const a = 1;\n```\n\n- a list\n\n  ~~~html\n  <img src="a">\n  ~~~\n',
    '````md\n```js\nimport a from "b";\n```\n````',
    '```\n```\n\nWords.',
  ]) {
    assert.ok(standsAlone(text), text);
  }
  for (const text of [
    "import { a } from './figures.ts';\n\nWords.",
    'Words.\n\nexport const a = 1;',
    '![A plan](./plan.png)',
    '![A plan][plan]\n\n[plan]: ./plan.png',
    '<img src="/plan.png" alt="" />',
    '<style>{`p { color: red }`}</style>',
    '<Own client:load>three</Own>',
    '```ts\nconst a = 1;\n```\n\nimport { a } from "./a.ts";\n\n```ts\n```',
    '```ts\nconst a = 1;\n\nexport const open = 1;',
  ]) {
    assert.ok(!standsAlone(text), text);
  }
});
