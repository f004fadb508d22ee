/** What was public stays, by the history of small repositories. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { editionsOf } from '../../src/check/editions.ts';
import { formatFinding } from '../../src/check/finding.ts';
import { HistoryError } from '../../src/check/history.ts';
import { lostPermalinks } from '../../src/check/permalinks.ts';
import { ESSAYS, essayOf, slugOf } from '../../src/essay/files.ts';

const OWN = `export const address = 'https://someone.example';\n`;
const PLACEHOLDER = `export const address = 'https://example.com';\n`;

let root = '';
let days = 0;

function git(...args: string[]): void {
  const date = `2026-06-${String(days).padStart(2, '0')}T12:00:00Z`;
  const { status, stderr } = spawnSync('git', ['-C', root, ...args], {
    env: {
      ...process.env,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    },
  });
  assert.equal(status, 0, String(stderr));
}

/** Writes files, or removes those that are undefined, and commits it all a day later. */
function commit(files: Readonly<Record<string, string | undefined>>): void {
  days += 1;
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path.startsWith('src/') ? path : `${ESSAYS}/${path}`);
    mkdirSync(dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  git('add', '-A');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x', '--allow-empty');
}

const essay = (text = 'Text.', matter = '') =>
  `---\ntitle: One\nsummary: Of one.\npublished: '2026-06-02'\n${matter}---\n\n${text}\n`;

/** The lines for what is gone, on a day. */
function lost(day = '2026-06-20'): string[] {
  const below = join(root, ESSAYS);
  const paths = readdirSync(below, { recursive: true, encoding: 'utf8' });
  const essays = paths.sort().flatMap((path) => {
    const slug = slugOf(path);
    return slug ? [essayOf(path, slug, readFileSync(join(below, path), 'utf8'), day)] : [];
  });
  return lostPermalinks(root, essays, day).map(formatFinding);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'permalinks-'));
  days = 0;
  git('init', '-q', '-b', 'main');
  commit({ 'src/site.ts': OWN });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a renamed essay needs its old slug as an alias, and both after a second time', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'two.mdx': essay() });
  assert.deepEqual(lost(), [
    `${ESSAYS}/one.mdx:1:1  aliases: /essays/one/ was public until 2026-06-03 and is gone — write aliases: [one] in the essay that takes its place, or put it back`,
  ]);
  commit({ 'two.mdx': essay('Text.', 'aliases: [one]\n') });
  assert.deepEqual(lost(), []);
  commit({ 'two.mdx': undefined, 'three.mdx': essay('Text.', 'aliases: [one]\n') });
  assert.match(lost().join(), /\/essays\/two\/ was public until 2026-06-05 and is gone/);
  assert.equal(lost().length, 1);
  commit({ 'three.mdx': essay('Text.', 'aliases: [one, two]\n') });
  assert.deepEqual(lost(), []);
});

test('an essay keeps the identity that it had first, whatever it is called', () => {
  const matter = (slugs: string) => essay('Text.', `aliases: [${slugs}]\n`);
  const first = (slug: string, list: string, line = 5) => [
    `${ESSAYS}/${slug}.mdx:${line}:1  aliases: the essay was first /essays/one/, its identity in the feeds — write aliases: [${list}]`,
  ];
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'two.mdx': matter('one') });
  assert.deepEqual(lost(), []);
  commit({ 'two.mdx': undefined, 'three.mdx': matter('two, one') });
  assert.deepEqual(lost(), first('three', 'one, two'));
  commit({ 'three.mdx': matter('two') });
  assert.deepEqual(lost(), first('three', 'one, two'));
  commit({ 'three.mdx': matter('one') });
  assert.deepEqual(lost(), [
    `${ESSAYS}/three.mdx:5:1  aliases: /essays/two/ was public until 2026-06-04 and is gone — write aliases: [one, two]`,
  ]);
  commit({ 'three.mdx': matter('one, two') });
  assert.deepEqual(lost(), []);
  commit({ 'three.mdx': undefined, 'one.mdx': matter('three, two') });
  assert.deepEqual(lost(), first('one', 'one, three, two'));
  commit({ 'one.mdx': matter('one, three, two') });
  assert.deepEqual(lost(), []);
});

