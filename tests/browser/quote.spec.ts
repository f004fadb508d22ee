/** What a reader copies from an essay to quote it. */

import { site } from '../../src/site.ts';
import { DRAFTS } from '../servers.ts';
import { expect, type Page, test } from './page.ts';

test.use({ baseURL: DRAFTS.address, permissions: ['clipboard-read', 'clipboard-write'] });

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const SOURCE = new RegExp(
  `“A specimen that isn’t an essay”, ${RegExp.escape(site.title)}, 20 November 2026, revised 24 November 2026\\. (\\S+)$`,
);

test('a number, a paragraph and the essay are copied with where they come from', async ({
  page,
}) => {
  await page.goto('/essays/specimen/');
  await page.locator('[id="wait.mean"] a').click();
  await page.getByRole('dialog').getByRole('button', { name: 'copy' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'copied' })).toBeVisible();
  const number = await copied(page);
  expect(number).toMatch(
    /^4 service times \(mean wait of the specimen queue; queue\(\{ load: 0\.8,[^“]*\}\)\)\. “/i,
  );
  expect(SOURCE.exec(number)?.[1]).toMatch(/\/essays\/specimen\/#wait\.mean$/);
  await page.keyboard.press('Escape');

  const paragraph = page.locator('.e-content > section p').first();
  await paragraph.hover();
  await page.getByRole('button', { name: 'Copy this paragraph' }).click();
  await expect(page.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  const quoted = await copied(page);
  const address = new URL(SOURCE.exec(quoted)?.[1] ?? '');
  const [, words = ''] = /:~:text=(.*)$/.exec(address.hash) ?? [];
  expect(words.split('%20').length).toBeGreaterThan(3);
  expect(quoted.startsWith(`“${decodeURIComponent(words)}`)).toBe(true);
  // The browser finds the words by themselves.
  await page.goto(`/essays/specimen/#:~:text=${words}`);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await expect(paragraph).toBeInViewport();

  await page.getByRole('button', { name: 'Copy BibTeX' }).click();
  await expect.poll(() => copied(page)).toMatch(/^@misc\{specimen-2026,/);
  await page.locator('.citing').getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => copied(page)).toMatch(SOURCE);
});
