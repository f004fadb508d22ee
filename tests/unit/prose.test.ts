import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import Slugger from 'github-slugger';
import { contextObject } from '../../src/components/coins.ts';
import { drawingSvg } from '../../src/files/drawing.ts';
import { MARKS, marks, PAGE_ONLY } from '../../src/kit/marks.ts';
import { typographic } from '../../src/kit/typographic.ts';
import { alignByClass, boxCode, boxTables, drawTasks } from '../../src/prose/boxes.ts';
import { forEngine } from '../../src/prose/engine.ts';
import { figuresOf, sayNumbersOf } from '../../src/prose/figures.ts';
import { moveNotes, notesOf } from '../../src/prose/notes.ts';
import { linkPlaces, placesOf } from '../../src/prose/places.ts';
import { plainOf } from '../../src/prose/plain.ts';
import { setProse } from '../../src/prose/prose.ts';
import { asRead } from '../../src/prose/read.ts';
import { citationsOf, citedSources, markSources } from '../../src/prose/references.ts';
import {
  CONTENTS,
  readingMinutes,
  SET_SO_FAR,
  setSections,
  wordsIn,
} from '../../src/prose/sections.ts';
import { type Element, parseHtml, type Step, serialise, transform } from '../../src/prose/tree.ts';
import { asHtml, xmlText } from '../../src/prose/xml.ts';

const NOTHING = { references: [], anchors: {} };
const PLACE = { address: 'https://example.com/essays/x/', base: '/' };
const source = (key: string) => ({
  key,
  title: 'On Packet Switches & Storage',
  authors: 'J. Nagle',
  year: 1985,
  venue: 'RFC 970',
  url: 'https://example.org/rfc?n=970',
});
/** What ends a section of a page. */
const SO_FAR = `<script>${SET_SO_FAR}</script>`;
const words = (count: number) => 'word '.repeat(count);

/** What is left of some HTML after steps that may ask what was read in it. */
function after(html: string, steps: (read: Element[]) => Step[]): string {
  const tree = parseHtml(html);
  transform(tree, steps(asRead(tree)));
  return serialise(tree);
}
const plainHtml = (html: string) => serialise(plainOf(parseHtml(html), PLACE.address).tree);

const noteRef = (id: string, time = '') =>
  `<sup><a href="#user-content-fn-${id}" id="user-content-fnref-${id}${time}" data-footnote-ref>9</a></sup>`;
const backTo = (id: string) =>
  `<a href="#user-content-fnref-${id}" data-footnote-backref aria-label="Back">↩</a>`;
