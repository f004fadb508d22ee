/** Playwright's test with a page that is held to its own policy: what that refuses fails the test. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export * from '@playwright/test';

/** Whether something on a page is of a host that is not the page's: an essay may name pictures and frames there. */
const isForeign = (address: string, home: string): boolean =>
  /^https?:/.test(address) &&
  /^https?:/.test(home) &&
  new URL(address).origin !== new URL(home).origin;

export const test = base.extend({
  page: async ({ page }, use) => {
    const refused: string[] = [];
    page.on('console', (message) => {
      if (isForeign(message.location().url, page.url())) return;
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await use(page);
    expect(refused).toEqual([]);
  },
});

/** Collects the errors of a site's own pages at an address. */
export function errorsOf(page: Page, home: string): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isForeign(message.location().url, home))
      errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    const places: string[] = error.stack?.match(/https?:\/\/[^\s)]+/g) ?? [];
    if (places.length === 0 || places.some((place) => !isForeign(place, home)))
      errors.push(String(error));
  });
  return errors;
}

/** Collects what the pages of a site at an address ask of other hosts, but for the pictures, films and frames that an essay names. */
export function foreignRequests(page: Page, home: string): string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const isNamed = /^(?:image|media)$/.test(request.resourceType());
    const isOfFrame = request.frame() !== page.mainFrame();
    if (!isNamed && !isOfFrame && isForeign(request.url(), home)) foreign.push(request.url());
  });
  return foreign;
}

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
