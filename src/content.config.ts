import { defineCollection } from 'astro:content';
import type { ContentEntryType } from 'astro';
import { glob, type Loader, type LoaderContext } from 'astro/loaders';
import { standsAlone } from './essay/alone.ts';
import { codeHash } from './essay/cache.ts';
import { ESSAY_GLOBS, ESSAYS, readEssays, shownPatterns, slugOf } from './essay/files.ts';
import { essaySchema } from './essay/schema.ts';

// Hidden essays are left out here, not by a filter later, so that their images never reach dist. In
// development nothing is published, and an essay that cannot be read is told of and not the end.
const pattern = import.meta.env.DEV ? ESSAY_GLOBS : shownPatterns(readEssays());

const files = glob({
  base: `./${ESSAYS}`,
  pattern,
  generateId: ({ entry }) => slugOf(entry) ?? entry,
});

/** Stands for the data of an essay whose front matter is not right. */
const UNREAD = {};

/** What Astro gives to its own loader besides: how a kind of file is read. */
type Context = LoaderContext & { readonly entryTypes: Map<string, ContentEntryType> };

/** Loads what can be read and leaves out the rest, which the check tells of while it is written. */
const forgiving = (context: Context): Context => ({
  ...context,
  parseData: <Data extends Record<string, unknown>>(entry: { id: string; data: Data }) =>
    context.parseData(entry).catch(() => UNREAD as Data),
  entryTypes: new Map(
    [...context.entryTypes].map(([ending, type]) => [
      ending,
      {
        ...type,
        getEntryInfo: async (file: Parameters<typeof type.getEntryInfo>[0]) => {
          try {
            return await type.getEntryInfo(file);
          } catch {
            return { body: '', data: {}, rawData: '', slug: '' };
          }
        },
      },
    ]),
  ),
});

/**
 * The files, without their texts, which are read where they are needed, and without a module of a
 * text that stands alone: a module costs more than the text. What other code made of them is made anew.
 */
const loader: Loader = {
  ...files,
  load: ({ store, ...rest }) => {
    const context = import.meta.env.DEV ? forgiving(rest as Context) : rest;
    const code = codeHash();
    if (context.meta.get('code') !== code) store.clear();
    context.meta.set('code', code);
    return files.load({
      ...context,
      store: {
        ...store,
        set: ({ body = '', deferredRender, ...entry }) =>
          entry.data !== UNREAD &&
          store.set(standsAlone(body) ? entry : { ...entry, deferredRender }),
      },
    });
  },
};

export const collections = {
  essays: defineCollection({ loader, schema: essaySchema }),
};
