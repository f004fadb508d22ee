import type { APIRoute } from 'astro';
import { type Card, cardPng } from '../../files/card.ts';
import { allCards } from '../../files/cards.ts';

export async function getStaticPaths() {
  const cards = await allCards();
  return cards.map(({ page, card }) => ({ params: { page }, props: { card } }));
}

export const GET: APIRoute<{ card: () => Promise<Card> }> = async ({ props: { card } }) =>
  new Response((await cardPng(await card())) as BodyInit, {
    headers: { 'content-type': 'image/png' },
  });
