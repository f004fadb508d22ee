import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { test } from 'node:test';
import {
  ESSAY_GLOBS,
  ESSAYS,
  entriesBelow,
  essayFiles,
  essayOf,
  isAside,
  isShown,
  readEssays,
  slugOf,
} from '../../src/essay/files.ts';
import { holdingsOf, isExperiment, isFigure, isNumber, isPlayable } from '../../src/essay/holds.ts';
import { frontMatterOf, offsetOf } from '../../src/essay/matter.ts';
import { readModule } from '../../src/essay/modules.ts';
import { isDay } from '../../src/essay/schema.ts';
import { lineDeclaring, modelSource, namesByLine } from '../../src/essay/source.ts';
import { today } from '../../src/essay/today.ts';
import { playablesOf } from '../../src/play/plugin.ts';
import { site } from '../../src/site.ts';

/** Calls `ask` in a project that has these files and no others. */
async function inProject<T>(
  files: Readonly<Record<string, string>>,
  ask: () => T | Promise<T>,
): Promise<T> {
  const root = process.cwd();
  const project = mkdtempSync(join(tmpdir(), 'essays-'));
  mkdirSync(join(project, ESSAYS), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  process.chdir(project);
  try {
    return await ask();
  } finally {
    process.chdir(root);
    rmSync(project, { recursive: true });
  }
}

/** Calls `ask` with environment variables set. */
async function withEnv<T>(
  values: Readonly<Record<string, string>>,
  ask: () => T | Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, values);
  try {
    return await ask();
  } finally {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

const PATHS: [path: string, slug: string | undefined][] = [
  ['queues.mdx', 'queues'],
  ['queues/index.mdx', 'queues'],
  ['a-b_2.mdx', 'a-b_2'],
  ['Queues.mdx', 'Queues'],
  ['index.mdx', 'index'],
  ['_queues.mdx', undefined],
  ['_queues/index.mdx', undefined],
  ['.queues.mdx', undefined],
  ['.queues/index.mdx', undefined],
  ['queues/other.mdx', undefined],
  ['queues/tests/index.mdx', undefined],
  ['queues.md', undefined],
  ['queues/index.md', undefined],
  ['queues.mdx.bak', undefined],
  ['.mdx', undefined],
  ['model.ts', undefined],
];

test('an essay is a file, or the index of a folder, whose name begins with neither _ nor a dot', () => {
  for (const [path, slug] of PATHS) assert.equal(slugOf(path), slug, path);
});

test('the loader of pages takes the same files for essays', () => {
  for (const [path, slug] of PATHS) {
    const loaded = ESSAY_GLOBS.some((glob) => matchesGlob(path, glob));
    assert.equal(loaded, slug !== undefined, path);
  }
});

test('tests and committed texts are no part of an essay', () => {
  const aside = [
    'tests/model.test.ts',
    'tests/a/b.json',
    'printed.txt',
    'drawings.txt',
    'words.txt',
  ];
  for (const path of aside) assert.ok(isAside(path), path);
  const part = ['model.ts', 'traces/printed.txt', 'more/tests/a.ts', 'tests.ts', 'data.txt'];
  for (const path of part) assert.ok(!isAside(path), path);
});

const essay = (matter: string, day = '2026-11-26') =>
  essayOf('queues/index.mdx', 'queues', `---\n${matter}\n---\n\nText.\n`, day);

test('an essay is shown from its day on', () => {
  assert.equal(essay("published: '2026-11-25'").hidden, false);
  assert.equal(essay("published: '2026-11-26'").hidden, false);
  assert.equal(essay("published: '2026-11-27'").hidden, true);
  assert.equal(essay("published: '2027-01-01'", '2026-12-31').hidden, true);
});

test('drafts are hidden, and so is what cannot be read', () => {
  const draft = essay("published: '2026-11-25'\ndraft: true");
  assert.deepEqual([draft.draft, draft.hidden], [true, true]);
  assert.equal(essay("published: '2026-11-25'\ndraft: false").hidden, false);
  assert.equal(essay('title: "never closed').hidden, true);
  assert.equal(essayOf('a.mdx', 'a', 'No front matter.', '2026-11-26').hidden, true);
  for (const opening of ['--- ', '---\t', '---\r']) {
    const source = `${opening}\ntitle: A\ndraft: true\n---\n\nText.\n`;
    const { draft, hidden } = essayOf('a.mdx', 'a', source, '2026-11-26');
    assert.deepEqual([draft, hidden], [true, true], JSON.stringify(opening));
  }
});

test('a day that does not exist is shown, so that the build can refuse it', () => {
  for (const day of ['2026-13-45', '2027-02-30', 'tomorrow']) {
    assert.equal(essay(`published: '${day}'`).hidden, false, day);
    assert.equal(isDay(day), false, day);
  }
  assert.ok(isDay('2026-02-28') && isDay('2028-02-29'));
});

test('an essay changed on the day of its last revision; its earlier slugs lead to it', () => {
  assert.equal(essay("published: '2026-11-25'").changed, '2026-11-25');
  const revised = essay(`published: '2026-11-01'
revisions:
  - { date: '2026-11-02', note: First. }
  - { date: '2026-11-03', note: Second. }
aliases: [lines, rows]`);
  assert.equal(revised.changed, '2026-11-03');
  assert.deepEqual(revised.aliases, ['lines', 'rows']);
  assert.equal(revised.first, 'lines');
  assert.deepEqual(essay('title: A').aliases, []);
  assert.equal(essay('title: A').first, 'queues');
  const again = essay('aliases: [queues, lines]');
  assert.deepEqual([again.first, again.aliases], ['queues', ['lines']]);
  assert.equal(revised.file, 'src/content/essays/queues/index.mdx');
});

const SHOWN = "---\ntitle: A\npublished: '2026-11-25'\n---\n\nText.\n";

test('essays are read in the order of their names, with what is theirs beside them', async () => {
  const files = {
    [`${ESSAYS}/rows/index.mdx`]: SHOWN,
    [`${ESSAYS}/rows/model.ts`]: '',
    [`${ESSAYS}/lines.mdx`]: SHOWN,
    [`${ESSAYS}/_notes.mdx`]: 'No essay.',
    [`${ESSAYS}/tomorrow.mdx`]: SHOWN.replace('2026-11-25', '2026-11-27'),
  };
  await withEnv({ SITE_TODAY: '2026-11-26' }, () =>
    inProject(files, () => {
      assert.deepEqual(
        readEssays().map(({ slug, file, hidden }) => [slug, file, hidden]),
        [
          ['lines', 'src/content/essays/lines.mdx', false],
          ['rows', 'src/content/essays/rows/index.mdx', false],
          ['tomorrow', 'src/content/essays/tomorrow.mdx', true],
        ],
      );
      assert.deepEqual(
        entriesBelow(ESSAYS).map(({ path, kind }) => [path, kind]),
        [
          ['_notes.mdx', 'file'],
          ['lines.mdx', 'file'],
          ['rows', 'folder'],
          ['rows/index.mdx', 'file'],
          ['rows/model.ts', 'file'],
          ['tomorrow.mdx', 'file'],
        ],
      );
    }),
  );
});

test('a build stops at front matter that cannot be read, for it may be that of a draft', async () => {
  const faults: [source: string, says: RegExp][] = [
    ['No front matter.', /secret\.mdx:1: front matter: it has none/],
    ['\n---\ntitle: T\ndraft: true\n---\n', /secret\.mdx:1: front matter: a blank line/],
    ['---\ndraft: true\n', /secret\.mdx:3: front matter: it is not closed/],
    [
      '---\ndraft: true\ndraft: true\n---\n',
      /secret\.mdx:3: front matter: "draft" is written twice/,
    ],
    [
      '---\ntitle: "open\ndraft: true\n---\n',
      /secret\.mdx:2: front matter: the quote " is not closed/,
    ],
  ];
  for (const [source, says] of faults) {
    await inProject({ [`${ESSAYS}/secret.mdx`]: source, [`${ESSAYS}/good.mdx`]: SHOWN }, () => {
      assert.throws(readEssays, says, source);
      assert.deepEqual(
        essayFiles().map(({ slug, hidden }) => [slug, hidden]),
        [
          ['good', false],
          ['secret', true],
        ],
        source,
      );
    });
  }
});

test('a build stops at two essays of one name', async () => {
  const files = { [`${ESSAYS}/a.mdx`]: SHOWN, [`${ESSAYS}/a/index.mdx`]: SHOWN };
  await inProject(files, () => assert.throws(readEssays, /two essays called "a"; rename one/));
});

test('hidden essays are shown in development and where a test asks for them', async () => {
  const draft = { slug: 'taste', hidden: true };
  assert.equal(isShown({ ...draft, hidden: false }, false), true);
  assert.equal(isShown(draft, true), true);
  for (const [asked, shown] of [
    ['show', true],
    ['specimen,taste', true],
    ['specimen', false],
    ['', false],
  ] as const)
    await withEnv({ SITE_DRAFTS: asked }, () => assert.equal(isShown(draft, false), shown, asked));
});

test('the day is that of the site’s time zone, whatever the machine’s', async () => {
  const inZone = () =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: site.timeZone }).format(new Date());
  // At every moment it is another day on one side of the date line than on the other.
  for (const TZ of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
    await withEnv({ TZ, SITE_TODAY: '' }, () => {
      const [before, day, after] = [inZone(), today(), inZone()];
      assert.ok(day === before || day === after, `${day} in ${TZ}`);
      assert.ok(isDay(day));
    });
  }
});

