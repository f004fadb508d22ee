/**
 * Results of experiments at build: each is computed once, kept in memory and in a file keyed by
 * everything it depends on. The cache may be deleted at any time; no output changes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Experiment } from '../kit/experiment.ts';
import { cached, hashOf } from './cache.ts';
import { ESSAYS } from './files.ts';

/** The files that a model's result depends on: the essay's own and the simulation kit. */
function sourcesOf(slug: string): string[] {
  const below = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:ts|json|sql|txt)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
  return [...below(`${ESSAYS}/${slug}`), ...below('src/kit/sim'), 'src/kit/experiment.ts'].sort();
}

const sourceHashes = new Map<string, string>();

/** A hash of all that a model is made of. Read once per build; in development, each time. */
function sourceHash(slug: string): string {
  const known = sourceHashes.get(slug);
  if (known && !import.meta.env?.DEV) return known;
  const parts = sourcesOf(slug).flatMap((file) => [file, readFileSync(file, 'utf8')]);
  // Engines may differ in the last bit of Math.log and its kin.
  const hash = hashOf([process.versions.v8, ...parts]);
  sourceHashes.set(slug, hash);
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

const kept = new Map<string, unknown>();

/**
 * The result of an essay's experiment, from memory, from the cache or by running it. It has always
 * been through JSON, so a cold and a warm build see the same bytes.
 *
 * @param slug the essay whose model it is
 * @throws when the result is not plain JSON
 */
export function resultOf<P, R>(slug: string, of: Experiment<P, R>, params: P = of.defaults): R {
  const key = hashOf([sourceHash(slug), of.name, toJson(params, of.name)]);
  if (!kept.has(key)) {
    const name = `${slug}-${of.name}-${key}.json`;
    const text = cached(name, () => toJson(of.compute(params), of.name)).toString('utf8');
    kept.set(key, JSON.parse(text));
  }
  return kept.get(key) as R;
}

/** How a result was made, as a reader would write it: `steady({ load: 0.9, seed: 1 })`. */
export function callOf<P>(of: Experiment<P, unknown>, params: P = of.defaults): string {
  const text = JSON.stringify(params).replace(
    /("(?:[^"\\]|\\.)*")(:)?|,|[{}]/g,
    (token, name, colon) => {
      if (colon) return `${/^"[A-Za-z_]\w*"$/.test(name) ? name.slice(1, -1) : name}: `;
      if (name) return name;
      return token === ',' ? ', ' : token === '{' ? '{ ' : ' }';
    },
  );
  return `${of.name}(${text.replaceAll('{  }', '{}')})`;
}
