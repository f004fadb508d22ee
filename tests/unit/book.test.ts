/** The book, of chapters that no essay has. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { packed } from '../../src/files/book.ts';
import { parseHtml } from '../../src/prose/tree.ts';

const chapter = (name: string, html: string) => ({
  name,
  addresses: [`https://a.example/essays/${name}/`],
  title: name,
  summary: '',
  facts: '',
  sections: [],
  tree: parseHtml(html),
  pictures: new Map(),
});

test('a link leads to the part of a chapter, or to the chapter where its part is none', () => {
  const links = ['one/', 'one/#b%C3%A9', 'one/#100%', 'two/'].map(
    (to) => `<p><a href="https://a.example/essays/${to}">x</a></p>`,
  );
  const book = packed({
    id: 'urn:x',
    changed: '2026-11-20',
    chapters: [chapter('one', '<h2 id="bé">A</h2>'), chapter('other', links.join(''))],
    cover: new Uint8Array(),
    pictures: new Map(),
  });
  const text = strFromU8(unzipSync(book)['book/other.xhtml']);
  const hrefs = [...text.matchAll(/<a href="([^"]*)">x</g)].map(([, href]) => href);
  assert.deepEqual(hrefs, [
    'one.xhtml',
    'one.xhtml#b%C3%A9',
    'https://a.example/essays/one/#100%25',
    'https://a.example/essays/two/',
  ]);
});
