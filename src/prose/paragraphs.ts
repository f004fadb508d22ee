/**
 * Paragraphs as HTML has them. MDX makes one of all text that stands on lines of its own, also within
 * an element that holds none, and none of an element that is alone on its line.
 */
import { type Element, type ElementContent, elementsIn, h, type Step, textOf } from './tree.ts';

/** Elements that are part of a sentence. */
const PHRASING =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|dfn|em|i|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup|time|u|var)$/u;

const isBlank = (node: ElementContent): boolean =>
  node.type === 'comment' || (node.type === 'text' && node.value.trim() === '');

const isBare = (node: ElementContent | undefined): node is Element =>
  node?.type === 'element' && node.tagName === 'p' && Object.keys(node.properties).length === 0;

const isEmpty = (node: ElementContent): boolean =>
  isBare(node) && elementsIn(node).length === 0 && textOf(node).trim() === '';

const isPhrasing = (node: ElementContent): boolean =>
  node.type === 'text' ||
  (node.type === 'element' && (PHRASING.test(node.tagName) || node.tagName === 'br'));

/** What is part of a sentence and stands beside blocks, as a paragraph each time. */
function inParagraphs(nodes: readonly ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  let open: Element | undefined;
  for (const node of nodes) {
    if (!isPhrasing(node)) open = undefined;
    else if (open) open.children.push(node);
    else if (!isBlank(node)) open = h('p', node);
    if (open === undefined) made.push(node);
    else if (made.at(-1) !== open) made.push(open);
  }
  return made;
}

/** A paragraph with a picture and nothing else. */
const isPicture = (node: ElementContent): node is Element =>
  isBare(node) &&
  node.children.some((child) => !isBlank(child)) &&
  node.children.every(
    (child) =>
      isBlank(child) || (child.type === 'element' && /^(?:img|picture)$/u.test(child.tagName)),
  );

/**
 * `<summary>` and `<figcaption>` on a line with others end the paragraph that MDX made of them all, and
 * leave an empty one on both sides.
 */
export const mendEnded: Step = (node) => {
  if (!/^(?:details|figure)$/u.test(node.tagName) || !node.children.some(isEmpty)) return;
  const left = node.children.filter((child) => !isEmpty(child));
  node.children =
    node.tagName === 'details'
      ? inParagraphs(left)
      : left.flatMap((child) => (isPicture(child) ? child.children : [child]));
};

/** A part of a sentence holds no paragraph, nor does what is pressed to open something. */
export const mendHeld: Step = (node) => {
  if (!PHRASING.test(node.tagName) && node.tagName !== 'summary') return;
  const [only, ...more] = node.children.filter((child) => !isBlank(child));
  if (isBare(only) && more.length === 0) node.children = only.children;
};

/** A part of a sentence that is alone, such as a claim of a whole one, is a paragraph. */
export const asParagraph = (node: ElementContent): ElementContent =>
  node.type === 'element' && PHRASING.test(node.tagName) ? h('p', node) : node;

/** What tells the items of a list apart in JSX means nothing in HTML. */
export const withoutKeys: Step = ({ properties }) => {
  delete properties.key;
};
