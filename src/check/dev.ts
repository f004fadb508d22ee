/**
 * The check in `npm run dev`: what it finds stands in the terminal and over the page, and goes when
 * it is mended. It runs in a process of its own, so that edited models are read anew.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import type { Plugin, ViteDevServer } from 'vite';
import { standsAlone } from '../essay/alone.ts';
import { ESSAYS } from '../essay/files.ts';

const RUN = resolve(import.meta.dirname, 'run.ts');
/** What a change of an essay can come from. */
const WATCHED = [ESSAYS, 'src/kit', 'public'].map((folder) => resolve(folder));
/** Changes that come together are checked together, and the page that is being written comes first, ms. */
const TOGETHER = 300;

/** Hears each line of a stream, whole wherever it is cut, and at its end what no line ends. */
export function eachLine(stream: Readable, hear: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(hear);
  });
  stream.on('end', () => {
    if (rest !== '') hear(rest);
  });
}

/** Whether a file lies in a folder. */
export const isWithin = (folder: string, file: string): boolean => file.startsWith(folder + sep);

/** The lines of the check, drafts included; `slow` hears at once of code that takes long. */
function faults(slow: (line: string) => void): { lines: Promise<string[]>; stop: () => void } {
  const child = spawn(process.execPath, [RUN, '--drafts', '--writing'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  eachLine(child.stdout, (line) => said.push(line));
  eachLine(child.stderr, (line) => {
    said.push(line);
    if (SLOW.test(line)) slow(line);
  });
  const lines = new Promise<string[]>((done) => {
    child.on('close', () => done(said.filter((line) => PLACE.test(line) || /Error: /.test(line))));
  });
  return { lines, stop: () => child.kill() };
}

/** What the check says of code that runs on; see watch.ts. */
const SLOW = / has taken \d+ s; /;
const PLACE = /^(?<file>\S.*?):(?<line>\d+):(?<column>\d+) {2}/u;

/** Faults as Vite's overlay shows them: the lines, and the source around the first. */
function overlay(lines: readonly string[]) {
  const { file = '', line = '1', column = '1' } = PLACE.exec(lines[0] ?? '')?.groups ?? {};
  const at = { file: resolve(file), line: Number(line), column: Number(column) };
  let source = '';
  try {
    source = readFileSync(at.file, 'utf8').split('\n')[at.line - 1] ?? '';
  } catch {
    // A file that cannot be read has no line to show.
  }
  return {
    type: 'error' as const,
    err: {
      name: 'The check',
      title: lines.length === 1 ? 'A fault in an essay' : `${lines.length} faults in essays`,
      message: lines.join('\n'),
      hint: '',
      stack: '',
      frame: source,
      id: at.file,
      loc: at,
      plugin: 'check',
    },
  };
}

/** Loads every open page anew; the browser keeps its place. */
const reload = (server: ViteDevServer): void => server.ws.send({ type: 'full-reload', path: '*' });

/** A plugin that checks the essays when the server starts and after each change. */
export function checkWhileWriting(): Plugin {
  let said: readonly string[] = [];
  /** Faults over the page; undefined while a check of what was just written is under way. */
  let shown: readonly string[] | undefined;
  let running: { stop: () => void } | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(server: ViteDevServer): Promise<void> {
    running?.stop();
    const mine = faults((line) => server.config.logger.warn(line, { timestamp: true }));
    running = mine;
    const lines = await mine.lines;
    if (running !== mine) return;
    running = undefined;
    shown = lines;
    // The page may have been loaded anew since, and the overlay goes with the page.
    if (lines.length > 0) server.ws.send(overlay(lines));
    if (lines.join() === said.join()) return;
    for (const line of lines) server.config.logger.warn(line, { timestamp: true });
    if (lines.length === 0) {
      server.config.logger.info('The check finds no fault.', { timestamp: true });
      reload(server);
    }
    said = lines;
  }

  return {
    name: 'check-while-writing',
    apply: 'serve',
    configureServer(server) {
      const soon = () => {
        shown = undefined;
        clearTimeout(timer);
        timer = setTimeout(() => look(server), TOGETHER);
      };
      server.watcher.add(WATCHED);
      server.watcher.on('change', (file) => {
        // No module is made of such a text, so Vite does not know that pages are.
        if (/\.mdx$/u.test(file) && standsAlone(readFileSync(file, 'utf8'))) reload(server);
      });
      server.watcher.on('all', (_, file) => {
        if (WATCHED.some((folder) => isWithin(folder, resolve(file)))) soon();
      });
      server.ws.on('connection', () => {
        if (shown?.length) server.ws.send(overlay(shown));
      });
      soon();
    },
  };
}
