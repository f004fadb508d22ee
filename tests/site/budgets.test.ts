import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FIRST, firstPage } from '../../src/essay/years.ts';
import { asHtml } from '../../src/prose/xml.ts';
import { site } from '../../src/site.ts';
import { paragraphs } from '../bench/corpus.ts';
import {
  A_YEAR,
  BUDGETS,
  squeezed as brotli,
  budgetFaults,
  COUNTS,
  charactersIn,
} from '../budgets.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, filesIn, htmlFiles, parse, read } from './built.ts';

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

/** The specimen without its figures, with so much prose that it has 1,500 words. */
function essayOf1500Words(): string {
  const bare = specimen.replace(/<figure id="fig-[\s\S]*?<\/figure>/g, '');
  assert.doesNotMatch(bare, /<svg class="chart"/);
  const own = bare
    .slice(bare.indexOf('<article'))
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .split(/\s+/).length;
  let left = 1500 - own;
  const added: string[] = [];
  for (const text of paragraphs(3)) {
    const taken = text.split(/\s+/).slice(0, left);
    left -= taken.length;
    if (taken.length > 0) added.push(`<p>${asHtml(taken.join(' '))}</p>`);
  }
  assert.equal(left, 0, 'there are enough of them');
  return bare.replace('<section>', `${added.join('')}<section>`);
}

test('an essay of 1,500 words without figures, and the home page, fit one TCP initial window', () => {
  const essay = brotli(essayOf1500Words());
  assert.ok(essay <= BUDGETS.essay.most(builtSlugs().length), `essay: ${essay}`);
  const home = brotli(read('index.html'));
  assert.ok(home <= BUDGETS.home.most(builtSlugs().length), `home: ${home}`);
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

const itemsIn = (html: string): string[] => html.match(/<li class="h-entry">.*?<\/li>/gs) ?? [];
const listPage = read('essays/index.html');
const items = itemsIn(listPage);
const frame = brotli(listPage.replace(/<li class="h-entry">.*?<\/li>/gs, ''));

/** What an author gives to a line, by Brotli: a title, a summary, words to play with and a small drawing. */
const GIVEN = 250;

/** A line without what its author gives to it, under another slug. */
const lineWithout = (item: string, slug: string): string =>
  item
    .replace(/data-slug="[^"]*"/, `data-slug="${slug}"`)
    .replace(/\/essays\/[^/]+\/(#[\w-]+)?/g, `/essays/${slug}/`)
    .replace(/(<a class="(?:p-name|toy)[^>]*>|<p class="p-summary">)[^<]*/g, '$1')
    .replace(/(<svg[^>]*>).*(?=<\/svg>)/s, '$1');

/** A line of a list, by Brotli. */
function lineBytes(): number {
  // Lines share words: more of them take no more each than these few.
  const few = Array.from({ length: 7 }, (_, i) =>
    lineWithout(items[i % items.length], `the-slug-of-essay-${i}`),
  );
  return brotli(few.join('')) / few.length + GIVEN;
}

for (const count of COUNTS) {
  test(`with ${count} essays index, topics and years keep their bytes`, () => {
    assert.ok(items.length > 0);
    const line = lineBytes();
    // A year behind each essay, thirty bytes for its line.
    const essays = Array.from({ length: count }, (_, i) => ({ published: `${9999 - i}-01-01` }));
    const { shown, years } = firstPage(essays);
    const ways = Math.min(40, years.length) * 30;
    const first = frame + shown.flatMap(({ essays }) => essays).length * line + ways;
    assert.ok(first <= BUDGETS.index.most(count), `index: ${first}`);
    // All essays may be about one topic, whose page leads to the other topics too.
    const others = Object.values(site.topicsAbout).reduce((sum, about) => sum + about.length, 0);
    const topic = frame + Math.min(count, FIRST) * line + ways + others;
    assert.ok(topic <= BUDGETS.topic.most(count), `topic: ${topic}`);
    const year = frame + Math.min(count, A_YEAR) * line + ways;
    assert.ok(year <= BUDGETS.year.most(count), `year: ${year}`);
  });

  test(`with ${count} essays the list for programs and the sitemap keep a line for each`, () => {
    const lines = read('llms.txt').match(/^- \[.*\n/gm) ?? [];
    const entries = read('sitemap-0.xml').match(/<url>.*?<\/url>/gs) ?? [];
    for (const [file, found, budget, sizeOf] of [
      ['llms.txt', lines, BUDGETS.list, charactersIn],
      ['sitemap-0.xml', entries, BUDGETS.sitemap, Buffer.byteLength],
    ] as const) {
      assert.ok(found.length >= builtSlugs().length, file);
      const around = found.reduce((text, one) => text.replace(one, ''), read(file));
      const longest = Math.max(...found.map((one) => sizeOf(one)));
      const size = sizeOf(around) + count * longest;
      assert.ok(size <= budget.most(count), `${file}: ${size}`);
    }
  });
}

test('a topic’s page lists the newest essays about it, as many as the index’s first', () => {
  for (const file of htmlFiles().filter((name) => name.startsWith('topics/')))
    assert.ok(itemsIn(read(file)).length <= FIRST, file);
});

test('an essay’s page names at most five others beside its text, however many there are', () => {
  const slugs = builtSlugs();
  for (const slug of slugs) {
    const html = read(`essays/${slug}/index.html`);
    const text = /<div class="prose e-content">.*<div class="after prose">/s.exec(html)?.[0] ?? '';
    assert.ok(text.length > 0, slug);
    const others = new Set(
      [...html.replace(text, '').matchAll(/href="\/essays\/([^/"]+)\/"/g)].map(([, one]) => one),
    );
    others.delete(slug);
    const least = Math.min(1, slugs.length - 1);
    assert.ok(others.size >= least && others.size <= 5, `${slug}: ${[...others].join(', ')}`);
  }
});

test('every file is within its budget but those that are as long as essays are, of which it is told', () => {
  const { essay, feeds, found, book, ...others } = BUDGETS;
  assert.deepEqual(budgetFaults(DIST, builtSlugs().length, others), []);
  // The specimen has figures.
  const [fault, ...more] = budgetFaults(DRAFTS.outDir, builtSlugs().length, { essay });
  assert.match(fault, /essays\/[\w-]+\/index\.html has \d+ bytes; at most 14336$/);
  assert.deepEqual(more, []);
});

test('what the styles write themselves is in the fonts that every page loads', () => {
  const fonts = readFileSync('src/styles/fonts.css', 'utf8');
  const [, ranges = ''] = /-basic\.woff2[^}]*?unicode-range:\s*([^;]+);/.exec(fonts) ?? [];
  const basic = ranges.split(',').map((range) => {
    const [from, to = from] = range.trim().replace('U+', '').split('-');
    return [Number.parseInt(from ?? '', 16), Number.parseInt(to ?? '', 16)] as const;
  });
  const styles = readdirSync('src/styles').filter((file) => file.endsWith('.css'));
  const written = styles.flatMap((file) => {
    const text = readFileSync(`src/styles/${file}`, 'utf8');
    return [...text.matchAll(/\bcontent:([^;]+);/g)].flatMap(([, value = '']) =>
      [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) => ({ file, words })),
    );
  });
  assert.ok(written.some(({ words }) => words === '↑'));
  for (const { file, words } of written) {
    const signs = words.replace(/\\([\da-f]{1,6}) ?/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
    for (const sign of signs) {
      const point = sign.codePointAt(0) ?? 0;
      assert.ok(
        basic.some(([from, to]) => from <= point && point <= to),
        `${file}: ${sign} U+${point.toString(16)}`,
      );
    }
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
