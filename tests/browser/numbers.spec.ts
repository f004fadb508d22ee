/** Where a number comes from, and the check of the page by its reader. */

import { DRAFTS } from '../servers.ts';
import { violationsOn } from './accessible.ts';
import { altered } from './altered.ts';
import { boxOf, expect, type Locator, type Page, test } from './page.ts';

const SPECIMEN = '/essays/specimen/';
test.use({ baseURL: DRAFTS.address });

/** The specimen's model, which only the worker of the check loads. */
const MODEL = '_astro/specimen-*.js';

const number = (page: Page, name = 'wait.mean'): Locator => page.locator(`[id="${name}"]`);
const origin = (page: Page): Locator => page.getByRole('dialog');

/** Where everything stands in the text. */
const places = (page: Page) =>
  page
    .locator('.trace + .prose :is(p, figure, data, li):not(.origin *)')
    .evaluateAll((all) =>
      all.map((node) => [node.getBoundingClientRect().x, node.getBoundingClientRect().y + scrollY]),
    );

test('without scripts a number leads to its entry, the entry back and to the source', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DRAFTS.address });
  const page = await context.newPage();
  await page.goto(SPECIMEN);
  await expect(page.getByRole('button', { name: 'Check this page' })).toBeHidden();
  await number(page).getByRole('link').click();
  await expect(page).toHaveURL(/#made-wait\.mean$/);
  const entry = page.locator('[id="made-wait.mean"]');
  await expect(entry).toBeInViewport();
  await expect(entry).toContainText('mean wait of the specimen queue');
  await entry.getByRole('link', { name: '4 service times' }).click();
  await expect(page).toHaveURL(/#wait\.mean$/);
  await expect(number(page)).toBeInViewport();
  await page.locator('.run', { has: entry }).getByRole('link', { name: 'source' }).click();
  await expect(page).toHaveURL(/model\.ts\/#queue$/);
  await expect(page.locator('#queue').locator('..')).toContainText(
    'export const queue = experiment',
  );
  await expect(page.locator('#queue')).toBeInViewport();
  await context.close();
});

test('every mark leads to an entry that is there, and every entry to its place', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  const lost = await page
    .locator('.prose [href^="#"]')
    .evaluateAll((links) =>
      links
        .map((link) => (link as HTMLAnchorElement).hash.slice(1))
        .filter((id) => document.getElementById(id) === null),
    );
  expect(lost).toEqual([]);
  const marks = page.locator(':is(.number, .given, .claim):not(:has([href^="#made-"]))');
  await expect(marks).toHaveCount(0);
});

