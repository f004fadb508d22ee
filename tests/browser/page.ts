/** Playwright's test with a page that is held to its own policy: what that refuses fails the test. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export * from '@playwright/test';

export const test = base.extend({
  page: async ({ page }, use) => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await use(page);
    expect(refused).toEqual([]);
  },
});

/** Opens figures of an essay, each with the settings of an address, and waits until they can be played with. */
export const awakeIn =
  (slug: string) =>
  async (page: Page, id: string, query = '') => {
    await page.goto(`/essays/${slug}/${query && `#fig-${id}?${query}`}`);
    const figure = page.locator(`#fig-${id}`);
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator('model-figure')).toHaveAttribute('data-ready', '');
    return {
      figure,
      position: figure.getByRole('slider', { name: 'Moment' }),
      play: figure.getByRole('button', { name: 'Play' }),
      drawing: figure.locator('.drawing div div:visible'),
      outcome: figure.locator('.outcome'),
    };
  };

/** Where a part of the page lies, as soon as it does: a drawing may be exchanged while it is measured. */
export async function boxOf(part: Locator) {
  let box: Awaited<ReturnType<Locator['boundingBox']>> = null;
  await expect.poll(async () => (box = await part.boundingBox())).not.toBeNull();
  return box!;
}

/** Sets a page by styles of a reader's own, which no policy concerns. */
export const restyled = (page: Page, css: string): Promise<void> =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);

/** A page without its policy, for tests that change it, or do in it what it would not. */
export const withoutPolicy = (html: string): string =>
  html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
