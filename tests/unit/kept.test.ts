/** What was sound is not looked at again, until something that it depends on has changed. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { checkSite } from '../../src/check/site.ts';
import { siteWith } from '../author/site.ts';

const home = process.cwd();
const ESSAYS = 'src/content/essays';
const ESSAY = `${ESSAYS}/shows.mdx`;
let root = '';

const write = (file: string, text: string | Buffer) => writeFileSync(join(root, file), text);
const watch = { tell: () => {}, held: new Map() };
const check = async (): Promise<string[]> =>
  (await checkSite([], false, watch, false)).findings.map(formatFinding);

before(async () => {
  root = await siteWith(resolve(import.meta.dirname, '../author/cases/img-huge-public.txt'));
  for (const name of ['case.mdx', 'case']) {
    rmSync(join(root, ESSAYS, name), { recursive: true, force: true });
  }
  write('package-lock.json', '{}');
  write('src/content/essays/dot.png', readFileSync('src/content/essays/specimen/square.png'));
  write(
    ESSAY,
    `---
title: It shows a picture
summary: It leads to another essay and shows a picture.
published: '2026-11-20'
---

![A square](./dot.png) and [another](/essays/neighbour/).
`,
  );
  process.chdir(root);
});
after(() => {
  process.chdir(home);
  rmSync(root, { recursive: true, force: true });
});

test('a picture that lies beside it and broke, and an essay that went, are told though its text stayed', async () => {
  const others = (await check()).filter((line) => !line.startsWith(ESSAY));
  assert.deepEqual(await check(), others);
  const own = async () => (await check()).filter((line) => line.startsWith(ESSAY));
  assert.deepEqual(await own(), []);

  const picture = join(root, ESSAYS, 'dot.png');
  const good = readFileSync(picture);
  writeFileSync(picture, good.subarray(0, 40));
  assert.match((await own()).join('\n'), /dot\.png/);
  writeFileSync(picture, good);
  assert.deepEqual(await own(), []);

  const neighbour = join(root, ESSAYS, 'neighbour.mdx');
  const text = readFileSync(neighbour, 'utf8');
  writeFileSync(neighbour, text.replace('---\n', '---\ndraft: true\n'));
  assert.match((await own()).join('\n'), /neighbour/);
  writeFileSync(neighbour, text);
  assert.deepEqual(await own(), []);
});
