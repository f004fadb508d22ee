import { elements, type Root, textOf } from './tree.ts';

/** A computed number of an essay and how it was made. */
export interface MadeNumber {
  /** The anchor of its first place in the text. */
  readonly id: string;
  readonly text: string;
  readonly what: string;
  /** The model's function and the parameters it was called with. */
  readonly call: string;
}

/** Lists the computed numbers in the order of the text, each once, and anchors their first place. */
export function listNumbers(tree: Root): MadeNumber[] {
  const made: MadeNumber[] = [];
  for (const node of elements(tree, (data) => data.tagName === 'data')) {
    const { dataWhat: what, dataCall: call } = node.properties;
    if (typeof what !== 'string' || typeof call !== 'string') continue;
    const text = textOf(node);
    if (made.some((number) => number.what === what && number.text === text)) continue;
    const id = `number-${made.length + 1}`;
    node.properties.id = id;
    made.push({ id, text, what, call });
  }
  return made;
}
