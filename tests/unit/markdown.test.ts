/** Markdown, read again by the site's own engine, says what the HTML said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toString as textOf } from 'hast-util-to-string';
import { markdownToHtml } from 'satteri';
import { toMarkdown } from '../../src/prose/markdown.ts';
import { type Element, elementsIn, parseHtml, type Root, say } from '../../src/prose/tree.ts';

const markdown = (html: string) => toMarkdown(parseHtml(html)).trimEnd();
const within = (node: Root | Element): Element[] =>
  elementsIn(node).flatMap((child) => [child, ...within(child)]);
/** What a reader of the Markdown gets. */
const again = (text: string) => markdownToHtml(text, { features: { math: true } }).html;
const words = (html: string) => textOf(parseHtml(html)).replace(/\s+/g, ' ').trim();

const CASES: readonly (readonly [html: string, markdown: string])[] = [
  [
    '<p><em>a</em><em>b</em><strong>c</strong> \\*<em>d</em> <s>e</s><s>f</s></p>',
    '*a*<em>b</em>**c** \\\\\\*<em>d</em> ~~e~~<del>f</del>',
  ],
  ['<h2 id="a">A <em>b</em></h2><p>One\n two.</p><p></p><hr>', '## A *b*\n\nOne two.\n\n***'],
  ['<p>a<br>b</p>', 'a\\\nb'],
  ['<ul><li>a<br></li></ul><h2>b<br></h2><p><em>c<br></em>d<br> </p>', '- a\n\n## b\n\n*c*\\\nd'],
  [
    '<table><caption>A <em>b</em></caption><tr><th>c</th></tr><tr><td>d</td></tr></table>',
    'A *b*\n\n| c |\n| --- |\n| d |',
  ],
  ['<p>1. no list, 1.5 s, # no heading</p>', '1\\. no list, 1.5 s, # no heading'],
  [
    '<p># no heading</p><p>- no list</p><p>+1</p><p>=</p>',
    '\\# no heading\n\n\\- no list\n\n+1\n\n\\=',
  ],
  [
    '<p>a_b, _c_, *d*, `e`, [f], &lt;g>, $5, ~h, a|b, &amp;amp; &amp; i</p>',
    'a_b, \\_c\\_, \\*d\\*, \\`e\\`, \\[f\\], \\<g>, \\$5, \\~h, a\\|b, \\&amp; & i',
  ],
  ['<p>a<strong>Note.</strong>b <em> c </em>d <em></em></p>', 'a<strong>Note.</strong>b  *c* d'],
  [
    '<p><code>a`b</code> <code>` </code><q>c</q> 10<sup>−3</sup> H<sub>2</sub>O <kbd>Tab</kbd></p>',
    '``a`b`` `` `  ``“c” 10<sup>−3</sup> H<sub>2</sub>O <kbd>Tab</kbd>',
  ],
  [
    '<p><a href="https://a.example/b (c)" title="d &quot;e&quot;">f</a></p>',
    '[f](<https://a.example/b (c)> "d \\"e\\"")',
  ],
  [
    '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="3"><li><p>d</p><p>e</p></li><li>f</li></ol>',
    '- a\n  - b\n- c\n\n3. d\n\n   e\n\n4. f',
  ],
  ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
  ['<pre>a\n```\n\nb\n</pre>', '````\na\n```\n\nb\n````'],
  [
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td></td></tr></tbody></table>',
    '| a | b |\n| --- | --- |\n| 1\\|2 |  |',
  ],
  [
    '<p>Look!<a href="https://a.example/">here</a> <em>So!<span><a href="https://b.example/">b</a></span></em> a!<sup>[<a href="https://a.example/#source-k">1</a>]</sup> !<img src="https://a.example/c.png" alt="c"></p>',
    'Look\\![here](https://a.example/) *So\\![b](https://b.example/)* a\\![\\[1\\]](https://a.example/#source-k) !![c](https://a.example/c.png)',
  ],
  [
    '<figure id="fig-f"><a href="https://a.example/#fig-f"><img src="https://a.example/f.png" alt="a [line]" width="2"></a><figcaption><strong>Figure 1.</strong> Seen.</figcaption></figure>',
    '[![a \\[line\\]](https://a.example/f.png)](https://a.example/#fig-f)\n\n**Figure 1.** Seen.',
  ],
  [
    '<p>a<sup><a href="https://a.example/#fn-1" id="fnref-1">1</a></sup> b<sup>[<a href="https://a.example/#source-k">2</a>]</sup></p><section><h2>Notes</h2><ol><li id="fn-1"><p>c <a href="https://a.example/#fnref-1">↩</a></p><p>d</p></li></ol></section>',
    'a[^1] b[\\[2\\]](https://a.example/#source-k)\n\n## Notes\n\n[^1]: c\n\n    d',
  ],
];

