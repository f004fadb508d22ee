/**
 * The modules beside an essay: which it imports, what they export and where, and what a name of it
 * stands for.
 */
import { existsSync } from 'node:fs';
import { posix, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ESTree, parseSync } from 'vite';
import { ESSAYS, type EssayFile } from '../essay/files.ts';
import { type Exports, isExperiment } from '../essay/holds.ts';
import { readModule } from '../essay/modules.ts';
import { placeIn, saidBy } from './failure.ts';
import { type Finding, type Place, placeAt, type Words } from './finding.ts';
import { nearest } from './nearest.ts';
import { readMdx } from './reading.ts';
import { type Source, sourcesOf } from './sources.ts';
import type { Held, Tell } from './steps.ts';
import { type Binding, bindingsOf } from './tree.ts';
import { literal } from './wording.ts';

/** A module beside the essay, such as `figures.ts`: its text and, where it loads, its exports. */
export interface Module {
  /** Path as the author knows it. */
  readonly file: string;
  readonly source: string;
  /** What it exports; undefined where it does not load. */
  readonly exports: Exports | undefined;
}

/** The modules that an essay imports, by the specifier it writes. */
export type Modules = ReadonlyMap<string, Module>;

/** What a module exports; nothing if it does not load. */
export const exportsOf = (module: Module | undefined): Exports => module?.exports ?? {};

/** Whether a module itself exports a name; every object has a `toString`. */
export const doesExport = (module: Module | undefined, name: string): boolean =>
  Object.hasOwn(exportsOf(module), name);

/** Where a module declares an export; undefined where it only passes it on. */
export function declarationOf({ source }: Pick<Module, 'source'>, name: string): Place | undefined {
  const declared = readModule(source).exports.find(
    (one) => one.name === name && one.from === undefined,
  );
  return declared && placeAt(source, declared.offset);
}

const START: Place = { line: 1, column: 1 };

/** Where what a module exports is declared, be it passed on from another of them. */
export function originOf(
  modules: ReadonlyMap<string, Pick<Module, 'file' | 'source'>>,
  file: string,
  name: string,
): Place & { readonly file: string } {
  const seen = new Set<string>();
  const look = (at: string, wanted: string): (Place & { file: string }) | undefined => {
    const module = modules.get(at);
    if (!module || seen.has(`${at} ${wanted}`)) return undefined;
    seen.add(`${at} ${wanted}`);
    const declared = declarationOf(module, wanted);
    if (declared) return { file: at, ...declared };
    for (const one of readModule(module.source).exports) {
      if (one.from === undefined || (one.name !== wanted && one.name !== '*')) continue;
      const target = posix.join(posix.dirname(at), one.from);
      const found = look(target, one.name === '*' ? wanted : one.original);
      if (found) return found;
    }
    return undefined;
  };
  return look(file, name) ?? { file, ...START };
}

/** The value of a property in an object, by its name. */
function valueIn(node: ESTree.Node | null | undefined, name: string): ESTree.Node | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  for (const part of node.properties) {
    if (part.type !== 'Property' || part.computed) continue;
    if (part.key.type === 'Identifier' && part.key.name === name) return part;
  }
  return undefined;
}

/**
 * Where a part of what a module exports is written: of `figure({ size: 'text' })` the `size`, of
 * `numbers(of, { last: {…} })` the `last`. Its declaration where the part has no place of its own.
 */
export function partOf(module: Pick<Module, 'source'>, name: string, part: string): Place {
  const { source } = module;
  for (const statement of parseSync('module.ts', source).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    if (statement.declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declaration.declarations) {
      if (id.type !== 'Identifier' || id.name !== name || init?.type !== 'CallExpression') continue;
      const values = init.arguments.flatMap((argument) => valueIn(argument, part) ?? []);
      if (values[0]) return placeAt(source, values[0].start);
    }
  }
  return declarationOf(module, name) ?? START;
}

