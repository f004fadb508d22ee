import type { APIRoute } from 'astro';
import { type Make, picturePaths } from '../../../files/twins.ts';

export const getStaticPaths = picturePaths;

export const GET: APIRoute<{ file: Make }> = async ({ props: { file } }) =>
  new Response((await file()) as BodyInit, { headers: { 'content-type': 'image/png' } });
