import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { hexOf } from '../../src/files/colour.ts';
import { standalonePng, standaloneSvg } from '../../src/files/picture.ts';
import { words } from '../../src/kit/draw/label.ts';

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