const noteList = (...items: string[]) =>
  `<section data-footnotes class="footnotes"><h2 id="footnote-label">Footnotes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;
const noteItem = (id: string, html: string) => `<li id="user-content-fn-${id}">\n${html}\n</li>`;
const number = (name: string, text: string) => `<data data-number="${name}">${text}</data>`;

test('a mark is an attribute of its own, and the styles read no others', () => {
  assert.deepEqual(marks({ number: 'wait.mean', bare: '', unit: undefined }), {
    'data-number': 'wait.mean',
    'data-bare': '',
    'data-unit': undefined,
  });
  const attributes: string[] = Object.values(MARKS);
  assert.equal(new Set(attributes).size, attributes.length);
  const styles = readFileSync('src/styles/controls.css', 'utf8');
  const read = new Set([...styles.matchAll(/data-[a-z-]+/g)].map(([attribute]) => attribute));
  assert.deepEqual([...read], [MARKS.ready, MARKS.plays, MARKS.widest, MARKS.choose]);
});

test('a step sees each element once, parents first and what steps make too, until one replaces it', () => {
  const seen: string[] = [];
  const names: Step = ({ tagName }) => {
    seen.push(tagName);
    return undefined;
  };
  const wraps: Step = (node) =>
    node.tagName === 'i'
      ? [
          { type: 'text', value: '(' },
          { type: 'element', tagName: 'b', properties: {}, children: [node] },
        ]
      : undefined;
  const follows: string[] = [];
  const notes: Step = (node, before) => {
    follows.push(`${node.tagName} after ${before?.type === 'text' ? before.value : before?.type}`);
    return undefined;
  };
  const drops: Step = ({ tagName }) => (tagName === 'hr' ? [] : undefined);
  const tree = parseHtml('<p>one<i>two<em>three</em></i></p><hr><u></u>');
  transform(tree, [names, wraps, drops, notes]);
  assert.equal(serialise(tree), '<p>one(<b><i>two<em>three</em></i></b></p><u></u>');
  assert.deepEqual(seen, ['p', 'i', 'b', 'em', 'hr', 'u']);
  assert.deepEqual(follows, ['p after undefined', 'b after (', 'em after two', 'u after element']);
});

test('a text is read with each note where it is first referred to', () => {
  const tree = parseHtml(
    `<p><b></b>${noteRef('y')}<i></i>${noteRef('x')}${noteRef('y', '-2')}</p><hr>${noteList(
      noteItem('x', '<p><u></u></p>'),
      noteItem('y', `<p><s></s>${noteRef('z')}</p>`),
      noteItem('z', '<p><q></q></p>'),
    )}`,
  );
  assert.equal(
    asRead(tree)
      .map(({ tagName }) => tagName)
      .join(' '),
    'p b sup a li p s sup a li p q i sup a li p u sup a hr',
  );
});

test('a note moves to its place, links both ways, and a later reference finds it', () => {
  const html = `<p>One${noteRef('b')} and${noteRef('a')} again${noteRef('b', '-2')}.</p>\n${noteList(
    noteItem('a', `<p>Of one paragraph.  ${backTo('a')}</p>`),
    noteItem('b', `<p>The <em>first</em>.</p>\n<p>And a second ${backTo('b')} ${backTo('b')}</p>`),
  )}`;
  assert.equal(
    after(html, (read) => [moveNotes(notesOf(read))]),
    '<p>One<sup class="note-ref"><a href="#fn-1" id="fnref-1" aria-label="Note 1">1</a></sup>' +
      '<span class="note" id="fn-1" role="note" aria-label="Note 1"><span class="visually-hidden"> [</span><a href="#fnref-1" class="note-back" aria-label="Back to the text from note 1">1</a> The <em>first</em>.<br>And a second<span class="visually-hidden">]</span></span>' +
      ' and<sup class="note-ref"><a href="#fn-2" id="fnref-2" aria-label="Note 2">2</a></sup>' +
      '<span class="note" id="fn-2" role="note" aria-label="Note 2"><span class="visually-hidden"> [</span><a href="#fnref-2" class="note-back" aria-label="Back to the text from note 2">2</a> Of one paragraph.<span class="visually-hidden">]</span></span>' +
      ' again<sup class="note-ref"><a href="#fn-1" aria-label="Note 1">1</a></sup>.</p>\n',
  );
});

test('a note’s number stands apart from the mark of a source before it', () => {
  const marked = (html: string) =>
    after(`<p>Word${html}${noteRef('a')}.</p>${noteList(noteItem('a', '<p>One.</p>'))}`, (read) => [
      moveNotes(notesOf(read)),
    ]);
  assert.match(marked('<sup class="cite">[1]</sup>'), /<\/sup><sup class="note-ref beside">/);
  assert.match(marked('<sup>1</sup>'), /<\/sup><sup class="note-ref">/);
});

test('a note that holds more than paragraphs stops the build', () => {
  const html = `<p>${noteRef('a')}</p>${noteList(noteItem('a', '<ul><li>One</li></ul>'))}`;
  assert.throws(() => after(html, (read) => [moveNotes(notesOf(read))]), {
    message: 'has a note with a <ul>; keep notes to plain paragraphs',
  });
});

test('sources are numbered as the text first cites them and know where', () => {
  const html = `<p>Word <cite data-cite="b"></cite>, <cite data-cite="a">30 s</cite> <cite data-cite="b">a <em>day</em></cite><cite data-cite="a"></cite>.</p>`;
  const references = ['never', 'a', 'nor', 'b'].map(source);
  const citations = citationsOf(asRead(parseHtml(html)), references);
  const places = [...citations.values()];
  const quote = undefined;
  assert.deepEqual(places, [
    { key: 'b', number: 1, id: 'cite-b-1', text: '', quote },
    { key: 'a', number: 2, id: 'cite-a-1', text: '30 s', quote },
    { key: 'b', number: 1, id: 'cite-b-2', text: 'a day', quote },
    { key: 'a', number: 2, id: 'cite-a-2', text: '', quote },
  ]);
  assert.deepEqual(citedSources(references, places), [
    { ...source('b'), number: 1, citedAt: ['cite-b-1', 'cite-b-2'], cited: [places[2]] },
    { ...source('a'), number: 2, citedAt: ['cite-a-1', 'cite-a-2'], cited: [places[1]] },
    { ...source('never'), number: 3, citedAt: [], cited: [] },
    { ...source('nor'), number: 4, citedAt: [], cited: [] },
  ]);
  assert.equal(
    after(html, (read) => [markSources(citationsOf(read, references))]),
    '<p>Word<sup class="cite">[<a href="#source-b" id="cite-b-1" aria-label="Source 1">1</a>]</sup>,' +
      ' <span class="cited">30 s</span><sup class="cite">[<a href="#source-a" id="cite-a-1" aria-label="Source 2">2</a>]</sup>' +
      ' <span class="cited">a <em>day</em></span><sup class="cite">[<a href="#source-b" id="cite-b-2" aria-label="Source 1">1</a>]</sup>' +
      '<sup class="cite">[<a href="#source-a" id="cite-a-2" aria-label="Source 2">2</a>]</sup>.</p>',
  );
  assert.throws(() => citationsOf(asRead(parseHtml(html)), [source('a')]), {
    message: 'cites "b", which its references do not list',
  });
});

test('a source cited in a note is numbered where the note stands', () => {
  const html = `<p>One${noteRef('a')} and <cite data-cite="later"></cite>, <cite data-cite="noted"></cite>.</p>${noteList(
    noteItem('a', '<p><cite data-cite="noted"></cite></p>'),
  )}`;
  const citations = citationsOf(asRead(parseHtml(html)), [source('later'), source('noted')]);
  assert.deepEqual(
    [...citations.values()],
    [
      { key: 'noted', number: 1, id: 'cite-noted-1', text: '', quote: undefined },
      { key: 'later', number: 2, id: 'cite-later-1', text: '', quote: undefined },
      { key: 'noted', number: 1, id: 'cite-noted-2', text: '', quote: undefined },
    ],
  );
});

test('a source is an OpenURL context object with all that is known of it', () => {
  assert.deepEqual(
    [...new URLSearchParams(contextObject(source('a')))],
    [
      ['ctx_ver', 'Z39.88-2004'],
      ['rft_val_fmt', 'info:ofi/fmt:kev:mtx:dc'],
      ['rft.title', 'On Packet Switches & Storage'],
      ['rft.creator', 'J. Nagle'],
      ['rft.date', '1985'],
      ['rft.source', 'RFC 970'],
      ['rft.identifier', 'https://example.org/rfc?n=970'],
    ],
  );
});

test('figures are numbered in the order of the text, and references say the number', () => {
  const html = `<p><a data-ref="late" href="#fig-late"></a>, <a data-ref="early" href="#fig-early">the first</a></p>
