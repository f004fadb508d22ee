/** The HTML tree on which the steps of the prose work: parsed once, written once a product. */
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { MARKS, type Mark } from '../kit/marks.ts';

export type { Element, ElementContent, Root };

export { h, textOf };

/** What an element says besides its attributes, for those who do not write HTML of it. */
export interface Said {
  /** Of a formula: the TeX that it was made from. */
  readonly tex?: string;
  /** Of code: its language, as a fence names it. */
  readonly language?: string;
  /** Of a picture of the author's own: its file, from the project's root. */
  readonly file?: string;
}

export const saidBy = ({ data }: Element): Said => (data ?? {}) as Said;

export function say(node: Element, said: Said): Element {
  node.data = said as Element['data'];
  return node;
}

export const parseHtml = (html: string): Root => fromHtml(html, { fragment: true });

/** Serialises a tree; attributes in double quotes, as the DOM's `outerHTML` does. */
export const serialise = (tree: Root): string =>
  toHtml(tree, { characterReferences: { useNamedReferences: false } });

/** The tree's own names of the marks: `dataNumberOf` for `data-number-of`. */
const PROPERTIES = Object.fromEntries(
  Object.entries(MARKS).map(([mark, attribute]) => [
    mark,
    attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ]),
) as Record<Mark, string>;

/** What a component marked an element with, if it did. */
export function markOf(node: Element, mark: Mark): string | undefined {
  const value = node.properties[PROPERTIES[mark]];
  return typeof value === 'string' ? value : undefined;
}

/** Takes a mark off an element. */
export function unmark({ properties }: Element, mark: Mark): void {
  delete properties[PROPERTIES[mark]];
}

export const hasClass = (node: Element, name: string): boolean => {
  const names = node.properties.className;
  return Array.isArray(names) && names.includes(name);
};

/** The elements among a parent's children. */
export const elementsIn = (parent: Root | Element): Element[] =>
  (parent.children as ElementContent[]).filter((child) => child.type === 'element');

/** All elements below a node, in the order in which they are read. */
export const within = (node: Root | Element): Element[] =>
  elementsIn(node).flatMap((child) => [child, ...within(child)]);

/**
 * What a step makes of one element: what stands in its place, or nothing where the element stays,
 * mended or not. `before` is what it follows.
 */
export type Step = (
  node: Element,
  before: ElementContent | undefined,
) => ElementContent[] | undefined;

/**
 * Takes every element of a tree through the steps, in one walk: parents before their children, an
 * element once and through the steps in their order, until one replaces it. What a step makes is
 * taken through them as well.
 */
export function transform(tree: Root, steps: readonly Step[]): void {
  const taken = new Set<Element>();
  const replaced = (node: Element, before: ElementContent | undefined) => {
    if (taken.has(node)) return undefined;
    taken.add(node);
    for (const step of steps) {
      const made = step(node, before);
      if (made) return made;
    }
  };
  const walk = (parent: Root | Element) => {
    const children = parent.children as ElementContent[];
    let i = 0;
    while (i < children.length) {
      const node = children[i];
      const made = node.type === 'element' ? replaced(node, children[i - 1]) : undefined;
      if (made) {
        children.splice(i, 1, ...made);
        continue;
      }
      if (node.type === 'element') walk(node);
      i += 1;
    }
  };
  walk(tree);
}
