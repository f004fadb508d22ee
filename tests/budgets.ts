/** The most bytes of what could grow with the number of essays, and a built site held to them. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BOOK } from '../src/site.ts';

interface Budget {
  /** The files, below the built site. */
  readonly files: string;
  /** The most bytes of one of them, with so many essays. */
  readonly most: (essays: number) => number;
  /** What is counted: bytes as a host sends them, by Brotli; bytes as they lie there; or characters. */
  readonly counted: 'squeezed' | 'bytes' | 'characters';
}

const KIB = 1024;
/** What a server may send before it hears back: ten segments (RFC 6928). */
const WINDOW = 14 * KIB;

const page = (files: string, most: number): Budget => ({
  files,
  most: () => most,
  counted: 'squeezed',
});
const file = (files: string, most: number): Budget => ({
  files,
  most: () => most,
  counted: 'bytes',
});
/** What has a line, or a chapter, for each essay. */
const each = (files: string, frame: number, most: number): Budget => ({
  files,
  most: (essays) => frame + most * essays,
  counted: 'bytes',
});

/** The most essays of a year for which its page keeps its budget. */
export const A_YEAR = 100;
/** Numbers of essays at which budgets are held. */
export const COUNTS = [1, 7, 100, 1000];

export const BUDGETS = {
  home: page('index.html', WINDOW),
  index: page('essays/index.html', 24 * KIB),
  topic: page('topics/*/index.html', 24 * KIB),
  year: page('years/*/index.html', 48 * KIB),
  /** An essay of 1,500 words without figures, whatever stands around it. */
  essay: page('essays/*/index.html', WINDOW),
  feeds: file('{rss.xml,feed.json}', 1.5e6),
  // A title of 100 and a summary of 240 characters, of whatever script, and an address.
  list: { ...each('llms.txt', 1000, 480), counted: 'characters' },
  sitemap: each('sitemap-0.xml', 5000, 240),
  /** What a search loads whatever is looked for: which pages there are. */
  search: each('pagefind/*.pf_meta', 2000, 16),
  /** A page among what was found: its text. */
  found: file('pagefind/fragment/*', 20_000),
  /** Without pictures. */
  book: each(BOOK, 100_000, 6000),
} satisfies Readonly<Record<string, Budget>>;

export const squeezed = (content: string | Uint8Array): number =>
  brotliCompressSync(content).length;

/** The number of characters of a text, whatever script they are of. */
export const charactersIn = (text: string): number => [...text].length;

const measured: Readonly<Record<Budget['counted'], (path: string) => number>> = {
  squeezed: (path) => squeezed(readFileSync(path)),
  bytes: (path) => statSync(path).size,
  characters: (path) => charactersIn(readFileSync(path, 'utf8')),
};

/** Pages that a site has none of where it has few essays, or none about a topic. */
const MAY_LACK = ['year', 'topic'];

/** What of a site built with so many essays, none with a figure, is over a budget, a line each. */
export function budgetFaults(
  dist: string,
  essays: number,
  budgets: Readonly<Record<string, Budget>> = BUDGETS,
): string[] {
  return Object.entries(budgets).flatMap(([name, { files, most, counted }]) => {
    const sizes = globSync(join(dist, files)).map((path) => ({ path, size: statSync(path).size }));
    // Of many, the largest speaks for all: compressing each would take minutes.
    const [largest] = sizes.sort((a, b) => b.size - a.size);
    if (!largest) return MAY_LACK.includes(name) ? [] : [`${name}: nothing is called ${files}`];
    const size = measured[counted](largest.path);
    const what = counted === 'characters' ? 'characters' : 'bytes';
    const path = largest.path.slice(dist.length + 1);
    return size > most(essays)
      ? [`${essays} essays: ${path} has ${size} ${what}; at most ${most(essays)}`]
      : [];
  });
}
