/** What an essay's modules may import, and what in them cannot be read, before any of them runs. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { formatFinding } from '../../src/check/finding.ts';
import { sourcesOf } from '../../src/check/sources.ts';

const home = process.cwd();
const root = mkdtempSync(join(tmpdir(), 'sources-'));
const FOLDER = 'src/content/essays/waiting';

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

before(() => {
  cpSync('src/kit', join(root, 'src/kit'), { recursive: true });
  process.chdir(root);
  put('src/content/essays/other/model.ts', 'export const a = 1;');
  put('src/site.ts', 'export const site = 1;');
  put(`${FOLDER}/queue.ts`, 'export const wait = 1; export interface Queue { a: 1 }');
  put(`${FOLDER}/results.json`, '[1]');
  put(`${FOLDER}/record.ts`, "import 'node:fs'; export const a = 1;");
  put(`${FOLDER}/tests/model.test.ts`, 'export const a = 1;');
});
after(() => {
  process.chdir(home);
  rmSync(root, { recursive: true, force: true });
});

/** What is told of `model.ts` and `figures.ts` with the texts given. */
function told(model: string, figures = "import { a } from './model.ts';"): string[] {
  put(`${FOLDER}/model.ts`, model);
  put(`${FOLDER}/figures.ts`, figures);
  return sourcesOf(FOLDER, [`${FOLDER}/figures.ts`])
    .flatMap(({ findings }) => findings)
    .map((finding) => formatFinding(finding).slice(FOLDER.length + 1));
}

const A = 'export const a = 1;';

/** The text of a model, and all that is told of it. */
const MODELS: readonly (readonly [code: string, told: string])[] = [
  [`import fs from 'node:fs'; ${A}`, "model.ts:1:16  import: 'node:fs' is Node’s"],
  [`import { join } from 'path'; ${A}`, "model.ts:1:22  import: 'path' is Node’s"],
  [`import { mean } from 'd3-array'; ${A}`, "model.ts:1:22  import: 'd3-array' is a package"],
  [`import 'kit/sim/random'; ${A}`, "is a package — write '../../../kit/sim/random.ts'"],
  [`import '../../../kit/draw/scale.ts'; ${A}`, 'is for figures, and a model knows nothing of'],
  [`import '../../../kit/number.ts'; ${A}`, 'is for figures, and a model knows nothing of them'],
  [`import '../other/model.ts'; ${A}`, "'../other/model.ts' is of the essay other"],
  [`import '../../../site.ts'; ${A}`, "'../../../site.ts' is no part of the kit"],
  [`import './record.ts'; ${A}`, "'./record.ts' runs when somebody asks for it"],
  [`import './tests/model.test.ts'; ${A}`, 'runs when somebody asks for it'],
  [`import './quee.ts'; ${A}`, "there is no ./quee.ts — write './queue.ts'"],
  [`import './queue'; ${A}`, "there is no ./queue — write './queue.ts'"],
  [`import './result.json' with { type: 'json' }; ${A}`, "write './results.json'"],
  [`import '../../kit/sim/heap.ts'; ${A}`, "write '../../../kit/sim/heap.ts'"],
  [
    `import { wiat } from './queue.ts'; ${A}`,
    "1:10  import: './queue.ts' exports no wiat — write w",
  ],
  [`import { Queue } from './queue.ts'; ${A}`, 'exports no Queue — write type Queue'],
  [`export { wiat as a } from './queue.ts';`, "'./queue.ts' exports no wiat — write wait"],
  [`${A}\nconst b = ;`, 'model.ts:2:11  module: ; stands where something else should'],
  [
    `${A}\nconst b = [1, 2;`,
    '2:16  module: `,` or `]` should stand where ; does — close what [ opens in line 2',
  ],
  [
    `${A}\nfunction f() {`,
    'model.ts:2:15  module: `}` should stand where the end of the file does',
  ],
  [`enum Kind { one } ${A}`, '1:1  module: an enum is more than a type'],
  [`class Q { constructor(readonly a = 1) {} } ${A}`, 'a property made by a parameter is more'],
];

for (const [code, line] of MODELS) {
  test(`told of a model in one line: ${code.replaceAll('\n', ' ')}`, () => {
    const [first = '', ...more] = told(code);
    assert.ok(first.includes(line), first);
    assert.deepEqual(more, []);
    assert.doesNotMatch(first, /oxc|undefined|\/tmp/);
  });
}

/** Models without a fault. */
const RIGHT = [
  `import { seeded } from '../../../kit/sim/random.ts'; ${A}`,
  `import { experiment, type Experiment } from '../../../kit/experiment.ts'; ${A}`,
  `import { wait, type Queue } from './queue.ts'; ${A}`,
  `import * as queue from './queue.ts'; ${A}`,
  `import results from './results.json' with { type: 'json' }; ${A}`,
  `export * from './queue.ts'; ${A}`,
  `declare enum Kind { one } ${A}`,
  `const enumerated = 'enum of a namespace'; ${A}`,
];

for (const code of RIGHT) {
  test(`nothing is told of a model: ${code}`, () => assert.deepEqual(told(code), []));
}

test('figures may draw, and may not import what is no part of the kit or the folder', () => {
  const model = "import { a } from './model.ts';";
  assert.deepEqual(told(A, `${model} import { chart } from '../../../kit/draw/chart.ts';`), []);
  const [first, ...more] = told(A, `${model} import '../../../site.ts';`);
  assert.match(first ?? '', /^figures\.ts:1:40 {2}import: '\.\.\/\.\.\/\.\.\/site\.ts' is no part/);
  assert.deepEqual(more, []);
});

test('each module comes behind what it imports, and one that cannot be read does not run', () => {
  told(`import './queue.ts'; ${A}`);
  const sources = sourcesOf(FOLDER, [`${FOLDER}/figures.ts`]);
  assert.deepEqual(
    sources.map(({ file }) => file.slice(FOLDER.length + 1)),
    ['queue.ts', 'model.ts', 'figures.ts'],
  );
  assert.ok(sources.every(({ runs, pure }) => runs && pure));
  told('export const a = ;');
  assert.deepEqual(
    sourcesOf(FOLDER, []).map(({ runs }) => runs),
    [false],
  );
});
