import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { essayFiles } from '../../src/essay/files.ts';
import { DRAFTS } from '../servers.ts';

const pages = ['/', '/essays/', '/404.html', ...essayFiles().map(({ slug }) => `/essays/${slug}/`)];

test.use({ baseURL: DRAFTS.address });
test.describe.configure({ timeout: 120_000 });
for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const path of pages) {
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        // A page of figures has thousands of nodes, and is read at three widths.
        test.setTimeout(120_000);
        for (const width of [390, 820, 1360]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(path);
          // Drawings are pictures to assistive technology; their colours are held by the tokens' test.
          const axe = new AxeBuilder({ page }).exclude('.chart');
          // Of all that axe looks at, the dark scheme changes the colours alone.
          if (scheme === 'dark') axe.withRules('color-contrast');
          const { violations } = await axe.analyze();
          const found = violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${width}: ${id} ${node.html.slice(0, 120)}`),
          );
          expect(found).toEqual([]);
        }
      });
    }
  });
}
