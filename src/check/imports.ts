/** What an essay imports and is not there, or is not its own. */
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { ESSAYS, type EssayFile } from '../essay/files.ts';
import { type Fault, placeAt } from './finding.ts';
import { doesExport, isBeside, type Modules, otherEssay } from './modules.ts';
import { nearest } from './nearest.ts';
import type { Binding } from './tree.ts';

/** The name of a file that differs from a path that is not there in capitals only. */
function twinOf(path: string): string | undefined {
  const folder = posix.dirname(path);
  const name = posix.basename(path).toLowerCase();
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.find((one) => one.toLowerCase() === name);
}

/**
 * Imports of files that do not exist and of names that a module does not export. `components` are
 * there without an import.
 */
export function importFaults(
  { file, source }: Pick<EssayFile, 'file' | 'source'>,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  components: ReadonlySet<string>,
): Fault[] {
  const faults: Fault[] = [];
  const missing = new Set<string>();
  const told = new Set<string>();
  for (const [local, { from, name, offset }] of bindings) {
    const fault = (message: string, remedy: string): void => {
      faults.push({ ...placeAt(source, offset), field: 'import', message, remedy });
    };
    const module = modules.get(from);
    const isComponent = /^\.\.?\/.*\.(?:astro|mdx?)$/u.test(from);
    const foreign = /^\.\.?\/.*\.(?:[jt]sx|vue|svelte)$/u.test(from);
    if (foreign && existsSync(posix.join(posix.dirname(file), from))) {
      const astro = from.replace(/\w+$/u, 'astro');
      fault(`'${from}' is a component that no page here renders`, `write it as ${astro}`);
    } else if (isComponent && !existsSync(posix.join(posix.dirname(file), from))) {
      const path = posix.join(posix.dirname(file), from);
      const twin = components.has(local) ? undefined : twinOf(path);
      const remedy = components.has(local)
        ? `drop the import; <${local}> is there without it`
        : twin
          ? `write '${from.slice(0, -twin.length)}${twin}'`
          : 'add the file, or drop the import';
      fault(`there is no ${from}`, remedy);
    } else if (module === undefined && isBeside(from)) {
      if (missing.has(from)) continue;
      missing.add(from);
      const other = otherEssay(file, from);
      if (other !== undefined) {
        const own = [...modules].find(([, one]) => doesExport(one, name))?.[0];
        const remedy = own ? `write '${own}'` : 'copy what it needs beside it';
        fault(`'${from}' is of the essay ${other}`, remedy);
        continue;
      }
      // That an essay lies beside the folder of its model, or with it in that of all, is told there.
      const folder = file.replace(/\.mdx$/u, '');
      if (file === `${ESSAYS}/index.mdx` && existsSync(posix.join(ESSAYS, from))) continue;
      if (existsSync(posix.join(folder, from)) && !existsSync(`${folder}/index.mdx`)) continue;
      const meant = nearest(from, modules.keys());
      fault(`there is no ${from}`, meant ? `write '${meant}'` : 'add the file, or drop the import');
    } else if (module?.exports && name !== '*' && !doesExport(module, name)) {
      const other = [...modules].find(([path, one]) => path !== from && doesExport(one, name));
      if (other && !told.has(other[0])) {
        told.add(other[0]);
        const names = [...bindings.values()].flatMap((one) =>
          one.from === from && !doesExport(module, one.name) && doesExport(other[1], one.name)
            ? [one.name]
            : [],
        );
        const said = `${from} exports no ${names.join(', no ')}`;
        fault(said, `import { ${names.join(', ')} } from '${other[0]}'`);
      }
      if (other) continue;
      if (name === 'default' && doesExport(module, local)) {
        fault(`${from} exports no default`, `write { ${local} }`);
        continue;
      }
      const meant = nearest(name, Object.keys(module.exports));
      fault(`${from} exports no ${name}`, meant ? `write ${meant}` : `export it from ${from}`);
    }
  }
  return faults;
}
