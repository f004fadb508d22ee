/**
 * A link followed as a reader does it: the pointer rests on it, Chromium makes its page ready, and a
 * click shows it. Chromium does that only where it is driven by its tabs; Playwright drives pages.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromiumPath } from './chromium.ts';

/** Of what Chromium answers, what is read here. */
interface Answer {
  readonly sessionId?: string;
  readonly targetInfos?: readonly { readonly targetId: string }[];
  readonly result?: { readonly value: unknown };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly targetInfo?: { readonly type: string };
    readonly status?: string;
  };
  readonly result?: Answer;
  readonly error?: { readonly message: string };
}

/** After so long nobody makes a page ready, ms. */
const LONGEST = 20_000;

export interface Tab {
  /** Opens a page and waits until it is loaded. */
  readonly open: (address: string) => Promise<void>;
  /** Rests on a link and waits for what becomes of its page: `Ready` or not. */
  readonly rest: (selector: string) => Promise<string>;
  /** Clicks a link to a page that is ready, and waits until it is shown; returns when, ms since 1970. */
  readonly follow: (selector: string) => Promise<number>;
  /** The value of an expression, or of the promise that it is, on the page that is shown. */
  readonly evaluate: <T>(expression: string) => Promise<T>;
}

/** Chromium's end of the line, as its DevTools protocol has it. */
async function connected(address: string) {
  const line = new WebSocket(address);
  await new Promise((opened) => line.addEventListener('open', opened));
  const asked = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  /** Fails when the browser hangs up, and with it all that still waits for an answer. */
  const hungUp = new Promise<never>((_, failed) =>
    line.addEventListener('close', () => failed(new Error('the browser hung up'))),
  );
  hungUp.catch(() => {});
  line.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(data);
    if (message.id === undefined) for (const listener of [...listeners]) listener(message);
    else asked.get(message.id)?.(message);
  });
  let last = 0;
  const send = (method: string, params: object = {}, sessionId?: string) => {
    last += 1;
    const answer = new Promise<Answer>((done, failed) =>
      asked.set(last, ({ result, error }) =>
        error ? failed(new Error(`${method}: ${error.message}`)) : done(result ?? {}),
      ),
    );
    line.send(JSON.stringify({ id: last, method, params, sessionId }));
    return Promise.race([answer, hungUp]);
  };
  /** Waits for an event that `wanted` finds something in. */
  const heard = <T>(wanted: (message: Message) => T | undefined) => {
    const found = new Promise<T>((done) => {
      const listener = (message: Message) => {
        const value = wanted(message);
        if (value === undefined) return;
        listeners.delete(listener);
        done(value);
      };
      listeners.add(listener);
    });
    return Promise.race([found, hungUp]);
  };
  return { send, heard, listeners };
}

/** What `use` makes of a tab of a browser of its own. */
export async function inTab<T>(use: (tab: Tab) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tab-'));
  const browser = spawn(
    chromiumPath() ?? '',
    [
      '--headless',
      '--no-sandbox',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const gone = new Promise((done) => browser.on('close', done));
  /** A browser that was never heard of can only be killed. */
  let end: () => unknown = () => browser.kill();
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = '';
      browser.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const [, listening] = /listening on (ws:\S+)/.exec(said) ?? [];
        if (listening) found(listening);
      });
      browser.on('exit', () => failed(new Error(said)));
    });
    const { send, heard, listeners } = await connected(address);
    // It may hang up before it answers.
    end = () => send('Browser.close').catch(() => {});
    /** Sessions of pages of the tab, the one that is shown first. */
    const pages = new Set<string>();
    listeners.add(({ method, params }) => {
      if (params === undefined) return;
      if (method === 'Target.attachedToTarget' && params.targetInfo?.type === 'page')
        pages.add(params.sessionId);
      if (method === 'Target.detachedFromTarget') pages.delete(params.sessionId);
    });
    const shown = () => [...pages][0];
    const of = (method: string, params: object = {}) => send(method, params, shown());
    const { targetInfos = [] } = await send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const { sessionId } = await send('Target.attachToTarget', {
      targetId: targetInfos[0]?.targetId,
      flatten: true,
    });
    const all = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await send('Target.setAutoAttach', all, sessionId);

    const evaluate = async <V>(expression: string): Promise<V> => {
      const how = { expression, awaitPromise: true, returnByValue: true };
      return (await of('Runtime.evaluate', how)).result?.value as V;
    };
    const mouse = async (selector: string, ...types: readonly string[]) => {
      const link = `document.querySelector(${JSON.stringify(selector)})`;
      const { x, y } = await evaluate<{ x: number; y: number }>(
        `${link}.scrollIntoView({ block: 'center' }), (({ x, y }) => ({ x: x + 3, y: y + 3 }))(${link}.getClientRects()[0])`,
      );
      const button = { button: 'left', clickCount: 1 };
      for (const type of types)
        await of('Input.dispatchMouseEvent', { type, x, y, ...(type !== 'mouseMoved' && button) });
    };
    return await use({
      evaluate,
      open: async (page) => {
        const loaded = heard(({ method }) => (method === 'Page.loadEventFired' ? true : undefined));
        await of('Page.enable');
        await of('Preload.enable');
        await of('Page.navigate', { url: page });
        await loaded;
      },
      rest: async (selector) => {
        const settled = heard(({ method, params }) =>
          method === 'Preload.prerenderStatusUpdated' &&
          /^(?:Ready|Failure)$/.test(params?.status ?? '')
            ? params?.status
            : undefined,
        );
        await mouse(selector, 'mouseMoved');
        return Promise.race([settled, pause(LONGEST, 'not tried', { ref: false })]);
      },
      follow: async (selector) => {
        const before = shown();
        const left = heard(() => (shown() === before ? undefined : true));
        await mouse(selector, 'mousePressed');
        const clicked = Date.now();
        await mouse(selector, 'mouseReleased');
        await left;
        return clicked;
      },
    });
  } finally {
    end();
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
