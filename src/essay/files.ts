/** The essay files on disk: which they are, what they are called, what is shown today and what is not. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { type FrontMatter, frontMatterOf, missingMatter } from './matter.ts';
import { isDay } from './schema.ts';
import { type Text, type Trouble, textOf, unreadable } from './text.ts';
import { today } from './today.ts';

/** Where essays live, relative to the project's root. */
export const ESSAYS = 'src/content/essays';

/** An essay as it lies on disk. */
export interface EssayFile {
  readonly slug: string;
  /** Relative to the project's root: `…/slug.mdx` or `…/slug/index.mdx`. */
  readonly file: string;
  /** Without a byte-order mark. */
  readonly source: string;
  /** Why the file is no text that can be read; undefined where it is one. */
  readonly trouble: Trouble | undefined;
  /** Undefined where the file has none that can be told apart. */
  readonly matter: FrontMatter | undefined;
  readonly draft: boolean;
  /** Drafts, essays whose day has not come, and those of which it cannot be told. */
  readonly hidden: boolean;
  /** The day of publication, as it is written. */
  readonly published: string;
  /** The day of the last revision, else of publication. */
  readonly changed: string;
  /** Earlier slugs. */
  readonly aliases: readonly string[];
  /** The slug that it had first, which is its identity in the feeds. */
  readonly first: string;
}

/** What Astro's loader takes for an essay, in its own words; {@link slugOf} says the same. */
export const ESSAY_GLOBS = ['[^_]*.mdx', '[^_]*/index.mdx'];

/** The slug of a file below {@link ESSAYS}, or undefined where it is no essay. */
export const slugOf = (path: string): string | undefined =>
  /^([^_./][^/]*?)(?:\/index)?\.mdx$/u.exec(path)?.[1];

/** An essay as one of Astro's patterns that surely takes its file, whatever signs are in its name. */
const patternOf = ({ file }: EssayFile): string =>
  file.slice(ESSAYS.length + 1).replace(/[^\w./-]/g, '?');

/**
 * Patterns by which Astro's loader takes the essays that are shown and nothing else, be it a draft
 * in a folder that is a link, which the loader would enter.
 */
export function shownPatterns(essays: readonly EssayFile[]): string[] {
  const of = (kept: boolean) => essays.filter((one) => isShown(one, false) === kept).map(patternOf);
  const shown = of(true);
  // A pattern of a shown essay may take more than its file; of no pattern but refusals Astro takes all.
  return shown.length > 0 ? [...shown, ...of(false).map((pattern) => `!${pattern}`)] : [];
}

/**
 * Whether a file of an essay's folder, relative to it, holds the essay to something and is no part
 * of it: its tests, what it printed when somebody last looked, words that a dictionary lacks.
 */
export const isAside = (path: string): boolean =>
  path.startsWith('tests/') || /^(?:printed|drawings|words)\.txt$/.test(path);

/** What lies below a folder. */
export interface Entry {
  /** Relative to the folder. */
  readonly path: string;
  /** A link counts as what it leads to; `else` is what nobody can read, such as a pipe. */
  readonly kind: 'file' | 'folder' | 'linked folder' | 'dead link' | 'else';
}

function kindOf(folder: string, entry: Dirent): Entry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'else';
  try {
    const target = statSync(`${folder}/${entry.name}`);
    return target.isFile() ? 'file' : target.isDirectory() ? 'linked folder' : 'else';
  } catch {
    return 'dead link';
  }
}

/**
 * Everything below a folder, in the order of the names, without what begins with a dot, such as the
 * locks that editors leave. Linked folders are not entered, nor those that may not be read.
 */
