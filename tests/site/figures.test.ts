import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { parseXml } from '@rgrove/parse-xml';
import { toString as textOf } from 'hast-util-to-string';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, filesIn, htmlFiles, parse, read } from './built.ts';

const brotli = (content: string | Buffer) => brotliCompressSync(content).length;

interface Built {
  readonly dir: string;
  readonly slug: string;
  readonly id: string;
  readonly html: string;
}

/** Every figure of every essay, published or not, as its page has it. */
const figures: Built[] = builtSlugs(DRAFTS.outDir).flatMap((slug) => {
  const page = read(`essays/${slug}/index.html`, DRAFTS.outDir);
  return [...page.matchAll(/<figure id="fig-([\w-]+)"[\s\S]*?<\/figure>/g)].map(([html, id]) => ({
    dir: `${DRAFTS.outDir}/essays/${slug}`,
    slug,
    id: id,
    html,
  }));
});
const drawing = (html: string) =>
  /<div class="drawing"[\s\S]*?<\/svg><\/div>\s*<\/div>/.exec(html)?.[0];

test('there are figures, each drawn twice, with words, caption, number and data', () => {
  assert.ok(figures.length >= 2);
  for (const { slug, id, html } of figures) {
    const name = `${slug}/${id}`;
    assert.equal(html.match(/<svg class="chart"/g)?.length, 2, name);
    assert.match(html, /role="img" aria-label="[^"]{20,}/, name);
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
  for (const { slug, id, html } of figures) {
    if (html.includes('<model-figure')) continue;
    const bytes = brotli(drawing(html) ?? '');
    assert.ok(bytes > 0 && bytes <= 2560, `${slug}/${id}: ${bytes}`);
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

/** What is loaded for some figures only, and how their pages are told. */
const LAZY = [
  [/class="time"/, ['moving', 'player']],
  [/class="again"/, ['again', 'tally']],
  [/data-drag=|data-choose=/, ['handles']],
] as const;

/** The modules that a browser loads for the settings of an essay's figures. */
function playCode(slug: string): string[] {
  const page = read(`essays/${slug}/index.html`, DRAFTS.outDir);
  const [, entry] = /<script type="module" src="\/(_astro\/Play[^"]+)"/.exec(page) ?? [];
  if (!entry) return [];
  const files = [entry];
  const code = () => files.map((file) => read(file, DRAFTS.outDir)).join('\n');
  const own = new RegExp(`["\`/](${slug}\\.[\\w-]+\\.js)`).exec(code())?.[1];
  files.push(`_astro/${own}`);
  const known = LAZY.flatMap(([, names]) => names.map((name) => `${name}.`));
  for (const [used, names] of LAZY) {
    for (const name of used.test(page) ? names : []) {
      const [lazy] = new RegExp(`${name}\\.[\\w-]+\\.js`).exec(read(entry, DRAFTS.outDir)) ?? [];
      assert.ok(lazy, `${slug} loads ${name} when it is needed`);
      files.push(`_astro/${lazy}`);
    }
  }
  for (const [, lazy] of read(entry, DRAFTS.outDir).matchAll(/import\([`"]\.\/([\w.-]+)[`"]\)/g)) {
    const counted = known.some((name) => lazy.startsWith(name)) || lazy === own;
    assert.ok(counted || builtSlugs(DRAFTS.outDir).includes(lazy.split('.')[0]), lazy);
  }
  for (const file of files) {
    for (const [, target] of read(file, DRAFTS.outDir).matchAll(/from"\.\/([^"]+)"/g)) {
      if (!files.includes(`_astro/${target}`)) files.push(`_astro/${target}`);
    }
  }
  return files;
}

test('the play code of an essay is at most 18 KB, and loads nothing of another essay', () => {
  const playing = [
    ...new Set(figures.filter((f) => f.html.includes('<model-figure')).map((f) => f.slug)),
  ];
  assert.ok(playing.includes('specimen'));
  assert.ok(playCode('specimen').length > LAZY.length + 2);
  for (const slug of playing) {
    const files = playCode(slug);
    assert.ok(files.length >= 2, slug);
    for (const other of playing) {
      if (other !== slug) assert.ok(!files.some((file) => file.includes(`/${other}.`)), slug);
    }
    const bytes = files.reduce((sum, file) => sum + brotli(read(file, DRAFTS.outDir)), 0);
    assert.ok(bytes <= 18 * 1024, `${slug}: ${bytes}`);
  }
});

test('hidden essays leave nothing of their models, figures or settings', () => {
  const shown = new Set(builtSlugs());
  const hidden = builtSlugs(DRAFTS.outDir).filter((slug) => !shown.has(slug));
  assert.ok(hidden.includes('specimen'));
  for (const slug of hidden) {
    assert.ok(!existsSync(`${DIST}/essays/${slug}`), slug);
    for (const file of filesIn(DIST)) {
      assert.ok(!file.includes(slug), file);
      if (/\.(js|html|xml|txt)$/.test(file))
        assert.ok(!read(file).includes(slug), `${file}: ${slug}`);
    }
  }
});

test('pages without settings have no script of theirs', () => {
  for (const file of htmlFiles()) {
    const html = read(file);
    if (!html.includes('<model-figure')) assert.doesNotMatch(html, /_astro\/Play/, file);
  }
});
