/** Names that components of the text use and nothing binds: what the essay forgot to import. */
import { type Fault, placeAt } from './finding.ts';
import { doesExport, type Modules, PATH } from './modules.ts';
import { nearest } from './nearest.ts';
import { lostNames } from './statements.ts';
import { TAGS } from './tags.ts';
import { attributeOf, bindingsOf, isElement, type Node, nodesOf, startOf } from './tree.ts';
import { listed, shown } from './wording.ts';

const FIELDS: Readonly<Record<string, string>> = {
  Claim: 'claim',
  Given: 'assumption',
  N: 'number',
};

/** An import as it stands in code that is shown. */
interface Shown {
  readonly at: number;
  readonly line: string;
}

/** The import of a name that stands between lines of ```, where it is shown and not read. */
function shownImport(root: Node, source: string, name: string): Shown | undefined {
  for (const node of nodesOf(root)) {
    if (node.type !== 'code') continue;
    const lines = node.value.matchAll(/^\s*import\b.*\bfrom\s+['"]\.{1,2}\/.*$/gmu);
    for (const [line] of lines) {
      const words: readonly string[] = line.match(/[\w$]+/gu) ?? [];
      if (!words.includes(name)) continue;
      return { at: Math.max(startOf(node), source.indexOf(line.trim(), startOf(node))), line };
    }
  }
  return undefined;
}

/**
 * A line for each module whose names are used without their import, where the first of them is used,
 * and for each name that no module exports. `unread` is text that may well bind them.
 */
export function unimportedFaults(
  root: Node,
  source: string,
  modules: Modules,
  unread: string,
): Fault[] {
  const bindings = bindingsOf(root);
  const lost = new Set(lostNames(unread));
  // What an import meant that names something else is told there.
  for (const { from, name } of bindings.values()) {
    const module = modules.get(from);
    if (!module?.exports || doesExport(module, name)) continue;
    lost.add(nearest(name, Object.keys(module.exports)) ?? '');
  }
  const uses = new Map<string, { at: number; field: string }>();
  for (const node of nodesOf(root)) {
    if (!isElement(node)) continue;
    const value = attributeOf(node, TAGS.get(node.name ?? '')?.names ?? '');
    if (typeof value !== 'object' || !('expression' in value)) continue;
    const [name = ''] = PATH.test(value.expression) ? value.expression.split('.') : [];
    if (name === '' || node.name === 'Cite' || bindings.has(name) || lost.has(name)) continue;
    if (uses.has(name)) continue;
    uses.set(name, { at: startOf(node), field: FIELDS[node.name ?? ''] ?? 'figure' });
  }
  const told = new Set<string>();
  return [...uses].flatMap(([name, { at, field }]): Fault[] => {
    if (told.has(name)) return [];
    const exporting = [...modules].find(([, module]) => doesExport(module, name));
    if (!exporting) {
      const meant = nearest(name, bindings.keys());
      const remedy = `${meant ? `write ${meant}, or ` : ''}export it from figures.ts and import it`;
      return [{ ...placeAt(source, at), field, message: `${name} is not imported`, remedy }];
    }
    const [path, module] = exporting;
    const names = [...uses.keys()].filter((one) => !told.has(one) && doesExport(module, one));
    for (const one of names) told.add(one);
    const written = shownImport(root, source, name);
    if (written) {
      const message = `"${shown(written.line)}" is shown as code and imports nothing`;
      const remedy = 'write it without the lines of ```, below the front matter';
      return [{ ...placeAt(source, written.at), field: 'import', message, remedy }];
    }
    const message = `${listed(names)} ${names.length === 1 ? 'is' : 'are'} not imported`;
    const remedy = `import { ${names.join(', ')} } from '${path}'`;
    return [{ ...placeAt(source, at), field, message, remedy }];
  });
}
