/** The rooms of `src`: who may import whom, as README draws it, and what has to be pure is. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { impurities } from '../../src/check/purity.ts';
import { nodesOf, parseMdx } from '../../src/check/tree.ts';
import { parseModule, readModule } from '../../src/essay/modules.ts';

/**
 * What a file may import, by the place where it lies: below `src`, in `own/` for the parts of its
 * own essay, in `packages/` for what is no file. A place that ends in `/` has all below it; of those
 * that have a file, the narrowest holds.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'site.ts': ['packages/'],
  'env.d.ts': [],
  'kit/sim/': ['kit/sim/'],
  'kit/': ['kit/'],
  'essay/': ['essay/', 'kit/', 'site.ts', 'packages/', 'content/essays/'],
  'prose/': ['prose/', 'essay/schema.ts', 'kit/', 'site.ts', 'packages/'],
  'check/': [
    'check/',
    'essay/',
    'kit/',
    'prose/below.ts',
    'prose/dollars.ts',
    'prose/mathematics.ts',
    'site.ts',
    'packages/',
  ],
  'play/': ['play/', 'kit/', 'packages/virtual:playable', 'packages/virtual:numbers'],
  'play/check.ts': ['play/', 'kit/', 'styles/checked.css'],
  'play/origin.ts': ['play/', 'styles/origin.css'],
  'play/plugin.ts': ['essay/', 'packages/'],
  'files/': ['files/', 'essay/', 'essays.ts', 'kit/', 'prose/', 'site.ts', 'styles/', 'packages/'],
  'essays.ts': ['components/', 'essay/', 'kit/', 'prose/', 'site.ts', 'packages/'],
  'components/': [
    'components/',
    'essay/',
    'essays.ts',
    'kit/',
    'play/ask.ts',
    'play/element.ts',
    'play/search.ts',
    'prose/',
    'site.ts',
    'styles/',
    'packages/',
  ],
  'layouts/': [
    'layouts/',
    'components/',
    'content/essays/',
    'essays.ts',
    'fonts/',
    'kit/',
    'scripts/',
    'site.ts',
    'styles/',
  ],
  'pages/': [
    'layouts/',
    'components/',
    'essay/',
    'essays.ts',
    'files/',
    'kit/',
    'prose/',
    'site.ts',
    'styles/',
    'packages/',
  ],
  'scripts/': [],
  'styles/': ['packages/'],
  'fonts/': ['packages/'],
  'content.config.ts': ['essay/', 'packages/'],
  'build.ts': ['essay/cache.ts', 'packages/'],
  '../astro.config.mjs': [
    'essay/',
    'check/dev.ts',
    'files/hosts.ts',
    'files/policy.ts',
    'files/search.ts',
    'play/plugin.ts',
    'prose/',
    'site.ts',
    'packages/',
  ],
  'own/model': ['own/model', 'own/data', 'kit/sim/', 'kit/assume.ts', 'kit/experiment.ts'],
  'own/figures': ['own/figures', 'own/model', 'own/data', 'kit/'],
  'own/text': [
    'own/text',
    'own/figures',
    'own/model',
    'own/data',
    'components/',
    'essay/results.ts',
    'kit/',
  ],
  'own/record': ['own/record', 'own/figures', 'own/model', 'own/data', 'kit/', 'packages/'],
  'own/tests': ['own/', 'essay/', 'kit/', '../tests/', 'packages/'],
};

/** The places that run in any browser and come out the same each time. */
const PURE = ['kit/', 'own/model', 'own/figures'];

const ESSAYS = 'content/essays/';
const CODE = /\.(?:ts|mjs|js|astro|mdx)$/;

/** What a file says: the modules that it names, and what in it is not pure. */
interface Text {
  readonly names: readonly string[];
  readonly impure: readonly string[];
  readonly collects: boolean;
}

interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Every node of a syntax tree with the one that holds it, names of properties and keys left out. */
function* within(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'property' || key === 'key') && node.computed === false) continue;
    for (const child of [value].flat()) if (isNode(child)) yield* within(child);
  }
}

/** `Math.random` of a node that reads it; empty for others. */
const memberOf = ({ type, object, property }: SyntaxNode): string =>
  type === 'MemberExpression' && isNode(object) && isNode(property)
    ? `${object.name}.${property.name}`
    : '';

/** The strings among arguments, lists of strings too. */
const stringsIn = (value: unknown): string[] =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string'
    ? [value.value]
    : isNode(value) && value.type === 'ArrayExpression'
      ? [value.elements].flat().flatMap(stringsIn)
      : [];

function readCode(code: string): Text {
  const { program, errors } = parseModule(code);
  assert.deepEqual(errors, [], code.slice(0, 200));
  const nodes = [...within(program as unknown as SyntaxNode)];
  const named = nodes.flatMap((node) => {
    if (node.type === 'ImportExpression') return stringsIn(node.source);
    if (node.type === 'TSImportType') return stringsIn(node.source ?? node.argument);
    const isGlob =
      node.type === 'CallExpression' && isNode(node.callee) && memberOf(node.callee) !== '';
    const globs = isGlob && (node.callee as SyntaxNode).property;
    return isNode(globs) && globs.name === 'glob' ? stringsIn([node.arguments].flat()[0]) : [];
  });
  // An import that comes later is an import like others.
  const impure = impurities(code)
    .map(({ name }) => name)
    .filter((name) => name !== 'import()');
  const collects = nodes.some(
    (node) => node.type === 'Identifier' && node.name === 'getCollection',
  );
  return { names: [...readModule(code).names, ...named], impure, collects };
}

