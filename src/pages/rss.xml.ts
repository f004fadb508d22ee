import { feedItems } from '../files/elsewhere.ts';
import { rssOf } from '../files/feeds.ts';

export const GET = async () =>
  new Response(await rssOf(await feedItems()), { headers: { 'content-type': 'application/xml' } });