<figure data-figure="early"><figcaption><span data-number-of="early"></span>. One.</figcaption></figure>
<figure data-figure="late"><figcaption><span data-number-of="late"></span>. Two.</figcaption></figure>
<figure class="reading"></figure>`;
  const figures = figuresOf(asRead(parseHtml(html)));
  assert.deepEqual(figures, [
    { id: 'early', number: 1 },
    { id: 'late', number: 2 },
  ]);
  assert.equal(
    after(html, () => [sayNumbersOf(figures)]),
    `<p><a data-ref="late" href="#fig-late">Figure\u00a02</a>, <a data-ref="early" href="#fig-early">the first</a></p>
<figure data-figure="early"><figcaption><span data-number-of="early">Figure 1</span>. One.</figcaption></figure>
<figure data-figure="late"><figcaption><span data-number-of="late">Figure 2</span>. Two.</figcaption></figure>
<figure class="reading"></figure>`,
  );
  assert.throws(() => after('<a data-ref="none">that one</a>', () => [sayNumbersOf(figures)]), {
    message: 'refers to the figure "none", which is not in the text',
  });
});

test('what the model prints is found as read, has its anchor where it first stands, and links to the list', () => {
  const html = `<p>${number('wait.mean', '3 <b>s</b>')}${noteRef('a')} ${number('wait.mean', '3')} <a href="/x">${number('wait.max', '9')}</a> <span data-given="patience">30 s</span> <span data-claim="held.low">low, at ${number('wait.mean', '3')}</span> <data value="1">1</data></p>${noteList(
    noteItem('a', `<p>${number('wait.noted', '4')}</p>`),
  )}`;
  const [place, link] = [
    (kind: string, name: string, text: string, id: string | undefined, linked = false) => ({
      kind,
      name,
      text,
      id,
      linked,
    }),
    (name: string, text: string) => `<a href="#made-${name}">${text}</a>`,
  ];
  assert.deepEqual(
    [...placesOf(asRead(parseHtml(html))).values()],
    [
      place('number', 'wait.mean', '3 s', 'wait.mean'),
      place('number', 'wait.noted', '4', 'wait.noted'),
      place('number', 'wait.mean', '3', undefined),
      place('number', 'wait.max', '9', 'wait.max', true),
      place('given', 'patience', '30 s', 'given.patience'),
      place('claim', 'held.low', 'low, at 3', 'held.low'),
      place('number', 'wait.mean', '3', undefined),
    ],
  );
  const bare = html.replace(/<ol>.*/s, '').replace(noteRef('a'), '');
  assert.equal(
    after(bare, (read) => [linkPlaces(placesOf(read))]).replace(/<section.*/s, ''),
    `<p><data data-number="wait.mean" id="wait.mean">${link('wait.mean', '3 <b>s</b>')}</data>` +
      ` <data data-number="wait.mean">${link('wait.mean', '3')}</data>` +
      ' <a href="/x"><data data-number="wait.max" id="wait.max">9</data></a>' +
      ` <span data-given="patience" id="given.patience">${link('given.patience', '30 s')}</span>` +
      ` <span data-claim="held.low" id="held.low">low, at <data data-number="wait.mean">${link('wait.mean', '3')}</data>` +
      '<a href="#made-held.low" aria-label="Where this claim comes from"></a></span> <data value="1">1</data></p>',
  );
});

test('what the model prints is plain text elsewhere', () => {
  assert.equal(
    plainHtml(
      `<p>${number('wait.mean', '3 <b>s</b>')} of <span class="given" data-given="p">30 s</span>: <span data-claim="held.low">at <em>most</em> ${number('wait.max', '9')}</span>.</p>`,
    ),
    '<p>3 <b>s</b> of 30 s: at <em>most</em> 9.</p>',
  );
});

test('a source’s own words are linked from the figure and its mark', () => {
  const html =
    '<p><cite data-cite="k" data-quote="wait">29 s</cite> and <cite data-cite="k">12</cite> <cite data-cite="k"></cite></p>';
  const citations = (read: Element[]) => citationsOf(read, [source('k')]);
  assert.match(
    after(html, (read) => [markSources(citations(read))]),
    /<span class="cited" data-quote="quote-k\.wait">29 s<\/span><sup class="cite">\[<a href="#source-k" id="cite-k-1" aria-label="Source 1" data-quote="quote-k\.wait">1<\/a>\]<\/sup> and <span class="cited">12<\/span>/,
  );
  const [{ cited }] = citedSources([source('k')], [...citations(asRead(parseHtml(html))).values()]);
  assert.deepEqual(
    cited.map(({ id, text, quote }) => [id, text, quote]),
    [
      ['cite-k-1', '29 s', 'wait'],
      ['cite-k-2', '12', undefined],
    ],
  );
});

test('a cell is aligned by a class, without a style attribute', () => {
  assert.equal(
    after(
      '<table><tr><td style="text-align:right">1</td><td style="text-align: center">2</td><td style="text-align:left">3</td><td>4</td></tr></table><p style="color:red">5</p>',
      () => [alignByClass],
    ),
    '<table><tbody><tr><td class="align-right">1</td><td class="align-center">2</td><td>3</td><td>4</td></tr></tbody></table><p style="color:red">5</p>',
  );
});

test('tables scroll in a box that the keyboard reaches, each with a name of its own', () => {
  const figureTable = '<div class="scroll"><table class="figure-table"></table></div>';
  assert.equal(
    after(`<table></table>${figureTable}<table class="x"></table>`, () => [boxTables()]),
    `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table></table></div>${figureTable}<div class="scroll" tabindex="0" role="region" aria-label="Table 2"><table class="x"></table></div>`,
  );
});

test('code scrolls in a box that the keyboard reaches, each with a name of its own', () => {
  assert.equal(
    after(
      '<pre class="x" style="y" data-language="ts"><code>a</code></pre><pre data-language="plaintext">b</pre><pre>c</pre>',
      () => [boxCode()],
    ),
    '<div class="code-box"><pre class="code" tabindex="0" role="region" aria-label="Code" data-language="ts"><code>a</code></pre></div><div class="code-box"><pre class="code" tabindex="0" role="region" aria-label="Code 2">b</pre></div><div class="code-box"><pre class="code" tabindex="0" role="region" aria-label="Code 3">c</pre></div>',
  );
});

test('code is as wide as the page where a line of it does not go on the text’s width', () => {
  const boxed = (length: number) => after(`<pre>${'x'.repeat(length)}</pre>`, () => [boxCode()]);
  assert.match(boxed(67), /^<div class="code-box">/);
  assert.match(boxed(68), /^<div class="code-box long">/);
});

test('a task shows its state and is no control', () => {
  assert.equal(
    after(
      '<li><input type="checkbox" checked disabled> Done</li><li><input type="checkbox" disabled> Not</li><input name="load" type="range"><input type="text" placeholder="your load">',
      () => [drawTasks],
    ),
    '<li><span class="task">☑</span> Done</li><li><span class="task">☐</span> Not</li><input name="load" type="range"><input type="text" placeholder="your load">',
  );
});

test('reading time counts words, figures and lines of code, and not what has to be opened', () => {
  const minutes = (html: string) => readingMinutes(parseHtml(html).children as Element[]);
  assert.equal(minutes(`<p>${words(115)}<em>${words(115)}</em></p>`), 1);
  assert.equal(minutes('<figure data-figure="a"><svg><text>not read</text></svg></figure>'), 0.25);
  assert.equal(minutes(`<figure data-figure="a">${words(23)}</figure>`), 0.35);
  assert.equal(minutes(`<figure class="reading">${words(23)}</figure>`), 0.1);
  assert.equal(minutes('<pre>one\ntwo\nthree\n</pre>'), 0.1);
  assert.equal(minutes(`<details><p>${words(500)}</p></details>`), 0);
  assert.equal(minutes(`<fieldset>${words(500)}</fieldset>`), 0);
  assert.equal(minutes('<p>It’s 1,234.5 p99-ish</p>'), 3 / 230);
});

test('code, drawings and what has to be opened are no words', () => {
  const text = '<p>One <em>two</em></p><pre>x y</pre><svg><text>x</text></svg><details>x</details>';
  assert.equal(wordsIn(parseHtml(`${text}<ul><li>three</li></ul>`).children as Element[]), 3);
});

test('no heading has the address of the contents', () => {
  assert.notEqual(new Slugger().slug(CONTENTS), CONTENTS);
});

test('sections lie end to end from zero to the whole reading time', () => {
  const tree = parseHtml(
    `<p>${words(115)}</p><h2 id="a">A <em>part</em></h2><p>${words(210)}</p><h3 id="b">B</h3><p>${words(17)}</p><h2 id="c">C</h2><p>${words(114)}</p>`,
  );
  assert.deepEqual(setSections(tree), {
    sections: [
      { id: 'a', title: 'A part', start: 0, length: 1.5 },
      { id: 'c', title: 'C', start: 1.5, length: 0.5 },
    ],
    minutes: 2,
  });
  assert.equal(
    serialise(tree),
    `<p>${words(115)}</p>` +
      '<section><header class="heading"><h2 id="a">A <em>part</em></h2><a class="up" href="#page.contents" aria-label="Contents"></a><a class="anchor" href="#a" aria-label="Link to “A part”"></a></header>' +
      `<p>${words(210)}</p><header class="heading"><h3 id="b">B</h3><a class="anchor" href="#b" aria-label="Link to “B”"></a></header><p>${words(17)}</p>${SO_FAR}</section>` +
      '<section><header class="heading"><h2 id="c">C</h2><a class="up" href="#page.contents" aria-label="Contents"></a><a class="anchor" href="#c" aria-label="Link to “C”"></a></header>' +
      `<p>${words(114)}</p>${SO_FAR}</section>`,
  );
  const plain = parseHtml('<h3 id="a">A</h3><p>Text.</p>');
  assert.deepEqual(setSections(plain), { sections: [], minutes: 2 / 230 });
  assert.equal(
    serialise(plain),
    '<header class="heading"><h3 id="a">A</h3><a class="anchor" href="#a" aria-label="Link to “A”"></a></header><p>Text.</p>',
  );
});

test('elsewhere addresses are absolute and nothing is the page’s own', () => {
  assert.equal(
    plainHtml(
      `<p class="x" style="color:red" onclick="y()">A <a href="/essays/">link</a> and <a href="#part" rel="z">a part</a>.</p>
