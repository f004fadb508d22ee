import assert from 'node:assert/strict';
import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { cached, hashOf } from '../../src/essay/cache.ts';
import { type ResultError, toJson } from '../../src/essay/results.ts';
import { assume } from '../../src/kit/assume.ts';
import { callText, shortCallText } from '../../src/kit/call.ts';
import { type Experiment, experiment } from '../../src/kit/experiment.ts';

type Results = typeof import('../../src/essay/results.ts');

const root = process.cwd();
const project = mkdtempSync(join(tmpdir(), 'results-'));
const CACHE = 'node_modules/.cache/site';
const ESSAY = 'src/content/essays/waiting';

const write = (file: string, text: string) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

before(() => process.chdir(project));
after(() => {
  process.chdir(root);
  rmSync(project, { recursive: true });
});
beforeEach(() => {
  for (const name of readdirSync('.')) rmSync(name, { recursive: true });
  write(`${ESSAY}/index.mdx`, 'One.');
  write(`${ESSAY}/model.ts`, "export * from './more/engine.ts';");
  write(`${ESSAY}/more/engine.ts`, 'export const a = 1;');
  write(`${ESSAY}/figures.ts`, "import './model.ts';");
  write(`${ESSAY}/data.json`, '[1]');
  write(`${ESSAY}/sql/take.sql`, 'SELECT 1');
  write(`${ESSAY}/traces/one.txt`, 'one');
  write(`${ESSAY}/tests/model.test.ts`, '1');
  write('src/content/essays/other/model.ts', 'export const a = 1;');
  write('src/kit/sim/random.ts', '1');
  write('src/kit/draw/chart.ts', '1');
  for (const name of ['experiment', 'assume']) write(`src/kit/${name}.ts`, '1');
});

let builds = 0;

/** The module as a new build has it: nothing is in its memory. */
const newBuild = (): Promise<Results> => {
  builds += 1;
  return import(`../../src/essay/results.ts?build=${builds}`);
};

/** An experiment that counts how often it runs: twice for each result that is made. */
function counting() {
  const runs: unknown[] = [];
  const of = experiment({ load: 0.5 }, (params: { load: number }) => {
    runs.push(params);
    return { twice: 2 * params.load };
  });
  return { of, runs };
}

/** The runs of a new build of an essay with the experiments given. */
async function runs(experiments: Record<string, unknown>, slug = 'waiting') {
  const { runsOf } = await newBuild();
  return runsOf(slug, { experiments: new Map(Object.entries(experiments)) as never });
}

test('an unchanged experiment gives one result, which is remembered in memory and in its file', async () => {
  const { of, runs: ran } = counting();
  const first = await runs({ of });
  const result = first.resultOf(of);
  assert.deepEqual(result, { twice: 1 });
  rmSync(CACHE, { recursive: true });
  assert.equal(first.resultOf(of), result);
  assert.equal(ran.length, 2);

  const second = await runs({ of });
  assert.deepEqual(second.resultOf(of), { twice: 1 });
  const third = await runs({ of });
  assert.deepEqual(third.resultOf(of), { twice: 1 });
  assert.equal(ran.length, 4);
  const [file, ...others] = readdirSync(CACHE);
  assert.match(file, /^waiting-of-[0-9a-f]{32}\.json$/);
  assert.deepEqual(others, []);
});

test('a result is the same from a run, from memory and from its file', async () => {
  const of = experiment({}, () => ({ minus: -0, list: [1, 'x', null] }));
  const cold = (await runs({ of })).resultOf(of);
  const warm = (await runs({ of })).resultOf(of);
  assert.deepEqual(cold, warm);
  assert.ok(Object.is(cold.minus, 0));
});

/** Changes that may change a result, and changes that cannot. */
const CHANGES: [file: string, anew: boolean][] = [
  [`${ESSAY}/model.ts`, true],
  [`${ESSAY}/more/engine.ts`, true],
  [`${ESSAY}/data.json`, true],
  [`${ESSAY}/sql/take.sql`, true],
  [`${ESSAY}/traces/one.txt`, true],
  ['src/kit/sim/random.ts', true],
  ['src/kit/sim/new.ts', true],
  ['src/kit/experiment.ts', true],
  ['src/kit/assume.ts', true],
  [`${ESSAY}/figures.ts`, false],
  [`${ESSAY}/index.mdx`, false],
  [`${ESSAY}/tests/model.test.ts`, false],
  [`${ESSAY}/printed.txt`, false],
  [`${ESSAY}/drawings.txt`, false],
  ['src/kit/draw/chart.ts', false],
  ['src/content/essays/other/model.ts', false],
];

