/** The essays of the measurements, whose costs nobody could compare if they were not always the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus, edited, LINKS } from '../bench/corpus.ts';
import { type Measured, report } from '../bench/table.ts';

const essays = corpus(40);
const wordsOf = (text: string): number => text.split(/\s+/).length;

test('the essays that are measured are the same each time, about 1,570 words each', () => {
  assert.deepEqual(corpus(40), essays);
  const words = essays.map(({ body }) => wordsOf(body));
  const mean = words.reduce((sum, count) => sum + count, 0) / words.length;
  assert.ok(Math.abs(mean - 1570) < 40, `${mean}`);
  assert.ok(words.every((count) => Math.abs(count - 1570) < 160));
});

test('they are of several years, newest first, link to one another and hold what essays hold', () => {
  const slugs = new Set(essays.map(({ slug }) => slug));
  assert.equal(slugs.size, essays.length);
  const days = essays.map(({ published }) => published);
  assert.deepEqual(days, days.toSorted().reverse());
  assert.ok(new Set(days.map((day) => day.slice(0, 4))).size > 1);
  for (const { slug, body } of essays) {
    const links = [...body.matchAll(/\]\((\/[^)]*\/)\)/g)].map(([, to = '']) => to);
    assert.ok(links.length > 0);
    for (const to of links) assert.ok(slugs.has(to.slice(LINKS.length, -1)), `${slug}: ${to}`);
    for (const part of [/^## /m, /^- /m, /^1\. /m, /^> /m, /^```ts$/m, /\*\w+\*/, /^\[\^1\]: /m])
      assert.match(body, part, slug);
  }
  assert.ok(essays.some(({ body }) => /^\| --- |^\|---/m.test(body)));
});

test('an edit is one sentence more', () => {
  const [{ body }] = essays as [(typeof essays)[0]];
  const changed = edited(body, 'zwirbel');
  assert.equal(wordsOf(changed) - wordsOf(body), 4);
  assert.equal(changed.split('\n\n').length, body.split('\n\n').length);
});

/** A measurement with these seconds of processor time for a cold build of each kind. */
function measured(count: number, ours: number, whole: number, theirs: number): Measured {
  const cost = (cpu: number) => ({ cpu, wall: 2 * cpu, peak: cpu * 1e9 });
  const builds = (cpu: number) => ({ cold: cost(cpu), warm: cost(cpu / 2) });
  const waits = { first: 3, again: { start: 2, save: 0.25 } };
  return {
    count,
    ours: builds(ours),
    whole: builds(whole),
    theirs: builds(theirs),
    check: { same: cost(1), changed: cost(1.5) },
    dev: { ours: waits, theirs: waits },
    read: undefined,
    followed: undefined,
    faults: [],
  };
}

test('the table gives both, their ratio, and what one more essay costs between its ends', () => {
  const table = report([measured(10, 6, 8, 4), measured(110, 16, 20, 8), measured(210, 26, 38, 8)]);
  assert.match(table, /\| essays \| 10 \| 110 \| 210 \|/);
  assert.match(table, /cold: CPU, s \| 6\.0 \/ 4\.0 \(1\.50\) \| 16\.0 \/ 8\.0 \(2\.00\) \|/);
  assert.match(table, /costs 100 \/ 20\.0 \(5\.00\) ms of CPU in `astro build`, 150 ms in/);
});
