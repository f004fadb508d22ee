/** What a reader gets of a page on a first visit with a phone: bytes, requests, and when it is painted. */
import { type Browser, chromium } from '@playwright/test';
import { chromiumPath } from '../chromium.ts';
import { inTab } from '../followed.ts';
import { median } from './dev.ts';
import { serve } from './serve.ts';

export interface Visit {
  /** As they go over the line, headers too. */
  readonly bytes: number;
  readonly requests: number;
  /** First and largest contentful paint, ms. */
  readonly first: number;
  readonly largest: number;
  /** Cumulative layout shift. */
  readonly shift: number;
  /** The longest that the page kept from answering, ms; 0 where nothing took 50. */
  readonly longest: number;
}

/** A phone's connection, 1.6 Mbit/s and 150 ms, and a quarter of this machine. */
const LINE = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;
const PHONE = { width: 390, height: 844 };
const VISITS = 3;
/** Long enough for what is painted late, ms. */
const CALM = 1000;

/** Notes paints, shifts and long tasks from the start of a page. */
function observe(): void {
  const seen = { largest: 0, shift: 0, longest: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    seen.largest = list.getEntries().at(-1)?.startTime ?? 0;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const sizes: number[] = [];
    session.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, ...LINE });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(observe);
    await page.goto(address, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(CALM);
    const seen = await page.evaluate(() => ({
      ...(window as never as { seen: Pick<Visit, 'largest' | 'shift' | 'longest'> }).seen,
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }));
    return { ...seen, requests: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await context.close();
  }
}

/** Visits pages of a built site, each a few times as somebody new; of each the medians. */
export async function visits<P extends string>(
  folder: string,
  pages: Readonly<Record<P, string>>,
): Promise<Record<P, Visit>> {
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: chromiumPath() });
  try {
    const found: [string, Visit][] = [];
    for (const [name, path] of Object.entries<string>(pages)) {
      const each: Visit[] = [];
      for (let i = 0; i < VISITS; i++) each.push(await visit(browser, server.address + path));
      const of = (key: keyof Visit) => median(each.map((one) => one[key]));
      found.push([
        name,
        {
          bytes: of('bytes'),
          requests: of('requests'),
          first: of('first'),
          largest: of('largest'),
          shift: of('shift'),
          longest: of('longest'),
        },
      ]);
    }
    return Object.fromEntries(found) as Record<P, Visit>;
  } finally {
    await browser.close();
    server.close();
  }
}

/** The largest paint so far of the page that is shown, ms since 1970. */
const LARGEST = `new Promise((done) =>
  new PerformanceObserver((list) =>
    done(performance.timeOrigin + list.getEntries().at(-1).startTime),
  ).observe({ type: 'largest-contentful-paint', buffered: true }),
)`;

/** Follows links of a page on which the pointer has rested; ms from a click to the largest paint, the medians. */
export async function followed(
  folder: string,
  links: readonly (readonly [page: string, link: string])[],
): Promise<number[]> {
  const { address, close } = await serve(folder);
  const found: number[] = [];
  for (const [page, link] of links) {
    const selector = `main a[href="${link}"], header a[href="${link}"]`;
    const each: number[] = [];
    for (let i = 0; i < VISITS; i++)
      each.push(
        await inTab(async ({ open, rest, follow, evaluate }) => {
          await open(address + page);
          const state = await rest(selector);
          if (state !== 'Ready') throw new Error(`${link} is not made ready: ${state}`);
          const clicked = await follow(selector);
          return (await evaluate<number>(LARGEST)) - clicked;
        }),
      );
    found.push(median(each));
  }
  close();
  return found;
}
