/** An essay's text as plain HTML, for those who read it elsewhere: feeds, the Markdown twin, the book. */
import { PAGE_ONLY } from '../kit/marks.ts';
import { decoded } from './below.ts';
import { taskSign } from './boxes.ts';
import { PLACES } from './places.ts';
import {
  type Element,
  type ElementContent,
  elementsIn,
  h,
  hasClass,
  markOf,
  type Root,
  type Said,
  type Step,
  saidBy,
  say,
  textOf,
  unmark,
  within,
} from './tree.ts';

/** Attributes that mean something outside of the page. */
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
  'display',
]);
const DROPPED = new Set([
  // Where a line may be broken is for the page to say.
  'wbr',
  'script',
  'style',
  'link',
  'template',
  'fieldset',
  'button',
  'input',
  'select',
  'textarea',
  'output',
  'noscript',
]);

/** A drawing of the author's own in the text, `<svg>`, as the plain text shows it. */
export interface Drawing {
  /** Of its file, without the ending: `drawing-1` for the first. */
  readonly name: string;
  readonly svg: Element;
  /** Units. */
  readonly width: number;
  readonly height: number;
}

/** A text for those who read it elsewhere, and what it shows as pictures that are no files yet. */
export interface Plain {
  readonly tree: Root;
  readonly drawings: readonly Drawing[];
}

interface Work {
  /** Carries the nodes inside of an element. */
  readonly carry: (nodes: readonly ElementContent[]) => ElementContent[];
  /** The page's full address. */
  readonly address: string;
  readonly drawings: Drawing[];
}

/** How elements of one kind are carried over; undefined where the rule is for others. */
type Rule = (node: Element, work: Work) => ElementContent[] | undefined;

const isElement = (node: ElementContent, name: string): node is Element =>
  node.type === 'element' && node.tagName === name;

/** A figure: its picture file, its words for those who do not see it, its caption. */
const asPicture: Rule = (node, { carry, address }) => {
  const id = markOf(node, 'figure');
  if (id === undefined) return;
  const parts = within(node);
  const drawing = parts.find(({ properties }) => properties.role === 'img');
  const alt = String(drawing?.properties.ariaLabel ?? '');
  const picture = h('img', { src: `${address}${id}.png`, alt });
  const caption = parts.filter(({ tagName }) => tagName === 'figcaption');
  const link = h('a', { href: `${address}#fig-${id}` }, picture);
  return [h('figure', { id: `fig-${id}` }, link, ...carry(caption))];
};

/** A task's box is the sign of its state. */
const asSign: Rule = (node) => {
  const value = taskSign(node);
  return value && [{ type: 'text', value }];
};

/** What only a page can use is left out. */
const leftOut: Rule = (node) =>
  DROPPED.has(node.tagName) || hasClass(node, PAGE_ONLY) ? [] : undefined;

/** What the essay's model prints is plain text there: the list that it leads to is the page's own. */
const printed: Rule = (node, { carry }) =>
  PLACES.some((mark) => markOf(node, mark) !== undefined) ? carry(node.children) : undefined;

/** What a reader opens on the page stands open, under its summary. */
const unfolded: Rule = (node, { carry }) =>
  node.tagName === 'details'
    ? node.children.flatMap((child) =>
        isElement(child, 'summary')
          ? [h('p', h('strong', ...carry(child.children)))]
          : carry([child]),
      )
    : undefined;

/** What runs, and what would bring in a page of HTML. */
const NOT_DRAWN = new Set(['script', 'style', 'foreignObject']);

/** A drawing without what runs and without styles of its own. */
function drawn({ tagName, properties, children }: Element): Element {
  const kept = Object.entries(properties).filter(([name]) => !/^(?:style|on[A-Z].*)$/.test(name));
  return {
    type: 'element',
    tagName,
    properties: Object.fromEntries(kept),
    children: children.flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return [child];
      return NOT_DRAWN.has(child.tagName) ? [] : [drawn(child)];
    }),
  };
}

/** The size of a drawing that says none, as browsers have it. */
const UNSIZED = [0, 0, 300, 150];

/** Units of CSS in pixels. */
const PIXELS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
};
/** As wide and high as a drawing's picture may be. */
const LARGEST = 2000;

/** A length in pixels; NaN where it is none that is known without the page. */
function pixels(length: unknown): number {
  const [, value = '', unit = ''] = /^\s*([\d.]+)\s*(\w*)\s*$/.exec(String(length)) ?? [];
  return Number(value || NaN) * (PIXELS[unit.toLowerCase()] ?? NaN);
}

