/** Which dollars begin mathematics: the engine takes any two in a paragraph, prices among them. */
import { type MdastNode, markdownToMdast } from 'satteri';

/** Stands for a dollar that is text where a source must keep its length; a dollar sign, too. */
export const TEXT_DOLLAR = '\uff04';

const TEX = /\\[A-Za-z]|\^/u;
const PRICE = /^\d[\d.,–-]*[kKMB]?(?:\/|\s+)\p{L}{2,}/u;

/**
 * Whether what stands between two dollars is mathematics. As in Pandoc no space follows the first
 * or precedes the second, and no digit follows the second; TeX commands and powers are always it,
 * and what a shell writes, `${HOME}`, never; nor does any hold the end of a tag.
 */
function isMathematics(inner: string, next: string): boolean {
  // A formula cannot end in a backslash: it makes a dollar text.
  if (/[`]|<\/|\\$/u.test(inner)) return false;
  if (TEX.test(inner)) return true;
  if (inner.startsWith('{')) return false;
  if (/^\s|\s$/u.test(inner) || /^\d/u.test(next) || PRICE.test(inner)) return false;
  return !(/[/,:=(–-]$/u.test(inner) && /^\p{L}/u.test(next));
}

/** Nodes within which dollars pair: where one pair is none, those after it are other pairs. */
const PAIRING = new Set(['paragraph', 'heading', 'tableCell', 'mdxJsxFlowElement']);

/** Offsets of the dollars that begin a pair that is no mathematics; the first where dollars pair. */
function dollarsIn(node: MdastNode, source: string): number[] {
  if (node.type === 'inlineMath') {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    const all = source.slice(from, to);
    if (all.startsWith('$$')) return [];
    return isMathematics(all.slice(1, -1), source.slice(to, to + 1)) ? [] : [from];
  }
  const children = 'children' in node ? (node.children as readonly MdastNode[]) : [];
  const dollars = children.flatMap((child) => dollarsIn(child, source));
  return PAIRING.has(node.type) ? dollars.slice(0, 1) : dollars;
}

/**
 * `source` with a {@link TEXT_DOLLAR} for each dollar that begins what the engine takes for
 * mathematics and is text, one a paragraph; the same text where there is none. Once it is replaced,
 * the next dollar pairs with another, so ask again.
 *
 * @param root its tree; undefined where it does not parse, as when two prices hold a tag between them
 */
export function withTextDollars(source: string, root: MdastNode | undefined): string {
  const tree = root ?? markdownToMdast(source, { features: { math: true } });
  let text = source;
  for (const at of dollarsIn(tree, source)) {
    text = text.slice(0, at) + TEXT_DOLLAR + text.slice(at + 1);
  }
  return text;
}
