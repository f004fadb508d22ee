import type { Reference } from '../essay/schema.ts';
import { type Element, elements, h, hasClass, type Root, replace, visit } from './tree.ts';

/** The numbered sources of an essay, each with the anchors of the places that cite it. */
export interface CitedSource extends Reference {
  readonly number: number;
  readonly citedAt: readonly string[];
}

const keyOf = (node: Element): string | undefined =>
  node.tagName === 'cite' && typeof node.properties.dataCite === 'string'
    ? node.properties.dataCite
    : undefined;

/** A source's mark stays on the line of the word it follows. */
function keepWithText(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!hasClass(node, 'cite') || parent === undefined || index === undefined) return;
    const before = parent.children[index - 1];
    if (before?.type === 'text') before.value = before.value.replace(/\s+$/, '\u00a0');
  });
}

/** The keys that a text cites, in the order in which it first cites them. */
export const citedKeys = (tree: Root): string[] => [
  ...new Set(elements(tree, (node) => keyOf(node) !== undefined).map((node) => keyOf(node) ?? '')),
];

/**
 * Turns each `<cite data-cite="key">` into its text and a numbered link to the source.
 *
 * @param order the keys in the order of their numbers
 * @throws when a key is not among the essay's references
 */
export function numberCitations(
  tree: Root,
  references: readonly Reference[],
  order: readonly string[],
): CitedSource[] {
  const places = new Map<string, string[]>();
  replace(
    tree,
    (node) => keyOf(node) !== undefined,
    (node) => {
      const key = keyOf(node) ?? '';
      if (!references.some((source) => source.key === key)) {
        throw new Error(`cites "${key}", which its references do not list`);
      }
      const seen = places.get(key) ?? [];
      const id = `cite-${key}-${seen.length + 1}`;
      places.set(key, [...seen, id]);
      const number = order.indexOf(key) + 1;
      const link = h(
        'a',
        { href: `#source-${key}`, id, 'aria-label': `Source ${number}` },
        `${number}`,
      );
      const mark = h('sup', { class: 'cite' }, '[', link, ']');
      const text = node.children;
      return text.length > 0 ? [h('span', { class: 'cited' }, ...text), mark] : [mark];
    },
  );
  keepWithText(tree);
  const number = (key: string) => order.indexOf(key) + 1 || order.length + 1;
  return references
    .map((source) => ({
      ...source,
      number: number(source.key),
      citedAt: places.get(source.key) ?? [],
    }))
    .sort((a, b) => a.number - b.number);
}
