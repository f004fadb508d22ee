/** A drawing that the author made in the text, `<svg>`, as a picture of its own. */
import { toHtml } from 'hast-util-to-html';
import type { Drawing } from '../prose/plain.ts';
import { tokensIn } from '../styles/tokens.ts';
import { drawingStyle } from './picture.ts';
import { pngOf } from './render.ts';

const NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** A drawing as an SVG file on light paper, in the styles of what is drawn. */
export function drawingSvg({ svg, width, height }: Drawing): string {
  const tokens = tokensIn('light');
  const size = `width="${width}" height="${height}"`;
  const properties = { viewBox: `0 0 ${width} ${height}`, ...svg.properties, width, height };
  const inner = toHtml({ ...svg, properties }, { space: 'svg', closeEmptyElements: true });
  return (
    `<svg ${NAMESPACES} ${size} color="${tokens.get('--ink')}">` +
    `<style>${drawingStyle(tokens)}</style><rect ${size} fill="${tokens.get('--paper')}"/>${inner}</svg>\n`
  );
}

/** The same as a PNG, two pixels to the unit. */
export const drawingPng = (drawing: Drawing): Promise<Uint8Array> => pngOf(drawingSvg(drawing), 2);
