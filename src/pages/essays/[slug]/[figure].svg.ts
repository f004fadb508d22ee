import type { APIRoute } from 'astro';
import { standaloneSvg } from '../../../files/picture.ts';
import { type Twin, twinPaths } from '../../../files/twins.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ file: Twin }> = ({ props: { file } }) =>
  new Response(standaloneSvg(file.drawing(), file.words()), {
    headers: { 'content-type': 'image/svg+xml' },
  });
