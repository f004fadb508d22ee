/**
 * Rendered essays in development: a page renders an essay again only if the essay or something that
 * it is made with has changed. Apart from the module that renders, which is loaded anew with each
 * change of any essay.
 */
import { readdirSync, statSync } from 'node:fs';
import { ESSAYS } from './files.ts';

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, mtime(`${parentPath}/${name}`)), 0);

const mtime = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What an essay is made with besides its own folder. */
const MADE_WITH = ['src/kit', 'src/prose', 'src/components', 'src/essay'];

const kept = new Map<string, { stamp: string; made: Promise<unknown> }>();

/**
 * What `make` made of an essay, now or before.
 *
 * @param digest of its text
 */
export function remembered<T>(slug: string, digest: string, make: () => Promise<T>): Promise<T> {
  const folder = `${ESSAYS}/${slug}`;
  const own = statSync(folder, { throwIfNoEntry: false }) ? newest(folder) : mtime(`${folder}.mdx`);
  // Astro hands out an edited text at once, and its digest half a second later.
  const stamp = [digest, own, ...MADE_WITH.map(newest)].join();
  const before = kept.get(slug);
  if (before?.stamp === stamp) return before.made as Promise<T>;
  const made = make();
  kept.set(slug, { stamp, made });
  // What failed is tried again.
  made.catch(() => kept.delete(slug));
  return made;
}
