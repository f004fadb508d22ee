import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { ESSAY_GLOBS, ESSAYS, patternOf, readEssays, showsHidden, slugOf } from './essay/files.ts';
import { essaySchema } from './essay/schema.ts';

// Hidden essays are left out here, not by a filter later, so that their images never reach dist. In
// development nothing is published, and an essay that cannot be read is told of and not the end.
const hidden = import.meta.env.DEV
  ? []
  : readEssays().filter((essay) => essay.hidden && !showsHidden(false));

export const collections = {
  essays: defineCollection({
    loader: glob({
      base: `./${ESSAYS}`,
      pattern: [
        ...ESSAY_GLOBS,
        ...hidden.map(({ file }) => `!${patternOf(file.slice(ESSAYS.length + 1))}`),
      ],
      generateId: ({ entry }) => slugOf(entry) ?? entry,
    }),
    schema: essaySchema,
  }),
};
