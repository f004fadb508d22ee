/** What essays are for those who do not read the page: feeds, texts in Markdown, the book. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import { parse as parseYaml } from 'yaml';
import { essayFiles } from '../../src/essay/files.ts';
import { absolute, site } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import {
  bookFiles,
  builtSlugs,
  DIST,
  elements,
  feedItems,
  jsonItems,
  markdownHtml,
  parse,
  read,
  textFiles,
} from './built.ts';

/** An essay as one of them has it, as HTML. */
interface Output {
  readonly name: string;
  readonly html: string;
}

function outputs(dir: string): Output[] {
  const book = [...bookFiles(dir)].filter(([file]) => file.endsWith('.xhtml'));
  return [
    ...feedItems(dir).map((item) => ({
      name: `rss.xml, ${item.link}`,
      html: item['content:encoded'],
    })),
    ...jsonItems(dir).map((item) => ({
      name: `feed.json, ${item.url}`,
      html: item.content_html,
    })),
    ...textFiles(dir).map((name) => ({ name, html: markdownHtml(read(name, dir)) })),
    ...book.map(([name, html]) => ({ name, html })),
  ];
}

const FORBIDDEN =
  /^(?:script|style|iframe|object|embed|video|audio|button|input|select|textarea|form|output|fieldset|details|svg|model-figure)$/;
/** The book's own, and those that Markdown's reader gives to code and notes. */
const CLASSES =
  /^(?:summary|facts|cover|language-\S+|math-(?:inline|display)|sr-only|footnotes|data-footnote-backref)$/;

