import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { DESCRIPTION, posts, TITLE } from '../blog';

export const GET: APIRoute = async ({ site }) =>
  rss({
    title: TITLE,
    description: DESCRIPTION,
    site: site!,
    items: (await posts()).map(({ id, data }) => ({ ...data, link: `/blog/${id}/` })),
  });