<img src="../a.webp" alt="a" loading="lazy" class="y" width="2" height="1">
<table><tr><td colspan="2" rowspan="3" class="align-right">1</td></tr></table><ol start="3"><li id="b" value="4"></li></ol>
<q cite="https://example.org/" lang="de" dir="ltr"></q><time datetime="2026-11-26" title="day"></time><data value="1" class="x">1</data>
<form><fieldset><input></fieldset><output>2</output><button>3</button></form><div class="a ${PAGE_ONLY}">4</div><noscript>5</noscript><script>6</script><style>7</style><template>8</template><link rel="x" href="y">`,
    ),
    `<p>A <a href="https://example.com/essays/">link</a> and <a href="https://example.com/essays/x/#part">a part</a>.</p>
<img src="https://example.com/essays/a.webp" alt="a" width="2" height="1">
<table><tbody><tr><td colspan="2" rowspan="3">1</td></tr></tbody></table><ol start="3"><li id="b" value="4"></li></ol>
<q cite="https://example.org/" lang="de" dir="ltr"></q><time datetime="2026-11-26" title="day"></time><data value="1">1</data>
`,
  );
});

test('a figure elsewhere is its picture, its words and its caption', () => {
  assert.equal(
    plainHtml(
      `<figure class="figure ${PAGE_ONLY}" data-figure="f" id="fig-f"><div role="img" aria-label="in words"><svg></svg></div><model-figure><output>2</output></model-figure>
