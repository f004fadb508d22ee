/** The HTML tree on which the prose steps work: parse once, mend in place, serialise once. */
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import { SKIP, visit } from 'unist-util-visit';

export type { Element, ElementContent, Root };
export { h, SKIP, textOf, visit };

export const parseHtml = (html: string): Root => fromHtml(html, { fragment: true });

/** Serialises a tree; attributes in double quotes, as the DOM's `outerHTML` does. */
export const serialise = (tree: Root | ElementContent[]): string =>
  toHtml(Array.isArray(tree) ? { type: 'root', children: tree } : tree, {
    characterReferences: { useNamedReferences: false },
  });

export const classes = (node: Element): string[] => {
  const value = node.properties.className;
  return Array.isArray(value) ? value.map(String) : [];
};

export const hasClass = (node: Element, name: string): boolean => classes(node).includes(name);

/** Every element for which `wanted` holds, in document order. */
export function elements(tree: Root | Element, wanted: (node: Element) => boolean): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (node) => {
    if (wanted(node)) found.push(node);
  });
  return found;
}

/** Replaces each element for which `wanted` holds by what `make` returns for it. */
export function replace(
  tree: Root | Element,
  wanted: (node: Element) => boolean,
  make: (node: Element) => ElementContent[],
): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!wanted(node) || parent === undefined || index === undefined) return;
    const made = make(node);
    parent.children.splice(index, 1, ...made);
    return [SKIP, index + made.length];
  });
}
