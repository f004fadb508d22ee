/** How long somebody who writes has to wait: for `astro dev` to start, and for what was saved to be shown. */
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { chromiumPath } from '../chromium.ts';
import { freePort } from '../servers.ts';
import type { Written } from './corpus.ts';
import { begun, end } from './measure.ts';
import { edit, type Site } from './sites.ts';

export interface Waits {
  /** From the command to the first answer of an essay's page, seconds. */
  readonly start: number;
  /**
   * From a saved text to the page that has it, in a browser that shows the page, the median, seconds; 0
   * where nothing was saved, Infinity where most were never shown.
   */
  readonly save: number;
}

/** Between two questions, and between what is shown and the next save, ms. */
const EVERY = 50;
const CALM = 1500;
/** After so long it will not come, ms: a server, and what was saved. */
const STARTED = 300_000;
const SHOWN = 120_000;

/** The value in the middle of an odd number of values. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Opens a page and saves so many times; for each the seconds until the browser has what was saved. */
async function savesShown(address: string, count: number, save: () => string): Promise<number[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath() });
  try {
    const page = await browser.newPage();
    let has: (text: string) => void = () => {};
    await page.exposeFunction('has', (text: string) => has(text));
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () =>
        (window as never as { has: (text: string | null) => void }).has(document.body.textContent),
      ),
    );
    await page.goto(address);
    const waits: number[] = [];
    for (let i = 0; i < count; i++) {
      await pause(CALM);
      const since = performance.now();
      const word = save();
      const shown = new Promise<number>((done) => {
        has = (text) => {
          if (text.includes(word)) done((performance.now() - since) / 1000);
        };
      });
      waits.push(await Promise.race([shown, pause(SHOWN, Infinity, { ref: false })]));
    }
    return waits;
  } finally {
    await browser.close();
  }
}

/**
 * Starts the development server of a site, opens an essay and saves it so many times.
 *
 * @throws with what the server said, where no page comes
 */
export async function devWaits(site: Site, essay: Written, count: number): Promise<Waits> {
  const port = await freePort();
  const started = performance.now();
  const command = ['astro', 'dev', '--host', '127.0.0.1', '--port', String(port)];
  const server = begun(site.folder, command, ['ignore', 'pipe', 'pipe']);
  let said = '';
  for (const stream of [server.stdout, server.stderr] as Readable[])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const address = `http://127.0.0.1:${port}${site.page(essay)}`;
  const answers = () =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false, // it does not listen yet
    );
  try {
    while (!(await answers())) {
      if (server.exitCode !== null || performance.now() - started > STARTED)
        throw new Error(`astro dev in ${site.folder} has no page:\n${said}`);
      await pause(EVERY);
    }
    const start = (performance.now() - started) / 1000;
    const saves = count === 0 ? [] : await savesShown(address, count, () => edit(site, essay));
    return { start, save: median(saves) };
  } finally {
    end(server);
  }
}
