/** Elements within others that cannot hold them, and what a drawing cannot bring along. */
import { type Fault, placeAt, type Said } from './finding.ts';
import {
  type Attribute,
  attributeOf,
  childrenOf,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';
import { shown } from './wording.ts';

/** Elements that end the paragraph in which they begin. */
export const BLOCK_ELEMENTS =
  /^(?:address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul|Figure)$/u;

/** What may stand only in certain elements, and which is meant. */
const PARENTS: ReadonlyMap<string, readonly [within: RegExp, meant: string]> = new Map(
  Object.entries<readonly [within: RegExp, meant: string]>({
    li: [/^(?:ul|ol|menu)$/u, '<ul>'],
    dt: [/^(?:dl|div)$/u, '<dl>'],
    dd: [/^(?:dl|div)$/u, '<dl>'],
    tr: [/^(?:table|thead|tbody|tfoot)$/u, '<table>'],
    td: [/^tr$/u, '<tr>'],
    th: [/^tr$/u, '<tr>'],
    thead: [/^table$/u, '<table>'],
    tbody: [/^table$/u, '<table>'],
    caption: [/^table$/u, '<table>'],
    summary: [/^details$/u, '<details>'],
    figcaption: [/^figure$/u, '<figure>'],
  }),
);

const isLink = (node: Node): boolean =>
  /^link(?:Reference)?$/u.test(node.type) ||
  (isElement(node) && /^(?:a|Ref|Cite)$/u.test(node.name ?? ''));

/** Elements below a node that no drawing holds, each with the nearest element around it. */
function* within(node: Node, around?: Element): Generator<[node: Node, around?: Element]> {
  yield [node, around];
  if (isElement(node) && /^(?:svg|math)$/u.test(node.name ?? '')) return;
  const next = isElement(node) ? node : around;
  for (const child of childrenOf(node)) yield* within(child, next);
}

/** Parts that are set as HTML has them wherever they stand in a paragraph. */
const MENDED = /^(?:figcaption|summary)$/u;

/** A part of the element around a paragraph, such as a term, that Markdown reads as a piece of it. */
function partIn(paragraph: Node, around: Element | undefined): [Node, Said] | undefined {
  const part = childrenOf(paragraph).find(
    (one): one is Element =>
      isElement(one) && PARENTS.has(one.name ?? '') && !MENDED.test(one.name ?? ''),
  );
  if (!part || !PARENTS.get(part.name ?? '')?.[0].test(around?.name ?? '')) return undefined;
  const name = `<${part.name}>`;
  const [first] = childrenOf(paragraph);
  const side = first === part ? 'below' : 'above';
  return [
    part,
    [
      `${name} is read as a piece of the paragraph ${side} it`,
      `leave an empty line ${side} ${name}`,
    ],
  ];
}

/** What ends a paragraph of which it was meant as a part. */
function* inSentence(paragraph: Node): Generator<[Node, Said]> {
  for (const node of nodesOf(paragraph)) {
    if (!isElement(node) || !BLOCK_ELEMENTS.test(node.name ?? '')) continue;
    // The component <Figure>, misspelt, is told as such.
    if (node.name === 'figure' && attributeOf(node, 'of')) continue;
    const name = `<${node.name}>`;
    const remedy =
      node.name === 'Figure'
        ? 'give it a paragraph of its own, and write <Ref to={…} /> in the sentence'
        : `write <span>, or give ${name} lines of its own with an empty line around them`;
    yield [node, [`${name} stands in a sentence, and a browser ends the paragraph there`, remedy]];
    return;
  }
}

const textOf = (attribute: Attribute | undefined): string =>
  attribute && attribute !== true && 'text' in attribute ? attribute.text : '';

/** Rules of a style attribute as attributes of a drawing: `fill:red` is fill="red". */
const asAttributes = (style: string): string =>
  [...style.matchAll(/(?<=^|;)\s*([a-z][a-z-]*)\s*:\s*([^;"]+?)\s*(?=;|$)/gu)]
    .slice(0, 2)
    .map(([, name, value]) => `${name}="${value}"`)
    .join(' ');

/** Styles and programs in a drawing, each kind told once: one that was exported has them throughout. */
function* inDrawing(svg: Element): Generator<[Node, Said]> {
  const elements = [...nodesOf(svg)].filter(isElement).slice(1);
  for (const name of ['style', 'script']) {
    const found = elements.find((one) => one.name === name);
    const remedy =
      name === 'style'
        ? 'write what it says as attributes, such as fill="red", or export it with them'
        : 'remove it';
    const message =
      name === 'style'
        ? '<style> in a drawing, which the book draws without it'
        : '<script> in a drawing, which is not run';
    if (found) yield [found, [message, remedy]];
  }
  const styled = elements.filter((one) => attributeOf(one, 'style') !== undefined);
  const [first] = styled;
  if (first) {
    const more = styled.length > 1 ? `, the first of ${styled.length}` : '';
    const right = asAttributes(textOf(attributeOf(first, 'style'))) || 'fill="…"';
    const message = `style= on <${first.name}>${more}, which the site's pages do not take`;
    yield [first, [message, `write ${shown(right)} for it`]];
  }
  for (const one of elements) {
    const run = one.attributes.find((each) => 'name' in each && /^on[a-z]/iu.test(each.name));
    if (!run || !('name' in run)) continue;
    yield [one, [`${run.name}= on <${one.name}>, which the site's pages do not run`, 'remove it']];
    return;
  }
}

/**
 * Blocks in sentences, links in links, parts outside their wholes, and drawings with styles of their
 * own. `unread` is text that could not be read, tags of wholes among it.
 */
export function nestingFaults(root: Node, source: string, unread: string): Fault[] {
  const lost = /<[a-z]/u.test(unread);
  const faults: Fault[] = [];
  const tell = (node: Node, [message, remedy]: Said): void => {
    const field = isElement(node) ? 'element' : 'link';
    faults.push({ ...placeAt(source, startOf(node)), field, message, remedy });
  };
  // A list sets its items without paragraphs where it is tight; what stands in notes is told with them.
  const tight = new Set<Node>();
  for (const [node, around] of within(root)) {
    if (/^(?:listItem|footnoteDefinition)$/u.test(node.type)) {
      for (const child of childrenOf(node)) tight.add(child);
    }
    if (node.type === 'paragraph' && !tight.has(node)) {
      for (const [at, said] of inSentence(node)) tell(at, said);
      const part = lost ? undefined : partIn(node, around);
      if (part) tell(...part);
    }
    if (isLink(node)) {
      const inner = [...nodesOf(node)].find((one) => one !== node && isLink(one));
      if (inner) {
        const message = 'a link stands within a link, and a browser ends the first one there';
        tell(inner, [message, 'move it behind the other']);
      }
    }
    if (!isElement(node)) continue;
    const name = node.name ?? '';
    if (name === 'svg') for (const [at, said] of inDrawing(node)) tell(at, said);
    const [parents, meant] = PARENTS.get(name) ?? [];
    const outside = parents && !parents.test(around?.name ?? '');
    // What a component or an element of the author's own puts around it is not known.
    if (outside && !lost && !/\p{Lu}|[-.]/u.test(around?.name ?? '')) {
      const or = name === 'li' ? ', or - and a space for it' : '';
      tell(node, [`<${name}> stands in no ${meant}`, `put it into ${meant}${or}`]);
    }
  }
  return faults;
}
