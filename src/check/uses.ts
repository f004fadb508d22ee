import { isFigure, isNumber } from '../essay/holds.ts';
import { isAssumption } from '../kit/assume.ts';
import { textOf } from './addresses.ts';
import { exportedFigures, type FigureLike, isEntry } from './figures.ts';
import { type Fault, type Finding, nearest, placeAt, type Words } from './finding.ts';
import { declarationOf, exportsOf, type Modules, PATH, resolve } from './modules.ts';
import { asWritten } from './named.ts';
import { lostNames } from './statements.ts';
import { TAGS } from './tags.ts';
import {
  attributeOf,
  type Binding,
  bindingsOf,
  childrenOf,
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

/** The numbers among the exports of an essay's modules, as an essay names them. */
const exportedNumbers = (modules: Modules): string[] => [
  ...new Set(
    [...modules.values()].flatMap((module) =>
      Object.entries(exportsOf(module)).flatMap(([name, group]) =>
        typeof group === 'object' && group !== null && !isFigure(group)
          ? Object.entries(group).flatMap(([member, number]) =>
              isNumber(number) ? [`${name}.${member}`] : [],
            )
          : [],
      ),
    ),
  ),
];

/** Components that name a figure or a number. */
const NAMING = new Set(['Figure', 'N', 'Ref']);

/** Components whose names in small letters are elements of HTML. */
const SMALL: Readonly<Record<string, string>> = { figure: 'Figure', cite: 'Cite' };

/** What an element names, or what is wrong with it and which figure it meant. */
type Read =
  | { readonly use: Use }
  | { readonly unbound: string; readonly meant: string | undefined }
  | (Words & { readonly meant?: string | undefined });

/** The name for which `written` most likely stands among `names`; the only one in any case. */
const meantBy = (written: string, names: readonly string[]): string | undefined =>
  names.length === 1 ? names[0] : nearest(written, names);

/** Whether the group of which an expression names a member holds nothing but entries that lack something. */
function areEntries(
  expression: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): boolean {
  const group = resolve(expression.split('.')[0] ?? '', bindings, modules);
  const entries = 'value' in group ? Object.values((group.value ?? {}) as object) : [];
  return entries.length > 0 && entries.every(isEntry);
}

/** The path that stands alone in braces between an element's tags. */
function expressionIn(element: Element): string | undefined {
  const [only, ...more] = childrenOf(element);
  const code =
    only?.type === 'mdxTextExpression' || only?.type === 'mdxFlowExpression'
      ? only.value.trim()
      : '';
  return more.length === 0 && PATH.test(code) ? code : undefined;
}

/** What an expression names where it calls that, holds it in braces or names a part of it. */
function pathIn(expression: string, takes: (path: string) => boolean): string | undefined {
  const held = /^\{\s*([^{}]*?)\s*\}$/u.exec(expression)?.[1] ?? expression;
  const called = held.replace(/\(\s*\)$/u, '');
  if (!PATH.test(called)) return undefined;
  const whole = called.replace(/\.[\w$]+$/u, '');
  if (called !== expression && takes(called)) return called;
  return whole !== called && !takes(called) && takes(whole) ? whole : undefined;
}

function readUse(element: Element, bindings: ReadonlyMap<string, Binding>, modules: Modules): Read {
  const component = element.name ?? '';
  const attribute = TAGS[component]?.names ?? 'of';
  const value = attributeOf(element, attribute);
  const names =
    component === 'N' ? exportedNumbers(modules) : exportedFigures(modules).map(({ name }) => name);
  const is = component === 'N' ? isNumber : isFigure;
  /** A path that names what the component takes, and that something else was written for. */
  const takes = (path: string): boolean => {
    const found = resolve(path, bindings, modules);
    return 'value' in found && is(found.value);
  };
  const inside = expressionIn(element);
  if (value === undefined && inside !== undefined && takes(inside)) {
    const message = `<${component}> takes no words, and names nothing`;
    return { message, remedy: `write <${component} ${attribute}={${inside}} />`, meant: inside };
  }
  const quoted = textOf(value);
  if (value === undefined || value === true || 'text' in value || quoted !== undefined) {
    const written = quoted ?? '';
    const meant = meantBy(written.replace(/^#(?:fig-)?/u, ''), names);
    const remedy = meant
      ? `write <${component} ${attribute}={${meant}} />`
      : names.length > 0
        ? `write <${component} ${attribute}={…} />, with one of ${names.join(', ')}`
        : `export a ${component === 'N' ? 'number' : 'figure'} from figures.ts beside the essay and write <${component} ${attribute}={…} />`;
    const message = written
      ? `<${component} ${attribute}=${asWritten(value)}> has its name in quotes`
      : `<${component}> does not say which`;
    return { message, remedy, meant };
  }
  const { expression } = value;
  const path = pathIn(expression, takes);
  if (path !== undefined) {
    const message = `${attribute}={${expression}} names no ${component === 'N' ? 'number' : 'figure'}`;
    return { message, remedy: `write <${component} ${attribute}={${path}} />`, meant: path };
  }
  const found = resolve(expression, bindings, modules);
  // An entry that lacks what makes it a number is told where it is written, as are all of a group.
  if (!('value' in found) ? areEntries(expression, bindings, modules) : isEntry(found.value)) {
    return { use: { component, node: element, expression, figure: undefined } };
  }
  if (!('value' in found)) return { ...found, meant: meantBy(expression, names) };
  const figure = isFigure(found.value) ? found.value : undefined;
  if (found.value !== undefined && component === 'N' && !isNumber(found.value)) {
    return figure
      ? { message: `${expression} is a figure`, remedy: `write <Figure of={${expression}} />` }
      : { message: `${expression} is no number`, remedy: numberMeant(found.value, expression) };
  }
  if (found.value !== undefined && component !== 'N' && !figure) {
    const meant = names.length === 1 ? names[0] : undefined;
    const remedy =
      meant && component === 'Ref'
        ? `write <${component} ${attribute}={${meant}} />`
        : 'name an exported figure';
    return { message: `${expression} is no figure`, remedy, meant };
  }
  return { use: { component, node: element, expression, figure } };
}

/** What to write where something else is named as a number. */
function numberMeant(value: unknown, expression: string): string {
  if (isAssumption(value)) return `write <Given of={${expression}} />`;
  const members = Object.entries((value ?? {}) as object).filter(([, one]) => isNumber(one));
  if (members.length === 0) return 'name one of numbers(…)';
  const all = members.map(([member]) => `${expression}.${member}`);
  return all.length === 1 ? `write <N of={${all[0]}} />` : `name one of ${all.join(', ')}`;
}

const same = (a: Use, b: Use): boolean =>
  a.figure ? a.figure === b.figure : a.expression === b.expression;

/** What is wrong with where figures are shown and mentioned, as message and remedy by node. */
function placementFaults(
  uses: readonly Use[],
  links: readonly { readonly node: Node; readonly id: string }[],
  complete: boolean,
  spoken: (name: string) => boolean,
): (Words & { readonly node: Node })[] {
  const shown = uses.filter(({ component }) => component === 'Figure');
  const mentioned = uses.filter(({ component }) => component === 'Ref');
  const twice = shown.filter((use, i) => shown.slice(0, i).some((other) => same(use, other)));
  const silent = shown.filter(
    (use) =>
      !twice.includes(use) &&
      !mentioned.some((other) => same(use, other)) &&
      !spoken(use.expression) &&
      !links.some(({ id }) => id === use.figure?.id),
  );
  const absent = mentioned.filter(
    (use) => !shown.some((other) => same(use, other)) && !spoken(use.expression),
  );
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
 * shown twice, never mentioned, mentioned but not shown, exported but not shown. `unread` is text
 * that could not be read and may well use them.
 */
export function useFindings(
  file: string,
  root: Node,
  source: string,
  modules: Modules,
  unread: string,
): Finding[] {
  const bindings = bindingsOf(root);
  for (const name of lostNames(unread)) bindings.set(name, { from: '', name, offset: 0 });
  const uses: Use[] = [];
  const links: { node: Node; id: string }[] = [];
  const faults: Fault[] = [];
  let complete = !unread.includes('<Figure');
  // A figure that is misnamed in one place is not missing there.
  const meant = new Set<string>();
  const report = (node: Node, field: string, message: string, remedy: string): void => {
    faults.push({ ...placeAt(source, startOf(node)), field, message, remedy });
  };
  for (const node of nodesOf(root)) {
    if (node.type === 'link' && node.url.startsWith('#fig-')) {
      links.push({ node, id: node.url.slice(5) });
    }
    const small = isElement(node) && SMALL[node.name ?? ''];
    if (isElement(node) && small && attributeOf(node, 'of') !== undefined) {
      const of = attributeOf(node, 'of');
      const written = typeof of === 'object' && 'expression' in of ? of.expression : '';
      const key = typeof of === 'object' && 'text' in of ? of.text : '…';
      const end = childrenOf(node).length === 0 ? ' />' : '>';
      const remedy = `write <${small} of=${written ? `{${written}}` : `"${key}"`}${end}, with a capital`;
      report(
        node,
        'component',
        `<${node.name}> is HTML’s own, and shows nothing of the model`,
        remedy,
      );
      if (written) meant.add(written);
    }
    if (!isElement(node) || !NAMING.has(node.name ?? '')) continue;
    const read = readUse(node, bindings, modules);
    if ('use' in read) uses.push(read.use);
    else {
      const field = node.name === 'N' ? 'number' : 'figure';
      if ('message' in read) report(node, field, read.message, read.remedy);
      if (read.meant) meant.add(read.meant);
    }
    if (node.name === 'Figure') complete &&= 'use' in read && read.use.figure !== undefined;
  }
  // A part that the essay itself names so is no figure of the model.
  const own = new Set(
    [...nodesOf(root)].map((node) =>
      isElement(node) ? textOf(attributeOf(node, 'id')) : undefined,
    ),
  );
  const spoken = (name: string): boolean => meant.has(name) || unread.includes(name);
  for (const { node, message, remedy } of placementFaults(
    uses,
    links.filter(({ id }) => !own.has(`fig-${id}`)),
    complete,
    spoken,
  )) {
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
