/** What a page needs and does not get, as where a network fails: it is said where it lacks. */
import { DRAFTS } from '../servers.ts';
import { altered } from './altered.ts';
import { expect, type Page, test } from './page.ts';

/** The built site, drafts shown, without some of its files. */
const lacking = (pattern: string, use: (address: string) => Promise<void>): Promise<void> =>
  altered(
    DRAFTS.outDir,
    pattern,
    () => undefined,
    ({ address }) => use(address),
  );

const figure = (page: Page) => page.locator('.figure:has(model-figure)').first();
const UNLOADED = 'This setting could not be loaded; it needs a connection.';

test('a setting whose code does not come', async ({ page }) => {
  await lacking('essays/*/play.js', async (address) => {
    await page.goto(`${address}/essays/specimen/`);
    await figure(page).scrollIntoViewIfNeeded();
    const setting = figure(page).locator('input[type="range"]').first();
    await expect(setting).toBeEnabled();
    await setting.press('ArrowRight');
    await expect(figure(page).locator('.outcome')).toHaveText(UNLOADED);
  });
});

test('a figure that moves whose code does not come: it stands, and can be asked once more', async ({
  page,
}) => {
  await lacking('essays/*/play.js', async (address) => {
    await page.goto(`${address}/essays/specimen/`);
    const moving = page.locator('.figure:has(.time)').first();
    await moving.scrollIntoViewIfNeeded();
    await moving.getByRole('button', { name: 'Play' }).click();
    await expect(moving.locator('.outcome')).toHaveText(UNLOADED);
    await expect(moving.getByRole('button', { name: 'Play' })).toBeVisible();
    const again = page.waitForEvent('console', (message) => /play\.js/.test(message.text()));
    await moving.getByRole('button', { name: 'Play' }).click();
    await again;
  });
});

test('what a figure that moves is played with', async ({ page }) => {
  await lacking('_astro/player.*.js', async (address) => {
    await page.goto(`${address}/essays/specimen/`);
    const moving = page.locator('.figure:has(.time)').first();
    await moving.scrollIntoViewIfNeeded();
    await expect(moving.locator('.outcome')).toHaveText(UNLOADED);
    await expect(moving.locator('.play')).toBeDisabled();
  });
});

test('where a number comes from: its link leads to the list', async ({ page }) => {
  await lacking('_astro/origin.*.js', async (address) => {
    await page.goto(`${address}/essays/specimen/`);
    const link = page.locator('.prose .number a[href^="#made-"]').first();
    const target = (await link.getAttribute('href')) ?? '';
    await link.click();
    await expect(page).toHaveURL(`${address}/essays/specimen/${target}`);
  });
});

test('the check of a page', async ({ page }) => {
  await lacking('_astro/checker-*.js', async (address) => {
    await page.goto(`${address}/essays/specimen/`);
    const check = page.locator('.check');
    await check.getByRole('button').click();
    await expect(check.locator('.says')).toHaveText(
      'The check could not be loaded; it needs a connection.',
    );
  });
});

test('the search', async ({ page }) => {
  await lacking('pagefind/pagefind.js', async (address) => {
    await page.goto(`${address}/essays/?q=queue`);
    await expect(page.getByRole('status')).toHaveText(
      'The search could not be loaded; it needs a connection.',
    );
  });
});
