/** A published site answers, below its path, with all that readers and subscribers ask it for. */

import { BOOK } from '../../src/site.ts';
import { errorsOf, expect, foreignRequests, test } from '../browser/page.ts';

/** What is served, and how it writes the addresses that have to be its own. */
const OWN: Readonly<Record<string, RegExp>> = {
  '': /(?<=<link rel="canonical" href=")[^"]+/g,
  'rss.xml': /(?<=<(?:link|url)>|<atom:link href=")[^<"]+/g,
  'feed.json': /(?<="(?:home_page_url|feed_url|url|icon|favicon)":\s*")[^"]+/g,
  'llms.txt': /(?<=^- .*\]\()[^)\s]+(?=\):)/gm,
  'sitemap-index.xml': /(?<=<loc>)[^<]+/g,
  'sitemap-0.xml': /(?<=<loc>)[^<]+/g,
  'robots.txt': /(?<=^Sitemap: ).+/gm,
  '.well-known/security.txt': /(?<=^Canonical: ).+/gm,
};

test('home, the index, an essay, and back', async ({ page, baseURL }) => {
  const foreign = foreignRequests(page, baseURL!);
  const errors = errorsOf(page, baseURL!);
  expect((await page.goto(''))?.status()).toBe(200);
  await page
    .getByRole('navigation', { name: 'Site' })
    .getByRole('link', { name: 'Essays' })
    .click();
  await expect(page).toHaveURL(new URL('essays/', baseURL!).href);
  const first = page.getByRole('main').locator('h2 a, h3 a, li a').first();
  await first.click();
  await expect(page.getByRole('article')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Essays');
  expect([foreign, errors]).toEqual([[], []]);
});

test('feeds, texts, book and the rest answer, and hold no address of another place', async ({
  request,
  baseURL,
}) => {
  for (const path of [BOOK, 'favicon.svg', 'licences.txt', 'subscribe/']) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
  for (const [path, pattern] of Object.entries(OWN)) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    const addresses = (await answer.text()).match(pattern) ?? [];
    expect(addresses, path).not.toEqual([]);
    expect(
      addresses.filter((address) => !address.startsWith(baseURL!)),
      path,
    ).toEqual([]);
  }
  const { feed_url, items } = await (await request.get('feed.json')).json();
  expect(feed_url).toBe(new URL('feed.json', baseURL!).href);
  for (const { url } of items) expect((await request.get(url)).status(), url).toBe(200);
  const text = await (await request.get('.well-known/security.txt')).text();
  const [, expires = ''] = /^Expires: (.+)$/m.exec(text) ?? [];
  expect(Date.parse(expires)).toBeGreaterThan(Date.now());
});

test('an address without a page answers 404 with a way on', async ({ page }) => {
  expect((await page.goto('no/such/page/'))?.status()).toBe(404);
  await page.getByRole('main').getByRole('link', { name: 'list of essays' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Essays');
});
