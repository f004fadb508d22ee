import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { toString as textOf } from 'hast-util-to-string';
import { absolute } from '../../src/site.ts';
import { squeezed as brotli } from '../budgets.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, filesIn, htmlFiles, parse, read } from './built.ts';

interface Built {
  readonly dir: string;
  readonly slug: string;
  readonly id: string;
  readonly html: string;
}

/** Every figure of every essay, published or not, as its page has it. */
const figures: Built[] = builtSlugs(DRAFTS.outDir).flatMap((slug) => {
  const page = read(`essays/${slug}/index.html`, DRAFTS.outDir);
  return [...page.matchAll(/<figure id="fig-([\w-]+)" class="figure [\s\S]*?<\/figure>/g)].map(
    ([html, id]) => ({
      dir: `${DRAFTS.outDir}/essays/${slug}`,
      slug,
      id: id,
      html,
    }),
  );
});
const drawing = (html: string) =>
  /<div class="drawing"[\s\S]*?<\/svg><\/div>\s*<\/div>/.exec(html)?.[0];

test('there are figures, each drawn twice, with words, caption, number and data', () => {
  assert.ok(figures.length >= 2);
  for (const { slug, id, html } of figures) {
    const name = `${slug}/${id}`;
    assert.equal(html.match(/<svg class="chart"/g)?.length, 2, name);
    assert.match(html, /role="img" aria-label="[^"]*\p{L}/u, name);
    assert.match(html, /<figcaption>\s*<strong[^>]*><span[^>]*>Figure \d+<\/span>/, name);
    const rows = elements(parse(html), (node) => node.tagName === 'tr');
    assert.ok(rows.length > 1, `${name} has data`);
    // In what is drawn, not in what is said: an essay may speak of NaN.
    assert.doesNotMatch(
      drawing(html) ?? '',
      / (?:d|x|y|dx|dy|width|height|transform|viewBox)="[^"]*(?:NaN|Infinity|undefined)/,
      name,
    );
  }
});

test('a static figure is at most 2.5 KB in the page, both its widths together', () => {
  const fixed = figures.filter(({ html }) => !html.includes('<model-figure'));
  assert.ok(fixed.some(({ slug }) => slug === 'specimen'));
  for (const { slug, id, html } of fixed) {
    const bytes = brotli(drawing(html) ?? '');
    const told = `the essay ${slug}: its figure ${id} has ${bytes} bytes; at most 2560`;
    assert.ok(bytes > 0 && bytes <= 2560, told);
  }
});

