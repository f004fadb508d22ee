import type { APIRoute } from 'astro';
import { cslOf } from '../../../components/citing.ts';
import { type Essay, essayPaths } from '../../../essays.ts';

export const getStaticPaths = () => essayPaths();

export const GET: APIRoute<{ essay: Essay }> = ({ props: { essay } }) =>
  new Response(cslOf(essay), { headers: { 'content-type': 'application/json' } });
