import type { APIRoute } from 'astro';
import { standalonePng } from '../../../files/picture.ts';
import { type Twin, twinPaths } from '../../../files/twins.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ twin: Twin }> = async ({ props: { twin } }) =>
  new Response((await standalonePng(twin.drawing(), twin.words())) as BodyInit, {
    headers: { 'content-type': 'image/png' },
  });
