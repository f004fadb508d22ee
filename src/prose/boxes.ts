import { type Element, h, hasClass, type Root, replace, visit } from './tree.ts';

const isTable = (node: Element) => node.tagName === 'table' && !hasClass(node, 'figure-table');
const isCode = (node: Element) => node.tagName === 'pre';

/** Cell alignment arrives as `style`, which a strict policy would block; it leaves as a class. */
function alignByClass(tree: Root): void {
  visit(tree, 'element', (node) => {
    const align = /text-align:\s*(\w+)/.exec(String(node.properties.style ?? ''))?.[1];
    if (!align) return;
    delete node.properties.style;
    if (align !== 'left') node.properties.className = [`align-${align}`];
  });
}

/** Names for boxes of one kind: "Code", then "Code 2", "Code 3", since no two regions share one. */
function namer(kind: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return count === 1 ? kind : `${kind} ${count}`;
  };
}

/** Wide tables and long code scroll in a box of their own that the keyboard can reach. */
export function boxWideThings(tree: Root): void {
  alignByClass(tree);
  const tableName = namer('Table');
  const codeName = namer('Code');
  replace(tree, isTable, (node) => {
    const box = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': tableName() };
    return [h('div', box, node)];
  });
  replace(tree, isCode, (node) => {
    const language = node.properties.dataLanguage;
    node.properties = { className: ['code'], tabIndex: 0, role: 'region', ariaLabel: codeName() };
    if (language && language !== 'plaintext') node.properties.dataLanguage = language;
    return [h('div', { class: 'code-box' }, node)];
  });
  // A task's box is a picture of a state, not a control: axe asks for a label on the latter.
  replace(
    tree,
    (node) => node.tagName === 'input' && node.properties.name === undefined,
    (node) => [h('span', { class: 'task' }, 'checked' in node.properties ? '☑' : '☐')],
  );
}
