import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ACCEPT, differencesOf, KIT_HELD } from '../held.ts';

for (const held of KIT_HELD) {
  test(`the kit draws what ${held.file} says`, () => {
    const differences = differencesOf(held);
    assert.ok(differences.length === 0, [...differences, ACCEPT].join('\n'));
  });
}

test('every text of the kit is one that the kit is held to', () => {
  const texts = readdirSync('tests/snapshots').filter((name) => name.endsWith('.txt'));
  assert.deepEqual(
    texts.map((name) => `tests/snapshots/${name}`).sort(),
    KIT_HELD.map(({ file }) => file).sort(),
  );
});
