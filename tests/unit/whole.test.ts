import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { type ElementContent, parseHtml, serialise } from '../../src/prose/tree.ts';
import { wholeOf } from '../../src/prose/whole.ts';
import { asXml } from '../../src/prose/xml.ts';

const source = {
  key: 'k',
  title: 'On Queues',
  authors: 'J. Nagle et al.',
  year: 1985,
  venue: 'RFC 970',
  url: 'https://example.org/970',
  accessed: '2026-11-23',
  number: 1,
  citedAt: [],
  cited: [],
};

test('a revised essay begins with what was revised, the last first, and the prints that changed', () => {
  const body = parseHtml('<p>Text.</p>');
  const revisions = [
    { date: '2026-11-27', note: 'A first.' },
    { date: '2026-11-28', note: 'A second.' },
  ];
  const changes = new Map([['2026-11-27', ['wait.last: 1.5 s → 1.4 s']]]);
  assert.equal(
    serialise(wholeOf({ body, revisions, changes, sources: [source] }, 'All mine.')),
    '<p><strong>Revised <time datetime="2026-11-28">28 November 2026</time>.</strong> A second.</p>' +
      '<p><strong>Revised <time datetime="2026-11-27">27 November 2026</time>.</strong> A first.</p>' +
      '<ul><li>wait.last: 1.5 s → 1.4 s</li></ul><p>Text.</p><p>All mine.</p>' +
      '<section><h2 id="references">References</h2><ol><li id="source-k">J. Nagle et al. <a href="https://example.org/970"><cite>On Queues</cite></a>. RFC 970, 1985. Seen 23 November 2026.</li></ol></section>',
  );
  const whole = wholeOf({ body, revisions: [], changes, sources: [] });
  assert.equal(serialise(whole), '<p>Text.</p>');
});

test('plain HTML as XML is what it was, with every sign that XML has for itself escaped', () => {
  const tree = parseHtml(
    '<p title="a &lt; &quot;b&quot;">]]&gt; &amp; &lt;c><br>\u0007<img alt="" src="d"></p><td colspan="2"></td>',
  );
  const xml = asXml(tree.children as ElementContent[]);
  assert.equal(
    xml,
    '<p title="a &lt; &quot;b&quot;">]]&gt; &amp; &lt;c&gt;<br/><img alt="" src="d"/></p>',
  );
  assert.doesNotThrow(() => parseXml(xml));
});
