import { type Element, markOf, type Step, textOf } from './tree.ts';

/** A computed number of an essay and how it was made. */
export interface MadeNumber {
  /** The anchor of the place where it is first read. */
  readonly id: string;
  readonly text: string;
  readonly what: string;
  /** The model's function and the parameters it was called with. */
  readonly call: string;
}

/** The computed numbers, each by the place where it is first read. */
export function numbersOf(read: readonly Element[]): Map<Element, MadeNumber> {
  const known = new Set<string>();
  const made = new Map<Element, MadeNumber>();
  for (const node of read) {
    const what = markOf(node, 'what');
    const call = markOf(node, 'call');
    if (what === undefined || call === undefined) continue;
    const text = textOf(node);
    const same = JSON.stringify([what, text]);
    if (known.has(same)) continue;
    known.add(same);
    made.set(node, { id: `number-${made.size + 1}`, text, what, call });
  }
  return made;
}

/** Gives each computed number its anchor. */
export const anchorNumbers =
  (numbers: ReadonlyMap<Element, MadeNumber>): Step =>
  (node) => {
    const number = numbers.get(node);
    if (number) node.properties.id = number.id;
    return undefined;
  };
