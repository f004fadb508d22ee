/**
 * The essays as they were public, by the repository's history. What stood there while `src/site.ts`
 * held the placeholder was never public, nor was a draft.
 */
import { ESSAYS, type EssayFile, essayOf, slugOf } from '../essay/files.ts';
import { PRINTS } from '../essay/ledger.ts';
import { isDay } from '../essay/schema.ts';
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

/** The day on which every essay has come that ever does. */
const LAST_DAY = '9999-12-31';

/** An essay as it stands until a commit changes it. */
interface Standing extends Pick<Edition, 'slug' | 'file' | 'first' | 'published'> {
  /** The day from which it is public; undefined where it never is. */
  readonly from: string | undefined;
  readonly blobs: readonly string[];
  readonly prints: readonly string[];
}

/** The files below {@link ESSAYS}, by path, as the commits leave them one after the other. */
interface Stand {
  readonly blobs: Map<string, string>;
  /** The paths of each folder. */
  readonly folders: Map<string, Set<string>>;
  /** What is made of the essays, by path; undefined where a commit has changed it since. */
  readonly essays: Map<string, Standing | undefined>;
}

/** Notes what a commit leaves at a path: a blob, or nothing. */
function change({ blobs, folders, essays }: Stand, path: string, blob: string | undefined): void {
  const [folder = ''] = path.split('/');
  const paths = folders.get(folder) ?? new Set();
  if (blob) {
    blobs.set(path, blob);
    folders.set(folder, paths.add(path));
  } else {
    blobs.delete(path);
    paths.delete(path);
  }
  if (slugOf(path) !== undefined) {
    if (blob) essays.set(path, undefined);
    else essays.delete(path);
  }
  for (const essay of [`${folder}.mdx`, `${folder}/index.mdx`]) {
    if (essays.has(essay)) essays.set(essay, undefined);
  }
}

/** What stands of an essay; `read` gives the essay of a path and a blob, on {@link LAST_DAY}. */
function standingOf(
  { blobs, folders }: Stand,
  path: string,
  slug: string,
  read: (path: string, slug: string, blob: string) => EssayFile,
): Standing {
  const blob = blobs.get(path) ?? '';
  const { hidden, file, first, published } = read(path, slug, blob);
  const modules = [...(folders.get(slug) ?? [])].filter((one) => isModuleOf(slug, one));
  return {
    slug,
    file,
    first,
    published,
    from: hidden ? undefined : isDay(published) ? published : '',
    blobs: [blob, ...modules.flatMap((one) => blobs.get(one) ?? [])],
    prints: PRINTS.filter((name) => blobs.has(`${slug}/${name}`)),
  };
}

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
  const texts = textsOf(
    root,
    commits.flatMap(({ changes }) =>
      [...changes].flatMap(([path, blob]) => (blob && path.endsWith('.mdx') ? [blob] : [])),
    ),
  );
  const known = new Map<string, EssayFile>();
  const read = (path: string, slug: string, blob: string): EssayFile => {
    const name = `${path} ${blob}`;
    const essay = known.get(name) ?? essayOf(path, slug, texts.get(blob) ?? '', LAST_DAY);
    known.set(name, essay);
    return essay;
  };
  const stand: Stand = { blobs: new Map(), folders: new Map(), essays: new Map() };
  const found = new Map<string, Edition>();
  let placeholder = true;
  commits.forEach(({ changes }, i) => {
    for (const [path, blob] of changes) {
      if (path === SITE) placeholder = isPlaceholder(sites.get(blob ?? '') ?? '');
      else change(stand, path.slice(ESSAYS.length + 1), blob);
    }
    if (placeholder) return;
    const next = commits[i + 1];
    const until = next ? dayOf(new Date(next.time * 1000)) : day;
    for (const [path, before] of stand.essays) {
      const slug = slugOf(path);
      if (slug === undefined) continue;
      const one = before ?? standingOf(stand, path, slug, read);
      if (!before) stand.essays.set(path, one);
      const { from, ...edition } = one;
      if (from === undefined || from > until) continue;
      const name = [slug, ...one.blobs, ...one.prints].join();
      const since = found.get(name)?.since ?? i;
      found.set(name, { ...edition, since, last: i, until });
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
