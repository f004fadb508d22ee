import { awakeIn, boxOf, expect, test } from '../../../../../tests/browser/page.ts';

const awake = awakeIn('stack-traces');

test('a call that is clicked answers, suspects fall, and who is chosen is accused', async ({
  page,
}) => {
  const { figure, drawing, outcome } = await awake(page, 'name-the-culprit');
  const built = await drawing.innerHTML();
  const block = (name: string) =>
    drawing.locator(`[data-value="${name}"]:not([data-choose="accuse"])`).first();
  await block('netCents').click();
  await expect(outcome).toHaveText(/Left: discount and netCents\.$/);
  await block('discount').click();
  await expect(outcome).toHaveText(/Only netCents is left\.$/);
  await drawing.locator('[data-choose="accuse"][data-value="discount"]').click();
  await expect(outcome).toHaveText(/^It was not discount\./);
  await drawing.locator('[data-choose="accuse"][data-value="netCents"]').click();
  await expect(outcome).toHaveText(/^netCents it was, found after two questions/);
  await expect(page).toHaveURL(/\?first=netCents&second=discount&accuse=netCents$/);
  await figure.getByRole('button', { name: 'As printed' }).click();
  await expect.poll(() => drawing.innerHTML()).toBe(built);
});

test('the keyboard plays it as well, and the drawing is told in words', async ({ page }) => {
  const { figure, outcome } = await awake(page, 'name-the-culprit');
  await figure.getByLabel('First question').focus();
  await page.keyboard.type('netC');
  await expect(outcome).toHaveText(/^What netCents was given/);
  await expect(figure.locator('.drawing')).toHaveAttribute(
    'aria-label',
    /netCents was asked: netCents\(\{sku/,
  );
});

test('on a phone the drawing and all its settings are in sight together', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const query = 'crash=1&first=netCents&second=discount&third=priceLine';
  const { figure, drawing, outcome } = await awake(page, 'name-the-culprit', query);
  await expect(outcome).toHaveText(/^What priceLine was given/);
  const top = await boxOf(drawing.locator('> svg'));
  const settings = await boxOf(figure.locator('fieldset'));
  expect(settings.y + settings.height - top.y).toBeLessThanOrEqual(844);
  expect(top.x + top.width).toBeLessThanOrEqual(390);
});

test('the browser prints its letter beside the one of Node.js', async ({ page }) => {
  const { figure, drawing, outcome } = await awake(page, 'your-letter');
  await figure.getByLabel('Run it in this browser').check();
  await expect(outcome).toHaveText(
    /^Your browser writes (the same|another) message and [5-9] calls/,
  );
  await expect(drawing).toContainText('receipt.mjs:9:16');
  await expect(figure.locator('.drawing')).toHaveAttribute('aria-label', /priceOf/);
});

test('every line of every letter is whole, on a desk and on a phone', async ({ page }) => {
  for (const width of [1360, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/essays/stack-traces/');
    await page.locator('.listing > summary').first().click();
    const cut = await page
      .locator('.reading pre')
      .evaluateAll((boxes) =>
        boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent),
      );
    expect(cut).toEqual([]);
  }
});

test('what a caret points at is underlined where its line may be broken', async ({ page }) => {
  await page.goto('/essays/stack-traces/');
  const reading = page.locator('.reading').first();
  const there = reading.locator('.there');
  await expect(there).toHaveText('t');
  const row = await there.evaluate((span) => span.parentElement!.textContent);
  const marks = await reading.locator('.marks').textContent();
  expect(row!.slice(marks!.indexOf('^'))).toMatch(/^toFixed/);
  for (const [width, line] of [
    [1360, 'none'],
    [390, 'underline'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await expect(reading.locator('.marks')).toBeVisible({ visible: line === 'none' });
    await expect(there).toHaveCSS('text-decoration-line', line);
  }
});