test('all slugs that an essay lacks are told as one list', () => {
  const matter = (slugs: string) => essay('Text.', `aliases: [${slugs}]\n`);
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'two.mdx': matter('one') });
  commit({ 'two.mdx': undefined, 'three.mdx': matter('one, two') });
  commit({ 'three.mdx': undefined, 'four.mdx': matter('one') });
  const gone = (slug: string, day: number) =>
    `${ESSAYS}/four.mdx:5:1  aliases: /essays/${slug}/ was public until 2026-06-0${day} and is gone — write aliases: [one, two, three]`;
  assert.deepEqual(lost(), [gone('two', 4), gone('three', 5)]);
  commit({ 'four.mdx': undefined, 'one.mdx': matter('two') });
  assert.deepEqual(lost(), [
    `${ESSAYS}/one.mdx:5:1  aliases: the essay was first /essays/one/, its identity in the feeds — write aliases: [one, two, three, four]`,
  ]);
});

test('an essay that is gone is told once, with all its slugs, and so is one that is hidden', () => {
  commit({ 'one.mdx': essay() });
  const two = essay('Text.', 'aliases: [one]\n');
  commit({ 'one.mdx': undefined, 'two.mdx': two });
  commit({ 'two.mdx': undefined, 'other.mdx': essay() });
  assert.deepEqual(lost(), [
    `${ESSAYS}/two.mdx:1:1  aliases: /essays/two/ was public until 2026-06-04 and is gone — write aliases: [one, two] in the essay that takes its place, or put it back`,
  ]);
  commit({ 'two.mdx': two.replace('aliases', 'draft: true\naliases') });
  assert.deepEqual(lost(), [
    `${ESSAYS}/two.mdx:5:1  draft: /essays/two/ was public until 2026-06-04 and is a draft — remove the line`,
  ]);
});

test('an essay that loses its aliases is told of its identity', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'two.mdx': essay('Text.', 'aliases: [one]\n') });
  commit({ 'two.mdx': essay() });
  assert.deepEqual(lost(), [
    `${ESSAYS}/two.mdx:1:1  aliases: the essay was first /essays/one/, its identity in the feeds — write aliases: [one]`,
  ]);
  commit({ 'two.mdx': undefined, 'one.mdx': essay() });
  assert.deepEqual(lost(), [
    `${ESSAYS}/one.mdx:1:1  aliases: /essays/two/ was public until 2026-06-05 and is gone — write aliases: [one, two]`,
  ]);
});

test('an essay that takes in another is either of them in the feeds', () => {
  const matter = (slugs: string) => essay('Text.', `aliases: [${slugs}]\n`);
  commit({ 'old.mdx': essay() });
  commit({ 'one.mdx': essay() });
  commit({ 'old.mdx': undefined, 'one.mdx': matter('old') });
  assert.deepEqual(lost(), []);
  commit({ 'one.mdx': matter('one, old') });
  assert.deepEqual(lost(), []);
});

test('a slug that an essay brought from elsewhere stays its identity', () => {
  commit({ 'one.mdx': essay('Text.', 'aliases: [elsewhere]\n') });
  assert.deepEqual(lost(), []);
  commit({ 'one.mdx': essay('Text.', 'aliases: [other, elsewhere]\n') });
  assert.match(lost().join(), /was first \/essays\/elsewhere\/.*\[elsewhere, other\]$/);
});

