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

/** What {@link paintsOn} reads: how far things moved, and when the largest of them was painted. */
interface Seen {
  readonly shift: number;
  readonly largest: number;
}

/** Has the pages that are loaded from here on note what is painted and what moves. */
export const watchPaints = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen = { shift: 0, largest: 0 };
    const watch = (type: string, note: (entry: PerformanceEntry) => void) => {
      const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
      observer.observe({ type, buffered: true });
      return () => observer.takeRecords().forEach(note);
    };
    const taken = [
      watch('layout-shift', (entry) => {
        seen.shift += (entry as never as { value: number }).value;
      }),
      watch('largest-contentful-paint', ({ startTime }) => {
        seen.largest = startTime;
      }),
    ];
    const paints = () => {
      for (const take of taken) take();
      return seen;
    };
    Object.assign(window, { paints });
  });

/**
 * What moved on a page, and when the first and the largest of it was painted, with all that is to be
 * painted of what has come.
 */
export async function paintsOn(page: Page): Promise<Seen & { readonly first: number }> {
  const now = () =>
    page.evaluate(async () => {
      // What has come is laid out in the next frame, and told behind it.
      for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));
      return {
        ...(window as never as { paints: () => Seen }).paints(),
        first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      };
    });
  await expect.poll(async () => (await now()).largest).toBeGreaterThan(0);
  return now();
}

/** Has pages come in one piece: of one that streams, what is painted first depends on the machine. */
export const inOnePiece = (page: Page, path: string): Promise<unknown> =>
  page.route(path, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: await response.body() });
  });
