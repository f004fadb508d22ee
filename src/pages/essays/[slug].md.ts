import type { APIRoute } from 'astro';
import { type Essay, essayPaths } from '../../essays.ts';
import { textOf } from '../../files/texts.ts';

export const getStaticPaths = () => essayPaths();

export const GET: APIRoute<{ essay: Essay }> = async ({ props: { essay } }) =>
  new Response(await textOf(essay), { headers: { 'content-type': 'text/markdown' } });
