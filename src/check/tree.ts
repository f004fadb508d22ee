/** The syntax tree of an essay: how it is made, and what is asked of its nodes. */
import {
  type MdastNode,
  type MdxJsxFlowElement,
  type MdxJsxTextElement,
  mdxToMdast,
} from 'satteri';
import { readModule } from '../essay/modules.ts';

export type Node = MdastNode;
export type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** The syntax tree of an MDX source, or why it has none and where. */
type Parsed =
  | { readonly root: Node }
  | { readonly line: number; readonly column: number; readonly reason: string };

/** Parses a text with the site's own parser and its features (GFM, front matter, mathematics). */
export function parseMdx(source: string): Parsed {
  try {
    return { root: mdxToMdast(source, { features: { math: true } }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = /^(\d+):(\d+):\s*/u.exec(message);
    const reason = message.slice(place?.[0].length ?? 0).replace(/\s*\([\w:-]+\)$/u, '');
    return { line: Number(place?.[1] ?? 1), column: Number(place?.[2] ?? 1), reason };
  }
}

/** A node's children; none for leaves. */
export const childrenOf = (node: Node): readonly Node[] =>
  'children' in node ? (node.children as readonly Node[]) : [];

/** Offset of a node's first character in the source. */
export const startOf = (node: Node): number => node.position?.start.offset ?? 0;

/** Offset behind a node's last character in the source. */
export const endOf = (node: Node): number => node.position?.end.offset ?? 0;

/** Whether a node is a JSX element. */
export const isElement = (node: Node): node is Element =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** All nodes below and including `node`, in the order of the source. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** An attribute of an element: a string, the text of an expression, or true if it has no value. */
export type Attribute = { readonly text: string } | { readonly expression: string } | true;

/** The attribute `name` of an element, or undefined. */
export function attributeOf(element: Element, name: string): Attribute | undefined {
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || attribute.name !== name) continue;
    if (attribute.value === null || attribute.value === undefined) return true;
    if (typeof attribute.value === 'string') return { text: attribute.value };
    return { expression: attribute.value.value.trim() };
  }
  return undefined;
}

/** Offset of an attribute's value in the source; of the element if it is not found. */
export function attributeOffset(source: string, element: Element, name: string): number {
  const start = startOf(element);
  const found = new RegExp(`[\\s]${name}\\s*=\\s*["'{]`, 'u').exec(
    source.slice(start, endOf(element)),
  );
  return found ? start + found.index + found[0].length : start;
}

/** A name that an essay binds: where it comes from and what it is called there. */
export interface Binding {
  /** The module's specifier; empty for what the essay declares itself. */
  readonly from: string;
  /** The exported name; `*` for the whole module. */
  readonly name: string;
  /** Offset of the name in the source. */
  readonly offset: number;
}

/** Names that the essay's import and export statements bind. */
export function bindingsOf(root: Node): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const node of childrenOf(root)) {
    if (node.type !== 'mdxjsEsm') continue;
    const start = startOf(node);
    const { imports, exports } = readModule(node.value);
    for (const { from, name, local, offset } of imports) {
      if (local) bindings.set(local, { from, name, offset: start + offset });
    }
    for (const { name, from, offset } of exports) {
      if (from === undefined) bindings.set(name, { from: '', name, offset: start + offset });
    }
  }
  return bindings;
}

/** The words below a node as they are written. */
const written = (node: Node): string =>
  node.type === 'text' || node.type === 'inlineCode'
    ? node.value
    : childrenOf(node).map(written).join('');

/** The words that an element shows, code among them, on one line. */
export const wordsOf = (node: Node): string => written(node).replace(/\s+/gu, ' ').trim();