<div class="${PAGE_ONLY}"><details><summary>Data</summary></details></div><figcaption class="x">Seen <a href="/">here</a>.</figcaption></figure>`,
    ),
    '<figure id="fig-f"><a href="https://example.com/essays/x/#fig-f"><img src="https://example.com/essays/x/f.png" alt="in words"></a><figcaption>Seen <a href="https://example.com/">here</a>.</figcaption></figure>',
  );
  assert.equal(
    plainHtml('<figure class="reading"><pre>trace</pre></figure>'),
    '<figure><pre>trace</pre></figure>',
  );
});

test('what folds on the page stands open elsewhere', () => {
  assert.equal(
    plainHtml(
      `<details><summary>Notes <b class="x">all</b></summary><p class="y">Read.</p><details>More.</details></details><details class="${PAGE_ONLY}"><p>Long.</p></details>`,
    ),
    '<p><strong>Notes <b>all</b></strong></p><p>Read.</p>More.',
  );
});

test('a drawing of the author’s is a picture elsewhere, and a picture has one form', () => {
  const html =
    '<svg viewBox="0 0 18 9" width="36" class="x" role="img" aria-label="dot"><style>a{}</style><circle cx="5" cy="5" r="4" class="wait" style="fill:red" onclick="y()"></circle><use href="#p"></use><foreignObject><p>x</p></foreignObject></svg><svg aria-hidden="true"></svg><svg><title>Two</title><text>2</text></svg>';
  assert.equal(
    plainHtml(html),
    '<img src="https://example.com/essays/x/drawing-1.png" alt="dot" width="36" height="18"><img src="https://example.com/essays/x/drawing-2.png" alt="Two" width="300" height="150">',
  );
  const [first, second] = plainOf(parseHtml(html), PLACE.address).drawings;
  assert.deepEqual(
    [first.name, first.width, first.height, second.name],
    ['drawing-1', 36, 18, 'drawing-2'],
  );
  const svg = drawingSvg(first);
  assert.doesNotThrow(() => parseXml(svg));
  assert.match(svg, /<svg [^>]*viewBox="0 0 18 9"[^>]*><circle cx="5" cy="5" r="4" class="wait"/);
  assert.doesNotMatch(svg, /foreignObject|onclick|fill:red|var\(/);
  assert.equal(
    plainHtml(
      '<picture><source srcset="/a.webp"><img src="/a.png" srcset="/a.png 1x" sizes="9px" alt="a" width="2" height="1"></picture>',
    ),
    '<img src="https://example.com/a.png" alt="a" width="2" height="1">',
  );
});

test('a percent sign in an address that stands for nothing stays what it is', () => {
  assert.equal(
    plainHtml(
      '<iframe src="https://h.org/100%" title="t"></iframe><iframe src="https://h.org/100%"></iframe>',
    ),
    '<a href="https://h.org/100%">t</a><a href="https://h.org/100%">100%</a>',
  );
});

test('what is embedded is a link elsewhere, a task’s box its sign, and a form its text', () => {
  assert.equal(
    plainHtml(
      '<iframe src="https://example.org/v" title="A talk"></iframe><video controls poster="/b.png"><source src="/a%20film.mp4"></video><audio src="/c.mp3" aria-label="A sound"></audio><iframe src="https://example.org"></iframe><video></video>',
    ),
    '<a href="https://example.org/v">A talk</a><a href="https://example.com/a%20film.mp4">a film.mp4</a><a href="https://example.com/c.mp3">A sound</a><a href="https://example.org/">example.org</a>',
  );
  assert.equal(
    plainHtml(
      '<form><p><input type="checkbox" disabled checked> done</p><input type="checkbox" name="x"><select><option>1</option></select></form><span class="x">a</span><span lang="de">b</span><!-- c -->',
    ),
    '<p>☑ done</p>a<span lang="de">b</span>',
  );
});

test('notes have one anchor on the page and elsewhere, with one way back', () => {
  const { body, html } = setProse(
    `<p>B${noteRef('b')} a${noteRef('a')} b${noteRef('b', '-2')}</p>${noteList(
      noteItem('b', `<p>Of b. ${backTo('b')} ${backTo('b-2')}</p>`),
      noteItem('a', `<p>Of a. ${backTo('a')}</p>`),
    )}`,
    NOTHING,
    PLACE,
  );
  const feed = serialise(body);
  const targets = (text: string) => [...text.matchAll(/#([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(targets(feed), ['fn-1', 'fn-2', 'fn-1', 'fnref-1', 'fnref-2']);
  for (const id of targets(feed)) {
    assert.equal(feed.split(`id="${id}"`).length, 2, `the feed has ${id} once`);
    assert.equal(html.split(`id="${id}"`).length, 2, `the page has ${id} once`);
  }
});

test('a feed has no character that XML forbids, and a description is HTML', () => {
  assert.equal(xmlText('a\u0007b\u0008\ud800\uffff\tc\n🙂]]>'), 'ab\tc\n🙂]]>');
  assert.equal(asHtml('Vec<T> & <b>\u0000'), 'Vec&lt;T> &amp; &lt;b>');
});

test('a claim alone in its paragraph is one, on the page and elsewhere', () => {
  const claim = '<span class="claim" data-claim="held.it">It holds.</span>';
  const { html, body } = setProse(`<p>Before.</p>\n${claim}\n<p>After.</p>`, NOTHING, PLACE);
  assert.match(html, /<p><span [^>]*>It holds\.<a [^>]*><\/a><\/span><\/p>/);
  assert.match(serialise(body), /<p>(?:<span[^>]*>)?It holds\.(?:<\/span>)?<\/p>/);
});

test('an earlier part stands in the one that it leads to, on the page alone', () => {
  const anchors = { old: 'a', 'fig-old': 'fig-f', gone: 'main' };
  const text =
    '<h2 id="a">A</h2><figure id="fig-f" data-figure="f"><figcaption>F</figcaption></figure>';
  const { html, body } = setProse(text, { references: [], anchors }, PLACE);
  assert.match(html, /^<span id="gone"><\/span>/);
  assert.match(html, /<h2 id="a"><span id="old"><\/span>A<\/h2>/);
  assert.match(html, /<figure[^>]*id="fig-f"[^>]*><span id="fig-old"><\/span>/);
  assert.doesNotMatch(serialise(body), /old|gone/);
});

test('an essay is set whole: what it holds, its page and its plain text', () => {
  const html = `<p>See <a data-ref="f" href="#fig-f"></a>${noteRef('a')} <a href="/essays/">here</a>.</p>
