import { awakeIn, boxOf, expect, type Page, test } from '../../../../../tests/browser/page.ts';

/** The walking tree, awake. */
async function awake(page: Page, query?: string) {
  const tree = await awakeIn('three-years-of-flutter')(page, 'one-walk', query);
  return {
    ...tree,
    around: tree.figure.getByRole('combobox', { name: 'Around each card' }),
    changed: tree.figure.getByRole('combobox', { name: 'The word that changes' }),
  };
}

test('a box is wrapped and a word chosen, by the keyboard and by the tree; as printed is byte for byte', async ({
  page,
}) => {
  const { figure, around, changed, drawing, outcome } = await awake(page);
  const built = await drawing.innerHTML();
  await expect(outcome).toContainText('7 are visited and 5 laid out again');
  await around.selectOption('fixed');
  await expect(outcome).toContainText('3 are visited and 2 laid out again');
  const stretched = figure.getByRole('checkbox', { name: 'The column stretches its cards' });
  await stretched.uncheck();
  await expect(outcome).toContainText('7 are visited and 5 laid out again');
  await stretched.check();
  await around.selectOption('intrinsic');
  await expect(outcome).toContainText('each once, after 8 questions');
  await around.selectOption('expanded');
  await expect(outcome).toContainText('RenderFlex children have non-zero flex');
  await drawing.locator('[data-value="title"]').click();
  await expect(changed).toHaveValue('title');
  await changed.focus();
  await page.keyboard.press('ArrowDown');
  await expect(changed).toHaveValue('card 1');
  await figure.getByRole('button', { name: 'As printed' }).click();
  await expect.poll(() => drawing.innerHTML()).toBe(built);
  await expect(page).toHaveURL(/three-years-of-flutter\/$/);
});

test('played to its end it has moved, and stands as the address of its last moment shows it', async ({
  page,
}) => {
  const end = await awake(page, 'moment=360');
  await expect(end.drawing).toContainText('360×96');
  const last = await end.drawing.innerHTML();
  await page.goto('about:blank');
  const { position, play, drawing, outcome } = await awake(page, 'moment=330');
  await expect(drawing).not.toContainText('layout is done.');
  await drawing.evaluate((box) => {
    const seen = window as unknown as { drawn: Set<string> };
    seen.drawn = new Set();
    new MutationObserver(() => seen.drawn.add(box.innerHTML)).observe(box, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await play.click();
  await expect(position).toHaveValue('360');
  await expect(outcome).toContainText('The first layout visits 12 boxes, each once.');
  await expect.poll(() => drawing.innerHTML()).toBe(last);
  const drawn = await page.evaluate(() => (window as unknown as { drawn: Set<string> }).drawn.size);
  expect(drawn).toBeGreaterThan(5);
});

test('a setting that is changed while it plays is told while it plays', async ({ page }) => {
  const { figure, play, around, outcome } = await awake(page, 'moment=20');
  await play.click();
  await around.selectOption('fixed');
  await expect(outcome).toContainText('3 are visited and 2 laid out again');
  await expect(figure.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('with reduced motion each press goes to the next word of the bar', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { figure, position, drawing } = await awake(page);
  for (const [moment, said] of [
    ['60', 'tells the'],
    ['240', 'The Text has changed.'],
    ['360', 'The second layout is done.'],
    ['0', 'The first layout is done.'],
  ]) {
    await figure.getByRole('button', { name: 'Next moment' }).click();
    await expect(position).toHaveValue(moment);
    await expect(drawing).toContainText(said);
  }
});

test('on a phone the tree, its bar and every setting are in sight together', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { figure, drawing } = await awake(page, 'moment=130&cards=3&around=intrinsic');
  await figure.evaluate((node) => scrollTo(0, scrollY + node.getBoundingClientRect().top));
  const tree = await boxOf(drawing.locator('> svg'));
  const time = await boxOf(figure.locator('.time'));
  expect(tree.y).toBeGreaterThanOrEqual(0);
  expect(time.y).toBeGreaterThanOrEqual(tree.y + tree.height);
  for (const field of await figure.locator('fieldset :is(input, select):visible').all()) {
    const { y, height, x, width } = await boxOf(field);
    expect(y + height).toBeLessThanOrEqual(844);
    expect(x + width).toBeLessThanOrEqual(390);
  }
});

test('without scripts the tree stands laid out, in words as well', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/essays/three-years-of-flutter/`);
  const figure = page.locator('#fig-one-walk');
  const picture = figure.getByRole('img');
  await expect(picture).toHaveAccessibleName(/^A tree of 12 boxes, .+7 are visited and 5 laid out/);
  await expect(figure.locator('.wide svg')).toContainText('360×620');
  await expect(figure.getByRole('button', { name: 'Play' })).toBeHidden();
  await context.close();
});
