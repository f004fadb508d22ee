/**
 * A figure as a picture of its own: fonts inside, colours resolved for light paper, so that it looks
 * the same in a feed reader, on a card or in somebody's slides.
 */
import { readFileSync } from 'node:fs';
import { formatHex } from 'culori';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { LINE, words, wrap } from '../kit/draw/label.ts';
import { type Block, escapeText } from '../kit/draw/svg.ts';
import { pngOf } from './render.ts';

const FONTS = 'src/fonts';
const MARGIN = 24;

/**
 * The tokens' light values, colours as hexadecimal: programs that draw SVG know no OKLCH. Channels
 * outside sRGB are cut off.
 */
export function lightTokens(): Map<string, string> {
  const tokens = new Map<string, string>();
  const css = readFileSync('src/styles/tokens.css', 'utf8');
  const [root] = /:root \{[\s\S]*?\n\}/.exec(css) ?? [''];
  for (const [, name, value] of root.matchAll(/(--[\w-]+): ([^;]+);/g)) {
    const light = /^light-dark\((oklch\([^)]*\))/.exec(value)?.[1];
    tokens.set(name, light ? formatHex(light)! : value);
  }
  return tokens;
}

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

/** The mono face's files and their ranges, as the pages load them. */
const monoSubsets = (): Subset[] =>
  readFileSync('src/styles/fonts.css', 'utf8')
    .split('@font-face')
    .flatMap((rule) => {
      const file = /fonts\/(jetbrains-mono-[\w-]+\.woff2)/.exec(rule)?.[1];
      const range = /unicode-range:\s*([^;]+);/.exec(rule)?.[1];
      return file && range ? [{ file, range: range.replace(/\s+/g, ' ') }] : [];
    });

const inRange = (point: number, range: string): boolean =>
  range.split(',').some((part) => {
    const [from, to = from] = part.trim().slice(2).split('-');
    return point >= Number.parseInt(from, 16) && point <= Number.parseInt(to, 16);
  });

/**
 * The font rules that a text needs.
 *
 * @throws when no file has a letter of it
 */
function fontRules(text: string, name: string): string {
  const subsets = monoSubsets();
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
  readonly title: string;
  readonly alt: string;
  /** Where it is from, for readers; one line under the drawing. */
  readonly source: string;
}

const xml = (text: string): string => text.replaceAll('&nbsp;', '\u00a0');

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
  const tokens = lightTokens();
  const width = drawing.width + 2 * MARGIN;
  const title = wrap(about.title, drawing.width);
  const source = wrap(about.source, drawing.width);
  const top = MARGIN + title.length * LINE + 10;
  const foot = top + drawing.height + 16;
  const height = Math.ceil(foot + source.length * LINE + MARGIN - 6);
  const body =
    words(MARGIN, MARGIN + LINE / 2, title, 'title') +
    `<g transform="translate(${MARGIN} ${top})">${drawing.body}</g>` +
    words(MARGIN, foot + LINE / 2, source, 'name');
  const fonts = embedFonts ? fontRules(printedText(body), about.name) : '';
  return xml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
      `<title>${escapeText(about.title)}</title><desc>${escapeText(about.alt)}</desc>` +
      `<style>${fonts}${drawingStyle(tokens)}</style>` +
      `<rect width="${width}" height="${height}" fill="${tokens.get('--paper')}"/>` +
      `<g class="chart">${body}</g></svg>\n`,
  );
}

/** A figure as a PNG, two pixels to the unit. */
export const standalonePng = (drawing: Block, about: PictureWords): Promise<Uint8Array> =>
  pngOf(standaloneSvg(drawing, about, false), 2);