<h2 id="a">A</h2><figure data-figure="f"><div role="img" aria-label="seen"></div><figcaption><span data-number-of="f"></span></figcaption></figure>
<p>It takes ${number('wait.mean', '3 s')} <cite data-cite="k"></cite>.</p>
<table><tr><td style="text-align:right">1</td></tr></table><pre>x</pre><p><input type="checkbox"></p>${noteList(
    noteItem(
      'a',
      `<p>Noted <cite data-cite="k"></cite> <a href="/">at home</a>. ${backTo('a')}</p>`,
    ),
  )}`;
  // Words: See Figure 1 1 1 Noted 1 at home here | A Figure 1 It takes 3 s 1 1.
  const minutes = 10 / 230 + (9 / 230 + 15 / 60 + 2 / 60);
  const { body, ...set } = setProse(
    html,
    { references: [source('k')], anchors: {} },
    { ...PLACE, base: '/blog/' },
  );
  assert.equal(
    serialise(body),
    '<p>See <a href="https://example.com/essays/x/#fig-f">Figure\u00a01</a><sup><a href="https://example.com/essays/x/#fn-1" id="fnref-1">9</a></sup>' +
      ' <a href="https://example.com/blog/essays/">here</a>.</p>\n' +
      '<h2 id="a">A</h2><figure id="fig-f"><a href="https://example.com/essays/x/#fig-f"><img src="https://example.com/essays/x/f.png" alt="seen"></a><figcaption>Figure 1</figcaption></figure>\n' +
      '<p>It takes 3 s<sup>[<a href="https://example.com/essays/x/#source-k" id="cite-k-2">1</a>]</sup>.</p>\n' +
      '<table><tbody><tr><td>1</td></tr></tbody></table><pre>x</pre><p>☐</p>' +
      '<section><h2>Notes</h2>\n<ol>\n<li id="fn-1">\n' +
      '<p>Noted<sup>[<a href="https://example.com/essays/x/#source-k" id="cite-k-1">1</a>]</sup> <a href="https://example.com/blog/">at home</a>.' +
      ' <a href="https://example.com/essays/x/#fnref-1">↩</a></p>\n</li>\n</ol>\n</section>',
  );
  assert.deepEqual(set, {
    html:
      '<p>See <a data-ref="f" href="#fig-f">Figure\u00a01</a><sup class="note-ref"><a href="#fn-1" id="fnref-1" aria-label="Note 1">1</a></sup>' +
      '<span class="note" id="fn-1" role="note" aria-label="Note 1"><span class="visually-hidden"> [</span><a href="#fnref-1" class="note-back" aria-label="Back to the text from note 1">1</a>' +
      ' Noted<sup class="cite">[<a href="#source-k" id="cite-k-1" aria-label="Source 1">1</a>]</sup> <a href="/blog/">at home</a>.<span class="visually-hidden">]</span></span>' +
      ' <a href="/blog/essays/">here</a>.</p>\n' +
      '<section><header class="heading"><h2 id="a">A</h2><a class="anchor" href="#a" aria-label="Link to “A”"></a></header>' +
      '<figure data-figure="f"><div role="img" aria-label="seen"></div><figcaption><span data-number-of="f">Figure 1</span></figcaption></figure>\n' +
      '<p>It takes <data data-number="wait.mean" id="wait.mean"><a href="#made-wait.mean">3 s</a></data><sup class="cite">[<a href="#source-k" id="cite-k-2" aria-label="Source 1">1</a>]</sup>.</p>\n' +
      '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><tbody><tr><td class="align-right">1</td></tr></tbody></table></div>' +
      '<div class="code-box"><pre class="code" tabindex="0" role="region" aria-label="Code">x</pre></div><p><span class="task">☐</span></p>' +
      `${SO_FAR}</section>`,
    sections: [{ id: 'a', title: 'A', start: 0, length: minutes }],
    minutes,
    words: 19,
    figures: [{ id: 'f', number: 1 }],
    drawings: [],
    sources: [{ ...source('k'), number: 1, citedAt: ['cite-k-1', 'cite-k-2'], cited: [] }],
    places: [{ kind: 'number', name: 'wait.mean', text: '3 s', id: 'wait.mean', linked: false }],
  });
});

test('titles get true quotes and dashes', () => {
  assert.equal(
    typographic(`A "store" that doesn't lie -- 'ever'---or "so"...`),
    'A “store” that doesn’t lie – ‘ever’—or “so”…',
  );
});

