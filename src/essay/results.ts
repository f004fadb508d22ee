/**
 * Results of experiments at build: each is computed once, kept in memory and in a file named after
 * all that it depends on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shortCallText } from '../kit/call.ts';
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

/** Why a result cannot be kept: `fault` says it of the experiment, `remedy` what to do. */
export class ResultError extends Error {
  readonly fault: string;
  readonly remedy: string;
  constructor(name: string, fault: string, remedy: string) {
    super(`${name}: ${fault}; ${remedy}`);
    this.fault = fault;
    this.remedy = remedy;
  }
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

/** What JSON would change, and what to give instead; undefined for plain data. */
function oddity(
  value: unknown,
  around: readonly unknown[],
): [what: string, remedy: string] | undefined {
  const plain = 'return plain data: numbers, texts, true, false, null, lists and objects of them';
  if (value === undefined) return ['undefined', 'give null where there is nothing'];
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return undefined;
    return [String(value), 'give a finite number, or null where there is none'];
  }
  if (typeof value !== 'object' || value === null) {
    return /^(?:string|boolean|object)$/.test(typeof value)
      ? undefined
      : [`a ${typeof value}`, plain];
  }
  if (around.includes(value)) return ['what it is part of itself', plain];
  if (isPlain(value)) return undefined;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === 'Map') return ['a Map', 'write Object.fromEntries(…) around it'];
  if (kind === 'Set') return ['a Set', 'write [...…] around it'];
  if (kind === 'Date')
    return ['a Date', 'give the day as a text, a time as a number with its unit'];
  if (kind === 'Generator') return ['what a generator gives', 'write [...…] around it'];
  if (kind === 'Promise') return ['a promise', 'compute without waiting: no async, no await'];
  if (/Array$/.test(kind)) return [`a ${kind}`, 'write Array.from(…) around it'];
  const made = (value as { constructor?: { name?: string } }).constructor?.name;
  return [made ? `an object of ${made}` : 'an object without a prototype', plain];
}

/** The first place in a value that JSON would change, as a path such as `[3].wait`, and how. */
function firstOddity(
  value: unknown,
  path = '',
  around: readonly unknown[] = [],
): { path: string; what: string; remedy: string } | undefined {
  const odd = oddity(value, around);
  if (odd) return { path, what: odd[0], remedy: odd[1] };
  if (typeof value !== 'object' || value === null) return undefined;
  const within = [...around, value];
  const entries = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of entries) {
    const inner = (value as Record<string | number, unknown>)[key];
    // Most of a result is numbers.
    if (typeof inner === 'number' && Number.isFinite(inner)) continue;
    const found = firstOddity(inner, stepTo(path, key), within);
    if (found) return found;
  }
  return undefined;
}

const stepTo = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key;

/** A result that nothing can change: all that reads it would read something else from then on. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

/**
 * A result as text; the only form in which it is kept and passed on.
 *
 * @throws ResultError when it is not plain JSON: a NaN would silently become null, a Map an empty
 *   object
 */
export function toJson(value: unknown, name: string): string {
  const odd = firstOddity(value);
  if (!odd) return JSON.stringify(value);
  const { path, what, remedy } = odd;
  if (path) throw new ResultError(name, `its result has ${what} at "${path}"`, remedy);
  const nothing = value === undefined;
  throw new ResultError(name, `its result is ${what}`, nothing ? 'return what it found' : remedy);
}

