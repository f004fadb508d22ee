import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { ESSAYS, readSources, showsHidden } from './essay/files.ts';
import { essaySchema } from './essay/schema.ts';

// Hidden essays are left out here, not by a filter later, so that their images never reach dist.
const hidden = readSources().filter((source) => source.hidden && !showsHidden(import.meta.env.DEV));

export const collections = {
  essays: defineCollection({
    loader: glob({
      base: `./${ESSAYS}`,
      pattern: ['[^_]*.mdx', '[^_]*/index.mdx', ...hidden.map(({ file }) => `!${file}`)],
      generateId: ({ entry }) => entry.replace(/(\/index)?\.mdx$/, ''),
    }),
    schema: essaySchema,
  }),
};
