/**
 * No cache changes a byte: after any edits, renames and removals of essays, models, components and
 * code, of drafts and on other days, a build on the caches that the builds before it left is the build from none, which is also made
 * in another time zone and language. `STEPS=50 npm run caches` goes a longer way and compares at each step.
 */
import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { ESSAYS } from '../../src/essay/files.ts';
import { hashesIn } from './built.ts';
import { build, copyProject } from './copies.ts';

const STEPS = Number(process.env.STEPS ?? 0);

const CACHES = ['.astro', '.cache', '.vite'];

/** A change of a file: the first text becomes the second, or back where it is there already. */
type Turn = readonly [file: string, from: string, to: string];

/** The line of the site's title. */
const [TITLE = ''] = /^ {2}title: (?!z\.).*,$/m.exec(readFileSync('src/site.ts', 'utf8')) ?? [];

/** Code of every kind that pages are made of, each in a place that shows. */
const TURNS: readonly Turn[] = [
  ['src/kit/format.ts', '} min`', '} minutes`'],
  ['src/kit/sim/stats.ts', '/** ', '/**  '],
  ['src/components/Footer.astro', 'All essays', 'Every essay'],
  ['src/components/Cite.astro', '---\n', '---\n// A word.\n'],
  ['src/prose/notes.ts', '`Note ${', '`Remark ${'],
  ['src/prose/highlight.ts', '`token-${', '`tok-${'],
  ['src/files/card.ts', 'const MARGIN = 76', 'const MARGIN = 77'],
  ['src/styles/tokens.css', '98.6% 0.004', '97.6% 0.004'],
  ['src/site.ts', TITLE, "  title: 'Below',"],
  [`${ESSAYS}/specimen/model.ts`, 'assume(0.8,', 'assume(0.7,'],
  [`${ESSAYS}/specimen/figures.ts`, 'import ', '/** A remark. */\nimport '],
];

type Step =
  | { readonly kind: 'turn'; readonly turn: Turn }
  | { readonly kind: 'write'; readonly essay: number; readonly word: number; readonly day: number }
  | { readonly kind: 'picture'; readonly essay: number }
  | { readonly kind: 'remove'; readonly essay: number }
  | { readonly kind: 'rename'; readonly essay: number; readonly keeps: boolean }
  | { readonly kind: 'draft'; readonly essay: number }
  | { readonly kind: 'build'; readonly day: number; readonly drafts: boolean }
  | { readonly kind: 'forget'; readonly cache: string };

const essay = fc.nat(4);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('turn' as const), turn: fc.constantFrom(...TURNS) }),
  fc.record({
    kind: fc.constant('write' as const),
    essay,
    word: fc.nat(3),
    day: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('picture' as const), essay }),
  fc.record({ kind: fc.constant('remove' as const), essay }),
  fc.record({ kind: fc.constant('rename' as const), essay, keeps: fc.boolean() }),
  fc.record({ kind: fc.constant('draft' as const), essay }),
  fc.record({
    kind: fc.constant('build' as const),
    day: fc.integer({ min: 1, max: 3 }),
    drafts: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('forget' as const), cache: fc.constantFrom(...CACHES) }),
);

let copy = '';
before(() => {
  copy = copyProject(['specimen']);
  for (const name of CACHES) {
    rmSync(join(copy, 'node_modules', name), { recursive: true, force: true });
  }
});
after(() => rmSync(copy, { recursive: true, force: true }));

const at = (path: string): string => join(copy, path);
/** An essay's folder, under one of two names. */
const folders = (one: number) => [at(`${ESSAYS}/essay-${one}`), at(`${ESSAYS}/renamed-${one}`)];

function written(one: number, word: number, day: number, aliases = ''): string {
  const other = `[another](/essays/essay-${(one + 1) % 5}/)`;
  const code = '```ts\nconst a = 1;\n```';
  return `---
title: Essay ${'abcde'[one]} in its form ${'wxyz'[word]}
summary: What it is about, in a sentence.
published: '2026-11-0${day}'
numbers: own
topics: [client]
${aliases}---

Its word is ${'wxyz'[word]}, and it leads to ${other}.[^1] The load is $x^2$.

## A part

${code}

<Own>Some</Own> text.

[^1]: A note with *emphasis*.
`;
}

