import { expect, type Page, test } from '../../../../../tests/browser/page.ts';

const WALK = '/essays/shape-of-a-request/';
const HOPS = 17;

/** Scrolls the middle of a hop to the line at which hops count as reached. */
const reach = (page: Page, hop: number) =>
  page
    .locator('.hop')
    .nth(hop - 1)
    .evaluate((item) => {
      const { top, height } = item.getBoundingClientRect();
      scrollBy({ top: top + height / 2 - innerHeight * 0.605, behavior: 'instant' });
    });

/** How many rows of the trace are drawn in full. */
const walked = (page: Page) =>
  page.locator('.wide .walked').evaluate((layer, hops) => {
    const clip = getComputedStyle(layer).clipPath;
    const hidden = Number(/inset\(0px 0px ([\d.]+)%/.exec(clip)?.[1] ?? 0);
    return Math.round((1 - hidden / 100) * hops);
  }, HOPS);

test('the trace follows the reader through the seventeen hops', async ({ page }) => {
  await page.goto(WALK);
  await expect(page.locator('.hop')).toHaveCount(HOPS);
  if (!(await page.evaluate(() => CSS.supports('animation-timeline: --walk')))) {
    expect(await walked(page), 'whole where the scroll cannot drive it').toBe(HOPS);
    return;
  }
  for (const hop of [1, 2, 9, 16, 17, 4]) {
    await reach(page, hop);
    await expect.poll(() => walked(page)).toBe(hop);
    await expect(page.locator('.walk .drawing')).toBeInViewport({ ratio: 1 });
  }
});

test('it stands still and whole for those who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(WALK);
  await reach(page, HOPS);
  expect(await walked(page)).toBe(HOPS);
  await expect(page.locator('.walk .drawing')).not.toBeInViewport();
});

test('it is whole on paper', async ({ page }) => {
  await page.goto(WALK);
  await page.emulateMedia({ media: 'print' });
  expect(await walked(page)).toBe(HOPS);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the hops are an ordered list, each with its times', async ({ page }) => {
    await page.goto(WALK);
    await expect(page.locator('.walk ol.hops > li')).toHaveCount(HOPS);
    await expect(page.locator('.hop-times')).toContainText(
      Array.from({ length: HOPS }, () => /(\d\sms|(?:no|hardly any) time)\s+for this one, /),
    );
    await expect(page.locator('.hop.queue')).toHaveCount(4);
  });
});
