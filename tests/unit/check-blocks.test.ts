/** What the check takes for prose, and how it quotes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frontMatterFaults } from '../../src/check/frontmatter.ts';
import { blocksOf, sentenceAround } from '../../src/check/prose.ts';
import { readMdx } from '../../src/check/reading.ts';
import { frontMatterOf } from '../../src/essay/matter.ts';
import { essaySchema } from '../../src/essay/schema.ts';

const HEAD = 'A long sentence of many words goes on until it has said that ';
const TAIL =
  ' in the middle of it, and then goes on for a while longer than anybody would like it to.';
const MORE = 'with one word after another and ';

/** What stands before and behind the number in a sentence; how it is quoted. */
const QUOTED: readonly (readonly [before: string, behind: string, shown: string])[] = [
  ['It is ', ' long.', 'It is 40 ms long.'],
  [
    HEAD,
    TAIL,
    `${HEAD}40 ms in the middle of it, and then goes on for a while longer than anybody would …`,
  ],
  [MORE.repeat(4) + HEAD, ' in all.', `… another and ${HEAD}40 ms in all.`],
  [
    MORE.repeat(4),
    TAIL,
    `… another and ${MORE}${MORE}40 ms in the middle of it, and then goes on for a while longer than anybody would …`,
  ],
];

for (const [before, behind, shown] of QUOTED) {
  test(`a sentence is quoted as "${shown}", cut between words`, () => {
    const text = `The first ends here. ${before}40 ms${behind} The last.`;
    const at = text.indexOf('40 ms');
    assert.equal(sentenceAround(text, at, at + 5), shown);
  });
}

const altsIn = (mdx: string) =>
  blocksOf(readMdx(mdx).root, mdx, new Set())
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
