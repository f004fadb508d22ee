/** The words for values of the front matter that the schema refuses, made of what was written. */
import { slugFor } from '../essay/slug.ts';
import { quoted } from '../essay/yaml.ts';
import { dayWords } from './daywords.ts';
import type { Words } from './finding.ts';
import { shownValue } from './wording.ts';

const isCollection = (value: unknown): value is { items: unknown[] } =>
  typeof value === 'object' && value !== null && 'items' in value;

/** The keys that cannot be left out where they belong. */
const NEEDED = 'title summary published key authors year venue url date note text why'.split(' ');

/** The keys whose lists hold words. */
const SCALARS = ['topics', 'aliases'];

interface Mistyped {
  readonly key: string;
  /** A node of the document where it is a list or has keys. */
  readonly value: unknown;
  /** A scalar as it stands in the source. */
  readonly written: string;
  /** The type that the schema asks for. */
  readonly expected: string | undefined;
  /** What the schema says to write. */
  readonly remedy: string;
}

/** A value of another type than its key takes. */
export function typeWords({ key, value, written, expected, remedy }: Mistyped): Words {
  if (value === null) {
    const needed = NEEDED.includes(key);
    return {
      message: `"${key}" is empty`,
      remedy: needed ? remedy : `${remedy}, or remove the line`,
    };
  }
  if (isCollection(value)) {
    const message = Array.isArray(JSON.parse(JSON.stringify(value)))
      ? 'a list stands here'
      : 'keys with values stand here';
    if (expected === 'array' && value.items.length > 0 && !SCALARS.includes(key)) {
      return { message, remedy: `${remedy}: begin each with -` };
    }
    return { message, remedy };
  }
  const message = `${shownValue(value)} will not do`;
  if (key === 'published' && typeof value === 'boolean') {
    const hide = value ? '' : '; draft: true hides an essay';
    return { message: `${written} is no day`, remedy: `${remedy}${hide}` };
  }
  if (expected === 'string') {
    if (/^write a quoted day/u.test(remedy)) return { message: `${written} is no day`, remedy };
    return {
      message: `${written} is not a text until it is quoted`,
      remedy: `write ${quoted(written)}`,
    };
  }
  if (expected === 'boolean') {
    const meant = /^(?:true|yes|y|on|1)$/iu.test(written)
      ? 'true'
      : /^(?:false|no|n|off|0)$/iu.test(written) && 'false';
    return { message, remedy: meant ? `write ${meant}, without quotes` : remedy };
  }
  if (expected === 'array') {
    const words = written
      .replace(/^\[(.*)\]$/u, '$1')
      .split(/\s*[,;]\s*|\s+/u)
      .filter(Boolean);
    const dashed = words.length > 0 && words.every((word) => /^-[^\s-]/u.test(word));
    const named = dashed ? words.map((word) => word.slice(1)) : words;
    const items = named.map((word) => (key === 'aliases' ? slugMeant(word) || word : word));
    return {
      message: dashed
        ? `a space is missing behind ${words.length > 1 ? 'each -' : 'the -'}`
        : `${shownValue(value)} is no list`,
      remedy:
        SCALARS.includes(key) && items.length > 0 ? `write ${key}: [${items.join(', ')}]` : remedy,
    };
  }
  if (expected === 'object' && remedy.includes('the words')) {
    return { message, remedy: `write { text: ${quoted(String(value))}, why: 'the reason' }` };
  }
  if (/^\d+$/u.test(written)) return { message, remedy: `write ${written}, without quotes` };
  return { message, remedy };
}

function addressWords(value: string, remedy: string): Words {
  const message = `${shownValue(value)} is no address of a page`;
  const doi = /^(?:doi:\s*|(?:dx\.)?doi\.org\/)?(10\.\d{4,}\/\S+)$/iu.exec(value)?.[1];
  if (doi) return { message, remedy: `write https://doi.org/${doi}` };
  const arxiv = /^arxiv:\s*(\S+)$/iu.exec(value)?.[1];
  if (arxiv) return { message, remedy: `write https://arxiv.org/abs/${arxiv}` };
  const bare = value.replace(/^(?:[a-z]{3,6}:\/{0,2}|[a-z]{4,5}\/\/|\/\/)/iu, '');
  return /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?$/iu.test(bare)
    ? { message, remedy: `write https://${bare}` }
    : { message, remedy };
}

/** The slug that somebody meant by the path or the file of an essay. */
function slugMeant(path: string): string {
  const last = path.replace(/\/+$/u, '').replace(/^.*\//u, '');
  return slugFor(last.replace(/\.(?:mdx?|html?)$/iu, ''));
}

/** A text that is not of the form its key takes. */
export function formatWords(key: string, value: string, remedy: string): Words {
  if (value.trim() === '') return { message: `"${key}" is empty`, remedy };
  if (key === 'published' || key === 'date' || key === 'accessed') {
    return dayWords(value) ?? { message: `${shownValue(value)} will not do`, remedy };
  }
  if (key === 'url') return addressWords(value.trim(), remedy);
  const meant = slugMeant(value);
  if (key === 'key') {
    const short = meant.replace(/^[\d-]+/u, '');
    return {
      message: `${shownValue(value)} will not do`,
      remedy: short ? `write ${short}` : remedy,
    };
  }
  if (key !== 'aliases' || !meant) return { message: `${shownValue(value)} will not do`, remedy };
  const message = `${shownValue(value)} is not of lower-case letters, digits and hyphens only`;
  return { message, remedy: `write ${meant}` };
}
