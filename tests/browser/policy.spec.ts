/** A page's policy refuses what is put into it on the way; that it refuses nothing else, each test of a page asks. */
import { expect, test } from '@playwright/test';
import { FOREIGN } from '../foreign.ts';
import { DRAFTS, SITE } from '../servers.ts';
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
    for (const url of asked) expect(url.startsWith(SITE.address.replace(/\d+$/, ''))).toBe(true);
    const styled = page.locator('#styled');
    if ((await styled.count()) > 0) await expect(styled).not.toHaveCSS('color', 'rgb(1, 2, 3)');
  });
}
