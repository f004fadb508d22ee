import type { APIRoute } from 'astro';
import { allEssays, type Essay } from '../../essays.ts';
import { textOf } from '../../files/texts.ts';

export async function getStaticPaths() {
  const essays = await allEssays();
  return essays.flatMap((essay) =>
    [essay.slug, ...essay.aliases].map((slug) => ({ params: { slug }, props: { essay } })),
  );
}

export const GET: APIRoute<{ essay: Essay }> = async ({ props: { essay } }) =>
  new Response(await textOf(essay), { headers: { 'content-type': 'text/markdown' } });
