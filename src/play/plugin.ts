/**
 * Which figures a reader can change, as modules for the browser: `virtual:playable` maps the slug of
 * each essay shown to its module, and that module exports nothing but figures with controls, so that
 * no other code of the essay is loaded. Hidden essays are not in the map.
 */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type ESTree, type Plugin, parseSync } from 'vite';
import { ESSAYS, readSources, showsHidden } from '../essay/files.ts';

const MAP = 'virtual:playable';

/** An exported figure with controls and the file that defines it. */
export interface Playable {
  readonly name: string;
  readonly file: string;
}

const isPlayable = (value: ESTree.Expression | null): boolean =>
  value?.type === 'CallExpression' &&
  value.callee.type === 'Identifier' &&
  value.callee.name === 'figure' &&
  value.arguments[0]?.type === 'ObjectExpression' &&
  value.arguments[0].properties.some(
    (property) =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.key.name === 'controls',
  );

/** The names of exported figures with controls that a file defines or passes on. */
export function playablesOf(file: string): Playable[] {
  const found: Playable[] = [];
  for (const node of parseSync(file, readFileSync(file, 'utf8')).program.body) {
    if (node.type !== 'ExportNamedDeclaration') continue;
    if (node.declaration?.type === 'VariableDeclaration') {
      for (const { id, init } of node.declaration.declarations) {
        if (id.type === 'Identifier' && isPlayable(init)) found.push({ name: id.name, file });
      }
    }
    if (node.source?.value.startsWith('.')) {
      const there = playablesOf(posix.join(posix.dirname(file), node.source.value));
      const passed = node.specifiers.map(({ local }) => ('name' in local ? local.name : ''));
      found.push(...there.filter(({ name }) => passed.includes(name)));
    }
  }
  return found;
}

/** The modules `virtual:playable` and `virtual:playable/<slug>`. */
export function playableFigures(): Plugin {
  let dev = false;
  const figuresFile = (slug: string) => `${ESSAYS}/${slug}/figures.ts`;
  return {
    name: 'playable-figures',
    config: (_, { command }) => {
      dev = command === 'serve';
      // The helper that preloads modules needs a document; the map is also loaded by a worker.
      return { build: { modulePreload: false } };
    },
    resolveId: (id) => (id.startsWith(MAP) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${MAP}`)) return;
      const slug = id.slice(MAP.length + 2);
      if (slug) {
        this.addWatchFile(`${process.cwd()}/${figuresFile(slug)}`);
        return playablesOf(figuresFile(slug))
          .map(({ name, file }) => `export { ${name} } from ${JSON.stringify(`/${file}`)};`)
          .join('\n');
      }
      const entries = readSources()
        .filter(({ hidden }) => !hidden || showsHidden(dev))
        .filter((essay) => existsSync(figuresFile(essay.slug)))
        .filter((essay) => playablesOf(figuresFile(essay.slug)).length > 0)
        .map((essay) => {
          const module = JSON.stringify(`${MAP}/${essay.slug}`);
          return `${JSON.stringify(essay.slug)}: () => import(${module})`;
        });
      return `export default { ${entries.join(', ')} };`;
    },
  };
}
