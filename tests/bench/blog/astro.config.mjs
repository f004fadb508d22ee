import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig, fontProviders } from 'astro/config';

const variant = (src, style) => ({ src: [src], weight: 400, style, display: 'swap' });

/** A blog with what Astro's own template of one has: MDX, a sitemap, local fonts, all else as it comes. */
export default defineConfig({
  site: 'https://example.com',
  integrations: [mdx(), sitemap()],
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Text',
      cssVariable: '--font-text',
      fallbacks: ['serif'],
      options: {
        variants: [
          variant('./src/assets/roman.woff2', 'normal'),
          variant('./src/assets/italic.woff2', 'italic'),
        ],
      },
    },
  ],
});
