import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { parseFeed } from 'feedsmith';
import type { Element, ElementContent, Root } from 'hast';
import { z } from 'zod';
import { type Item, jsonOf, newest, rssOf } from '../../src/files/feeds.ts';
import { PAGE_ONLY } from '../../src/kit/marks.ts';
import { absolute, site } from '../../src/site.ts';
import { corpus } from '../bench/corpus.ts';
import { BUDGETS, COUNTS } from '../budgets.ts';
import { DRAFTS } from '../servers.ts';
import {
  builtSlugs,
  classed,
  DIST,
  elements,
  feedItems,
  filesIn,
  markdownHtml,
  parse,
  read,
} from './built.ts';

const items = feedItems();
const contentOf = (item: Record<string, string>) => parse(item['content:encoded']);

const moment = z.iso.datetime();
const address = z.url({ protocol: /^https?$/ });

/** JSON Feed 1.1, as far as this one goes; what the standard does not know is refused. */
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: address,
  feed_url: address,
  description: z.string().min(1),
  icon: address,
  favicon: address,
  authors: z.array(z.strictObject({ name: z.string().min(1), url: address })).optional(),
  language: z.string().min(2),
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^tag:/),
      url: address,
      title: z.string().min(1),
      content_html: z.string().min(1),
      summary: z.string().min(1),
      date_published: moment,
      date_modified: moment.optional(),
      tags: z.array(z.string().min(1)).min(1).optional(),
    }),
  ),
});

for (const dir of [DIST, DRAFTS.outDir]) {
  test(`a second parser reads the same in both feeds of ${dir}, which are one list`, () => {
    const json = jsonFeed.parse(JSON.parse(read('feed.json', dir)));
    const second = parseFeed(read('feed.json', dir));
    assert.equal(second.format, 'json');
    if (second.format !== 'json') return;
    const inJson = json.items.map((item) => [
      item.id,
      item.url,
      item.title,
      item.summary,
      item.content_html,
      Date.parse(item.date_published),
      item.date_modified && Date.parse(item.date_modified),
      item.tags,
    ]);
    assert.deepEqual(
      second.feed.items?.map((item) => [
        item.id,
        item.url,
        item.title,
        item.summary,
        item.content_html,
        Date.parse(String(item.date_published)),
        item.date_modified && Date.parse(String(item.date_modified)),
        item.tags,
      ]),
      inJson,
    );
    const third = parseFeed(read('rss.xml', dir));
    assert.equal(third.format, 'rss');
    if (third.format !== 'rss') return;
    const plain = (html = '') => html.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    assert.deepEqual(
      third.feed.items?.map((item) => [
        item.guid?.value,
        item.link,
        item.title,
        plain(item.description),
        item.content?.encoded,
        Date.parse(String(item.pubDate)),
        item.atom?.updated && Date.parse(String(item.atom.updated)),
        item.categories?.map(({ name }) => name),
      ]),
      inJson,
    );
    assert.deepEqual(
      feedItems(dir).map((item) => [item.guid, item.link, item.title, item['content:encoded']]),
      json.items.map((item) => [item.id, item.url, item.title, item.content_html]),
    );
    assert.equal(third.feed.language, json.language);
    assert.equal(third.feed.image?.url, json.icon);
    assert.deepEqual(
      third.feed.atom?.links?.map(({ href, rel }) => [rel, href]),
      [['self', json.feed_url.replace('feed.json', 'rss.xml')]],
    );
    // The day of the newest content, whatever day it is built on.
    const changed = json.items.map((item) => item.date_modified ?? item.date_published).sort();
    assert.equal(Date.parse(String(third.feed.lastBuildDate)), Date.parse(changed.at(-1) ?? ''));
  });
}

test('the raw feed has a style, shows its words by it and leads to the page about it', () => {
  const [head, channel] = read('rss.xml').split('<rss ');
  assert.match(head, /<\?xml-stylesheet type="text\/css" href="\/feed\.css"\?>/);
  assert.match(channel.split('<item>')[0], /<h:a href="https:\/\/[^"]+\/subscribe\/">/);
  assert.match(read('feed.css'), /\bitem\b[^}]*\{[^}]*display:block/);
});

