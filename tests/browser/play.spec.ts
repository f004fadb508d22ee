import { DRAFTS, SITE } from '../servers.ts';
import { awakeIn, boxOf, expect, type Locator, type Page, test } from './page.ts';

const SPECIMEN = '/essays/specimen/';
test.use({ baseURL: DRAFTS.address });

/** The specimen's figure with settings, awake. */
async function playing(page: Page, query = ''): Promise<Locator> {
  return (await awakeIn('specimen')(page, 'waits', query)).figure;
}

const drawn = (figure: Locator, half = 'wide') => figure.locator(`.${half}`).innerHTML();
const load = (figure: Locator) => figure.getByRole('slider', { name: 'Load' });
const outcome = (figure: Locator) => figure.locator('.outcome');

/** All that a setting changes. */
const state = async (figure: Locator) => ({
  svg: await drawn(figure),
  alt: await figure.locator('.drawing').getAttribute('aria-label'),
  caption: await figure.locator('figcaption').textContent(),
  outcome: await outcome(figure).textContent(),
});

test('the defaults drawn in the browser are the built picture, byte for byte', async ({ page }) => {
  const figure = await playing(page);
  const built = await state(figure);
  await load(figure).press('ArrowRight');
  await expect(outcome(figure)).not.toHaveText(built.outcome ?? '');
  expect(await drawn(figure)).not.toBe(built.svg);
  await load(figure).press('ArrowLeft');
  await expect(outcome(figure)).toHaveText(built.outcome ?? '');
  expect(await state(figure)).toEqual(built);
});

test('by keyboard: each control to its ends and back changes and restores figure and words', async ({
  page,
}) => {
  const figure = await playing(page);
  const built = await state(figure);
  const changes = async (change: () => Promise<void>, back: () => Promise<void>) => {
    await change();
    await expect(outcome(figure)).not.toHaveText(built.outcome ?? '');
    const changed = await state(figure);
    expect(changed.svg).not.toBe(built.svg);
    expect(changed.alt).not.toBe(built.alt);
    expect(changed.caption).not.toBe(built.caption);
    await back();
    await expect.poll(() => state(figure)).toEqual(built);
  };
  const slider = load(figure);
  const setLoad = async (value: string) => {
    await slider.fill(value);
  };
  await changes(
    () => slider.press('Home'),
    () => setLoad('0.8'),
  );
  await changes(
    () => slider.press('End'),
    () => setLoad('0.8'),
  );
  const order = figure.getByRole('combobox', { name: 'Order' });
  await changes(
    () => order.press('ArrowDown'),
    () => order.press('ArrowUp'),
  );
  const fixed = figure.getByRole('checkbox', { name: 'Equal service times' });
  await changes(
    () => fixed.press('Space'),
    () => fixed.press('Space'),
  );
});

test('by mouse: a drag moves the setting, and the reset returns the printed figure', async ({
  page,
}) => {
  const figure = await playing(page);
  const built = await state(figure);
  const box = await boxOf(load(figure));
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.75, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 2, middle, { steps: 12 });
  await page.mouse.up();
  await expect(figure.locator('.setting .value')).toHaveText('10%');
  await expect(outcome(figure)).not.toHaveText(built.outcome ?? '');
  await expect(page).toHaveURL(/#fig-waits\?load=0\.1$/);
  await figure.getByRole('button', { name: 'As printed' }).click();
  await expect.poll(() => state(figure)).toEqual(built);
  await expect(figure.locator('.setting .value')).toHaveText('80%');
  await expect(page).toHaveURL(/specimen\/$/);
});

