/** What a page says of itself where its address is shared: its card, its icons, its colours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { hasLetters } from '../../src/files/picture.ts';
import { absolute } from '../../src/site.ts';
import { tokensIn } from '../../src/styles/tokens.ts';
import { DIST, elements, filesIn, htmlFiles, parse, read } from './built.ts';

const metasOf = (file: string) =>
  elements(parse(read(file)), ({ tagName }) => tagName === 'meta').map(({ properties }) => ({
    name: String(properties.property ?? properties.name),
    content: String(properties.content),
    media: properties.media,
  }));

const titleOf = (file: string): string | undefined =>
  metasOf(file).find(({ name }) => name === 'og:title')?.content;

/** The card of a page, by its place in the site. */
function cardOf(file: string): string {
  const said = metasOf(file).find(({ name }) => name === 'og:image')?.content ?? '';
  assert.ok(said.startsWith(absolute('cards/')), `${file}: ${said}`);
  return said.slice(absolute('').length);
}

test('every page has a card of its own, 1200 by 630 pixels and at most 40 KB', async () => {
  const cards = new Map<string, string | undefined>();
  for (const file of htmlFiles()) {
    const moved = /http-equiv="refresh"/.test(read(file));
    const card = cardOf(file);
    const path = `${DIST}/${card}`;
    const { format, width, height } = await sharp(path).metadata();
    assert.deepEqual([format, width, height], ['png', 1200, 630], card);
    assert.ok(readFileSync(path).length <= 40 * 1024, card);
    const { isOpaque, entropy } = await sharp(path).stats();
    assert.ok(isOpaque && entropy > 0.02, `${card}: ${entropy}`);
    const bytes = readFileSync(path).toString('base64');
    const said = titleOf(file);
    // A title that the fonts cannot write is not on its card.
    if (moved || !hasLetters('literata', said ?? '')) continue;
    const other = cards.get(bytes) ?? said;
    assert.equal(other, said, `${card}: the cards of ${said} and ${other} are the same`);
    cards.set(bytes, said);
  }
  const named = new Set(htmlFiles().map(cardOf));
  const all = filesIn(DIST).filter((file) => file.startsWith('cards/'));
  const old = all.filter((file) => !named.has(file));
  for (const file of old) {
    const page = file.replace(/^cards\/(.*)\.png$/, '$1/index.html');
    assert.match(read(page), /http-equiv="refresh"/, `${file} is the card of no page`);
  }
});

test('every page says what its card is, in words and numbers', () => {
  for (const file of htmlFiles()) {
    const said = new Map(metasOf(file).map(({ name, content }) => [name, content]));
    for (const name of ['og:title', 'og:description', 'og:site_name', 'og:image:alt'])
      assert.ok((said.get(name) ?? '').length > 0, `${file}: ${name}`);
    assert.equal(said.get('og:image:width'), '1200', file);
    assert.equal(said.get('og:image:height'), '630', file);
    assert.equal(said.get('twitter:card'), 'summary_large_image', file);
    const isEssay = /^essays\/[^/]+\/index\.html$/.test(file);
    assert.equal(said.get('og:type'), isEssay ? 'article' : 'website', file);
  }
});

test('browsers colour their bars as the page is, in either scheme', () => {
  const bars = metasOf('index.html').filter(({ name }) => name === 'theme-color');
  assert.deepEqual(
    bars.map(({ content, media }) => [media, content]),
    (['light', 'dark'] as const).map((scheme) => [
      `(prefers-color-scheme: ${scheme})`,
      tokensIn(scheme).get('--paper'),
    ]),
  );
  const [light, dark] = bars.map(({ content }) => Number.parseInt(content.slice(1, 3), 16));
  assert.ok(light > 200 && dark < 60, `${light} ${dark}`);
});

test('the icon is there for programs that read no SVG', async () => {
  const { width, height } = await sharp(`${DIST}/apple-touch-icon.png`).metadata();
  assert.deepEqual([width, height], [180, 180]);
  const icon = readFileSync(`${DIST}/favicon.ico`);
  assert.deepEqual([icon.readUInt16LE(0), icon.readUInt16LE(2)], [0, 1]);
  for (let i = 0; i < icon.readUInt16LE(4); i++) {
    const [size, length, offset] = [
      icon.readUInt8(6 + 16 * i),
      icon.readUInt32LE(14 + 16 * i),
      icon.readUInt32LE(18 + 16 * i),
    ];
    const picture = sharp(icon.subarray(offset, offset + length));
    assert.equal((await picture.metadata()).width, size);
    const { channels } = await picture.stats();
    assert.ok(channels[2].max > 150 && channels[0].max > 150, 'blue and amber');
  }
  for (const kind of ['favicon.ico', 'favicon.svg', 'apple-touch-icon.png'])
    assert.match(read('index.html'), new RegExp(`<link rel="[\\w-]*icon" href="/${kind}"`));
});
