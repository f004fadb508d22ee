import { existsSync, readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EssayFile } from '../essay/files.ts';
import type { Exports } from '../essay/holds.ts';
import { readModule } from '../essay/modules.ts';
import { type Fault, type Finding, nearest, type Place, placeAt } from './finding.ts';
import { readMdx } from './reading.ts';
import { type Binding, bindingsOf } from './tree.ts';

/** A module beside the essay, such as `figures.ts`: its text and, where it loads, its exports. */
export interface Module {
  /** Path as the author knows it. */
  readonly file: string;
  readonly source: string;
  /** What it exports, or why it does not load. */
  readonly exports: Exports | { readonly error: string };
}

/** The modules that an essay imports, by the specifier it writes. */
export type Modules = ReadonlyMap<string, Module>;

/** What a module exports; nothing if it does not load. */
export const exportsOf = (module: Module | undefined): Exports =>
  module === undefined || 'error' in module.exports ? {} : (module.exports as Exports);

/** Modules that do not load. */
export function moduleFaults(modules: Modules): Finding[] {
  return [...modules.values()].flatMap(({ file, exports }) =>
    'error' in exports && typeof exports.error === 'string'
      ? [
          {
            file,
            line: 1,
            column: 1,
            field: 'module',
            message: `it does not load: ${exports.error.split('\n')[0]}`,
            remedy: 'mend the error; models and figures run without a browser',
          },
        ]
      : [],
  );
}

/** Where a module declares an export; undefined where it only passes it on. */
export function declarationOf(module: Module, name: string): Place | undefined {
  const declared = readModule(module.source).exports.find(
    (one) => one.name === name && one.from === undefined,
  );
  return declared && placeAt(module.source, declared.offset);
}

/** The modules beside it that a module passes on: `export { a } from './a.ts'`. */
export const passedOn = (source: string): string[] => [
  ...new Set(
    readModule(source).exports.flatMap(({ from }) => (from?.startsWith('./') ? [from] : [])),
  ),
];

/** Whether an import's specifier means a module beside the essay. */
export const isBeside = (specifier: string): boolean =>
  /^\.\.?\/.*?(?:\.ts|\/[^/.]+)$/u.test(specifier);

async function load(file: string): Promise<Module> {
  const source = readFileSync(file, 'utf8');
  try {
    return { file, source, exports: { ...(await import(pathToFileURL(resolvePath(file)).href)) } };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const why = said.replaceAll(`${resolvePath('.')}/`, '');
    return { file, source, exports: { error: why } };
  }
}

/** The modules beside an essay that it imports, what they pass on, and its figures in any case. */
export async function modulesOf({ file, source }: EssayFile): Promise<Modules> {
  const folder = file.replace(/\/[^/]*$/u, '');
  const imported = [...bindingsOf(readMdx(source).root).values()].map(({ from }) => from);
  if (file.endsWith('/index.mdx')) imported.push('./figures.ts');
  const modules = new Map<string, Module>();
  const wanted = imported.filter(isBeside);
  for (const specifier of wanted) {
    if (modules.has(specifier)) continue;
    const path = `${folder}/${specifier.replace(/^\.\//u, '')}${specifier.endsWith('.ts') ? '' : '.ts'}`;
    if (!existsSync(path)) continue;
    const module = await load(path);
    modules.set(specifier, module);
    wanted.push(...passedOn(module.source));
  }
  return modules;
}

/** Imports of modules that do not exist and of names that a module does not export. */
export function importFaults(
  source: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Fault[] {
  const faults: Fault[] = [];
  const missing = new Set<string>();
  for (const { from, name, offset } of bindings.values()) {
    const fault = (message: string, remedy: string): void => {
      faults.push({ ...placeAt(source, offset), field: 'import', message, remedy });
    };
    const module = modules.get(from);
    if (module === undefined && isBeside(from)) {
      if (missing.has(from)) continue;
      missing.add(from);
      const meant = nearest(from, modules.keys());
      fault(`there is no ${from}`, meant ? `write '${meant}'` : 'add the file, or drop the import');
    } else if (
      module &&
      !('error' in module.exports) &&
      name !== '*' &&
      !(name in module.exports)
    ) {
      const meant = nearest(name, Object.keys(module.exports));
      fault(`${from} exports no ${name}`, meant ? `write ${meant}` : `export it from ${from}`);
    }
  }
  return faults;
}

/** A name that the essay uses, followed to what it stands for. */
export type Resolved =
  | { readonly value: unknown }
  | { readonly message: string; readonly remedy: string };

const PATH = /^[\p{L}_$][\w$]*(?:\.[\p{L}_$][\w$]*)*$/u;

/**
 * Follows `name` or `name.member` from an essay's imports into its modules. What {@link
 * importFaults} complains of, and what is not a path, resolves to undefined without complaint.
 */
export function resolve(
  expression: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Resolved {
  const [name, ...members] = PATH.test(expression) ? expression.split('.') : [];
  if (name === undefined) return { value: undefined };
  const binding = bindings.get(name);
  if (binding === undefined) {
    const exporting = [...modules].find(([, module]) => name in exportsOf(module));
    const meant = nearest(name, bindings.keys());
    const remedy = exporting
      ? `import { ${name} } from '${exporting[0]}'`
      : `${meant ? `write ${meant}, or ` : ''}export it from figures.ts and import it`;
    return { message: `${name} is not imported`, remedy };
  }
  const exports = exportsOf(modules.get(binding.from));
  let value: unknown = binding.name === '*' ? exports : exports[binding.name];
  let owner = name;
  for (const member of members) {
    if (value === undefined) return { value };
    const known = Object.keys((value ?? {}) as object);
    if (!known.includes(member)) {
      const meant = nearest(member, known);
      const remedy = meant ? `write ${owner}.${meant}` : `${owner} has ${known.join(', ')}`;
      return { message: `${owner} has no ${member}`, remedy };
    }
    value = (value as Record<string, unknown>)[member];
    owner = `${owner}.${member}`;
  }
  return { value };
}
