import { type Element, h, hasClass, type Root, replace, serialise, visit } from './tree.ts';

/** Attributes that mean something in a feed reader. */
const KEPT = new Set([
  'href',
  'src',
  'alt',
  'title',
  'width',
  'height',
  'id',
  'value',
  'lang',
  'dir',
  'colSpan',
  'rowSpan',
  'start',
  'cite',
  'dateTime',
]);
const DROPPED = new Set([
  'script',
  'style',
  'link',
  'template',
  'fieldset',
  'button',
  'input',
  'output',
  'noscript',
]);

/** A figure in a feed: its picture file, its words for those who do not see it, its caption. */
function feedFigure(node: Element, address: string): Element {
  const id = String(node.properties.dataFigure);
  let caption: Element | undefined;
  let alt = '';
  visit(node, 'element', (inner) => {
    if (inner.tagName === 'figcaption') caption = inner;
    if (inner.properties.role === 'img') alt = String(inner.properties.ariaLabel ?? '');
  });
  const picture = h('img', { src: `${address}${id}.png`, alt });
  return h(
    'figure',
    h('a', { href: `${address}#fig-${id}` }, picture),
    ...(caption ? [caption] : []),
  );
}

/** What a reader opens on the page stands open in a feed, under its summary. */
const unfolded = (node: Element): Element['children'] =>
  node.children.map((child) =>
    child.type === 'element' && child.tagName === 'summary'
      ? h('p', h('strong', ...child.children))
      : child,
  );

/**
 * An essay's body for a feed: no script, style, class or form control, every address absolute, each
 * figure as its picture.
 *
 * @param address the page's full address, with its trailing slash
 */
export function feedContent(tree: Root, address: string): string {
  replace(
    tree,
    (node) => node.tagName === 'figure' && typeof node.properties.dataFigure === 'string',
    (node) => [feedFigure(node, address)],
  );
  replace(
    tree,
    (node) => DROPPED.has(node.tagName) || hasClass(node, 'page-only'),
    () => [],
  );
  replace(tree, (node) => node.tagName === 'details', unfolded);
  visit(tree, 'element', (node) => {
    node.properties = Object.fromEntries(
      Object.entries(node.properties).filter(([name]) => KEPT.has(name)),
    );
    for (const name of ['href', 'src'] as const) {
      const value = node.properties[name];
      if (typeof value === 'string') node.properties[name] = new URL(value, address).href;
    }
  });
  return serialise(tree);
}
