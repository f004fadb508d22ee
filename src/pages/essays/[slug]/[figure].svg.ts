import type { APIRoute } from 'astro';
import { standaloneSvg } from '../../../build/picture.ts';
import { type Twin, twinPaths } from '../../../build/twins.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ twin: Twin }> = ({ props: { twin } }) =>
  new Response(standaloneSvg(twin.figure.svg, twin.words), {
    headers: { 'content-type': 'image/svg+xml' },
  });
