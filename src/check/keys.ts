/** Keys of other tools' front matter, and what the site calls them. */
import type { FrontMatter } from '../essay/matter.ts';
import { quoted } from '../essay/yaml.ts';
import { dayWords } from './daywords.ts';

const CALLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    title: 'name heading headline',
    summary: 'description excerpt abstract subtitle lead tagline deck intro',
    published: 'date pubdate publishdate publish_date publish publishedat published_at created',
    revisions: 'updated lastmod modified last_modified last_modified_at updateddate revised',
    topics: 'tags tag categories category keywords',
    aliases: 'redirect_from redirects',
    selected: 'featured pinned weight order',
    references: 'bibliography sources citations',
  }).flatMap(([key, names]) => names.split(' ').map((name) => [name, key] as const)),
);

/** The same of the keys of a revision, a reference and an exception. */
const CALLED_WITHIN: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    text: 'note',
    message: 'note',
    link: 'url',
    href: 'url',
    journal: 'venue',
    publisher: 'venue',
    doi: 'url',
    reason: 'why',
    because: 'why',
  }),
);

/** The key of a revision, a reference or an exception that one of another tool's stands for, if that is not there. */
export const calledWithin = (key: string, known: readonly string[]): string | undefined =>
  known.find((name) => name === CALLED_WITHIN.get(key.toLowerCase()));

/** What to write for a key within whose value is another here. */
export function withinRemedy(key: string, value: unknown): string | undefined {
  const doi = typeof value === 'string' && /10\.\d{4,}\/\S+$/u.exec(value.trim())?.[0];
  return key.toLowerCase() === 'doi' && doi
    ? `write url: ${quoted(`https://doi.org/${doi}`)}`
    : undefined;
}

/** Keys whose part the file's name plays. */
const NAMES = new Set('slug permalink url path link'.split(' '));

/** The key that one of another tool's stands for. */
export const calledHere = (key: string): string | undefined => CALLED.get(key.toLowerCase());

/** What to write for a key of another tool; undefined where none is known. */
export function foreignKeyRemedy(matter: FrontMatter, key: string): string | undefined {
  if (NAMES.has(key.toLowerCase())) return "remove it; the file's name is the address";
  if (key.toLowerCase() === 'own') return 'write numbers: own';
  const here = calledHere(key);
  if (here === undefined) return undefined;
  const there = matter.data[here];
  if (typeof there === 'string' || Array.isArray(there)) return `remove it; ${here} is there`;
  const value: unknown = matter.data[key];
  const node: unknown = matter.document.get(key, true);
  const written = node && typeof node === 'object' && 'source' in node ? String(node.source) : '';
  if (here === 'published') {
    const day = dayWords(written)?.remedy.replace(/^write (?=')/u, '');
    return `write published: ${day?.startsWith("'") ? day : quoted(written.slice(0, 10))}`;
  }
  if ((here === 'summary' || here === 'title') && typeof value === 'string') {
    const fits = value.length < 100;
    return fits ? `write ${here}: ${quoted(value.trim())}` : `write ${here}: for ${key}:`;
  }
  return `write ${here}, or remove it`;
}
