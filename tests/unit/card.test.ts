import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import { type Card, cardSvg } from '../../src/files/card.ts';
import { widthOf } from '../../src/files/render.ts';

const MARK = {
  width: 144,
  height: 48,
  body: '<path class="line work" d="M3,40.6l13.8-17.2h27.6V12"></path><circle r="2"></circle>',
};
const card = (title: string, marks = [MARK]): Card => ({
  site: 'Underneath',
  kind: 'essay',
  title,
  foot: ['11 min', 'example.com'],
  marks,
});

/** The texts of a card's title, and the widest of them as it is drawn, units. */
async function titleOf(svg: string) {
  const lines = [...svg.matchAll(/<text [^>]*class="title">([^<]*)</g)].map(([, line]) => line);
  const bare = svg.replace(
    /<rect [^>]*>|<g class="mark">.*<\/g>|<text [^>]*class="(?!title).*?<\/text>/g,
    '',
  );
  return { lines, width: await widthOf(bare) };
}

test('titles of every length stand between the margins, in as few lines as they can', async () => {
  const long =
    'An account of what a hundred thousand requests to one overcommitted inference router teach us';
  for (const [title, count] of [
    ['Essays', 1],
    ['Why our inference router is mostly a queue', 2],
    [long, 4],
    ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 1],
  ] as const) {
    const { lines, width } = await titleOf(await cardSvg(card(title)));
    assert.equal(lines.join(' '), title);
    assert.equal(lines.length, count, title);
    assert.ok(width > 150 && width <= 1052, `${title}: ${width}`);
  }
});

test('a title is set in lines of about one width', async () => {
  const { lines } = await titleOf(await cardSvg(card('The shape of a request, from edge to GPU')));
  assert.deepEqual(lines, ['The shape of a request,', 'from edge to GPU']);
});

test('a no-break space stands in every text of a card, and breaks no line', async () => {
  const svg = await cardSvg({
    ...card('The 99\u00a0% wait'),
    site: 'A\u00a0site',
    kind: 'an\u00a0essay',
  });
  assert.doesNotThrow(() => parseXml(svg));
  assert.match(svg, />A\u00a0site<.*>an\u00a0essay<.*>The 99\u00a0% wait</s);
});

test('a title that the fonts cannot write is left to the text beside the card', async () => {
  const { lines } = await titleOf(await cardSvg(card('漢字')));
  assert.deepEqual(lines, []);
});

test('a mark is stretched from edge to edge while its lines stay as thick as they are', async () => {
  const svg = await cardSvg(card('A & B < C'));
  assert.doesNotThrow(() => parseXml(svg));
  const [, thick, data] = /scale\(([\d.]+)\)"><path class="line work" d="([^"]+)"/.exec(svg) ?? [];
  const drawn = [1200 / 144, 144 / 48].map((factor) => factor / Number(thick));
  const numbers = [3, 40.6, 13.8, -17.2].map((each, i) => +(each * drawn[i % 2]).toFixed(2));
  assert.equal(
    data,
    `M${numbers[0]} ${numbers[1]}l${numbers[2]} ${numbers[3]}h${+(27.6 * drawn[0]).toFixed(2)}V${+(12 * drawn[1]).toFixed(2)}`,
  );
  assert.match(svg, /<g transform="scale\([\d. ]+\)"><circle r="2">/);
});
