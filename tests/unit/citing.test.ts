import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { bibtexOf, citationOf, cslOf, highwireOf } from '../../src/components/citing.ts';
import type { Essay } from '../../src/essays.ts';
import { site } from '../../src/site.ts';

const essay = {
  slug: 'a-queue',
  title: 'Queues & 100\u00a0% of {them}, $5_#1: a “shape” by ~ \\ ^',
  summary: 'What waits.',
  published: '2026-03-05',
  changed: '2027-11-26',
  address: 'https://example.com/essays/a-queue/',
} as Essay;

/** What a parser reads of BibTeX or CSL-JSON, as CSL. */
const parsed = (text: string): Record<string, unknown> => new Cite(text).data[0];

test('BibTeX and CSL-JSON say the same of an essay, its revision included', () => {
  const [csl] = JSON.parse(cslOf(essay));
  const read = parsed(bibtexOf(essay));
  assert.equal(read.id ?? read['citation-key'], csl.id);
  for (const name of ['title', 'note', 'URL']) assert.equal(read[name], csl[name], name);
  assert.deepEqual(read.issued, csl.issued);
  assert.equal(csl.title, essay.title);
  assert.equal(csl.note, 'Revised 26 November 2027');
  assert.deepEqual(csl.issued, { 'date-parts': [[2026, 3, 5]] });
  // A parser of CSL keeps all of it.
  const { _graph, ...kept } = parsed(cslOf(essay));
  assert.deepEqual(kept, csl);
});

test('the braces of an entry come in pairs, whatever the title has', () => {
  for (const title of ['The { sign', 'The } sign', '}{']) {
    const entry = bibtexOf({ ...essay, title });
    let depth = 0;
    for (const sign of entry) {
      if (sign === '{') depth++;
      if (sign === '}') depth--;
      assert.ok(depth >= 0, entry);
    }
    assert.equal(depth, 0, entry);
    assert.equal(parsed(entry).title, title);
  }
});

test('in words an essay is named with its days, and without a revision where it has none', () => {
  assert.equal(
    citationOf(essay),
    `“${essay.title}”, ${site.title}, 5 March 2026, revised 26 November 2027.`,
  );
  const first = { ...essay, changed: essay.published };
  assert.equal(citationOf(first), `“${essay.title}”, ${site.title}, 5 March 2026.`);
  assert.ok(!('note' in JSON.parse(cslOf(first))[0]));
  assert.equal(parsed(bibtexOf(first)).note, undefined);
});

test('the tags for reference managers have the day as they read it', () => {
  assert.equal(new Map(highwireOf(essay)).get('citation_publication_date'), '2026/03/05');
});
