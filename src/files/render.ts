/** SVG drawn as PNG: the same bytes on every machine, by the site's own fonts. */
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { cachedLater, hashOf } from '../essay/cache.ts';
import type { Answer, Asked } from './drawer.ts';
import { FONTS } from './typefaces.ts';

/** A thread that draws, and what it was asked for and has not answered yet. */
interface Drawer {
  readonly thread: Worker;
  readonly asked: Map<number, (answer: Answer) => void>;
}

let drawer: Drawer | undefined;

function startDrawer(): Drawer {
  const asked: Drawer['asked'] = new Map();
  // By its place in the project, wherever this file is bundled to; what the process itself is started
  // with, such as a test's first module, is not the thread's.
  const thread = new Worker(resolve('src/files/drawer.ts'), { execArgv: [] });
  thread.on('message', (answer: Answer) => {
    asked.get(answer.id)?.(answer);
    asked.delete(answer.id);
    // A process ends when nothing is left to draw.
    if (asked.size === 0) thread.unref();
  });
  thread.on('error', (error) => {
    drawer = undefined;
    for (const [id, done] of asked) done({ id, error });
  });
  return { thread, asked };
}

let last = 0;

/** What the thread makes of an SVG. */
function made<T>(svg: string, as: Asked['as'], zoom = 1): Promise<T> {
  drawer ??= startDrawer();
  const { thread, asked } = drawer;
  const id = ++last;
  return new Promise((done, failed) => {
    asked.set(id, ({ made, error }) => (error === undefined ? done(made as T) : failed(error)));
    thread.ref();
    thread.postMessage({ id, svg, as, zoom } satisfies Asked);
  });
}

/** An SVG as a PNG, `zoom` pixels to the unit; kept from one build to the next. */
export const pngOf = (svg: string, zoom: number): Promise<Uint8Array> =>
  cachedLater(`${hashOf([svg, `${zoom}`, ...FONTS])}.png`, () => made(svg, 'png', zoom));

/** An SVG of few colours, and nothing to see through, as a PNG of at most 256: a third as large. */
export const fewColoursOf = (svg: string): Promise<Uint8Array> => made(svg, 'few colours');

/** The width of what an SVG draws, units. */
export const widthOf = (svg: string): Promise<number> => made(svg, 'width');
