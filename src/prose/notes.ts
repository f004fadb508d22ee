import { type Element, type ElementContent, h, hasClass, type Step } from './tree.ts';

/*
 * The anchors of notes begin with `fn`: by that a feed reader (NetNewsWire, Feedbin) knows them, and
 * opens a note where its number stands.
 */

/** Whether an element is the list of notes that MDX puts at the end of a text. */
export const isNotes = (node: Element): boolean => 'dataFootnotes' in node.properties;

/** The id of the note's list item, where an element is a reference to a note. */
export function noteReferredTo(node: Element): string | undefined {
  const [link] = node.tagName === 'sup' ? node.children : [];
  return link?.type === 'element' && 'dataFootnoteRef' in link.properties
    ? String(link.properties.href).slice(1)
    : undefined;
}

/** What a reference to a note says and, the first time, what it brings along. */
export interface NoteReference {
  readonly number: number;
  /** The note as a list item; absent from later references to the same note. */
  readonly item?: Element;
}

/** The references to notes; notes are numbered in the order in which they are read. */
export function notesOf(read: readonly Element[]): Map<Element, NoteReference> {
  const items = new Map(read.map((node) => [node.properties.id, node]));
  const numbers = new Map<string, number>();
  const references = new Map<Element, NoteReference>();
  for (const node of read) {
    const id = noteReferredTo(node);
    const item = id === undefined ? undefined : items.get(id);
    if (id === undefined || item === undefined) continue;
    const earlier = numbers.get(id);
    const number = earlier ?? numbers.size + 1;
    numbers.set(id, number);
    references.set(node, earlier === undefined ? { number, item } : { number });
  }
  return references;
}

const isBacklink = (node: ElementContent) =>
  node.type === 'element' && 'dataFootnoteBackref' in node.properties;

/**
 * A note's paragraphs as inline content, for it stands inside the sentence's own paragraph. The last
 * ends with a link back to each reference, which the page has no use for.
 */
function inlineContent(item: Element): ElementContent[] {
  const paragraphs = item.children.filter((child) => child.type === 'element');
  return paragraphs.flatMap((paragraph, i) => {
    if (paragraph.tagName !== 'p') {
      throw new Error(`has a note with a <${paragraph.tagName}>; keep notes to plain paragraphs`);
    }
    const back = paragraph.children.findIndex(isBacklink);
    const content = back < 0 ? paragraph.children : paragraph.children.slice(0, back);
    const last = content.at(-1);
    if (last?.type === 'text') last.value = last.value.trimEnd();
    return i === 0 ? content : [h('br'), ...content];
  });
}

function reference(number: number, isFirst: boolean, besideCite: boolean): Element {
  const link = h(
    'a',
    {
      href: `#fn-${number}`,
      id: isFirst ? `fnref-${number}` : undefined,
      'aria-label': `Note ${number}`,
    },
    `${number}`,
  );
  return h('sup', { class: besideCite ? 'note-ref beside' : 'note-ref' }, link);
}

/** For those who read the text without its styles: a note stands in the middle of its sentence. */
const bracket = (sign: string): Element => h('span', { class: 'visually-hidden' }, sign);

function note(number: number, item: Element): Element {
  const back = h(
    'a',
    {
      href: `#fnref-${number}`,
      class: 'note-back',
      'aria-label': `Back to the text from note ${number}`,
    },
    `${number}`,
  );
  return h(
    'span',
    { class: 'note', id: `fn-${number}`, role: 'note', 'aria-label': `Note ${number}` },
    bracket(' ['),
    back,
    { type: 'text', value: ' ' },
    ...inlineContent(item),
    bracket(']'),
  );
}

/**
 * Moves each note to the place that first refers to it, where it stands in the margin on wide
 * screens and after its sentence elsewhere. Reference and note link to each other; a later reference
 * links to the one note. Nothing is left of the list at the end.
 *
 * @throws when a note holds more than paragraphs
 */
export const moveNotes =
  (references: ReadonlyMap<Element, NoteReference>): Step =>
  (node, before) => {
    if (isNotes(node)) return [];
    const found = references.get(node);
    if (!found) return;
    const { number, item } = found;
    const beside = before?.type === 'element' && hasClass(before, 'cite');
    const mark = reference(number, item !== undefined, beside);
    return item ? [mark, note(number, item)] : [mark];
  };

/**
 * Gives references, notes and the links back the anchors that they have on the page, so that those
 * of a feed lead there where a reader does not keep them within its item. The page has one way back
 * from a note, to the first reference.
 */
export function anchorNotes(references: ReadonlyMap<Element, NoteReference>): Step {
  const numbers = new Map<Element, number>();
  const places = new Map<unknown, string>();
  for (const [{ children }, { number, item }] of references) {
    const [link] = children;
    if (item === undefined || link?.type !== 'element') continue;
    numbers.set(item, number);
    places.set(`#${link.properties.id}`, `#fnref-${number}`);
  }
  return (node) => {
    const number = numbers.get(node);
    if (number !== undefined) node.properties.id = `fn-${number}`;
    const [link] = node.children;
    const found = references.get(node);
    if (found && link?.type === 'element') {
      link.properties.href = `#fn-${found.number}`;
      link.properties.id = found.item && `fnref-${found.number}`;
    }
    if (!isBacklink(node)) return;
    const place = places.get(node.properties.href);
    if (place === undefined) return [];
    node.properties.href = place;
  };
}
