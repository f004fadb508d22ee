import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { waitsByServers } from '../../src/content/essays/specimen/model.ts';
import { callText, runsOf, toJson } from '../../src/essay/results.ts';
import { modelSource } from '../../src/essay/source.ts';
import { hexOf } from '../../src/files/colour.ts';
import { standalonePng, standaloneSvg } from '../../src/files/picture.ts';
import { toCsv } from '../../src/kit/csv.ts';
import { words } from '../../src/kit/draw/label.ts';
import { experiment } from '../../src/kit/experiment.ts';
import { playablesOf } from '../../src/play/plugin.ts';

const CACHE = 'node_modules/.cache/site';

test('a result is computed once and is the same from the cache and without it', () => {
  let runs = 0;
  const compute = (params: { from: number; to: number }) => {
    runs += 1;
    return waitsByServers(params);
  };
  const of = experiment({ from: 0.5, to: 0.9 }, compute);
  const { resultOf } = runsOf('specimen', { experiments: new Map([['cacheTest', of as never]]) });
  const clear = () => {
    for (const file of readdirSync(CACHE)) {
      if (file.startsWith('specimen-cacheTest-')) rmSync(`${CACHE}/${file}`);
    }
  };
  const cold = JSON.stringify(resultOf(of));
  const [file] = readdirSync(CACHE).filter((name) => name.startsWith('specimen-cacheTest-'));
  assert.equal(readFileSync(`${CACHE}/${file}`, 'utf8'), cold);
  assert.equal(JSON.stringify(resultOf(of)), cold);
  assert.ok(runs <= 1);
  assert.notEqual(JSON.stringify(resultOf(of, { from: 0.6, to: 0.9 })), cold);
  clear();
  assert.equal(JSON.stringify(resultOf(of)), cold);
});

test('a result that JSON would change is refused, with the place named', () => {
  for (const value of [{ a: Number.NaN }, { a: undefined }, { a: new Map() }, { a: [1 / 0] }]) {
    assert.throws(() => toJson(value, 'run'), /the result of run has "[a0]"/);
  }
  assert.throws(() => toJson({ a: new Float64Array(2) }, 'run'), /"a": not a plain object/);
  assert.equal(toJson({ a: [1, 'x', null, true] }, 'run'), '{"a":[1,"x",null,true]}');
});

test('how a number was made reads like a call', () => {
  const params = { load: 0.9, kinds: ['a, {b}: "c"'], more: { 'odd-key': {} } };
  assert.equal(
    callText('run', params),
    String.raw`run({ load: 0.9, kinds: ["a, {b}: \"c\""], more: { "odd-key": {} } })`,
  );
});

test('CSV is quoted where it has to be', () => {
  const table = {
    columns: [{ name: 'name' }, { name: 'wait', unit: 's' }],
    rows: [['a, "b"', 1.5] as const],
  };
  assert.equal(toCsv(table), 'name,wait (s)\r\n"a, ""b""",1.5\r\n');
});

test('colours are converted as CSS Color 4 has them', () => {
  assert.equal(hexOf('oklch(100% 0 0)'), '#ffffff');
  assert.equal(hexOf('oklch(0% 0 0)'), '#000000');
  assert.equal(hexOf('oklch(62.8% 0.2577 29.23)'), '#ff0000');
  assert.throws(() => hexOf('red'), /not an OKLCH colour/);
});

const drawing = { width: 200, height: 40, body: words(0, 20, 'a\u00a0<b & ρ', 'wait') };
const about = { name: 'specimen/test', title: 'A title', alt: 'In words', source: 'From here' };

test('a figure as a file is whole: valid, on paper, fonts inside, no custom property left', () => {
  const svg = standaloneSvg(drawing, about);
  assert.doesNotThrow(() => parseXml(svg));
  assert.match(svg, /<title>A title<\/title><desc>In words<\/desc>/);
  assert.equal(svg.match(/@font-face/g)?.length, 2);
  assert.match(svg, /<rect width="248" height="\d+" fill="#[0-9a-f]{6}"\/>/);
  assert.doesNotMatch(svg, /var\(|oklch|light-dark|&nbsp;|https?:(?!\/\/www\.w3\.org)/);
  const odd = { width: 200, height: 40, body: words(0, 20, '漢') };
  assert.throws(() => standaloneSvg(odd, about), /specimen\/test: the figures' font has no "漢"/);
});

test('the picture file has two pixels to the unit and is the same each time', async () => {
  const png = Buffer.from(await standalonePng(drawing, about));
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.equal(png.readUInt32BE(16), 496);
  assert.deepEqual(png, Buffer.from(await standalonePng(drawing, about)));
});

test('the source of a model is its own files and the kit it uses, not the drawing', () => {
  const paths = modelSource('specimen').map(({ path }) => path);
  assert.deepEqual(paths.slice(0, 2), [
    'src/content/essays/specimen/model.ts',
    'src/kit/experiment.ts',
  ]);
  assert.ok(paths.includes('src/kit/sim/random.ts'));
  assert.ok(paths.every((path) => !path.includes('draw')));
  assert.deepEqual(modelSource('no-such-essay'), []);
});

test('the figures that a reader can change are those with controls', async () => {
  assert.deepEqual(await playablesOf('specimen'), ['waits']);
});
