/** What Temml makes of TeX that MathML does not allow, or that not every browser draws, made right. */
import { type Element, type ElementContent, elementsIn, h, type Step, textOf } from './tree.ts';

/** How many children an element has that says by their place what each is. */
const PLACES: Readonly<Record<string, number>> = {
  mfrac: 2,
  mover: 2,
  msub: 2,
  msubsup: 3,
  msup: 2,
  munder: 2,
  munderover: 3,
};

/** A name such as \operatorname's is several elements; under or over it stands the last. */
const gatherBase: Step = (node) => {
  const places = PLACES[node.tagName];
  if (places === undefined || node.children.length <= places) return undefined;
  const base = node.children.splice(0, node.children.length - places + 1);
  node.children.unshift(h('mrow', ...base));
  return undefined;
};

/** An operator holds text alone: what \mathop makes of a letter is its letter, else a group. */
const plainOperators: Step = (node) => {
  const [only, ...more] = elementsIn(node);
  if (node.tagName !== 'mo' || only === undefined) return undefined;
  if (more.length === 0 && /^m(?:i|text)$/u.test(only.tagName)) {
    node.children = [{ type: 'text', value: textOf(only) }];
    return undefined;
  }
  return [h('mrow', ...(node.children as ElementContent[]))];
};

/** The size of a part is `<mstyle>`'s to say. */
const sizes: Step = (node) => {
  const { scriptlevel, displaystyle } = node.properties;
  if (/^m(?:style|ath|table)$/u.test(node.tagName)) return undefined;
  if (scriptlevel === undefined && displaystyle === undefined) return undefined;
  delete node.properties.scriptlevel;
  delete node.properties.displaystyle;
  return [h('mstyle', { scriptlevel, displaystyle }, node)];
};

/** Lines that Temml has enclose a part, as signs over and under it, which all browsers draw. */
const LINES: Readonly<Record<string, readonly [tagName: string, sign: string]>> = {
  top: ['mover', '‾'],
  bottom: ['munder', '_'],
};

/** @throws where something is drawn around or across a part: Chromium draws none of it */
const lines: Step = (node) => {
  const boxed = node.tagName === 'mrow' && /border/u.test(String(node.properties.style ?? ''));
  if (node.tagName !== 'menclose' && !boxed) return undefined;
  const [tagName, sign] = LINES[String(node.properties.notation)] ?? [];
  if (tagName === undefined || sign === undefined)
    throw new Error('Boxes and strokes through a formula are not drawn by every browser');
  // Temml closes the part with an empty group.
  const inside = elementsIn(node).filter(({ children }) => children.length > 0);
  const base: Element = inside.length === 1 ? inside[0] : h('mrow', ...inside);
  return [h(tagName, base, h('mo', { stretchy: 'true' }, sign))];
};

/** The steps of one walk over a formula. */
export const allowed: readonly Step[] = [lines, gatherBase, plainOperators, sizes];
