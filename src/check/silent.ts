/** Links that say nothing: a reader who hears them is told no more than that there is one. */
import type { Said } from './finding.ts';
import { attributeOf, childrenOf, isElement, type Node } from './tree.ts';

/** Attributes that name an element for those who hear it. */
const NAMING = ['aria-label', 'aria-labelledby', 'title'];

/** Whether a node shows no words, no picture in words, and no component, which may. */
function isSilent(node: Node): boolean {
  if (node.type === 'image' || node.type === 'imageReference') return !node.alt?.trim();
  if (isElement(node)) {
    const plain = node.name !== null && /^[a-z]/u.test(node.name) && node.name !== 'img';
    const named = NAMING.some((name) => attributeOf(node, name));
    return plain && !named && childrenOf(node).every(isSilent);
  }
  if ('value' in node) return typeof node.value === 'string' && node.value.trim() === '';
  return childrenOf(node).every(isSilent);
}

/** What is wrong with a link that says nothing. A picture without words is told by itself. */
export function silentLink(node: Node): Said | undefined {
  if (isElement(node)) {
    if (node.name !== 'a' || !attributeOf(node, 'href') || !isSilent(node)) return undefined;
    return ['a link without words', 'write in it, or in its aria-label="…", where it leads'];
  }
  if (node.type !== 'link' && node.type !== 'linkReference') return undefined;
  const pictured = childrenOf(node).some(({ type }) => /^image/u.test(type));
  if (pictured || !isSilent(node)) return undefined;
  return ['a link without words', 'write in [ ] where it leads'];
}
