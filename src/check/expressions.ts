/** What stands in braces: code in MDX, and more often than not meant as text. */
import { parseSync } from 'vite';
import { isFigure, isNumber } from '../essay/holds.ts';
import { type Fault, nearest, placeAt } from './finding.ts';
import { exportsOf, type Modules } from './modules.ts';
import { impurities } from './purity.ts';
import { FOREIGN } from './slips.ts';
import { lostNames } from './statements.ts';
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

/** A node of a syntax tree of JavaScript (ESTree), of which any part may be looked at. */
type Syntax = { readonly type: string; readonly [part: string]: unknown };

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const partsOf = (node: Syntax): Syntax[] => Object.values(node).flat().filter(isSyntax);

/** The expression that a text is; undefined where it is none. */
function parsedAs(code: string): Syntax | undefined {
  const { program, errors } = parseSync('braces.jsx', `(${code}\n)`);
  const [first] = program.body as unknown as readonly Syntax[];
  if (errors.length > 0 || first?.type !== 'ExpressionStatement') return undefined;
  const { expression } = first as unknown as { expression: Syntax };
  return expression.type === 'ParenthesizedExpression'
    ? (expression.expression as Syntax)
    : expression;
}

/** What only a build can give a value. */
const NOT_PLAIN = new Set([
  'JSXElement',
  'JSXFragment',
  'MetaProperty',
  'AwaitExpression',
  'ImportExpression',
]);

/**
 * Names that an expression uses and those that it binds itself, whatever their scope; `plain` where
 * it can be worked out without a build.
 */
function namesOf(root: Syntax): { used: Set<string>; bound: Set<string>; plain: boolean } {
  const used = new Set<string>();
  const bound = new Set<string>();
  let plain = true;
  const bind = (pattern: unknown): void => {
    if (!isSyntax(pattern)) return;
    if (pattern.type === 'Identifier') bound.add(String(pattern.name));
    else if (pattern.type === 'AssignmentPattern') bind(pattern.left);
    else if (pattern.type === 'Property') bind(pattern.value);
    else for (const part of partsOf(pattern)) bind(part);
  };
  const visit = (node: Syntax): void => {
    if (node.type === 'Identifier') used.add(String(node.name));
    if (NOT_PLAIN.has(node.type)) plain = false;
    if (node.type === 'MetaProperty') return;
    if (/Function/u.test(node.type)) {
      for (const parameter of [node.params].flat()) bind(parameter);
      bind(node.id);
    }
    if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') bind(node.id);
    if (node.type === 'CatchClause') bind(node.param);
    const named = node.type === 'MemberExpression' ? node.property : node.key;
    for (const part of partsOf(node)) {
      if (part === named && !node.computed && node.type !== 'ClassBody') continue;
      visit(part);
    }
  };
  visit(root);
  return { used, bound, plain };
}

/** What every essay's code may use: Astro and MDX give it. */
const GIVEN = new Set(['frontmatter', 'props']);

/** What the language itself gives; what only browsers or only Node have is no part of a page. */
const LANGUAGE = new Set(
  'Array BigInt Boolean Date Error Function Infinity Intl JSON Map Math NaN Number Object Promise RegExp Set String Symbol URL decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt undefined'.split(
    ' ',
  ),
);

const isKnown = (name: string, bindings: ReadonlyMap<string, Binding>): boolean =>
  bindings.has(name) || GIVEN.has(name) || LANGUAGE.has(name);

/** Runs code of the essay's text that begins at an offset. */
export type Run = <T>(offset: number, code: () => T) => T;

