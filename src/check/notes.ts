/** Footnotes, which the site sets as notes in the margin. */
import { type Fault, placeAt, type Said } from './finding.ts';
import { lineBefore } from './paragraphs.ts';
import { textsOf } from './prose.ts';
import { childrenOf, endOf, isElement, type Node, startOf } from './tree.ts';

type Definition = Node & { readonly type: 'footnoteDefinition' };

interface Found {
  readonly node: Node;
  /** The nearest of heading, link, summary and note around it. */
  readonly within: Node | undefined;
}

const AROUND = new Set(['heading', 'link', 'footnoteDefinition']);

function* found(node: Node, within?: Node): Generator<Found> {
  yield { node, within };
  const holds =
    AROUND.has(node.type) || (isElement(node) && /^(?:a|summary)$/u.test(node.name ?? ''));
  const around = holds ? node : within;
  for (const child of childrenOf(node)) yield* found(child, around);
}

const nameOf = (node: Node): string =>
  'identifier' in node ? `[^${('label' in node && node.label) || node.identifier}]` : '';

/** Where a note cannot be referred to, as message and remedy. */
function placeFault(name: string, within: Node): Said {
  if (within.type === 'heading') {
    return [
      `the note ${name} in a heading would stand in its address and in the list of sections`,
      `move ${name} into the text below`,
    ];
  }
  if (within.type === 'footnoteDefinition') {
    const own = nameOf(within);
    return own === name
      ? [`the note ${name} refers to itself`, `remove ${name} from it`]
      : [
          `the note ${name} is referred to in the note ${own}, where it cannot stand`,
          `move ${name} into the text, or its words into ${own}`,
        ];
  }
  if (isElement(within) && within.name === 'summary') {
    return [
      `the note ${name} stands in <summary>, which is pressed to open what it is about`,
      `move ${name} into the text below`,
    ];
  }
  return [`the note ${name} stands in a link, which cannot hold another`, `move ${name} behind it`];
}

/** What is wrong with notes as they are written, each at its place. */
function definitionFaults(
  definitions: readonly Definition[],
  used: ReadonlySet<string>,
  unread: string,
): [node: Node, message: string, remedy: string][] {
  return definitions.flatMap((node): [Node, string, string][] => {
    const name = nameOf(node);
    const first = definitions.find(({ identifier }) => identifier === node.identifier);
    if (first !== node) {
      const remedy = `give this one a name of its own, such as [^${node.label ?? ''}b], in the text too`;
      return [[node, `the note ${name} is written twice`, remedy]];
    }
    if (!used.has(node.identifier) && !unread.toLowerCase().includes(name.toLowerCase())) {
      const remedy = `put ${name} into the text where it belongs, or remove the note`;
      return [[node, `no text refers to the note ${name}`, remedy]];
    }
    const children = childrenOf(node);
    if (children.length === 0) {
      return [[node, `the note ${name} is empty`, `write its text behind ${name}:`]];
    }
    const figure = children
      .flatMap((child) => [child, ...childrenOf(child)])
      .find((child) => isElement(child) && child.name === 'Figure');
    if (figure) {
      const message = `the note ${name} holds a figure, and notes are sentences`;
      return [[figure, message, 'move it into the text, and refer to it by <Ref to={…} />']];
    }
    const odd = children.find((child) => child.type !== 'paragraph');
    if (!odd) return [];
    const alone = isElement(odd) && children.length === 1;
    const remedy = alone ? 'write a word or two beside it' : 'keep notes to plain paragraphs';
    const message = alone
      ? `the note ${name} holds an element and no text`
      : `the note ${name} holds more than paragraphs`;
    return [[odd, message, remedy]];
  });
}

const MARK = /\[\^[^\]\s]+\]/gu;
const SPACED = /\[\^([^\]\n]*\s[^\]\n]*)\]/gu;
const INLINE = /\^\[(?=[^\]]*\s|\d+\])[^\]]*\]?/gu;

/** Where a paragraph, or a line below a note, begins with the mark of a note that other text refers to. */
function bareNotes(all: readonly Found[]): Map<string, number> {
  const nodes = all.map(({ node }) => node);
  const texts = nodes.flatMap((node) => (node.type === 'text' ? [node.value] : []));
  const bare = new Map<string, number>();
  const add = (mark: string, offset: number): void => {
    const uses = texts.join('\n').toLowerCase().split(mark.toLowerCase()).length - 1;
    if (uses > 1) bare.set(mark.toLowerCase(), offset);
  };
  for (const { node, within } of all) {
    const [first] = node.type === 'paragraph' ? childrenOf(node) : [];
    const mark =
      first?.type === 'text' ? /^\[\^[^\]\s]+\](?=\s)/u.exec(first.value)?.[0] : undefined;
    if (mark) add(mark, startOf(node));
    if (node.type !== 'text' || within?.type !== 'footnoteDefinition') continue;
    for (const { index, 0: below } of node.value.matchAll(/(?<=\n)\[\^[^\]\s]+\](?=\s)/gu)) {
      add(below, startOf(node) + index);
    }
  }
  return bare;
}

