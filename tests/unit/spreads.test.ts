/** Numbers at other draws, and who uses them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usedNames } from '../../src/check/beside.ts';
import type { Asked } from '../../src/check/claims.ts';
import { formatFinding } from '../../src/check/finding.ts';
import { seedFindings, spreadFindings } from '../../src/check/spreads.ts';
import { experiment } from '../../src/kit/experiment.ts';
import { numbers } from '../../src/kit/number.ts';

const drawn = experiment({ seed: 1 }, () => ({ wait: 27 }));
const fixed = experiment({ load: 0.9 }, () => ({ wait: 27 }));
const wait = numbers(drawn, {
  random: { what: 'a wait', read: (r) => r.wait, unit: 's' },
  ours: { what: 'a wait', read: (r) => r.wait, unit: 's', thisRun: 'it is drawn' },
});
const load = numbers(fixed, {
  plain: { what: 'a wait', read: (r) => r.wait, unit: 's' },
  ours: { what: 'a wait', read: (r) => r.wait, unit: 's', thisRun: 'it is drawn' },
});

const NUMBERS = {
  file: 'numbers.ts',
  source: `import { numbers } from '../kit/number.ts';
const WAIT = { unit: 's' };
export const wait = numbers(drawn, {
  random: { what: 'a wait', ...WAIT },
  'ours': { what: 'random' },
});
export const load = numbers(fixed, { plain: {}, ours: {} });
`,
};
const MODEL = { file: 'a/model.ts', source: '' };

function find(text: string, kept: number, own: object = {}): string[] {
  const named = { 'wait.random': wait.random, 'wait.ours': wait.ours, 'load.plain': load.plain };
  const spread = { text: '25 to 31 s', kept };
  const asked = {
    holdings: { numbers: new Map(Object.entries({ ...named, ...own })), claims: new Map() },
    runs: { resultOf: () => ({ wait: 27 }) },
    spreads: {
      numbers: new Map([
        ['wait.random', spread],
        ['wait.ours', spread],
      ]),
      claims: new Map(),
    },
  } as unknown as Asked;
  const source = `import { load, wait } from './numbers.ts';\n${text}`;
  return spreadFindings(asked, source, [MODEL, NUMBERS]).map(formatFinding);
}

const ALL = '{wait.random} {wait.ours} {load.plain}';

test('a number that other draws do not keep is told where it is declared, and how to mend it', () => {
  assert.deepEqual(find(ALL, 7), []);
  assert.deepEqual(find(ALL, 6), [
    `numbers.ts:4:3  number: wait.random prints "27 s", and 6 of 8 other draws keep that; they give 25 to 31 s — read a mean over more seeds, print fewer digits, let read give [least, greatest], or say thisRun: 'why it is about one run'`,
  ]);
});

test('what is not random is of no run in particular', () => {
  assert.deepEqual(find(`${ALL} {load.ours}`, 8, { 'load.ours': load.ours }), [
    'numbers.ts:7:49  number: load.ours says thisRun, and its experiment has neither seed nor seeds — remove thisRun, or draw from a parameter called seed',
  ]);
});

test('a number that nobody uses is told', () => {
  assert.deepEqual(find('{wait.random} {load.plain}', 8), [
    'numbers.ts:5:3  number: wait.ours is used nowhere — write <N of={wait.ours} />, or remove it',
  ]);
});

test('a draw that fails is told of the model', () => {
  const asked = {
    holdings: { numbers: new Map(), claims: new Map() },
    runs: {},
    trouble: 'no such seed',
  } as unknown as Asked;
  assert.deepEqual(spreadFindings(asked, '', [MODEL]).map(formatFinding), [
    'a/model.ts:1:1  model: another draw of it fails: no such seed — let the model run with any seed',
  ]);
});

test('names are used by text and components, under the names that they import', () => {
  const names = ['wait.last', 'wait.first', 'load.all'];
  const uses = (text: string, component = '') =>
    [...usedNames(names, text, [{ file: 'A.astro', source: component }])].sort();
  const by = (code: string) => `import { wait } from './numbers.ts';\n${code}`;
  assert.deepEqual(uses(by('<N of={wait.last} />')), ['wait.last']);
  assert.deepEqual(uses(by('<N of={wait.lastly} />')), []);
  assert.deepEqual(uses(by('{rows(wait)}')), ['wait.first', 'wait.last']);
  assert.deepEqual(uses("import {\n  wait as w,\n} from './numbers.ts'\n{w.first}"), [
    'wait.first',
  ]);
  assert.deepEqual(uses("import * as all from './numbers.ts'\n{all.wait.first}"), ['wait.first']);
  assert.deepEqual(uses('wait.last', `---\n${by('')}---\n<N of={wait.first} />`), ['wait.first']);
  assert.deepEqual(uses(by('')), []);
});

test('a seed that is typed in is told, of the program that records it is not', () => {
  const typed = { file: 'a/model.ts', source: 'const a = seeded(7);\nconst b = seeded(seed + 1);' };
  assert.deepEqual(
    seedFindings([typed, { ...typed, file: 'a/record.ts' }], undefined).map(formatFinding),
    [
      "a/model.ts:1:11  seed: seeded(7) draws from a seed that is typed in — write seeded(seed), and seed among the experiment's defaults",
    ],
  );
});
