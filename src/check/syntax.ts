/** Syntax trees of JavaScript and TypeScript: what a node is, and what stands below it. */
import type { ESTree } from 'vite';

/** A node of a module's or a component's syntax tree, of which any part may be looked at. */
export type Syntax = {
  readonly type: string;
  readonly start: number;
  readonly [part: string]: unknown;
};

export const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The nodes right below a node. */
export const partsOf = (node: Syntax): Syntax[] => Object.values(node).flat().filter(isSyntax);

const isNode = (value: unknown): value is ESTree.Node => isSyntax(value);

/** The nodes right below a node whose type says what it has. */
export const childNodes = (node: ESTree.Node): ESTree.Node[] =>
  Object.values<unknown>({ ...node })
    .flat()
    .filter(isNode);

/** Every node below a node and the node itself, in the order of the source. */
export function* syntaxOf(node: ESTree.Node): Generator<ESTree.Node> {
  yield node;
  for (const child of childNodes(node)) yield* syntaxOf(child);
}
