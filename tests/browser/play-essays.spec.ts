import { DRAFTS } from '../servers.ts';
import { builtSlugs, read } from '../site/built.ts';
import { errorsOf, expect, test } from './page.ts';

test.use({ baseURL: DRAFTS.address });

/** Each essay with figures that can be played with, and how many settings its page has, at most. */
const playing = builtSlugs(DRAFTS.outDir)
  .map((slug) => ({ slug, html: read(`essays/${slug}/index.html`, DRAFTS.outDir) }))
  .filter(({ html }) => html.includes('<model-figure'))
  .map(({ slug, html }) => ({ slug, fields: html.match(/<(?:input|select)\b/g)?.length ?? 0 }));

for (const { slug, fields } of playing) {
  test(`${slug}: each setting moved away and back draws the printed figure again, byte for byte`, async ({
    page,
  }) => {
    test.setTimeout(60_000 + fields * 15_000);
    const wrong = errorsOf(page, DRAFTS.address);
    await page.goto(`/essays/${slug}/`);
    const hosts = page.locator('model-figure');
    for (let h = 0; h < (await hosts.count()); h++) {
      const figure = hosts.nth(h).locator('xpath=ancestor::figure');
      await figure.scrollIntoViewIfNeeded();
      await expect(hosts.nth(h)).toHaveAttribute('data-ready', '');
      const state = async () => ({
        svg: await figure.locator('.wide').innerHTML(),
        words: await figure.locator('.outcome, .caption').allTextContents(),
        alt: await figure.locator('.drawing').getAttribute('aria-label'),
      });
      const built = await state();
      const fields = figure.locator('form :is(input, select)');
      let changed = 0;
      for (let i = 0; i < (await fields.count()); i++) {
        const field = fields.nth(i);
        // The far end of a range, the last choice, the other side of a switch.
        const move = (away: boolean) =>
          field.evaluate((node: HTMLInputElement | HTMLSelectElement, to) => {
            if (node instanceof HTMLSelectElement) {
              const options = [...node.options];
              const printed = options.findIndex((option) => option.defaultSelected);
              node.selectedIndex = to ? (printed + options.length - 1) % options.length : printed;
            } else if (node.type === 'checkbox') node.checked = to !== node.defaultChecked;
            else {
              node.value = to ? node.max : node.defaultValue;
              // Its steps may end at what is printed.
              if (to && node.value === node.defaultValue) node.value = node.min;
            }
            node.dispatchEvent(new Event('input', { bubbles: true }));
          }, away);
        await move(true);
        await page.waitForURL(/\?/);
        const moved = await state();
        if (moved.svg !== built.svg || moved.words.join() !== built.words.join()) changed += 1;
        await move(false);
        await page.waitForURL(({ href }) => !href.includes('?'));
        await expect.poll(state, { timeout: 10_000, intervals: [20, 50, 100] }).toEqual(built);
      }
      // What is only played or drawn again has no setting.
      const settings = await figure.locator('form .setting').count();
      if (settings > 0) expect(changed).toBeGreaterThan(0);
    }
    expect(wrong).toEqual([]);
  });
}