test('SITE_TODAY sets another day, and has to be one', async () => {
  await withEnv({ SITE_TODAY: '2027-01-01' }, () => assert.equal(today(), '2027-01-01'));
  for (const day of ['2027-02-30', 'tomorrow', '2027-1-1']) {
    await withEnv({ SITE_TODAY: day }, () =>
      assert.throws(today, new RegExp(`SITE_TODAY: '${day}' is no day`)),
    );
  }
});

test('front matter is the block at the top, and every value has its place', () => {
  const source = `---
title: A
references:
  - key: nagle
    year: 1985
  - { key: little, year: 1961 }
---

Text.
`;
  const matter = frontMatterOf(source)!;
  assert.equal((matter.data.references as unknown[]).length, 2);
  const at = (path: PropertyKey[], ofKey?: boolean) => source.slice(offsetOf(matter, path, ofKey));
  assert.match(at(['title']), /^A\n/);
  assert.match(at(['title'], true), /^title: A/);
  assert.match(at(['references', 0, 'key']), /^nagle/);
  assert.match(at(['references', 1, 'year']), /^1961/);
  assert.match(at(['references', 1, 'year'], true), /^year: 1961/);
  // The nearest part that is there: of a key that is missing, the map that lacks it.
  assert.match(at(['references', 1, 'venue']), /^\{ key: little/);
  assert.match(at(['references', 0, 'key', 'more']), /^key: nagle/);
  assert.equal(offsetOf(matter, ['nothing']), 0);
});

test('front matter ends at its closing line and at no other', () => {
  assert.equal(frontMatterOf('Text.\n---\na: 1\n---\n'), undefined);
  assert.equal(frontMatterOf('---\na: 1\n'), undefined);
  assert.equal(frontMatterOf('----\na: 1\n----\n'), undefined);
  assert.deepEqual(frontMatterOf('---\na: 1\n---')?.data, { a: 1 });
  assert.deepEqual(frontMatterOf('---\r\na: 1\r\nb: --- 2\r\n---\r\n')?.data, { a: 1, b: '--- 2' });
  assert.deepEqual(frontMatterOf('---\na: 1\n---\nb: 2\n---\n')?.data, { a: 1 });
  assert.deepEqual(frontMatterOf('---\n---\nText.')?.data, {});
  assert.deepEqual(frontMatterOf('---\n- a\n---\n')?.data, {});
  assert.deepEqual(frontMatterOf('---\na: "1\n---\n')?.data, {});
});

test('a module’s imports are read, in every form', () => {
  const code = `import a from './default.ts';
import * as all from "./all.ts";
import { b, c as d, type T } from './named.ts';
import './effect.ts';
import type { U } from './types.ts';
import e, { f } from './both.ts';
// import { no } from './comment.ts';
const text = "import { no } from './text.ts'";
`;
  const { imports, names } = readModule(code);
  assert.deepEqual(
    imports.map(({ from, name, local }) => [from, name, local]),
    [
      ['./default.ts', 'default', 'a'],
      ['./all.ts', '*', 'all'],
      ['./named.ts', 'b', 'b'],
      ['./named.ts', 'c', 'd'],
      ['./effect.ts', '', ''],
      ['./both.ts', 'default', 'e'],
      ['./both.ts', 'f', 'f'],
    ],
  );
  assert.deepEqual(
    imports.map(({ offset }) => /^(?:\w+|'[^']*')/.exec(code.slice(offset))?.[0]),
    ['a', 'all', 'b', 'c', "'./effect.ts'", 'e', 'f'],
  );
  assert.deepEqual(names, [
    './default.ts',
    './all.ts',
    './named.ts',
    './effect.ts',
    './types.ts',
    './both.ts',
  ]);
});

test('a module’s exports are read, in every form', () => {
  const code = `import { a } from './named.ts';
export const b = 1, c = 2;
export function d() {}
export class E {}
export const { f, g: [h] } = b;
export { a };
export { i as j } from './passed.ts';
export * from './star.ts';
export * as k from './named.ts';
export { default as l } from './default.ts';
export interface M { n: 1 }
export type { O } from './types.ts';
export default 3;
`;
  const { exports, names } = readModule(code);
  assert.deepEqual(exports.map(({ name, from, original }) => [name, from, original]).sort(), [
    ['*', './star.ts', '*'],
    ['E', undefined, 'E'],
    ['a', './named.ts', 'a'],
    ['b', undefined, 'b'],
    ['c', undefined, 'c'],
    ['d', undefined, 'd'],
    ['default', undefined, 'default'],
    ['f', undefined, 'f'],
    ['h', undefined, 'h'],
    ['j', './passed.ts', 'i'],
    ['k', './named.ts', '*'],
    ['l', './default.ts', 'default'],
  ]);
  const c = exports.find(({ name }) => name === 'c');
  assert.ok(code.slice(c?.offset).startsWith('export const b'));
  assert.deepEqual(names, ['./named.ts', './passed.ts', './star.ts', './default.ts', './types.ts']);
});

const MODEL = `const run = { defaults: {}, compute: () => 1 };
export { run as first };
export const second = { defaults: {}, compute: () => 2 };
export const limit = 3;
`;
const FIGURES = `import { first } from './model.ts';
const draw = () => {};
export const knee = { id: 'knee', size: 'text', of: first, draw };
export const played = { id: 'played', size: 'text', of: first, draw, controls: [] };
export const wait = { last: { read: () => 1, experiment: first, name: 'last' }, other: 3 };
export const mark = { of: first, draw };
export const helper = () => 1;
`;
const NUMBERS = `import { first } from './model.ts';
export const gain = { most: { read: () => 1, experiment: first, name: 'most' } };
export const lone = { read: () => 1, experiment: first, name: 'lone' };
export const none = null;
`;

test('an essay holds what its modules export: experiments, figures, numbers, a mark', async () => {
  const at = `${ESSAYS}/held`;
  const files = {
    [`${at}/model.ts`]: MODEL,
    [`${at}/figures.ts`]: FIGURES,
    [`${at}/numbers.ts`]: NUMBERS,
  };
  await inProject(files, async () => {
    const { experiments, figures, numbers, mark } = await holdingsOf('held');
    assert.deepEqual([...experiments.keys()].sort(), ['first', 'second']);
    assert.deepEqual([...figures.keys()].sort(), ['knee', 'played']);
    assert.deepEqual([...numbers.keys()].sort(), ['gain.most', 'wait.last']);
    assert.equal(numbers.get('wait.last')?.experiment, experiments.get('first'));
    assert.ok(mark && !isFigure(mark));
    assert.deepEqual(await playablesOf('held'), ['played']);
    const nothing = await holdingsOf('absent');
    assert.deepEqual(
      [nothing.experiments.size, nothing.figures.size, nothing.numbers.size, nothing.mark],
      [0, 0, 0, undefined],
    );
  });
});

test('what a value is does not depend on the parts that it lacks', () => {
  assert.ok(isFigure({ draw: 1, id: 'a' }) && isFigure({ draw: 1, size: 'text' }));
  assert.ok(!isFigure({ draw: 1, of: 2 }) && !isFigure({ id: 'a' }) && !isFigure(null));
  assert.ok(isExperiment({ defaults: {}, compute: 1 }) && !isExperiment({ compute: 1 }));
  assert.ok(!isExperiment(undefined) && !isExperiment({ defaults: {} }));
  assert.ok(isNumber({ read: 1, experiment: 2 }) && !isNumber({ read: 1 }) && !isNumber(3));
  assert.ok(isPlayable({ controls: [] } as never) && !isPlayable({} as never));
});

test('the figures that a reader can change are those with controls', async () => {
  assert.deepEqual(await playablesOf('specimen'), ['curve', 'length', 'luck', 'machine', 'waits']);
});

test('the source of a model is what ran, nearest first, and neither drawing nor test', async () => {
  const at = `${ESSAYS}/held`;
  const files: Record<string, string> = {
    [`${at}/model.ts`]: `import { b } from "./b.ts";
import { a } from './a.ts';
import type { S } from '../../../kit/sim/s.ts';
import data from './data.json';
import pkg from 'a-package';
export { c } from './c.ts';`,
    [`${at}/record.ts`]: `import './recorder.ts';`,
    [`${at}/record-one-run.ts`]: `import './b.ts';`,
    [`${at}/recorder.ts`]: '1',
    [`${at}/recorded.ts`]: '2',
    [`${at}/a.ts`]: `import './deep.ts';`,
    [`${at}/b.ts`]: `import './a.ts';`,
    [`${at}/c.ts`]: `import './model.ts';`,
    [`${at}/deep.ts`]: '',
    [`${at}/data.json`]: '1',
    [`${at}/figures.ts`]: `import './model.ts';`,
    [`${at}/tests/model.test.ts`]: `import '../model.ts';`,
    [`${at}/sql/take.sql`]: 'SELECT 1',
    [`${at}/sql/put.sql`]: 'SELECT 2',
    'src/kit/sim/s.ts': 'export type S = 1;',
  };
  await inProject(files, () => {
    const found = modelSource('held');
    assert.deepEqual(
      found.map(({ path }) => path.replace(`${at}/`, '')),
      [
        'model.ts',
        'record-one-run.ts',
        'record.ts',
        'b.ts',
        'a.ts',
        'src/kit/sim/s.ts',
        'c.ts',
        'recorder.ts',
        'deep.ts',
        'sql/put.sql',
        'sql/take.sql',
      ],
    );
    for (const { path, code } of found) assert.equal(code, files[path], path);
    assert.deepEqual(modelSource('absent'), []);
  });
});

test('runs that one statement exports have their names on its line', () => {
  const code = 'const a = 1;\nconst b = 2;\nexport { a, b };\nexport const c = 3;\n';
  const declared = ['a', 'b', 'c'].map((name) => ({ name, line: lineDeclaring(code, name) }));
  assert.deepEqual(
    [...namesByLine(declared)],
    [
      [3, ['a', 'b']],
      [4, ['c']],
    ],
  );
});
