/** The figures and numbers that the text uses: that figures are shown once, and mentioned. */
import { isFigure, isNumber } from '../essay/holds.ts';
import { textOf } from './addresses.ts';
import { exportedFigures, exportedNumbers, type FigureLike } from './figures.ts';
import { type Fault, type Finding, placeAt, type Words } from './finding.ts';
import { declarationOf, type Modules } from './modules.ts';
import { namedBy } from './named.ts';
import { lostNames } from './statements.ts';
import {
  attributeOf,
  bindingsOf,
  childrenOf,
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

/** Components that name a figure or a number. */
const NAMING = new Set(['Figure', 'N', 'Ref']);

/** Components whose names in small letters are elements of HTML. */
const SMALL: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({ figure: 'Figure', cite: 'Cite' }),
);

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
  const numbers = {
    noun: 'number',
    made: 'numbers(…)',
    lacking: 'export a number from figures.ts beside the essay',
    end: ' />',
    is: isNumber,
    names: exportedNumbers(modules).map(({ name, value }) => `${name}.${value.name}`),
  } as const;
  const figures = {
    noun: 'figure',
    made: 'figure(…)',
    lacking: 'export a figure from figures.ts beside the essay',
    end: ' />',
    is: isFigure,
    names: exportedFigures(modules).map(({ name }) => name),
  } as const;
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
    const small = isElement(node) && SMALL.get(node.name ?? '');
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
    const read =
      node.name === 'N'
        ? namedBy(node, numbers, bindings, modules)
        : namedBy(node, figures, bindings, modules);
    const figure = 'part' in read && isFigure(read.part) ? read.part : undefined;
    if ('part' in read) {
      uses.push({ component: node.name ?? '', node, expression: read.expression, figure });
    } else {
      const { noun } = node.name === 'N' ? numbers : figures;
      if ('message' in read) report(node, noun, read.message, read.remedy);
      if (read.meant) meant.add(read.meant);
    }
    if (node.name === 'Figure') complete &&= figure !== undefined;
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
