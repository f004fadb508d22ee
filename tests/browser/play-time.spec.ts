/** Figures that move, that are taken by hand, that are drawn again and that share their settings. */

import { DRAFTS } from '../servers.ts';
import { awakeIn, boxOf, expect, type Locator, type Page, test } from './page.ts';

test.use({ baseURL: DRAFTS.address });

/** A figure of the specimen, awake. */
const awake = async (page: Page, id: string, query?: string): Promise<Locator> =>
  (await awakeIn('specimen')(page, id, query)).figure;

const position = (figure: Locator) => figure.getByRole('slider', { name: 'Moment' });
const slider = (figure: Locator, name: string) => figure.getByRole('slider', { name });
const play = (figure: Locator) => figure.getByRole('button', { name: 'Play' });
const pause = (figure: Locator) => figure.getByRole('button', { name: 'Pause' });
const asPrinted = (figure: Locator) => figure.getByRole('button', { name: 'As printed' });
const shown = (figure: Locator) => figure.locator('.drawing div div:visible').innerHTML();

/** All that a moment changes. */
const state = async (figure: Locator) => ({
  wide: await figure.locator('.wide').innerHTML(),
  narrow: await figure.locator('.narrow').innerHTML(),
  alt: await figure.locator('.drawing').getAttribute('aria-label'),
  words: await figure.locator('.caption, .outcome').allTextContents(),
});

/** Counts from here on how often something in the figure's drawing changes, frame by frame. */
const countFrames = (figure: Locator) =>
  figure.locator('.drawing').evaluate((drawing) => {
    const counted = window as unknown as { frames: number };
    counted.frames = 0;
    new MutationObserver(() => {
      counted.frames += 1;
    }).observe(drawing, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['d'],
      characterData: true,
    });
  });
const frames = (page: Page) =>
  page.evaluate(() => (window as unknown as { frames: number }).frames);

test('a figure stands at its printed moment until it is played, and plays to its end', async ({
  page,
}) => {
  const figure = await awake(page, 'machine');
  const built = await state(figure);
  await countFrames(figure);
  await page.waitForTimeout(700);
  expect(await frames(page)).toBe(0);
  expect(await state(figure)).toEqual(built);
  await expect(position(figure)).toHaveValue('30');

  await play(figure).click();
  await expect.poll(() => frames(page)).toBeGreaterThan(10);
  await expect(pause(figure)).toBeVisible();
  await expect.poll(() => position(figure).inputValue().then(Number)).toBeGreaterThan(35);
  await pause(figure).click();
  const stood = await position(figure).inputValue();
  await expect(page).toHaveURL(new RegExp(`#fig-machine\\?moment=${stood}$`));
  await expect(figure.locator('.outcome')).toContainText(`After ${stood}\u00a0s`);
  const counted = await frames(page);
  await page.waitForTimeout(400);
  expect(await frames(page)).toBe(counted);

  await position(figure).fill('88');
  await play(figure).click();
  await expect(play(figure)).toBeVisible();
  await expect(position(figure)).toHaveValue('90');
  await expect(figure.locator('.outcome')).toContainText('500 are done');
  // At its end it begins again.
  await play(figure).click();
  await expect.poll(() => position(figure).inputValue().then(Number)).toBeLessThan(60);

  await asPrinted(figure).click();
  await expect.poll(() => state(figure)).toEqual(built);
  await expect(play(figure)).toBeVisible();
  await expect(position(figure)).toHaveValue('30');
  await expect(page).toHaveURL(/specimen\/$/);
});

test('by keyboard: the button plays and pauses, arrows go by one unit, and back is byte for byte', async ({
  page,
}) => {
  const figure = await awake(page, 'machine');
  const built = await state(figure);
  await position(figure).press('ArrowRight');
  await expect(position(figure)).toHaveValue('31');
  await expect(position(figure)).toHaveAttribute('aria-valuetext', '31\u00a0s');
  await expect(figure.locator('.outcome')).toContainText('After 31');
  expect((await state(figure)).wide).not.toBe(built.wide);
  await position(figure).press('ArrowLeft');
  await expect(page).not.toHaveURL(/moment/);
  await expect.poll(() => state(figure)).toEqual(built);
  await play(figure).press('Space');
  await expect(pause(figure)).toBeFocused();
  await expect.poll(() => position(figure).inputValue().then(Number)).toBeGreaterThan(31);
  await pause(figure).press('Enter');
  await expect(play(figure)).toBeFocused();
});

test('every moment drawn is what the model draws there, patched or parsed anew', async ({
  page,
}) => {
  const figure = await awake(page, 'machine');
  const at = async (moment: string) => {
    await position(figure).fill(moment);
    await expect(figure.locator('.outcome')).toContainText(`After ${moment}\u00a0s`);
    return shown(figure);
  };
  const moments = ['31', '0', '45', '90', '3', '30'];
  const first: string[] = [];
  for (const moment of moments) first.push(await at(moment));
  expect(new Set(first).size).toBe(moments.length);
  for (const [i, moment] of [...moments.entries()].reverse()) {
    expect(await at(moment)).toBe(first[i]);
  }
  const other = await awake(await page.context().newPage(), 'machine', 'moment=45');
  await expect(other.locator('.outcome')).toContainText('After 45');
  expect(await shown(other)).toBe(first[2]);
});