/** The day of the builds, and whether they show what is hidden. */
let how = { SITE_TODAY: '2026-11-28', SITE_DRAFTS: 'show' };

function take(one: Step): void {
  if (one.kind === 'build') {
    how = { SITE_TODAY: `2026-11-0${one.day}`, SITE_DRAFTS: one.drafts ? 'show' : '' };
    return;
  }
  if (one.kind === 'forget') {
    rmSync(at(`node_modules/${one.cache}`), { recursive: true, force: true });
    return;
  }
  if (one.kind === 'turn') {
    const [file, from, to] = one.turn;
    const text = readFileSync(at(file), 'utf8');
    assert.ok(text.includes(from) || text.includes(to), `${file} has ${from}`);
    const turned = text.includes(to) ? text.replace(to, () => from) : text.replace(from, () => to);
    writeFileSync(at(file), turned);
    return;
  }
  const [first, second] = folders(one.essay);
  const folder = existsSync(second) ? second : first;
  const file = join(folder, 'index.mdx');
  if (one.kind === 'remove') rmSync(folder, { recursive: true, force: true });
  if (one.kind === 'write') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, written(one.essay, one.word, one.day));
  }
  if (!existsSync(file)) return;
  if (one.kind === 'draft') {
    const text = readFileSync(file, 'utf8');
    const shown = text.replace('---\ndraft: true\n', '---\n');
    writeFileSync(file, text === shown ? text.replace('---\n', '---\ndraft: true\n') : shown);
  }
  if (one.kind === 'picture') {
    cpSync(at(`${ESSAYS}/specimen/square.png`), join(folder, 'square.png'));
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n![A square](./square.png)\n`);
  }
  if (one.kind === 'rename') {
    const other = folder === first ? second : first;
    const old = folder.split('/').at(-1);
    const text = readFileSync(file, 'utf8').replace(/^aliases: .*\n/mu, '');
    writeFileSync(file, one.keeps ? text.replace('---\n', `---\naliases: [${old}]\n`) : text);
    renameSync(folder, other);
  }
}

/** Builds the copy and returns a hash of each file. */
function built(env: Record<string, string> = {}): Record<string, string> {
  const { ok, output } = build(copy, { ...how, ...env });
  assert.ok(ok, output);
  return hashesIn(at('dist'));
}

/** The same from no cache; those that there are stay for the next build. */
function builtFromNone(): Record<string, string> {
  const aside = at('aside');
  mkdirSync(aside);
  const there = CACHES.filter((name) => existsSync(at(`node_modules/${name}`)));
  for (const name of there) renameSync(at(`node_modules/${name}`), join(aside, name));
  const made = built({ TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
  for (const name of CACHES) {
    rmSync(at(`node_modules/${name}`), { recursive: true, force: true });
  }
  for (const name of readdirSync(aside)) renameSync(join(aside, name), at(`node_modules/${name}`));
  rmSync(aside, { recursive: true });
  return made;
}

test('a build on any caches is the build from none', async () => {
  const groups = STEPS || 1;
  const several = fc.array(step, { minLength: STEPS ? 1 : 8, maxLength: STEPS ? 3 : 14 });
  const way = fc.array(several, { minLength: groups, maxLength: groups });
  const walk = (steps: readonly (readonly Step[])[]) => {
    for (const [i, group] of [[], ...steps].entries()) {
      for (const one of group) take(one);
      const warm = built();
      const compares = STEPS > 0 || i === steps.length;
      if (compares) assert.deepEqual(warm, builtFromNone(), `step ${i}: ${JSON.stringify(group)}`);
    }
  };
  // What differs once will differ in many ways: to look for the shortest takes hours.
  fc.assert(fc.property(way, walk), { numRuns: 1, endOnFailure: true });
});
