import { feedItems } from '../files/elsewhere.ts';
import { jsonOf } from '../files/feeds.ts';

export const GET = async () =>
  new Response(jsonOf(await feedItems()), { headers: { 'content-type': 'application/feed+json' } });
