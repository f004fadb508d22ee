/**
 * Which figures a reader can change, as modules for the browser: `virtual:playable` maps the slug of
 * each essay shown to its module, and that module exports nothing but figures with controls, so that
 * no other code of the essay is loaded. Hidden essays are not in the map.
 */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Plugin } from 'vite';
import { ESSAYS, essayFiles, showsHidden } from '../essay/files.ts';
import { holdingsOf, isPlayable } from '../essay/holds.ts';
import { readModule } from '../essay/modules.ts';

const MAP = 'virtual:playable';

const figuresFile = (slug: string): string => `${ESSAYS}/${slug}/figures.ts`;

/** The names under which an essay exports figures with controls. */
export async function playablesOf(slug: string): Promise<string[]> {
  const { figures } = await holdingsOf(slug);
  return [...figures].flatMap(([name, figure]) => (isPlayable(figure) ? [name] : []));
}

/** The file that declares what `file` exports as `name`, and its name there. */
function declaredIn(file: string, name: string): { file: string; name: string } {
  const { exports } = readModule(readFileSync(file, 'utf8'));
  const found = exports.find((one) => one.name === name);
  if (found?.from === undefined) return { file, name };
  return declaredIn(posix.join(posix.dirname(file), found.from), found.original);
}

/** The modules `virtual:playable` and `virtual:playable/<slug>`. */
export function playableFigures(): Plugin {
  let dev = false;
  return {
    name: 'playable-figures',
    config: (_, { command }) => {
      dev = command === 'serve';
      // The helper that preloads modules needs a document; the map is also loaded by a worker.
      return { build: { modulePreload: false } };
    },
    resolveId: (id) => (id.startsWith(MAP) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${MAP}`)) return;
      const slug = id.slice(MAP.length + 2);
      if (slug) {
        // In development nothing is bundled, so nothing is saved by naming the figures, and Node
        // would not see an edited module anew.
        if (dev) return `export * from ${JSON.stringify(`/${figuresFile(slug)}`)};`;
        return (await playablesOf(slug))
          .map((name) => declaredIn(figuresFile(slug), name))
          .map(({ file, name }) => `export { ${name} } from ${JSON.stringify(`/${file}`)};`)
          .join('\n');
      }
      const entries: string[] = [];
      for (const essay of essayFiles()) {
        if (essay.hidden && !showsHidden(dev)) continue;
        if (!existsSync(figuresFile(essay.slug))) continue;
        if (!dev && (await playablesOf(essay.slug)).length === 0) continue;
        const module = JSON.stringify(`${MAP}/${essay.slug}`);
        entries.push(`${JSON.stringify(essay.slug)}: () => import(${module})`);
      }
      return `export default { ${entries.join(', ')} };`;
    },
  };
}
