import type { APIRoute } from 'astro';
import { allEssays } from '../essays.ts';
import { BOOK } from '../files/book.ts';
import { bookOf } from '../files/volume.ts';

export const getStaticPaths = () => [{ params: { book: BOOK.replace(/\.epub$/, '') } }];

export const GET: APIRoute = async () =>
  new Response((await bookOf(await allEssays())) as BodyInit, {
    headers: { 'content-type': 'application/epub+zip' },
  });
