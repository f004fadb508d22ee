import type { APIRoute } from 'astro';
import { type Twin, twinPaths } from '../../../files/twins.ts';
import { toCsv } from '../../../kit/csv.ts';

export const getStaticPaths = twinPaths;

export const GET: APIRoute<{ twin: Twin }> = ({ props: { twin } }) =>
  new Response(toCsv(twin.table()), { headers: { 'content-type': 'text/csv' } });
