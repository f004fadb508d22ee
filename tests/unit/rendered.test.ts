/** The pages of essays as they were built: what of their text nobody accounts for, and where it comes from. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { renderedFindings, textOfPage } from '../../src/check/rendered.ts';

const FOLDER = 'src/content/essays/waiting';
const MDX = `---
title: 'On waiting'
---

import Table from './Table.astro'

The wait is {20 + 20} ms long, and so on.

<Table />
`;
const ASTRO = `---
import { rows } from './rows.ts';
---
<p>Of these it takes {rows.length} ms at most, or 12 ms as ever.</p>
`;
const ROWS = `export const rows = ['a wait of 17 s for all'];
`;

const page = (
  body: string,
  title = 'On waiting',
  summary = 'What a queue does.',
) => `<!doctype html>
<main><p>12 other essays</p><article class="essay"><header class="essay-header"><h1>${title}</h1>
<p class="summary">${summary}</p><p class="facts">19 min</p></header>
<nav class="trace">21 steps</nav><div class="prose">${body}</div>
<div class="prose"><section class="references"><ol><li>17 ms, 2023</li></ol></section></div>
<div class="after prose"><details>33 ms</details><ul class="revisions"><li>
<time datetime="2026-12-01">1 December 2026</time> The other half.</li></ul></div></article></main>`;

const find = (html: string, plain: string[] = []): string[] =>
  renderedFindings(
    html,
    plain.map((text) => ({ text, why: 'W.' })),
    { file: `${FOLDER}/index.mdx`, source: MDX },
    [
      { file: `${FOLDER}/Table.astro`, source: ASTRO },
      { file: `${FOLDER}/rows.ts`, source: ROWS },
      { file: `${FOLDER}/model.ts`, source: '' },
    ],
  ).map((finding) => formatFinding(finding).replace(`${FOLDER}/`, '').replace(/ — .*/, ''));

/** What the body says; what is found. */
const BODIES: readonly (readonly [body: string, lines: string[]])[] = [
  [
    '<p>The wait is 40 ms long.</p>',
    ['index.mdx:7:1  page: bare quantity "40 ms" in "The wait is 40 ms long."'],
  ],
  [
    '<p>Of these it takes 40 ms at most, or 12 ms as ever.</p>',
    [
      'Table.astro:4:4  page: bare quantity "40 ms" in "Of these it takes 40 ms at most, or 12 ms as ever."',
      'Table.astro:4:39  page: bare quantity "12 ms" in "Of these it takes 40 ms at most, or 12 ms as ever."',
    ],
  ],
  [
    '<table><tr><td>a wait of 17 s for all</td></tr></table>',
    ['rows.ts:1:23  page: bare quantity "17 s" in "a wait of 17 s for all"'],
  ],
  [
    '<p>Elsewhere made, 99 bits</p>',
    ['index.mdx:9:1  page: bare quantity "99 bits" in "Elsewhere made, 99 bits"'],
  ],
  ['<p>it has ４０ GB</p>', ['index.mdx:9:1  page: bare quantity "４０ GB" in "it has ４０ GB"']],
  ['<p>it has <b>40</b> GB</p>', ['index.mdx:9:1  page: bare quantity "40 GB" in "it has 40 GB"']],
  [
    '<p>it</p><img alt="of 40 bits" src="a.png">',
    ['index.mdx:9:1  page: bare quantity "40 bits" in "of 40 bits"'],
  ],
  [
    '<p>it is <data class="number" value="4">40 ms</data>, <span class="given">30 s</span>, <span class="cited">29 s</span><sup class="cite">[<a>12</a>]</sup>, <span class="own">12 years</span>, <code>40 ms</code>, <math>40</math></p>',
    [],
  ],
  [
    '<figure data-figure="a"><svg><text>40 ms</text></svg><figcaption>It is 40 ms.</figcaption></figure>',
    [],
  ],
  [
    '<div role="img" aria-label="40 ms">40 ms</div><pre>40 ms</pre><p>so<sup class="note-ref"><a>33</a></sup>.</p>',
    [],
  ],
  ['<p>In 1985, RFC 970 said it in Section 12.</p>', []],
  ['<p><a class="ref" href="#fig-a">Figure 5</a> steps through them.</p>', []],
];

for (const [body, lines] of BODIES) {
  test(`of the page: ${body}`, () => assert.deepEqual(find(page(body)), lines));
}

test('title, summary and revisions are of the page, what the site says around them is not', () => {
  assert.deepEqual(
    textOfPage(page('<p>a</p>'), true).map((run) => run.trim().replace(/\s+/g, ' ')),
    ['On waiting', 'What a queue does.', 'a', '\ufffc', '\ufffc The other half.'],
  );
  assert.deepEqual(textOfPage(page('<p>a</p>'), false), ['a', '\ufffc']);
  assert.equal(find(page('<p>a</p>', '30 years of it')).length, 1);
  assert.equal(find(page('<p>a</p>', 'T', 'It took 40 ms.')).length, 1);
});

test('what plain excuses on the page stands', () => {
  assert.deepEqual(find(page('<p>The wait is 40\u00a0ms long.</p>'), ['is 40 ms']), []);
});
