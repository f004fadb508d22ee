import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typographic } from '../../src/kit/typographic.ts';
import { setProse } from '../../src/prose/prose.ts';
import { readingMinutes, setSections } from '../../src/prose/sections.ts';
import { parseHtml, serialise } from '../../src/prose/tree.ts';

const ADDRESS = 'https://example.com/essays/x/';
const source = (key: string) => ({
  key,
  title: 'T',
  authors: 'A',
  year: 1985,
  venue: 'V',
  url: 'https://example.org/',
});
const words = (count: number) => 'word '.repeat(count);

test('a note moves to its place, links both ways, and a second reference finds it', () => {
  const { html } = setProse(
    `<p>One<sup><a href="#user-content-fn-a" id="user-content-fnref-a" data-footnote-ref>1</a></sup> and
     again<sup><a href="#user-content-fn-a" id="user-content-fnref-a-2" data-footnote-ref>1</a></sup>.</p>
     <section data-footnotes class="footnotes"><h2>Footnotes</h2><ol><li id="user-content-fn-a">
     <p>The <em>note</em>. <a href="#user-content-fnref-a" data-footnote-backref>↩</a></p></li></ol></section>`,
    [],
    ADDRESS,
  );
  assert.match(html, /<a href="#note-1" id="note-ref-1" aria-label="Note 1">1<\/a>/);
  assert.match(html, /<span class="note" id="note-1" role="note" aria-label="Note 1">/);
  assert.match(html, /href="#note-ref-1" class="note-back"/);
  assert.match(html, /The <em>note<\/em>\.<\/span>/);
  assert.equal(html.match(/id="note-1"/g)?.length, 1);
  assert.equal(html.match(/href="#note-1"/g)?.length, 2);
  assert.doesNotMatch(html, /Footnotes|↩|fnref/);
});

