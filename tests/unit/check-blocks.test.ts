/** What the check takes for prose, and how it quotes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frontMatterFaults } from '../../src/check/frontmatter.ts';
import { blocksOf, sentenceAround } from '../../src/check/prose.ts';
import { readMdx } from '../../src/check/reading.ts';
import { frontMatterOf } from '../../src/essay/matter.ts';
import { essaySchema } from '../../src/essay/schema.ts';

const TEXT =
  'The first ends here. A long sentence of many words goes on until it has said that the wait is 40 ms in the middle of it and then goes on for a while longer than anybody would like it to. The last.';
const AT = TEXT.indexOf('40 ms');

const QUOTED: readonly (readonly [width: number, shown: string])[] = [
  [
    400,
    'A long sentence of many words goes on until it has said that the wait is 40 ms in the middle of it and then goes on for a while longer than anybody would like it to.',
  ],
  [60, '… has said that the wait is 40 ms in the middle of it and …'],
  [40, '… that the wait is 40 ms in the middle of …'],
  [10, '… is 40 ms in …'],
];

for (const [width, shown] of QUOTED) {
  test(`a sentence is quoted in about ${width} characters, cut between words`, () => {
    assert.equal(sentenceAround(TEXT, AT, AT + 5, width), shown);
  });
}

const altsIn = (mdx: string) =>
  blocksOf(readMdx(mdx).root, mdx)
    .filter(({ field }) => field === 'alt')
    .map(({ text, offsets }) => [text, offsets[0]]);

test('the alternative of a picture is prose where it has one, at its own place', () => {
  assert.deepEqual(altsIn('A ![40 ms of wait](a.png) and ![](b.png) and [a link](/c/).\n'), [
    ['40 ms of wait', 4],
  ]);
});

test('a day without quotes is told under any key, with the quotes in place', () => {
  const source = "---\ntitle: 2026-11-21\nsummary: A case.\npublished: '2026-11-21'\n---\n";
  const faults = frontMatterFaults(source, frontMatterOf(source), essaySchema);
  assert.deepEqual(
    faults.map(({ line, column, field, remedy }) => [line, column, field, remedy]),
    [[2, 8, 'title', "write '2026-11-21'"]],
  );
});
