/**
 * Runs of a figure's model, in a worker. The worker is this very file, loaded a second time without
 * a document; in a build, the script that it is part of. What stands still is drawn there too; what
 * moves is drawn in the page, moment by moment, from the result. What only some figures need is loaded
 * for those.
 */
import figuresOf from 'virtual:playable';
import { picture } from '../kit/draw/svg.ts';
import { DRAW, type Figure, MOMENT, type Settings } from '../kit/figure.ts';
import { drawnAs } from '../kit/seeds.ts';
import type { Drawn } from '../kit/tally.ts';
import { type Half, type View, viewOf, widthIn, wordsOf } from '../kit/view.ts';
import type { Failure, Shown } from './view.ts';

/** A figure to draw; without settings, only its module is loaded. */
interface Run {
  readonly id: number;
  readonly essay: string;
  readonly figure: string;
  readonly settings?: Settings;
}
type Params = Record<string, unknown>;

/** What a worker answers: a view or what moves, a failure, or none where only a module was loaded. */
interface Answer {
  readonly id: number;
  readonly view?: Omit<View, Half> & Readonly<Record<Half, string>>;
  readonly moves?: { readonly result: unknown; readonly params: Params };
  readonly drawn?: Drawn;
  readonly failure?: Failure;
}

/** What came of a setting. */
export interface Scene {
  readonly settings: Settings;
  readonly at: (moment?: number) => Shown;
  /** What stands above the position; nothing where nothing does. */
  readonly track: string;
  readonly drawn?: Drawn | undefined;
}

async function figureOf({ essay, figure }: Run): Promise<Figure<Params, unknown>> {
  const found = Object.values(await figuresOf(essay)).find((one) => one.id === figure);
  if (!found) throw new Error(`${essay} has no figure ${figure}`);
  return found;
}

async function answer(run: Run): Promise<Answer> {
  const { id, settings } = run;
  let unloaded = true;
  try {
    const figure = await figureOf(run);
    unloaded = false;
    if (!settings) return { id };
    const { [MOMENT]: _, [DRAW]: draw = 0, ...set } = settings;
    const params = drawnAs({ ...figure.of.defaults, ...set }, Number(draw));
    const result = figure.of.compute(params);
    const { again, moments } = figure;
    const drawn = again && (await import('../kit/tally.ts')).drawnOf(again, result, params);
    if (moments) return { id, drawn, moves: { result, params } };
    const view = viewOf(figure, result, params);
    return { id, drawn, view: { ...view, wide: picture(view.wide), narrow: picture(view.narrow) } };
  } catch (error) {
    return { id, failure: { error: String(error), unloaded } };
  }
}

/** @throws what went wrong with what moves */
async function sceneOf(run: Run, { view, moves, drawn }: Answer): Promise<Scene> {
  const settings = run.settings!;
  if (view) {
    const { wide, narrow, ...words } = view;
    const shown: Shown = { drawing: (half) => ({ wide, narrow })[half], words: () => words };
    return { settings, drawn, track: '', at: () => shown };
  }
  const { result, params } = moves!;
  const figure = await figureOf(run);
  const { moments, draw } = figure;
  return {
    settings,
    drawn,
    track: moments?.track?.(result, params) ?? '',
    at: (moment) => ({
      drawing: (half) => picture(draw(result, params, widthIn(half, figure), moment)),
      words: () => wordsOf(figure, result, params, moment),
    }),
  };
}

/** A run that takes longer than this gives way to a newer setting, ms. */
const PATIENCE = 250;

/**
 * Runs one setting at a time; of those that come meanwhile only the newest is kept.
 * @param done gets what came of a setting, or why nothing did
 */
export function runner(essay: string, figure: string, done: (came: Scene | Failure) => void) {
  let worker: Worker | undefined;
  let inPage = false;
  let id = 0;
  let running: Run | undefined;
  let next: Settings | undefined;
  let since = 0;

  const finish = async (given: Answer) => {
    const run = running;
    if (!run || given.id !== run.id) return;
    const came =
      given.failure ??
      (await sceneOf(run, given).catch(
        (error): Failure => ({ error: String(error), unloaded: false }),
      ));
    if (run !== running) return;
    running = undefined;
    done(came);
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
