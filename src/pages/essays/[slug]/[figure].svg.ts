import type { APIRoute } from 'astro';
import { standaloneSvg } from '../../../files/picture.ts';
import { type Twin, twinPaths } from '../../../files/twins.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ twin: Twin }> = ({ props: { twin } }) =>
  new Response(standaloneSvg(twin.drawing(), twin.words()), {
    headers: { 'content-type': 'image/svg+xml' },
  });
