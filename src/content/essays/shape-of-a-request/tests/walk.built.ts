import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookFiles, builtSlugs, elements, parse, read } from '../../../../../tests/site/built.ts';

const SLUG = 'shape-of-a-request';

test('the styles of the walk are on its page and on no other', () => {
  const pages = ['index.html', ...builtSlugs().map((slug) => `essays/${slug}/index.html`)];
  const styled = pages.filter((page) => read(page).includes('timeline-scope:--walk'));
  assert.deepEqual(styled, [`essays/${SLUG}/index.html`]);
});

test('in the book the walk is a plain list of its seventeen hops', () => {
  const chapter = parse(bookFiles().get(`book/${SLUG}.xhtml`) ?? '');
  const lists = elements(chapter, (node) => node.tagName === 'ol');
  const hops = lists.find((list) => JSON.stringify(list).includes('Name lookup'));
  assert.equal(hops && elements(hops, (node) => node.tagName === 'li').length, 17);
});
