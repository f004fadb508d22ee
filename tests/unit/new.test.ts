import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { draftOf, newFiles } from '../../src/essay/new/make.ts';
import { slugFor } from '../../src/essay/slug.ts';

const NEW = 'src/essay/new';
const read = (file: string): string => readFileSync(file, 'utf8');

test('an address is made of a title', () => {
  assert.deepEqual(
    ['Why "C #1": fails', 'Über Straße', "It isn't one", '  Three — years ', '日本'].map(slugFor),
    ['why-c-1-fails', 'uber-strasse', 'it-isnt-one', 'three-years', ''],
  );
});

test('a new essay is a draft of the day, its title kept whatever is in it', () => {
  const text = "---\ntitle: What\nsummary: S.\npublished: '2026-01-01'\n---\n\ntitle: stays\n";
  assert.equal(
    draftOf(text, 'a: "b" $& c', '2031-02-03'),
    `---\ntitle: 'a: "b" $& c'\nsummary: S.\npublished: '2031-02-03'\ndraft: true\n---\n\ntitle: stays\n`,
  );
});

test('with a model it is a folder, without one a file', () => {
  const paths = (model: boolean) => newFiles('T', 't', model, '2031-02-03').map(([path]) => path);
  assert.deepEqual(paths(false), ['t.mdx']);
  assert.deepEqual(paths(true).sort(), ['t/figures.ts', 't/index.mdx', 't/model.ts']);
});

test('the examples of README are the files that a new essay is made of', () => {
  const readme = read('README.md');
  const indented = (text: string) => text.replace(/^(?=.)/gm, '    ');
  for (const file of ['plain.mdx', 'example/model.ts', 'example/figures.ts']) {
    assert.ok(readme.includes(indented(read(`${NEW}/${file}`))), file);
  }
});
