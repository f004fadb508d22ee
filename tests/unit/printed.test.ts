import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { ESSAYS, entriesBelow, essayFiles } from '../../src/essay/files.ts';
import { holdingsOf } from '../../src/essay/holds.ts';
import { changesBetween, textOf } from '../../src/essay/parts.ts';
import { printedOf, wordsOf } from '../../src/essay/printed.ts';
import { runsOf } from '../../src/essay/results.ts';
import { spreadsOf } from '../../src/essay/spreads.ts';
import { ACCEPT, differencesOf, heldOf, usesIn } from '../held.ts';

const essays = essayFiles();
/** A draft that stays one: what the kit draws is seen in it. */
const SPECIMEN = 'specimen';

for (const essay of essays) {
  test(`${essay.slug} prints and draws what is committed`, async (t) => {
    const folder = dirname(essay.file);
    const fresh = !['printed.txt', 'drawings.txt'].some((name) => existsSync(`${folder}/${name}`));
    // Nobody has read a draft, so nothing holds it to what it printed.
    const free = fresh || (essay.draft && essay.slug !== SPECIMEN);
    const held = await heldOf(essay).catch((error: Error) => {
      // Why the model of a new essay fails is for the check and for the essay's own tests to say.
      if (free) return [];
      throw error;
    });
    const written = free ? held.filter((one) => differencesOf(one).length > 0) : [];
    for (const { file, text } of written) writeFileSync(file, text);
    if (written.length > 0) {
      // The test command prints this line of what the test wrote down.
      t.diagnostic(`${written.map(({ file }) => file).join(' and ')} are new and to be committed`);
    }
    const differences = held.flatMap(differencesOf).map((change) => `${essay.slug}  ${change}`);
    assert.ok(differences.length === 0, [...differences, ACCEPT].join('\n'));
  });
}

test('no text is left of an essay that is gone or has lost its model', () => {
  const left = entriesBelow(ESSAYS)
    .map(({ path }) => path)
    .filter((path) => /^[^/]+\/(printed|drawings)\.txt$/.test(path));
  const withModel = essays
    .map(({ file }) => dirname(file))
    .filter((at) => existsSync(`${at}/model.ts`));
  assert.deepEqual(
    left.map((path) => `${ESSAYS}/${path}`).filter((file) => !withModel.includes(dirname(file))),
    [],
  );
});

const parts = (lines: Record<string, string[]>) =>
  textOf(Object.entries(lines).map(([name, lines]) => ({ name, lines })));

test('a difference is named in one line: which part, from what, to what', () => {
  const before = parts({
    'placed.random': ['1.5 s', '99th-percentile wait of random', 'where({})'],
    'placed.queue': ['0.8 s', 'wait'],
    'in the order of the text': ['placed.random', 'placed.queue'],
    old: ['x'],
    'figure knee, caption': [
      `${'The wait over the load. '.repeat(3)}It is 1.5 s. ${'Then it rises. '.repeat(3)}`,
    ],
  });
  const after = parts({
    'placed.random': ['1.4 s', '99th-percentile wait of random', 'where({})'],
    'placed.queue': ['0.8 s', 'wait', 'where({})'],
    'in the order of the text': ['placed.queue', 'placed.random'],
    'figure knee, caption': [
      `${'The wait over the load. '.repeat(3)}It is 1.4 s. ${'Then it rises. '.repeat(3)}`,
    ],
    fresh: ['y'],
  });
  assert.deepEqual(changesBetween(before, after), [
    'placed.random: "1.5 s" → "1.4 s"',
    'placed.queue: "where({})" is new',
    'in the order of the text: "placed.random" → "placed.queue", and 1 more of its lines',
    'old: gone',
    'figure knee, caption: "… over the load. It is 1.5 s. Then it rises. Then …" → "… over the load. It is 1.4 s. Then it rises. Then …"',
    'fresh: new',
  ]);
  assert.deepEqual(changesBetween(before, before), []);
  assert.deepEqual(changesBetween(parts({ a: ['1'], b: ['2'] }), parts({ b: ['2'], a: ['1'] })), [
    'its parts stand in another order',
  ]);
});

