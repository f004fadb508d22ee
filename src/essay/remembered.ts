/**
 * Essays in development: a page renders an essay again only if the essay or something that it is made
 * with has changed. Apart from the module that renders, which is loaded anew with each change of any
 * essay.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ESSAYS, type EssayFile, essayFile, slugsByPath } from './files.ts';
import { today } from './today.ts';

/** When something was last changed, ms; 0 where there is nothing. */
const mtime = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, mtime(`${parentPath}/${name}`)), 0);

/** What an essay is made with besides its own folder. */
const MADE_WITH = ['src/kit', 'src/prose', 'src/components', 'src/essay'];
const AND = ['src/site.ts', 'src/essays.ts'];

/** Vite hears of a change a moment later, and until then hands out what was before, ms. */
const HEARD = 300;

const files = new Map<string, { stamp: string; file: EssayFile }>();

/** As `essayFiles`, but what has not changed is not read again. */
export function rememberedFiles(): EssayFile[] {
  const day = today();
  return slugsByPath().map(([path, slug]) => {
    const stat = statSync(`${ESSAYS}/${path}`, { throwIfNoEntry: false });
    const stamp = [day, stat?.mtimeMs, stat?.size].join();
    const before = files.get(path);
    if (before?.stamp === stamp) return before.file;
    const file = essayFile(path, slug, day);
    files.set(path, { stamp, file });
    return file;
  });
}

const kept = new Map<string, { source: string; stamp: string; made: Promise<unknown> }>();

/** Remembers what was made of essays, as long as what they are all made with stays as it is now. */
export function memory() {
  const times = [...MADE_WITH.map(newest), ...AND.map(mtime)];
  const since = times.join();
  /** What `make` made of an essay, now or before. */
  const remembered = <T>({ slug, file, source }: EssayFile, make: () => Promise<T>): Promise<T> => {
    const folder = dirname(file);
    const changed = folder === ESSAYS ? mtime(file) : newest(folder);
    const before = kept.get(slug);
    const same = before?.source === source && before.stamp === `${changed},${since}`;
    if (same) return before.made as Promise<T>;
    const made = make();
    const heard = Date.now() - Math.max(changed, ...times) > HEARD;
    if (heard) kept.set(slug, { source, stamp: `${changed},${since}`, made });
    else kept.delete(slug);
    // What failed is tried again.
    made.catch(() => kept.delete(slug));
    return made;
  };
  return { since, remembered };
}
