/** What the check knows of the site around an essay, read from the project's files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { ESSAYS, type EssayFile } from '../essay/files.ts';
import { BOOK, site } from '../site.ts';
import { exportedFigures } from './figures.ts';
import { type Parts, partsInText, partsOf } from './ids.ts';
import { keepPlace } from './kept.ts';
import type { Modules } from './modules.ts';
import type { EssayPlace, Places } from './places.ts';
import { readMdx } from './reading.ts';
import { siteProperties } from './styles.ts';
import { bindingsOf } from './tree.ts';

const below = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map(({ parentPath, name }) => posix.join(parentPath.replaceAll('\\', '/'), name))
        .sort()
    : [];

/** What the sitemap's integration writes, and the book, whose file has the site's name. */
const WRITTEN = ['sitemap-index.xml', 'sitemap-0.xml', BOOK];
const NO_PARTS: Parts = { ids: new Set(), headings: [], complete: false };

/** The addresses, from the site's root, of the pages that are not made of essays, with their parts. */
function pagesIn(folder: string): Map<string, Parts> {
  const shared = partsInText(
    ['src/layouts', 'src/components']
      .flatMap(below)
      .filter((file) => file.endsWith('.astro'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n'),
  );
  const pages = new Map(WRITTEN.map((file): [string, Parts] => [file, NO_PARTS]));
  for (const file of below(folder)) {
    const path = file.slice(folder.length + 1);
    if (/\[|(?:^|\/)_|^404\./u.test(path) || !/\.(?:astro|mdx?|html|ts|js)$/u.test(path)) continue;
    const route = path.replace(/\.\w+$/u, '');
    if (/\.[tj]s$/u.test(path)) {
      pages.set(route, NO_PARTS);
      continue;
    }
    const own = path.endsWith('.astro') ? partsInText(readFileSync(file, 'utf8')) : NO_PARTS;
    const ids = new Set([...own.ids, ...shared.ids]);
    pages.set(route.replace(/(?:^|\/)index$/u, '').replace(/(?<=.)$/u, '/'), { ...own, ids });
  }
  return pages;
}

/** An essay as others can link to it. */
function placeOf(
  essay: EssayFile,
  modules: Modules | undefined,
  files: ReadonlySet<string>,
): EssayPlace {
  const { slug, file, source, hidden, matter } = essay;
  const topics: unknown = matter?.data.topics;
  const loads = modules && [...modules.values()].every(({ exports }) => exports !== undefined);
  const figures = loads
    ? new Set(exportedFigures(modules).map(({ figure }) => String(figure.id)))
    : undefined;
  const { root, unread } = readMdx(source);
  const folder = posix.dirname(file);
  const components = [...bindingsOf(root).values()]
    .map(({ from }) => posix.join(folder, from))
    .filter((path) => path.endsWith('.astro') && existsSync(path))
    .map((path) => readFileSync(path, 'utf8'));
  const parts = partsOf(root, matter, figures, components);
  return {
    slug,
    hidden,
    topics: Array.isArray(topics) ? topics.map(String) : [],
    figures,
    model: files.has(`${ESSAYS}/${slug}/model.ts`),
    parts: { ...parts, complete: parts.complete && unread === '' },
  };
}

/**
 * What links can lead to.
 *
 * @param known the places of essays that have not changed
 * @param stamps under which the places of the others are kept
 * @param modules of those that may be linked to, by slug
 */
export function placesAround(
  essays: readonly EssayFile[],
  known: ReadonlyMap<EssayFile, EssayPlace>,
  stamps: ReadonlyMap<EssayFile, string | undefined>,
  modules: ReadonlyMap<string, Modules>,
): Places {
  const files = new Set([...below(ESSAYS), ...below('public')]);
  const places = new Map<string, EssayPlace>();
  for (const essay of essays) {
    const place = known.get(essay) ?? placeOf(essay, modules.get(essay.slug), files);
    if (!known.has(essay)) keepPlace(stamps.get(essay), place);
    for (const alias of essay.aliases) if (!places.has(alias)) places.set(alias, place);
    places.set(essay.slug, place);
  }
  return {
    address: site.address,
    essays: places,
    pages: pagesIn('src/pages'),
    topics: Object.keys(site.topics),
    files,
    properties: siteProperties(),
  };
}
