import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { firstPage } from '../../src/essay/years.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, filesIn, htmlFiles, parse, read } from './built.ts';

const brotli = (content: string | Buffer) => brotliCompressSync(content).length;

/** The inline and linked scripts of a page that a browser runs, but for that of its figures. */
function scripts(html: string, dir: string): { code: string; blocking: boolean }[] {
  return elements(parse(html), (node) => node.tagName === 'script')
    .filter(({ properties }) =>
      [undefined, '', 'module', 'text/javascript'].includes(properties.type as string),
    )
    .filter(({ properties }) => !String(properties.src).startsWith('/_astro/Play.'))
    .map(({ properties, children }) => ({
      code:
        typeof properties.src === 'string'
          ? readFileSync(dir + properties.src, 'utf8')
          : children.map((child) => ('value' in child ? child.value : '')).join(''),
      blocking: typeof properties.src === 'string' && properties.type !== 'module',
    }));
}

const specimen = read('essays/specimen/index.html', DRAFTS.outDir);

/** The specimen without its figures, with paragraphs of the published essays up to 1,500 words. */
function essayOf1500Words(): string {
  const bare = specimen.replace(/<figure id="fig-[\s\S]*?<\/figure>/g, '');
  assert.doesNotMatch(bare, /<svg class="chart"/);
  const paragraphs = builtSlugs().flatMap(
    (slug) => read(`essays/${slug}/index.html`).match(/<p>(?:(?!<figure).)*?<\/p>/gs) ?? [],
  );
  const count = (html: string) =>
    html
      .replace(/<[^>]*>/g, ' ')
      .trim()
      .split(/\s+/).length;
  const added: string[] = [];
  let words = count(bare.slice(bare.indexOf('<article')));
  for (const paragraph of paragraphs) {
    if (words >= 1500) break;
    added.push(paragraph);
    words += count(paragraph);
  }
  assert.ok(words >= 1500, `only ${words} words`);
  return bare.replace('<section>', `${added.join('')}<section>`);
}

test('an essay of 1,500 words without figures, and the home page, fit one TCP initial window', () => {
  assert.ok(brotli(essayOf1500Words()) <= 14_336, `essay: ${brotli(essayOf1500Words())}`);
  assert.ok(brotli(read('index.html')) <= 14_336, `home: ${brotli(read('index.html'))}`);
});

test('a page ships at most 1 KB of JavaScript beside that of its figures, none of it blocking', () => {
  for (const [dir, files] of [
    [DIST, htmlFiles()],
    [DRAFTS.outDir, ['essays/specimen/index.html']],
  ] as const) {
    for (const file of files) {
      const found = scripts(read(file, dir), dir);
      const bytes = brotli(found.map(({ code }) => code).join('\n'));
      assert.ok(bytes > 0 && bytes <= 1024, `${file}: ${bytes}`);
      assert.ok(!found.some(({ blocking }) => blocking), file);
    }
  }
});

test('plain English loads at most 54 KB of fonts; the first view at most 66 KB in 6 requests', () => {
  const fonts = [...specimen.matchAll(/<link rel="preload" href="([^"]+)" as="font"/g)].map(
    ([, file]) => file,
  );
  assert.deepEqual(fonts.map((file) => file.replace(/.*\/([a-z-]+)\..*/, '$1')).sort(), [
    'jetbrains-mono-basic',
    'literata-basic',
    'literata-italic-basic',
  ]);
  const bytes = fonts.reduce((sum, file) => sum + readFileSync(DIST + file).length, 0);
  assert.ok(bytes <= 54 * 1024, `fonts: ${bytes}`);
  const others = ['/favicon.svg'];
  const html = brotli(essayOf1500Words());
  const all =
    bytes + html + others.reduce((sum, file) => sum + brotli(readFileSync(DIST + file)), 0);
  assert.ok(all <= 66 * 1024, `first view: ${all}`);
  assert.ok(1 + fonts.length + others.length <= 6);
});

test('the index of any number of essays has a first page of at most 40 KB', () => {
  const page = read('essays/index.html');
  const items = page.match(/<li class="h-entry">.*?<\/li>/gs) ?? [];
  assert.ok(items.length > 0);
  // Each by itself: together they would be smaller.
  const heaviest = Math.max(...items.map(brotli));
  for (const count of [7, 100, 1000]) {
    const years = Array.from({ length: count }, (_, i) => ({ published: `${9999 - i}-01-01` }));
    const first = firstPage(years);
    const listed = first.shown.flatMap(({ essays }) => essays).length;
    // A year behind each essay, a hundred bytes for its line.
    const bytes = brotli(page) + listed * (heaviest + 20) + Math.min(40, first.years.length) * 100;
    assert.ok(bytes <= 40 * 1024, `${count}: ${bytes}`);
  }
});

test('no page asks for a style sheet, and none has an inline style or handler', () => {
  for (const file of htmlFiles()) {
    const html = read(file);
    assert.doesNotMatch(html, /<link[^>]+rel="stylesheet"/, file);
    for (const node of elements(parse(html), () => true)) {
      const names = Object.keys(node.properties);
      const wrong = names.filter((name) => name === 'style' || /^on[A-Z]/.test(name));
      assert.deepEqual(wrong, [], `${file}: <${node.tagName}>`);
    }
  }
});

test('nothing but pages, pictures, fonts, data and scripts is published', () => {
  assert.ok(existsSync(DIST));
  // The files of the search index and those for hosts have names of their own.
  const named = /^(?:pagefind\/|_headers$|_redirects$)/;
  for (const file of filesIn(DIST).filter((one) => !named.test(one))) {
    assert.match(
      file,
      /\.(html|xml|txt|md|epub|css|svg|png|webp|avif|jpg|csv|json|bib|ts|js|woff2|ico)$/,
      file,
    );
  }
});