/** Where two values that JSON has been through differ first: `0.25 and 0.31 at "wait"`. */
export function difference(a: unknown, b: unknown, path = ''): string {
  const lists = Array.isArray(a) === Array.isArray(b);
  if (lists && typeof a === 'object' && typeof b === 'object' && a && b) {
    const [one, other] = [a, b] as unknown as Record<string | number, unknown>[];
    const keys = Array.isArray(a)
      ? Array.from({ length: Math.max(a.length, (b as unknown[]).length) }, (_, i) => i)
      : [...new Set([...Object.keys(a), ...Object.keys(b)])];
    const key = keys.find((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
    if (key === undefined) return `the order of the names${path && ` at "${path}"`}`;
    return difference(one[key], other[key], stepTo(path, key));
  }
  const shown = (value: unknown): string => {
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > 30 ? `${text.slice(0, 29)}…` : text;
  };
  return `${shown(a)} and ${shown(b)}${path && ` at "${path}"`}`;
}

/**
 * The result of an experiment as text, run twice: what depends on a clock, on chance or on an
 * earlier run comes out differently.
 *
 * @throws ResultError when the two differ, or are not plain JSON
 */
function runTwice<P, R>(of: Experiment<P, R>, name: string, begins: () => void): string {
  const [first, second] = [1, 2].map(() => {
    begins();
    return toJson(of.compute(of.defaults), name);
  });
  if (first === second) return first;
  const differ = difference(JSON.parse(first), JSON.parse(second));
  throw new ResultError(
    name,
    `two runs with the same parameters differ, ${differ}`,
    'let it depend on its parameters alone: draw from seeded(seed) of src/kit/sim/random.ts, read no clock, change nothing outside the run',
  );
}

/** A result and the parameters that it was computed with. */
export interface Draw<P, R> {
  readonly params: P;
  readonly result: R;
}

/** The experiments of one essay, run or remembered. */
export interface Runs {
  /** The name that `model.ts` exports the experiment under; undefined where it does not. */
  readonly nameOf: (of: unknown) => string | undefined;
  /**
   * The result of an experiment, from memory, from the cache or by running it. It has always been
   * through JSON, so a cold and a warm build see the same bytes.
   *
   * @throws ResultError when the result is not plain JSON or differs from run to run; when `model.ts`
   *   does not export the experiment
   */
  readonly resultOf: <P, R>(of: Experiment<P, R>) => R;
  /** The results of its other draws, with their parameters; none where nothing in it is random. */
  readonly drawsOf: <P, R>(of: Experiment<P, R>) => readonly Draw<P, R>[];
  /** How the result was made; see {@link shortCallText}. */
  readonly callOf: <P>(of: Experiment<P, unknown>) => string;
}

const kept = new Map<string, unknown>();

/**
 * The runs of an essay's experiments: those that `model.ts` exports, under the names it gives them.
 *
 * @param begins is called with the name of an experiment before each run of it
 */
export function runsOf(
  slug: string,
  { experiments }: Pick<Holdings, 'experiments'>,
  begins: (name: string) => void = () => {},
): Runs {
  const names = new Map([...experiments].map(([name, of]) => [of as unknown, name]));
  const nameOf = (of: unknown): string => {
    const name = names.get(of);
    if (name === undefined) {
      throw new Error(`${slug}/model.ts does not export the experiment; export each one there`);
    }
    return name;
  };
  let source: string | undefined;
  function keptOf<P, R>(of: Experiment<P, R>, params: P, run: (name: string) => string): R {
    const name = nameOf(of);
    source ??= sourceHash(slug, 'model');
    const key = hashOf([source, name, toJson(params, name)]);
    if (!kept.has(key)) {
      const make = () => run(name);
      const json = cached(`${slug}-${name}-${key}.json`, make).toString('utf8');
      kept.set(key, frozen(JSON.parse(json)));
    }
    return kept.get(key) as R;
  }
  // To tell whether runs agree, those of the printed parameters are enough.
  const runOnce = <P, R>(of: Experiment<P, R>, params: P) =>
    keptOf(of, params, (name) => {
      begins(name);
      return toJson(of.compute(params), name);
    });
  return {
    nameOf: (of) => names.get(of),
    resultOf: (of) => keptOf(of, of.defaults, (name) => runTwice(of, name, () => begins(name))),
    drawsOf: (of) =>
      otherDraws(of.defaults).map((params) => ({ params, result: runOnce(of, params) })),
    callOf: (of) => shortCallText(nameOf(of), of.defaults, of.assumes),
  };
}

/** The runs of an essay, by its slug. */
export const essayRuns = async (slug: string): Promise<Runs> =>
  runsOf(slug, await holdingsOf(slug));
