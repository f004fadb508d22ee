/**
 * Runs of a figure's model, in a worker. The worker is this very file, loaded a second time without
 * a document; in a build, the script that it is part of.
 */
import essays from 'virtual:playable';
import { picture } from '../kit/draw/svg.ts';
import type { Settings } from '../kit/figure.ts';
import { viewOf } from '../kit/view.ts';
import type { Shown } from './view.ts';

/** A figure to draw; without settings, only its module is loaded. */
interface Run {
  readonly id: number;
  readonly essay: string;
  readonly figure: string;
  readonly settings?: Settings;
}
/** What came of it: a view, an error, or neither where only a module was loaded. */
interface Answer {
  readonly id: number;
  readonly view?: Shown;
  readonly error?: string;
}

async function answer({ id, essay, figure: name, settings }: Run): Promise<Answer> {
  try {
    const figure = Object.values(await essays[essay]()).find((one) => one.id === name);
    if (!figure) throw new Error(`${essay} has no figure ${name}`);
    if (!settings) return { id };
    const params = { ...figure.of.defaults, ...settings };
    const result = figure.of.compute(params);
    const view = viewOf(figure, result, params);
    return { id, view: { ...view, wide: picture(view.wide), narrow: picture(view.narrow) } };
  } catch (error) {
    return { id, error: String(error) };
  }
}

/** A run that takes longer than this gives way to a newer setting, ms. */
const PATIENCE = 250;

/** Runs one setting at a time; of those that come meanwhile only the newest is kept. */
export function runner(essay: string, figure: string, done: (answer: Answer) => void) {
  let worker: Worker | undefined;
  let inPage = false;
  let id = 0;
  let running: Run | undefined;
  let next: Settings | undefined;
  let since = 0;

  const finish = (given: Answer) => {
    if (given.id !== running?.id) return;
    running = undefined;
    done(given);
    if (next) start(next);
  };
  const send = (run: Run) => {
    if (inPage) {
      answer(run).then(finish);
      return;
    }
    if (!worker) {
      worker = new Worker(import.meta.url, { type: 'module' });
      worker.onmessage = ({ data }) => finish(data);
      // Where a worker cannot start, the page does its work.
      worker.onerror = () => {
        inPage = true;
        if (running) send(running);
      };
    }
    worker.postMessage(run);
  };
  const start = (settings: Settings) => {
    next = undefined;
    since = performance.now();
    running = { id: ++id, essay, figure, settings };
    send(running);
  };
  const stop = () => {
    if (running) {
      worker?.terminate();
      worker = undefined;
    }
    running = next = undefined;
  };
  send({ id, essay, figure });
  return {
    stop,
    ask: (settings: Settings) => {
      if (running && performance.now() - since > PATIENCE) stop();
      if (running) next = settings;
      else start(settings);
    },
  };
}

if (typeof document === 'undefined') {
  self.onmessage = async ({ data }) => self.postMessage(await answer(data));
}
