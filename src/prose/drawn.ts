/** What an author draws in the text, `<svg>`, in a feed: a reader's program knows no styles of ours. */
import type { Element, ElementContent } from './tree.ts';

/** What runs, what styles, and what would bring in a page of HTML. */
const LEFT_OUT = new Set(['script', 'style', 'foreignObject']);
const isOwn = (name: string): boolean => /^(?:style|className|on[A-Z].*|data[A-Z].*)$/.test(name);

/**
 * A drawing with all that its shapes need and nothing of the page's. Parts refer to parts by `#id`,
 * which stays; other addresses are made absolute.
 */
export function drawn({ tagName, properties, children }: Element, address: string): Element {
  const kept = Object.entries(properties)
    .filter(([name]) => !isOwn(name))
    .map(([name, value]) =>
      /^(?:href|xLinkHref)$/.test(name) && typeof value === 'string' && !value.startsWith('#')
        ? [name, new URL(value, address).href]
        : [name, value],
    );
  const inside = children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    return LEFT_OUT.has(child.tagName) ? [] : [drawn(child, address)];
  });
  return { type: 'element', tagName, properties: Object.fromEntries(kept), children: inside };
}