test('what an essay uses stands in the order of its text, as it is exported', () => {
  const uses = usesIn(`import { wait as w, knee } from './figures.ts';
import * as all from './numbers.ts';
import Queues from './Queues.astro';
import take from './take.sql?raw';

As <Ref to={knee} /> shows, it is <N of={w.last} />, or <N of={all.wait.first} bare />.[^a]

<Figure of={knee} />

<Queues />

<Listing of={take} />

It was <Given>30 s</Given> <Cite of="nagle" />. <N of={rows[0]} />

[^a]: And <N of={w.mean} />.
`);
  assert.deepEqual(
    uses.map(({ component, of, bare }) => [component, of, bare]),
    [
      ['Ref', 'knee', false],
      ['N', 'wait.last', false],
      ['N', 'wait.first', true],
      ['Figure', 'knee', false],
      ['Queues', '', false],
      ['Listing', 'take', false],
      ['N', 'rows[0]', false],
      ['N', 'wait.mean', false],
    ],
  );
  assert.deepEqual(usesIn('<N of={'), []);
});

test('the words of an essay hold every number, and all that is said of a figure', async () => {
  const holdings = await holdingsOf('specimen');
  const uses = usesIn(
    `import { wait, waits } from './figures.ts';\n\n<N of={wait.p99} bare />\n\n<Figure of={waits} />`,
  );
  const runs = runsOf('specimen', holdings);
  const printed = printedOf(holdings, runs, spreadsOf('specimen', holdings, runs), uses);
  const words = new Map(wordsOf(printed).map(({ name, lines }) => [name, lines]));
  const call =
    'queue({ load: 0.8, order: "first", fixed: false, requests: 3000, seeds: [1, 2, 3, 4, 5, 6, 7, 8] })';
  const [text, what, how, spread] = words.get('wait.p99') ?? [];
  assert.match(text ?? '', /^\d+ to \d+$/);
  assert.deepEqual([what, how], ['99th-percentile wait of the specimen queue, over 8 runs', call]);
  assert.match(spread ?? '', /^\d+ to \d+ at 8 other draws, [78] as printed$/);
  assert.deepEqual(words.get('wait.first'), [
    '0',
    'wait of the first request of the first run',
    call,
    '0 at 8 other draws, 8 as printed',
    'of this run: somebody has to be first',
  ]);
  assert.deepEqual(words.get('claim held.tail'), ['holds', call, 'holds at 8 other draws']);
  assert.deepEqual(words.get('assumption given.load'), [
    '80%',
    'the share of the time the server is busy',
    'queue.load',
  ]);
  assert.deepEqual(words.get('in the order of the text'), ['wait.p99 bare', 'Figure waits']);
  assert.deepEqual(words.get('not in the text'), ['wait.mean', 'wait.first']);
  assert.deepEqual(words.get('figure waits, controls'), [
    'Load: 80%, from 10% to 99% by 1%',
    'Order: first come, first served, of first come, first served, last come, first served',
    'Equal service times: off',
  ]);
  assert.deepEqual(words.get('figure machine, controls'), [
    'Slots: 40, from 20 to 80 by 5',
    'Moment: 30\u00a0s, from 0\u00a0s to 90\u00a0s, 10\u00a0s a second, nobody at 0\u00a0s, the last comes at 30\u00a0s, the queue is gone at 60\u00a0s',
    'Shares: crowd',
  ]);
  assert.deepEqual(words.get('figure luck, controls'), [
    'Draw again: mean wait in the order of coming, from 0\u00a0service times to 20\u00a0service times',
  ]);
  const still = ['', ', caption', ', alternative', ', data'];
  const playable = ['', ', caption', ', alternative', ', controls', ', outcome', ', data'];
  assert.deepEqual([...words.keys()].slice(6), [
    'in the order of the text',
    'not in the text',
    ...still.map((part) => `figure by-servers${part}`),
    ...['curve', 'length', 'luck', 'machine', 'waits'].flatMap((id) =>
      playable.map((part) => `figure ${id}${part}`),
    ),
  ]);
});
