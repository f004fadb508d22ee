/** How a module is read: what it imports and exports, as text, without running it. */
import { parseSync } from 'vite';

/** A name that a module imports. */
export interface Imported {
  /** The module's specifier. */
  readonly from: string;
  /** The exported name; `default`, or `*` for the whole module. */
  readonly name: string;
  /** What it is called here; empty where the import is only for its effects. */
  readonly local: string;
  /** Offset of the name, or of the specifier, in the source. */
  readonly offset: number;
}

/** A name that a module exports. */
export interface Exported {
  /** `*` for all that another module exports. */
  readonly name: string;
  /** The module that it is passed on from; undefined where it is declared here. */
  readonly from: string | undefined;
  /** What it is called there; `*` where it stands for all of that module. */
  readonly original: string;
  /** Offset of the statement in the source. */
  readonly offset: number;
}

/** A module that a statement names. */
export interface Request {
  readonly from: string;
  /** Offset of the specifier in the source. */
  readonly offset: number;
}

/** What a module's statements say. */
export interface ModuleText {
  /** Types are left out. */
  readonly imports: readonly Imported[];
  /** Types are left out. */
  readonly exports: readonly Exported[];
  /** Every place that names a module, for types too, in the order of the text. */
  readonly requests: readonly Request[];
  /** The specifier of every module it names, for types too, in the order of the text, each once. */
  readonly names: readonly string[];
  /** Whether it does not parse; then it is read as far as it goes. */
  readonly broken: boolean;
}

const read = new Map<string, ModuleText>();

/** Parses a module's text, TypeScript: with markup in it where it is none without, as in an essay's text. */
export function parseModule(code: string): ReturnType<typeof parseSync> {
  const plain = parseSync('module.ts', code, { sourceType: 'module' });
  if (plain.errors.length === 0) return plain;
  const marked = parseSync('module.tsx', code, { sourceType: 'module' });
  return marked.errors.length === 0 ? marked : plain;
}

/** Reads a module's text, TypeScript; each text is parsed once. */
export function readModule(code: string): ModuleText {
  const known = read.get(code) ?? parsed(code);
  read.set(code, known);
  return known;
}

function parsed(code: string): ModuleText {
  const { module, errors } = parseModule(code);
  const { staticImports, staticExports } = module;
  const imports = staticImports.flatMap(({ moduleRequest, entries }): Imported[] => {
    const from = moduleRequest.value;
    if (entries.length === 0) return [{ from, name: '', local: '', offset: moduleRequest.start }];
    return entries
      .filter(({ isType }) => !isType)
      .map(({ importName, localName }) => ({
        from,
        name:
          importName.kind === 'Name'
            ? (importName.name ?? '')
            : importName.kind === 'Default'
              ? 'default'
              : '*',
        local: localName.value,
        offset: importName.kind === 'Name' ? (importName.start ?? 0) : localName.start,
      }));
  });
  const exports = staticExports.flatMap(({ start, entries }) =>
    entries
      .filter(({ isType }) => !isType)
      .map(({ exportName, importName, moduleRequest }): Exported => {
        const name = exportName.kind === 'Default' ? 'default' : (exportName.name ?? '*');
        const original = importName.kind === 'All' ? '*' : (importName.name ?? name);
        return { name, from: moduleRequest?.value, original, offset: start };
      }),
  );
  const requests = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest ?? []),
    ),
  ].sort((a, b) => a.start - b.start);
  return {
    imports,
    exports,
    requests: requests.map(({ value, start }) => ({ from: value, offset: start })),
    names: [...new Set(requests.map(({ value }) => value))],
    broken: errors.length > 0,
  };
}