export function entriesBelow(folder: string): Entry[] {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry): Entry[] => {
      const kind = kindOf(folder, entry);
      const below = kind === 'folder' ? entriesBelow(`${folder}/${entry.name}`) : [];
      return [
        { path: entry.name, kind },
        ...below.map(({ path, kind }) => ({ path: `${entry.name}/${path}`, kind })),
      ];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function lastDay(data: FrontMatter['data']): string {
  const revisions = Array.isArray(data.revisions) ? data.revisions : [];
  return String(revisions.at(-1)?.date ?? data.published ?? '');
}

/** An essay from its file, below {@link ESSAYS}, and its text; `day` is the day it is read on. */
export function essayOf(path: string, slug: string, text: string | Text, day: string): EssayFile {
  const { source, trouble } = typeof text === 'string' ? { source: text } : text;
  const matter = frontMatterOf(source);
  const data = matter?.data ?? {};
  const readable = trouble === undefined && matter?.troubles.length === 0;
  // What is not a day is shown, so that the schema can say so, and not hidden as a day to come.
  const toCome = isDay(data.published) && data.published > day;
  // So is a draft that says neither true nor false, but never to a reader.
  const finished = data.draft === undefined || data.draft === false;
  const slugs: string[] = Array.isArray(data.aliases) ? data.aliases.map(String) : [];
  return {
    slug,
    file: `${ESSAYS}/${path}`,
    source,
    trouble,
    matter,
    draft: data.draft === true,
    hidden: !finished || toCome || !readable,
    published: String(data.published ?? ''),
    changed: lastDay(data),
    // An essay that is called again what it was called first lists that slug too, before the others.
    aliases: slugs.filter((one) => one !== slug),
    first: slugs[0] ?? slug,
  };
}

/** The text of a file, or why it has none. */
function readText(file: string): Text {
  try {
    return textOf(readFileSync(file));
  } catch (error) {
    return unreadable(error);
  }
}

/** Every essay file, by its path below {@link ESSAYS}, and its slug, in the order of the paths. */
export const slugsByPath = (): (readonly [path: string, slug: string])[] =>
  entriesBelow(ESSAYS).flatMap(({ path, kind }) => {
    const slug = slugOf(path);
    const reads = slug !== undefined && (kind === 'file' || kind === 'dead link');
    return reads ? [[path, slug] as const] : [];
  });

/** An essay from its file, read on a day. */
export const essayFile = (path: string, slug: string, day: string): EssayFile =>
  essayOf(path, slug, readText(`${ESSAYS}/${path}`), day);

/** Every essay file, in the order of the slugs, whatever is wrong with it. */
export function essayFiles(): EssayFile[] {
  const day = today();
  return slugsByPath().map(([path, slug]) => essayFile(path, slug, day));
}

/**
 * Every essay file, for a build.
 *
 * @throws when the front matter of one cannot be read, for then nobody knows whether it is a draft;
 *   when two files claim one slug
 */
export function readEssays(): EssayFile[] {
  const essays = essayFiles();
  for (const { slug, file, source, trouble, matter } of essays) {
    const [fault] = trouble ? [trouble] : (matter?.troubles ?? [missingMatter(source)]);
    if (fault) {
      const line = source.slice(0, fault.offset).split('\n').length;
      const what = trouble ? '' : 'front matter: ';
      throw new Error(`${file}:${line}: ${what}${fault.message}; ${fault.remedy}`);
    }
    const twin = essays.find((other) => other.slug === slug && other.file !== file);
    if (twin) {
      throw new Error(`${file} and ${twin.file}: two essays called "${slug}"; rename one`);
    }
  }
  return essays;
}

/**
 * Whether an essay is shown. Drafts and coming essays are in `npm run dev`, and in tests that ask for
 * them: `SITE_DRAFTS` is `show` for all, or slugs with commas between them.
 */
export function isShown(
  { slug, hidden }: Pick<EssayFile, 'slug' | 'hidden'>,
  dev: boolean,
): boolean {
  const asked = process.env.SITE_DRAFTS ?? '';
  return !hidden || dev || asked === 'show' || asked.split(',').includes(slug);
}
