/**
 * A tab of a browser, as little of it as the tests of all engines need: three ways to drive one,
 * Playwright’s own browsers and, where they are the system’s, Firefox by WebDriver BiDi and WebKitGTK
 * by WebDriver.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserType, chromium, firefox, webkit } from '@playwright/test';
import { chromiumPath } from '../chromium.ts';
import { freePort } from '../servers.ts';

/** The keys that the tests press, as WebDriver writes them. */
const KEYS = { End: '\ue010', Home: '\ue011' } as const;
export type Key = keyof typeof KEYS;

export interface Tab {
  /** Loads a page. */
  open(address: string): Promise<void>;
  /** The value of an expression in the page, a promise’s once it is kept; it passes through JSON. */
  value(expression: string): Promise<unknown>;
  /** Presses a key on what has the focus. */
  press(key: Key): Promise<void>;
  close(): Promise<void>;
}

const WIDTH = 1360;
const HEIGHT = 900;
/** How long a browser may take to answer, ms. */
const PATIENCE = 90_000;

async function playwrights(engine: BrowserType, executablePath?: string): Promise<Tab> {
  const args = executablePath ? ['--no-sandbox'] : [];
  const browser = await engine.launch({ ...(executablePath && { executablePath }), args });
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  return {
    open: async (address) => void (await page.goto(address)),
    value: (expression) => page.evaluate(expression),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  };
}

/** Ends a process and all that it started. */
function end(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Tries something until it does not fail. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE; ; await pause(200)) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

const keyActions = (key: Key) => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [
      { type: 'keyDown', value: KEYS[key] },
      { type: 'keyUp', value: KEYS[key] },
    ],
  },
];

const asJson = (expression: string): string =>
  `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`;

/** The system’s Firefox, by the commands of W3C WebDriver BiDi over a socket. */
async function bidi(binary: string): Promise<Tab> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const port = await freePort();
  const child = spawn(
    binary,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', String(port)],
    { stdio: 'ignore', detached: true, env: { ...process.env, HOME: profile } },
  );
  const socket = await patiently(
    () =>
      new Promise<WebSocket>((done, fail) => {
        const one = new WebSocket(`ws://127.0.0.1:${port}/session`);
        one.onopen = () => done(one);
        one.onerror = () => fail(new Error(`${binary} does not answer`));
      }),
  );
  const waiting = new Map<number, { done: (value: never) => void; fail: (error: Error) => void }>();
  socket.onmessage = ({ data }) => {
    const { id, type, result, message } = JSON.parse(data);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') asked?.fail(new Error(message));
    else asked?.done(result as never);
  };
  let count = 0;
  const send = <T>(method: string, params: object): Promise<T> =>
    new Promise((done, fail) => {
      count += 1;
      waiting.set(count, { done, fail });
      socket.send(JSON.stringify({ id: count, method, params }));
    });
  await send('session.new', { capabilities: {} });
  const { contexts } = await send<{ contexts: [{ context: string }] }>(
    'browsingContext.getTree',
    {},
  );
  const { context } = contexts[0];
  const viewport = { width: WIDTH, height: HEIGHT };
  await send('browsingContext.setViewport', { context, viewport });
  return {
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    value: async (expression) => {
      const answer = await send<{
        result: { value: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: asJson(expression),
        target: { context },
        awaitPromise: true,
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return JSON.parse(answer.result.value);
    },
    press: (key) => send('input.performActions', { context, actions: keyActions(key) }),
    close: async () => {
      socket.close();
      end(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** The system’s WebKitGTK, by the commands of W3C WebDriver over HTTP, on a screen of its own. */
async function webdriver(browser: string): Promise<Tab> {
  const port = await freePort();
  const child = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    // As root, and without a graphics card.
    env: {
      ...process.env,
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  });
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  await patiently(() => call('GET', '/status'));
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
    },
  });
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: PATIENCE, pageLoad: PATIENCE });
  await call('POST', `${session}/window/rect`, { width: WIDTH, height: HEIGHT });
  return {
    open: (url) => call('POST', `${session}/url`, { url }),
    value: async (expression) => {
      const script = `const done = arguments[0];
        ${asJson(expression)}.then(done, (error) => done({ failed: String(error) }));`;
      const text = await call<string | { failed: string }>('POST', `${session}/execute/async`, {
        script,
        args: [],
      });
      if (typeof text !== 'string') throw new Error(text.failed);
      return JSON.parse(text);
    },
    press: (key) => call('POST', `${session}/actions`, { actions: keyActions(key) }),
    close: async () => end(child),
  };
}

const onPath = (name: string): string | undefined =>
  spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim() || undefined;

/** The browser that WebKitWebDriver opens; undefined where not all of what it takes is there. */
const miniBrowser = (): string | undefined =>
  onPath('WebKitWebDriver') && onPath('xvfb-run')
    ? globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser')[0]
    : undefined;

/** How to open a tab of each engine that is found: Playwright’s own browser, else the system’s. */
export const ENGINES: Readonly<Record<string, () => (() => Promise<Tab>) | undefined>> = {
  chromium: () => {
    const path = chromiumPath();
    return path ? () => playwrights(chromium, path) : undefined;
  },
  firefox: () => {
    if (existsSync(firefox.executablePath())) return () => playwrights(firefox);
    const path = onPath('firefox-esr') ?? onPath('firefox');
    return path ? () => bidi(path) : undefined;
  },
  webkit: () => {
    if (existsSync(webkit.executablePath())) return () => playwrights(webkit);
    const path = miniBrowser();
    return path ? () => webdriver(path) : undefined;
  },
};
