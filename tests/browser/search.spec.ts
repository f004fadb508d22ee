/** Search in the essays, on a phone, by keyboard alone. */

import { DRAFTS, SITE } from '../servers.ts';
import { violationsOn } from './accessible.ts';
import { expect, test } from './page.ts';

test.use({ baseURL: DRAFTS.address, viewport: { width: 390, height: 844 } });

/** A word in several sections of the specimen. */
const WORD = 'paragraph';
/** Signs that nobody writes. */
const NOTHING = '龘靐齉';

test('a search by keyboard leads to a section, and its address leads back to it', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/essays/');
  const field = page.getByRole('searchbox', { name: 'Search' });
  await expect(field).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => url.includes('pagefind'))).toEqual([]);

  await field.focus();
  await page.keyboard.type(WORD);
  const found = page.getByRole('search').getByRole('listitem');
  await expect(found.first().locator('mark').first()).toHaveText(/paragraph/i);
  await expect(page.getByRole('status')).toHaveText(/^\d+ sections? in \d+ essays?$/);
  await expect(page).toHaveURL(`/essays/?q=${WORD}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await violationsOn(page)).toEqual([]);

  const links = found.getByRole('link');
  await page.keyboard.press('ArrowDown');
  await expect(links.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(links.first()).toBeFocused();
  const target = (await links.first().getAttribute('href')) ?? '';
  expect(target).toMatch(/^\/essays\/[\w-]+\/(?:#.+)?$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  await page.goBack();
  await expect(links.first()).toHaveAttribute('href', target);

  await field.focus();
  await page.keyboard.press('Escape');
  await expect(found).toHaveCount(0);
  await page.keyboard.insertText(NOTHING);
  await expect(page.getByRole('status')).toHaveText(`Nothing about “${NOTHING}”.`);
});

test('a page that opens with a search takes each key once', async ({ page }) => {
  await page.goto(`/essays/?q=${WORD}`);
  const links = page.getByRole('search').getByRole('listitem').getByRole('link');
  await expect(links.nth(1)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(links.first()).toBeFocused();
});

test('nothing of hidden essays is found, and a page that is not there can be searched from', async ({
  page,
}) => {
  // The words of the specimen, which is a draft.
  const specimen = 'specimen queue';
  await page.goto(`${SITE.address}/404.html?q=${encodeURIComponent(specimen)}`);
  await expect(page.getByRole('status')).not.toBeEmpty();
  await expect(page.getByRole('search').locator('[href*="/specimen/"]')).toHaveCount(0);
  await page.goto(`${DRAFTS.address}/essays/?q=${encodeURIComponent(specimen)}`);
  await expect(page.getByRole('search').locator('[href*="/specimen/"]').first()).toBeVisible();
});

test('without scripts there is no search', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${SITE.address}/essays/`);
  await expect(page.getByRole('search')).toHaveCount(0);
  await context.close();
});