/** As many items as a site has essays, each four times as long as those that measurements are made with. */
const itemsOf = (count: number): Item[] =>
  corpus(count).map(({ slug, title, summary, topics, body }, i) => ({
    id: `tag:example.com,2026-11-26:essays/${slug}-${i}`,
    title,
    summary,
    address: absolute(`essays/${slug}-${i}/`),
    published: '2026-11-26',
    changed: '2026-11-27',
    topics: topics.map((topic) => site.topics[topic]),
    html: markdownHtml(body).repeat(4),
  }));

for (const count of COUNTS) {
  test(`with ${count} essays a feed holds the newest 20 and at most 1.5 MB`, async () => {
    const held = newest(itemsOf(count));
    for (const text of [await rssOf(held), jsonOf(held)]) {
      const ids = [...text.matchAll(/essays\/[\w-]+-(\d+)["<]/g)].map(([, id]) => Number(id));
      assert.deepEqual(ids, [...Array(Math.min(count, 20)).keys()]);
      assert.ok(Buffer.byteLength(text) <= BUDGETS.feeds.most(count), `${Buffer.byteLength(text)}`);
    }
  });
}

test('feeds and sitemap are well-formed XML', () => {
  for (const file of filesIn(DIST).filter((name) => name.endsWith('.xml'))) {
    assert.doesNotThrow(() => parseXml(read(file)), file);
  }
});

test('the feed has the newest twenty essays once, newest first, with an id that is not its address', () => {
  assert.equal(items.length, Math.min(20, builtSlugs().length));
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

const words = (text: string) => text.replace(/[\s☑☐]+/g, ' ').trim();
const isHeading = ({ tagName }: Element) => /^h[2-6]$/.test(tagName);

/** Every element but those inside figures, whose drawings and data the feed has as pictures. */
function outsideFigures(node: Root | Element): Element[] {
  return (node.children as ElementContent[]).flatMap((child) => {
    if (child.type !== 'element' || classed('figure')(child) || classed(PAGE_ONLY)(child))
      return [];
    return [child, ...outsideFigures(child)];
  });
}

/** The words of an element without the notes that the page sets into its lines. */
const ownWords = (node: Root | Element): string =>
  (node.children as ElementContent[])
    .map((child) => {
      if (child.type !== 'element') return 'value' in child ? child.value : '';
      return classed('note')(child) || classed('note-ref')(child) ? '' : ownWords(child);
    })
    .join('');

/** The same of a feed's item, which has marks of notes and no names. */
const itemWords = (node: Root | Element): string =>
  (node.children as ElementContent[])
    .map((child) => {
      if (child.type !== 'element') return 'value' in child ? child.value : '';
      const [link] = child.tagName === 'sup' ? child.children : [];
      const isMark = link?.type === 'element' && /#fn-\d+$/.test(String(link.properties.href));
      return isMark ? '' : itemWords(child);
    })
    .join('');

test('each feed item carries the whole essay: every heading and paragraph of the page', () => {
  for (const item of items) {
    const slug = /essays\/([^/]+)\/$/.exec(item.link)?.[1];
    const [prose] = elements(parse(read(`essays/${slug}/index.html`)), classed('e-content'));
    const page = outsideFigures(prose);
    const content = contentOf(item);
    const headings = (nodes: Element[]) =>
      nodes.filter(isHeading).map((node) => [node.tagName, words(ownWords(node))]);
    const carried = elements(content, () => true);
    const inFeed = carried.filter(isHeading).map((node) => [node.tagName, words(itemWords(node))]);
    const own = headings(page);
    assert.deepEqual(inFeed.slice(0, own.length), own, slug);
    // Behind it only what its page has elsewhere.
    for (const [, title] of inFeed.slice(own.length)) assert.match(title, /^(?:Notes|References)$/);
    const text = words(itemWords(content));
    for (const paragraph of page.filter(({ tagName }) => tagName === 'p')) {
      const said = words(ownWords(paragraph));
      assert.ok(text.includes(said), `${slug}: ${said}`);
    }
  }
});