for (const [html, expected] of CASES) {
  test(`as Markdown: ${html.slice(0, 60)}`, () => assert.equal(markdown(html), expected));
}

test('a formula is the TeX that it was made from, code has its language', () => {
  const tree = parseHtml(
    '<p>So <math><mi>x</mi></math>.</p><math display="block"><mi>y</mi></math><pre>z</pre>',
  );
  const [p, display, pre] = tree.children.filter((node) => node.type === 'element');
  const inline = p.children.find((node) => node.type === 'element');
  assert.ok(inline);
  say(inline, { tex: 'x^2' });
  say(display, { tex: '\\frac{a}{b}' });
  say(pre, { language: 'ts' });
  assert.equal(toMarkdown(tree), 'So $x^2$.\n\n$$\n\\frac{a}{b}\n$$\n\n```ts\nz\n```\n');
});

test('a pipe in a cell ends none, in code, a formula and an address neither', () => {
  const cells = [
    '<code>a || b</code>',
    '<code>a\\|b `c`</code>',
    'a\\|b',
    '<a href="/x?a|b">c</a>',
  ];
  const rows = cells.map((cell) => `<tr><td>${cell}</td><td>next</td></tr>`).join('');
  const tree = parseHtml(
    `<table><tr><th>a</th><th>b</th></tr>${rows}<tr><td><math></math></td><td>next</td></tr></table>`,
  );
  for (const node of within(tree)) {
    if (node.tagName === 'math') say(node, { tex: '|x| + \\|y\\| \\\\|z' });
  }
  const html = again(toMarkdown(tree));
  const read = within(parseHtml(html))
    .filter(({ tagName }) => tagName === 'tr')
    .map((row) =>
      row.children.filter(({ type }) => type === 'element').map((cell) => textOf(cell)),
    );
  assert.deepEqual(read.slice(1), [
    ['a || b', 'next'],
    ['a\\|b `c`', 'next'],
    ['a\\|b', 'next'],
    ['c', 'next'],
    ['|x| + \\Vert y\\Vert  \\\\|z', 'next'],
  ]);
  assert.match(html, /href="\/x\?a(?:\||%7C)b"/);
});

test('no text becomes a sign: what Markdown says of any text is that text', () => {
  const letters = fc.constantFrom(...'ab1 .)(-+#>=*_`~[]!<&;|$\\"\'/:–“é'.split(''));
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const tree = parseHtml('<p><em></em><strong></strong></p>');
      const [p] = tree.children.filter((node) => node.type === 'element');
      const [em, strong] = p.children.filter((node) => node.type === 'element');
      em.children = [{ type: 'text', value: b }];
      strong.children = [{ type: 'text', value: c }];
      p.children = [{ type: 'text', value: `w${a}` }, em, { type: 'text', value: a }, strong];
      const said = textOf(p).replace(/\s+/g, ' ').trim();
      assert.equal(words(again(toMarkdown(tree))), said, toMarkdown(tree));
    }),
    { numRuns: 500 },
  );
});
