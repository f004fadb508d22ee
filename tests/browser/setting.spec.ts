/** How pages are set: for the eye, on paper, on a phone, and for programs that take the text out. */
import { readFileSync } from 'node:fs';
import type { Readability } from '@mozilla/readability';
import { LINE } from '../../src/prose/boxes.ts';
import { paragraphs } from '../bench/corpus.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, read } from '../site/built.ts';
import { boxOf, expect, restyled, test, withoutPolicy } from './page.ts';

const slugs = builtSlugs(DRAFTS.outDir);
const minutesOf = (slug: string): number => {
  const html = read(`essays/${slug}/index.html`, DRAFTS.outDir);
  return Number(/<time class="dt-published"[\s\S]*?(\d+) min/.exec(html)?.[1]);
};
/** Of fewer words a reader mode makes no article. */
const long = slugs.filter((slug) => minutesOf(slug) > 2);
const ESSAY = '/essays/specimen/';
test.use({ baseURL: DRAFTS.address });

for (const slug of slugs) {
  test(`above a figure or code of ${slug} there is never more white than three lines`, async ({
    page,
  }) => {
    await page.goto(`/essays/${slug}/`);
    for (const width of [1100, 1360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => document.fonts.ready);
      const holes = await page.evaluate(() => {
        const line = Number.parseFloat(getComputedStyle(document.body).lineHeight);
        return [...document.querySelectorAll('.prose :is(.figure, .code-box)')].flatMap((box) => {
          const above = box.previousElementSibling?.getBoundingClientRect().bottom;
          const gap = above === undefined ? 0 : box.getBoundingClientRect().top - above;
          return gap > 3 * line ? [`${box.id || box.textContent?.slice(0, 20)}: ${gap}`] : [];
        });
      });
      expect(holes, `${width} px`).toEqual([]);
    }
  });
}

test('text and header begin at the same edge, on an essay as on the home page', async ({
  page,
}) => {
  for (const width of [390, 820, 1100]) {
    await page.setViewportSize({ width, height: 900 });
    const edges: number[] = [];
    for (const [path, text] of [
      ['/', '.statement p'],
      [ESSAY, '.prose > p'],
    ] as const) {
      await page.goto(path);
      for (const one of ['.site-name', text])
        edges.push((await boxOf(page.locator(one).first())).x);
    }
    expect(new Set(edges).size, `${width} px: ${edges}`).toBe(1);
  }
});

test('code that is longer than the text is wide gets the width of the page', async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  const seen = new Set<boolean>();
  for (const slug of slugs.filter((one) =>
    /<pre/.test(read(`essays/${one}/index.html`, DRAFTS.outDir)),
  )) {
    await page.goto(`/essays/${slug}/`);
    await page.evaluate(() => document.fonts.ready);
    const boxes = await page.locator('.prose > section > .code-box > .code').evaluateAll((all) =>
      all
        // Signs of other scripts are wider than these.
        .filter(({ textContent }) => /^[\x20-\x7e\n]*$/.test(textContent ?? ''))
        .map((code) => ({
          hidden: code.scrollWidth - code.clientWidth,
          wide: code.clientWidth > 700,
          longest: Math.max(...(code.textContent ?? '').split('\n').map(({ length }) => length)),
        })),
    );
    for (const { hidden, wide, longest } of boxes) {
      seen.add(wide);
      expect(wide, slug).toBe(longest > LINE);
      if (longest <= 96) expect(hidden, slug).toBe(0);
    }
  }
  expect(seen.size).toBe(2);
});

test('a word of a heading that is wider than a phone breaks in the list of sections', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(ESSAY);
  const list = page.locator('.trace ol');
  await list
    .locator('a')
    .first()
    .evaluate((link) => link.append('unterbeamten'.repeat(9)));
  expect(await list.evaluate((ol) => ol.scrollWidth - ol.clientWidth)).toBeLessThanOrEqual(0);
});

