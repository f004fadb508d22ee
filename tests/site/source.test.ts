/** The pages of the models' source: files, runs and lines have addresses, and what is printed leads to its run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import { ESSAYS } from '../../src/essay/files.ts';
import { declaredIn, firstSentence, modelSource } from '../../src/essay/source.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, classed, elements, parse, read } from './built.ts';

const slugs = builtSlugs(DRAFTS.outDir).filter((slug) => modelSource(slug).length > 0);

test('a source page lists its files with a sentence and their lines, the essay’s own first', () => {
  assert.ok(slugs.includes('specimen'));
  for (const slug of slugs) {
    const page = parse(read(`essays/${slug}/model.ts/index.html`, DRAFTS.outDir));
    const rows = elements(page, classed('source-files')).flatMap((list) =>
      elements(list, ({ tagName }) => tagName === 'li'),
    );
    const listed = rows.map((row) =>
      row.children.filter(({ type }) => type === 'element').map((cell) => textOf(cell)),
    );
    const shared = listed.findIndex(([name]) => name?.startsWith('kit/'));
    assert.ok(shared > 0 && listed.slice(shared).every(([name]) => name?.startsWith('kit/')), slug);
    const sources = new Map(
      modelSource(slug).map(({ path, code }) => [
        path.replace(`src/content/essays/${slug}/`, '').replace(/^src\//, ''),
        code,
      ]),
    );
    assert.deepEqual(
      listed.map(([name, , lines]) => [name, Number(lines)]).sort(),
      [...sources].map(([name, code]) => [name, code.trimEnd().split('\n').length]).sort(),
    );
    for (const [name = '', about = ''] of listed) {
      if (!name.endsWith('.ts')) continue;
      assert.equal(about, firstSentence(sources.get(name) ?? ''), `${slug}/${name}`);
      // What the site’s own files say of themselves is a sentence.
      if (name.startsWith('kit/') && sources.get(name)?.includes('/**'))
        assert.match(about, /^[\p{L}\d][^@]{15,}[.:]?$/u, name);
    }
  }
});

test('each line has an address, each run one on the line that declares it, imports lead to their files', () => {
  for (const slug of slugs) {
    const page = parse(read(`essays/${slug}/model.ts/index.html`, DRAFTS.outDir));
    const at = new Map(
      elements(page, ({ properties }) => properties.id !== undefined).map((node) => [
        String(node.properties.id),
        node,
      ]),
    );
    for (const { path, code } of modelSource(slug)) {
      const name = path.replace(`src/content/essays/${slug}/`, '').replace(/^src\//, '');
      const lines = code.trimEnd().split('\n');
      for (const number of [1, Math.ceil(lines.length / 2), lines.length]) {
        const line = at.get(`${name}:${number}`);
        assert.equal(line && textOf(line), lines[number - 1], `${slug}/${name}:${number}`);
      }
    }
    const runs = elements(page, classed('source-runs')).flatMap((list) =>
      elements(list, ({ tagName }) => tagName === 'li'),
    );
    assert.ok(runs.length > 0, slug);
    for (const run of runs) {
      const [, name = '', file, line] =
        /^(\S+)\s+(\S+), line\s+(\d+)/.exec(textOf(run).trim()) ?? [];
      const place = at.get(`${file}:${line}`);
      assert.ok(
        place && elements(place, ({ properties }) => properties.id === name).length === 1,
        `${slug}: ${name}`,
      );
      const { name: there } = declaredIn(`${ESSAYS}/${slug}/model.ts`, name);
      const words: readonly string[] = textOf(place).match(/[\p{L}\p{N}$_]+/gu) ?? [];
      assert.ok(words.includes(there), `${slug}: ${name} in ${textOf(place)}`);
    }
    const links = elements(page, ({ tagName }) => tagName === 'code').flatMap((code) =>
      elements(code, ({ tagName }) => tagName === 'a'),
    );
    assert.ok(links.length > 0, slug);
    for (const { properties } of links)
      assert.ok(at.has(String(properties.href).slice(1)), `${slug}: ${properties.href}`);
  }
});

test('nothing but a run has an id that a run may be called', () => {
  for (const slug of slugs) {
    const page = parse(read(`essays/${slug}/model.ts/index.html`, DRAFTS.outDir));
    const others = elements(
      page,
      ({ tagName, properties }) => tagName !== 'i' && properties.id !== undefined,
    ).map(({ properties }) => String(properties.id));
    assert.deepEqual(
      others.filter((id) => /^[\p{L}$_][\p{L}\p{N}$_]*$/u.test(id)),
      [],
      slug,
    );
  }
});

test('a figure, an entry of the list and numbers.json lead to the very run', () => {
  let led = 0;
  for (const slug of slugs) {
    const ids = new Set(
      [...read(`essays/${slug}/model.ts/index.html`, DRAFTS.outDir).matchAll(/<i id="(\w+)"/g)].map(
        ([, id]) => id,
      ),
    );
    const page = read(`essays/${slug}/index.html`, DRAFTS.outDir);
    const figures = [...page.matchAll(/class="model" href="model\.ts\/#(\w+)"/g)].map(
      ([, id]) => id,
    );
    assert.equal(
      figures.length,
      page.match(/<figure id="fig-[\w-]+" class="figure /g)?.length ?? 0,
      slug,
    );
    const entries = [...page.matchAll(/model\.ts\/#(\w+)">source</g)].map(([, id]) => id);
    led += entries.length;
    const {
      numbers,
      claims,
      figures: drawn,
    } = JSON.parse(read(`essays/${slug}/numbers.json`, DRAFTS.outDir));
    const declared = [...numbers, ...claims, ...drawn].map(({ call, declaredAt }) => {
      const [address, id] = declaredAt.split('#');
      assert.ok(address.endsWith(`/essays/${slug}/model.ts/`) && call.startsWith(`${id}(`));
      return id;
    });
    assert.deepEqual(
      [...figures, ...entries, ...declared].filter((id) => !ids.has(id)),
      [],
      slug,
    );
  }
  assert.ok(led > 0);
});
