import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import type { Element, ElementContent, Root } from 'hast';
import { PAGE_ONLY } from '../../src/kit/marks.ts';
import { builtSlugs, DIST, elements, feedItems, filesIn, parse, read } from './built.ts';

const feed = read('rss.xml');

const items = feedItems();
const contentOf = (item: Record<string, string>) => parse(item['content:encoded']);

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

const words = (text: string) => text.replace(/[\s☑☐]+/g, ' ').trim();
const isHeading = ({ tagName }: Element) => /^h[2-6]$/.test(tagName);
const hasName = ({ properties: { className } }: Element, name: string) =>
  Array.isArray(className) && className.includes(name);

/** Every element but those inside figures, whose drawings and data the feed has as pictures. */
function outsideFigures(node: Root | Element): Element[] {
  return (node.children as ElementContent[]).flatMap((child) => {
    if (child.type !== 'element' || hasName(child, 'figure') || hasName(child, PAGE_ONLY))
      return [];
    return [child, ...outsideFigures(child)];
  });
}

/** The words of an element without the notes that the page sets into its lines. */
const ownWords = (node: Root | Element): string =>
  (node.children as ElementContent[])
    .map((child) => {
      if (child.type !== 'element') return 'value' in child ? child.value : '';
      return hasName(child, 'note') || hasName(child, 'note-ref') ? '' : ownWords(child);
    })
    .join('');

/** The same of a feed's item, which has marks of notes and no names. */
const itemWords = (node: Root | Element): string =>
  (node.children as ElementContent[])
    .map((child) => {
      if (child.type !== 'element') return 'value' in child ? child.value : '';
      const [link] = child.tagName === 'sup' ? child.children : [];
      const isMark = link?.type === 'element' && /#note-\d+$/.test(String(link.properties.href));
      return isMark ? '' : itemWords(child);
    })
    .join('');

test('each feed item carries the whole essay: every heading and paragraph of the page', () => {
  for (const item of items) {
    const slug = /essays\/([^/]+)\/$/.exec(item.link)?.[1];
    const [prose] = elements(parse(read(`essays/${slug}/index.html`)), (node) => {
      const names = node.properties.className;
      return Array.isArray(names) && names.includes('e-content');
    });
    const page = outsideFigures(prose);
    const content = contentOf(item);
    const headings = (nodes: Element[]) =>
      nodes.filter(isHeading).map((node) => [node.tagName, words(ownWords(node))]);
    const carried = elements(content, ({ properties }) => properties.id !== 'footnote-label');
    const inFeed = carried.filter(isHeading).map((node) => [node.tagName, words(itemWords(node))]);
    assert.deepEqual(inFeed, headings(page), slug);
    const text = words(itemWords(content));
    for (const paragraph of page.filter(({ tagName }) => tagName === 'p')) {
      const said = words(ownWords(paragraph));
      assert.ok(text.includes(said), `${slug}: ${said}`);
    }
    const drawings = (nodes: Element[]) => nodes.filter(({ tagName }) => tagName === 'svg').length;
    assert.equal(drawings(carried), drawings(page), `${slug}: drawings`);
  }
});

test('feed content has no script, style, class or form control, and only absolute addresses', () => {
  for (const item of items) {
    for (const node of elements(contentOf(item), () => true)) {
      assert.doesNotMatch(node.tagName, /^(script|style|link|button|input|form|details)$/);
      for (const name of ['style', 'className', 'onClick', 'dataFigure']) {
        assert.equal(node.properties[name], undefined, `${item.link}: <${node.tagName} ${name}>`);
      }
      for (const name of ['href', 'src']) {
        const value = node.properties[name];
        // Inside a drawing parts refer to parts.
        if (value !== undefined) assert.match(String(value), /^(?:[a-z][a-z+.-]*:|#)/, item.link);
      }
    }
  }
  // Traces in an essay name their files below `/app`, by the rule that they state.
  assert.doesNotMatch(feed, /file:(?!\/\/\/app\/)|node_modules|\/src\/content\//);
});
