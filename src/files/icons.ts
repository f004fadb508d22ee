/** The site's icon for programs that draw no SVG, from `public/favicon.svg`, in its light colours. */
import { readFileSync } from 'node:fs';
import { tokensIn } from '../styles/tokens.ts';
import { pngOf } from './render.ts';

/** The icon `size` pixels wide; on paper with a margin where the system cuts its corners off. */
export function iconPng(size: number, onPaper: boolean): Promise<Uint8Array> {
  const [, drawing] = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(
    readFileSync('public/favicon.svg', 'utf8'),
  )!;
  const margin = onPaper ? 6 : 0;
  const wide = 32 + 2 * margin;
  const paper = onPaper
    ? `<rect x="${-margin}" y="${-margin}" width="${wide}" height="${wide}" style="fill: ${tokensIn('light').get('--paper')}"/>`
    : '';
  const light = drawing.replace(/@media[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}/g, '');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${wide} ${wide}" width="${wide}" height="${wide}">${paper}${light}</svg>`;
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
