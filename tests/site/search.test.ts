/** The index in which readers search. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { toString as textOf } from 'hast-util-to-string';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, filesIn, parse, read } from './built.ts';

/** Each page in the index: its address and its text. */
const indexed = (dir: string) =>
  filesIn(dir)
    .filter((file) => file.endsWith('.pf_fragment'))
    .map((file) => {
      const text = gunzipSync(readFileSync(`${dir}/${file}`)).toString();
      const { url, content, anchors } = JSON.parse(text.slice(text.indexOf('{')));
      return { url, content, anchors } as { url: string; content: string; anchors: unknown[] };
    });

test('every essay shown is in the index, with its sections, and no other page', () => {
  for (const dir of [DIST, DRAFTS.outDir]) {
    const pages = indexed(dir);
    assert.deepEqual(
      pages.map(({ url }) => url).sort(),
      builtSlugs(dir)
        .map((slug) => `/essays/${slug}/`)
        .sort(),
    );
    for (const { url, content, anchors } of pages) {
      const [, text = ''] = read(`${url.slice(1)}index.html`, dir).split(
        '<div class="prose e-content">',
      );
      const headings = text.split('<div class="after prose">')[0].match(/<h[2-4] id="/g) ?? [];
      assert.ok(anchors.length >= headings.length, url);
      assert.ok(content.length > 0, url);
    }
  }
});

/** What is about every essay and no word of the specimen's own; one may write of it in an essay. */
const ABOUT = ['Check this page', 'Reply by mail', 'BibTeX', 'How the numbers', 'Download as CSV'];

test('what stands around an essay and a figure’s data are not in the index', () => {
  const page = read('essays/specimen/index.html', DRAFTS.outDir);
  const [specimen] = indexed(DRAFTS.outDir).filter(({ url }) => url === '/essays/specimen/');
  for (const words of ABOUT) {
    assert.ok(page.includes(words), words);
    assert.ok(!specimen.content.includes(words), words);
  }
});

test('what a reader opens is in the index', () => {
  let opened = 0;
  // The specimen, one of the drafts, has something to open.
  for (const { url, content } of indexed(DRAFTS.outDir)) {
    const page = parse(read(`${url.slice(1)}index.html`, DRAFTS.outDir));
    const folded = elements(
      page,
      ({ tagName, properties }) =>
        tagName === 'details' && ![properties.className].flat().includes('numbers-made'),
    );
    const own = folded
      .flatMap((node) => elements(node, ({ tagName }) => tagName === 'summary'))
      .map((node) => textOf(node).trim())
      .filter((summary) => !/^Data(?: as printed)?$/.test(summary));
    opened += own.length;
    const plain = content.replace(/\s+/g, ' ');
    assert.deepEqual(
      own.filter((summary) => !plain.includes(summary.replace(/\s+/g, ' '))),
      [],
      url,
    );
  }
  assert.ok(opened > 0);
});

test('a page loads the index and its own results alone', () => {
  assert.deepEqual(
    filesIn(DIST).filter((file) => /^pagefind\/[^/]*\.(?:css|js)$/.test(file)),
    ['pagefind/pagefind-worker.js', 'pagefind/pagefind.js'],
  );
  for (const file of ['essays/index.html', '404.html'])
    assert.match(read(file), /<search hidden>/, file);
});
