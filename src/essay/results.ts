/**
 * Results of experiments at build: each is computed once, kept in memory and in a file named after
 * all that it depends on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { callText } from '../kit/call.ts';
import type { Experiment } from '../kit/experiment.ts';
import { otherDraws } from '../kit/seeds.ts';
import { cached, hashOf } from './cache.ts';
import { ESSAYS, isAside } from './files.ts';
import { type Holdings, holdingsOf } from './holds.ts';
import { reachedFrom } from './source.ts';

/** What every model may import, beside what its own modules say. */
const KIT = ['src/kit/experiment.ts', 'src/kit/assume.ts'];

/** The files that modules of an essay depend on: what they import, its data, the simulation kit. */
function sourcesOf(slug: string, modules: readonly string[]): string[] {
  const below = (folder: string, kind: RegExp) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => kind.test(file) && !isAside(file))
      .map((file) => `${folder}/${file}`);
  const folder = `${ESSAYS}/${slug}`;
  const own = reachedFrom(modules.map((name) => `${folder}/${name}.ts`)).map(({ path }) => path);
  const data = below(folder, /\.(?:json|sql|txt)$/);
  return [...new Set([...own, ...data, ...below('src/kit/sim', /\.ts$/), ...KIT])].sort();
}

const sourceHashes = new Map<string, string>();

/**
 * A hash of all that modules of an essay are made of. Read once per build; in development, each time.
 *
 * @param modules their names, such as `model`
 */
export function sourceHash(slug: string, ...modules: readonly string[]): string {
  const which = [resolve(ESSAYS, slug), ...modules].join();
  const known = sourceHashes.get(which);
  if (known && !import.meta.env?.DEV) return known;
  const hash = hashOf(
    sourcesOf(slug, modules).flatMap((file) => [file, readFileSync(file, 'utf8')]),
  );
  sourceHashes.set(which, hash);
  return hash;
}

/**
 * A result as text; the only form in which it is kept and passed on.
 *
 * @throws when it is not plain JSON: a NaN would silently become null, a Map an empty object
 */
export function toJson(value: unknown, name: string): string {
  const check = (key: string, inner: unknown): unknown => {
    const odd =
      inner === undefined ||
      typeof inner === 'function' ||
      typeof inner === 'bigint' ||
      (typeof inner === 'number' && !Number.isFinite(inner)) ||
      (typeof inner === 'object' &&
        inner !== null &&
        !Array.isArray(inner) &&
        Object.getPrototypeOf(inner) !== Object.prototype);
    if (odd) {
      const what = typeof inner === 'object' ? 'not a plain object' : String(inner);
      throw new Error(`the result of ${name} has "${key}": ${what}; results are plain JSON`);
    }
    return inner;
  };
  return JSON.stringify(value, check);
}

/** A result and the parameters that it was computed with. */
export interface Draw<P, R> {
  readonly params: P;
  readonly result: R;
}

/** The experiments of one essay, run or remembered. */
export interface Runs {
  /** Whether `model.ts` exports the experiment, and so gives it its name. */
  readonly knows: (of: unknown) => boolean;
  /**
   * The result of an experiment, from memory, from the cache or by running it. It has always been
   * through JSON, so a cold and a warm build see the same bytes.
   *
   * @throws when the result is not plain JSON, or `model.ts` does not export the experiment
   */
  readonly resultOf: <P, R>(of: Experiment<P, R>, params?: P) => R;
  /** The results of its other draws, with their parameters; none where nothing in it is random. */
  readonly drawsOf: <P, R>(of: Experiment<P, R>) => readonly Draw<P, R>[];
  /** How the result was made; see {@link callText}. */
  readonly callOf: <P>(of: Experiment<P, unknown>, params?: P) => string;
}

const kept = new Map<string, unknown>();

/** The runs of an essay's experiments: those that `model.ts` exports, under the names it gives them. */
export function runsOf(slug: string, { experiments }: Pick<Holdings, 'experiments'>): Runs {
  const names = new Map([...experiments].map(([name, of]) => [of as unknown, name]));
  const nameOf = (of: unknown): string => {
    const name = names.get(of);
    if (name === undefined) {
      throw new Error(`${slug}/model.ts does not export the experiment; export each one there`);
    }
    return name;
  };
  function resultOf<P, R>(of: Experiment<P, R>, params: P = of.defaults): R {
    const name = nameOf(of);
    const key = hashOf([sourceHash(slug, 'model'), name, toJson(params, name)]);
    if (!kept.has(key)) {
      const make = () => toJson(of.compute(params), name);
      kept.set(key, JSON.parse(cached(`${slug}-${name}-${key}.json`, make).toString('utf8')));
    }
    return kept.get(key) as R;
  }
  return {
    knows: (of) => names.has(of),
    resultOf,
    drawsOf: (of) =>
      otherDraws(of.defaults).map((params) => ({ params, result: resultOf(of, params) })),
    callOf: (of, params = of.defaults) => callText(nameOf(of), params),
  };
}

/** The runs of an essay, by its slug. */
export const essayRuns = async (slug: string): Promise<Runs> =>
  runsOf(slug, await holdingsOf(slug));