test('an essay that was public and is hidden is told at what hides it', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': essay('Text.', 'draft: true\n') });
  const was = '/essays/one/ was public until 2026-06-03';
  assert.deepEqual(lost(), [
    `${ESSAYS}/one.mdx:5:1  draft: ${was} and is a draft — remove the line`,
  ]);
  commit({ 'one.mdx': essay().replace('06-02', '07-02') });
  assert.deepEqual(lost(), [
    `${ESSAYS}/one.mdx:4:1  published: ${was}, and this day is to come — write published: '2026-06-02'`,
  ]);
});

test('what the front matter or the name of an essay already says is not told again', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': essay('Text.', '<<<<<<< HEAD\n') });
  assert.deepEqual(lost(), []);
  const conflict = 'aliases: [one]\n<<<<<<< HEAD\n';
  commit({ 'one.mdx': undefined, 'two.mdx': essay('Text.', conflict) });
  assert.deepEqual(lost(), []);
  commit({ 'two.mdx': undefined, 'One.mdx': essay() });
  assert.deepEqual(lost(), []);
});

test('the texts of what a published essay printed stay beside it as long as its model does', () => {
  const folder = { 'one/index.mdx': essay(), 'one/model.ts': '', 'one/drawings.txt': '' };
  commit({ ...folder, 'one/printed.txt': '' });
  assert.deepEqual(lost(), []);
  commit({ 'one/printed.txt': undefined });
  const at = `${ESSAYS}/one/printed.txt:1:1  print: it was there until 2026-06-03 and is gone`;
  assert.deepEqual(lost(), [`${at} — put it back, as the repository has it`]);
  commit({ 'one/drawings.txt': undefined });
  assert.deepEqual(lost(), [
    `${at}, as is drawings.txt — put them back, as the repository has them`,
  ]);
  commit({ 'one/model.ts': undefined });
  assert.deepEqual(lost(), []);
});

test('a deleted essay is lost until it is put back, be it as a folder', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'other.mdx': essay() });
  assert.equal(lost().length, 1);
  commit({ 'one/index.mdx': essay() });
  assert.deepEqual(lost(), []);
  commit({ 'one/index.mdx': essay('Text.', 'draft: true\n') });
  assert.equal(lost().length, 1);
});

test('what is deleted and not yet committed is told', () => {
  commit({ 'one.mdx': essay(), 'other.mdx': essay() });
  rmSync(join(root, ESSAYS, 'one.mdx'));
  assert.equal(lost().length, 1);
});

test('drafts, days to come and what stood there under the placeholder may vanish', () => {
  commit({
    'draft.mdx': essay('Text.', 'draft: true\n'),
    'coming.mdx': essay().replace('06-02', '06-09'),
    'stays.mdx': essay(),
  });
  commit({ 'draft.mdx': undefined, 'coming.mdx': undefined });
  assert.deepEqual(lost(), []);
  commit({ 'src/site.ts': PLACEHOLDER, 'early.mdx': essay() });
  commit({ 'early.mdx': undefined });
  commit({ 'src/site.ts': OWN });
  assert.deepEqual(lost(), []);
});

test('an essay whose day came between two commits was public', () => {
  commit({ 'coming.mdx': essay().replace('06-02', '06-05'), 'stays.mdx': essay() });
  days = 8;
  commit({ 'coming.mdx': undefined });
  assert.match(lost().join(), /\/essays\/coming\/ was public until 2026-06-09/);
});