/** The modules beside it that a module passes on: `export { a } from './a.ts'`. */
const passedOn = (source: string): string[] => [
  ...new Set(
    readModule(source).exports.flatMap(({ from }) => (from?.startsWith('./') ? [from] : [])),
  ),
];

/** Whether an import's specifier means a module beside the essay. */
export const isBeside = (specifier: string): boolean =>
  /^\.\.?\/(?:.*\.ts|(?:.*\/)?[^/.]+)$/u.test(specifier);

/** The modules beside an essay, as far as they load, and what is wrong with them. */
export interface Beside {
  /** Those that the essay imports, what they pass on, and its figures in any case. */
  readonly modules: Modules;
  /** All that they are made of, the model included, by file. */
  readonly files: ReadonlyMap<string, Module>;
  readonly findings: readonly Finding[];
  /** Whether its experiments may run: everything loads, and nothing in it is left to chance. */
  readonly runs: boolean;
}

/** The other essay in whose folder a module lies that an essay imports; undefined where in none. */
export function otherEssay(file: string, specifier: string): string | undefined {
  const [folder = '', ...rest] = posix
    .relative(ESSAYS, posix.join(posix.dirname(file), specifier))
    .split('/');
  const isOther =
    rest.length > 0 && folder !== '..' && posix.dirname(file) !== `${ESSAYS}/${folder}`;
  return isOther && existsSync(`${ESSAYS}/${folder}/index.mdx`) ? folder : undefined;
}

/** The specifiers by which an essay imports modules beside it, and the files they stand for. */
function entriesOf({ file, source }: Pick<EssayFile, 'file' | 'source'>): Map<string, string> {
  const imported = [...bindingsOf(readMdx(source).root).values()].map(({ from }) => from);
  const folder = posix.dirname(file);
  if (file.endsWith('/index.mdx')) imported.push('./figures.ts');
  return new Map(
    imported
      .filter((specifier) => isBeside(specifier) && otherEssay(file, specifier) === undefined)
      .map((specifier) => {
        const path = posix.join(folder, specifier);
        return [specifier, path.endsWith('.ts') ? path : `${path}.ts`];
      }),
  );
}

/** A name that a module declares twice, which is known only where it is loaded. */
function twiceFault(file: string, source: string, said: string): Finding | undefined {
  const name = /^Identifier '([^']+)' has already been declared$/u.exec(said)?.[1];
  if (name === undefined) return undefined;
  const declared = new RegExp(
    `^(?:export\\s+)?(?:const|let|var|class|(?:async\\s+)?function\\s*\\*?)\\s+(?=${literal(name)}(?![\\w$]))`,
    'gmu',
  );
  const last = [...source.matchAll(declared)].at(-1);
  const place = last ? placeAt(source, last.index + last[0].length) : START;
  const remedy = 'remove one of the two, or call it otherwise';
  return { file, ...place, field: 'module', message: `${name} is declared twice`, remedy };
}

/** Loads the modules of an essay one after the other, each behind what it imports. */
async function load(
  folder: string,
  slug: string,
  sources: readonly Source[],
  tell: Tell,
): Promise<{ files: Map<string, Module>; findings: Finding[] }> {
  const files = new Map<string, Module>();
  const findings: Finding[] = [];
  const faulty = new Set<string>();
  for (const { file, source, needs, runs, findings: told } of sources) {
    const missing = needs.some((need) => files.get(need)?.exports === undefined);
    files.set(file, { file, source, exports: undefined });
    if (told.length > 0 || needs.some((need) => faulty.has(need))) faulty.add(file);
    if (!runs || missing) continue;
    try {
      tell({ slug, loads: true, file, what: 'the module', place: START });
      const exports = await import(pathToFileURL(resolvePath(file)).href);
      // A promise that a module leaves to fail ends the check while it is known whose it is.
      await new Promise(setImmediate);
      files.set(file, { file, source, exports: { ...exports } });
    } catch (error) {
      // What fails for something that is told already is not told twice.
      if (faulty.has(file)) continue;
      const said = saidBy(error);
      const twice = twiceFault(file, source, said);
      if (twice) {
        findings.push(twice);
        continue;
      }
      const [, called = ''] = /^([\w$]+) is not a function$/u.exec(said) ?? [];
      const runs = [...files.values()].some(
        (one) => doesExport(one, called) && isExperiment(exportsOf(one)[called]),
      );
      findings.push({
        ...(placeIn(folder, error) ?? { file, ...START }),
        field: 'module',
        message: runs
          ? `${called} is an experiment, which nothing here calls`
          : `it does not load: ${said}`,
        remedy: runs
          ? `write ${called}, without ()`
          : 'mend the error; models and figures run without a browser',
      });
    } finally {
      tell(undefined);
    }
  }
  return { files, findings };
}

