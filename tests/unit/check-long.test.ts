/** Texts that are long, or hold one sign over and over: the check says something of each, and soon. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEssay, type Site } from '../../src/check/essay.ts';
import { placeAt } from '../../src/check/finding.ts';
import { hideNames } from '../../src/check/names.ts';
import { readMdx } from '../../src/check/reading.ts';
import { essayOf } from '../../src/essay/files.ts';
import { essaySchema } from '../../src/essay/schema.ts';
import { withTextDollars } from '../../src/prose/dollars.ts';

const lines = (count: number, line: (i: number) => string): string =>
  `${Array.from({ length: count }, (_, i) => line(i)).join('\n')}\n`;

const TEXTS: Readonly<Record<string, string>> = {
  'a table of many rows': `| a | b |\n| - | - |\n${lines(4000, (i) => `| r${i} | s${i} |`)}`,
  'many headings': lines(3000, (i) => `## Part a${i}\n\nText.\n`),
  'a log without a fence': lines(1000, (i) => `worker {id: ${i}} <main> took its time`),
  'many dollars': '$a '.repeat(4000),
  'many tags without an end': '<a '.repeat(2000),
  'many paragraphs': lines(10_000, (i) => `Word a${i} or *so* \\[on].[^1]\n`),
  'many comments in braces': `A word {${'/* a */ '.repeat(40)}x }`,
  'many addresses without an end': 'a@'.repeat(5000),
};

const site: Site = {
  schema: essaySchema,
  components: new Set(),
  address: 'https://example.com',
  essays: new Map(),
  pages: new Map(),
  topics: [],
  files: new Set(),
  properties: new Set(),
};

/** Many times what one takes on a machine at work, and far less than what grows with the square, s. */
const LIMIT = 15;

for (const [name, text] of Object.entries(TEXTS)) {
  test(`the check soon ends on ${name}`, () => {
    const source = `---\ntitle: Case\nsummary: A case.\npublished: '2026-11-21'\n---\n\n${text}`;
    const essay = essayOf('case.mdx', 'case', source, '2026-12-31');
    const before = performance.now();
    checkEssay({ ...essay, modules: new Map() }, site);
    assert.ok((performance.now() - before) / 1000 < LIMIT);
  });
}

test('a log without a fence is one fault, as are signs upon signs in one line', () => {
  for (const name of ['a log without a fence', 'many tags without an end']) {
    const { faults } = readMdx(TEXTS[name] ?? '');
    assert.deepEqual(
      faults.map(({ field }) => field),
      ['code'],
    );
  }
});

test('dollars that are text are told from one tree where only words stand between them', () => {
  const inline = (from: number, to: number) => ({
    type: 'inlineMath' as const,
    value: '',
    position: { start: { offset: from }, end: { offset: to } },
  });
  const source = '$a $b $c $d';
  const tree = { type: 'paragraph', children: [inline(0, 4), inline(6, 10)] };
  assert.equal(withTextDollars(source, tree as never), '＄a ＄b ＄c $d');
});

test('an address is no quantity, however many signs stand before its @', () => {
  assert.ok(!/\d/u.test(hideNames(`write to ${'a'.repeat(80)}7@example1.com`, new Set())));
});

test('the place of an offset is that of its text, whichever was asked about before', () => {
  assert.deepEqual(placeAt('a\nbc\n', 3), { line: 2, column: 2 });
  assert.deepEqual(placeAt('abc\n', 3), { line: 1, column: 4 });
  assert.deepEqual(placeAt('a\nbc\n', 5), { line: 3, column: 1 });
});