test('the engine is told which dollars are text, and that code is not set', () => {
  const cases = [
    ['$x$ and $n$th and $$y$$', '$x$ and $n$th and $$y$$'],
    ['from $5 to $10', 'from \\$5 to $10'],
    ['$5-$6, then $x^2$', '\\$5-\\$6, then $x^2$'],
    ['<b>$5</b> to <b>$6</b>', '<b>\\$5</b> to <b>$6</b>'],
    [
      '<b>$5</b> to <b>$6</b>, $\\frac{a}{b}$, $\\sqrt{x}$',
      '<b>\\$5</b> to <b>\\$6</b>, $\\frac{a}{b}$, $\\sqrt{x}$',
    ],
    ['from $5 to $6, $x$ or $y$', 'from \\$5 to \\$6, $x$ or $y$'],
    ['set $HOME or `$HOME`', 'set \\$HOME or `$HOME`'],
    ['US$5 and `$a` and $b$', 'US\\$5 and `$a` and $b$'],
    ['<code>"a" -- b...</code> "c"', '<code>\\"a\\" \\-\\- b\\.\\.\\.</code> "c"'],
    ["rock 'n' roll <kbd>'</kbd>", "rock ’n’ roll <kbd>\\'</kbd>"],
    ['<p>\nOn its *own*\nlines.\n</p >\n', '\nOn its *own*\nlines.\n\n'],
    ['<p id="a">\nOne.\n</p>\n', '<div id="a">\nOne.\n</div>\n'],
    ['<p>One.</p>\n', '<p>One.</p>\n'],
    ["'twas in the '90s, '1990s' they say", "’twas in the ’90s, '1990s' they say"],
    ['a {b c} $5 and $6', 'a {b c} $5 and $6'],
    ['```JS title\nA\n```\n', '```js title\nA\n```\n'],
  ] as const;
  for (const [written, given] of cases) assert.equal(forEngine(written), given);
});

