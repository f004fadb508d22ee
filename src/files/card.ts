/**
 * The card of a page: what stands for it where its address is shared. Drawn as figures are, on light
 * paper: a title, and the marks of the essays that it is about.
 */

import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { cachedLater, codeHash, hashOf } from '../essay/cache.ts';
import { type Block, element, escapeText } from '../kit/draw/svg.ts';
import { tokensIn } from '../styles/tokens.ts';
import { drawingStyle, hasLetters, svgAsXml } from './picture.ts';
import { fewColoursOf, widthOf } from './render.ts';

/** What a card shows. */
export interface Card {
  readonly site: string;
  /** What the page is, in a word. */
  readonly kind: string;
  readonly title: string;
  /** Two texts below the marks, one at each side. */
  readonly foot: readonly [string, string];
  /** One from edge to edge, or several in a row. */
  readonly marks: readonly Block[];
}

/** Every card's size, pixels: what networks ask for. */
export const CARD = { width: 1200, height: 630 } as const;

const MARGIN = 76;
const MEASURE = CARD.width - 2 * MARGIN;
/** The line on which marks stand. */
const GROUND = 524;
/** Between marks in a row, units. */
const GAP = 24;
/** The title's place, units, and the lines that it may have, each with their size. */
const TITLE = { top: 125, bottom: 365, leading: 1.06, ascent: 0.79 } as const;
const SETTINGS = [
  [1, 82],
  [2, 82],
  [3, 70],
  [3, 62],
  [4, 54],
] as const;
/** Letters are set a little closer, as on the page, in shares of their size. */
const SPACING = -0.022;

const widths = new Map<string, Promise<number>>();

/** The width of a text of the title, in shares of its size. */
function widthOfWord(word: string): Promise<number> {
  const at = 100;
  const drawn = () =>
    widthOf(
      svgAsXml(
        `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="200"><text x="0" y="${at}" font-family="Literata" font-size="${at}" letter-spacing="${SPACING * at}">${escapeText(word)}</text></svg>`,
      ),
    ).then((width) => width / at);
  const width = widths.get(word) ?? drawn();
  widths.set(word, width);
  return width;
}

const SPACE = 0.24;

/**
 * Words in so many lines that the widest is as narrow as can be.
 *
 * @param sizes the words' widths
 * @param lines no more than there are words
 */
function balanced(sizes: readonly number[], lines: number): { ends: number[]; width: number } {
  const widthTo = (from: number, to: number) =>
    sizes.slice(from, to).reduce((sum, each) => sum + each, SPACE * (to - from - 1));
  if (lines === 1) return { ends: [sizes.length], width: widthTo(0, sizes.length) };
  let best = { ends: [sizes.length], width: widthTo(0, sizes.length) };
  for (let end = 1; end <= sizes.length - lines + 1; end++) {
    const rest = balanced(sizes.slice(end), lines - 1);
    const width = Math.max(widthTo(0, end), rest.width);
    if (width < best.width) best = { ends: [end, ...rest.ends.map((one) => one + end)], width };
  }
  return best;
}

/** A title's lines and their size, units: as few lines as fit. */
async function setTitle(title: string): Promise<{ lines: string[]; size: number }> {
  const each = title.split(' ').filter((word) => word !== '');
  if (each.length === 0) return { lines: [], size: 0 };
  const sizes = await Promise.all(each.map(widthOfWord));
  const tries = SETTINGS.map(([lines, size]) => ({
    size,
    ...balanced(sizes, Math.min(lines, each.length)),
  }));
  const found = tries.find(({ size, width }) => width * size <= MEASURE) ?? tries.at(-1)!;
  const lines = found.ends.map((end, i) => each.slice(found.ends[i - 1] ?? 0, end).join(' '));
  return { lines, size: Math.min(found.size, MEASURE / found.width) };
}

const COMMAND = /([MLHVZCQST])([^MLHVZCQST]*)/gi;

