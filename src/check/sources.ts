/** The modules that an essay's page is made with, read as text before any of them runs. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { type ModuleText, readModule } from '../essay/modules.ts';
import { type Finding, placeAt, type Words } from './finding.ts';
import { KIT, kitFiles, SIMULATION } from './kit.ts';
import { mergeFault, mergeIn } from './merges.ts';
import { nearest } from './nearest.ts';
import { impurities } from './purity.ts';
import { syntaxOf } from './syntax.ts';
import { literal } from './wording.ts';
import { specifierOf, writtenFaults } from './written.ts';

/** A module of the essay, as text. */
export interface Source {
  /** From the project's root. */
  readonly file: string;
  readonly source: string;
  /** The modules of the essay that it imports. */
  readonly needs: readonly string[];
  readonly findings: readonly Finding[];
  /** Whether it may run: it can be read, and imports only what is there and harmless. */
  readonly runs: boolean;
  /** Whether what it computes is sound and always the same, as far as its text says. */
  readonly pure: boolean;
}

/** Files of an essay's folder that are no part of its page. */
const APART = /^(?:tests\/|record(?:-[\w-]+)?\.ts$)/;

interface ImportFault extends Words {
  /** Whether the module runs all the same. */
  readonly harmless?: boolean;
}

/** Where an import of `file` leads, from the project's root; undefined for a package. */
const targetOf = (file: string, from: string): string | undefined =>
  /^\.\.?\//.test(from) ? posix.join(posix.dirname(file), from.replace(/\?.*$/, '')) : undefined;

const isFile = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** Who imports: its file, the folder of its essay, and whether it is a part of the model. */
interface Home {
  readonly file: string;
  readonly folder: string;
  readonly model: boolean;
}

/** Modules that a file may import, as it would write them. */
function importable({ file, folder, model }: Home): string[] {
  const own = readdirSync(folder).map((name) => `${folder}/${name}`);
  return [...own, ...kitFiles(model)]
    .filter((path) => /\.(?:ts|json)$/.test(path) && path !== file)
    .filter((path) => !APART.test(path.slice(folder.length + 1)))
    .map((path) => specifierOf(file, path));
}

/** The module that a specifier stands for that leads nowhere. */
function meantBy(home: Home, from: string): string | undefined {
  const known = importable(home);
  const ending = from.replace(/^[./]+/, '').replace(/\.[jt]s$/, '');
  return (
    known.find((path) => path === `${from}.ts`) ??
    known.find((path) => path.endsWith(`/${ending}.ts`)) ??
    nearest(from, known)
  );
}

/** Whether a specifier means a module of Node's own. */
export const isNodes = (from: string): boolean =>
  from.startsWith('node:') || builtinModules.includes(from);

/** What is wrong with an import, said of the specifier as it stands there. */
function importFault(home: Home, from: string): ImportFault | undefined {
  const { file, folder, model } = home;
  const target = targetOf(file, from);
  const part = model ? 'a model' : 'a figure';
  const may = model
    ? 'a model imports its own folder, src/kit/sim, src/kit/experiment.ts and src/kit/assume.ts'
    : 'figures import their own folder and src/kit';
  if (target === undefined) {
    if (isNodes(from)) {
      const remedy = 'let record.ts write down what it needs from there, and import that';
      return { message: `'${from}' is Node’s, and ${part} runs in a browser too`, remedy };
    }
    const own = [from, `${from}.ts`].find((name) => isFile(posix.join(posix.dirname(file), name)));
    const meant = own ? `./${own}` : from.includes('/') && meantBy(home, from);
    const remedy = meant ? `write '${meant}'` : `remove it; ${may}`;
    const what = own ? 'means a package, not the file beside' : 'is a package';
    return { message: `'${from}' ${what}`, remedy };
  }
  if (!isFile(target)) {
    const meant = meantBy(home, from);
    const remedy = meant ? `write '${meant}'` : `add ${target}, or drop the import`;
    return { message: `there is no ${from}`, remedy };
  }
  const path = target.startsWith(`${folder}/`) ? target.slice(folder.length + 1) : undefined;
  if (path !== undefined) {
    if (target === file) {
      return {
        message: `'${from}' is this module itself`,
        remedy: 'name the one that declares it',
      };
    }
    if (APART.test(path)) {
      const message = `'${from}' runs when somebody asks for it, not with the page`;
      return { message, remedy: 'import the file that it writes' };
    }
    if (model && /^(?:figures|numbers)\.ts$/.test(path)) {
      const message = `'${from}' is drawn from the model, which knows nothing of it`;
      return { message, remedy: 'move what both use into a module of its own' };
    }
    if (/\.(?:mdx?|astro)$/.test(path)) {
      return { message: `'${from}' is text, not code`, remedy: `remove it; ${may}` };
    }
    if (!/\.(?:[cm]?[jt]s|json)$/.test(path)) {
      const json = from.replace(/\?.*$/, '').replace(/\.\w+$/, '.json');
      const message = `'${from}' is no module: code is given .ts and .json`;
      const remedy = `write its data into a file of JSON, and import … from '${json}' with { type: 'json' }`;
      return { message, remedy };
    }
    return undefined;
  }
  if (target.startsWith(`${KIT}/`)) {
    if (!model || SIMULATION.test(target)) return undefined;
    const message = `'${from}' is for figures, and a model knows nothing of them`;
    return { message, remedy: 'import it in figures.ts', harmless: true };
  }
  const essay = /^src\/content\/essays\/([^/]+)/.exec(target)?.[1];
  const message = essay ? `'${from}' is of the essay ${essay}` : `'${from}' is no part of the kit`;
  return { message, remedy: essay ? 'copy what it needs beside it' : `remove it; ${may}` };
}

