/** Mathematics: TeX, as the engine leaves it, to MathML, which browsers set without script or font. */
import temml from 'temml';
import { allowed } from './mathml.ts';
import { type Element, hasClass, parseHtml, type Step, say, textOf, transform } from './tree.ts';

/** Alignment of a cell, by the class that Temml gives it; other classes are for its style sheet. */
const ALIGNED: Readonly<Record<string, string>> = {
  'tml-right': 'align-right',
  'tml-left': 'align-left',
};

/** The sides at which a cell may have a line, as `|` and `\hline` say. */
const SIDES = ['top', 'right', 'bottom', 'left'];

/** Takes Temml's styles and classes off an element of a formula, but for what it says by them. */
const unstyled: Step = (node) => {
  const style = String(node.properties.style ?? '');
  if (/color/u.test(style)) throw new Error('Colours have no place in a formula');
  const aligned = Object.keys(ALIGNED).find((name) => hasClass(node, name));
  const ruled = SIDES.filter((side) => style.includes(`border-${side}:`));
  const said = [ALIGNED[aligned ?? ''], ...ruled.map((side) => `ruled-${side}`)].filter(Boolean);
  delete node.properties.style;
  delete node.properties.className;
  if (said.length > 0) node.properties.className = said;
  return undefined;
};

/**
 * TeX as one MathML element without styles of its own, which a strict policy would block.
 *
 * @param display set on a line of its own
 * @throws in Temml's words when the TeX cannot be read
 */
export function mathml(tex: string, display: boolean): Element {
  const made = parseHtml(temml.renderToString(tex, { displayMode: display, throwOnError: true }));
  transform(made, [...allowed, unstyled]);
  return say(made.children[0] as Element, { tex });
}

const isInline = (node: Element): boolean => hasClass(node, 'math-inline');

/** Whether an element holds a formula and nothing else: `$$`, or a paragraph of one formula. */
function isDisplay({ tagName, children }: Element): boolean {
  const [only, ...more] = children;
  if (more.length > 0 || only?.type !== 'element') return false;
  return tagName === 'p' ? isInline(only) : tagName === 'pre' && hasClass(only, 'math-display');
}

/** Sets a formula. */
export const setFormulas: Step = (node) => {
  const display = isDisplay(node);
  return display || isInline(node) ? [mathml(textOf(node).trim(), display)] : undefined;
};
