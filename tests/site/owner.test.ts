import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import { essayFiles } from '../../src/essay/files.ts';
import { elements, parse, read } from './built.ts';

/** The owner's seven essays in the order of their text, by the slugs that they had first. */
const SLUGS = [
  'inference-router',
  'vector-store',
  'shape-of-a-request',
  'custom-scheduler',
  'boring-databases',
  'stack-traces',
  'three-years-of-flutter',
];

/** The first slugs of the essays that are shown. */
const published = essayFiles()
  .filter(({ hidden }) => !hidden)
  .map(({ first }) => first);

const plain = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

const lines = readFileSync(new URL('owner.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(plain);
const first = lines.findIndex((line) => line.startsWith('Essays')) + 1;
const essays = SLUGS.map((slug, i) => ({
  slug,
  title: lines[first + 2 * i],
  summary: lines[first + 2 * i + 1],
}));

test('the home page holds the owner’s text word for word, essays still to come aside', () => {
  const main = elements(parse(read('index.html')), (node) => node.tagName === 'main')[0];
  const home = plain(
    elements(main, (node) => /^(p|h2|h3)$/.test(node.tagName))
      .map(textOf)
      .join(' '),
  );
  const coming = essays.filter(({ slug }) => !published.includes(slug));
  const awaited = new Set(coming.flatMap(({ title, summary }) => [title, summary]));
  for (const line of lines) {
    if (awaited.has(line)) assert.ok(!home.includes(line), `listed before it exists: ${line}`);
    else assert.ok(home.includes(line), `missing from the home page: ${line}`);
  }
});

test('the selected essays stand in the owner’s order', () => {
  const main = elements(parse(read('index.html')), (node) => node.tagName === 'main')[0];
  const owners = new Set(essays.map(({ title }) => title));
  // Others may be selected beside them.
  const titles = elements(main, (node) => node.tagName === 'h3')
    .map((node) => plain(textOf(node)))
    .filter((title) => owners.has(title));
  const expected = essays.filter(({ slug }) => published.includes(slug)).map(({ title }) => title);
  assert.deepEqual(titles, expected);
});
