import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { clampRgb, converter } from 'culori';
import sharp from 'sharp';
import { iconPng } from '../../src/files/icons.ts';
import { standalonePng, standaloneSvg } from '../../src/files/picture.ts';
import { words } from '../../src/kit/draw/label.ts';

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

test('a figure as a file has the quotes of its page', () => {
  const svg = standaloneSvg(drawing, { ...about, title: 'The "knee"' });
  assert.match(svg, /<title>The “knee”<\/title>/);
  assert.equal(svg.match(/The “knee”/g)?.length, 2);
});

test('the picture file has two pixels to the unit and is the same each time', async () => {
  const png = Buffer.from(await standalonePng(drawing, about));
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.equal(png.readUInt32BE(16), 496);
  assert.deepEqual(png, Buffer.from(await standalonePng(drawing, about)));
});

/** What a channel beyond sRGB is cut to, as hexadecimal. */
function cutHex(colour: string): string {
  const { r, g, b } = clampRgb(converter('rgb')(colour)!);
  const hex = [r, g, b].map((share) =>
    Math.round(share * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

test('a figure as a file has the light colour of every token it is drawn in, cut to sRGB', () => {
  assert.equal(cutHex('oklch(62.8% 0.2577 29.23)'), '#ff0000');
  assert.equal(cutHex('oklch(60% 0.3 145)'), '#00a700');
  const [ordinary] = readFileSync('src/styles/tokens.css', 'utf8').split('@media');
  const tokens = new Map(
    [...ordinary.matchAll(/(--[\w-]+): light-dark\((.*?\))/g)].map(([, name, light]) => [
      name,
      cutHex(light),
    ]),
  );
  const named = [
    ...readFileSync('src/styles/drawing.css', 'utf8').matchAll(
      /(?:color|stroke|fill): var\((--[\w-]+)\)/g,
    ),
  ].map(([, name]) => tokens.get(name === '--on-wait' ? '--ink' : name));
  const svg = standaloneSvg(drawing, about);
  const drawn = [...svg.matchAll(/(?:color|stroke|fill): (#[0-9a-f]+)/g)].map(([, hex]) => hex);
  assert.ok(named.length > 10);
  assert.deepEqual(drawn, named);
  assert.ok(svg.includes(`fill="${tokens.get('--paper')}"`));
});

/** The colours in the middle and near two corners of an icon 16 pixels wide. */
async function coloursOf(icon: string): Promise<string[]> {
  const png = Buffer.from(await iconPng(16, false, icon));
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [16, 16]);
  return [136, 17, 238].map((i) => data.subarray(4 * i, 4 * i + 4).toString('hex'));
}

test('an icon of any size is drawn whole, with what its root says of it', async () => {
  const drawn = '<rect width="512" height="512"/><path d="M0 0h256v256h-256z" fill="#00f"/>';
  const red = ['ff0000ff', '0000ffff', 'ff0000ff'];
  const xmlns = 'xmlns="http://www.w3.org/2000/svg"';
  for (const icon of [
    `<svg ${xmlns} viewBox="0 0 512 512" fill="#f00">${drawn}</svg>`,
    `<?xml version="1.0"?><!-- <svg> --><svg width='512px' height='512px' ${xmlns} style="fill: red">${drawn}</svg>`,
    `<svg ${xmlns} viewBox="0 0 512 512" overflow="hidden" width="24" height="24" x="5" fill="red">${drawn}<style>@media (prefers-color-scheme: dark) { rect { fill: white } }</style></svg>`,
  ]) {
    assert.deepEqual(await coloursOf(icon), red, icon);
  }
});
