import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { markdownToHtml } from 'satteri';
import { typographic } from '../../src/kit/typographic.ts';

/** A paragraph of plain text as the Markdown engine sets it. */
const set = (text: string): string => {
  const { html } = markdownToHtml(text, { features: { smartPunctuation: true } });
  return html.replace(/^<p>|<\/p>\n$/g, '');
};

test('quotes, dashes and ellipses are those of the Markdown engine', () => {
  for (const [text, expected] of [
    [`A "store" that doesn't lie -- 'ever'...`, 'A “store” that doesn’t lie – ‘ever’…'],
    [`'60s rock`, '’60s rock'],
    [`the '60s and the '70s`, 'the ’60s and the ’70s'],
    [`"'Nested' quotes"`, '“‘Nested’ quotes”'],
    [`she said "it isn't 'done' yet".`, 'she said “it isn’t ‘done’ yet”.'],
    [`'First' of all`, '‘First’ of all'],
    [`two workers' jobs`, 'two workers’ jobs'],
    [`a--b, 1990--1995`, 'a–b, 1990–1995'],
    [`a---b`, 'a—b'],
    [`and so on....`, 'and so on….'],
    [`5' 6" tall`, '5’ 6” tall'],
    [`a 3"x5" card`, 'a 3”x5” card'],
    [`("why") --"because"`, '(“why”) –“because”'],
    [`f(x)'s slope`, 'f(x)’s slope'],
    [`"open`, '“open'],
    [`close"`, 'close”'],
    ['nothing to set', 'nothing to set'],
  ] as const) {
    assert.equal(typographic(text), expected);
    assert.equal(set(text), expected, `the engine: ${text}`);
  }
});

test('they are so in every mixture of words, spaces and marks', () => {
  const pieces = [
    'a',
    'é',
    '1',
    ' ',
    "'",
    '"',
    '--',
    '---',
    '...',
    ',',
    '.',
    '(',
    ')',
    '—',
    '\u00a0',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, "'", '"', ' '), { maxLength: 10 }), (some) => {
      // A letter in front keeps Markdown from seeing a list; longer runs of hyphens are no dashes.
      const text = `a${some.join('')}`.replace(/-{4,}/g, '-').trim();
      assert.equal(typographic(text), set(text));
    }),
    { numRuns: 2000 },
  );
});
