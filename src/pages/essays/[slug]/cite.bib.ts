import type { APIRoute } from 'astro';
import { bibtexOf } from '../../../components/citing.ts';
import { type Essay, essayPaths } from '../../../essays.ts';

export const getStaticPaths = () => essayPaths();

export const GET: APIRoute<{ essay: Essay }> = ({ props: { essay } }) =>
  new Response(bibtexOf(essay), { headers: { 'content-type': 'application/x-bibtex' } });
