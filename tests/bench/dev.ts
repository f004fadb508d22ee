/** How long somebody who writes has to wait: for `astro dev` to start, and for what was saved to be shown. */
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Written } from './corpus.ts';
import { begun, end } from './measure.ts';
import { edit, type Site } from './sites.ts';

export interface Waits {
  /** From the command to the first answer of an essay's page, seconds. */
  readonly start: number;
  /**
   * From a saved text to the page that has it, the median, seconds; 0 where nothing was saved, Infinity
   * where most were never shown.
   */
  readonly save: number;
}

/** Between two questions, and between an answer and the next save, ms. */
const EVERY = 20;
const CALM = 1500;
/** After so long it will not come, ms: a server, and what was saved. */
const STARTED = 300_000;
const SHOWN = 120_000;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.on('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** The value in the middle of an odd number of values. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

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
  /** Seconds until the page has a word; Infinity where it does not come in so many ms. */
  const shown = async (word: string, since: number, longest: number): Promise<number> => {
    while (performance.now() - since < longest) {
      const page = await fetch(address).then(
        (answer) => (answer.ok ? answer.text() : ''),
        () => '', // it does not listen yet
      );
      if (page.includes(word)) return (performance.now() - since) / 1000;
      await pause(EVERY);
      if (server.exitCode !== null) break;
    }
    return Infinity;
  };
  try {
    const start = await shown('</html>', started, STARTED);
    if (start === Infinity) throw new Error(`astro dev in ${site.folder} has no page:\n${said}`);
    const saves: number[] = [];
    for (let i = 0; i < count; i++) {
      await pause(CALM);
      const word = edit(site, essay);
      saves.push(await shown(word, performance.now(), SHOWN));
    }
    return { start, save: median(saves) };
  } finally {
    end(server);
  }
}
