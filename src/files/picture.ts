/**
 * A figure as a picture of its own: fonts inside, colours resolved for light paper, so that it looks
 * the same in a feed reader or in somebody's slides.
 */
import { readFileSync } from 'node:fs';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { LINE, words, wrap } from '../kit/draw/label.ts';
import { type Block, escapeText } from '../kit/draw/svg.ts';
import { typographic } from '../kit/typographic.ts';
import { tokensIn } from '../styles/tokens.ts';
import { pngOf } from './render.ts';

const FONTS = 'src/fonts';
const MARGIN = 24;

/**
 * The style of everything drawn, without custom properties.
 *
 * @throws when it names a token that src/styles/tokens.css does not have
 */
export function drawingStyle(tokens: Map<string, string>): string {
  const named = new Map([
    ...tokens,
    ['--on-wait', tokens.get('--ink')!],
    ['--mono', "'JetBrains Mono', monospace"],
  ]);
  return readFileSync('src/styles/drawing.css', 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
      const value = named.get(name);
      if (value === undefined) throw new Error(`src/styles/drawing.css: no token ${name}`);
      return value;
    })
    .trim();
}

interface Subset {
  readonly file: string;
  readonly range: string;
}

/** An upright face's files and their ranges, as the pages load them. */
const subsetsOf = (face: 'jetbrains-mono' | 'literata'): Subset[] =>
  readFileSync('src/styles/fonts.css', 'utf8')
    .split('@font-face')
    .flatMap((rule) => {
      const file = /fonts\/([\w-]+\.woff2)/.exec(rule)?.[1];
      const range = /unicode-range:\s*([^;]+);/.exec(rule)?.[1];
      const named = file?.startsWith(`${face}-`) && !file.includes('italic');
      return file && range && named ? [{ file, range: range.replace(/\s+/g, ' ') }] : [];
    });

const inRange = (point: number, range: string): boolean =>
  range.split(',').some((part) => {
    const [from, to = from] = part.trim().slice(2).split('-');
    return point >= Number.parseInt(from, 16) && point <= Number.parseInt(to, 16);
  });

/** Whether an upright face has every letter of a text. */
export function hasLetters(face: 'jetbrains-mono' | 'literata', text: string): boolean {
  const subsets = subsetsOf(face);
  return [...text].every((letter) =>
    subsets.some(({ range }) => inRange(letter.codePointAt(0)!, range)),
  );
}

/**
 * The font rules that a text needs.
 *
 * @throws when no file has a letter of it
 */
function fontRules(text: string, name: string): string {
  const subsets = subsetsOf('jetbrains-mono');
  const needed = new Set<Subset>();
  for (const letter of new Set(text)) {
    const subset = subsets.find(({ range }) => inRange(letter.codePointAt(0)!, range));
    if (!subset)
      throw new Error(`${name}: the figures' font has no "${letter}"; write it in words`);
    needed.add(subset);
  }
  const rules = [...needed].map(({ file, range }) => {
    const data = readFileSync(`${FONTS}/${file}`).toString('base64');
    return `@font-face { font-family: 'JetBrains Mono'; src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${range}; }`;
  });
  return rules.join('\n');
}

/** What stands in a picture besides the drawing. */
export interface PictureWords {
  /** Where the picture is from, for errors: `slug/figure`. */
  readonly name: string;
  /** As its author wrote it. */
  readonly title: string;
  readonly alt: string;
  /** Where it is from, for readers; one line under the drawing. */
  readonly source: string;
}

/** A drawing as XML, which has no name for a no-break space. */
export const svgAsXml = (svg: string): string => svg.replaceAll('&nbsp;', '\u00a0');

/** Every letter that a drawing prints. */
const printedText = (body: string): string =>
  textOf(fromHtml(body, { fragment: true, space: 'svg' }));

/**
 * A drawing as an SVG file: title above, source below, on light paper.
 *
 * @param drawing what a figure drew
 * @throws when a letter is in none of the committed font files
 */
export function standaloneSvg(drawing: Block, about: PictureWords, embedFonts = true): string {
  const tokens = tokensIn('light');
  const called = typographic(about.title);
  const width = drawing.width + 2 * MARGIN;
  const title = wrap(called, drawing.width);
  const source = wrap(about.source, drawing.width);
  const top = MARGIN + title.length * LINE + 10;
  const foot = top + drawing.height + 16;
  const height = Math.ceil(foot + source.length * LINE + MARGIN - 6);
  const body =
    words(MARGIN, MARGIN + LINE / 2, title, 'title') +
    `<g transform="translate(${MARGIN} ${top})">${drawing.body}</g>` +
    words(MARGIN, foot + LINE / 2, source, 'name');
  const fonts = embedFonts ? fontRules(printedText(body), about.name) : '';
  return svgAsXml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
      `<title>${escapeText(called)}</title><desc>${escapeText(about.alt)}</desc>` +
      `<style>${fonts}${drawingStyle(tokens)}</style>` +
      `<rect width="${width}" height="${height}" fill="${tokens.get('--paper')}"/>` +
      `<g class="chart">${body}</g></svg>\n`,
  );
}

/** A figure as a PNG, two pixels to the unit. */
export const standalonePng = (drawing: Block, about: PictureWords): Promise<Uint8Array> =>
  pngOf(standaloneSvg(drawing, about, false), 2);
