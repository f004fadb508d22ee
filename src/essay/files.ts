/** The essay files on disk, read before Astro runs: what is shown today and what is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { today } from './today.ts';

/** Where essays live, relative to the project's root. */
export const ESSAYS = 'src/content/essays';

export interface Source {
  readonly slug: string;
  /** Relative to {@link ESSAYS}: `slug.mdx` or `slug/index.mdx`. */
  readonly file: string;
  /** Drafts and essays whose day has not come. */
  readonly hidden: boolean;
  /** The day of the last revision, else of publication. */
  readonly changed: string;
  /** Earlier slugs. */
  readonly aliases: readonly string[];
}

const frontMatter = (source: string): Record<string, unknown> => {
  const block = /^---\r?\n([\s\S]*?)\r?\n---/.exec(source)?.[1] ?? '';
  try {
    return (parse(block) as Record<string, unknown> | null) ?? {};
  } catch {
    return {}; // Astro names file and line of malformed YAML.
  }
};

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const lastDay = (data: Record<string, unknown>): string => {
  const revisions = Array.isArray(data.revisions) ? data.revisions : [];
  return String(revisions.at(-1)?.date ?? data.published ?? '');
};

/**
 * Every essay file, sorted by slug.
 *
 * @throws when two files claim one slug
 */
export function readSources(): Source[] {
  const files = readdirSync(ESSAYS, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^[^/_]+\.mdx$|^[^/_]+\/index\.mdx$/.test(file))
    .sort();
  const day = today();
  const sources = files.map((file) => {
    const data = frontMatter(readFileSync(`${ESSAYS}/${file}`, 'utf8'));
    const published = String(data.published ?? '');
    // What is not a day is shown, so that the schema can say so, and not hidden as a day to come.
    const future = published > day && isDay(published);
    return {
      slug: file.replace(/(\/index)?\.mdx$/, ''),
      file,
      hidden: data.draft === true || future,
      changed: lastDay(data),
      aliases: Array.isArray(data.aliases) ? data.aliases.map(String) : [],
    };
  });
  for (const { slug, file } of sources) {
    const twin = sources.find((other) => other.slug === slug && other.file !== file);
    if (twin) {
      throw new Error(
        `${ESSAYS}/${file} and ${ESSAYS}/${twin.file}: two essays called "${slug}"; rename one`,
      );
    }
  }
  return sources;
}

/** True where drafts and coming essays are shown: in `npm run dev`, and in tests that ask for them. */
export const showsHidden = (dev: boolean): boolean => dev || process.env.SITE_DRAFTS === 'show';
