/** The two sites that are measured, in temporary folders with the same essays. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { stringify } from 'yaml';
import { ESSAYS } from '../../src/essay/files.ts';
import { copyProject, linkPackages } from '../site/copies.ts';
import { edited, LINKS, type Written } from './corpus.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Site {
  readonly name: string;
  readonly folder: string;
  /** The file of an essay, below the folder. */
  readonly file: (essay: Written) => string;
  /** The path of its page. */
  readonly page: (essay: Written) => string;
  /** The path of the page that lists the essays. */
  readonly index: string;
}

/** Removes a folder when this process ends, however it ends. */
function temporary(folder: string): string {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const QUOTED = { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const;
const matter = (data: object, body: string): string =>
  `---\n${stringify(data, QUOTED)}---\n\n${body}\n`;

/** This site with these essays and no others, its caches empty. */
export function thisSite(essays: readonly Written[]): Site {
  const folder = temporary(copyProject());
  rmSync(join(folder, ESSAYS), { recursive: true });
  // The results kept are a link here, which goes; what it leads to stays.
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true });
  mkdirSync(join(folder, ESSAYS), { recursive: true });
  const file = ({ slug }: Written) => `${ESSAYS}/${slug}.mdx`;
  for (const essay of essays) {
    const { slug: _, body, selected, ...data } = essay;
    writeFileSync(join(folder, file(essay)), matter(selected ? { ...data, selected } : data, body));
  }
  return { name: 'this site', folder, file, page: ({ slug }) => `${LINKS}${slug}/`, index: LINKS };
}

/**
 * A blog after Astro's own template of one, written anew in tests/bench/blog: the same packages, pages and
 * work for each post. In place of its fonts and picture it has two fonts of this site and a plain picture.
 */
export async function astroBlog(essays: readonly Written[]): Promise<Site> {
  const folder = temporary(mkdtempSync(join(tmpdir(), 'blog-')));
  const assets = join(folder, 'src/assets');
  const posts = 'src/content/blog';
  cpSync(join(import.meta.dirname, 'blog'), folder, { recursive: true });
  for (const made of [assets, join(folder, posts), join(folder, 'public')])
    mkdirSync(made, { recursive: true });
  linkPackages(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  cpSync(join(ROOT, 'public/favicon.svg'), join(folder, 'public/favicon.svg'));
  for (const [from, to] of [
    ['literata-basic', 'roman'],
    ['literata-italic-basic', 'italic'],
  ])
    cpSync(join(ROOT, `src/fonts/${from}.woff2`), join(assets, `${to}.woff2`));
  const plain = { width: 960, height: 480, channels: 3, background: '#8899aa' } as const;
  await sharp({ create: plain }).jpeg().toFile(join(assets, 'card.jpg'));
  const file = ({ slug }: Written) => `${posts}/${slug}.mdx`;
  for (const essay of essays) {
    const { title, summary, published } = essay;
    const body = essay.body.replaceAll(`](${LINKS}`, '](/blog/');
    const data = { title, description: summary, pubDate: published };
    writeFileSync(join(folder, file(essay)), matter(data, body));
  }
  return { name: 'template', folder, file, page: ({ slug }) => `/blog/${slug}/`, index: '/blog/' };
}

let edits = 0;

/** Puts a sentence into an essay of a site; returns a word of it that stands nowhere else. */
export function edit({ folder, file }: Site, essay: Written): string {
  const path = join(folder, file(essay));
  // In letters: a number in prose would be a fault.
  const word = `edit${[...String(edits++)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`;
  writeFileSync(path, edited(readFileSync(path, 'utf8'), word));
  return word;
}

/** Empties the caches of a site, and takes away what was built. */
export function forget({ folder }: Site): void {
  for (const name of [
    'dist',
    '.astro',
    ...['.cache', '.astro', '.vite'].map((name) => `node_modules/${name}`),
  ])
    rmSync(join(folder, name), { recursive: true, force: true });
}
