import { type Element, h, hasClass, type Step, textOf } from './tree.ts';

/** Names for boxes of one kind: "Code", then "Code 2", "Code 3", since no two regions share one. */
function namer(kind: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return count === 1 ? kind : `${kind} ${count}`;
  };
}

/** Cell alignment arrives as `style`, which a strict policy would block; it leaves as a class. */
export const alignByClass: Step = ({ properties }) => {
  const align = /text-align:\s*(\w+)/.exec(String(properties.style ?? ''))?.[1];
  if (!align) return;
  delete properties.style;
  if (align !== 'left') properties.className = [`align-${align}`];
};

/** A wide table scrolls in a box of its own that the keyboard can reach; a figure's has one. */
export function boxTables(): Step {
  const name = namer('Table');
  return (node) => {
    if (node.tagName !== 'table' || hasClass(node, 'figure-table')) return;
    const box = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name() };
    return [h('div', box, node)];
  };
}

/** The signs of a formula that go on a line of the narrowest phone. */
const FORMULA = 20;

/**
 * A formula on a line of its own scrolls as a wide table does; so does a long one in a sentence, which
 * browsers do not break.
 */
export function boxFormulas(): Step {
  const name = namer('Formula');
  return (node) => {
    if (node.tagName !== 'math') return;
    if (node.properties.display !== 'block')
      return [...textOf(node)].length > FORMULA
        ? [h('span', { class: 'formula', tabindex: 0 }, node)]
        : undefined;
    const box = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name() };
    return [h('div', box, node)];
  };
}

/** The characters of code that go on a line of a box as wide as the text: (36 − 2.2) / (0.84 · 0.6) rem. */
export const LINE = 67;

/** Long code scrolls, for the keyboard too, in a box that has room for the button that copies and,
 * where a line does not go on the text's width, the page's. */
export function boxCode(): Step {
  const name = namer('Code');
  return (node) => {
    if (node.tagName !== 'pre') return;
    const language = node.properties.dataLanguage;
    node.properties = { className: ['code'], tabIndex: 0, role: 'region', ariaLabel: name() };
    if (language && language !== 'plaintext') node.properties.dataLanguage = language;
    const long = textOf(node)
      .split('\n')
      .some((line) => line.length > LINE);
    return [h('div', { class: long ? 'code-box long' : 'code-box' }, node)];
  };
}

/** The sign of a task's box; undefined for every other element, an input of the author's own too. */
export function taskSign({ tagName, properties }: Element): '☑' | '☐' | undefined {
  const isTask =
    tagName === 'input' && properties.type === 'checkbox' && properties.name === undefined;
  if (!isTask) return undefined;
  return 'checked' in properties ? '☑' : '☐';
}

/** A task's box is a picture of a state, not a control: axe asks for a label on the latter. */
export const drawTasks: Step = (node) => {
  const sign = taskSign(node);
  return sign && [h('span', { class: 'task' }, sign)];
};
