import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
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

/**
 * The files, without their texts, which are read where they are needed, and without a module of a
 * text that stands alone: a module costs more than the text. What other code made of them is made anew.
 */
const loader: Loader = {
  ...files,
  load: ({ store, ...context }) => {
    const code = codeHash();
    if (context.meta.get('code') !== code) store.clear();
    context.meta.set('code', code);
    return files.load({
      ...context,
      store: {
        ...store,
        set: ({ body = '', deferredRender, ...entry }) =>
          store.set(standsAlone(body) ? entry : { ...entry, deferredRender }),
      },
    });
  },
};

export const collections = {
  essays: defineCollection({ loader, schema: essaySchema }),
};
