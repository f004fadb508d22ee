import { awakeIn, boxOf, expect, test } from '../../../../../tests/browser/page.ts';

const awake = awakeIn('custom-scheduler');

test('A starves the others under no lift, not under a sound one; as printed is byte for byte', async ({
  page,
}) => {
  const built = await (await awake(page, 'starve-somebody')).drawing.innerHTML();
  const other = await page.context().newPage();
  const { figure, position, drawing, outcome } = await awake(other, 'starve-somebody', 'moment=80');
  await expect(position).toHaveValue('80');
  await expect(outcome).toContainText('7 (no savings) at tick 60');
  await expect(drawing).toContainText('5 bounded bypass, 69');
  await figure.getByRole('combobox').selectOption('sound, lift to the floor');
  await expect(outcome).not.toContainText('out are');
  await figure.getByRole('combobox').selectOption('reset on return');
  await figure.getByRole('slider', { name: 'A first sends at tick' }).fill('0');
  await figure.getByRole('slider', { name: 'A sends again every' }).fill('2');
  await figure.getByRole('slider', { name: 'Requests at a time' }).fill('1');
  await expect(outcome).toContainText('6 (no amnesty) at tick 2, 5 (bounded bypass) at tick 10');
  await figure.getByRole('button', { name: 'As printed' }).click();
  await expect.poll(() => drawing.innerHTML()).toBe(built);
});

test('the keyboard goes through a smallest case step by step', async ({ page }) => {
  const { figure, position, outcome } = await awake(page, 'break-it', 'moment=1');
  await expect(outcome).toContainText('Step 1 of 10, tick 0. Under “no lift” all lamps are lit.');
  for (let step = 2; step <= 6; step++) await position.press('ArrowRight');
  await expect(outcome).toContainText('Step 6 of 10, tick 2. Under “no lift”, 4 requests break');
  await figure.getByRole('combobox').selectOption('reset on return');
  await expect(outcome).toContainText('Under “reset on return”, 2 requests break sentence 6');
});

test('with reduced motion each press goes to the next word of the bar', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { figure, position } = await awake(page, 'starve-somebody');
  for (const moment of ['0', '40', '60', '84']) {
    await figure.getByRole('button', { name: 'Next moment' }).click();
    await expect(position).toHaveValue(moment);
  }
});

test('on a phone the machine, its bar and whatever is set are in sight together', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [id, query] of [
    ['starve-somebody', 'moment=75'],
    ['break-it', 'moment=6'],
  ]) {
    const { figure, drawing } = await awake(page, id, query);
    for (const field of await figure.locator('fieldset :is(input, select):visible').all()) {
      await figure.evaluate((node) =>
        // Whole pixels: a page cannot be scrolled by less.
        scrollTo(0, Math.floor(scrollY + node.getBoundingClientRect().top)),
      );
      const top = await boxOf(drawing);
      const setting = await boxOf(field);
      expect(top.y).toBeGreaterThanOrEqual(0);
      expect(setting.y).toBeGreaterThanOrEqual(top.y);
      expect(setting.y + setting.height).toBeLessThanOrEqual(844);
    }
    await page.goto('about:blank');
  }
});

test('without scripts two machines stand there as printed', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/essays/custom-scheduler/`);
  const drawing = page.locator('#fig-starve-somebody .drawing div div:visible');
  await expect(drawing).toContainText('sound, lift to the floor, at tick 84');
  await expect(drawing).toContainText('7 no savings, 60');
  await expect(page.locator('#fig-break-it .drawing div div:visible')).toContainText(
    'sentence 4, 7 requests',
  );
  await context.close();
});