test('a deep link carries the moment and the settings; a change of those keeps the moment', async ({
  page,
}) => {
  const figure = await awake(page, 'machine', 'moment=40&slots=60');
  await expect(position(figure)).toHaveValue('40');
  await expect(slider(figure, 'Slots')).toHaveValue('60');
  await expect(figure.locator('.outcome')).toContainText('After 40');
  const few = await shown(figure);
  await slider(figure, 'Slots').press('ArrowLeft');
  await expect(page).toHaveURL(/#fig-machine\?moment=40&slots=55$/);
  expect(await shown(figure)).not.toBe(few);
  await expect(position(figure)).toHaveValue('40');
});

test('out of sight it stops', async ({ page }) => {
  const figure = await awake(page, 'machine');
  await countFrames(figure);
  await play(figure).click();
  await expect.poll(() => frames(page)).toBeGreaterThan(3);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(play(figure)).toBeAttached();
  const counted = await frames(page);
  await page.waitForTimeout(400);
  expect(await frames(page)).toBe(counted);
  await figure.scrollIntoViewIfNeeded();
  await page.waitForTimeout(400);
  expect(await frames(page)).toBe(counted);
});

test('with reduced motion it goes from tick to tick, one for each press', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const figure = await awake(page, 'machine');
  await countFrames(figure);
  const next = figure.getByRole('button', { name: 'Next moment' });
  for (const tick of ['60', '0', '30']) {
    await next.click();
    await expect(position(figure)).toHaveValue(tick);
    await expect(figure.locator('.outcome')).toContainText(`After ${tick}\u00a0s`);
  }
  await page.waitForTimeout(400);
  expect(await frames(page)).toBeLessThanOrEqual(3);
});

