/**
 * The essays as they were public, by the repository's history. What stood there while `src/site.ts`
 * held the placeholder was never public, nor was a draft.
 */
import { ESSAYS, type EssayFile, essayOf, slugOf } from '../essay/files.ts';
import { PRINTS } from '../essay/ledger.ts';
import { dayOf } from '../essay/today.ts';
import { isPlaceholder } from '../site.ts';
import { commitsOf, textsOf } from './history.ts';

const SITE = 'src/site.ts';

/** An essay as it once was public. */
export interface Edition extends Pick<EssayFile, 'slug' | 'file' | 'first' | 'published'> {
  /** The first and the last commit at which it stood there, counted from the oldest. */
  readonly since: number;
  readonly last: number;
  /** The last day on which it did. */
  readonly until: string;
  /** Its text, and those of its modules. */
  readonly blobs: readonly string[];
  /** The texts of its prints that lay beside it: `printed.txt`. */
  readonly prints: readonly string[];
}

/** Whether a file below {@link ESSAYS} is a module of the essay in its folder. */
export const isModuleOf = (slug: string, path: string): boolean =>
  path.startsWith(`${slug}/`) && /\.ts$/u.test(path) && !path.startsWith(`${slug}/tests/`);

/**
 * The essays that were public, as often as they changed, the oldest first.
 *
 * @param root the project's folder
 * @param day the day until which the last commit stands
 * @throws a `HistoryError` where the history cannot be told
 */
export function editionsOf(root: string, day: string): Edition[] {
  const commits = commitsOf(root, [ESSAYS, SITE]);
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
      if (slug === undefined) continue;
      const { hidden, file, first, published } = essayOf(path, slug, texts.get(blob) ?? '', until);
      if (hidden) continue;
      const modules = [...stands].flatMap(([path, of]) => (isModuleOf(slug, path) ? [of] : []));
      const prints = PRINTS.filter((name) => stands.has(`${slug}/${name}`));
      const blobs = [blob, ...modules];
      const name = [slug, ...blobs, ...prints].join();
      const since = found.get(name)?.since ?? i;
      found.set(name, { slug, file, first, published, since, last: i, until, blobs, prints });
    }
  });
  return [...found.values()];
}

const meets = (a: Edition, b: Edition): boolean => a.since <= b.last && b.since <= a.last;

/**
 * The slugs that may be an essay's identity in the feeds: the one that it had there first, and where
 * two essays that stood beside each other have become one, that of each.
 *
 * @param editions those of the essay, and of what it takes the place of, the oldest first
 */
export const identitiesOf = (editions: readonly Edition[]): string[] => [
  ...editions.slice(0, 1).map(({ first }) => first),
  ...editions
    .filter((one) => one.first === one.slug)
    .filter((one) => editions.some((other) => other.slug !== one.slug && meets(one, other)))
    .map(({ first }) => first),
];