/** The modules inside a file: an essay's imports, a component's head and its scripts. */
function codeIn(path: string, source: string): string[] {
  if (path.endsWith('.mdx')) {
    const parsed = parseMdx(source);
    // Why it cannot be read is for the check to say, and of a draft for nobody.
    if (!('root' in parsed)) return [];
    return [...nodesOf(parsed.root)].flatMap((node) =>
      node.type === 'mdxjsEsm' ? [node.value] : [],
    );
  }
  if (!path.endsWith('.astro')) return [source];
  const head = /^---\n([\s\S]*?)\n---\n/.exec(source)?.[1] ?? '';
  const scripts = [...source.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code);
  return [head, ...scripts];
}

function readText(path: string, source: string): Text {
  const texts = codeIn(path, source).map(readCode);
  return {
    names: texts.flatMap(({ names }) => names),
    impure: texts.flatMap(({ impure }) => impure),
    collects: texts.some(({ collects }) => collects),
  };
}

/** The file that a specifier means, below `src`; a package stays what it is. */
const targetOf = (path: string, name: string): string =>
  name.startsWith('.')
    ? posix.join(posix.dirname(path), name.replace(/\?.*$/, '')).replace(/^\.\.\/src\//, '')
    : `packages/${name}`;

type Texts = ReadonlyMap<string, Text>;

/** The files that some of them reach by their imports, themselves included. */
function reached(texts: Texts, from: readonly string[]): Set<string> {
  const found = new Set(from.filter((path) => texts.has(path)));
  for (const path of found) {
    for (const name of texts.get(path)!.names) {
      const target = targetOf(path, name);
      if (texts.has(target)) found.add(target);
    }
  }
  return found;
}

const essayFolder = (path: string): string =>
  /^content\/essays\/[^/]+\//.exec(path)?.[0] ?? (path.startsWith(ESSAYS) ? path : '');

/** The part of its essay that each file is; files outside of essays are not in it. */
function partsOf(texts: Texts): Map<string, string> {
  const parts = new Map<string, string>();
  const paths = [...texts.keys()].filter((path) => path.startsWith(ESSAYS));
  for (const folder of new Set(paths.map(essayFolder))) {
    const own = paths.filter((path) => essayFolder(path) === folder);
    const model = reached(texts, [`${folder}model.ts`]);
    const page = own.filter((path) => /\.(?:mdx|astro)$|\/(?:figures|numbers)\.ts$/.test(path));
    const shown = reached(texts, page);
    for (const path of own) {
      const rest = path.slice(folder.length);
      if (rest.startsWith('tests/')) parts.set(path, 'own/tests');
      else if (/^record(?:-\w+)*\.ts$/.test(rest)) parts.set(path, 'own/record');
      else if (/\.(?:mdx|astro)$/.test(path)) parts.set(path, 'own/text');
      else if (model.has(path)) parts.set(path, 'own/model');
      else parts.set(path, shown.has(path) ? 'own/figures' : 'own/record');
    }
  }
  return parts;
}

const lies = (path: string, place: string): boolean =>
  place.endsWith('/') ? path.startsWith(place) : path === place;

/** Every import that no arrow allows and every impure name, a line each. */
function faultsOf(texts: Texts): string[] {
  const parts = partsOf(texts);
  return [...texts].flatMap(([path, { names, impure }]) => {
    const home = parts.get(path) ?? path;
    const [place] = Object.keys(ARROWS)
      .filter((one) => lies(home, one))
      .sort((a, b) => b.length - a.length);
    if (place === undefined) return [`src/${path} is in no room; give it a line in ARROWS`];
    const seen = (target: string): string => {
      if (essayFolder(target) === '' || essayFolder(target) !== essayFolder(path)) return target;
      return CODE.test(target) && parts.has(target) ? parts.get(target)! : 'own/data';
    };
    const wrong = names
      .filter((name) => !ARROWS[place].some((to) => lies(seen(targetOf(path, name)), to)))
      .map((name) => `src/${path} imports '${name}': ${place} may import ${allowed(place)}`);
    const odd = PURE.some((pure) => lies(home, pure)) ? impure : [];
    return [...wrong, ...odd.map((name) => `src/${path} uses ${name}: ${place} is pure`)];
  });
}

const allowed = (place: string): string => ARROWS[place].join(', ') || 'nothing';

const texts: Texts = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .concat('../astro.config.mjs')
    .filter((path) => CODE.test(path) && !path.includes('node_modules/'))
    // An editor's lock is a link that leads nowhere.
    .filter((path) => existsSync(`src/${path}`))
    .sort()
    .map((path) => [path, readText(path, readFileSync(`src/${path}`, 'utf8'))]),
);

