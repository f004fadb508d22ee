import { allEssays } from '../essays.ts';
import { listOf } from '../files/texts.ts';

export const GET = async () => new Response(listOf(await allEssays()));
