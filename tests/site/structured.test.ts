/** What pages say of themselves to machines: JSON-LD and microformats. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { mf2 } from 'microformats-parser';
import { essayFiles } from '../../src/essay/files.ts';
import { FIRST } from '../../src/essay/years.ts';
import { absolute, site } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, classed, DIST, elements, htmlFiles, parse, read } from './built.ts';
import { unknownIn } from './schema-org.ts';

const textIn = ({ children: [child] }: Element): string =>
  child && 'value' in child ? child.value : '';

/** What a page says in JSON-LD; nothing where it says nothing. */
function thingsOn(file: string, dir = DIST) {
  const scripts = elements(
    parse(read(file, dir)),
    ({ properties }) => properties.type === 'application/ld+json',
  );
  return scripts.map((script) => JSON.parse(textIn(script)));
}

const published = new Map(essayFiles().map((file) => [file.slug, file]));

test('all that is said in JSON-LD is in the words of schema.org', () => {
  let said = 0;
  for (const file of htmlFiles()) {
    for (const thing of thingsOn(file)) {
      assert.equal(thing['@context'], 'https://schema.org', file);
      assert.deepEqual(unknownIn(thing), [], file);
      said++;
    }
  }
  assert.equal(said, builtSlugs().length + 2);
});

test('what schema.org does not know is told', () => {
  const post = { '@type': 'BlogPosting', headline: 'A title' };
  assert.deepEqual(unknownIn(post), []);
  for (const [wrong, line] of [
    [{ title: 'A title' }, 'BlogPosting has no title'],
    [{ wordCount: '12' }, 'BlogPosting.wordCount: 12'],
    [{ image: '/card.png' }, 'BlogPosting.image: /card.png'],
    [{ datePublished: '26 November' }, 'BlogPosting.datePublished: 26 November'],
    [{ author: { '@type': 'CreativeWork' } }, 'BlogPosting.author: CreativeWork'],
    [{ citation: { '@type': 'CreativeWork', url: 'x' } }, 'CreativeWork.url: x'],
  ] as const)
    assert.deepEqual(unknownIn({ ...post, ...wrong }), [line]);
});

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

test('an essay is a blog posting with its dates, words, picture and citations', () => {
  for (const slug of builtSlugs()) {
    const address = `essays/${slug}/index.html`;
    const [thing] = thingsOn(address);
    assert.equal(thing['@type'], 'BlogPosting');
    assert.equal(thing.mainEntityOfPage, absolute(`essays/${slug}/`));
    const file = published.get(slug);
    assert.deepEqual([thing.datePublished, thing.dateModified], [file?.published, file?.changed]);
    const html = read(address);
    assert.ok(html.includes(`<meta property="og:image" content="${thing.image}">`), thing.image);
    // Some 230 words a minute, fewer where there is more to look at.
    const page = parse(html);
    const [header] = elements(page, classed('essay-header'));
    const [facts] = elements(header, classed('facts'));
    const minutes = Number(/(\d+) min/.exec(textOf(facts))?.[1]);
    assert.equal(thing.timeRequired, `PT${minutes}M`);
    assert.ok(minutes > 0 && thing.wordCount <= 230 * (minutes + 1), slug);
    // What a reader has to open is not counted.
    const open = html.replace(/<details[\s\S]*?<\/details>/g, '');
    assert.ok(thing.wordCount > 0 || !/<p>\p{L}/u.test(open), slug);
    const sources = elements(page, classed('references')).flatMap((list) =>
      elements(list, ({ tagName }) => tagName === 'li'),
    );
    assert.equal(thing.citation?.length ?? 0, sources.length);
  }
});

