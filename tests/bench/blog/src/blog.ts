import { type CollectionEntry, getCollection } from 'astro:content';

export const TITLE = 'A blog';
export const DESCRIPTION = 'What is written here.';

export type Post = CollectionEntry<'blog'>;

/** Every post, newest first. */
export const posts = async (): Promise<Post[]> =>
  (await getCollection('blog')).sort((a, b) => Number(b.data.pubDate) - Number(a.data.pubDate));