test('a picture by reference is given to the engine with its address', () => {
  const names = '\n\n[sq]: <./a square.png> "A \\"b\\""\n[one]: ./one.png';
  const given = [
    ['![A *b* c][sq]', '![A *b* c](<./a square.png> "A \\"b\\"")'],
    ['![one][] and ![One]', '![one](<./one.png>) and ![One](<./one.png>)'],
    ['[text][sq] and ![no][other]', '[text][sq] and ![no][other]'],
  ] as const;
  for (const [written, expected] of given) {
    assert.equal(forEngine(written + names), expected + names);
  }
});

test('formulas become MathML without styles, alone in a paragraph on a line of their own', () => {
  const inline = (tex: string) => `<code class="language-math math-inline">${tex}</code>`;
  const { html, body } = setProse(
    `<p>So ${inline('x^2')} it is.</p><p>${inline('a')}</p>
     <p>All of ${inline('a + b + c + d + e + f + g + h + i + j + k')} go.</p>
     <pre><code class="language-math math-display">\\begin{aligned} a &amp;= b \\end{aligned}</code></pre>`,
    NOTHING,
    PLACE,
  );
  assert.match(html, /<p>So <math><msup><mi>x<\/mi><mn>2<\/mn><\/msup><\/math> it is\.<\/p>/);
  // A long one is a box, in its line.
  assert.match(html, /<p>All of <span class="formula" tabindex="0"><math>.*<\/math><\/span> go\./);
  assert.match(serialise(body), /<p>All of <math>/);
  assert.match(html, /aria-label="Formula"><math display="block"><mi>a<\/mi><\/math>/);
  assert.match(html, /aria-label="Formula 2"><math display="block"><mtable/);
  assert.match(html, /<mtd class="align-right"><mi>a/);
  assert.doesNotMatch(html, /\sstyle=|tml-|<code/);
  assert.match(serialise(body), /<math display="block"><mi>a<\/mi><\/math>/);
});

test('a formula that cannot be set stops the page', () => {
  const page = (tex: string) => () =>
    setProse(`<p><code class="language-math math-inline">${tex}</code></p>`, NOTHING, PLACE);
  assert.throws(page('\\foo'), /Unsupported function name: \\foo/);
  assert.throws(page('\\color{red}x'), /Colours have no place/);
});

test('paragraphs stand where HTML has them, and the keys of JSX nowhere', () => {
  const set = (text: string) => setProse(text, NOTHING, PLACE).html;
  const opened = '<details><p><summary>More</summary>\nText <em>at</em> once.</p></details>';
  assert.equal(
    set(opened),
    '<details><summary>More</summary><p>\nText <em>at</em> once.</p></details>',
  );
  const pictured = '<figure><p><img src="a.png" alt="A"><figcaption>It.</figcaption></p></figure>';
  assert.equal(
    set(pictured),
    '<figure><img src="a.png" alt="A"><figcaption>It.</figcaption></figure>',
  );
  assert.equal(set('<small><p>It is small.</p></small>'), '<p><small>It is small.</small></p>');
  assert.equal(set('<ul><li key="a">a</li></ul>'), '<ul><li>a</li></ul>');
  const right = '<details><summary>More</summary><p>Text.</p><p>More text.</p></details>';
  assert.equal(set(right), right);
});
