import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { toString as textOf } from 'hast-util-to-string';
import { origin } from '../../src/site.ts';
import { builtSlugs, DIST, elements, filesIn, parse, read } from './built.ts';

const feed = read('rss.xml');

/** The elements right below one. */
const below = (element: XmlElement | null): XmlElement[] =>
  (element?.children ?? []).filter((node) => node instanceof XmlElement);

/** Each item as the text of its elements, by their names. */
const items = below(below(parseXml(feed).root)[0])
  .filter(({ name }) => name === 'item')
  .map(
    (item): Record<string, string> =>
      Object.fromEntries(below(item).map(({ name, text }) => [name, text])),
  );
const contentOf = (item: Record<string, string>) => parse(item['content:encoded']);

const fileOf = (address: string): string => {
  const path = decodeURIComponent(new URL(address).pathname);
  return path.endsWith('/') ? `${path}index.html` : path;
};
const isLocal = (address: string) => address.startsWith(`${origin}/`);

test('feed and sitemap are well-formed XML', () => {
  for (const file of filesIn(DIST).filter((name) => name.endsWith('.xml'))) {
    assert.doesNotThrow(() => parseXml(read(file)), file);
  }
});

test('the feed has every essay once, newest first, with an id that is not its address', () => {
  assert.equal(items.length, builtSlugs().length);
  const ids = items.map(({ guid }) => guid);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:essays\/[a-z0-9-]+$/);
  const days = items.map((item) => Date.parse(item.pubDate));
  assert.deepEqual(
    days,
    [...days].sort((a, b) => b - a),
  );
  for (const item of items) assert.match(item.pubDate, /^\w{3}, \d{2} \w{3} \d{4} 00:00:00 GMT$/);
});

test('each feed item carries the whole essay: every paragraph of the page', () => {
  for (const item of items) {
    const slug = /essays\/([^/]+)\/$/.exec(item.link)?.[1];
    const page = elements(parse(read(`essays/${slug}/index.html`)), (node) => {
      const names = node.properties.className;
      return Array.isArray(names) && names.length === 1 && names[0] === 'prose';
    })[0];
    const words = (text: string) => text.replace(/\s+/g, ' ').trim();
    const carried = words(textOf(contentOf(item)));
    const headings = elements(page, (node) => /^h[2-6]$/.test(node.tagName)).map((node) =>
      words(textOf(node)),
    );
    assert.ok(headings.length > 2, `${slug} has headings`);
    for (const heading of headings) assert.ok(carried.includes(heading), `${slug}: ${heading}`);
    const pageWords = words(textOf(page)).split(' ').length;
    assert.ok(
      carried.split(' ').length > 0.6 * pageWords,
      `${slug}: the feed is much shorter than the page`,
    );
  }
});

test('feed content has no script, style, class or form control, and only absolute addresses', () => {
  for (const item of items) {
    for (const node of elements(contentOf(item), () => true)) {
      assert.doesNotMatch(node.tagName, /^(script|style|link|button|input|form|details|svg)$/);
      for (const name of ['style', 'className', 'onClick', 'dataFigure']) {
        assert.equal(node.properties[name], undefined, `${item.link}: <${node.tagName} ${name}>`);
      }
      for (const name of ['href', 'src']) {
        const value = node.properties[name];
        if (value !== undefined) assert.match(String(value), /^(https?|mailto):/, item.link);
      }
    }
  }
  // Traces in an essay name their files below `/app`, by the rule that they state.
  assert.doesNotMatch(feed, /file:(?!\/\/\/app\/)|node_modules|\/src\/content\//);
});

test('every address of this site in feed, sitemap and pages is a file that was built', () => {
  const addresses = new Set<string>();
  for (const item of items) {
    addresses.add(item.link);
    for (const node of elements(contentOf(item), () => true)) {
      for (const name of ['href', 'src']) {
        const value = String(node.properties[name] ?? '');
        if (isLocal(value)) addresses.add(value);
      }
    }
  }
  for (const file of filesIn(DIST).filter((name) => /sitemap.*\.xml$/.test(name))) {
    for (const [, address] of read(file).matchAll(/<loc>([^<]+)<\/loc>/g)) addresses.add(address);
  }
  for (const file of filesIn(DIST).filter((name) => name.endsWith('.html'))) {
    for (const node of elements(parse(read(file)), () => true)) {
      for (const name of ['href', 'src']) {
        const value = node.properties[name];
        if (typeof value !== 'string' || /^(mailto|data):/.test(value)) continue;
        const address = new URL(value, `${origin}/${file.replace(/index\.html$/, '')}`);
        if (isLocal(address.href)) addresses.add(address.href);
      }
    }
  }
  assert.ok(addresses.size > 10);
  const missing = [...addresses].filter((address) => !existsSync(DIST + fileOf(address)));
  assert.deepEqual(missing, []);
});

test('every fragment that a page links to exists', () => {
  const ids = new Map<string, Set<string>>();
  const idsOf = (file: string) => {
    const found =
      ids.get(file) ??
      new Set(elements(parse(read(file)), () => true).map((node) => String(node.properties.id)));
    ids.set(file, found);
    return found;
  };
  for (const file of filesIn(DIST).filter((name) => name.endsWith('.html'))) {
    for (const node of elements(parse(read(file)), (a) => a.tagName === 'a')) {
      const address = new URL(
        String(node.properties.href),
        `${origin}/${file.replace(/index\.html$/, '')}`,
      );
      if (!isLocal(address.href) || address.hash.length < 2) continue;
      const target = fileOf(address.href).slice(1);
      if (!target.endsWith('.html')) continue;
      assert.ok(
        idsOf(target).has(decodeURIComponent(address.hash.slice(1))),
        `${file}: ${address.href}`,
      );
    }
  }
});
