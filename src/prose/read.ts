import { isNotes, noteReferredTo } from './notes.ts';
import { type Element, elementsIn, type Root } from './tree.ts';

/**
 * Every element in the order in which the page is read, parents before their children. A note, its
 * list item first, comes where the text first refers to it. The list of notes itself is not read.
 */
export function asRead(tree: Root): Element[] {
  const lists = elementsIn(tree).filter(isNotes).flatMap(elementsIn);
  const unread = new Map(
    lists.flatMap(elementsIn).map((item) => [String(item.properties.id), item]),
  );
  const read: Element[] = [];
  const walk = (node: Element) => {
    if (isNotes(node)) return;
    read.push(node);
    elementsIn(node).forEach(walk);
    const id = noteReferredTo(node);
    const note = id === undefined ? undefined : unread.get(id);
    if (id === undefined || note === undefined) return;
    unread.delete(id);
    walk(note);
  };
  elementsIn(tree).forEach(walk);
  return read;
}
