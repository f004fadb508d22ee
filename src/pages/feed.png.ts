/** The site's icon for feed readers, which take no SVG: 144 pixels, the most that RSS allows. */
import { readFileSync } from 'node:fs';
import { pngOf } from '../files/render.ts';

const SIZE = 144;

export async function GET() {
  const icon = readFileSync('public/favicon.svg', 'utf8');
  const width = Number(/viewBox="\S+ \S+ (\S+)/.exec(icon)?.[1]);
  return new Response((await pngOf(icon, SIZE / width)) as BodyInit, {
    headers: { 'content-type': 'image/png' },
  });
}
