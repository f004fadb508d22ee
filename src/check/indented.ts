/** Code that is set in by four spaces, which Markdown knows and MDX does not. */
import type { Slip } from './slip.ts';
import { childrenOf, endOf, type Node, startOf } from './tree.ts';

export const INDENTED = {
  field: 'code',
  message: 'lines set in by four spaces are no code here',
  remedy: 'put them between lines of ```',
};

const DEEP = /^(?: {4}| {0,3}\t)\s*\S/u;
/** What a line at the margin may begin whose lines below are set in: a list, a note, an element. */
const HOLDS = /^ {0,3}(?:[-*+]|\d+[.)]|\[\^|<)/u;

/** The lines of such code around an offset, as a stretch; undefined where there are none. */
export function indentedAround(text: string, at: number): [from: number, to: number] | undefined {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  // Asked first, for most lines are not set in and taking a text apart takes long.
  if (!DEEP.test(text.slice(from, from + 200))) return undefined;
  const lines = text.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const own = starts.findLastIndex((start) => start <= at);
  const isIn = (i: number): boolean => DEEP.test(lines[i] ?? '') || lines[i]?.trim() === '';
  if (!DEEP.test(lines[own] ?? '')) return undefined;
  let first = own;
  while (first > 0 && isIn(first - 1)) first--;
  if (HOLDS.test(lines[first - 1] ?? '')) return undefined;
  // Below a line at the margin without an empty line between them it is that paragraph's.
  if (first > 0 && lines[first]?.trim() !== '') return undefined;
  let last = own;
  while (last + 1 < lines.length && isIn(last + 1)) last++;
  while (lines[first]?.trim() === '') first++;
  while (lines[last]?.trim() === '') last--;
  return [starts[first] ?? at, (starts[last] ?? at) + (lines[last] ?? '').length];
}

/** Each run of paragraphs that is such code. */
export function indentedSlips(root: Node, text: string): Slip[] {
  let behind = 0;
  return childrenOf(root).flatMap((node): Slip[] => {
    if (node.type !== 'paragraph' || startOf(node) < behind) return [];
    const around = indentedAround(text, startOf(node));
    if (!around || around[1] < endOf(node)) return [];
    behind = around[1];
    return [{ at: startOf(node), ...INDENTED, out: [around] }];
  });
}
