/** What the lists say of an essay, and how its marks are set. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import { builtSlugs, elements, parse, read } from './built.ts';

const classed = (name: string) => (node: { properties: { className?: unknown } }) =>
  Array.isArray(node.properties.className) && node.properties.className.includes(name);

test('home and index say of each essay how long it takes and what there is to play with', () => {
  for (const list of ['index.html', 'essays/index.html']) {
    const page = parse(read(list));
    const items = elements(page, classed('essay-list')).flatMap((one) =>
      elements(one, ({ tagName }) => tagName === 'li'),
    );
    if (list !== 'index.html') assert.equal(items.length, builtSlugs().length);
    assert.ok(
      items.some((item) => elements(item, classed('toy')).length === 1),
      list,
    );
    for (const item of items) {
      const [facts] = elements(item, classed('facts'));
      assert.match(textOf(facts ?? item), /(?:^|\s)\d+ min/, list);
      const [play] = elements(item, classed('toy'));
      if (!play) continue;
      assert.match(textOf(play), /^\S+(?: \S+){2,5}$/);
      const [path = '', id = ''] = String(play.properties.href).split('#');
      const essay = parse(read(`${path.slice(1)}index.html`));
      const [figure] = elements(essay, ({ properties }) => properties.id === id);
      assert.ok(figure, `${path}#${id}`);
      assert.equal(elements(figure, ({ tagName }) => tagName === 'model-figure').length, 1);
      const [title] = elements(item, ({ tagName }) => tagName === 'h3');
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

test('a source’s mark stands close behind its word, and a note’s number apart from it', () => {
  for (const slug of builtSlugs()) {
    const html = read(`essays/${slug}/index.html`);
    assert.doesNotMatch(html, /(?:\s|&nbsp;|\u00a0)<sup class="cite">/, slug);
    assert.doesNotMatch(html, /\]<\/sup><sup class="note-ref">/, slug);
  }
  assert.match(
    read('essays/boring-databases/index.html'),
    /\]<\/sup><sup class="note-ref beside">/,
  );
});

test('essays of one day are not called earlier or later', () => {
  for (const slug of builtSlugs()) {
    const html = read(`essays/${slug}/index.html`);
    const own = /datetime="([\d-]+)"/.exec(html)?.[1];
    const labels = [
      ...html.matchAll(
        /<span>(Earlier|Later|Same day)<\/span>\s*<a rel="(?:prev|next)" href="([^"]+)"/g,
      ),
    ];
    assert.ok(labels.length > 0, slug);
    for (const [, label, path = ''] of labels) {
      const other = /datetime="([\d-]+)"/.exec(read(`${path.slice(1)}index.html`))?.[1];
      assert.equal(label === 'Same day', own === other, `${slug}: ${label}`);
    }
  }
});

test('a source cited once leads back by an arrow, one cited more often by letters', () => {
  const backs = new Set<number>();
  for (const slug of builtSlugs()) {
    const page = parse(read(`essays/${slug}/index.html`));
    const sources = elements(page, classed('references')).flatMap((one) =>
      elements(one, ({ tagName }) => tagName === 'li'),
    );
    for (const source of sources) {
      const back = elements(source, classed('back')).map((link) => textOf(link).trim());
      const letters = back.map((_, i) => String.fromCharCode(97 + i));
      assert.deepEqual(back, back.length === 1 ? ['↩'] : letters, slug);
      backs.add(back.length);
    }
  }
  assert.ok(backs.has(1) && backs.size > 1, 'sources of both kinds were seen');
});