test('a setting in the address is shown, and the one drawn last goes there', async ({ page }) => {
  const figure = await playing(page, 'load=0.95&order=last&fixed=true');
  await expect(figure).toBeInViewport();
  await expect(load(figure)).toHaveValue('0.95');
  await expect(figure.getByRole('combobox')).toHaveValue('last');
  await expect(figure.getByRole('checkbox')).toBeChecked();
  await expect(figure.locator('.wide')).toContainText('load 95%');
  await load(figure).press('Home');
  await expect(page).toHaveURL(/#fig-waits\?load=0\.1&order=last&fixed=true$/);
  await page.evaluate(() => {
    location.hash = '#fig-waits?load=0.5&order=sideways&unknown=1';
  });
  await expect(load(figure)).toHaveValue('0.5');
  await expect(figure.getByRole('combobox')).toHaveValue('first');
  await expect(figure.locator('.wide')).toContainText('load 50%');
});

test('of many settings in a row the last one stands', async ({ page }) => {
  const figure = await playing(page);
  await load(figure).fill('0.33');
  await expect(figure.locator('.wide')).toContainText('load 33%');
  const address = /#fig-waits\?load=0\.33$/;
  await expect(page).toHaveURL(address);
  const direct = await state(figure);
  await load(figure).fill('0.9');
  await expect(figure.locator('.wide')).toContainText('load 90%');
  await expect(page).not.toHaveURL(address);
  await load(figure).evaluate((slider: HTMLInputElement) => {
    for (let i = 34; i < 100; i++) {
      slider.value = `${i / 100}`;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    slider.value = '0.33';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(page).toHaveURL(address);
  await expect.poll(() => state(figure)).toEqual(direct);
  // What a setting before it would still draw comes within this time.
  await page.waitForTimeout(500);
  expect(await state(figure)).toEqual(direct);
});

test('the page does not move when the settings appear', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/_astro\/.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(SPECIMEN, { waitUntil: 'commit' });
  const figure = page.locator('#fig-waits');
  await figure.locator('figcaption').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await figure.evaluate((node) => node.scrollIntoView());
  const places = () =>
    page
      .locator('figcaption, #fig-waits svg, .end')
      .evaluateAll((all) => all.map((node) => node.getBoundingClientRect().y + scrollY));
  await expect(figure.locator('model-figure')).toBeHidden();
  const before = await places();
  release();
  await expect(figure.locator('model-figure')).toHaveAttribute('data-ready', '');
  await expect(figure.getByRole('slider')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('a page without settings loads no script for them', async ({ page, browser }) => {
  for (const [base, path] of [
    [SITE.address, '/'],
    [SITE.address, '/essays/'],
    [DRAFTS.address, '/essays/specimen/model.ts/'],
  ]) {
    await page.goto(base + path);
    await expect(page.locator('script[src*="/Play"]')).toHaveCount(0);
  }
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: DRAFTS.address });
  const plain = await context.newPage();
  await plain.goto(SPECIMEN);
  const figure = plain.locator('#fig-waits');
  await expect(figure.locator('.wide svg')).toBeVisible();
  await expect(figure.locator('model-figure')).toBeHidden();
  await expect(figure.locator('.figure-table tr')).toHaveCount(251);
  await context.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('by touch, on the drawing made for its width; the other follows when it is needed', async ({
    page,
  }) => {
    const figure = await playing(page);
    await expect(figure.locator('.narrow svg')).toBeVisible();
    await expect(figure.locator('.wide svg')).toBeHidden();
    const built = await drawn(figure, 'narrow');
    const wide = await drawn(figure);
    const box = await boxOf(load(figure));
    await page.touchscreen.tap(box.x + box.width - 3, box.y + box.height / 2);
    await expect(figure.locator('.narrow')).toContainText('load 99%');
    expect(await drawn(figure)).toBe(wide);
    await page.setViewportSize({ width: 1360, height: 900 });
    await expect(figure.locator('.wide')).toContainText('load 99%');
    await page.setViewportSize({ width: 390, height: 844 });
    await figure.getByRole('button', { name: 'As printed' }).tap();
    await expect.poll(() => drawn(figure, 'narrow')).toBe(built);
  });
});