test('a title keeps its words whole where a reader has doubled the text', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(ESSAY);
  await restyled(page, ':root { font-size: 36px }');
  const title = page.locator('h1');
  const size = await title.evaluate((h1) => Number.parseFloat(getComputedStyle(h1).fontSize));
  expect(size).toBeLessThanOrEqual(0.12 * 390);
  expect(await title.evaluate((h1) => h1.scrollWidth - h1.clientWidth)).toBeLessThanOrEqual(0);
});

test('on paper: 75 characters on a line, the address, nothing folded and no lone rule', async ({
  page,
}) => {
  // A4 within its margins.
  await page.setViewportSize({ width: 658, height: 990 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(ESSAY);
  await page.evaluate(() => document.fonts.ready);
  await page
    .locator('.prose > section')
    .first()
    .evaluate((section, texts) => {
      for (const words of texts)
        section.append(Object.assign(document.createElement('p'), { textContent: words }));
    }, paragraphs(1));
  const mean = await page.evaluate(() => {
    const counted = [...document.querySelectorAll('.prose > section > p')].map((p) => {
      const range = document.createRange();
      range.selectNodeContents(p);
      const tops = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 8)));
      return {
        characters: p.textContent?.length ?? 0,
        lines: tops.size,
        plain: !p.querySelector('sup, .note, data, .given, code, a'),
      };
    });
    const long = counted.filter(({ lines, plain }) => plain && lines > 3);
    const sum = (of: 'characters' | 'lines') => long.reduce((all, one) => all + one[of], 0);
    return sum('characters') / sum('lines');
  });
  expect(mean).toBeGreaterThan(60);
  expect(mean).toBeLessThan(82);
  const reach = await page.evaluate(() =>
    [...document.querySelectorAll('.drawing svg, .prose pre, .prose table')].map(
      (node) => node.getBoundingClientRect().right,
    ),
  );
  expect(Math.max(...reach)).toBeLessThanOrEqual(658);
  const address = await page
    .locator('[data-address]')
    .evaluate((node) => getComputedStyle(node, '::after').content);
  expect(address).toContain(ESSAY);
  expect((await boxOf(page.locator('.numbers-made li').last())).height).toBeGreaterThan(5);
  await expect(page.locator('.numbers-made summary')).toHaveCSS('list-style-type', 'none');
  // Of the end only how it is cited is of use on paper.
  for (const part of ['.answer', '.neighbours', '.citing a', '.citing button'])
    await expect(page.locator(`.end ${part}`).last()).toBeHidden();
  await expect(page.locator('.citing > p').first()).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.end .answer')).toBeVisible();
});

test('on a phone each section leads back to the contents', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(ESSAY);
  const last = page
    .locator('.trace + .prose > section')
    .last()
    .getByRole('link', { name: 'Contents' });
  await last.click();
  await expect(page.getByRole('navigation', { name: 'Contents' })).toBeInViewport();
  await page.setViewportSize({ width: 1360, height: 900 });
  await expect(last).toBeHidden();
});

test('without scroll timelines the spans of passed sections are filled', async ({ page }) => {
  await page.route(`**${ESSAY}`, async (route) => {
    const response = await route.fetch();
    const body = withoutPolicy(await response.text());
    const changed = body.replaceAll('timeline-scope', 'x-timeline-scope');
    return route.fulfill({ response, body: changed });
  });
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(ESSAY);
  await page
    .locator('.prose > section')
    .nth(4)
    .evaluate((section) => section.scrollIntoView());
  await page.evaluate(() => scrollBy(0, 100));
  await expect(page.locator('.trace li').nth(4).locator('[aria-current]')).toBeAttached();
  const scales = await page
    .locator('.trace .read')
    .evaluateAll((spans) => spans.map((span) => Number.parseFloat(getComputedStyle(span).scale)));
  expect(scales).toEqual(scales.map((_, i) => (i < 4 ? 1 : 0)));
});

