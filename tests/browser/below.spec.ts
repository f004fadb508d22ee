/** A site below a path, as GitHub Pages serves one, where an essay was renamed: what loads more does it there too. */
import { serve } from '../bench/serve.ts';
import { BELOW } from '../servers.ts';
import { expect, test } from './page.ts';

let home = '';
let close = () => {};
test.beforeAll(async () => {
  const served = await serve(BELOW.outDir);
  home = served.address + BELOW.base;
  close = served.close;
});
test.afterAll(() => close());

test('from the home page to an essay, and to one that is found', async ({ page }) => {
  await page.goto(home);
  await page.locator(`header a[href="${BELOW.base}essays/"]`).click();
  await expect(page).toHaveURL(`${home}essays/`);
  await page.getByRole('searchbox', { name: 'Search' }).fill('specimen');
  await page.getByRole('search').getByRole('listitem').getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`^${home}essays/[\\w-]+/`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a setting under an essay’s earlier address is set under its own', async ({ page }) => {
  await page.goto(`${home}essays/specimen/#fig-waits?load=0.5`);
  await expect(page).toHaveURL(`${home}essays/renamed/#fig-waits?load=0.5`);
  const figure = page.locator('#fig-waits');
  await expect(figure).toBeInViewport();
  await expect(figure.getByRole('slider', { name: 'Load' })).toHaveValue('0.5');
  await expect(figure.locator('.outcome')).toContainText('mean wait is 1.0 service times');
});

test('without scripts an earlier address leads on', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${home}essays/specimen/`);
  await expect(page).toHaveURL(`${home}essays/renamed/`);
  await context.close();
});

test('the page is checked, and a number says where it comes from', async ({ page }) => {
  await page.goto(`${home}essays/renamed/`);
  await page.locator('[id="wait.mean"]').getByRole('link').click();
  await expect(page.getByRole('dialog')).toContainText('queue({ load: 0.8,');
  const check = page.locator('.check');
  await check.getByRole('button').click();
  await expect(check).toHaveAttribute('data-state', 'right');
});
