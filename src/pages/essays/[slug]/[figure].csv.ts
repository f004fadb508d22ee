import type { APIRoute } from 'astro';
import { type Twin, twinPaths } from '../../../files/twins.ts';
import { toCsv } from '../../../kit/csv.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ file: Twin }> = ({ props: { file } }) =>
  new Response(toCsv(file.table()), { headers: { 'content-type': 'text/csv' } });
