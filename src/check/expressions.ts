/** What stands in braces: code in MDX, and more often than not meant as text. */
import { isFigure, isNumber } from '../essay/holds.ts';
import { isComment, LANGUAGE, namesOf, parsedAs } from './code.ts';
import { type Fault, placeAt, type Words } from './finding.ts';
import { doesExport, type Modules } from './modules.ts';
import { nearest } from './nearest.ts';
import { type Own, outcomeOf, ownOf, type Run } from './own.ts';
import { impurities } from './purity.ts';
import { FOREIGN } from './slips.ts';
import { lostNames } from './statements.ts';
import { TAGS } from './tags.ts';
import { formulasOf } from './tex.ts';
import {
  attributeOffset,
  type Binding,
  bindingsOf,
  childrenOf,
  endOf,
  isElement,
  type Node,
  startOf,
} from './tree.ts';
import { asText, foreignBraces, shown, texCommand } from './wording.ts';

/** What every essay's code may use: Astro and MDX give it. */
const GIVEN = new Set(['frontmatter', 'props']);

const isKnown = (name: string, bindings: ReadonlyMap<string, Binding>): boolean =>
  bindings.has(name) || GIVEN.has(name) || LANGUAGE.has(name);

/** Expressions that show nothing, or nothing that anybody would want to read. */
const NO_TEXT = new Set([
  'SequenceExpression',
  'ObjectExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'AssignmentExpression',
]);