for (const [file, anew] of CHANGES) {
  test(`a changed ${file} ${anew ? 'runs the model anew' : 'changes no result'}`, async () => {
    const { of, runs: ran } = counting();
    (await runs({ of })).resultOf(of);
    write(file, 'something else');
    (await runs({ of })).resultOf(of);
    assert.equal(ran.length, anew ? 4 : 2);
  });
}

test('a file that is only called otherwise is a change', async () => {
  const { of, runs: ran } = counting();
  (await runs({ of })).resultOf(of);
  fs.renameSync(`${ESSAY}/data.json`, `${ESSAY}/date.json`);
  (await runs({ of })).resultOf(of);
  assert.equal(ran.length, 4);
});

test('other draws have other results, and the first is still there', async () => {
  const ran: number[] = [];
  const of = experiment({ seed: 1 }, ({ seed }: { seed: number }) => {
    ran.push(seed);
    return { twice: 2 * seed };
  });
  const { resultOf, drawsOf, callOf } = await runs({ of });
  assert.equal(resultOf(of).twice, 2);
  const draws = drawsOf(of);
  assert.deepEqual(
    draws.map(({ result }) => result.twice),
    draws.map(({ params }) => 2 * params.seed),
  );
  assert.equal(resultOf(of).twice, 2);
  // To see whether runs agree, the printed one is run twice.
  assert.deepEqual(ran, [1, 1, ...draws.map(({ params }) => params.seed)]);
  assert.equal(callOf(of), 'of({ seed: 1 })');
});

test('experiments with equal parameters, and essays with equal experiments, share no result', async () => {
  const [a, b] = ['a', 'b'].map((name) => experiment({}, () => name)) as [
    Experiment<object, string>,
    Experiment<object, string>,
  ];
  const { resultOf } = await runs({ a, b });
  assert.deepEqual([resultOf(a), resultOf(b)], ['a', 'b']);
  const elsewhere = await runs({ a: b }, 'other');
  assert.equal(elsewhere.resultOf(b), 'b');
});

test('an experiment that the model does not export has no name and no result', async () => {
  const { of, runs: ran } = counting();
  const { nameOf, resultOf, callOf } = await runs({ another: counting().of });
  assert.equal(nameOf(of), undefined);
  assert.throws(() => resultOf(of), /waiting\/model\.ts does not export the experiment/);
  assert.throws(() => callOf(of), /does not export/);
  assert.deepEqual(ran, []);
});

