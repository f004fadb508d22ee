/** The essay files on disk: which they are, what they are called, what is shown today and what is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { type FrontMatter, frontMatterOf } from './matter.ts';
import { isDay } from './schema.ts';
import { today } from './today.ts';

/** Where essays live, relative to the project's root. */
export const ESSAYS = 'src/content/essays';

/** An essay as it lies on disk. */
export interface EssayFile {
  readonly slug: string;
  /** Relative to the project's root: `…/slug.mdx` or `…/slug/index.mdx`. */
  readonly file: string;
  readonly source: string;
  /** Undefined where the file has none that can be read. */
  readonly matter: FrontMatter | undefined;
  readonly draft: boolean;
  /** Drafts, essays whose day has not come, and those of which it cannot be told. */
  readonly hidden: boolean;
  /** The day of the last revision, else of publication. */
  readonly changed: string;
  /** Earlier slugs. */
  readonly aliases: readonly string[];
}

/** What Astro's loader takes for an essay, in its own words; {@link slugOf} says the same. */
export const ESSAY_GLOBS = ['[^_]*.mdx', '[^_]*/index.mdx'];

/** The slug of a file below {@link ESSAYS}, or undefined where it is no essay. */
export const slugOf = (path: string): string | undefined =>
  /^([^_./][^/]*?)(?:\/index)?\.mdx$/u.exec(path)?.[1];

/**
 * Whether a file of an essay's folder, relative to it, holds the essay to something and is no part
 * of it: its tests, and what it printed when somebody last looked.
 */
export const isAside = (path: string): boolean =>
  path.startsWith('tests/') || path === 'printed.txt' || path === 'drawings.txt';

/** Every file below {@link ESSAYS}, relative to it, in the order of their names. */
export const filesBelowEssays = (): string[] =>
  readdirSync(ESSAYS, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

function lastDay(data: FrontMatter['data']): string {
  const revisions = Array.isArray(data.revisions) ? data.revisions : [];
  return String(revisions.at(-1)?.date ?? data.published ?? '');
}

/** An essay from its file, below {@link ESSAYS}, and its text; `day` is the day it is read on. */
export function essayOf(path: string, slug: string, source: string, day: string): EssayFile {
  const matter = frontMatterOf(source);
  const readable = matter !== undefined && matter.document.errors.length === 0;
  const data = matter?.data ?? {};
  const draft = data.draft === true;
  // What is not a day is shown, so that the schema can say so, and not hidden as a day to come.
  const toCome = isDay(data.published) && data.published > day;
  return {
    slug,
    file: `${ESSAYS}/${path}`,
    source,
    matter,
    draft,
    hidden: draft || toCome || !readable,
    changed: lastDay(data),
    aliases: Array.isArray(data.aliases) ? data.aliases.map(String) : [],
  };
}

/** Every essay file, in the order of the slugs, whatever is wrong with it. */
export function essayFiles(): EssayFile[] {
  const day = today();
  return filesBelowEssays().flatMap((path) => {
    const slug = slugOf(path);
    if (slug === undefined) return [];
    return [essayOf(path, slug, readFileSync(`${ESSAYS}/${path}`, 'utf8'), day)];
  });
}

/**
 * Every essay file, for a build.
 *
 * @throws when the front matter of one cannot be read, for then nobody knows whether it is a draft;
 *   when two files claim one slug
 */
export function readEssays(): EssayFile[] {
  const essays = essayFiles();
  for (const { slug, file, matter } of essays) {
    const [fault] = matter?.document.errors ?? [];
    if (!matter || fault) {
      const why = fault ? `cannot be read: ${fault.message}` : 'is missing';
      throw new Error(`${file}: its front matter ${why}; npm run check says more`);
    }
    const twin = essays.find((other) => other.slug === slug && other.file !== file);
    if (twin) {
      throw new Error(`${file} and ${twin.file}: two essays called "${slug}"; rename one`);
    }
  }
  return essays;
}

/** True where drafts and coming essays are shown: in `npm run dev`, and in tests that ask for them. */
export const showsHidden = (dev: boolean): boolean => dev || process.env.SITE_DRAFTS === 'show';
