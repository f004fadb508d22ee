import { defineConfig, devices } from '@playwright/test';
import { chromiumPath } from './tests/chromium.ts';
import { DRAFTS, SITE } from './tests/servers.ts';

/** The site as `npm start` serves it. Astro previews one build at a time, so Vite has the other. */
const servers = [
  {
    command: `astro preview --port ${SITE.port} --outDir ${SITE.outDir}`,
    port: SITE.port,
    env: { ASTRO_PREVIEW_BACKGROUND: '0', ASTRO_TELEMETRY_DISABLED: '1' },
  },
  { command: 'node tests/drafts.ts', port: DRAFTS.port },
];

export default defineConfig({
  testDir: '.',
  testMatch: ['tests/browser/*.spec.ts', 'src/content/essays/*/tests/*.spec.ts'],
  outputDir: 'test-results',
  fullyParallel: true,
  // Generous, for a busy machine of two cores; nothing here asserts a time.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: { baseURL: SITE.address },
  webServer: servers,
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          executablePath: chromiumPath(),
          args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
        },
      },
    },
  ],
});
