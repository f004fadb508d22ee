/** The cover of the book: the site's title and the marks of its essays. */
import { wrap } from '../kit/draw/label.ts';
import { type Block, escapeText } from '../kit/draw/svg.ts';
import { site } from '../site.ts';
import { tokensIn } from '../styles/tokens.ts';
import { drawingStyle, svgAsXml } from './picture.ts';
import { pngOf } from './render.ts';

/** Units; drawn with two pixels to each. */
const WIDTH = 600;
const HEIGHT = 800;
const MARGIN = 60;
const MEASURE = WIDTH - 2 * MARGIN;
/** Marks stand in two columns, at most so many. */
const COLUMN = 228;
const MOST = 12;
const FIRST_ROW = 300;
const ROW = 96;
/** A letter's width at most, in shares of its size. */
const LETTER = 0.6;

const title = (tokens: ReadonlyMap<string, string>): string => {
  const size = Math.min(72, MEASURE / (LETTER * site.title.length));
  const words = wrap(site.description, 7.2 * (MEASURE / (LETTER * 19)));
  const lines = words.map(
    (line, i) => `<tspan x="${MARGIN}" dy="${i === 0 ? 0 : 27}">${escapeText(line)}</tspan>`,
  );
  return (
    `<text x="${MARGIN}" y="130" font-family="Literata" font-size="${size}" fill="${tokens.get('--ink')}">${escapeText(site.title)}</text>` +
    `<text y="180" font-family="Literata" font-size="19" fill="${tokens.get('--soft')}">${lines.join('')}</text>`
  );
};

const place = (mark: Block, i: number): string => {
  const scale = COLUMN / mark.width;
  const x = MARGIN + (i % 2) * (MEASURE - COLUMN);
  const y = FIRST_ROW + Math.floor(i / 2) * ROW;
  return `<g transform="translate(${x} ${y}) scale(${scale})">${mark.body}</g>`;
};

/** The cover as an SVG, fonts left out. */
function coverSvg(marks: readonly Block[]): string {
  const tokens = tokensIn('light');
  return svgAsXml(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
      `<style>${drawingStyle(tokens)}</style>` +
      `<rect width="${WIDTH}" height="${HEIGHT}" fill="${tokens.get('--paper')}"/>` +
      title(tokens) +
      `<g class="mark">${marks.slice(0, MOST).map(place).join('')}</g></svg>\n`,
  );
}

/** The cover as a PNG. */
export const coverPng = (marks: readonly Block[]): Promise<Uint8Array> => pngOf(coverSvg(marks), 2);