test('every import follows an arrow, and kit, models and figures are pure', () => {
  assert.deepEqual(faultsOf(texts), []);
});

/** A wrong change, and the line that says so. */
const WRONG: readonly (readonly [path: string, code: string, fault: string])[] = [
  ['kit/csv.ts', "import '../site.ts';", "imports '../site.ts': kit/ may import kit/"],
  ['kit/csv.ts', "export * from 'node:fs';", "imports 'node:fs': kit/ may import kit/"],
  ['kit/sim/heap.ts', "import '../draw/path.ts';", 'kit/sim/ may import kit/sim/'],
  ['kit/csv.ts', "const a = await import('vite');", "imports 'vite'"],
  ['kit/csv.ts', 'export const a = Math.random();', 'uses Math.random: kit/ is pure'],
  ['kit/csv.ts', 'export const a = () => new Date().getTime();', 'uses new Date()'],
  ['kit/csv.ts', 'export const a = { b: document.title };', 'uses document'],
  ['essay/files.ts', "import type { A } from '../prose/prose.ts';", 'essay/ may import'],
  ['check/run.ts', "import '../essays.ts';", 'check/ may import'],
  ['prose/prose.ts', "import '../components/essay.ts';", 'prose/ may import'],
  ['play/element.ts', "import 'vite';", 'play/ may import play/, kit/, packages/virtual:playable'],
  [
    'components/Cite.astro',
    "---\nimport '../layouts/Page.astro';\n---\n",
    'components/ may import',
  ],
  [
    'layouts/Moved.astro',
    "---\n---\n<script>\nimport '../files/picture.ts';\n</script>\n",
    'layouts/',
  ],
  ['content/essays/specimen/model.ts', "import '../../../kit/draw/svg.ts';", 'own/model may'],
  ['content/essays/specimen/model.ts', "import './record-more.ts';", 'own/model may import'],
  ['content/essays/specimen/model.ts', "import './tests/model.test.ts';", 'own/model may import'],
  ['content/essays/specimen/model.ts', 'performance.now();', 'uses performance: own/model is pure'],
  ['content/essays/specimen/figures.ts', "import './index.mdx';", 'own/figures may import'],
  ['content/essays/specimen/figures.ts', "import 'node:fs';", 'own/figures may import'],
  ['content/essays/specimen/index.mdx', "import a from '../other/a.ts'\n", 'own/text may import'],
  [
    'content/essays/specimen/index.mdx',
    "import a from '../../../../../elsewhere/a.ts'\n",
    'own/text',
  ],
  ['content/essays/specimen/style.ts', "import '../../../prose/prose.ts';", 'own/record may'],
  ['scripts/page.ts', "import '../../tests/servers.ts';", 'scripts/ may import nothing'],
  ['elsewhere/a.ts', '', 'is in no room'],
];

for (const [path, code, fault] of WRONG) {
  test(`it is said of src/${path}: ${code.replaceAll('\n', ' ').trim() || 'nothing'}`, () => {
    const beside = [...texts].filter(([one]) => one.startsWith(`${ESSAYS}specimen/`));
    const empty = ['record-more.ts', 'tests/model.test.ts'].map(
      (name) => [`${ESSAYS}specimen/${name}`, readText(name, '')] as const,
    );
    const changed = new Map([...beside, ...empty, [path, readText(path, code)]]);
    const faults = faultsOf(changed).filter((line) => line.startsWith(`src/${path} `));
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.ok(faults[0].includes(fault), faults[0]);
  });
}

test('properties, text, comments and a file’s own names are no globals, a given day is no clock', () => {
  const code = `// document
    export const a = (b: { window: 1 }) => [b.window, 'Math.random()', new Date(0)];
    export const c = ({ self }: { self: number }, window: number) => self + window;`;
  assert.deepEqual(faultsOf(new Map([['kit/csv.ts', readText('kit/csv.ts', code)]])), []);
});

test('every file that is imported is there', () => {
  const missing = [...texts].flatMap(([path, { names }]) =>
    names
      .map((name) => targetOf(path, name))
      .filter((file) => !file.startsWith('packages/') && !file.includes('*'))
      // A text may leave out the ending.
      .filter((file) => !existsSync(`src/${file}`) && !existsSync(`src/${file}.ts`))
      .map((file) => `src/${path}: ${file}`),
  );
  assert.deepEqual(missing, []);
});

test('no file imports itself by a way round', () => {
  const round = [...texts].flatMap(([path, { names }]) => {
    const next = names.map((name) => targetOf(path, name));
    return reached(texts, next).has(path) ? [path] : [];
  });
  assert.deepEqual(round, []);
});

test('one file asks Astro for the essays', () => {
  const asking = [...texts].flatMap(([path, { collects }]) => (collects ? [path] : []));
  assert.deepEqual(asking, ['essays.ts']);
});

test('README’s layout names every room', () => {
  const layout =
    /## The layout\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
  const rooms = readdirSync('src', { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  const unnamed = rooms.filter((room) => !layout.includes(room));
  assert.deepEqual(unnamed, []);
});
