import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { checkWhileWriting } from './src/check/dev.ts';
import { essayFiles, isShown } from './src/essay/files.ts';
import { hostFiles } from './src/files/hosts.ts';
import { policies } from './src/files/policy.ts';
import { searchIndex } from './src/files/search.ts';
import {
  bareAssumptions,
  essayModules,
  plainImports,
  playableFigures,
  shownStyles,
} from './src/play/plugin.ts';
import { engine } from './src/prose/engine.ts';
import { highlight } from './src/prose/highlight.ts';
import { absolute, base, origin, site } from './src/site.ts';

const address = (slug) => absolute(`essays/${slug}/`);
const essays = essayFiles();
const changed = new Map(essays.map(({ slug, changed }) => [address(slug), changed]));
const renamed = essays
  .filter((essay) => isShown(essay, false))
  .flatMap(({ slug, aliases }) => aliases.map((alias) => [alias, slug]));
const moved = new Set(renamed.map(([alias]) => address(alias)));

/** What every figure that plays needs, as one file: many small ones weigh more. */
const everyPlay = {
  name: 'play',
  test: /src\/kit\/(?:assume|closed|decimal|experiment|figure|marks|number|draw\/(?:label|path|svg|width))\.ts$/,
};

export default defineConfig({
  site: origin,
  base,
  trailingSlash: 'always',
  compressHTML: true, // the default glues words across a line break before an inline element
  build: { inlineStylesheets: 'always' },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  markdown: { processor: engine(), shikiConfig: highlight },
  integrations: [
    mdx(),
    sitemap({
      filter: (page) => !moved.has(page) && !page.endsWith('/model.ts/'),
      serialize: (item) => ({ ...item, lastmod: changed.get(item.url) }),
    }),
    searchIndex(site.language),
    policies(),
    hostFiles(renamed, base),
  ],
  vite: {
    plugins: [
      plainImports(),
      playableFigures(),
      bareAssumptions(),
      essayModules(),
      shownStyles(),
      checkWhileWriting(),
    ],
    environments: {
      client: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: [everyPlay] } } } },
      },
    },
    build: {
      // Phones of 2022 know no light-dark() and show black on black; the styles are written for them
      // too, each colour from its one place.
      cssTarget: ['chrome111', 'firefox113', 'safari15.4'],
      // A font inlined into every page's styles would be loaded by pages that do not use it.
      assetsInlineLimit: (file) => (/\.(?:woff2?|ttf|otf)$/.test(file) ? false : undefined),
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
  },
});
