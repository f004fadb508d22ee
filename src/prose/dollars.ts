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

/** Text between two dollars in which no other mark could change how dollars pair. */
const PLAIN = /^[\p{L}\p{N} ,.;:!?%()/=+"'’-]+$/u;

/** A pair of dollars that the engine takes for mathematics, by the offset of each. */
type Pair = readonly [opens: number, closes: number];

function pairsIn(node: MdastNode, source: string): Pair[] {
  if (node.type === 'inlineMath') {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    return source.startsWith('$$', from) ? [] : [[from, to - 1]];
  }
  const children = 'children' in node ? (node.children as readonly MdastNode[]) : [];
  return children.flatMap((child) => pairsIn(child, source));
}

/**
 * The dollars that are text from the first pair on that is no mathematics. Each that is text leaves
 * its partner to the next dollar; that is followed as far as only words stand between them.
 */
function textDollars(pairs: readonly Pair[], source: string): number[] {
  const isFormula = (opens: number, closes: number): boolean =>
    isMathematics(source.slice(opens + 1, closes), source.slice(closes + 1, closes + 2));
  const first = pairs.findIndex((pair) => !isFormula(...pair));
  if (first < 0) return [];
  const dollars = pairs.slice(first).flat();
  const text: number[] = [];
  for (let i = 0; i + 1 < dollars.length; i++) {
    const [opens = 0, closes = 0] = dollars.slice(i, i + 2);
    const isPlain = PLAIN.test(source.slice(opens + 1, closes));
    // Between two of the engine's pairs one begins only where nothing else could.
    if (i % 2 === 1 && (!isPlain || source[opens - 1] === '\\')) break;
    if (isFormula(opens, closes)) break;
    text.push(opens);
    if (!isPlain) break;
  }
  return text;
}

/** Offsets of dollars that are text, as far as they can be told from one tree. */
function dollarsIn(node: MdastNode, source: string): number[] {
  if (PAIRING.has(node.type) || node.type === 'inlineMath') {
    return textDollars(pairsIn(node, source), source);
  }
  const children = 'children' in node ? (node.children as readonly MdastNode[]) : [];
  return children.flatMap((child) => dollarsIn(child, source));
}

/**
 * `source` with a {@link TEXT_DOLLAR} for each dollar that begins what the engine takes for
 * mathematics and is text; the same text where there is none. Once one is replaced, the next may pair
 * with another, so ask again.
 *
 * @param root its tree; undefined where it does not parse, as when two prices hold a tag between them
 */
export function withTextDollars(source: string, root: MdastNode | undefined): string {
  const tree = root ?? markdownToMdast(source, { features: { math: true } });
  const pieces: string[] = [];
  let behind = 0;
  for (const at of dollarsIn(tree, source)) {
    pieces.push(source.slice(behind, at), TEXT_DOLLAR);
    behind = at + 1;
  }
  return pieces.join('') + source.slice(behind);
}
