import { isFigure, isNumber } from '../essay/holds.ts';
import { exportedFigures, type FigureLike } from './figures.ts';
import { type Fault, type Finding, placeAt } from './finding.ts';
import { declarationOf, type Modules, resolve } from './modules.ts';
import {
  attributeOf,
  type Binding,
  bindingsOf,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
} from './tree.ts';

/** A component that names a figure or a number, and what it names. */
interface Use {
  readonly component: string;
  readonly node: Node;
  readonly expression: string;
  readonly figure: FigureLike | undefined;
}

const ATTRIBUTES: Readonly<Record<string, string>> = { Figure: 'of', N: 'of', Ref: 'to' };

type Read = { readonly use: Use } | { readonly message: string; readonly remedy: string };

/** What an element names, or what is wrong with it. */
function readUse(
  element: Element,
  attribute: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Read {
  const component = element.name ?? '';
  const value = attributeOf(element, attribute);
  if (value === undefined || value === true || 'text' in value) {
    const example = component === 'N' ? 'wait.central' : 'waitByTenant';
    const remedy = `write <${component} ${attribute}={${example}} />`;
    return { message: `<${component}> does not say which`, remedy };
  }
  const { expression } = value;
  const found = resolve(expression, bindings, modules);
  if ('message' in found) return found;
  const figure = isFigure(found.value) ? found.value : undefined;
  if (found.value !== undefined && component === 'N' && !isNumber(found.value)) {
    return figure
      ? { message: `${expression} is a figure`, remedy: `write <Figure of={${expression}} />` }
      : { message: `${expression} is no number`, remedy: 'name one of numbers(…)' };
  }
  if (found.value !== undefined && component !== 'N' && !figure) {
    return { message: `${expression} is no figure`, remedy: 'name an exported figure' };
  }
  return { use: { component, node: element, expression, figure } };
}

const same = (a: Use, b: Use): boolean =>
  a.figure ? a.figure === b.figure : a.expression === b.expression;

/** What is wrong with where figures are shown and mentioned, as message and remedy by node. */
function placementFaults(
  uses: readonly Use[],
  links: readonly { readonly node: Node; readonly id: string }[],
  complete: boolean,
): { node: Node; message: string; remedy: string }[] {
  const shown = uses.filter(({ component }) => component === 'Figure');
  const mentioned = uses.filter(({ component }) => component === 'Ref');
  const twice = shown.filter((use, i) => shown.slice(0, i).some((other) => same(use, other)));
  const silent = shown.filter(
    (use) =>
      !twice.includes(use) &&
      !mentioned.some((other) => same(use, other)) &&
      !links.some(({ id }) => id === use.figure?.id),
  );
  const absent = mentioned.filter((use) => !shown.some((other) => same(use, other)));
  const astray = links.filter(
    ({ id }) => complete && !shown.some(({ figure }) => figure?.id === id),
  );
  return [
    ...twice.map(({ node, expression }) => ({
      node,
      message: `${expression} is shown twice`,
      remedy: 'show it once and refer to it again with <Ref>',
    })),
    ...silent.map(({ node, expression }) => ({
      node,
      message: `${expression} is never mentioned in the text`,
      remedy: `say in the text what to see in it: <Ref to={${expression}} />`,
    })),
    ...absent.map(({ node, expression }) => ({
      node,
      message: `${expression} is mentioned but not shown`,
      remedy: `add <Figure of={${expression}} />`,
    })),
    ...astray.map(({ node, id }) => ({
      node,
      message: `no figure shown here has the id "${id}"`,
      remedy: 'write <Ref to={…} /> instead, which cannot go astray',
    })),
  ];
}

/**
 * Faults of an essay's use of its figures and numbers: what is not imported or not there, figures
 * shown twice, never mentioned, mentioned but not shown, exported but not shown.
 */
export function useFindings(file: string, root: Node, source: string, modules: Modules): Finding[] {
  const bindings = bindingsOf(root);
  const uses: Use[] = [];
  const links: { node: Node; id: string }[] = [];
  const faults: Fault[] = [];
  let complete = true;
  const report = (node: Node, field: string, message: string, remedy: string): void => {
    faults.push({ ...placeAt(source, startOf(node)), field, message, remedy });
  };
  for (const node of nodesOf(root)) {
    if (node.type === 'link' && node.url.startsWith('#fig-')) {
      links.push({ node, id: node.url.slice(5) });
    }
    const attribute = isElement(node) ? ATTRIBUTES[node.name ?? ''] : undefined;
    if (!isElement(node) || attribute === undefined) continue;
    const read = readUse(node, attribute, bindings, modules);
    if ('use' in read) uses.push(read.use);
    else report(node, node.name === 'N' ? 'number' : 'figure', read.message, read.remedy);
    if (node.name === 'Figure') complete &&= 'use' in read && read.use.figure !== undefined;
  }
  for (const { node, message, remedy } of placementFaults(uses, links, complete)) {
    report(node, 'figure', message, remedy);
  }
  const unused = exportedFigures(modules).filter(
    ({ figure }) => complete && !uses.some((use) => use.figure === figure),
  );
  return [
    ...faults.map((fault) => ({ file, ...fault })),
    ...unused.map(({ name, module }) => ({
      file: module.file,
      ...(declarationOf(module, name) ?? { line: 1, column: 1 }),
      field: 'figure',
      message: `${name} is exported but not shown`,
      remedy: `show it with <Figure of={${name}} />, or do not export it`,
    })),
  ];
}
