/** What a browser may load of the essays, as a module of each essay that is shown. */
import { existsSync } from 'node:fs';
import { type Plugin, Visitor } from 'vite';
import { hashOf } from '../essay/cache.ts';
import { ESSAYS, essayFile, isShown, slugsByPath } from '../essay/files.ts';
import { holdingsOf, isPlayable, MODULES } from '../essay/holds.ts';
import { sourceHash } from '../essay/results.ts';
import { declaredIn } from '../essay/source.ts';
import { today } from '../essay/today.ts';

const PLAYABLE = 'virtual:playable';
const NUMBERS = 'virtual:numbers';

const figuresFile = (slug: string): string => `${ESSAYS}/${slug}/figures.ts`;

/** The names under which an essay exports figures with controls. */
export async function playablesOf(slug: string): Promise<string[]> {
  const { figures } = await holdingsOf(slug);
  return [...figures].flatMap(([name, figure]) => (isPlayable(figure) ? [name] : []));
}

/**
 * Vite wraps every import on demand in a helper of 1.8 kB that preloads what the module needs. Nothing
 * is preloaded here, and a page's first scripts have to be small, so the helper only imports.
 */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js'
      ? 'export const __vitePreload = (load) => load();'
      : undefined,
});

/**
 * Leaves the words of assumptions out of what plays: the page has printed them, and a model takes the
 * numbers. The worker of the check, which prints them again, is bundled apart and keeps them.
 */
export const bareAssumptions = (): Plugin => ({
  name: 'bare-assumptions',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: new RegExp(`/${ESSAYS}/.+\\.ts$`), code: 'assume(' },
    handler(code) {
      const words: [from: number, to: number][] = [];
      new Visitor({
        CallExpression({ callee, arguments: [value, ...rest], end }) {
          if (callee.type === 'Identifier' && callee.name === 'assume' && rest.length > 0) {
            words.unshift([value.end, end - 1]);
          }
        },
      }).visit(this.parse(code));
      return words.reduce((bare, [from, to]) => bare.slice(0, from) + bare.slice(to), code);
    },
  },
});

const shows = ([path, slug]: readonly [path: string, slug: string], dev: boolean): boolean =>
  isShown(essayFile(path, slug, today()), dev);

/** The essays that are shown and have a file; no other text is read. */
const shownWith = (file: (slug: string) => string, dev: boolean): string[] =>
  slugsByPath()
    .filter(([, slug]) => existsSync(file(slug)))
    .filter((one) => shows(one, dev))
    .map(([, slug]) => slug);

/** Takes the styles of hidden essays for empty in a build, which would put their pictures on the site. */
export const shownStyles = (): Plugin => ({
  name: 'shown-styles',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: new RegExp(`/${ESSAYS}/[^/]+/style\\.css`) },
    handler: (id) => {
      const [, slug] = /([^/]+)\/style\.css/.exec(id) ?? [];
      return slugsByPath().some((one) => one[1] === slug && shows(one, false)) ? undefined : '';
    },
  },
});

/** The essay of a virtual module; empty for the one that leads to all, undefined for other modules. */
const slugIn = (name: string, id: string): string | undefined =>
  id === `\0${name}` || id.startsWith(`\0${name}/`) ? id.slice(name.length + 2) : undefined;

/**
 * The modules `virtual:playable/<slug>`, which export nothing but figures with controls, so that no
 * other code of the essay is loaded, and `virtual:playable`, which imports one of them. A build puts
 * them beside the pages of their essays: a list of all would grow with every essay, in each page.
 */
export function playableFigures(): Plugin {
  let [dev, base] = [false, '/'];
  const playing = async (): Promise<string[]> => {
    const slugs: string[] = [];
    for (const slug of shownWith(figuresFile, dev)) {
      if ((await playablesOf(slug)).length > 0) slugs.push(slug);
    }
    return slugs;
  };
  return {
    name: 'playable-figures',
    config: (_, { command }) => {
      dev = command === 'serve';
      // The helper that preloads modules needs a document; these are also loaded by a worker.
      return { build: { modulePreload: false } };
    },
    configResolved: (config) => {
      base = config.base;
    },
    async buildStart() {
      if (dev || this.environment.name !== 'client') return;
      for (const slug of await playing()) {
        const id = `${PLAYABLE}/${slug}`;
        this.emitFile({ type: 'chunk', id, fileName: `essays/${slug}/play.js` });
      }
    },
    resolveId: (id) => (id.startsWith(PLAYABLE) ? `\0${id}` : undefined),
    async load(id) {
      const slug = slugIn(PLAYABLE, id);
      if (slug === undefined) return;
      if (slug) {
        // In development nothing is bundled, so nothing is saved by naming the figures, and Node
        // would not see an edited module anew.
        if (dev) return `export * from ${JSON.stringify(`/${figuresFile(slug)}`)};`;
        return (await playablesOf(slug))
          .map((name) => declaredIn(figuresFile(slug), name))
          .map(({ file, name }) => `export { ${name} } from ${JSON.stringify(`/${file}`)};`)
          .join('\n');
      }
      const address = dev
        ? `${base}@id/__x00__${PLAYABLE}/\${slug}`
        : // A page that was loaded anew takes no module that the browser has kept from before.
          `../essays/\${slug}/play.js?${hashOf((await playing()).map((one) => sourceHash(one, 'figures')))}`;
      return `export default (slug) => import(/* @vite-ignore */ \`${address}\`);`;
    },
  };
}

/**
 * The modules `virtual:numbers` and `virtual:numbers/<slug>`, which hold all that the modules of an
 * essay export. Only the worker of the check loads them; it is bundled apart, so that the two ways
 * into an essay's code share no chunk and neither loads what the other needs.
 */
export function essayModules(): Plugin {
  let dev = false;
  const load = (id: string): string | undefined => {
    const slug = slugIn(NUMBERS, id);
    if (slug === undefined) return;
    if (slug === '') {
      const entries = shownWith((one) => `${ESSAYS}/${one}/model.ts`, dev).map(
        (one) => `${JSON.stringify(one)}: () => import(${JSON.stringify(`${NUMBERS}/${one}`)})`,
      );
      return `export default { ${entries.join(', ')} };`;
    }
    const file = (name: string) => `${ESSAYS}/${slug}/${name}.ts`;
    const there = MODULES.filter((name) => existsSync(file(name)));
    const imports = there.map(
      (name) => `import * as ${name} from ${JSON.stringify(`/${file(name)}`)};`,
    );
    const missing = MODULES.filter((name) => !there.includes(name)).map((name) => `${name}: {}`);
    return `${imports.join('\n')}\nexport default { ${[...there, ...missing].join(', ')} };`;
  };
  const modules: Plugin = {
    name: 'essay-modules',
    config: (_, { command }) => {
      dev = command === 'serve';
      return { worker: { format: 'es', plugins: () => [modules] } };
    },
    resolveId: (id) => (id.startsWith(NUMBERS) ? `\0${id}` : undefined),
    load,
  };
  return modules;
}
