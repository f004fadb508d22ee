import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { essayFiles } from '../../src/essay/files.ts';
import { absolute } from '../../src/site.ts';
import { DIST, htmlFiles, read } from './built.ts';

const entries = [...read('sitemap-0.xml').matchAll(/<url>(.*?)<\/url>/gs)].map(([, body]) => ({
  loc: /<loc>(.*?)<\/loc>/.exec(body)?.[1] ?? '',
  lastmod: /<lastmod>(.*?)<\/lastmod>/.exec(body)?.[1],
}));

test('the sitemap lists every essay with the day it last changed', () => {
  for (const { slug, hidden, changed } of essayFiles()) {
    const entry = entries.find(({ loc }) => loc === absolute(`essays/${slug}/`));
    if (hidden) assert.equal(entry, undefined, slug);
    else assert.equal(entry?.lastmod?.slice(0, 10), changed, slug);
  }
});

test('every page meant to be found is in the sitemap and names itself as canonical', () => {
  for (const file of htmlFiles()) {
    const html = readFileSync(`${DIST}/${file}`, 'utf8');
    const address = absolute(file.replace(/index\.html$/, ''));
    if (/<meta name="robots" content="noindex"/.test(html)) {
      assert.ok(!entries.some(({ loc }) => loc === address), `${address} is not to be found`);
      continue;
    }
    assert.ok(
      entries.some(({ loc }) => loc === address),
      address,
    );
    assert.ok(
      html.includes(`<link rel="canonical" href="${address}"`),
      `${file} is not its own canonical`,
    );
    assert.match(html, /<link rel="alternate" type="application\/rss\+xml"/);
    assert.match(html, /<title>[^<]{3,}<\/title>/);
    assert.match(html, /<meta name="description" content="[^"]+"/);
  }
});

test('robots.txt points to the sitemap', () => {
  assert.match(read('robots.txt'), new RegExp(`^Sitemap: ${absolute('sitemap-index.xml')}$`, 'm'));
});