test('every figure is also an SVG with its fonts, a PNG and a CSV', () => {
  for (const { dir, slug, id, html } of figures) {
    const name = `${slug}/${id}`;
    const svg = readFileSync(`${dir}/${id}.svg`, 'utf8');
    assert.doesNotThrow(() => parseXml(svg), name);
    assert.match(svg, /@font-face.*data:font\/woff2;base64/, name);
    assert.doesNotMatch(svg, /var\(--|<script/, name);
    const png = readFileSync(`${dir}/${id}.png`);
    const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
    assert.equal(png.readUInt32BE(16), 2 * width, name);
    const csv = readFileSync(`${dir}/${id}.csv`, 'utf8').trimEnd().split('\r\n');
    const body = elements(parse(html), (node) => node.tagName === 'tbody')[0];
    assert.equal(csv.length - 1, elements(body, (node) => node.tagName === 'tr').length, name);
    const heads = elements(parse(html), (node) => node.tagName === 'th').map((node) =>
      textOf(node),
    );
    assert.ok(csv[0].replaceAll('"', '').startsWith(heads[0].trim()), name);
  }
});

/** What is loaded for some figures only, and how a page is told to have one. */
const LAZY = [
  [/class="time"/, ['moving', 'player']],
  [/class="again"/, ['again', 'tally']],
  [/data-drag=|data-choose=/, ['handles']],
] as const;

const codeOf = (file: string): string => read(file, DRAFTS.outDir);

/** Some modules of a build and all that they import. */
function withImports(modules: readonly string[]): Set<string> {
  const files = new Set(modules);
  for (const file of files) {
    for (const [, target] of codeOf(file).matchAll(/from"(\.[^"]+)"/g))
      files.add(posix.join(posix.dirname(file), target));
  }
  return files;
}

/** The modules that a browser loads for the settings of an essay's figures; `own` is the essay's. */
function playCode(slug: string) {
  const page = read(`essays/${slug}/index.html`, DRAFTS.outDir);
  const [, entry] = /<script type="module" src="\/(_astro\/Play[^"]+)"/.exec(page) ?? [];
  assert.ok(entry, slug);
  const imports = [...codeOf(entry).matchAll(/import\(`([^`]+)`\)/g)].map(([, path]) => path);
  assert.equal(
    imports.filter((path) => /^\.\.\/essays\/\$\{\w+\}\/play\.js\?\w+$/.test(path)).length,
    1,
  );
  const own = `essays/${slug}/play.js`;
  const later = imports.filter((path) => !path.startsWith('../'));
  const named = (name: string) =>
    later.filter((path) => path.startsWith(`./${name}.`)).map((path) => posix.join('_astro', path));
  const known: string[] = LAZY.flatMap(([, names]) => names);
  assert.deepEqual(
    later.filter((path) => !known.includes(path.split('.')[1].slice(1))),
    [],
    'each module that is loaded later is counted where it is needed',
  );
  const lazy = LAZY.flatMap(([has, names]) => (has.test(page) ? names.flatMap(named) : []));
  return { own, always: withImports([entry, own]), whole: withImports([entry, own, ...lazy]) };
}

const bytesOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + brotli(codeOf(file)), 0);

test('the play code of an essay is at most 18 KB, and loads nothing of another essay', () => {
  const playing = [
    ...new Set(figures.filter((f) => f.html.includes('<model-figure')).map((f) => f.slug)),
  ];
  assert.ok(playing.includes('specimen'));
  for (const slug of playing) {
    const { own, always, whole } = playCode(slug);
    for (const other of playing) {
      if (other !== slug) assert.ok(!whole.has(`essays/${other}/play.js`), slug);
    }
    // With the essay's own figures and model; and without them, with all that moves.
    const most = 18 * 1024;
    const ids = figures.filter((f) => f.slug === slug && f.html.includes('<model-figure'));
    const bytes = bytesOf(always);
    assert.ok(
      bytes <= most,
      `the essay ${slug}: what plays its figures ${ids.map(({ id }) => id).join(', ')} has ${bytes} bytes, ` +
        `${bytesOf([own])} of them its own; at most ${most}`,
    );
    const kit = bytesOf([...whole].filter((file) => file !== own));
    assert.ok(kit <= most, `${slug}: ${kit} bytes without its own; at most ${most}`);
    const needed = LAZY.flatMap(([, names]) => names).length;
    if (slug === 'specimen') assert.ok(whole.size >= always.size + needed);
  }
});

test('the words of an assumption are on the page and in the check, and not in what plays', () => {
  const words = 'the share of the time the server is busy';
  assert.ok(read('essays/specimen/index.html', DRAFTS.outDir).includes(words));
  const modules = filesIn(DRAFTS.outDir).filter((file) => file.endsWith('.js'));
  const [checked, ...more] = modules.filter((file) => codeOf(file).includes(words));
  assert.match(checked, /^_astro\/specimen-/, 'the module that the check loads');
  assert.deepEqual(more, []);
});

test('hidden essays leave nothing of their models, figures or settings', () => {
  const shown = new Set(builtSlugs());
  const hidden = builtSlugs(DRAFTS.outDir).filter((slug) => !shown.has(slug));
  assert.ok(hidden.includes('specimen'));
  // A word that nobody writes.
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  assert.ok(read('essays/specimen/index.html', DRAFTS.outDir).includes(word));
  const files = filesIn(DIST);
  const texts = files
    .filter((file) => /\.(?:js|html|xml|txt|md|json)$/.test(file))
    .map((file) => ({ file, text: read(file) }));
  for (const { file, text } of texts) assert.ok(!text.includes(word), file);
  // The name of a draft may be a word in other texts, and of their addresses on other hosts.
  const begins = `(?:["'(]|${RegExp.escape(absolute('').slice(0, -1))})`;
  for (const slug of hidden) {
    assert.ok(!existsSync(`${DIST}/essays/${slug}`), slug);
    // One may be called as the list of all is, essays/index.html.
    const named = new RegExp(
      `^(?:cards/)?essays/${slug}(?:/|\\.(?!html$))|^_astro/${slug}[-.][\\w-]{8}\\.js$`,
    );
    const led = new RegExp(`${begins}/(?:cards/)?essays/${slug}(?:/|\\.(?:md|png))`);
    for (const file of files) assert.doesNotMatch(file, named);
    for (const { file, text } of texts) assert.ok(!led.test(text), `${file} leads to ${slug}`);
  }
});

test('pages without settings have no script of theirs', () => {
  for (const file of htmlFiles()) {
    const html = read(file);
    if (!html.includes('<model-figure')) assert.doesNotMatch(html, /_astro\/Play/, file);
  }
});
