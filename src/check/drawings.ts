/** Drawings in the text, `<svg>`: that they say what they show, have a size, and draw with what is there. */
import { textOf } from './addresses.ts';
import { type Fault, placeAt, type Said } from './finding.ts';
import { nearest } from './nearest.ts';
import {
  attributeOf,
  bindingsOf,
  childrenOf,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';
import { shown } from './wording.ts';

/** What keeps something for other drawings, or for other parts of one, and shows nothing itself. */
const KEPT =
  /^(?:defs|symbol|linearGradient|radialGradient|pattern|filter|clipPath|mask|marker|metadata|title|desc|style|script)$/u;

const hasSpread = ({ attributes }: Element): boolean =>
  attributes.some(({ type }) => type !== 'mdxJsxAttribute');

const isHidden = (element: Element): boolean => {
  const hidden = attributeOf(element, 'aria-hidden');
  return hidden !== undefined && (hidden === true || textOf(hidden) !== 'false');
};

/** Attributes by which an element has a name, or says that it needs none. */
const NAMED = ['aria-label', 'aria-labelledby', 'title', 'role'];

const isNamed = (element: Element): boolean =>
  isHidden(element) ||
  NAMED.some((name) => {
    const value = attributeOf(element, name);
    return (
      value !== undefined &&
      (name !== 'role' || /^(?:presentation|none)$/u.test(textOf(value) ?? ''))
    );
  });

/** What is wrong with a drawing that says nothing of what it shows. */
function silence(svg: Element, inner: readonly Element[]): Said | undefined {
  // Words in a drawing are read out as any others.
  const says = inner.some(({ name }) => /^(?:title|desc|text|foreignObject)$/u.test(name ?? ''));
  if (says || isNamed(svg) || hasSpread(svg)) return undefined;
  return [
    '<svg> without alternative text',
    'add role="img" aria-label="what it shows", or aria-hidden="true" if it only decorates',
  ];
}

/** The attribute of a drawing that says what part of the plane it shows; HTML reads it in any case. */
const viewOf = (svg: Element) => attributeOf(svg, 'viewBox') ?? attributeOf(svg, 'viewbox');

function sizeFault(svg: Element): Said | undefined {
  const view = viewOf(svg);
  const text = textOf(view);
  if (text !== undefined) {
    const numbers = text.trim().split(/[\s,]+/u);
    if (numbers.length === 4 && numbers.every((one) => Number.isFinite(Number(one)))) {
      return undefined;
    }
    const remedy = 'write viewBox="0 0 10 10": left, top, width and height';
    return [`viewBox="${shown(text)}" is not four numbers`, remedy];
  }
  const sized = ['width', 'height', 'class', 'className', 'style'].some((name) =>
    attributeOf(svg, name),
  );
  if (view !== undefined || sized || hasSpread(svg)) return undefined;
  return [
    '<svg> has neither viewBox nor size',
    'add viewBox="0 0 10 10": left, top, width, height',
  ];
}

/** A path that does not begin where a pen is set down, which no browser draws. */
function pathFault(element: Element): Said | undefined {
  const d = element.name === 'path' ? textOf(attributeOf(element, 'd'))?.trim() : undefined;
  if (!d || /^(?:m|none$|path\()/iu.test(d)) return undefined;
  const numbers = /^-?[\d.]+[\s,]*-?[\d.]+/u.exec(d)?.[0];
  return [
    `d="${shown(d)}" does not begin with M, so that nothing is drawn`,
    numbers ? `write M${numbers} at its beginning` : 'write M and the point at which it begins',
  ];
}

const REFERRING =
  /^(?:fill|stroke|filter|mask|clip-path|clipPath|marker-(?:start|mid|end)|marker(?:Start|Mid|End))$/u;

/** The id within the page that an attribute of a drawing refers to. */
function referenceOf(element: Element, name: string): string | undefined {
  const text = textOf(attributeOf(element, name)) ?? '';
  if (REFERRING.test(name)) return /^url\(\s*["']?#([^"')\s]+)["']?\s*\)$/u.exec(text)?.[1];
  const uses = element.name === 'use' && /^(?:href|xlink:href|xlinkHref)$/u.test(name);
  return uses ? /^#(.+)$/u.exec(text)?.[1] : undefined;
}

/** The ids that the elements of a text have; undefined where not all are known. */
function idsIn(root: Node): Set<string> | undefined {
  const elements = [...nodesOf(root)].filter(isElement);
  const foreign = [...bindingsOf(root).values()].some(({ from }) =>
    /\.(?:astro|mdx?)$/u.test(from),
  );
  const ids = elements.map((one) => attributeOf(one, 'id'));
  if (foreign || elements.some(hasSpread)) return undefined;
  if (ids.some((id) => id !== undefined && textOf(id) === undefined)) return undefined;
  return new Set(ids.map((id) => textOf(id) ?? ''));
}

/** What is said of a reference to an id that no part of an essay has. */
export function unknownId(id: string, ids: ReadonlySet<string>): Said {
  const meant = nearest(id, ids);
  const remedy = meant ? `write #${meant}` : `give one id="${id}", or mend the name`;
  return [`nothing in the essay has the id "${id}"`, remedy];
}

const referenceFaults = (element: Element, ids: ReadonlySet<string>): Said[] =>
  element.attributes.flatMap((attribute) => {
    const id = 'name' in attribute ? referenceOf(element, attribute.name) : undefined;
    return id === undefined || ids.has(id) ? [] : [unknownId(id, ids)];
  });

/** The drawings of a text, each with whether something around it names or hides it. */
function* drawingsIn(node: Node, named = false): Generator<[svg: Element, named: boolean]> {
  if (isElement(node) && node.name === 'svg') {
    yield [node, named];
    return;
  }
  // What a component puts around it is not known; a caption below it may say what it shows.
  const around =
    isElement(node) &&
    (isNamed(node) ||
      /^(?:\p{Lu}.*|a|button)$/u.test(node.name ?? '') ||
      [...nodesOf(node)].some((one) => isElement(one) && one.name === 'figcaption'));
  for (const child of childrenOf(node)) yield* drawingsIn(child, named || around);
}

/** Drawings of the text that say nothing, and what in them is not drawn. */
export function drawingFaults(root: Node, source: string): Fault[] {
  const faults: Fault[] = [];
  const ids = idsIn(root);
  const tell = (node: Node, said: Said | undefined): void => {
    if (!said) return;
    const [message, remedy] = said;
    faults.push({ ...placeAt(source, startOf(node)), field: 'drawing', message, remedy });
  };
  for (const [svg, named] of drawingsIn(root)) {
    const inner = [...nodesOf(svg)].filter(isElement).slice(1);
    const shows = childrenOf(svg).some((one) => isElement(one) && !KEPT.test(one.name ?? ''));
    if (shows) tell(svg, sizeFault(svg) ?? (named ? undefined : silence(svg, inner)));
    for (const one of inner) {
      tell(one, pathFault(one));
      if (ids) for (const said of referenceFaults(one, ids)) tell(one, said);
    }
  }
  return faults;
}
