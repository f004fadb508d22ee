/** The parts of an essay's page that a link can lead to: ids of headings, figures, notes, sources. */
import Slugger from 'github-slugger';
import type { FrontMatter } from '../essay/matter.ts';
import { textOf } from './addresses.ts';
import { listedKeys } from './citations.ts';
import { attributeOf, childrenOf, isElement, type Node, nodesOf } from './tree.ts';

/** The keys of the notes in the order of their numbers. */
const noteOrder = (root: Node): string[] => [
  ...new Set(
    [...nodesOf(root)].flatMap((node) =>
      node.type === 'footnoteReference' ? [node.identifier] : [],
    ),
  ),
];

/** A heading's words as the engine reads them: of smart punctuation only dashes count. */
function wordsOf(node: Node, notes: readonly string[]): string {
  if (node.type === 'footnoteReference') return String(notes.indexOf(node.identifier) + 1);
  if (node.type === 'text') return node.value.replace(/-{2,3}/gu, '–');
  if ('value' in node && typeof node.value === 'string') return node.value;
  return childrenOf(node)
    .map((child) => wordsOf(child, notes))
    .join('');
}

/** A heading, the words that its address is made of, and the address. */
interface Heading {
  readonly node: Node;
  readonly words: string;
  readonly id: string;
}

/** An essay's headings with their ids, as the engine makes them, in the order of the text. */
export function headingIds(root: Node): Heading[] {
  const slugger = new Slugger();
  const notes = noteOrder(root);
  return [...nodesOf(root)].flatMap((node) => {
    if (node.type !== 'heading') return [];
    const words = wordsOf(node, notes);
    return [{ node, words, id: slugger.slug(words) }];
  });
}

/** Ids on a page. */
export interface Parts {
  readonly ids: ReadonlySet<string>;
  /** Those of its headings, which a reader would name. */
  readonly headings: readonly string[];
  /** Whether no others can be there. */
  readonly complete: boolean;
}

const LITERAL = /\bid=(?:"([^"{}]+)"|'([^'{}]+)')/gu;

/** The parts of a page or component in Astro's own language, as far as its text says them. */
export function partsInText(text: string): Parts {
  const ids = new Set([...text.matchAll(LITERAL)].map(([, a, b]) => a ?? b ?? ''));
  return { ids, headings: [...ids], complete: !/\bid=\{|\bid=[^"'{]|\{\.\.\./u.test(text) };
}

/** The components that print what the model says; the first place of each is named after it. */
const PRINTING = new Set(['N', 'Claim', 'Given']);

/** The ids of the places where the model's numbers, claims and assumptions are printed. */
const printedIds = (root: Node): string[] =>
  [...nodesOf(root)].flatMap((node) => {
    const of = isElement(node) && PRINTING.has(node.name ?? '') && attributeOf(node, 'of');
    if (typeof of !== 'object' || !('expression' in of)) return [];
    return [of.expression.includes('.') ? of.expression : `given.${of.expression}`];
  });

/**
 * The ids of an essay's page that are neither of its headings nor its author's own, by what uses
 * them.
 *
 * @param figures the ids of its figures
 */
export function pageIds(
  root: Node,
  matter: FrontMatter | undefined,
  figures: Iterable<string>,
): Map<string, string> {
  const ids = new Map([
    ['main', 'the page'],
    ['page.scheme', 'the page'],
  ]);
  const add = (id: string, what: string): void => void (ids.has(id) || ids.set(id, what));
  const keys = matter ? listedKeys(matter) : [];
  const revisions = matter?.data.revisions;
  if (keys.length > 0) add('references', 'the list of references');
  if (Array.isArray(revisions) && revisions.length > 0) add('revisions', 'the list of revisions');
  for (const key of keys) add(`source-${key}`, 'the list of references');
  const cited = new Map<string, number>();
  for (const node of nodesOf(root)) {
    if (!isElement(node) || node.name !== 'Cite') continue;
    const key = textOf(attributeOf(node, 'of'));
    if (key === undefined) continue;
    const time = (cited.get(key) ?? 0) + 1;
    cited.set(key, time);
    add(`cite-${key}-${time}`, 'a citation');
  }
  noteOrder(root).forEach((_, i) => {
    add(`fn-${i + 1}`, 'a note');
    add(`fnref-${i + 1}`, 'a note');
  });
  for (const id of printedIds(root)) add(id, 'what the model prints');
  for (const id of figures) {
    for (const end of ['', '-title']) ids.set(`fig-${id}${end}`, 'a figure');
  }
  return ids;
}

/**
 * The parts of an essay's page that its author names, and whose links a reader may keep: headings,
 * figures, what is printed of the model, ids of the author's own.
 *
 * @param figures the ids of its figures
 */
export function namedParts(
  root: Node,
  figures: Iterable<string>,
): { readonly ids: Set<string>; readonly complete: boolean } {
  const ids = new Set(headingIds(root).map(({ id }) => id));
  for (const id of figures) ids.add(`fig-${id}`);
  let complete = true;
  for (const node of nodesOf(root)) {
    if (!isElement(node)) continue;
    const id = attributeOf(node, 'id');
    const own = textOf(id);
    if (own !== undefined) ids.add(own);
    else if (id !== undefined) complete = false;
  }
  for (const id of printedIds(root)) ids.add(id);
  return { ids, complete };
}

/** Earlier ids that an essay keeps, by its front matter, and where each leads. */
export function keptAnchors(
  matter: FrontMatter | undefined,
): readonly (readonly [string, string])[] {
  const anchors: unknown = matter?.data.anchors;
  if (typeof anchors !== 'object' || anchors === null || Array.isArray(anchors)) return [];
  return Object.entries(anchors).map(([old, part]) => [old, String(part ?? '')]);
}

/**
 * The parts of an essay's page.
 *
 * @param figures the ids of its figures; undefined where they cannot be told
 * @param components the texts of the components that it imports
 */
export function partsOf(
  root: Node,
  matter: FrontMatter | undefined,
  figures: ReadonlySet<string> | undefined,
  components: readonly string[],
): Parts {
  const headings = headingIds(root).map(({ id }) => id);
  const named = namedParts(root, figures ?? []);
  const { ids } = named;
  for (const id of pageIds(root, matter, figures ?? []).keys()) ids.add(id);
  // Where nothing has it, the browser takes it for the top of the page.
  ids.add('top');
  for (const [old] of keptAnchors(matter)) ids.add(old);
  let complete = figures !== undefined && named.complete;
  for (const text of components) {
    const parts = partsInText(text);
    for (const id of parts.ids) ids.add(id);
    complete &&= parts.complete;
  }
  return { ids, headings, complete };
}
