import { awakeIn, boxOf, expect, test } from '../../../../../tests/browser/page.ts';

const awake = awakeIn('vector-store');

test('the query on the map is dragged both ways at once', async ({ page }) => {
  const { figure } = await awake(page, 'cells');
  const query = figure.locator('.drawing .handle .fill:visible');
  await query.evaluate((node) => node.scrollIntoView({ block: 'center' }));
  const box = await boxOf(query);
  const map = await boxOf(figure.locator('.drawing svg:visible'));
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The plane is 1.5 wide and 1 high, and up is up.
  await page.mouse.move(x - map.width / 5, y - map.height / 4, { steps: 10 });
  await page.mouse.up();
  await expect(figure.getByRole('slider', { name: 'Query across' })).toHaveValue('0.55');
  await expect(figure.getByRole('slider', { name: 'Query up' })).toHaveValue('0.75');
  await expect(page).toHaveURL(/\?x=0\.55&y=0\.75$/);
  const moved = await boxOf(query);
  expect(Math.abs(moved.x - (box.x - map.width / 5))).toBeLessThan(4);
  expect(Math.abs(moved.y - (box.y - map.height / 4))).toBeLessThan(4);
});

test('a guess by keyboard is judged, and opens the answers', async ({ page }) => {
  const { figure } = await awake(page, 'two-answers');
  await expect(figure.locator('.outcome')).not.toContainText('estimates');
  const choice = figure.getByRole('combobox', { name: 'Misses half' });
  await choice.focus();
  await page.keyboard.press('ArrowDown');
  await expect(choice).toHaveValue('A');
  await expect(figure.locator('.outcome')).toContainText('Wrong: B misses half');
  await choice.selectOption('B');
  await expect(figure.locator('.outcome')).toContainText('Right: B misses half');
  await expect(figure.locator('.drawing svg:visible')).toContainText('What exact search knows');
});

test('checks of the estimate are drawn again and counted', async ({ page }) => {
  const { figure } = await awake(page, 'said-against-true');
  const tally = figure.locator('.tally');
  await expect(tally).toHaveText('all ten hold it in 1 of 1');
  for (let draws = 0; draws < 9; draws++) {
    await figure.getByRole('button', { name: 'Draw again' }).click();
  }
  await expect(tally).toHaveText(/ of 10(,|$)/);
  await figure.getByRole('slider', { name: 'Queries' }).fill('2000');
  await expect(tally).toHaveText(/ in 1 of 1$/);
  await expect(figure.locator('.outcome')).toContainText('ten groups of 200 queries');
});
