import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import {
  ESSAY_GLOBS,
  ESSAYS,
  readEssays,
  shownPatterns,
  showsHidden,
  slugOf,
} from './essay/files.ts';
import { essaySchema } from './essay/schema.ts';

// Hidden essays are left out here, not by a filter later, so that their images never reach dist. In
// development nothing is published, and an essay that cannot be read is told of and not the end.
const pattern = showsHidden(import.meta.env.DEV) ? ESSAY_GLOBS : shownPatterns(readEssays());

export const collections = {
  essays: defineCollection({
    loader: glob({
      base: `./${ESSAYS}`,
      pattern,
      generateId: ({ entry }) => slugOf(entry) ?? entry,
    }),
    schema: essaySchema,
  }),
};