/** A file of JSON that is imported as if it were code; `rest` is the text from its specifier on. */
function jsonFault(from: string, rest: string): ImportFault | undefined {
  if (!from.endsWith('.json') || /^['"][^'"]*['"]\s*(?:with|assert)\b/.test(rest)) return undefined;
  return {
    message: `'${from}' is JSON, and does not say so`,
    remedy: `write from '${from}' with { type: 'json' }`,
  };
}

/** The names that a module exports, those that it passes on included; undefined where nobody knows. */
function exportedBy(file: string, seen: readonly string[] = []): Set<string> | undefined {
  if (!file.endsWith('.ts') || !isFile(file) || seen.includes(file)) return undefined;
  const names = new Set<string>();
  const { broken, exports } = readModule(readFileSync(file, 'utf8'));
  if (broken) return undefined;
  for (const { name, from } of exports) {
    if (name !== '*') names.add(name);
    else {
      const more = exportedBy(targetOf(file, from ?? '') ?? '', [...seen, file]);
      if (!more) return undefined;
      for (const one of more) names.add(one);
    }
  }
  return names;
}

/** Names that are imported from a module that does not export them. */
export function nameFaults(
  file: string,
  { imports, exports }: ModuleText,
): (ImportFault & { offset: number })[] {
  const passed = exports.flatMap(({ from, original, offset }) =>
    from === undefined ? [] : [{ from, name: original, offset, local: undefined }],
  );
  return [...imports, ...passed].flatMap(({ from, name, offset, local = '' }) => {
    const target = targetOf(file, from);
    const known = name && name !== '*' && target ? exportedBy(target) : undefined;
    if (!target || !known || known.has(name)) return [];
    const type = new RegExp(`\\b(?:type|interface)\\s+${literal(name)}(?![\\w$])`);
    const meant = nearest(name, known);
    const remedy = type.test(readFileSync(target, 'utf8'))
      ? `write type ${name}`
      : name === 'default' && known.has(local)
        ? `write { ${local} }`
        : meant
          ? `write ${meant}`
          : `it exports ${[...known].join(', ') || 'nothing'}`;
    return [{ message: `'${from}' exports no ${name}`, remedy, offset }];
  });
}

/** What of TypeScript is more than types, and so cannot be left out when the code runs as it is. */
const NOT_ERASED: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  TSEnumDeclaration: ['an enum', "write a type of texts: type State = 'idle' | 'busy'"],
  TSModuleDeclaration: ['a namespace', 'write a module of its own'],
  TSParameterProperty: [
    'a property made by a parameter',
    'declare it and set it in the constructor',
  ],
  TSImportEqualsDeclaration: ['import … =', 'write import { … } from'],
  TSExportAssignment: ['export =', 'write export const'],
  TSTypeAssertion: ['a type in front of a value', 'write it behind: value as Type'],
};

