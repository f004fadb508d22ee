import { type Element, type ElementContent, elements, h, type Root, replace } from './tree.ts';

const refOf = (node: Element): string | undefined => {
  const [link] = node.tagName === 'sup' ? node.children : [];
  return link?.type === 'element' && 'dataFootnoteRef' in link.properties
    ? String(link.properties.href).slice(1)
    : undefined;
};

const isBacklink = (node: Element) => 'dataFootnoteBackref' in node.properties;

/** A note's paragraphs as inline content, for it stands inside the sentence's own paragraph. */
function inlineContent(item: Element): ElementContent[] {
  const paragraphs = item.children.filter((child) => child.type === 'element');
  return paragraphs.flatMap((paragraph, i) => {
    if (paragraph.tagName !== 'p') {
      throw new Error(`has a note with a <${paragraph.tagName}>; keep notes to plain paragraphs`);
    }
    replace(paragraph, isBacklink, () => []);
    const content = paragraph.children;
    const last = content.at(-1);
    if (last?.type === 'text') last.value = last.value.trimEnd();
    return i === 0 ? content : [h('br'), ...content];
  });
}

/**
 * Moves each footnote to the place that refers to it, as a note that stands in the margin on wide
 * screens and after its sentence elsewhere. Reference and note link to each other. A second
 * reference to the same note links to the one note.
 *
 * @throws when a note holds more than paragraphs
 */
export function placeNotes(tree: Root): number {
  const items = elements(
    tree,
    (node) => node.tagName === 'li' && /fn-/.test(String(node.properties.id)),
  );
  const byId = new Map(items.map((item) => [String(item.properties.id), item]));
  const numbers = new Map<string, number>();
  replace(
    tree,
    (node) => node.tagName === 'section' && 'dataFootnotes' in node.properties,
    () => [],
  );
  replace(
    tree,
    (node) => refOf(node) !== undefined,
    (node) => {
      const target = refOf(node) ?? '';
      const item = byId.get(target);
      const earlier = numbers.get(target);
      if (earlier !== undefined || item === undefined) {
        const link = h(
          'a',
          { href: `#note-${earlier}`, 'aria-label': `Note ${earlier}` },
          `${earlier}`,
        );
        return [h('sup', { class: 'note-ref' }, link)];
      }
      const number = numbers.size + 1;
      numbers.set(target, number);
      const ref = h(
        'a',
        { href: `#note-${number}`, id: `note-ref-${number}`, 'aria-label': `Note ${number}` },
        `${number}`,
      );
      const back = h(
        'a',
        {
          href: `#note-ref-${number}`,
          class: 'note-back',
          'aria-label': `Back to the text from note ${number}`,
        },
        `${number}`,
      );
      return [
        h('sup', { class: 'note-ref' }, ref),
        h(
          'span',
          { class: 'note', id: `note-${number}`, role: 'note', 'aria-label': `Note ${number}` },
          back,
          { type: 'text', value: ' ' },
          ...inlineContent(item),
        ),
      ];
    },
  );
  return numbers.size;
}
