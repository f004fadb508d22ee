import type { APIRoute } from 'astro';
import { allEssays } from '../essays.ts';
import { bookOf } from '../files/volume.ts';
import { BOOK } from '../site.ts';

export const getStaticPaths = () => [{ params: { book: BOOK.replace(/\.epub$/, '') } }];

export const GET: APIRoute = async () =>
  new Response((await bookOf(await allEssays())) as BodyInit, {
    headers: { 'content-type': 'application/epub+zip' },
  });