test('figures that share their settings are redrawn together, and as printed together', async ({
  page,
}) => {
  const machine = await awake(page, 'machine');
  const length = page.locator('#fig-length');
  const built = [await state(machine), await state(length)];
  await slider(machine, 'Slots').press('End');
  await expect(slider(length, 'Slots')).toHaveValue('80');
  await expect(length.locator('.wide')).toContainText('80 slots');
  await expect(page).toHaveURL(/#fig-machine\?slots=80$/);
  await slider(length, 'Slots').press('Home');
  await expect(slider(machine, 'Slots')).toHaveValue('20');
  await expect(machine.locator('.wide')).toContainText('in a slot 20');
  await expect(page).toHaveURL(/#fig-length\?slots=20$/);
  await asPrinted(machine).click();
  await expect.poll(async () => [await state(machine), await state(length)]).toEqual(built);
  await expect(slider(length, 'Slots')).toHaveValue('40');
  const linked = await awake(await page.context().newPage(), 'length', 'slots=30');
  const other = linked.page().locator('#fig-machine');
  await expect(linked.locator('.wide')).toContainText('30 slots');
  await expect(slider(other, 'Slots')).toHaveValue('30');
  await expect(other.locator('.wide')).toContainText('in a slot 30');
});

test('drawn again: each press counts, the tally collects, and as printed empties it', async ({
  page,
}) => {
  const figure = await awake(page, 'luck');
  const built = await state(figure);
  const tally = figure.locator('.tally');
  const first = await tally.textContent();
  expect(first).toMatch(/ in 1 of 1$/);
  const again = figure.getByRole('button', { name: 'Draw again' });
  for (let press = 0; press < 11; press++) await again.click();
  await expect(tally).toHaveText(
    /^the .* were ahead in \d+ of 12, .* was ahead in \d+$|^the .* was ahead in \d+ of 12, .* were ahead in \d+$/,
  );
  const counts = (await tally.textContent())!.match(/\d+(?= of|$)/g)!.map(Number);
  expect(counts[0] + counts[1]).toBe(12);
  await expect(figure.locator('.range')).toContainText('12 draws');
  await expect(figure.locator('circle')).toHaveCount(12);
  await expect(figure.locator('circle.this')).toHaveCount(1);
  await expect(page).toHaveURL(/#fig-luck\?draw=11$/);
  const eleventh = await state(figure);
  expect(eleventh.wide).not.toBe(built.wide);
  await asPrinted(figure).click();
  await expect(tally).toHaveText(first!);
  await expect(figure.locator('circle')).toHaveCount(1);
  await expect.poll(() => state(figure)).toEqual(built);
  const linked = await awake(await page.context().newPage(), 'luck', 'draw=11');
  await expect(linked.locator('.tally')).toHaveText(/ in 2 of 2$| in 1 of 2, .* in 1$/);
  await expect.poll(() => state(linked)).toEqual(eleventh);
});

test('by mouse: a point is dragged and a bar chosen, and the controls say so', async ({ page }) => {
  const figure = await awake(page, 'curve');
  const handle = figure.locator('.wide .handle .fill');
  const grip = await boxOf(handle);
  const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const axis = await boxOf(figure.locator('.wide .axis').last());
  await page.mouse.move(x - axis.width * 0.3, y - 30, { steps: 20 });
  await expect(slider(figure, 'Load')).toHaveValue('0.5');
  await page.mouse.up();
  await page.mouse.move(x, y);
  await expect(slider(figure, 'Load')).toHaveValue('0.5');
  await expect(figure.locator('.outcome')).toContainText('load of 50%');
  const moved = await boxOf(handle);
  expect(Math.abs(moved.x - (grip.x - axis.width * 0.3))).toBeLessThan(4);
  await figure.locator('.wide [data-choose][data-value="four"]').click();
  await expect(figure.getByRole('combobox')).toHaveValue('four');
  await expect(page).toHaveURL(/#fig-curve\?load=0\.5&servers=four$/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  /** Puts a finger down at a point and moves it in steps, as a thumb does. */
  async function swipe(page: Page, from: readonly [number, number], by: readonly [number, number]) {
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd' ? [] : [{ x: from[0] + by[0] * share, y: from[1] + by[1] * share }],
      });
    await send('touchStart', 0);
    for (let step = 1; step <= 20; step++) {
      await send('touchMove', step / 20);
      await page.waitForTimeout(16);
    }
    await send('touchEnd', 1);
  }
  const centre = async (part: Locator) => {
    const box = await boxOf(part);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };

  test('by touch: it plays, and its button is as large as a finger', async ({ page }) => {
    const figure = await awake(page, 'machine');
    const box = await boxOf(play(figure));
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await play(figure).tap();
    await expect.poll(() => position(figure).inputValue().then(Number)).toBeGreaterThan(32);
    await pause(figure).tap();
    await expect(play(figure)).toBeVisible();
    const wide = (await state(figure)).wide;
    await position(figure).fill('50');
    // Only the drawing that is seen is drawn.
    expect((await state(figure)).wide).toBe(wide);
  });

  test('a thumb that scrolls over a position or a slider changes nothing', async ({ page }) => {
    const figure = await awake(page, 'machine');
    const built = await state(figure);
    for (const field of [position(figure), slider(figure, 'Slots')]) {
      await field.evaluate((node) => node.scrollIntoView({ block: 'center' }));
      const before = await page.evaluate(() => scrollY);
      const box = await boxOf(field);
      await swipe(page, [box.x + box.width * 0.8, box.y + box.height / 2], [0, -200]);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 100);
    }
    await expect(position(figure)).toHaveValue('30');
    await expect(slider(figure, 'Slots')).toHaveValue('40');
    await expect.poll(() => state(figure)).toEqual(built);
    await expect(page).toHaveURL(/specimen\/$/);
  });

  test('a handle follows the finger over many redraws, and the page stands', async ({ page }) => {
    const figure = await awake(page, 'curve');
    const handle = figure.locator('.narrow .handle .fill');
    await handle.evaluate((node) => node.scrollIntoView({ block: 'center' }));
    const before = await page.evaluate(() => scrollY);
    const axis = await boxOf(figure.locator('.narrow .axis').last());
    await swipe(page, await centre(handle), [-axis.width * 0.4, 40]);
    await expect(slider(figure, 'Load')).toHaveValue('0.4');
    await expect(figure.locator('.outcome')).toContainText('load of 40%');
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await figure.locator('.narrow [data-choose][data-value="eight"]').tap();
    await expect(figure.getByRole('combobox')).toHaveValue('eight');
  });

  test('a low drawing stays in sight of each of its settings', async ({ page }) => {
    for (const id of ['machine', 'length']) {
      const figure = await awake(page, id);
      for (const field of await figure.locator('fieldset :is(input, select):visible').all()) {
        await field.evaluate((node) => node.scrollIntoView({ block: 'end' }));
        await page.evaluate(() => scrollBy(0, 40));
        const setting = await boxOf(field);
        const drawing = await boxOf(figure.locator('.narrow svg'));
        expect(drawing.y).toBeGreaterThanOrEqual(0);
        expect(drawing.y + drawing.height).toBeLessThanOrEqual(setting.y);
        expect(setting.y + setting.height).toBeLessThanOrEqual(844);
      }
      // Further down it would leave the window, and stays at its top while its settings are there.
      await figure.locator('.outcome').evaluate((node) => node.scrollIntoView({ block: 'center' }));
      const drawing = await boxOf(figure.locator('.narrow svg'));
      expect(drawing.y).toBeGreaterThanOrEqual(0);
    }
  });
});