const isText = (value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (Array.isArray(value) && value.every(isText));

/** How the essay can use a name after all: by importing it, or by spelling it as it is bound. */
function wayOf(name: string, bindings: ReadonlyMap<string, Binding>, modules: Modules): string {
  const exporting = [...modules].find(([, module]) => doesExport(module, name));
  if (exporting) return `import { ${name} } from '${exporting[0]}', or `;
  const meant = name.length > 2 ? nearest(name, bindings.keys()) : undefined;
  return meant ? `write ${meant}, or ` : '';
}

/** The number of the model of which a path names a part that it has not. */
function numberWithin(path: string, values: ReadonlyMap<string, unknown>): string | undefined {
  const names = path.split(/\??\./u);
  let value = values.get(names[0] ?? '');
  for (const [i, name] of names.entries()) {
    if (i > 0) value = (value as Record<string, unknown> | null | undefined)?.[name];
    if (isNumber(value)) return names.slice(0, i + 1).join('.');
  }
  return undefined;
}

/** What JavaScript writes for what has no text. */
const OBJECT = '[object Object]';

/** What is wrong with an expression that stands in the text, if anything is. */
function inText(
  code: string,
  before: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  values: ReadonlyMap<string, unknown>,
  run: Run | undefined,
): Words | undefined {
  const braces = `{${code}}`;
  const read = `\`${shown(braces)}\` is read as code`;
  if (code.trim() !== '' && isComment(code)) return undefined;
  const foreign = foreignBraces(braces);
  if (foreign) return foreign;
  const syntax = parsedAs(code);
  if (!syntax) {
    const nothing = code.trim() === '' ? `${read} and shows nothing` : read;
    return { message: nothing, remedy: asText(braces) };
  }
  const { free: names, bound, plain } = namesOf(syntax);
  const free = [...names];
  const unknown = free.filter((name) => !isKnown(name, bindings));
  const near = before.slice(-60);
  const command = texCommand(near, braces);
  if (command) return command;
  const tex = /\\[A-Za-z]+$|[\^_]$/u.test(near);
  if (
    tex &&
    (unknown.length > 0 || syntax.type === 'SequenceExpression' || names.size + bound.size === 0)
  ) {
    return { message: read, remedy: 'put mathematics between dollars: $…$' };
  }
  // A language is that of the machine that builds, and of no reader.
  const impurity = impurities(`(${code}\n)`).find(({ name }) => !name.startsWith('toLocale'));
  if (impurity && unknown.length === 0) {
    const { name, what } = impurity;
    const message = `${name} in \`${shown(braces)}\` ${what}, and the page is made once`;
    return { message, remedy: 'write what it should say' };
  }
  if (syntax.type === 'AwaitExpression') {
    return { message: `${read}, and nothing waits there`, remedy: asText(braces) };
  }
  if (unknown[0] !== undefined || NO_TEXT.has(syntax.type)) {
    const way = unknown.length === 1 ? wayOf(unknown[0] ?? '', bindings, modules) : '';
    return { message: read, remedy: way + asText(braces) };
  }
  if (!run || !plain) return undefined;
  const own = free.filter((name) => bindings.has(name) || GIVEN.has(name));
  const result = outcomeOf(code, own, values, (work) => run(before.length, work));
  if (result === undefined) return undefined;
  if ('error' in result) {
    return { message: `\`${shown(braces)}\` fails: ${result.error}`, remedy: asText(braces) };
  }
  const { value } = result;
  if (isNumber(value)) {
    return {
      message: `${code.trim()} is a number of the model`,
      remedy: `write <N of={${code.trim()}} />`,
    };
  }
  if (isFigure(value)) {
    return {
      message: `${code.trim()} is a figure`,
      remedy: `write <Figure of={${code.trim()}} />`,
    };
  }
  if (typeof value === 'string' && value.includes(OBJECT) && !code.includes(OBJECT)) {
    const number = /\$\{\s*([\w$]+(?:\.[\w$]+)+)\s*\}/u.exec(code)?.[1] ?? '…';
    return {
      message: `\`${shown(braces)}\` shows ${OBJECT}`,
      remedy: `write <N of={${number}} /> for a number of the model`,
    };
  }
  if (isText(value)) return undefined;
  const whole = numberWithin(code.trim(), values);
  if (whole !== undefined) {
    return {
      message: `\`${shown(braces)}\` shows nothing, for ${whole} is a number of the model`,
      remedy: `write <N of={${whole}} />`,
    };
  }
  return { message: `${read} and shows no text`, remedy: asText(braces) };
}

/** What is wrong with an expression in a tag; `what` is the attribute as it stands there, without a `name` where it is spread. */
function inTag(
  what: string,
  name: string,
  code: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  values: ReadonlyMap<string, unknown>,
  run: (<T>(code: () => T) => T) | undefined,
): Words | undefined {
  const syntax = parsedAs(code);
  if (!syntax) {
    if (code.trim() !== '') return undefined;
    return { message: `${what} says nothing`, remedy: `remove ${name}, or write ${name}="…"` };
  }
  const { free: names, plain } = namesOf(syntax);
  const free = [...names];
  const unknown = free.find((one) => !isKnown(one, bindings));
  if (unknown === undefined) {
    const own = free.filter((one) => !LANGUAGE.has(one));
    const result = run && plain ? outcomeOf(code, own, values, run) : undefined;
    if (!result || !('error' in result)) return undefined;
    return {
      message: `${shown(what)} fails: ${result.error}`,
      remedy: name ? 'mend it, or put text in quotes' : 'mend it, or remove it',
    };
  }
  const way = wayOf(unknown, bindings, modules);
  const message = `${unknown} in ${shown(what)} is not defined`;
  // What is spread has no text.
  if (name === '')
    return { message, remedy: way ? `${way}remove it` : `remove it, or import ${unknown}` };
  const quoted = syntax.type === 'Identifier' ? `write ${name}="${code.trim()}"` : '';
  return { message, remedy: `${way}${quoted || `put text in quotes: "${unknown}"`}` };
}

/** The nodes of an essay but for what stands in scripts and styles, which are told whole. */
function* essayNodes(node: Node): Generator<Node> {
  yield node;
  if (isElement(node) && FOREIGN.has(node.name ?? '')) return;
  if (isNamedInside(node)) return;
  for (const child of childrenOf(node)) yield* essayNodes(child);
}

/** Paths that other rules follow, and what is taken for one: called, or in braces of its own. */
const MEANT = /^\s*\{?\s*[\p{L}_$][\w$]*(?:\.[\p{L}_$][\w$]*)*\s*(?:\(\s*\))?\s*\}?\s*$/u;

/** Components whose name of what they show was written between their tags, where it is told. */
const isNamedInside = (node: Node): boolean =>
  isElement(node) &&
  /^(?:N|Figure|Ref)$/u.test(node.name ?? '') &&
  node.attributes.length === 0 &&
  childrenOf(node).length === 1;

/**
 * Braces in the text and in tags that are no code that works: names that nothing binds, code that
 * fails or shows nothing. `unknown` are names of elements that do not exist, told as such;
 * `unread` is text that could not be read and may well bind a name; `frontmatter` is what the text
 * has under this name; without `run` no code is run.
 */
export function expressionFaults(
  root: Node,
  source: string,
  modules: Modules,
  unknown: ReadonlySet<string>,
  unread: string,
  frontmatter: unknown,
  run: Run | undefined,
): Fault[] {
  const bindings = bindingsOf(root);
  for (const name of lostNames(unread)) bindings.set(name, { from: '', name, offset: 0 });
  const formulas = formulasOf(root, source);
  const faults: Fault[] = [];
  let told = -1;
  const tell = (offset: number, field: string, said: Words | undefined): void => {
    if (said) faults.push({ ...placeAt(source, offset), field, ...said });
  };
  const { values, failures }: Own = run
    ? ownOf(root, bindings, modules, frontmatter, run)
    : { values: new Map(), failures: [] };
  const at = (offset: number) => run && (<T>(code: () => T) => run(offset, code));
  for (const { offset, name, error } of failures) {
    tell(offset, 'export', {
      message: `${name} fails: ${error}`,
      remedy: 'mend it, or write the value itself',
    });
  }
  for (const node of essayNodes(root)) {
    if (node.type === 'mdxjsEsm') {
      const [impurity] = impurities(node.value);
      if (impurity) {
        const message = `${impurity.name} ${impurity.what}, and the page is made once, without it`;
        const at = startOf(node) + impurity.offset;
        tell(at, 'export', { message, remedy: 'write the value itself' });
      }
    }
    if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') {
      const start = startOf(node);
      // `\frac{a}{b}` is one slip: what follows without a space belongs to it.
      if (formulas.some(({ from, to }) => from < start && start < to)) continue;
      const follows = told >= 0 && !/\s/u.test(source.slice(told, start));
      const said = inText(node.value, source.slice(0, start), bindings, modules, values, run);
      if (said && !follows) tell(start, 'brace', said);
      if (said || follows) told = endOf(node);
    }
    if (!isElement(node)) continue;
    const name = node.name ?? '';
    if (unknown.has(name)) continue;
    for (const attribute of node.attributes) {
      if (attribute.type === 'mdxJsxExpressionAttribute') {
        const what = `{${attribute.value}} in <${name}>`;
        const code = attribute.value.replace(/^\s*\.\.\./u, '');
        tell(
          startOf(node),
          'brace',
          inTag(what, '', code, bindings, modules, values, at(startOf(node))),
        );
      } else if (typeof attribute.value === 'object' && attribute.value !== null) {
        const code = attribute.value.value;
        if (/^(?:style|on\w+)$/u.test(attribute.name)) continue;
        const followed = TAGS.get(name)?.names === attribute.name;
        if (followed && (MEANT.test(code) || name === 'Cite')) continue;
        const offset = attributeOffset(source, node, attribute.name);
        const what = `${attribute.name}={${code}}`;
        tell(
          offset,
          'brace',
          inTag(what, attribute.name, code, bindings, modules, values, at(offset)),
        );
      }
    }
  }
  return faults;
}