test('home is the site and the index a blog of what is published', () => {
  const [website] = thingsOn('index.html');
  assert.deepEqual([website['@type'], website.name], ['WebSite', site.title]);
  const [blog] = thingsOn('essays/index.html');
  assert.deepEqual(blog.isPartOf, { '@id': website['@id'] });
  const listed = blog.blogPost.map(({ url }: { url: string }) => url);
  const shown = [...read('essays/index.html').matchAll(/<h3 data-slug="([^"]+)"/g)];
  assert.equal(shown.length, Math.min(builtSlugs().length, FIRST));
  assert.deepEqual(
    listed,
    shown.map(([, slug]) => absolute(`essays/${slug}/`)),
  );
});

test('no title ends the script that it stands in', () => {
  for (const file of htmlFiles(DRAFTS.outDir)) {
    const scripts = elements(
      parse(read(file, DRAFTS.outDir)),
      ({ properties }) => properties.type === 'application/ld+json',
    );
    for (const script of scripts) assert.ok(!textIn(script).includes('<'), file);
  }
});

/** The microformats of a page, parsed against its address. */
const formatsOf = (file: string) =>
  mf2(read(file), { baseUrl: absolute(file.replace(/index\.html$/, '')) });

test('an essay is an entry with its name, summary, days, address and text', () => {
  for (const slug of builtSlugs()) {
    const { items, rels } = formatsOf(`essays/${slug}/index.html`);
    assert.deepEqual(
      items.map(({ type }) => type),
      [['h-entry']],
      slug,
    );
    const {
      name,
      summary,
      published: days,
      updated,
      url,
      uid,
      content,
      ...rest
    } = items[0].properties;
    const [thing] = thingsOn(`essays/${slug}/index.html`);
    assert.deepEqual([name, summary], [[thing.headline], [thing.description]]);
    assert.deepEqual(days, [thing.datePublished]);
    assert.deepEqual(
      updated,
      thing.dateModified === thing.datePublished ? undefined : [thing.dateModified],
    );
    assert.deepEqual([url, uid], [[thing.url], [thing.url]]);
    const [text] = content as { html: string; value: string }[];
    // In a formula each letter is a word that is counted, and none that is read here.
    const letters = elements(parse(text.html), ({ tagName }) => /^m[ino]$/.test(tagName)).length;
    assert.ok(wordsIn(text.value) >= 0.7 * (thing.wordCount - letters) - 5, slug);
    assert.deepEqual(Object.keys(rest), [], slug);
    // The author is whoever the home page is about.
    assert.deepEqual(rels.author, [absolute('')]);
  }
});

test('home says who writes, and lists are feeds of their entries', () => {
  const { items, rels } = formatsOf('index.html');
  assert.deepEqual(
    items.map(({ type }) => type),
    [['h-card'], ['h-feed']],
  );
  const { name, url, uid, note } = items[0].properties;
  assert.deepEqual([url, uid], [[absolute('')], [absolute('')]]);
  assert.deepEqual(name, [site.author.name ?? site.title]);
  assert.match(String(note), /^I’m a software engineer\./);
  assert.deepEqual(rels.me, [`mailto:${site.author.email}`, ...site.author.profiles]);

  for (const file of htmlFiles().filter((file) =>
    /^(?:essays|topics\/[^/]+)\/index\.html$/.test(file),
  )) {
    const [feed, ...others] = formatsOf(file).items;
    assert.deepEqual([feed.type, others], [['h-feed'], []], file);
    assert.ok(feed.children && feed.children.length > 0, file);
    for (const { type, properties } of feed.children) {
      assert.deepEqual(type, ['h-entry'], file);
      const [address] = properties.url as string[];
      const slug = /\/essays\/([^/]+)\/$/.exec(address)?.[1] ?? '';
      assert.ok(existsSync(`${DIST}/essays/${slug}/index.html`), address);
      assert.deepEqual(properties.published, [published.get(slug)?.published]);
      assert.equal(String(properties.name), thingsOn(`essays/${slug}/index.html`)[0].headline);
      const { topics = [] } = published.get(slug)?.matter?.data ?? {};
      assert.equal(properties.category?.length ?? 0, [topics].flat().length, address);
    }
  }
});
