import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST, firstPage } from '../../src/essay/years.ts';

/** So many essays, newest first, three to a month. */
const essays = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const month = 24_000 + Math.ceil((count - i) / 3);
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
    return { published: day, i };
  });

test('a small index holds all; a large one the newest, and every essay has the page of its year', () => {
  for (const count of [0, 1, 7, FIRST, FIRST + 1, 100, 1000]) {
    const all = essays(count);
    const { shown, years } = firstPage(all);
    assert.deepEqual(
      shown.flatMap(({ essays }) => essays),
      all.slice(0, FIRST),
    );
    const behind = years.flatMap(({ essays }) => essays);
    assert.deepEqual(behind, count > FIRST ? all : []);
    for (const { year, essays } of years)
      assert.ok(essays.every(({ published }) => published.startsWith(year)));
    assert.equal(new Set(years.map(({ year }) => year)).size, years.length);
  }
});
