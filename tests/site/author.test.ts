import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { standsAlone } from '../../src/essay/alone.ts';
import { essayFiles } from '../../src/essay/files.ts';
import { modelSource } from '../../src/essay/source.ts';
import { today } from '../../src/essay/today.ts';
import { FIRST } from '../../src/essay/years.ts';
import { site } from '../../src/site.ts';
import { bookFiles, builtSlugs, DIST, filesIn, hashesIn } from './built.ts';
import { build, copyProject } from './copies.ts';

const essay = (title: string, published: string, more = '') => `---
title: ${title}
summary: One sentence that says what it is about.
published: '${published}'
${more}---

## Only section

The Brillenschlange sentence of ${title}.
`;

/** All that a text can hold without an import. */
const RICH = `
It says *this* and **that**, "quoted" -- with \`code\`, $x^2$, a [link](/essays/) and 1 < 2.[^a]

- [x] done
- {['not', 'yet'].join(' ')}

| left | right |
| :-- | --: |
| a | <Own>three</Own> |

\`\`\`ts
const a: number = 1; // kept
\`\`\`

$$
\\sum_i x_i
$$

<details>
  <summary>More</summary>

  <svg viewBox="0 0 9 9" role="img" aria-label="A dot"><circle cx="5" cy="5" r="4" /></svg>
</details>

## Another *section*

> Somebody said so.

[^a]: A note with \`code\`.
`;

/** For the eye alone: a feed leaves it out, at an end with its line. */
const ORNAMENT = `
<svg viewBox="0 0 9 9" width="9" height="9" aria-hidden="true"><circle cx="5" cy="5" r="4" /></svg>
`;

/** A one-pixel PNG, so that a hidden essay has an image to leak. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Of every file but the one that says until when it holds. */
const hashes = (dir: string) =>
  Object.fromEntries(
    Object.entries(hashesIn(dir)).filter(([file]) => file !== '.well-known/security.txt'),
  );

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Three days from today, or the last day before another essay comes. */
function lastDayBefore(published: readonly string[]): string {
  const coming = published.filter((day) => day > today()).map((day) => dayAfter(day, -1));
  return [dayAfter(today(), 3), ...coming].sort()[0];
}

/** A topic that many essays are about, and one that few are; a site may have but one. */
const [MUCH, LITTLE] = Object.keys(site.topics);

/** More essays of one topic than a list's first page holds, of two years. */
const MANY = Array.from({ length: FIRST + 1 }, (_, i) => ({
  name: `many-${i}`,
  published: `${i % 2 ? 2001 : 2002}-01-01`,
}));

/** A site of one essay with a model, to which others are added. */
let copy = '';
let dist = '';
before(() => {
  const withModel = builtSlugs().find((slug) => modelSource(slug).length > 0);
  copy = copyProject([...(withModel ? [withModel] : []), 'specimen']);
  dist = join(copy, 'dist');
});
after(() => rmSync(copy, { recursive: true, force: true }));

