/** What an essay holds: the parts that the modules beside it export, found on disk or by Vite. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Exports,
  type Holdings,
  holdingsIn,
  MODULES,
  type ModuleName,
} from '../kit/holdings.ts';
import { ESSAYS } from './files.ts';

export * from '../kit/holdings.ts';

// In a build, figures have to be the same objects here and in the essay's MDX: Vite's, not Node's.
const inVite = import.meta.env
  ? import.meta.glob<Exports>('../content/essays/*/{model,figures,numbers,claims}.ts')
  : undefined;

/** What one of an essay's modules exports; nothing where it has no such module. */
async function exportsOf(slug: string, name: ModuleName): Promise<Exports> {
  if (inVite) return (await inVite[`../content/essays/${slug}/${name}.ts`]?.()) ?? {};
  const file = `${ESSAYS}/${slug}/${name}.ts`;
  return existsSync(file) ? await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href) : {};
}

/** Sorts what an essay's modules export. */
export async function holdingsOf(slug: string): Promise<Holdings> {
  const [model, figures, numbers, claims] = await Promise.all(
    MODULES.map((name) => exportsOf(slug, name)),
  );
  return holdingsIn({ model, figures, numbers, claims });
}