const script = readFileSync('node_modules/@mozilla/readability/Readability.js', 'utf8');

for (const slug of new Set(['specimen', ...long])) {
  test(`a reader mode keeps headings, notes, claims and references of ${slug}, and reads no signs of ours`, async ({
    page,
  }) => {
    // What it makes of a page it makes with styles in attributes.
    await page.route('**/essays/*/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: withoutPolicy(await response.text()) });
    });
    await page.goto(`/essays/${slug}/`);
    await page.evaluate(`(() => { ${script}; window.Readability = Readability; })()`);
    const { heads, notes, claims, sources, signs } = await page.evaluate(() => {
      const { Readability: Reader } = window as never as { Readability: typeof Readability };
      const found = new Reader(document.cloneNode(true) as Document).parse();
      const text = new DOMParser().parseFromString(found?.content ?? '', 'text/html');
      const words = (text.body.textContent ?? '').replace(/\s+/g, ' ');
      const lost = (selector: string) =>
        [...document.querySelectorAll(selector)]
          .map((node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim())
          .filter((wanted) => !words.includes(wanted));
      return {
        heads: lost('.trace + .prose > section > .heading h2'),
        notes: lost('.note'),
        claims: lost('.prose .claim'),
        sources: lost('.references cite'),
        signs: [...text.querySelectorAll('h2, h3')].filter((node) =>
          /[#↑]/.test(node.parentElement?.firstChild?.textContent ?? ''),
        ).length,
      };
    });
    expect({ heads, notes, claims, sources, signs }).toEqual({
      heads: [],
      notes: [],
      claims: [],
      sources: [],
      signs: 0,
    });
  });
}

test('a text without styles sets a note apart from its sentence', async ({ page }) => {
  await page.goto(ESSAY);
  const notes = await page.locator('.note').allTextContents();
  expect(notes.length).toBeGreaterThan(2);
  for (const note of notes) expect(note).toMatch(/^ \[\d+ .*\]$/s);
  const heads = await page.locator('.heading').allTextContents();
  for (const head of heads) expect(head).not.toMatch(/[#↑]/);
});

test('on a phone an essay’s mark goes from edge to edge above its title', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  for (const item of await page.locator('.essay-list li').all()) {
    const [mark, title] = [await boxOf(item.locator('.mark')), await boxOf(item.locator('h3'))];
    expect(mark.width).toBeGreaterThan(330);
    expect(mark.height).toBe(45);
    expect(mark.y + mark.height).toBeLessThanOrEqual(title.y);
  }
});

test('a figure’s model leads to its run, which is marked below the name of its file', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(ESSAY);
  await page.locator('#fig-waits .model').click();
  await expect(page).toHaveURL(/model\.ts\/#queue$/);
  const line = page.locator('#queue').locator('..');
  const top = () => line.evaluate((node) => node.getBoundingClientRect().top);
  await expect.poll(top).toBeLessThan(300);
  await expect(line).toHaveText(/^export const queue = experiment\(/);
  const head = page
    .locator('.source-file')
    .filter({ has: page.locator('#queue') })
    .locator('.source-head');
  const box = await boxOf(head);
  expect(box.y).toBe(0);
  expect(await top()).toBeGreaterThan(box.height);
  const colour = await page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.background = 'var(--select)';
    document.body.append(probe);
    return getComputedStyle(probe).backgroundColor;
  });
  await expect(line).toHaveCSS('background-color', colour);
});

test('the number of a line leads to the line; no page of a source scrolls sideways', async ({
  page,
}) => {
  for (const width of [390, 1360]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${ESSAY}model.ts/`);
    const line = page.locator('[id="model.ts:20"]');
    await line.scrollIntoViewIfNeeded();
    await line.click({ position: { x: 10, y: 6 } });
    await expect(page).toHaveURL(/#model\.ts:20$/);
    expect(await line.evaluate((node) => node.matches(':target'))).toBe(true);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
  }
});
