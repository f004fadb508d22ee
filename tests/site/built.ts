/** Reading what was built. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { strFromU8, unzipSync } from 'fflate';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { markdownToHtml } from 'satteri';
import { visit } from 'unist-util-visit';
import { BOOK } from '../../src/site.ts';
import { SITE } from '../servers.ts';

export const DIST = SITE.outDir;

/** The paths of the topics that have essays: `/topics/storage/`. */
export const topicPaths = (dir = DIST): string[] =>
  htmlFiles(dir)
    .flatMap((file) => /^topics\/[^/]+\//.exec(file)?.[0] ?? [])
    .map((path) => `/${path}`);

/** Every file below a folder, relative to it, sorted. */
export const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();

/** Of every file below a folder the SHA-256 of what it holds. */
export const hashesIn = (dir: string): Record<string, string> =>
  Object.fromEntries(
    filesIn(dir).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(dir, file)))
        .digest('hex'),
    ]),
  );

export const read = (file: string, dir = DIST): string => readFileSync(`${dir}/${file}`, 'utf8');
export const htmlFiles = (dir = DIST): string[] =>
  filesIn(dir).filter((file) => file.endsWith('.html'));
export const parse = (html: string): Root => fromHtml(html);

export function elements(tree: Root | Element, wanted: (node: Element) => boolean): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (node) => {
    if (wanted(node)) found.push(node);
  });
  return found;
}

/** Whether an element has a class. */
export const classed =
  (name: string) =>
  ({ properties: { className } }: Element): boolean =>
    Array.isArray(className) && className.includes(name);

/** The slugs of the essays whose pages were built, old addresses aside. */
export const builtSlugs = (dir = DIST): string[] =>
  htmlFiles(dir)
    .map((file) => /^essays\/([^/]+)\/index\.html$/.exec(file)?.[1] ?? '')
    .filter(
      (slug) => slug !== '' && !/http-equiv="refresh"/.test(read(`essays/${slug}/index.html`, dir)),
    );

const below = (element: XmlElement | null): XmlElement[] =>
  (element?.children ?? []).filter((node) => node instanceof XmlElement);

/** Each item of the feed as the text of its elements, by their names. */
export const feedItems = (dir = DIST): Record<string, string>[] =>
  below(below(parseXml(read('rss.xml', dir)).root)[0])
    .filter(({ name }) => name === 'item')
    .map((item) => Object.fromEntries(below(item).map(({ name, text }) => [name, text])));

/** An item of the JSON Feed, as far as tests read it. */
export interface JsonItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_html: string;
  readonly summary: string;
  readonly date_published: string;
  readonly date_modified?: string;
  readonly tags?: readonly string[];
}

export const jsonItems = (dir = DIST): JsonItem[] => JSON.parse(read('feed.json', dir)).items;

/** The texts of essays in Markdown. */
export const textFiles = (dir = DIST): string[] =>
  filesIn(dir).filter((file) => file.endsWith('.md'));

/** What Markdown with front matter says, as HTML. */
export const markdownHtml = (text: string): string =>
  markdownToHtml(text.replace(/^---\n[\s\S]*?\n---\n/, ''), { features: { math: true } }).html;

/** The files of the book that are text, by their names. */
export const bookFiles = (dir = DIST): Map<string, string> =>
  new Map(
    Object.entries(unzipSync(readFileSync(`${dir}/${BOOK}`)))
      .filter(([file]) => !/\.(?:png|jpg|jpeg|gif)$/.test(file))
      .map(([file, bytes]) => [file, strFromU8(bytes)]),
  );