test('by keyboard alone: a number shows where it comes from, its links follow, Escape returns', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  await page.getByRole('link', { name: 'Figure 2' }).focus();
  const before = await places(page);
  await page.keyboard.press('Tab');
  await expect(number(page).getByRole('link')).toBeFocused();
  await expect(origin(page)).toContainText('Mean wait of the specimen queue', { ignoreCase: true });
  await expect(origin(page)).toContainText('at 8 other seeds: 4 service times, 8 as printed');
  await expect(origin(page)).toContainText('queue({ load: 0.8,');
  expect(await places(page)).toEqual(before);
  // It stands in the note column, beside its line.
  const [beside, text] = await Promise.all([boxOf(origin(page)), boxOf(number(page))]);
  expect(beside.x).toBeGreaterThan(text.x + text.width);
  expect(Math.abs(beside.y - text.y)).toBeLessThan(12);
  await page.keyboard.press('Escape');
  await expect(origin(page)).toHaveCount(0);
  await expect(number(page).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(origin(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(origin(page).getByRole('button', { name: 'close' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(origin(page).getByRole('link', { name: 'source' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#made-wait\.mean$/);
  await expect(page.locator('[id="made-wait.mean"]')).toBeInViewport();
});

test('hovered, an assumption and a claim show theirs; it goes when the pointer leaves', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  await page.locator('.given').hover();
  await expect(origin(page)).toContainText('assumed');
  await expect(origin(page)).toContainText('queue.load');
  // Beside its line, also while the paragraph can be copied.
  await expect(page.getByRole('button', { name: 'Copy this paragraph' })).toBeVisible();
  const [beside, mark] = await Promise.all([boxOf(origin(page)), boxOf(page.locator('.given'))]);
  expect(beside.x).toBeGreaterThan(mark.x + mark.width);
  expect(Math.abs(beside.y - mark.y)).toBeLessThan(12);
  await page.mouse.move(5, 5);
  await expect(origin(page)).toHaveCount(0);
  const claim = page.locator('.claim');
  await expect(claim).toHaveCSS('text-decoration-line', 'none');
  await claim.scrollIntoViewIfNeeded();
  // Its box begins left of its first line, where another sentence may stand.
  const words = await claim.evaluate((node) => node.getClientRects()[0].toJSON());
  await page.mouse.move(words.x + 8, words.y + 8);
  await expect(origin(page)).toContainText('claim');
  await origin(page).hover();
  await page.waitForTimeout(500);
  await expect(origin(page)).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(origin(page)).toHaveCount(0);
});

test('axe finds nothing on a note, a sheet and a page that was checked', async ({ page }) => {
  for (const width of [390, 1360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(SPECIMEN);
    await checked(page);
    await number(page).getByRole('link').click();
    await expect(origin(page)).toBeVisible();
    expect(await violationsOn(page)).toEqual([]);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('by touch alone: a tap opens the sheet, its button closes it', async ({ page }) => {
    await page.goto(SPECIMEN);
    await number(page).scrollIntoViewIfNeeded();
    await number(page).tap();
    await expect(origin(page)).toContainText('mean wait of the specimen queue');
    const [sheet, mark] = await Promise.all([boxOf(origin(page)), boxOf(number(page))]);
    expect(sheet.width).toBe(390);
    expect(Math.round(sheet.y + sheet.height)).toBe(844);
    expect(sheet.height).toBeLessThanOrEqual(422);
    expect(mark.y + mark.height).toBeLessThan(sheet.y);
    await expect(page).toHaveURL(/specimen\/$/);
    const close = origin(page).getByRole('button', { name: 'close' });
    expect((await boxOf(close)).height).toBeGreaterThanOrEqual(44);
    await close.tap();
    await expect(origin(page)).toHaveCount(0);
  });
});

/** The page after its check has come to an end. */
async function checked(page: Page): Promise<Locator> {
  const check = page.locator('.check');
  await check.getByRole('button', { name: /^Check/ }).click();
  await expect(check).toHaveAttribute('data-state', /^(?:right|wrong)$/);
  return check;
}

test('checked, everything is ticked and nothing has moved', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(SPECIMEN);
  const before = await places(page);
  expect(loaded.filter((url) => /check/.test(url))).toEqual([]);
  const check = await checked(page);
  await expect(check.locator('.says')).toHaveText(
    /^5 numbers, 1 claim and 6 figures, computed here in [\d.]+\u00a0s: all as printed\.$/,
  );
  await expect(page.locator('.number.as-printed')).toHaveCount(5);
  await expect(page.locator('.claim.as-printed')).toHaveCount(1);
  await expect(page.locator('.figure.as-printed')).toHaveCount(6);
  await expect(page.locator('.not-as-printed, .here')).toHaveCount(0);
  await expect(check.locator('.bar span.ran')).toHaveCount(5);
  expect(await places(page)).toEqual(before);
});

/** The specimen with its text changed on the way. */
async function falsified(page: Page, from: string, to: string): Promise<Locator> {
  await page.route(`**${SPECIMEN}`, async (route) => {
    const html = await (await route.fetch()).text();
    expect(html.includes(from), from).toBe(true);
    await route.fulfill({ body: html.replace(from, to), contentType: 'text/html' });
  });
  await page.goto(SPECIMEN);
  return checked(page);
}

test('a falsified number is crossed where it stands, and listed with what came out', async ({
  page,
}) => {
  const check = await falsified(
    page,
    '>4\u00a0service times</a></data>',
    '>3\u00a0service times</a></data>',
  );
  await expect(page.locator('.not-as-printed')).toHaveCount(1);
  await expect(number(page)).toHaveClass(/not-as-printed/);
  await expect(number(page).locator('+ .here')).toHaveText('4 service times here');
  await expect(check.locator('.says')).toContainText(': 1 is not as printed.');
  const line = check.locator('.failed li');
  await expect(line).toContainText(
    '3 service times printed, 4 service times here: mean wait of the specimen queue',
  );
  await expect(line).toContainText('queue({ load: 0.8');
  await expect(line.getByRole('link')).toHaveAttribute('href', '#wait.mean');
  const mail = await check.getByRole('link', { name: 'Send this by mail' }).getAttribute('href');
  expect(decodeURIComponent(mail!)).toContain('wait.mean: 3\u00a0service times printed, 4');
});

test('a unit that was left out, or a number that the model does not have, is crossed', async ({
  page,
}) => {
  await falsified(page, '>4\u00a0service times</a></data>', '>4</a></data>');
  await expect(number(page)).toHaveClass(/not-as-printed/);
  await page.unroute(`**${SPECIMEN}`);
  await falsified(page, 'data-number="wait.first"', 'data-number="wait.other"');
  await expect(page.locator('.not-as-printed')).toHaveCount(1);
  await expect(number(page, 'wait.first')).toHaveClass(/not-as-printed/);
});

test('a claim that does not hold is crossed', async ({ page }) => {
  // The model itself is changed: its claim compares with a mean that is never reached.
  const never = (code: string) => {
    expect(code).toMatch(/holds:\(/);
    return code.replace(/holds:(?=\()/, 'holds:()=>false,was:');
  };
  await altered(DRAFTS.outDir, MODEL, never, async ({ address }) => {
    await page.goto(address + SPECIMEN);
    const check = await checked(page);
    await expect(page.locator('.not-as-printed')).toHaveCount(1);
    await expect(page.locator('.claim')).toHaveClass(/not-as-printed/);
    await expect(check.locator('.failed li')).toContainText('does not hold here');
  });
});

test('a drawing that was changed is crossed', async ({ page }) => {
  const check = await falsified(
    page,
    '<text class="name" x="0" y="11.5">mean',
    '<text class="name" x="0" y="11.4">mean',
  );
  await expect(page.locator('.not-as-printed')).toHaveCount(1);
  await expect(page.locator('#fig-by-servers')).toHaveClass(/not-as-printed/);
  await expect(check.locator('.failed li')).toContainText('Figure 1 printed, another drawing here');
});

test('a figure at a reader’s own setting is set back before it is compared', async ({ page }) => {
  await page.goto(SPECIMEN);
  const figure = page.locator('#fig-waits');
  await figure.scrollIntoViewIfNeeded();
  await figure.getByRole('slider', { name: 'Load' }).press('End');
  await expect(figure.locator('.wide')).toContainText('load 99%');
  const check = await checked(page);
  await expect(check).toHaveAttribute('data-state', 'right');
  await expect(figure.locator('.wide')).toContainText('load 80%');
});

test('stopped, it keeps what is known and can start again', async ({ page }) => {
  const endless = (code: string) => `await new Promise(() => {});${code}`;
  await altered(DRAFTS.outDir, MODEL, endless, async ({ address, restore }) => {
    await page.goto(address + SPECIMEN);
    const check = page.locator('.check');
    await check.getByRole('button').click();
    await check.getByRole('button', { name: 'Stop' }).click();
    await expect(check.locator('.says')).toContainText('Stopped.');
    restore();
    await expect(await checked(page)).toHaveAttribute('data-state', 'right');
  });
});

test('a check that the network keeps from loading says so, and comes when it can', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  await page.route(/_astro\/check\.[^/]+\.js$/, (route) => route.abort());
  const check = page.locator('.check');
  await check.getByRole('button').click();
  await expect(check.locator('.says')).toHaveText(/could not be loaded; it needs a connection/);
  await page.unroute(/_astro\/check\.[^/]+\.js$/);
  await expect(await checked(page)).toHaveAttribute('data-state', 'right');
});

test('printed, the marks are gone and the list is there', async ({ page }) => {
  await page.goto(SPECIMEN);
  await page.emulateMedia({ media: 'print' });
  await expect(number(page).locator('a')).toHaveCSS('text-decoration-line', 'none');
  await expect(page.locator('.given')).toHaveCSS('text-decoration-line', 'none');
  await expect(page.locator('.check')).toBeHidden();
  const entry = page.locator('[id="made-wait.mean"]');
  expect((await boxOf(entry)).height).toBeGreaterThan(10);
});

test('printed, what a chart’s key stands for is there and the line of counts is gone', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  const counts = page.locator('p.key');
  const keys = page.locator('.drawing g.key:visible');
  await expect(counts).toBeVisible();
  const seen = await keys.count();
  expect(seen).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'print' });
  await expect(counts).toBeHidden();
  await expect(keys).toHaveCount(seen);
});

test('the same for machines, beside the essay', async ({ request }) => {
  const answer = await request.get(`${SPECIMEN}numbers.json`);
  const { numbers, claims, assumptions, cited, figures } = await answer.json();
  expect(numbers[0]).toEqual({
    key: 'wait.mean',
    anchor: 'wait.mean',
    text: '4\u00a0service times',
    values: [3.84862558348],
    what: 'mean wait of the specimen queue',
    call: expect.stringMatching(/^queue\(\{ load: 0\.8, /),
    declaredAt: expect.stringMatching(/\/essays\/specimen\/model\.ts\/#queue$/),
    atOtherSeeds: { text: '4\u00a0service times', asPrinted: 8 },
  });
  expect(numbers[1].values).toHaveLength(2);
  expect(numbers[2].thisRun).toBe('somebody has to be first');
  expect(claims[0]).toMatchObject({ key: 'held.tail', holds: true, failsAtOtherSeeds: [] });
  expect(assumptions[0]).toMatchObject({ anchor: 'given.load', parameters: ['queue.load'] });
  expect(cited[0]).toMatchObject({ source: 'nagle1985', text: 'all of it' });
  expect(figures[0].drawings.wide).toMatch(/^[0-9a-f]{64}$/);
});