test('sources are numbered as the text first cites them and know where', () => {
  const { html, sources } = setProse(
    '<p><cite data-cite="b">30 s</cite>, <cite data-cite="a"></cite>, <cite data-cite="b"></cite></p>',
    [source('a'), source('b')],
    ADDRESS,
  );
  assert.deepEqual(
    sources.map(({ key, number, citedAt }) => [key, number, citedAt]),
    [
      ['b', 1, ['cite-b-1', 'cite-b-2']],
      ['a', 2, ['cite-a-1']],
    ],
  );
  assert.match(html, /<span class="cited">30 s<\/span><sup class="cite">\[<a href="#source-b"/);
  const kept = setProse('<p>word <cite data-cite="a"></cite></p>', [source('a')], ADDRESS).html;
  assert.match(kept, /word\u00a0<sup class="cite">/);
  assert.throws(() => setProse('<p><cite data-cite="c"></cite></p>', [], ADDRESS), /cites "c"/);
});

test('figures are numbered in the order of the text, and references say the number', () => {
  const { html, figures } = setProse(
    `<p><a class="ref" data-figure="late" href="#fig-late"></a></p>
     <figure class="figure" data-figure="early"><figcaption><span data-number-of="early"></span></figcaption></figure>
     <figure class="figure" data-figure="late"><figcaption><span data-number-of="late"></span></figcaption></figure>`,
    [],
    ADDRESS,
  );
  assert.deepEqual(figures, [
    { id: 'early', number: 1 },
    { id: 'late', number: 2 },
  ]);
  assert.match(html, /href="#fig-late">Figure\u00a02<\/a>/);
  assert.throws(() => setProse('<a data-figure="none" href="#fig-none"></a>', [], ADDRESS), /none/);
});

test('reading time counts words, figures and lines of code, and not what has to be opened', () => {
  const minutes = (html: string) => readingMinutes(parseHtml(html).children as never);
  assert.equal(minutes(`<p>${words(230)}</p>`), 1);
  assert.equal(minutes('<figure class="figure"><svg><text>not read</text></svg></figure>'), 0.25);
  assert.equal(minutes('<pre>one\ntwo\nthree\n</pre>'), 0.1);
  assert.equal(minutes(`<details><p>${words(500)}</p></details>`), 0);
  assert.equal(minutes('<p>It’s 1,234.5 p99-ish</p>'), 3 / 230);
});

test('sections lie end to end from zero to the whole reading time', () => {
  const tree = parseHtml(
    `<p>${words(100)}</p><h2 id="a">A</h2><p>${words(200)}</p><h3 id="b">B</h3><p>${words(50)}</p><h2 id="c">C</h2><p>${words(20)}</p>`,
  );
  const { sections, minutes } = setSections(tree);
  assert.deepEqual(
    sections.map(({ id }) => id),
    ['a', 'c'],
  );
  assert.equal(sections[0].start, 0);
  assert.ok(Math.abs(sections[0].start + sections[0].length - sections[1].start) < 1e-12);
  assert.ok(Math.abs(sections[1].start + sections[1].length - minutes) < 1e-12);
  assert.ok(Math.abs(minutes * 230 - 373) < 1e-9);
  const html = serialise(tree);
  assert.match(html, /<section><div class="heading"><h2 id="a">A<\/h2><a class="anchor" href="#a"/);
  assert.match(html, /<h3 id="b">B<\/h3><a class="anchor" href="#b"/);
});

test('tables and code scroll in a box that the keyboard reaches, without a style attribute', () => {
  const { html } = setProse(
    '<table><tbody><tr><td style="text-align:right">1</td></tr></tbody></table><pre data-language="ts"><code>x</code></pre>',
    [],
    ADDRESS,
  );
  assert.match(html, /<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>/);
  assert.match(html, /<td class="align-right">/);
  assert.match(html, /<pre class="code" tabindex="0"/);
  assert.doesNotMatch(html, /style=/);
});

test('boxes that scroll have names of their own', () => {
  const { html } = setProse('<pre>a</pre><pre>b</pre><table></table><table></table>', [], ADDRESS);
  const names = [...html.matchAll(/role="region" aria-label="([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(names, ['Code', 'Code 2', 'Table', 'Table 2']);
});

test('the feed has absolute addresses, its figures as pictures, and nothing that is the page’s own', () => {
  const { feed } = setProse(
    `<p class="x" style="color:red">A <a href="/essays/">link</a> and <a href="#part">a part</a>.</p>
     <img src="/_astro/a.webp" alt="a" loading="lazy" class="y">
     <figure class="figure" data-figure="f"><div role="img" aria-label="in words"><svg></svg></div><figcaption>Seen.</figcaption>
     <fieldset><input></fieldset><details><summary>Data</summary></details></figure><script>1</script>`,
    [],
    ADDRESS,
  );
  assert.match(feed, /href="https:\/\/example\.com\/essays\/"/);
  assert.match(feed, /href="https:\/\/example\.com\/essays\/x\/#part"/);
  assert.match(feed, /src="https:\/\/example\.com\/_astro\/a\.webp"/);
  assert.match(feed, /<img src="https:\/\/example\.com\/essays\/x\/f\.png" alt="in words">/);
  assert.match(feed, /<figcaption>Seen\.<\/figcaption>/);
  assert.doesNotMatch(feed, /class=|style=|<script|<svg|<fieldset|<details|<input|loading=/);
});

test('what folds on the page stands open in the feed', () => {
  const { feed } = setProse(
    '<details><summary>Notes</summary><p>Read.</p></details><details class="page-only"><p>Long.</p></details>',
    [],
    ADDRESS,
  );
  assert.equal(feed, '<p><strong>Notes</strong></p><p>Read.</p>');
});

test('titles get true quotes and dashes', () => {
  assert.equal(
    typographic(`A "store" that doesn't lie -- 'ever'...`),
    'A “store” that doesn’t lie – ‘ever’…',
  );
});

test('a source cited in a note is numbered where the note stands', () => {
  const { sources } = setProse(
    `<p>One<sup><a href="#user-content-fn-a" data-footnote-ref>1</a></sup> and <cite data-cite="later"></cite>.</p>
     <section data-footnotes class="footnotes"><ol><li id="user-content-fn-a">
     <p>Noted. <cite data-cite="noted"></cite> <a href="#x" data-footnote-backref>↩</a></p></li></ol></section>`,
    [source('later'), source('noted')],
    ADDRESS,
  );
  assert.deepEqual(
    sources.map(({ key }) => key),
    ['noted', 'later'],
  );
});