/** Results that JSON would change or refuse, and what is said of each. */
const ODD: readonly (readonly [value: unknown, fault: string, remedy: RegExp])[] = [
  [{ a: Number.NaN }, 'its result has NaN at "a"', /a finite number/],
  [[{ wait: 1 }, { wait: 1 / 0 }], 'its result has Infinity at "[1].wait"', /a finite number/],
  [{ a: [{ b: undefined }] }, 'its result has undefined at "a[0].b"', /give null/],
  [Array(2), 'its result has undefined at "[0]"', /give null/],
  [undefined, 'its result is undefined', /return what it found/],
  [{ a: new Map() }, 'its result has a Map at "a"', /Object\.fromEntries/],
  [new Set([1]), 'its result is a Set', /\[\.\.\./],
  [{ day: new Date(0) }, 'its result has a Date at "day"', /as a text/],
  [{ a: new Float64Array(2) }, 'its result has a Float64Array at "a"', /Array\.from/],
  [[new (class Queue {})()], 'its result has an object of Queue at "[0]"', /plain data/],
  [{ a: 1n }, 'its result has a bigint at "a"', /plain data/],
  [{ a: () => 1 }, 'its result has a function at "a"', /plain data/],
];

for (const [value, fault, remedy] of ODD) {
  test(`a result that JSON would change is refused: ${fault}`, () => {
    assert.throws(
      () => toJson(value, 'run'),
      (error: ResultError) =>
        error.fault === fault && remedy.test(error.remedy) && error.message.startsWith('run: '),
    );
  });
}

test('a result that holds itself is refused, one that holds a part twice is not', () => {
  const round: { self?: object } = {};
  round.self = round;
  assert.throws(() => toJson(round, 'run'), /what it is part of itself at "self"/);
  const part = [1, 'x', null, true, -0];
  assert.equal(
    toJson({ a: part, b: part }, 'run'),
    '{"a":[1,"x",null,true,0],"b":[1,"x",null,true,0]}',
  );
});

test('two runs that differ are refused, with the place and both values', async () => {
  let count = 0;
  const drawn = experiment({}, () => [{ wait: 1 }, { wait: ++count }]);
  const more = experiment({}, () => ({ list: Array.from({ length: ++count }, () => 0) }));
  const grows = experiment({ seed: [] as number[] }, ({ seed }) => ({
    seeds: (seed as number[]).push(1),
  }));
  const { resultOf } = await runs({ drawn, more, grows });
  assert.throws(
    () => resultOf(drawn),
    /^Error: drawn: two runs with the same parameters differ, 1 and 2 at "\[1\]\.wait"; .*seeded\(seed\)/,
  );
  assert.throws(() => resultOf(more), /nothing and 0 at "list\[3\]"/);
  assert.throws(() => resultOf(grows), /1 and 2 at "seeds"/);
  assert.throws(() => readdirSync(CACHE), /ENOENT/);
});

test('each run is told of as it begins', async () => {
  const { runsOf } = await newBuild();
  const { of } = counting();
  const begun: string[] = [];
  const { resultOf } = runsOf('waiting', { experiments: new Map([['of', of]]) as never }, (name) =>
    begun.push(name),
  );
  resultOf(of);
  resultOf(of);
  assert.deepEqual(begun, ['of', 'of']);
});

test('a result that is refused is not kept', async () => {
  const of = experiment({}, () => Number.NaN);
  const { resultOf } = await runs({ of });
  assert.throws(() => resultOf(of), /of: its result is NaN/);
  assert.throws(() => resultOf(of), /of: its result is NaN/);
  assert.throws(() => readdirSync(CACHE), /ENOENT/);
});

test('a file that was half written is never read', (t) => {
  const whole = fs.writeFileSync;
  const half = t.mock.method(fs, 'writeFileSync', (file: string, data: Buffer) => {
    whole(file, data.subarray(0, 3));
    throw new Error('the disk is full');
  });
  syncBuiltinESMExports();
  try {
    assert.throws(() => cached('a.json', () => '[1,2,3]'), /the disk is full/);
    assert.equal(half.mock.callCount(), 1);
  } finally {
    half.mock.restore();
    syncBuiltinESMExports();
  }
  assert.equal(cached('a.json', () => '[1,2,3]').toString(), '[1,2,3]');
  assert.equal(cached('a.json', () => assert.fail('it is kept')).toString(), '[1,2,3]');
});

test('a hash is that of texts and bytes in their order, each for itself', () => {
  assert.equal(hashOf(['a', 'b']), hashOf([Buffer.from('a'), 'b']));
  assert.match(hashOf([]), /^[0-9a-f]{32}$/);
  const hashes = [['ab', 'c'], ['a', 'bc'], ['c', 'ab'], ['abc'], []].map(hashOf);
  assert.equal(new Set(hashes).size, hashes.length);
});

test('how a number was made reads like a call', () => {
  const params = { load: 0.9, kinds: ['a, {b}: "c"'], more: { 'odd-key': {} } };
  assert.equal(
    callText('run', params),
    String.raw`run({ load: 0.9, kinds: ["a, {b}: \"c\""], more: { "odd-key": {} } })`,
  );
  assert.equal(callText('run', {}), 'run({})');
});

test('a long call leaves out what is assumed, and not what was changed', () => {
  const names = Array.from({ length: 60 }, (_, i) => `parameter${i}`);
  const given = Object.fromEntries(names.map((name, i) => [name, assume(i, name)]));
  const { defaults, assumes } = experiment({ ...given, seed: 1 }, () => 0);
  assert.equal(shortCallText('run', defaults, assumes), 'run({ …, seed: 1 })');
  const changed = { ...defaults, parameter7: 8 };
  assert.equal(shortCallText('run', changed, assumes), 'run({ …, parameter7: 8, seed: 1 })');
  const all = experiment(given, () => 0);
  assert.equal(shortCallText('run', all.defaults, all.assumes), 'run({ … })');
  const few = experiment({ load: assume(0.9, 'load'), seed: 1 }, () => 0);
  assert.equal(shortCallText('run', few.defaults, few.assumes), 'run({ load: 0.9, seed: 1 })');
});