test('headings, ids and what is printed of a model are kept, or lead on', () => {
  const text =
    'import { wait } from \'./figures.ts\';\n\n## The knee\n\n<p id="own">A <N of={wait.last} />.</p>';
  const figures = (id: string) => `export const knee = figure({\n  id: '${id}',\n});\n`;
  commit({ 'one/index.mdx': essay(text), 'one/figures.ts': figures('knee') });
  commit({
    'one/index.mdx': essay('## The bend\n\nText.'),
    'one/figures.ts': figures('knees'),
  });
  const at = `${ESSAYS}/one/index.mdx:1:1  anchors: #`;
  const gone = ' of /essays/one/ was public until 2026-06-03 and is gone — write anchors: { ';
  assert.deepEqual(lost(), [
    `${at}the-knee${gone}the-knee: the-bend }`,
    `${at}fig-knee${gone}fig-knee: fig-knees }`,
    `${at}own${gone}own: the-bend }`,
    `${at}wait.last${gone}"wait.last": the-bend }`,
  ]);
  const turned = essay('## The bend\n\nText.', 'anchors: { the-bend: the-knee }\n');
  commit({ 'one/index.mdx': turned });
  assert.equal(
    lost().some((line) => line.includes('#the-knee')),
    false,
  );
  const anchors =
    'anchors: { the-knee: the-bend, fig-knee: fig-knees, own: the-bend, wait.last: the-bend }\n';
  commit({
    'two/index.mdx': essay('## The bend\n\nText.', `${anchors}aliases: [one]\n`),
    'two/figures.ts': figures('knees'),
    'one/index.mdx': undefined,
  });
  assert.deepEqual(lost(), []);
});

test('what was merged counts, and what a branch alone had does not', () => {
  commit({ 'stays.mdx': essay() });
  git('checkout', '-qb', 'side');
  commit({ 'tried.mdx': essay() });
  commit({ 'tried.mdx': undefined, 'kept.mdx': essay() });
  git('checkout', '-q', 'main');
  days += 1;
  git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'merge', '-q', '--no-ff', '-m', 'x', 'side');
  assert.deepEqual(lost(), []);
  commit({ 'kept.mdx': undefined });
  assert.equal(lost().length, 1);
  assert.match(lost().join(), /\/essays\/kept\/ was public/);
});

test('a cut-off history and a folder without one say that they cannot tell', () => {
  commit({ 'one.mdx': essay() });
  commit({ 'one.mdx': undefined, 'two.mdx': essay() });
  const whole = root;
  root = mkdtempSync(join(tmpdir(), 'permalinks-'));
  const told = () => lostPermalinks(root, [], '2026-06-20');
  assert.throws(told, HistoryError);
  assert.throws(told, /there is no repository here/);
  const { PATH } = process.env;
  process.env.PATH = root;
  assert.throws(told, /there is no git on this machine/);
  process.env.PATH = PATH;
  assert.equal(spawnSync('git', ['init', '-q', root]).status, 0);
  assert.throws(told, /git says: fatal: .*HEAD/);
  rmSync(join(root, '.git'), { recursive: true });
  const { status } = spawnSync('git', ['clone', '-q', '--depth', '1', `file://${whole}`, root]);
  assert.equal(status, 0);
  assert.throws(told, /not fetched whole/);
  rmSync(whole, { recursive: true });
});

test('a long history of many essays is told soon', () => {
  const written = (path: string, text: string) =>
    `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const head = (i: number) =>
    `commit refs/heads/long\ncommitter a <a@b.c> ${1781000000 + i} +0000\n`;
  const essays = Array.from({ length: 300 }, (_, i) => `${ESSAYS}/e${i}/index.mdx`);
  const all = [...essays.map((path) => written(path, essay())), written('src/site.ts', OWN)];
  const commits = Array.from({ length: 200 }, (_, i) =>
    [head(i + 1), 'data 1\nx\n', written(essays[i], essay(`Text ${i}.`))].join(''),
  );
  const input = [head(0), 'data 1\nx\n', ...all, ...commits].join('');
  assert.equal(spawnSync('git', ['-C', root, 'fast-import', '--quiet'], { input }).status, 0);
  git('symbolic-ref', 'HEAD', 'refs/heads/long');
  const before = performance.now();
  const editions = editionsOf(root, '2026-12-31');
  // Many times what it takes, and a part of what it takes to read every essay at every commit.
  assert.ok(performance.now() - before < 15_000);
  assert.equal(editions.length, 500);
});
