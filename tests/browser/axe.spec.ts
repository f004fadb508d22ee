import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { DRAFTS } from '../servers.ts';
import { builtSlugs } from '../site/built.ts';

const SPECIMEN = '/essays/specimen/';
/** The kinds of page whose layout changes with the width; the specimen has all that an essay can. */
const KINDS = ['/', '/essays/', '/404.html', SPECIMEN];
/** Lists and code, laid out as on the pages above. */
const MORE = ['/topics/client/', `${SPECIMEN}model.ts/`];
const essays = builtSlugs(DRAFTS.outDir)
  .map((slug) => `/essays/${slug}/`)
  .filter((path) => path !== SPECIMEN);

/** What axe finds on a page as it stands. */
async function found(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  // Drawings are pictures to assistive technology; their colours are held by the tokens' test.
  const axe = new AxeBuilder({ page }).exclude('.chart');
  // Of all that axe looks at, the dark scheme changes the colours alone.
  if (scheme === 'dark') axe.withRules('color-contrast');
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${scheme}: ${id} ${node.html.slice(0, 120)}`),
  );
}

test.use({ baseURL: DRAFTS.address });
// A page of figures has thousands of nodes.
test.describe.configure({ timeout: 120_000 });
for (const [paths, widths] of [
  [KINDS, [390, 820, 1360]],
  // What an essay adds to its kind is the same at every width; on a phone its boxes scroll too.
  [[...MORE, ...essays], [390]],
] as const) {
  for (const path of paths) {
    for (const width of widths) {
      test(`axe finds nothing on ${path} at ${width} px, in both schemes`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        const response = await page.goto(path);
        expect(response?.status()).toBe(200);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await found(page, colorScheme)).toEqual([]);
        }
      });
    }
  }
}
