/** What holds in every engine: pages are set, figures play, and the check of a page ticks it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Plugin, type PreviewServer, preview } from 'vite';
import { inItsFace } from '../face.ts';
import { FOREIGN } from '../foreign.ts';
import { DRAFTS } from '../servers.ts';
import { builtSlugs, read, topicPaths } from '../site/built.ts';
import { ENGINES, type Tab } from './tab.ts';

/** Keeps what a page's policy refuses, for whoever asks. */
const WATCH = `window.refused=[];document.addEventListener('securitypolicyviolation',(event)=>refused.push(event.effectiveDirective+' '+event.blockedURI))`;
const WATCHED = `'sha256-${createHash('sha256').update(WATCH).digest('base64')}'`;

/**
 * Serves pages with {@link WATCH} before all that it watches, allowed by its hash; with
 * `?foreign`, as somebody on the way could have changed them.
 */
const watched = (): Plugin => ({
  name: 'watched',
  configurePreviewServer({ middlewares }) {
    middlewares.use((request, response, next) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site.invalid');
      const file = pathname.replace(/\/$/, '/index.html').slice(1);
      if (!file.endsWith('.html')) return next();
      const html = read(file, DRAFTS.outDir)
        .replace(
          /(?<=content="default-src [^"]*script-src )[^"]*">/,
          (rest) => `${WATCHED} ${rest}<script>${WATCH}</script>`,
        )
        .replace(
          '</main>',
          searchParams.has('foreign') ? `${Object.values(FOREIGN).join('')}</main>` : '</main>',
        );
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    });
  },
});

const slugsWith = (mark: string): string[] =>
  builtSlugs(DRAFTS.outDir).filter((slug) =>
    read(`essays/${slug}/index.html`, DRAFTS.outDir).includes(mark),
  );

