import { awakeIn, boxOf, expect, type Page, test } from '../../../../../tests/browser/page.ts';

/** The machine, awake. */
const awake = (page: Page, query?: string) =>
  awakeIn('inference-router')(page, 'whose-minutes', query);

test('a deep link shows one moment; the order is changed there, and as printed is byte for byte', async ({
  page,
}) => {
  const built = await (await awake(page)).drawing.innerHTML();
  const other = await page.context().newPage();
  const { figure, position, drawing, outcome } = await awake(other, 'moment=150');
  await expect(position).toHaveValue('150');
  await expect(outcome).toContainText('At 150\u00a0s, under fair shares, ');
  const fair = await drawing.innerHTML();
  expect(fair).not.toBe(built);
  await figure.getByRole('combobox').selectOption('first come');
  await expect(outcome).toContainText('At 150\u00a0s, under first come, ');
  expect(await drawing.innerHTML()).not.toBe(fair);
  await expect(other).toHaveURL(/\?moment=150&order=first\+come$/);
  await figure.getByRole('button', { name: 'As printed' }).click();
  await expect.poll(() => drawing.innerHTML()).toBe(built);
  await expect(other).toHaveURL(/inference-router\/$/);
});

test('played again from its end it does not pass through what is printed, and its bar stays', async ({
  page,
}) => {
  const { position, play, drawing } = await awake(page, 'moment=308');
  await expect(drawing).not.toContainText('five tenants');
  const before = await boxOf(position);
  await drawing.evaluate((box) => {
    const seen = window as unknown as { printed: number; drawn: number };
    [seen.printed, seen.drawn] = [0, 0];
    new MutationObserver(() => {
      seen.drawn += 1;
      if (box.textContent.includes('five tenants')) seen.printed += 1;
    }).observe(box, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await play.click();
  await expect(position).toHaveValue('310');
  await play.click();
  await expect.poll(() => position.inputValue().then(Number)).toBeLessThan(200);
  await expect.poll(() => position.inputValue().then(Number)).toBeGreaterThan(100);
  const { printed, drawn } = await page.evaluate(() => {
    const seen = window as unknown as { printed: number; drawn: number };
    return { printed: seen.printed, drawn: seen.drawn };
  });
  expect(printed).toBe(0);
  expect(drawn).toBeGreaterThan(5);
  expect((await boxOf(position)).y).toBe(before.y);
});

test('without the flood its names and moments are hidden; while it plays, so are words of the last', async ({
  page,
}) => {
  const { figure, play, outcome } = await awake(page);
  const names = figure.getByRole('slider', { name: 'Names' });
  const word = figure.locator('.ticks text:visible', { hasText: 'the 800 have come' });
  await expect(names).toBeVisible();
  await expect(word).toHaveCount(1);
  await figure.getByRole('checkbox').uncheck();
  await expect(names).toBeHidden();
  await expect(word).toHaveCount(0);
  await play.click();
  await expect(outcome).toBeHidden();
  await figure.getByRole('button', { name: 'Pause' }).click();
  await expect(outcome).toBeVisible();
  await expect(outcome).toContainText('0 long requests wait');
});

test('with reduced motion each press goes to the next word of the bar', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { figure, position, outcome } = await awake(page);
  for (const moment of ['130', '190', '250', '90']) {
    await figure.getByRole('button', { name: 'Next moment' }).click();
    await expect(position).toHaveValue(moment);
    const said =
      moment === '90' ? 'At 150\u00a0s, under first come' : `At ${moment}\u00a0s, under fair`;
    await expect(outcome).toContainText(said);
  }
});

test('on a phone the machine, its bar and whatever is set are in sight together', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [query, said] of [
    ['', 'At 150\u00a0s, under first come, '],
    ['moment=173&order=first+come', 'At 173\u00a0s, under first come, '],
  ]) {
    const { figure, drawing, outcome } = await awake(page, query);
    await expect(outcome).toContainText(said);
    for (const field of await figure.locator('fieldset :is(input, select):visible').all()) {
      await figure.evaluate((node) => scrollTo(0, scrollY + node.getBoundingClientRect().top));
      const top = await boxOf(drawing.locator('> svg'));
      const time = await boxOf(figure.locator('.time'));
      const setting = await boxOf(field);
      expect(top.y).toBeGreaterThanOrEqual(0);
      expect(time.y).toBeGreaterThanOrEqual(top.y + top.height);
      expect(setting.y + setting.height).toBeLessThanOrEqual(844);
    }
    await page.goto('about:blank');
  }
});
