/** A page's policy refuses what is put into it on the way; that it refuses nothing else, each test of a page asks. */
import { expect, test } from '@playwright/test';
import { FOREIGN, SEEN } from '../foreign.ts';
import { DRAFTS } from '../servers.ts';
import { read } from '../site/built.ts';

for (const [directive, foreign] of Object.entries(FOREIGN)) {
  test(`a page that was given ${foreign.replace(/[\s>].*/s, '>')} refuses it: ${directive}`, async ({
    page,
  }) => {
    const file = 'essays/specimen/index.html';
    const html = read(file, DRAFTS.outDir).replace('</main>', `${foreign}</main>`);
    await page.route('**/essays/specimen/', (route) =>
      route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
    );
    await page.route(SEEN, (route) =>
      route.fulfill({
        body: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        contentType: 'image/svg+xml',
      }),
    );
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        document.documentElement.dataset.refused = effectiveDirective;
      });
    });
    const asked: string[] = [];
    page.on('requestfinished', (request) => asked.push(request.url()));
    await page.goto(`${DRAFTS.address}/essays/specimen/`);
    await page.evaluate(() => document.querySelector<HTMLElement>('#foreign')?.click());
    await expect(page.locator('html')).toHaveAttribute('data-refused', directive);
    await expect(page).toHaveTitle(/specimen/i);
    expect(asked).toContain(`${DRAFTS.address}/essays/specimen/`);
    expect(asked.filter((url) => !url.startsWith(`${DRAFTS.address}/`))).toEqual([]);
    const styled = page.locator('#styled');
    if ((await styled.count()) > 0) await expect(styled).not.toHaveCSS('color', 'rgb(1, 2, 3)');
  });
}
