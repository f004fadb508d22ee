import { LINE } from '../../src/prose/boxes.ts';
import { site } from '../../src/site.ts';
import { inItsFace } from '../face.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs } from '../site/built.ts';
import {
  boxOf,
  expect,
  inOnePiece,
  type Page,
  paintsOn,
  restyled,
  test,
  watchPaints,
  withoutPolicy,
} from './page.ts';

const SPECIMEN = '/essays/specimen/';
test.use({ baseURL: DRAFTS.address });

const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('the accessibility tree of an essay reads in order, headings without gaps', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the text"
    - banner:
      - link ${JSON.stringify(site.title)}
      - navigation "Site":
        - list:
          - listitem:
            - link "Essays"
          - listitem:
            - link "Work"
          - listitem:
            - link "Write to me"
          - listitem:
            - link "Feed"
    - main:
      - article:
        - heading "A specimen that isn’t an essay" [level=1]
        - paragraph: Every element that an essay can hold, in one place, so that it can be looked at and tested.
        - navigation "Contents":
          - list:
            - listitem:
              - link "Long words and narrow columns"
        - paragraph:
          - superscript:
            - link "Note 1"
          - note "Note 1":
            - link "Back to the text from note 1"
        - heading "Long words and narrow columns" [level=2]
        - heading "Lists" [level=2]
    - contentinfo
  `);
  const levels = await page
    .locator('main :is(h1,h2,h3,h4,h5,h6)')
    .evaluateAll((all) => all.map((h) => Number(h.tagName[1])));
  levels.forEach((level, i) => {
    expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });
});

test('the contents are a trace: spans lie end to end and add up to the reading time', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  const spans = await page
    .locator('.trace rect:not(.read)')
    .evaluateAll((rects) =>
      rects.map((r) => [Number(r.getAttribute('x')), Number(r.getAttribute('width'))]),
    );
  expect(spans.length).toBeGreaterThan(5);
  expect(spans[0][0]).toBe(0);
  spans.forEach(([x, width], i) => {
    const next = spans[i + 1]?.[0] ?? 100;
    expect(Math.abs(x + width - next)).toBeLessThan(0.02);
  });
  await expect(page.locator('.trace .axis')).toHaveText(/^\s*0\s*\d+ min\s*$/);
});

test('the section being read is marked in the contents', async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  await page
    .getByRole('heading', { name: 'Five levels of headings' })
    .evaluate((h) => h.scrollIntoView());
  await expect(page.locator('.trace [aria-current]')).toHaveText('Five levels of headings');
});

test('by keyboard: skip link, header, contents, notes and back, tables and code, references, scheme', async ({
  page,
}) => {
  await page.goto(SPECIMEN);
  const visited: string[] = [];
  const focus = () =>
    page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      return at.getAttribute('aria-label') ?? (at.id || at.textContent || '');
    });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.goto('about:blank');
  await page.goto(SPECIMEN);
  for (let i = 0; i < 300; i++) {
    await page.keyboard.press('Tab');
    const { label, ring } = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      if (at === document.body) return { label: '', ring: '' };
      const name = at.getAttribute('aria-label') || at.textContent?.trim() || at.id || at.tagName;
      return { label: name.slice(0, 40), ring: getComputedStyle(at).outlineStyle };
    });
    if (label === '' || label === visited[0]) break; // past the end of the page
    expect(ring, `${label} shows its focus`).not.toBe('none');
    visited.push(label);
  }
  for (const wanted of [
    'Skip to the text',
    'Essays',
    'Long words and narrow columns',
    'Note 1',
    'Back to the text from note 1',
    'Table',
    'Code',
    'Copy',
    'Reply by mail',
  ]) {
    expect(visited).toContain(wanted);
  }
  expect(visited.at(-1)).toMatch(/as the system/);

  const ref = page.getByRole('link', { name: 'Note 1', exact: true }).first();
  await ref.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#fn-1$/);
  await page.locator('#fn-1 .note-back').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#fnref-1$/);
  expect(await focus()).toBeTruthy();
});

test('notes stand in the margin on a wide screen without overlap, after their sentence on a narrow one', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  const text = await boxOf(page.locator('.prose > p').first());
  const boxes = await page
    .locator('.note')
    .evaluateAll((notes) => notes.map((n) => n.getBoundingClientRect().toJSON()));
  expect(boxes.length).toBeGreaterThan(3);
  for (const box of boxes) expect(box.left).toBeGreaterThan(text.x + text.width);
  boxes.slice(1).forEach((box, i) => {
    expect(box.top).toBeGreaterThanOrEqual(boxes[i].bottom);
  });
  await page.setViewportSize({ width: 390, height: 844 });
  const ref = await boxOf(page.locator('#fnref-1'));
  const note = await boxOf(page.locator('#fn-1'));
  expect(note.y).toBeGreaterThan(ref.y);
  expect(note.y - ref.y).toBeLessThan(60);
});

/** The widths at which the layout changes, and those of common screens. */
const WIDTHS = [320, 390, 820, 1024, 1152, 1311, 1312, 1360, 1920];
const essays = builtSlugs(DRAFTS.outDir).map((slug) => `/essays/${slug}/`);

for (const [path, widths] of [
  ...['/', '/essays/', '/404.html', SPECIMEN].map((path) => [path, WIDTHS] as const),
  // The narrowest screen, and the one whose notes have the least room.
  ...essays.filter((path) => path !== SPECIMEN).map((path) => [path, [320, 1312]] as const),
]) {
  test(`no sideways scrolling on ${path}`, async ({ page }) => {
    await page.goto(path);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sidewaysScroll(page), `${width} px`).toBe(0);
    }
  });
}

test('text spacing of WCAG 1.4.12 loses nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(SPECIMEN);
  await restyled(
    page,
    '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
  );
  expect(await sidewaysScroll(page)).toBe(0);
  const clipped = await page
    .locator('.prose :is(p, li, h2, h3, .note), .trace a')
    .evaluateAll((all) =>
      all
        .filter(
          (node) =>
            node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline',
        )
        .map((node) => node.textContent?.slice(0, 40)),
    );
  expect(clipped).toEqual([]);
});

test('wide tables and long code scroll in their own box', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(SPECIMEN);
  for (const box of [page.locator('.scroll').first(), page.locator('pre.code').first()]) {
    const { inner, outer } = await box.evaluate((node) => ({
      inner: node.scrollWidth,
      outer: node.clientWidth,
    }));
    expect(inner).toBeGreaterThan(outer);
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
  }
});

test('the longest line of code that makes no box wider fits into it, and no longer one', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.goto(SPECIMEN);
  const hidden = await page.evaluate(async (line) => {
    await document.fonts.ready;
    const box = document.querySelector('.code-box')!;
    box.classList.remove('long');
    const code = box.querySelector('pre')!;
    return [line, line + 1].map((length) => {
      code.textContent = 'x'.repeat(length);
      return code.scrollWidth > code.clientWidth;
    });
  }, LINE);
  expect(hidden).toEqual([false, true]);
});

test('the scheme follows the system, can be overridden, is remembered and can follow again', async ({
  page,
}) => {
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(SPECIMEN);
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.getByLabel('Colours').selectOption('light');
  expect(await paper()).toBe(light);
  await page.goto('/');
  expect(await paper()).toBe(light);
  await expect(page.getByLabel('Colours')).toHaveValue('light');
  await page.getByLabel('Colours').selectOption('system');
  expect(await paper()).toBe(dark);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('a scheme that is chosen while a page comes is the one that it has then', async ({ page }) => {
  await page.route('**/essays/', async (route) => {
    const response = await route.fetch();
    const choice = `<script>localStorage.setItem('scheme', 'dark')</script></main>`;
    const body = withoutPolicy(await response.text()).replace('</main>', choice);
    await route.fulfill({ response, body });
  });
  await page.goto('/essays/');
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  await expect(page.locator('[id="page.scheme"]')).toHaveValue('dark');
});

test('the chosen scheme is there at the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.addInitScript(() => {
    localStorage.setItem('scheme', 'dark');
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      (window as unknown as { atFirst: string }).atFirst =
        document.documentElement.dataset.scheme ?? '';
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(SPECIMEN);
  expect(await page.evaluate(() => (window as unknown as { atFirst: string }).atFirst)).toBe(
    'dark',
  );
});

test('text stands before its fonts, and nothing moves when they come three seconds late', async ({
  page,
}) => {
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.continue();
  });
  await watchPaints(page);
  await page.goto(SPECIMEN, { waitUntil: 'domcontentloaded' });
  await expect(page.locator('.prose > p').first()).toBeVisible();
  expect(await page.evaluate(inItsFace)).toBe(false);
  await expect.poll(() => page.evaluate(inItsFace)).toBe(true);
  expect((await paintsOn(page)).shift).toBe(0);
});

test('code can be copied', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => Object.assign(window, { copied: text }) },
    });
  });
  await page.goto(SPECIMEN);
  const box = page.locator('.code-box').last();
  await box.hover();
  await box.getByRole('button', { name: 'Copy' }).click();
  await expect(box.getByRole('button')).toHaveText('Copied');
  expect(await page.evaluate(() => (window as unknown as { copied: string }).copied)).toContain(
    'plain text in a box',
  );
});

test('in forced colours, spans, notes and focus are still there', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(SPECIMEN);
  const { span, paper } = await page.evaluate(() => ({
    span: getComputedStyle(document.querySelector('.trace rect') as Element).fill,
    paper: getComputedStyle(document.documentElement).backgroundColor,
  }));
  expect(span).not.toBe(paper);
  await page.getByRole('link', { name: 'Essays' }).first().focus();
  const ring = await page.evaluate(
    () => getComputedStyle(document.activeElement as Element).outlineStyle,
  );
  expect(ring).not.toBe('none');
});

test('under reduced motion no title is named for a transition and nothing is animated but the trace', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(SPECIMEN);
  const { name, running } = await page.evaluate(() => ({
    name: getComputedStyle(document.querySelector('h1') as Element).viewTransitionName,
    running: document.getAnimations().filter((a) => a.timeline === document.timeline).length,
  }));
  expect(name).toBe('none');
  expect(running).toBe(0);
});

test('on paper: black on white, no navigation, whole addresses, everything scrollable laid out', async ({
  page,
}) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto(SPECIMEN);
  for (const gone of ['.site-header nav', '.trace', '.site-footer', '.answer']) {
    await expect(page.locator(gone).first()).toBeAttached();
    await expect(page.locator(gone).first()).toBeHidden();
  }
  await expect(page.locator('.note').first()).toBeVisible();
  const { ink, paper, after, overflow } = await page.evaluate(() => ({
    ink: getComputedStyle(document.documentElement).color,
    paper: getComputedStyle(document.documentElement).backgroundColor,
    after: getComputedStyle(document.querySelector('.prose a[href^="http"]') as Element, '::after')
      .content,
    overflow: getComputedStyle(document.querySelector('.code') as Element).overflowX,
  }));
  expect([ink, paper]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  expect(after).toMatch(/https:\/\//);
  expect(overflow).toBe('visible');
});

test('without any style sheet the essay still reads from top to bottom', async ({ page }) => {
  await page.route(`**${SPECIMEN}`, async (route) => {
    const response = await route.fetch();
    return route.fulfill({
      response,
      body: (await response.text()).replace(/<style[\s\S]*?<\/style>/g, ''),
    });
  });
  await page.goto(SPECIMEN);
  const order = await page.evaluate(() => {
    const y = (selector: string) =>
      (document.querySelector(selector) as Element).getBoundingClientRect().top;
    return [
      y('.site-header'),
      y('h1'),
      y('.trace'),
      y('.prose'),
      y('.references'),
      y('.site-footer'),
    ];
  });
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('the spans of the contents fill as they are read', async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  const scrollDriven = await page.evaluate(() => CSS.supports('animation-timeline: --x'));
  expect(scrollDriven).toBe(true);
  const filled = () =>
    page
      .locator('.trace .read')
      .evaluateAll((spans) => spans.map((span) => Number.parseFloat(getComputedStyle(span).scale)));
  expect((await filled()).at(-1)).toBe(0);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(async () => Math.min(...(await filled()))).toBe(1);
});

test('of more sections than scroll their spans, each is filled once it has been passed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await page.goto(SPECIMEN);
  const filled = await page.evaluate(() => {
    const list = document.querySelector('.trace ol')!;
    while (list.children.length < 15) list.append(list.lastElementChild!.cloneNode(true));
    const filledAt = (current: number) => {
      list.querySelectorAll('a').forEach((link, i) => {
        link.ariaCurrent = i === current ? 'true' : null;
      });
      return [...list.querySelectorAll('.read')]
        .slice(12)
        .map((span) => Number.parseFloat(getComputedStyle(span).scale));
    };
    return [filledAt(0), filledAt(14)];
  });
  expect(filled).toEqual([
    [0, 0, 0],
    [1, 1, 0],
  ]);
});

test('the largest contentful paint is the first, with fonts at once and with fonts late', async ({
  page,
}) => {
  await watchPaints(page);
  await inOnePiece(page, `**${SPECIMEN}`);
  for (const late of [false, true]) {
    if (late) {
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await route.continue();
      });
    }
    await page.goto('about:blank');
    await page.goto(SPECIMEN, { waitUntil: 'domcontentloaded' });
    await expect.poll(() => page.evaluate(inItsFace)).toBe(true);
    const { first, largest } = await paintsOn(page);
    expect(first).toBeGreaterThan(0);
    expect(largest / first).toBeLessThanOrEqual(1.05);
  }
});