/** Where a note begins within the line of another: `[^1]: One. [^2]: Two.` */
function gluedNotes(all: readonly Found[]): Map<string, number> {
  const glued = new Map<string, number>();
  for (const { node, within } of all) {
    if (node.type !== 'text' || within?.type !== 'footnoteDefinition') continue;
    for (const { index, 0: mark } of node.value.matchAll(/(?<=\S[ \t]+)\[\^[^\]\s]+\](?=:\s)/gu)) {
      glued.set(mark.toLowerCase(), startOf(node) + index);
    }
  }
  return glued;
}

/** Marks of notes that are escaped at the note as well, and where the first of each stands. */
function escapedNotes(all: readonly Found[], source: string): Map<string, number> {
  const escaped = new Map<string, number>();
  for (const { node } of all) {
    const own = source.slice(startOf(node), endOf(node));
    const name = node.type === 'paragraph' && /^\\\[\^([\w-]+)\\?\]:/u.exec(own)?.[1];
    if (!name) continue;
    const first = all.find(
      (one) => one.node.type === 'text' && one.node.value.includes(`[^${name}]`),
    );
    if (first)
      escaped.set(
        `[^${name}]`.toLowerCase(),
        startOf(first.node) + source.slice(startOf(first.node)).indexOf(`\\[^${name}`),
      );
  }
  return escaped;
}

/**
 * Notes that nothing refers to, references without a note, notes that are empty, doubled, of more
 * than paragraphs, or referred to where none can stand. `unread` is text that could not be read.
 */
export function noteFaults(root: Node, source: string, unread: string): Fault[] {
  const faults: Fault[] = [];
  const tell = (offset: number, message: string, remedy: string): void => {
    faults.push({ ...placeAt(source, offset), field: 'footnote', message, remedy });
  };
  const all = [...found(root)];
  const definitions = all.flatMap(({ node }) => (node.type === 'footnoteDefinition' ? [node] : []));
  const used = new Set<string>();
  for (const { node } of all) if (node.type === 'footnoteReference') used.add(node.identifier);
  const defined = new Set(definitions.map(({ identifier }) => identifier));
  const spaced = new Set<string>();
  const bare = bareNotes(all);
  for (const [name, offset] of bare) {
    const message = `${name} at the beginning of a line lacks its colon`;
    tell(offset, message, `write ${name}:`);
  }
  for (const { node, within } of all) {
    if (node.type === 'footnoteReference' && within) {
      tell(startOf(node), ...placeFault(nameOf(node), within));
    }
    // Around a note Markdown makes no link, and its brackets show as they stand.
    const open =
      node.type === 'footnoteReference' && /\[[^[\]\n]*$/u.test(lineBefore(source, startOf(node)));
    if (open && /^[^[\]\n]*\]\(/u.test(source.slice(endOf(node)))) {
      const message = `the note ${nameOf(node)} stands in a link, which cannot hold another`;
      tell(startOf(node), message, `move ${nameOf(node)} behind it`);
    }
  }
  const glued = gluedNotes(all);
  for (const [name, offset] of glued) {
    const message = `${name}: within the line of another note begins none`;
    tell(offset, message, 'give it a line of its own, with an empty line above it');
  }
  const escaped = escapedNotes(all, source);
  for (const [name, offset] of escaped) {
    const message = `\\[${name.slice(1, -1)}\\] is escaped, and marks no note`;
    tell(offset, message, `write ${name} in the text, and ${name}: at its note`);
  }
  for (const node of textsOf(root)) {
    for (const { index, 0: mark } of node.value.matchAll(MARK)) {
      const name = mark.toLowerCase();
      if (
        bare.has(name) ||
        glued.has(name) ||
        escaped.has(name) ||
        defined.has(name.slice(2, -1)) ||
        unread.toLowerCase().includes(`${name}:`)
      )
        continue;
      tell(startOf(node) + index, `${mark} has no note`, `add a line that starts with ${mark}:`);
    }
    for (const { index, 0: mark, 1: name = '' } of node.value.matchAll(SPACED)) {
      if (spaced.has(name)) continue;
      spaced.add(name);
      const remedy = `write [^${name.trim().replace(/\s+/gu, '-')}], here and at the note`;
      tell(startOf(node) + index, `${mark} is no note, for its name has a space`, remedy);
    }
    for (const { index, 0: mark } of node.value.matchAll(INLINE)) {
      const remedy = 'write [^1] here, and the note on a line that starts with [^1]:';
      tell(startOf(node) + index, `${mark} shows as it stands`, remedy);
    }
  }
  for (const [node, message, remedy] of definitionFaults(definitions, used, unread)) {
    tell(startOf(node), message, remedy);
  }
  return faults;
}
