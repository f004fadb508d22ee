/** What a published site is asked: `SMOKE_URL=https://… npm run smoke`. */
import { defineConfig } from '@playwright/test';
import browsers from '../../playwright.config.ts';

const address = process.env.SMOKE_URL;
if (!address) throw new Error('Set SMOKE_URL to the address of the published site.');

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // A host that has just been given the site may need a moment until it serves all of it.
  retries: 2,
  use: { baseURL: address.replace(/\/*$/, '/') },
  projects: browsers.projects ?? [],
});
