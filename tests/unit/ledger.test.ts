/** What a published essay printed, and what may become of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { ledgerFindings } from '../../src/check/ledger.ts';
import { changedPrints, mayRewrite, revisionsIn, withChanges } from '../../src/essay/ledger.ts';
import { changesBetween, partsOf, textOf } from '../../src/essay/parts.ts';

const parts = (lines: Record<string, string[]>) =>
  Object.entries(lines).map(([name, lines]) => ({ name, lines }));

const PRINTED: Record<string, string[]> = {
  'placed.random': ['1.5 s', 'a wait', 'where({})', '1.4 to 1.6 s at 8 other draws, 7 as printed'],
  'placed.aside': ['3'],
  'claim held.wins': ['holds', 'where({})'],
  'assumption patience': ['30 s', 'how long a sender waits', 'where.patience'],
  'in the order of the text': ['placed.random'],
  'not in the text': ['placed.aside'],
  'figure knee': ['The knee', 'text', 'where({})'],
  'figure knee, caption': ['It is 1.5 s.'],
  'figure knee, controls': ['Load: 80%'],
  'figure knee, data': ['load,wait', '1,2', '2,3'],
  'made from': ['abc'],
};

const changes = (change: Record<string, string[] | undefined>) => {
  const after = { ...PRINTED, ...change };
  const left = Object.entries(after).flatMap(([name, lines]) => (lines ? [{ name, lines }] : []));
  return changedPrints('printed.txt', textOf(parts(PRINTED)), left);
};

/** What is printed otherwise, or no longer; what the ledger says, after `line key: `. */
const CHANGES: readonly (readonly [Record<string, string[] | undefined>, string[]])[] = [
  [{}, []],
  [{ 'placed.random': ['1.4 s', 'a wait'] }, ['2 placed.random: 1.5 s → 1.4 s']],
  [{ 'placed.random': ['1.5 s', 'another', 'where({ a: 1 })'] }, []],
  [{ 'claim held.wins': ['fails', 'where({})'] }, ['11 claim held.wins: holds → fails']],
  [{ 'assumption patience': ['20 s'] }, ['15 assumption patience: 30 s → 20 s']],
  [{ 'figure knee': ['The bend', 'text', 'x'] }, ['26 figure knee: The knee → The bend']],
  [
    { 'figure knee, caption': ['It is 1.4 s.'] },
    ['31 figure knee, caption: It is 1.5 s. → It is 1.4 s.'],
  ],
  [
    { 'figure knee, data': ['load,wait', '1,2.5', '2,3.5'] },
    ['37 figure knee, data: "1,2" → "1,2.5", and 1 more of its lines'],
  ],
  [{ 'figure knee, controls': ['Load: 90%'], 'made from': ['def'] }, []],
  [{ 'in the order of the text': ['placed.aside'], 'placed.aside': undefined }, []],
  [{ 'placed.random': undefined, 'placed.other': ['4'] }, ['2 placed.random: gone']],
  [{ 'placed.random': undefined, 'placed.drawn': PRINTED['placed.random'] }, []],
  [
    {
      'figure knee': undefined,
      'figure knee, caption': undefined,
      'figure knee, data': undefined,
      'figure bend': PRINTED['figure knee'],
      'figure bend, data': PRINTED['figure knee, data'],
    },
    [],
  ],
  [
    { 'claim held.wins': undefined, 'claim held.leads': ['holds', 'where({})'] },
    ['11 claim held.wins: gone'],
  ],
  [
    { 'figure knee': undefined, 'figure knee, caption': undefined, 'figure knee, data': undefined },
    ['26 figure knee: gone'],
  ],
];

for (const [change, lines] of CHANGES) {
  test(`changed are ${Object.keys(change).join(' and ') || 'none'}: ${lines.length}`, () => {
    assert.deepEqual(
      changes(change).map(({ line, key, change }) => `${line} ${key}: ${change}`),
      lines,
    );
  });
}

const ESSAY = {
  file: 'src/content/essays/waiting/index.mdx',
  hidden: false,
  published: '2026-11-26',
  changed: '2026-11-26',
};
const one = changes({ 'placed.random': ['1.4 s'] });
const at = 'src/content/essays/waiting/printed.txt:2:1  print: placed.random: 1.5 s → 1.4 s';

