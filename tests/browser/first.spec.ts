/** What somebody sees who comes for the first time, by a phone's connection, with a browser of some years. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'culori';
import { hasLetters } from '../../src/files/picture.ts';
import { SET_SO_FAR } from '../../src/prose/sections.ts';
import { inItsFace } from '../face.ts';
import { SITE } from '../servers.ts';
import { builtSlugs, read } from '../site/built.ts';
import { expect, paintsOn, test, watchPaints } from './page.ts';

/**
 * The essay with the most before its first section, whose title is in the letters that a page loads
 * before it is shown; and without notes there, which browsers round anew.
 */
function essayToVisit(): string {
  const essays = builtSlugs().map((slug) => {
    const [head, text = ''] = read(`essays/${slug}/index.html`).split(
      '<div class="prose e-content">',
    );
    const [title = ''] = /<h1[\s\S]*?<\/h1>/.exec(head) ?? [];
    return { slug, title, top: text.split('<section')[0] };
  });
  const [chosen] = essays
    .filter(({ title, top }) => hasLetters('literata', title) && !top.includes('class="note"'))
    .sort((a, b) => b.top.length - a.top.length);
  if (!chosen) throw new Error('Every essay begins with a note, or has a title in other letters.');
  return chosen.slug;
}

const PAGES = ['/', `/essays/${essayToVisit()}/`];
/** A phone's connection: 1.6 Mbit/s and 150 ms; in ms, and in bytes a ms. */
const LATENCY = 150;
const RATE = 200;
const SIZES = [
  { width: 390, height: 844 },
  { width: 1360, height: 900 },
];

for (const path of PAGES) {
  for (const viewport of SIZES) {
    test(`the first visit to ${path} at ${viewport.width} px is set in Literata and nothing moves`, async ({
      page,
    }) => {
      await page.setViewportSize(viewport);
      const session = await page.context().newCDPSession(page);
      await page.route('**/*', async (route) => {
        // A picture of another host comes at its own time.
        if (!route.request().url().startsWith(SITE.address)) return route.abort();
        const response = await route.fetch();
        const body = await response.body();
        await pause(LATENCY + body.length / RATE);
        await route.fulfill({ response, body });
      });
      await watchPaints(page);
      await page.goto(`${SITE.address}${path}`);
      await expect.poll(() => page.evaluate(inItsFace)).toBe(true);
      const { root } = await session.send('DOM.getDocument');
      const { nodeId } = await session.send('DOM.querySelector', {
        nodeId: root.nodeId,
        selector: 'h1, p',
      });
      await session.send('CSS.enable');
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      expect(fonts.map(({ familyName }) => familyName)).toEqual(['Literata']);
      const { shift, largest, first } = await paintsOn(page);
      expect(shift).toBeLessThan(0.001);
      // The home page comes in one piece; a longer one is painted as its parts arrive.
      if (path === '/') {
        expect(first).toBeGreaterThan(0);
        expect(largest / first).toBeLessThanOrEqual(1.05);
      }
      // What is still on its way is of no interest.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    });
  }
}

/** An event of a browser's trace. */
interface Traced {
  readonly name: string;
  /** `X` for one that is whole. */
  readonly ph: string;
}

/** Where parts of a page end that are set by themselves. */
const partsOf = (path: string): number =>
  read(`${path}index.html`).split(`<script>${SET_SO_FAR}</script>`).length - 1;

test('a page is set part after part, not in one go', async ({ browser, page }) => {
  expect(partsOf('')).toBeGreaterThan(1);
  const [most = ''] = builtSlugs()
    .map((slug) => `essays/${slug}/`)
    .sort((a, b) => partsOf(b) - partsOf(a));
  expect(partsOf(most)).toBeGreaterThan(2);
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await page.goto(`${SITE.address}/${most}`, { waitUntil: 'domcontentloaded' });
  const trace: { traceEvents: Traced[] } = JSON.parse(String(await browser.stopTracing()));
  const layouts = trace.traceEvents.filter(({ name, ph }) => name === 'Layout' && ph === 'X');
  expect(layouts.length).toBeGreaterThanOrEqual(partsOf(most));
});

test('every colour has its value in both schemes without light-dark()', async ({ page }) => {
  const css = readFileSync('src/styles/tokens.css', 'utf8').split('@media')[0] ?? '';
  const pairs = [
    ...css.matchAll(/--([a-z-]+): light-dark\(\s*(oklch\([^)]*\)),\s*(oklch\([^)]*\))\s*\)/g),
  ].map(([, name = '', light = '', dark = '']) => ({ name, light, dark }));
  expect(pairs.length).toBeGreaterThan(10);
  expect(readFileSync(`${SITE.outDir}/index.html`, 'utf8')).not.toContain('light-dark(');
  for (const scheme of ['light', 'dark'] as const) {
    for (const asked of ['media', 'choice']) {
      await page.emulateMedia({
        colorScheme: asked === 'media' ? scheme : scheme === 'dark' ? 'light' : 'dark',
      });
      await page.goto(`${SITE.address}/`);
      if (asked === 'choice') {
        await page.evaluate((to) => {
          document.documentElement.dataset.scheme = to;
        }, scheme);
      }
      const found = await page.evaluate(
        (names) =>
          names.map((name) => {
            const probe = document.createElement('i');
            probe.style.color = `var(--${name})`;
            document.body.append(probe);
            return getComputedStyle(probe).color;
          }),
        pairs.map(({ name }) => name),
      );
      expect(found.map(parse), `${scheme}, by ${asked}`).toEqual(
        pairs.map((pair) => parse(pair[scheme])),
      );
    }
  }
});
