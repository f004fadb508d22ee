/** The site's icon for feed readers, which take no SVG: 144 pixels, the most that RSS allows. */
import { iconPng } from '../files/icons.ts';

export const GET = async () =>
  new Response((await iconPng(144, false)) as BodyInit, {
    headers: { 'content-type': 'image/png' },
  });
