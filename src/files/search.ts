/**
 * The index in which readers search, by Pagefind, of the essays' pages that were built: what is not
 * built, such as a draft, is not in it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

const FOLDER = 'pagefind';
/** What Pagefind would show its results with; the site has its own (src/play/found.ts). */
const UNUSED = ['ui', 'component-ui', 'modular-ui', 'highlight'].flatMap((name) =>
  ['js', 'css'].map((kind) => `pagefind-${name}.${kind}`),
);

/** What an essay's page holds besides its text. */
const BESIDE = [
  '.drawing, .trace, .facts, .check, .numbers-made, .end, .anchor, .up, .back, .note-ref, .note-back, .cite',
  '.figure-foot, fieldset, button, model-figure output',
];

export const searchIndex = (language: string): AstroIntegration => ({
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const { index, errors } = await createIndex({
        forceLanguage: language,
        excludeSelectors: BESIDE,
      });
      if (!index) throw new Error(errors.join('\n'));
      const path = fileURLToPath(dir);
      const added = await index.addDirectory({ path });
      const made = await index.getFiles();
      await close();
      const faults = [...added.errors, ...made.errors];
      if (faults.length > 0) throw new Error(faults.join('\n'));
      // Not by Pagefind's own program, which may be ended before a file of its is whole.
      for (const { path: name, content } of made.files) {
        if (UNUSED.includes(name)) continue;
        const file = join(path, FOLDER, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
  },
});
