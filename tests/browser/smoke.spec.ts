import { BOOK } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import { errorsOf, expect, foreignRequests, test } from './page.ts';

test('home, index, essay and back', async ({ page }) => {
  const errors = errorsOf(page, DRAFTS.address);
  const foreign = foreignRequests(page, DRAFTS.address);
  await page.goto(`${DRAFTS.address}/`);
  await page
    .getByRole('navigation', { name: 'Site' })
    .getByRole('link', { name: 'Essays' })
    .click();
  await expect(page).toHaveURL(/\/essays\/$/);
  const first = page.locator('.essay-list h3 a').first();
  const title = ((await first.textContent()) ?? '').trim();
  expect(title).not.toBe('');
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByRole('article').getByRole('paragraph').first()).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Essays');
  expect([errors, foreign]).toEqual([[], []]);
});

test('an address without a page answers 404 and offers the index', async ({ page }) => {
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
  await page.getByRole('main').getByRole('link', { name: 'list of essays' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Essays');
});

test('feeds, book and sitemap answer', async ({ request }) => {
  for (const path of [
    '/rss.xml',
    '/feed.json',
    '/llms.txt',
    `/${BOOK}`,
    '/sitemap-index.xml',
    '/sitemap-0.xml',
    '/robots.txt',
    '/favicon.svg',
  ]) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('everything is readable', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('main').getByRole('paragraph').first()).toBeVisible();
    await page.goto(`${DRAFTS.address}/essays/specimen/`);
    await expect(
      page.getByRole('navigation', { name: 'Contents' }).getByRole('link').first(),
    ).toBeVisible();
    await expect(page.locator('.prose figure svg').first()).toBeVisible();
    await expect(page.getByRole('note').first()).toBeVisible();
    for (const control of ['[id="page.scheme"]', '.figure fieldset']) {
      await expect(page.locator(control)).not.toHaveCount(0);
      await expect(page.locator(control).filter({ visible: true })).toHaveCount(0);
    }
    await expect(page.locator('.code-box')).toHaveCount(2);
    await expect(page.locator('.code-box button')).toHaveCount(0);
  });
});