for (const dir of [DIST, DRAFTS.outDir]) {
  test(`in feeds, texts and book of ${dir} nothing is the page's own, and every address is whole`, () => {
    const all = outputs(dir);
    // Two feeds, and a text and a chapter of each essay.
    assert.ok(all.length >= 2 * (jsonItems(dir).length + builtSlugs(dir).length));
    for (const { name, html } of all) {
      assert.ok(!html.includes(process.cwd()), name);
      for (const { tagName, properties } of elements(parse(html), () => true)) {
        assert.doesNotMatch(tagName, FORBIDDEN, name);
        for (const [property, value] of Object.entries(properties)) {
          const told = `${name}: <${tagName} ${property}="${value}">`;
          assert.doesNotMatch(property, /^(?:style|on[A-Z].*|srcSet)$/, told);
          if (property === 'className') {
            for (const each of [value].flat()) assert.match(String(each), CLASSES, told);
          }
          if (!/^(?:href|src|cite|data)$/.test(property)) continue;
          // Of a text the reader's own links between notes, of the book those between its files.
          const own = name.endsWith('.md')
            ? /^#user-content-fn/
            : /^[\w-]+\.(?:xhtml|css|png)|^pict/;
          const isOwn = /\.(?:md|xhtml)$/.test(name) && own.test(String(value));
          const isPicture = tagName === 'img' && /^data:image\//.test(String(value));
          if (!isOwn && !isPicture)
            assert.match(String(value), /^(?!data:|file:|javascript:)[a-z][a-z\d+.-]*:./i, told);
          // Of where the project lies nothing is an address; other sites have such folders.
          if (isOwn || String(value).startsWith(absolute('')))
            assert.doesNotMatch(String(value), /node_modules|\/src\/content\//, told);
        }
        if (tagName === 'img') {
          assert.ok(properties.alt !== undefined, `${name}: ${properties.src}`);
          // Of a picture from elsewhere nobody knows the size, nor of another essay's figure.
          const src = String(properties.src);
          const [, own = ''] = /([^/]+)(?:\/|\.xhtml)$/.exec(name) ?? [];
          const figures = absolute('essays/');
          const sized =
            (/^(?:data|https?):/.test(src) && !src.startsWith(site.address)) ||
            (src.startsWith(figures) && !src.startsWith(`${figures}${own}/`)) ||
            (Number(properties.width) > 0 && Number(properties.height) > 0);
          assert.ok(
            sized || name.endsWith('.md') || name === 'book/cover.xhtml',
            `${properties.src}`,
          );
        }
      }
    }
  });

  test(`a note in ${dir} is where its number leads, in the item and on the page`, () => {
    for (const item of jsonItems(dir)) {
      let notes = 0;
      const nodes = elements(parse(item.content_html), () => true);
      const ids = nodes.flatMap(({ properties }) => properties.id ?? []);
      assert.equal(new Set(ids).size, ids.length, item.url);
      for (const { tagName, properties } of nodes) {
        const [, part] = /#(fn(?:ref)?-\d+)$/.exec(String(properties.href)) ?? [];
        if (tagName !== 'a' || part === undefined) continue;
        notes += 1;
        assert.equal(properties.href, `${item.url}#${part}`);
        assert.ok(ids.includes(part), `${item.url}: ${part}`);
      }
      // A number in the text and a way back, of each note.
      if (item.content_html.includes('<h2>Notes</h2>')) assert.ok(notes >= 2, item.url);
    }
  });
}

const FORMULA =
  /<math[\s\S]*?<\/math>|<code[^>]*class(?:Name)?="[^"]*math-[^"]*"[^>]*>[\s\S]*?<\/code>/g;

/** Where words end, though no space stands there. */
const APART =
  /<(?:br|\/(?:p|li|h\d|t[dh]|pre|blockquote|fig\w+|div|d[dt]|summary|details|caption))[ >]/g;

/** What browsers set for `<q>`. */
const quoteOf = (tag: string): string => (tag === '<q>' ? '“' : '”');

test('the text of an essay says in Markdown what the feed says, under what its page is called', () => {
  /** Without formulas, which the text has as they are written. */
  const plain = (html: string) =>
    textOf(
      parse(
        html
          .replace(FORMULA, '')
          .replace(/<\/?q>/g, quoteOf)
          .replace(APART, ' $&'),
      ),
    )
      .replace(/↩\d*|\s+/g, ' ')
      .replace(/ +/g, ' ')
      .trim();
  for (const item of jsonItems()) {
    const slug = new URL(item.url).pathname.split('/').at(-2);
    const source = read(`essays/${slug}.md`);
    const matter = parseYaml(/^---\n([\s\S]*?)\n---\n/.exec(source)?.[1] ?? '');
    assert.deepEqual(
      [matter.title, matter.summary, matter.address],
      [item.title, item.summary, item.url],
    );
    assert.equal(matter.published, item.date_published.slice(0, 10));
    const said = plain(markdownHtml(source).replace(/<section[^>]*data-footnotes[\s\S]*$/, ''));
    const [body, rest] = item.content_html.split('<h2>Notes</h2>');
    const notes = /<ol>([\s\S]*?)<\/ol>/.exec(rest ?? '')?.[1] ?? '';
    const references = (rest ?? '').slice((rest ?? '').indexOf('</ol>') + 5);
    assert.equal(said, plain(`${body}${rest ? '<h2>Notes</h2>' : ''}${references}`), slug);
    for (const note of notes.match(/<p>[\s\S]*?<\/p>/g) ?? []) {
      assert.ok(plain(markdownHtml(source)).includes(plain(note)), `${slug}: ${note}`);
    }
    const page = read(`essays/${slug}/index.html`);
    assert.match(
      page,
      new RegExp(
        `<link rel="alternate" type="text/markdown" title="[^"]*" href="/essays/${slug}\\.md">`,
      ),
    );
  }
});

test('llms.txt lists the text of every essay, newest first, and nothing hidden', () => {
  const listed = [...read('llms.txt').matchAll(/\/essays\/([^/)]+)\.md\)/g)].map(
    ([, slug]) => slug,
  );
  const inFeed = jsonItems().map(({ url }) => new URL(url).pathname.split('/').at(-2));
  assert.equal(listed.length, builtSlugs().length);
  assert.deepEqual(listed.slice(0, inFeed.length), inFeed);
  const hidden = essayFiles().filter((essay) => essay.hidden);
  assert.ok(hidden.length > 0);
  for (const { slug } of hidden) assert.ok(!listed.includes(slug), slug);
});
