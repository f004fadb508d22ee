/** The site's icon for programs that draw no SVG, from `public/favicon.svg`, in its light colours. */
import { readFileSync } from 'node:fs';
import { tokensIn } from '../styles/tokens.ts';
import { pngOf } from './render.ts';

/** The units that an icon is wide, in whichever its own drawing is. */
const WIDE = 32;

const ROOT = /<svg\b((?:"[^"]*"|'[^']*'|[^"'>])*)>([\s\S]*)<\/svg>/;
const PLACE = /\s(x|y|width|height|overflow)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Comments, and styles for some screens, such as dark ones. */
const ASIDE = /<!--[\s\S]*?-->|@media[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}/g;

/** An icon whole, with what its root says of all of it, as a part of another drawing; a margin cuts nothing off. */
function asPart(icon: string): string {
  const [, attributes = '', drawing = ''] = ROOT.exec(icon.replace(ASIDE, '')) ?? [];
  const own = new Map([...attributes.matchAll(PLACE)].map(([, name, a, b]) => [name, a ?? b]));
  const [width, height] = ['width', 'height'].map((name) => Number.parseFloat(own.get(name) ?? ''));
  const sized = width > 0 && height > 0 && !/\sviewBox\s*=/.test(attributes);
  const view = sized ? ` viewBox="0 0 ${width} ${height}"` : '';
  return `<svg${attributes.replace(PLACE, '')}${view} width="${WIDE}" height="${WIDE}" overflow="visible">${drawing}</svg>`;
}

/** The icon `size` pixels wide; on paper with a margin where the system cuts its corners off. */
export function iconPng(
  size: number,
  onPaper: boolean,
  icon = readFileSync('public/favicon.svg', 'utf8'),
): Promise<Uint8Array> {
  const margin = onPaper ? 6 : 0;
  const wide = WIDE + 2 * margin;
  const paper = onPaper
    ? `<rect x="${-margin}" y="${-margin}" width="${wide}" height="${wide}" style="fill: ${tokensIn('light').get('--paper')}"/>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${wide} ${wide}" width="${wide}" height="${wide}">${paper}${asPart(icon)}</svg>`;
  return pngOf(svg, size / wide);
}

/**
 * PNG pictures as an icon file: a header of 6 bytes, an entry of 16 for each picture, the pictures
 * (the ICO format as Windows has read it since Vista).
 *
 * @param pictures square, each with its width in pixels, less than 256
 */
export function ico(pictures: readonly { size: number; png: Uint8Array }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, i) => {
    const entry = 6 + 16 * i;
    head.writeUInt8(size, entry);
    head.writeUInt8(size, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