/** Text without any of this has none of {@link NOT_ERASED}; most modules are not looked at further. */
const MAY_NOT_BE_ERASED =
  /\b(?:enum|namespace|module)\s|\bconstructor\s*\(\s*(?:public|private|protected|readonly)\b|\b(?:import\s+\w+|export)\s*=|[=(,:?]\s*<\w/;

/** The first thing in a module that cannot be read; what follows it may be a fault of it. */
export function syntaxFault(
  file: string,
  source: string,
): (ImportFault & { offset: number; field?: string }) | undefined {
  if (!readModule(source).broken && !MAY_NOT_BE_ERASED.test(source)) return undefined;
  const read = parseSync(file, source);
  const [first] = read.errors;
  if (!first) {
    for (const node of syntaxOf(read.program)) {
      const isDeclared = 'declare' in node && node.declare === true;
      const said = isDeclared ? undefined : NOT_ERASED[node.type];
      if (said) {
        const message = `${said[0]} is more than a type, and the code runs as it stands`;
        return { message, remedy: said[1], offset: node.start };
      }
    }
    return undefined;
  }
  const [at, opened] = first.labels;
  const offset = at?.start ?? 0;
  const [from = Infinity, to = 0] = mergeIn(source) ?? [];
  const merge = offset >= from && offset <= to && mergeFault(source);
  if (merge) return { ...merge, offset: from };
  const atEnd = source.slice(offset).trim() === '';
  const found = atEnd
    ? 'the end of the file'
    : (/^\S{1,20}/.exec(source.slice(offset))?.[0] ?? 'the end of the line');
  const wanted = /^Expected (.*?)(?: but found .*)?$/.exec(first.message)?.[1];
  const quote = /^Invalid Character `([‘’“”])`/u.exec(first.message)?.[1];
  const message = /semicolon/.test(first.message)
    ? `two statements stand where ${found} begins`
    : wanted && !/\bafter\b/.test(wanted)
      ? `${wanted} should stand where ${found} does`
      : quote
        ? 'a quotation mark of prose stands in code'
        : first.message === 'Unexpected token'
          ? `${found} stands where something else should`
          : `${first.message.charAt(0).toLowerCase()}${first.message.slice(1).split('\n')[0]}`;
  const open = opened && placeAt(source, opened.start);
  const remedy = quote
    ? `write ${/[‘’]/u.test(quote) ? "'" : '"'} in place of ${quote}`
    : open
      ? `close what ${source.slice(opened.start, opened.end)} opens in line ${open.line}, or mend what stands before`
      : 'mend the line, or what stands before it';
  return { message, remedy, offset: atEnd ? source.trimEnd().length : offset };
}

/** Reads one module; undefined where there is no such file. What is not the essay's is not judged. */
function readSource(home: Home): Source | undefined {
  const { file, folder } = home;
  if (!isFile(file)) return undefined;
  const source = readFileSync(file, 'utf8');
  if (!file.startsWith(`${folder}/`)) {
    return { file, source, needs: [], findings: [], runs: true, pure: true };
  }
  const tell = (
    field: string,
    { message, remedy, offset }: ImportFault & { offset: number },
  ): Finding => ({
    file,
    ...placeAt(source, offset),
    field,
    message,
    remedy,
  });
  const syntax = syntaxFault(file, source);
  if (syntax) {
    const findings = [tell(syntax.field ?? 'module', syntax)];
    return { file, source, needs: [], findings, runs: false, pure: true };
  }
  const text = readModule(source);
  const { requests } = text;
  const told = requests.flatMap(({ from, offset }) => {
    const loaded = text.imports.some((one) => one.from === from);
    const said =
      importFault(home, from) ?? (loaded ? jsonFault(from, source.slice(offset)) : undefined);
    return said ? [{ ...said, from, offset }] : [];
  });
  const names = nameFaults(file, text).filter(
    ({ offset }) => !told.some((one) => one.offset === offset),
  );
  const odd = impurities(source);
  const impure = odd.map(({ name, what, remedy, offset }) =>
    tell(home.model ? 'model' : 'figure', {
      message: `${name} ${what}`,
      remedy: remedy.replace('src/kit', specifierOf(file, 'src/kit')),
      offset,
    }),
  );
  const called = new Set(odd.map(({ name }) => name));
  const written = writtenFaults(file, source, home.model, called);
  const needs = requests.flatMap(({ from }) => {
    const target = targetOf(file, from);
    if (!target?.startsWith(`${home.folder}/`) || !target.endsWith('.ts')) return [];
    return !told.some((one) => one.from === from && !one.harmless) ? [target] : [];
  });
  return {
    file,
    source,
    needs: [...new Set(needs)],
    findings: [
      ...[...told, ...names].map((said) => tell('import', said)),
      ...impure,
      ...written.map((said) => tell(said.field, said)),
    ],
    // What is of Node's process can end the check.
    runs:
      names.length === 0 &&
      told.every(({ harmless }) => harmless === true) &&
      !called.has('process'),
    pure: impure.length === 0 && written.length === 0,
  };
}

/**
 * The modules given and those that they import from the essay's folder, each behind what it imports.
 * What `model.ts` reaches is held to what a model may do, the rest to what figures may.
 */
export function sourcesOf(folder: string, files: readonly string[]): Source[] {
  const found = new Map<string, Source>();
  const begun = new Set<string>();
  const visit = (file: string, model: boolean): void => {
    if (begun.has(file)) return;
    begun.add(file);
    const source = readSource({ file, folder, model });
    if (!source) return;
    for (const need of source.needs) visit(need, model);
    found.set(file, source);
  };
  visit(`${folder}/model.ts`, true);
  for (const file of files) visit(file, false);
  return [...found.values()];
}
