/** How an essay can be cited from its page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { toString as textOf } from 'hast-util-to-string';
import { absolute } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, DIST, elements, parse, read } from './built.ts';

/** What a parser reads of BibTeX or CSL-JSON, as CSL. */
const parsed = (text: string): Record<string, unknown> => new Cite(text).data[0];

const all = [
  ...builtSlugs().map((slug) => [DIST, slug] as const),
  [DRAFTS.outDir, 'specimen'] as const,
];

test('every essay has itself as BibTeX and CSL-JSON, which agree with its page', () => {
  for (const [dir, slug] of all) {
    const page = parse(read(`essays/${slug}/index.html`, dir));
    const [title] = elements(page, ({ tagName }) => tagName === 'h1').map(textOf);
    const [section] = elements(page, ({ properties }) =>
      String(properties.className).includes('citing'),
    );
    const address = absolute(`essays/${slug}/`);
    const links = elements(section, ({ tagName }) => tagName === 'a');
    assert.deepEqual(
      links.map(({ properties }) => properties.href),
      [address, `/essays/${slug}/cite.bib`, `/essays/${slug}/cite.json`],
    );
    const said = textOf(section);
    assert.ok(said.includes(`“${title}”, `), said);
    const days = elements(page, ({ properties }) => properties.dateTime !== undefined)
      .slice(0, 2)
      .map((node) => textOf(node).trim());
    const revised = said.includes(', revised ');
    assert.ok(said.includes(revised ? `${days[0]}, revised ${days[1]}.` : `${days[0]}.`), said);

    const bibtex = parsed(read(`essays/${slug}/cite.bib`, dir));
    const csl = parsed(read(`essays/${slug}/cite.json`, dir));
    for (const one of [bibtex, csl]) {
      assert.deepEqual([one.title, one.URL], [title, address]);
      assert.equal(one.note, revised ? `Revised ${days[1]}` : undefined);
    }
    assert.deepEqual(bibtex.issued, csl.issued);

    const tags = elements(page, ({ properties }) => /^citation_/.test(String(properties.name)));
    const tag = (name: string) =>
      tags.find(({ properties }) => properties.name === `citation_${name}`)?.properties.content;
    assert.deepEqual([tag('title'), tag('public_url')], [title, address]);
    const day = String(tag('publication_date')).split('/').map(Number);
    assert.deepEqual(csl.issued, { 'date-parts': [day] });
  }
  const specimen = read('essays/specimen/cite.bib', DRAFTS.outDir);
  assert.match(specimen, /note = \{Revised \d/, 'one of them is revised');
});
