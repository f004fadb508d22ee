import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { unzipSync } from 'fflate';
import { toString as textOf } from 'hast-util-to-string';
import { absolute, BOOK } from '../../src/site.ts';
import { ensureEpubcheck } from '../epubcheck.ts';
import { DRAFTS } from '../servers.ts';
import { bookFiles, builtSlugs, DIST, elements, feedItems, parse, read } from './built.ts';

for (const dir of [DIST, DRAFTS.outDir]) {
  test(`the book of ${dir} passes epubcheck without a word`, () => {
    const [command = '', ...args] = ensureEpubcheck();
    const { stdout, stderr } = spawnSync(command, [...args, `${dir}/${BOOK}`], {
      encoding: 'utf8',
    });
    assert.match(stdout + stderr, /0 fatals \/ 0 errors \/ 0 warnings \/ 0 infos/);
  });

  test(`every address in the book of ${dir} leads to a file and a part of it, or to the web`, () => {
    const files = Object.keys(unzipSync(readFileSync(`${dir}/${BOOK}`)));
    const texts = bookFiles(dir);
    const ids = new Map(
      [...texts].map(([file, text]) => [
        file,
        new Set(elements(parse(text), () => true).map(({ properties }) => properties.id)),
      ]),
    );
    let inside = 0;
    for (const [file, text] of texts) {
      if (!file.endsWith('.xhtml')) continue;
      for (const { tagName, properties } of elements(parse(text), () => true)) {
        const address = String(properties.href ?? properties.src ?? '');
        if (address === '' || (tagName === 'img' && address.startsWith('data:image/'))) continue;
        const isOut = /^(?!data:|file:|javascript:)[a-z][a-z\d+.-]*:/i.test(address);
        assert.ok(!isOut || tagName === 'a', `${file}: <${tagName}> of ${address}`);
        if (isOut) continue;
        const [path, part] = address.split('#');
        const target = posix.join(posix.dirname(file), path);
        assert.ok(files.includes(target), `${file}: ${address}`);
        if (part !== undefined) {
          inside += 1;
          assert.ok(ids.get(target)?.has(decodeURIComponent(part)), `${file}: ${address}`);
        }
      }
    }
    if (dir === DRAFTS.outDir) assert.ok(inside > 20, 'the specimen has parts and notes');
  });
}

test('the book is an archive that programs know by its first bytes, and every text of it is XML', () => {
  const bytes = readFileSync(`${DIST}/${BOOK}`);
  assert.equal(bytes.subarray(30, 58).toString(), 'mimetypeapplication/epub+zip');
  for (const [file, text] of bookFiles()) {
    if (/\.(?:xhtml|opf|xml)$/.test(file)) assert.doesNotThrow(() => parseXml(text), file);
  }
});

test('the book has every essay, the oldest first, each whole and with the parts in its contents', () => {
  const texts = bookFiles();
  const contents = parse(texts.get('book/contents.xhtml') ?? '');
  const links = elements(contents, ({ tagName }) => tagName === 'a');
  const chapters = links.filter(({ properties }) => !String(properties.href).includes('#'));
  const titles = feedItems().map(({ title }) => title);
  assert.equal(chapters.length, builtSlugs().length);
  assert.deepEqual(chapters.map(textOf).slice(-titles.length), titles.toReversed());
  for (const slug of builtSlugs()) {
    const [, rest = ''] = read(`essays/${slug}/index.html`).split('<div class="prose e-content">');
    const [text] = rest.split('<div class="after prose">');
    const sections = text.match(/<section><header class="heading">/g) ?? [];
    const parts = links.filter(({ properties }) =>
      String(properties.href).startsWith(`${slug}.xhtml#`),
    );
    assert.equal(parts.length, sections.length, slug);
  }
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  for (const { link, ...item } of feedItems()) {
    const slug = posix.basename(new URL(link).pathname);
    const chapter = plain(textOf(parse(texts.get(`book/${slug}.xhtml`) ?? '')));
    for (const node of elements(parse(item['content:encoded']), ({ tagName }) => tagName === 'p')) {
      // What is there instead of a picture has words of its own.
      if (elements(node, ({ tagName }) => tagName === 'img').length > 0) continue;
      assert.ok(chapter.includes(plain(textOf(node))), `${slug}: ${textOf(node)}`);
    }
    // Of a picture on another host the book has a link: it is read where there is no network. So it has
    // of another essay's figure, whose size nobody knows.
    const pictures = elements(
      parse(item['content:encoded']),
      ({ tagName, properties: { src, width } }) =>
        tagName === 'img' &&
        !/^https?:/.test(String(src).replace(absolute(''), '')) &&
        (width !== undefined || /^data:/.test(String(src))),
    );
    assert.equal(texts.get(`book/${slug}.xhtml`)?.split('<img ').length, pictures.length + 1, slug);
  }
  assert.match(texts.get('book/package.opf') ?? '', /dcterms:modified">\d{4}-\d\d-\d\dT00:00:00Z</);
});

test('the page of subscribing names both feeds and the book', () => {
  const page = read('subscribe/index.html');
  for (const address of ['/rss.xml', '/feed.json', `/${BOOK}`, 'mailto:']) {
    assert.ok(page.includes(address), address);
  }
});