/** The size of a drawing, pixels: its own, else its view's. */
function sizeOf({ properties }: Element): { width: number; height: number } {
  const said = String(properties.viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , wide, high] = said.length === 4 && said[2] > 0 && said[3] > 0 ? said : UNSIZED;
  const [width, height] = [properties.width, properties.height].map(pixels);
  const [own, tall] =
    width > 0 && height > 0
      ? [width, height]
      : width > 0
        ? [width, (width * high) / wide]
        : height > 0
          ? [(height * wide) / high, height]
          : [wide, high];
  const scale = Math.min(1, LARGEST / Math.max(own, tall));
  return {
    width: Math.max(1, Math.round(own * scale)),
    height: Math.max(1, Math.round(tall * scale)),
  };
}

/** An author's own drawing: its picture. Of one for the eye alone nothing is left. */
const asDrawing: Rule = (node, { address, drawings }) => {
  if (node.tagName !== 'svg') return;
  const { role, ariaLabel, ariaHidden } = node.properties;
  if (ariaHidden === 'true' || role === 'presentation' || role === 'none') return [];
  const name = `drawing-${drawings.length + 1}`;
  const { width, height } = sizeOf(node);
  drawings.push({ name, svg: drawn(node), width, height });
  const title = elementsIn(node).find(({ tagName }) => tagName === 'title');
  const alt = String(ariaLabel ?? textOf(title ?? node)).trim();
  return [h('img', { src: `${address}${name}.png`, alt, width, height })];
};

/** Of a picture in several forms, the one that every program shows. */
const oneForm: Rule = ({ tagName, children }, { carry }) =>
  tagName === 'picture' ? carry(children.filter((child) => isElement(child, 'img'))) : undefined;

const EMBEDDED = new Set(['iframe', 'video', 'audio', 'object', 'embed']);

/** What is embedded, a film or a page, is a link to it that has its title. */
const asLink: Rule = (node, { address }) => {
  if (!EMBEDDED.has(node.tagName)) return;
  const sources = [node, ...within(node)].flatMap(
    ({ properties: { src, data } }) => src ?? data ?? [],
  );
  const [source] = sources.map(String);
  if (source === undefined) return [];
  const { href, pathname, host } = new URL(source, address);
  const { title, ariaLabel } = node.properties;
  const file = pathname.split('/').at(-1) || host;
  return [h('a', { href }, String(title ?? ariaLabel ?? decoded(file) ?? file))];
};

/** The heading of the notes, in the site's word for them. */
const notesHeading: Rule = ({ properties }) =>
  properties.id === 'footnote-label' ? [h('h2', 'Notes')] : undefined;

const ADDRESSES = new Set(['href', 'src']);

/** What an element says besides its attributes. */
function saidIn(node: Element): Said {
  const { tagName, properties } = node;
  const language = properties.dataLanguage;
  if (tagName === 'pre' && typeof language === 'string') return { language };
  const file = markOf(node, 'file');
  return file === undefined ? saidBy(node) : { file };
}

/** Takes the name of its file off a picture: a page has no use for it. */
export const withoutFile: Step = (node) => {
  unmark(node, 'file');
  return undefined;
};

/**
 * Anything else keeps what means something elsewhere, its addresses made absolute. What only held
 * attributes of the page goes without them.
 */
const plain: Rule = (node, { carry, address }) => {
  const { tagName, properties, children } = node;
  const kept = Object.entries(properties)
    .filter(([name]) => KEPT.has(name))
    .map(([name, value]) =>
      ADDRESSES.has(name) && typeof value === 'string'
        ? [name, new URL(value, address).href]
        : [name, value],
    );
  if (kept.length === 0 && (tagName === 'span' || tagName === 'form')) return carry(children);
  const made = { tagName, properties: Object.fromEntries(kept), children: carry(children) };
  return [say({ type: 'element', ...made }, saidIn(node))];
};

/** The first that applies counts: a figure's picture stands for all of it, its settings too. */
const RULES: readonly Rule[] = [
  asPicture,
  asSign,
  printed,
  leftOut,
  unfolded,
  asDrawing,
  oneForm,
  asLink,
  notesHeading,
  plain,
];

/**
 * An essay's body as plain HTML, as a new tree made in one walk that does not enter what it leaves
 * out: no script, style, class or form control, every address absolute, each figure and drawing as
 * its picture.
 *
 * @param address the page's full address, with its trailing slash
 */
export function plainOf(tree: Root, address: string): Plain {
  const drawings: Drawing[] = [];
  const carry = (nodes: readonly ElementContent[]): ElementContent[] =>
    nodes.flatMap((node) => {
      // A copy: the page's steps change texts.
      if (node.type === 'text') return [{ ...node }];
      if (node.type !== 'element') return [];
      for (const rule of RULES) {
        const carried = rule(node, { carry, address, drawings });
        if (carried) return carried;
      }
      return [];
    });
  const children = carry(tree.children as ElementContent[]);
  return { tree: { type: 'root', children }, drawings };
}
