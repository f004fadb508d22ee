import { DRAFTS } from '../servers.ts';
import { builtSlugs, topicPaths } from '../site/built.ts';
import { violationsOn } from './accessible.ts';
import { expect, test } from './page.ts';

const SPECIMEN = '/essays/specimen/';
/** The kinds of page whose layout changes with the width; the specimen has all that an essay can. */
const KINDS = ['/', '/essays/', SPECIMEN];
/** Lists, code and a few words, laid out as on the pages above. */
const MORE = [
  ...topicPaths(DRAFTS.outDir).slice(0, 1),
  '/subscribe/',
  '/404.html',
  `${SPECIMEN}model.ts/`,
];
const essays = builtSlugs(DRAFTS.outDir)
  .map((slug) => `/essays/${slug}/`)
  .filter((path) => path !== SPECIMEN);

test.use({ baseURL: DRAFTS.address });
// A page of figures has thousands of nodes.
test.describe.configure({ timeout: 120_000 });
/** In the dark only the colours are others, and they are those of the kind. */
const DARK: readonly string[] = [...KINDS, ...MORE];

for (const [paths, widths] of [
  [KINDS, [390, 820, 1360]],
  // What an essay adds to its kind is the same at every width; on a phone its boxes scroll too.
  [[...MORE, ...essays], [390]],
] as const) {
  for (const path of paths) {
    test(`axe finds nothing on ${path}`, async ({ page }) => {
      const [first, ...wider] = widths;
      await page.setViewportSize({ width: first, height: 900 });
      const response = await page.goto(path);
      expect(response?.status()).toBe(200);
      expect(await violationsOn(page), `at ${first} px`).toEqual([]);
      for (const width of wider) {
        await page.setViewportSize({ width, height: 900 });
        expect(await violationsOn(page), `at ${width} px`).toEqual([]);
      }
      if (!DARK.includes(path)) return;
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 1360, height: 900 });
      expect(await violationsOn(page, 'color-contrast'), 'in the dark').toEqual([]);
    });
  }
}