/** What an expression gives, where its names can be followed without a build; else undefined. */
function outcomeOf(
  code: string,
  names: readonly string[],
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  run: <T>(code: () => T) => T,
): { readonly value: unknown } | { readonly error: string } | undefined {
  const values: unknown[] = [];
  for (const name of names) {
    const binding = bindings.get(name);
    const module = binding && modules.get(binding.from);
    const exports = exportsOf(module);
    if (!binding || !module?.exports) return undefined;
    if (binding.name !== '*' && !(binding.name in exports)) return undefined;
    values.push(binding.name === '*' ? exports : exports[binding.name]);
  }
  try {
    return run(() => ({ value: new Function(...names, `return (${code}\n)`)(...values) }));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

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

interface Said {
  readonly message: string;
  readonly remedy: string;
}

/** How the essay can use a name after all: by importing it, or by spelling it as it is bound. */
function wayOf(name: string, bindings: ReadonlyMap<string, Binding>, modules: Modules): string {
  const exporting = [...modules].find(([, module]) => name in exportsOf(module));
  if (exporting) return `import { ${name} } from '${exporting[0]}', or `;
  const meant = name.length > 2 ? nearest(name, bindings.keys()) : undefined;
  return meant ? `write ${meant}, or ` : '';
}

/** What is wrong with an expression that stands in the text, if anything is. */
function inText(
  code: string,
  before: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
  run: Run | undefined,
): Said | undefined {
  const braces = `{${code}}`;
  const read = `\`${shown(braces)}\` is read as code`;
  const foreign = foreignBraces(braces);
  if (foreign) return foreign;
  const syntax = parsedAs(code);
  if (!syntax) {
    if (/^\s*(?:\/\*[\s\S]*\*\/\s*)+$/u.test(code)) return undefined;
    const nothing = code.trim() === '' ? `${read} and shows nothing` : read;
    return { message: nothing, remedy: asText(braces) };
  }
  const { used, bound, plain } = namesOf(syntax);
  const free = [...used].filter((name) => !bound.has(name));
  const unknown = free.filter((name) => !isKnown(name, bindings));
  const command = texCommand(before, braces);
  if (command) return command;
  const tex = /\\[A-Za-z]+$|[\^_]$/u.test(before);
  if (tex && (unknown.length > 0 || syntax.type === 'SequenceExpression' || !used.size)) {
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
  const own = free.filter((name) => bindings.has(name));
  if (!run || !plain || free.some((name) => GIVEN.has(name))) return undefined;
  const result = outcomeOf(code, own, bindings, modules, (work) => run(before.length, work));
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
  if (isText(value)) return undefined;
  return { message: `${read} and shows no text`, remedy: asText(braces) };
}

/** What is wrong with an expression in a tag; `what` is the attribute as it stands there. */
function inTag(
  what: string,
  name: string,
  code: string,
  bindings: ReadonlyMap<string, Binding>,
  modules: Modules,
): Said | undefined {
  const syntax = parsedAs(code);
  if (!syntax) {
    if (code.trim() !== '') return undefined;
    return { message: `${what} says nothing`, remedy: `remove ${name}, or write ${name}="…"` };
  }
  const { used, bound } = namesOf(syntax);
  const unknown = [...used].find((one) => !bound.has(one) && !isKnown(one, bindings));
  if (unknown === undefined) return undefined;
  const way = wayOf(unknown, bindings, modules);
  const quoted = syntax.type === 'Identifier' && name ? `write ${name}="${code.trim()}"` : '';
  return {
    message: `${unknown} in ${shown(what)} is not defined`,
    remedy: `${way}${quoted || `put text in quotes: "${unknown}"`}`,
  };
}

/** The nodes of an essay but for what stands in scripts and styles, which are told whole. */
function* essayNodes(node: Node): Generator<Node> {
  yield node;
  if (isElement(node) && (node.name ?? '') in FOREIGN) return;
  for (const child of childrenOf(node)) yield* essayNodes(child);
}

/** Attributes whose paths other rules follow into the modules. */
const FOLLOWED: Readonly<Record<string, string>> = {
  Cite: 'of',
  Claim: 'of',
  Figure: 'of',
  Given: 'of',
  N: 'of',
  Ref: 'to',
};
const PATH = /^\s*[\p{L}_$][\w$]*(?:\.[\p{L}_$][\w$]*)*\s*$/u;

/**
 * Braces in the text and in tags that are no code that works: names that nothing binds, code that
 * fails or shows nothing. `unknown` are names of elements that do not exist, told as such;
 * `unread` is text that could not be read and may well bind a name; without `run` no code is run.
 */
export function expressionFaults(
  root: Node,
  source: string,
  modules: Modules,
  unknown: ReadonlySet<string>,
  unread: string,
  run: Run | undefined,
): Fault[] {
  const bindings = bindingsOf(root);
  for (const name of lostNames(unread)) bindings.set(name, { from: '', name, offset: 0 });
  const formulas = formulasOf(root, source);
  const faults: Fault[] = [];
  let told = -1;
  const tell = (offset: number, field: string, said: Said | undefined): void => {
    if (said) faults.push({ ...placeAt(source, offset), field, ...said });
  };
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
      const said = inText(node.value, source.slice(0, start), bindings, modules, run);
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
        tell(startOf(node), 'brace', inTag(what, '', code, bindings, modules));
      } else if (typeof attribute.value === 'object' && attribute.value !== null) {
        const code = attribute.value.value;
        if (/^(?:style|on\w+)$/u.test(attribute.name)) continue;
        if (FOLLOWED[name] === attribute.name && (PATH.test(code) || name === 'Cite')) continue;
        const offset = attributeOffset(source, node, attribute.name);
        const what = `${attribute.name}={${code}}`;
        tell(offset, 'brace', inTag(what, attribute.name, code, bindings, modules));
      }
    }
  }
  return faults;
}