/** Declares the tests of one engine, by its name in {@link ENGINES}. */
export function holdsIn(engine: string): void {
  let server: PreviewServer;
  let tab: Tab;
  let home = '';

  before(async () => {
    server = await preview({
      appType: 'mpa',
      configFile: false,
      logLevel: 'silent',
      plugins: [watched()],
      build: { outDir: DRAFTS.outDir },
      preview: { port: 0 },
    });
    home = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
    const open = ENGINES[engine]?.();
    assert.ok(open, `there is no ${engine}`);
    tab = await open();
  });
  after(async () => {
    await tab?.close();
    await server.close();
  });

  const ask = <A extends readonly unknown[], T>(code: (...args: A) => T, ...args: A) =>
    tab.value(`(${code})(...${JSON.stringify(args)})`) as Promise<Awaited<T>>;

  const refused = () => (window as { refused?: string[] }).refused ?? ['nothing watches'];
  /** Whether the page of a test is one that somebody changed. */
  let foreign = false;
  afterEach(async () => {
    if (!foreign) assert.deepEqual(await ask(refused), []);
    foreign = false;
  });

  /** Asks until the answer is the one that is waited for. */
  async function until<A extends readonly unknown[], T>(
    is: (value: T) => boolean,
    code: (...args: A) => T,
    ...args: A
  ): Promise<T> {
    for (const end = Date.now() + 90_000; ; await pause(100)) {
      const value = (await ask(code, ...args)) as T;
      if (is(value)) return value;
      if (Date.now() > end) assert.fail(`waited for another answer than ${JSON.stringify(value)}`);
    }
  }

  for (const path of [
    '/',
    '/essays/',
    '/404.html',
    ...topicPaths(DRAFTS.outDir).slice(0, 1),
    '/essays/specimen/',
    '/essays/specimen/model.ts/',
  ]) {
    test(`${path} is set in its own face, in its colours, and no wider than the window`, async () => {
      await tab.open(home + path);
      await until((is) => is, inItsFace);
      const seen = await ask(() => {
        const { color } = getComputedStyle(document.body);
        const { backgroundColor } = getComputedStyle(document.documentElement);
        const { scrollWidth, clientWidth } = document.documentElement;
        const heading = document.querySelector('h1')?.textContent ?? '';
        return { color, backgroundColor, over: scrollWidth - clientWidth, heading };
      });
      assert.ok(path === '/' || seen.heading.trim() !== '', 'a heading');
      assert.ok(seen.over <= 0, `${seen.over} px too wide`);
      assert.notEqual(seen.color, seen.backgroundColor);
      assert.doesNotMatch(seen.color, /^rgb\(0, 0, 0\)$/);
    });
  }

  for (const slug of slugsWith('<model-figure')) {
    test(`${slug}: by keyboard a figure moves, and comes back as it is printed`, async () => {
      await tab.open(`${home}/essays/${slug}/`);
      const state = (figure: string) => {
        const node = document.getElementById(figure);
        const texts = (selector: string) =>
          [...(node?.querySelectorAll(selector) ?? [])].map((one) => one.textContent);
        return JSON.stringify([
          node?.querySelector('.wide')?.innerHTML,
          texts('.outcome, .caption'),
          node?.querySelector('.drawing')?.getAttribute('aria-label'),
        ]);
      };
      const figures = await ask(() =>
        [...document.querySelectorAll('figure:has(model-figure)')].map(({ id }) => id),
      );
      assert.notEqual(figures.length, 0);
      for (const figure of figures) {
        await ask((id) => document.getElementById(id)?.scrollIntoView(), figure);
        const isReady = (id: string) =>
          document.querySelector(`#${CSS.escape(id)} model-figure`)?.hasAttribute('data-ready') ===
          true;
        await until((ready) => ready, isReady, figure);
        const built = await ask(state, figure);
        const toEnd = await ask((id) => {
          const form = document.getElementById(id)?.querySelector('form');
          const field = form?.querySelector<HTMLInputElement>('input[type=range]');
          field?.focus();
          return field ? (field.value === field.max ? 'Home' : 'End') : '';
        }, figure);
        if (toEnd === 'Home' || toEnd === 'End') await tab.press(toEnd);
        else {
          await ask((id) => {
            const field = document
              .getElementById(id)
              ?.querySelector<HTMLSelectElement | HTMLInputElement | HTMLButtonElement>(
                // What has no field is drawn again.
                'form :is(select, input:not([hidden])), .again button',
              );
            if (field instanceof HTMLSelectElement) {
              field.selectedIndex = (field.selectedIndex || field.options.length) - 1;
              field.dispatchEvent(new Event('input', { bubbles: true }));
            } else field?.click();
          }, figure);
        }
        await until((now) => now !== built, state, figure);
        await ask((id) => {
          const buttons = document.querySelectorAll<HTMLButtonElement>(
            `#${CSS.escape(id)} form button`,
          );
          [...buttons].find(({ textContent }) => /As printed/.test(textContent ?? ''))?.click();
        }, figure);
        await until((now) => now === built, state, figure);
      }
    });
  }

  /** Presses the button, again after a while where nobody listened yet, and says how it stands. */
  const stateOf = () => {
    const check = document.querySelector<HTMLElement>('.check');
    const pressed = Number(check?.dataset.pressed ?? Number.NEGATIVE_INFINITY);
    if (check && check.dataset.state === undefined && performance.now() - pressed > 5000) {
      check.dataset.pressed = String(performance.now());
      check.querySelector('button')?.click();
    }
    return check?.dataset.state;
  };
  const isOver = (state: string | undefined) => state === 'right' || state === 'wrong';
  const said = () => document.querySelector('.check .says')?.textContent ?? '';

  for (const slug of slugsWith('class="check"')) {
    test(`${slug}: checked here, all is as printed`, async () => {
      await tab.open(`${home}/essays/${slug}/`);
      const state = await until(isOver, stateOf);
      assert.match(await ask(said), /: all as printed\.$/);
      assert.equal(state, 'right');
      const crossed = () => document.querySelectorAll('.not-as-printed').length;
      assert.equal(await ask(crossed), 0);
    });
  }

  test('a number and a drawing that were changed are crossed where they stand', async () => {
    await tab.open(`${home}/essays/specimen/`);
    await ask(() => {
      const number = document.querySelector('[id="wait.mean"] a') ?? document.body;
      number.textContent = '3 service times';
      const label = document.querySelector('#fig-by-servers .wide text') ?? document.body;
      label.setAttribute('y', '11.4');
    });
    assert.equal(await until(isOver, stateOf), 'wrong');
    const crossed = () => [...document.querySelectorAll('.not-as-printed')].map(({ id }) => id);
    assert.deepEqual(await ask(crossed), ['wait.mean', 'fig-by-servers']);
  });

  test('numbers are marked by a line, at rest as well', async () => {
    await tab.open(`${home}/essays/specimen/`);
    const lines = () =>
      ['.number a', '.given', '.key .computed', '.key .assumed'].map((selector) => {
        const marked = document.querySelector(selector);
        return marked && getComputedStyle(marked).textDecorationLine;
      });
    assert.deepEqual(await ask(lines), Array(4).fill('underline'));
  });

  test('search finds under the page’s policy', async () => {
    await tab.open(`${home}/essays/?q=queue`);
    const found = () => document.querySelectorAll('[role=search] li, search li').length;
    await until((count) => count > 0, found);
  });

  test('what was put into a page on the way is refused', async () => {
    foreign = true;
    await tab.open(`${home}/essays/specimen/?foreign`);
    await ask(() => document.getElementById('foreign')?.click());
    const kinds = (list: string[]) => new Set(list.map((each) => each.split(' ')[0]));
    await until((list) => kinds(list).size >= Object.keys(FOREIGN).length, refused);
    // WebKit calls both kinds of script and of style by the directive that has no kinds.
    for (const kind of kinds(await ask(refused))) {
      assert.ok(
        Object.keys(FOREIGN).some((each) => each.startsWith(String(kind))),
        kind,
      );
    }
    assert.match(await ask(() => document.title), /specimen/i);
  });
}
