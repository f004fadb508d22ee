import { PAGE_ONLY } from '../kit/marks.ts';
import { drawn } from './drawn.ts';
import { PLACES } from './places.ts';
import {
  type Element,
  type ElementContent,
  elementsIn,
  h,
  hasClass,
  markOf,
  type Root,
} from './tree.ts';

/** Attributes that mean something in a feed reader. */
const KEPT = new Set([
  'href',
  'src',
  'poster',
  'controls',
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
  'display',
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

/** How elements of one kind are carried into the feed; `carry` does it for the nodes inside. */
type Rule = (
  node: Element,
  carry: (nodes: readonly ElementContent[]) => ElementContent[],
  address: string,
) => ElementContent[] | undefined;

const within = (node: Element): Element[] =>
  elementsIn(node).flatMap((child) => [child, ...within(child)]);

/** A figure: its picture file, its words for those who do not see it, its caption. */
const asPicture: Rule = (node, carry, address) => {
  const id = markOf(node, 'figure');
  if (id === undefined) return;
  const parts = within(node);
  const drawing = parts.find(({ properties }) => properties.role === 'img');
  const alt = String(drawing?.properties.ariaLabel ?? '');
  const picture = h('img', { src: `${address}${id}.png`, alt });
  const caption = parts.filter(({ tagName }) => tagName === 'figcaption');
  return [h('figure', h('a', { href: `${address}#fig-${id}` }, picture), ...carry(caption))];
};

/** What only a page can use is left out. */
const leftOut: Rule = (node) =>
  DROPPED.has(node.tagName) || hasClass(node, PAGE_ONLY) ? [] : undefined;

/** What the essay's model prints is plain text there: the list that it leads to is the page's own. */
const printed: Rule = (node, carry) =>
  PLACES.some((mark) => markOf(node, mark) !== undefined) ? carry(node.children) : undefined;

/** What a reader opens on the page stands open, under its summary. */
const unfolded: Rule = (node, carry) =>
  node.tagName === 'details'
    ? node.children.flatMap((child) =>
        child.type === 'element' && child.tagName === 'summary'
          ? [h('p', h('strong', ...carry(child.children)))]
          : carry([child]),
      )
    : undefined;

/** An author's own drawing. */
const drawing: Rule = (node, _, address) =>
  node.tagName === 'svg' ? [drawn(node, address)] : undefined;

/** Of a picture in several forms, the one that every program shows. */
const oneForm: Rule = ({ tagName, children }, carry) =>
  tagName === 'picture'
    ? carry(children.filter((child) => child.type === 'element' && child.tagName === 'img'))
    : undefined;

const ADDRESSES = new Set(['href', 'src', 'poster']);

/** Anything else keeps what means something there, its addresses made absolute. */
const plain: Rule = ({ tagName, properties, children }, carry, address) => {
  const kept = Object.entries(properties)
    .filter(([name]) => KEPT.has(name))
    .map(([name, value]) =>
      ADDRESSES.has(name) && typeof value === 'string'
        ? [name, new URL(value, address).href]
        : [name, value],
    );
  const node = { tagName, properties: Object.fromEntries(kept), children: carry(children) };
  return [{ type: 'element', ...node }];
};

/** The first that applies counts: a figure's picture stands for all of it, its settings too. */
const RULES: readonly Rule[] = [asPicture, printed, leftOut, unfolded, drawing, oneForm, plain];

/**
 * An essay's body for a feed, as a new tree made in one walk that does not enter what it leaves out:
 * no script, style, class or form control, every address absolute, each figure as its picture.
 *
 * @param address the page's full address, with its trailing slash
 */
export function feedTree(tree: Root, address: string): Root {
  const carry = (nodes: readonly ElementContent[]): ElementContent[] =>
    nodes.flatMap((node) => {
      if (node.type !== 'element') return [node];
      for (const rule of RULES) {
        const carried = rule(node, carry, address);
        if (carried) return carried;
      }
      return [];
    });
  return { type: 'root', children: carry(tree.children as ElementContent[]) };
}