/**
 * The modules beside an essay, read and loaded.
 *
 * @param held how far they may run
 */
export async function besideOf(
  essay: Pick<EssayFile, 'file' | 'slug' | 'source'>,
  tell: Tell,
  held?: Held,
): Promise<Beside> {
  const folder = posix.dirname(essay.file);
  const entries = entriesOf(essay);
  const own = essay.file.endsWith('/index.mdx') ? [`${folder}/numbers.ts`] : [];
  // A model in the folder of all essays is told as such.
  const sources =
    folder === ESSAYS && own.length > 0 ? [] : sourcesOf(folder, [...entries.values(), ...own]);
  const { files, findings } =
    held === 'unloaded'
      ? { files: new Map<string, Module>(), findings: [] }
      : await load(folder, essay.slug, sources, tell);
  const modules = new Map<string, Module>();
  const wanted = [...entries];
  for (const [specifier, file] of wanted) {
    const source = sources.find((one) => one.file === file);
    if (modules.has(specifier) || !source) continue;
    const twin = [...modules.values()].find((module) => module.file === file);
    modules.set(specifier, twin ?? files.get(file) ?? { ...source, exports: undefined });
    for (const from of passedOn(source.source)) wanted.push([from, posix.join(folder, from)]);
  }
  const told = sources.flatMap((source) => source.findings);
  return {
    modules,
    files,
    findings: [...told, ...findings],
    runs:
      held === undefined &&
      [...files.values()].every(({ exports }) => exports !== undefined) &&
      sources.every(({ pure }) => pure),
  };
}

/** A name that the essay uses, followed to what it stands for. */
type Resolved =
  | { readonly value: unknown }
  /** Nothing binds the name; that is told once for all its uses, see unimported.ts. */
  | { readonly unbound: string }
  | Words;

/** A name and its members. */
export const PATH = /^[\p{L}_$][\w$]*(?:\.[\p{L}_$][\w$]*)*$/u;

/**
 * Follows `name` or `name.member` from an essay's imports into its modules. What imports.ts
 * complains of, and what is not a path, resolves to undefined without complaint.
 */
export function resolve(
  expression: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Resolved {
  const [name, ...members] = PATH.test(expression) ? expression.split('.') : [];
  if (name === undefined) return { value: undefined };
  const binding = bindings.get(name);
  if (binding === undefined) return { unbound: name };
  const module = modules.get(binding.from);
  const exports = exportsOf(module);
  const own = doesExport(module, binding.name) ? exports[binding.name] : undefined;
  let value: unknown = binding.name === '*' ? exports : own;
  let owner = name;
  for (const member of members) {
    if (value === undefined) return { value };
    const known = Object.keys((value ?? {}) as object);
    if (!known.includes(member)) {
      const meant = nearest(member, known);
      const remedy = meant
        ? `write ${owner}.${meant}`
        : `${owner} has ${known.join(', ') || 'nothing in it'}`;
      return { message: `${owner} has no ${member}`, remedy };
    }
    value = (value as Record<string, unknown>)[member];
    owner = `${owner}.${member}`;
  }
  return { value };
}
