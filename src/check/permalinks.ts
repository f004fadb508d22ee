/**
 * What was public and is gone: slugs, figures and named parts of essays, by the repository's history.
 * What stood there while `src/site.ts` held the placeholder was never public, nor was a draft.
 */
import { readFileSync } from 'node:fs';
import { ESSAYS, type EssayFile, entriesBelow, essayOf, slugOf } from '../essay/files.ts';
import { START } from '../essay/schema.ts';
import { dayOf } from '../essay/today.ts';
import { isPlaceholder } from '../site.ts';
import { type Finding, nearest } from './finding.ts';
import { type Commit, commitsOf, textsOf } from './history.ts';
import { keptAnchors, namedParts } from './ids.ts';
import { readMdx } from './reading.ts';

const SITE = 'src/site.ts';
const FIGURE = /\bfigure\(\s*\{\s*id:\s*(['"`])([\w-]+)\1/gu;

/** The parts that an essay's author names in its text and the modules beside it, as written. */
function partsIn(source: string, modules: readonly string[]): Set<string> {
  const figures = modules.flatMap((text) => [...text.matchAll(FIGURE)].map(([, , id = '']) => id));
  return namedParts(readMdx(source).root, figures).ids;
}

/** Whether a file below {@link ESSAYS} is a module of the essay in its folder. */
const isModuleOf = (slug: string, path: string): boolean =>
  path.startsWith(`${slug}/`) && /\.ts$/u.test(path) && !path.startsWith(`${slug}/tests/`);

/** An essay as it once was public. */
interface Edition {
  readonly slug: string;
  readonly path: string;
  /** The last day on which it was. */
  readonly until: string;
  /** Its text, and those of its modules. */
  readonly blobs: readonly string[];
}

/**
 * The essays that were public, as often as they changed.
 *
 * @param day the day until which the last commit stands
 */
function editions(root: string, commits: readonly Commit[], day: string): Edition[] {
  const sites = textsOf(
    root,
    commits.flatMap(({ changes }) => changes.get(SITE) ?? []),
  );
  const stands = new Map<string, string>();
  const texts = textsOf(
    root,
    commits.flatMap(({ changes }) =>
      [...changes].flatMap(([path, blob]) => (blob && path.endsWith('.mdx') ? [blob] : [])),
    ),
  );
  const found = new Map<string, Edition>();
  let placeholder = true;
  commits.forEach(({ changes }, i) => {
    for (const [path, blob] of changes) {
      if (path === SITE) placeholder = isPlaceholder(sites.get(blob ?? '') ?? '');
      else if (blob) stands.set(path.slice(ESSAYS.length + 1), blob);
      else stands.delete(path.slice(ESSAYS.length + 1));
    }
    if (placeholder) return;
    const next = commits[i + 1];
    const until = next ? dayOf(new Date(next.time * 1000)) : day;
    for (const [path, blob] of stands) {
      const slug = slugOf(path);
      if (slug === undefined || essayOf(path, slug, texts.get(blob) ?? '', until).hidden) continue;
      const modules = [...stands].flatMap(([file, of]) => (isModuleOf(slug, file) ? [of] : []));
      const edition = { slug, path, until, blobs: [blob, ...modules] };
      found.set([slug, ...edition.blobs].join(), edition);
    }
  });
  return [...found.values()];
}

/** The parts that an essay has, and those that it keeps. */
function presentParts({ slug, source, matter }: EssayFile, root: string): Set<string> {
  const modules = entriesBelow(`${root}/${ESSAYS}`)
    .filter(({ path, kind }) => kind === 'file' && isModuleOf(slug, path))
    .map(({ path }) => readFileSync(`${root}/${ESSAYS}/${path}`, 'utf8'));
  const parts = partsIn(source, modules);
  for (const [old] of keptAnchors(matter)) parts.add(old);
  return parts;
}

/**
 * What was public and no longer answers.
 *
 * @param root the project's folder
 * @param essays as they now are
 * @param day the site's day
 * @throws a `HistoryError` where the history cannot be told
 */
export function lostPermalinks(root: string, essays: readonly EssayFile[], day: string): Finding[] {
  const commits = commitsOf(root, [ESSAYS, SITE]);
  const public_ = editions(root, commits, day);
  const texts = textsOf(
    root,
    public_.flatMap(({ blobs }) => blobs),
  );
  const shown = essays.filter(({ hidden }) => !hidden);
  const lost = new Map<string, Finding>();
  const tell = (file: string, field: string, message: string, remedy: string) =>
    lost.set(`${file} ${message.replace(/ until \S+/u, '')}`, {
      ...{ file, line: 1, column: 1 },
      ...{ field, message, remedy },
    });
  const parts = new Map<EssayFile, Set<string>>();
  for (const { slug, path, until, blobs } of public_) {
    const now =
      shown.find((essay) => essay.slug === slug) ??
      shown.find((essay) => essay.aliases.includes(slug));
    if (!now) {
      const message = `/essays/${slug}/ was public until ${until} and is gone`;
      const remedy = `write aliases: [${slug}] in the essay that takes its place, or put it back`;
      tell(`${ESSAYS}/${path}`, 'aliases', message, remedy);
      continue;
    }
    const has = parts.get(now) ?? presentParts(now, root);
    parts.set(now, has);
    const [source = '', ...modules] = blobs.map((blob) => texts.get(blob) ?? '');
    for (const part of partsIn(source, modules)) {
      if (part === '' || has.has(part)) continue;
      const isFigure = (id: string) => id.startsWith('fig-');
      const others = [...has].filter((id) => isFigure(id) === isFigure(part));
      const meant = nearest(part, others) ?? others[0] ?? START;
      const message = `#${part} of /essays/${slug}/ was public until ${until} and is gone`;
      const remedy = `write anchors: { ${/^[\w-]+$/u.test(part) ? part : JSON.stringify(part)}: ${meant} }`;
      tell(now.file, 'anchors', message, remedy);
    }
  }
  return [...lost.values()];
}