test('one minimal file becomes a page, a line in the index, a feed item and a sitemap entry', () => {
  const essays = join(copy, 'src/content/essays');
  writeFileSync(
    join(essays, 'smallest.mdx'),
    essay('The smallest essay', '2026-11-26', LITTLE ? `topics: [${LITTLE}]\n` : '') + ORNAMENT,
  );
  const rich = essay('All that a text can hold', '2026-11-24') + RICH;
  assert.ok(standsAlone(rich));
  writeFileSync(join(essays, 'rich-alone.mdx'), rich);
  const module = rich.replace('## Only', () => 'export const kept = 1;\n\n## Only');
  writeFileSync(join(essays, 'rich-module.mdx'), module);
  writeFileSync(
    join(essays, 'zwirbeldraft.mdx'),
    essay('Zwirbeldraft Halbgarling', '2026-11-25', 'draft: true\naliases: [zwirbeldraft-once]\n'),
  );
  // A space or a tab after the dashes and a byte-order mark do not make front matter of nothing, nor
  // does a name with a pattern's sign in it make a published essay of a draft.
  const draft = essay('Zwirbeldraft Halbgarling', '2026-11-25', 'draft: true\n');
  writeFileSync(join(essays, 'zwirbeldraft-space.mdx'), draft.replaceAll('---\n', '--- \n'));
  writeFileSync(join(essays, 'zwirbeldraft-tab.mdx'), draft.replaceAll('---\n', '---\t\n'));
  writeFileSync(join(essays, 'zwirbeldraft-mark.mdx'), `\ufeff${draft}`);
  writeFileSync(join(essays, '!zwirbeldraft(1).mdx'), draft);
  mkdirSync(join(copy, 'zwirbeldraft'));
  writeFileSync(join(copy, 'zwirbeldraft/index.mdx'), draft);
  symlinkSync(join(copy, 'zwirbeldraft'), join(essays, 'zwirbeldraft-linked'));
  symlinkSync('somebody@host.123:456', join(essays, '.#zwirbeldraft.mdx'));
  mkdirSync(join(essays, 'quasteltag'));
  writeFileSync(join(essays, 'quasteltag/pixel-of-quastel.png'), PIXEL);
  // Too large to become part of the styles that name it.
  const large = Buffer.concat([PIXEL, Buffer.alloc(5000)]);
  writeFileSync(join(essays, 'quasteltag/large-of-quastel.png'), large);
  const styles = '.quastel { background: url(./large-of-quastel.png); }\n';
  writeFileSync(join(essays, 'quasteltag/style.css'), styles);
  writeFileSync(
    join(essays, 'quasteltag/index.mdx'),
    `${essay('Quasteltag Neuling', '2957-07-13')}\n![A pixel](./pixel-of-quastel.png)\n`,
  );
  for (const { name, published } of MANY)
    writeFileSync(join(essays, `${name}.mdx`), essay(name, published, `topics: [${MUCH}]\n`));
  const { ok, output } = build(copy, { SITE_TODAY: '2026-11-27' });
  assert.ok(ok, output);
  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  assert.match(read('essays/smallest/index.html'), /The Brillenschlange sentence/);
  const items: { title: string; content_html: string }[] = JSON.parse(read('feed.json')).items;
  const [smallest] = items.filter(({ title }) => title === 'The smallest essay');
  assert.match(smallest.content_html, /The Brillenschlange sentence of The smallest essay\.<\/p>$/);
  assert.match(read('essays/index.html'), /href="\/essays\/smallest\/"/);
  assert.match(read('rss.xml'), /:essays\/smallest<\/guid>/);
  assert.match(read('feed.json'), /:essays\/smallest"/);
  assert.match(read('essays/smallest.md'), /\n## Only section\n\nThe Brillenschlange sentence/);
  assert.match(read('llms.txt'), /\/essays\/smallest\.md\)/);
  assert.match(bookFiles(dist).get('book/smallest.xhtml') ?? '', /The Brillenschlange sentence/);
  assert.match(read('sitemap-0.xml'), /\/essays\/smallest\/<\/loc>/);
});

test('of many essays index and topic show the newest and lead to the pages of the years, which have all', () => {
  const read = (page: string) => readFileSync(join(dist, page, 'index.html'), 'utf8');
  const slugsIn = (html: string) =>
    [...html.matchAll(/<h3 data-slug="([^"]+)"/g)].map(([, slug]) => slug);
  const years = ['2001', '2002'];
  for (const list of ['essays', `topics/${MUCH}`]) {
    const html = read(list);
    assert.equal(slugsIn(html).length, FIRST, list);
    for (const year of years)
      assert.ok(html.includes(`href="/years/${year}/"`), `${list}: ${year}`);
  }
  if (LITTLE) assert.doesNotMatch(read(`topics/${LITTLE}`), /href="\/years\//);
  assert.deepEqual(
    years.flatMap((year) => slugsIn(read(`years/${year}`))).sort(),
    MANY.map(({ name }) => name).sort(),
  );
});

test('a text that stands alone is set as the module of the same text', () => {
  const proseOf = (slug: string): string => {
    const page = readFileSync(join(dist, `essays/${slug}/index.html`), 'utf8');
    const from = page.indexOf('<div class="prose e-content">');
    return page.slice(from, page.indexOf('<div class="after prose">', from));
  };
  const alone = proseOf('rich-alone');
  assert.ok(alone.includes('<math') && alone.includes('token-keyword'));
  assert.equal(alone, proseOf('rich-module'));
});

test('drafts and essays of the future leave no trace: no word, slug, image or date', () => {
  const traces = /zwirbeldraft|halbgarling|quastel|neuling|\b2957\b|essays\/specimen|Donaudampf/i;
  for (const file of filesIn(dist)) {
    assert.doesNotMatch(file, traces);
    if (/\.(html|xml|txt|md|js|css|svg|csv|json)$|^_\w+$/.test(file)) {
      assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), traces, file);
    }
  }
  for (const [file, text] of bookFiles(dist)) assert.doesNotMatch(file + text, traces, file);
  const pixel = createHash('sha256').update(PIXEL).digest('hex');
  assert.ok(!Object.values(hashes(dist)).includes(pixel));
});

test('the build is the same to the byte in another folder, zone and locale and on another day', () => {
  const elsewhere = copyProject();
  const later = lastDayBefore(essayFiles().map(({ published }) => published));
  const { ok, output } = build(elsewhere, {
    TZ: 'Pacific/Auckland',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    SITE_TODAY: later,
  });
  assert.ok(ok, output);
  assert.deepEqual(hashes(join(elsewhere, 'dist')), hashes(DIST));
  rmSync(elsewhere, { recursive: true });
});

test('a mistake stops the build and names file and field', () => {
  const file = join(copy, 'src/content/essays/wrong.mdx');
  const wrong = (source: string, expected: RegExp) => {
    writeFileSync(file, source);
    const { ok, output } = build(copy);
    assert.equal(ok, false, output);
    assert.match(output, expected);
    assert.match(output, /wrong/);
  };
  wrong(essay('Unknown key', '2026-11-20', 'sumary: x\n'), /sumary/);
  wrong(essay('No such day', '2026-13-45'), /published/);
  rmSync(file);
  mkdirSync(join(copy, 'src/content/essays/wrong'));
  writeFileSync(file, essay('First', '2026-11-20'));
  writeFileSync(join(copy, 'src/content/essays/wrong/index.mdx'), essay('Second', '2026-11-20'));
  const { ok, output } = build(copy);
  assert.equal(ok, false);
  assert.match(output, /two essays called "wrong"/);
});