/** A path's data, each coordinate times its axis's factor; undefined where it has arcs. */
function scaledData(data: string, x: number, y: number): string | undefined {
  if (/[^MLHVZCQST\d\s.,+-]/i.test(data)) return undefined;
  return data.replace(COMMAND, (_, letter: string, rest: string) => {
    const factors = /h/i.test(letter) ? [x] : /v/i.test(letter) ? [y] : [x, y];
    const numbers = rest.match(/[+-]?(?:\d+\.?\d*|\.\d+)/g) ?? [];
    return (
      letter +
      numbers.map((each, i) => +(Number(each) * factors[i % factors.length]).toFixed(2)).join(' ')
    );
  });
}

const attributesOf = ({ properties }: Element): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) =>
      name === 'className' ? ['class', [value].flat().join(' ')] : [name, String(value)],
    ),
  );

/** A drawing stretched to a size while its lines stay as thick as they are. */
function stretched(nodes: readonly ElementContent[], x: number, y: number): string {
  return nodes
    .flatMap((node) => (node.type === 'element' ? [node] : []))
    .map((node) => {
      const attributes = attributesOf(node);
      if (node.tagName === 'g' && !attributes.transform)
        return element('g', attributes, stretched(node.children, x, y));
      const d = node.tagName === 'path' && scaledData(attributes.d ?? '', x, y);
      if (d) return element('path', { ...attributes, d });
      return `<g transform="scale(${x} ${y})">${element(node.tagName, attributes)}</g>`;
    })
    .join('');
}

/** The marks on their ground. */
function row(marks: readonly Block[]): string {
  const alone = marks.length === 1;
  const width = alone ? CARD.width : (MEASURE - GAP * (marks.length - 1)) / marks.length;
  const height = alone ? 144 : 112;
  const thick = alone ? 2.2 : 1.6;
  return marks
    .map(({ body, ...block }, i) => {
      const left = alone ? 0 : MARGIN + i * (width + GAP);
      const { children } = fromHtml(`<svg>${body}</svg>`, { fragment: true, space: 'svg' });
      const [svg] = children as Element[];
      const [x, y] = [width / block.width / thick, height / block.height / thick];
      return `<g transform="translate(${left} ${GROUND - height}) scale(${thick})">${stretched(svg.children, x, y)}</g>`;
    })
    .join('');
}

/**
 * A card as SVG, fonts left out. A title with a letter that the site's fonts do not have is left to
 * the text beside the card.
 */
export async function cardSvg({ site, kind, title, foot, marks }: Card): Promise<string> {
  const tokens = tokensIn('light');
  const { lines, size } = await setTitle(hasLetters('literata', title) ? title : '');
  const height = lines.length * size * TITLE.leading;
  const first = (TITLE.top + TITLE.bottom - height) / 2 + TITLE.ascent * size;
  const text = (at: string, y: number, className: string, words: string) =>
    `<text ${at} y="${y.toFixed(1)}" class="${className}">${escapeText(words)}</text>`;
  const left = `x="${MARGIN}"`;
  const right = `x="${CARD.width - MARGIN}" text-anchor="end"`;
  return svgAsXml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD.width} ${CARD.height}" width="${CARD.width}" height="${CARD.height}">` +
      `<style>${drawingStyle(tokens)}` +
      `.title, .name { font-family: Literata; fill: ${tokens.get('--ink')}; letter-spacing: ${SPACING}em }` +
      `.title { font-size: ${size}px } .name { font-size: 31px }` +
      `.aside { font-family: 'JetBrains Mono'; font-size: 22px; fill: ${tokens.get('--soft')} }</style>` +
      `<rect width="${CARD.width}" height="${CARD.height}" fill="${tokens.get('--paper')}"/>` +
      text(left, 86, 'name', site) +
      text(right, 80, 'aside', kind) +
      lines.map((line, i) => text(left, first + i * size * TITLE.leading, 'title', line)).join('') +
      `<g class="mark">${row(marks)}</g>` +
      text(left, 572, 'aside', foot[0]) +
      text(right, 572, 'aside', foot[1]) +
      '</svg>\n',
  );
}

/** A card as a PNG. */
export const cardPng = (card: Card): Promise<Uint8Array> =>
  cachedLater(`card-${hashOf([codeHash(), JSON.stringify(card)])}.png`, async () =>
    fewColoursOf(await cardSvg(card)),
  );
