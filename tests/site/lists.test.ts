/** What the lists say of an essay, and how its marks are set. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import { essayFiles } from '../../src/essay/files.ts';
import { FIRST } from '../../src/essay/years.ts';
import { site } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, classed, DIST, elements, parse, read } from './built.ts';

const matters = new Map(essayFiles().map(({ slug, matter }) => [slug, matter?.data]));
const matterOf = (slug: string) => matters.get(slug) ?? {};

test('home and index say of each essay how long it takes and what there is to play with', () => {
  for (const list of ['index.html', 'essays/index.html']) {
    const page = parse(read(list));
    const items = elements(page, classed('essay-list')).flatMap((one) =>
      elements(one, ({ tagName }) => tagName === 'li'),
    );
    if (list !== 'index.html') assert.equal(items.length, Math.min(builtSlugs().length, FIRST));
    assert.doesNotMatch(read(list), /\s<\/time>/, 'no space at the end of a day');
    for (const item of items) {
      const [facts] = elements(item, classed('facts'));
      assert.match(textOf(facts ?? item), /(?:^|\s)\d+ min/, list);
      const [play] = elements(item, classed('toy'));
      const [title] = elements(item, ({ tagName }) => tagName === 'h3');
      const slug = String(title?.properties.dataSlug);
      assert.equal(play !== undefined, matterOf(slug).play !== undefined, slug);
      if (!play) continue;
      assert.match(textOf(play), /^\S+(?: \S+){2,5}$/);
      const [path = '', id = ''] = String(play.properties.href).split('#');
      const essay = parse(read(`${path.slice(1)}index.html`));
      const [figure] = elements(essay, ({ properties }) => properties.id === id);
      assert.ok(figure, `${path}#${id}`);
      assert.equal(elements(figure, ({ tagName }) => tagName === 'model-figure').length, 1);
      assert.equal(
        textOf(title ?? item).trim(),
        textOf(elements(essay, ({ tagName }) => tagName === 'h1')[0] ?? item),
      );
    }
  }
});

test('an essay says how many numbers it has, and which kinds they are', () => {
  for (const slug of builtSlugs()) {
    const page = parse(read(`essays/${slug}/index.html`));
    const [key] = elements(page, classed('key'));
    const said = textOf(key ?? page);
    const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(said)?.[1] ?? 0);
    const printed = (mark: string) =>
      elements(page, ({ properties }) => properties[mark] !== undefined).length;
    assert.equal(count('computed'), printed('dataNumber'), slug);
    assert.equal(
      count('numbers?'),
      count('computed') + count('assumed') + count('cited'),
      `${slug}: ${said}`,
    );
  }
});

const topicsOf = (slug: string): readonly string[] => {
  const { topics } = matterOf(slug);
  return Array.isArray(topics) ? topics : [];
};

/** The essays to which the text of one has links. */
function leadsTo(slug: string): ReadonlySet<string> {
  const html = read(`essays/${slug}/index.html`);
  const [, text = ''] =
    /<div class="prose e-content">(.*)<div class="after prose">/s.exec(html) ?? [];
  return new Set([...text.matchAll(/href="\/essays\/([^/"]+)\/["#?]/g)].map(([, other]) => other));
}

test('an essay leads to those that it is related to, and says why', () => {
  const slugs = builtSlugs();
  const links = new Map(slugs.map((slug) => [slug, leadsTo(slug)]));
  const linksTo = (slug: string, other: string) => links.get(slug)?.has(other) ?? false;
  for (const slug of slugs) {
    const html = read(`essays/${slug}/index.html`);
    const nav = /<nav[^>]*aria-label="Related essays">(.*?)<\/nav>/s.exec(html)?.[1] ?? '';
    const named = [...nav.matchAll(/<span>([^<]+)<\/span>\s*<a href="\/essays\/([^/]+)\/"/g)];
    const shared = (other: string) =>
      topicsOf(slug).filter((topic) => topicsOf(other).includes(topic));
    const others = slugs.filter((other) => other !== slug);
    const linked = others.filter((other) => linksTo(slug, other));
    const related = others.filter(
      (other) => linksTo(slug, other) || linksTo(other, slug) || shared(other).length > 0,
    );
    assert.equal(named.length, Math.min(3, related.length), slug);
    // Those to which it links come first, as far as there is room.
    for (const [i, [, why, other = '']] of named.entries()) {
      const told = `${slug}: ${other}, ${why}`;
      assert.ok(related.includes(other), told);
      assert.equal(why === 'Linked above', linked.includes(other), told);
      assert.equal(why === 'Linked above', i < linked.length, told);
      if (why === 'Linked above') continue;
      const names = shared(other).map((topic) => `Also on ${site.topics[topic].toLowerCase()}`);
      assert.ok(why === 'Links here' ? linksTo(other, slug) : names.includes(why), told);
    }
    assert.equal(new Set(named.map(([, , other]) => other)).size, named.length, slug);
  }
});

test('a topic’s page says what it is about and leads to every other', () => {
  const topics = Object.keys(site.topics).filter((topic) =>
    existsSync(`${DIST}/topics/${topic}/index.html`),
  );
  assert.deepEqual(Object.keys(site.topicsAbout).sort(), Object.keys(site.topics).sort());
  for (const topic of topics) {
    const page = parse(read(`topics/${topic}/index.html`));
    assert.ok(textOf(page).includes(site.topicsAbout[topic]), topic);
    const led = elements(page, classed('ways'))
      .flatMap((ways) => elements(ways, ({ tagName }) => tagName === 'a'))
      .map(({ properties }) => String(properties.href));
    assert.deepEqual(
      led,
      topics.filter((other) => other !== topic).map((other) => `/topics/${other}/`),
    );
  }
});

test('a source’s mark stands close behind its word, and a note’s number apart from it', () => {
  for (const slug of builtSlugs()) {
    const html = read(`essays/${slug}/index.html`);
    assert.doesNotMatch(html, /(?:\s|&nbsp;|\u00a0)<sup class="cite">/, slug);
    assert.doesNotMatch(html, /\]<\/sup><sup class="note-ref">/, slug);
  }
});

test('essays of one day are not called earlier or later', () => {
  const slugs = builtSlugs();
  for (const slug of slugs) {
    const html = read(`essays/${slug}/index.html`);
    const own = /datetime="([\d-]+)"/.exec(html)?.[1];
    const labels = [
      ...html.matchAll(
        /<span>(Earlier|Later|Same day)<\/span>\s*<a rel="(?:prev|next)" href="([^"]+)"/g,
      ),
    ];
    assert.ok(labels.length > 0 || slugs.length === 1, slug);
    for (const [, label, path = ''] of labels) {
      const other = /datetime="([\d-]+)"/.exec(read(`${path.slice(1)}index.html`))?.[1];
      assert.equal(label === 'Same day', own === other, `${slug}: ${label}`);
    }
  }
});

test('a source cited once leads back by an arrow, one cited more often by letters', () => {
  // The specimen cites a source twice.
  for (const slug of builtSlugs(DRAFTS.outDir)) {
    const page = parse(read(`essays/${slug}/index.html`, DRAFTS.outDir));
    const sources = elements(page, classed('references')).flatMap((one) =>
      elements(one, ({ tagName }) => tagName === 'li'),
    );
    for (const source of sources) {
      const back = elements(source, classed('back')).map((link) => textOf(link).trim());
      // Behind z come aa, bb, cc.
      const letters = back.map((_, i) =>
        String.fromCharCode(97 + (i % 26)).repeat(1 + Math.floor(i / 26)),
      );
      assert.deepEqual(back, back.length === 1 ? ['↩'] : letters, slug);
      const cited = elements(
        page,
        ({ properties }) =>
          /^cite-/.test(String(properties.id)) && properties.href === `#${source.properties.id}`,
      );
      assert.equal(back.length, cited.length, `${slug}: ${source.properties.id}`);
    }
    if (slug === 'specimen') assert.ok(sources.length > 0);
  }
});