test('a changed print is a fault of a published essay, and wants a revision of the day', () => {
  const told = (essay: object, placeholders = false) =>
    ledgerFindings({ ...ESSAY, ...essay }, one, '2026-11-29', placeholders).map(formatFinding);
  assert.deepEqual(told({}), [`${at} — add under revisions: - { date: '2026-11-29', note: '…' }`]);
  assert.deepEqual(told({ changed: '2026-11-28' }), told({}));
  assert.deepEqual(told({ changed: '2026-11-29' }), [`${at} — npm run printed accepts it`]);
  assert.deepEqual(told({}, true), [`${at} — npm run printed accepts it`]);
  assert.deepEqual(told({ hidden: true }), []);
});

test('what was printed may change before it was read, and on the day of a revision', () => {
  const may = (essay: object, placeholders = false) =>
    mayRewrite({ ...ESSAY, ...essay }, '2026-11-29', placeholders);
  assert.equal(may({}), false);
  assert.equal(may({}, true), true);
  assert.equal(may({ hidden: true }), true);
  assert.equal(may({ published: '2026-11-29', changed: '2026-11-29' }), true);
  assert.equal(may({ changed: '2026-11-29' }), true);
});

test('a revision lists what changed on its day, from first to last, and is kept', () => {
  const drawn = {
    file: 'drawings.txt',
    line: 2,
    key: 'figure knee, 342 wide',
    change: 'x',
  } as const;
  const first = withChanges([], '2026-11-29', [
    ...one,
    drawn,
    { ...drawn, key: 'figure knee, 648 wide' },
  ]);
  assert.deepEqual(first, [
    {
      name: 'revised 2026-11-29',
      lines: ['placed.random: 1.5 s → 1.4 s', 'figure knee: drawn anew'],
    },
  ]);
  const again = (change: string, day: string) =>
    withChanges(first, day, [{ ...one[0], change }]).map(({ name, lines }) => [name, lines[0]]);
  assert.deepEqual(again('1.4 s → 1.3 s', '2026-11-29'), [
    ['revised 2026-11-29', 'placed.random: 1.5 s → 1.3 s'],
  ]);
  assert.deepEqual(again('1.4 s → 1.5 s', '2026-11-29'), [
    ['revised 2026-11-29', 'figure knee: drawn anew'],
  ]);
  assert.deepEqual(again('1.4 s → 1.3 s', '2026-12-02'), [
    ['revised 2026-11-29', 'placed.random: 1.5 s → 1.4 s'],
    ['revised 2026-12-02', 'placed.random: 1.4 s → 1.3 s'],
  ]);
  const text = textOf([...parts(PRINTED), ...first]);
  assert.deepEqual(revisionsIn(text), first);
  assert.ok(partsOf(text).has('made from'));
  assert.deepEqual(changedPrints('printed.txt', text, parts(PRINTED)), []);
});

test('what is read back of a print is what was written', () => {
  const odd = parts({
    'figure knee': ['A title ', 'text', 'where({})'],
    'figure knee, caption': ['It is 1.5 s,\n and then more.\r\n'],
    'figure knee, alternative': ['# of the part that\u2028# is there', '\\# as it is', '', ' '],
    'figure knee, outcome': [' '],
    'figure knee, data': ['# of requests,wait', '1,2', '2,"a\n# b"', '# 3, '],
    mark: ['<svg></svg>'],
  });
  assert.deepEqual(changedPrints('printed.txt', textOf(odd), odd), []);
  const read = [...partsOf(textOf(odd))].map(([name, lines]) => ({ name, lines }));
  assert.equal(textOf(read), textOf(odd));
  assert.deepEqual(partsOf(textOf(odd)).get('figure knee, data'), [
    '# of requests,wait',
    '1,2',
    '2,"a',
    '# b"',
    '# 3,',
  ]);
  const [change] = changedPrints(
    'printed.txt',
    textOf(odd),
    odd.map((part) =>
      part.name.endsWith('data') ? { ...part, lines: ['# of words,wait'] } : part,
    ),
  );
  assert.deepEqual([change.key, change.line], ['figure knee, data', 18]);
});

test('the line ends of another system change no print', () => {
  const text = textOf(parts(PRINTED));
  const other = text.replaceAll('\n', '\r\n');
  assert.deepEqual(changedPrints('printed.txt', other, parts(PRINTED)), []);
  assert.deepEqual(changesBetween(other, text), []);
  const [change] = changedPrints(
    'printed.txt',
    other,
    parts({ 'claim held.wins': ['fails'] }),
  ).slice(1);
  assert.deepEqual(
    [change.line, change.key, change.change],
    [11, 'claim held.wins', 'holds → fails'],
  );
});
