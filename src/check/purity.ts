/** What a model or a figure may not use: names of what differs from machine to machine or from run to run. */
import { type ESTree, parseSync } from 'vite';

/** A name that is not pure, where it stands and what to do instead. */
export interface Impurity {
  /** As it is written: `Math.random`, `new Date()`, `window`. */
  readonly name: string;
  /** What it is. */
  readonly what: string;
  readonly remedy: string;
  readonly offset: number;
}

const CHANCE = [
  'differs from run to run',
  "draw it from seeded(seed): import { seeded } from 'src/kit/sim/random.ts'",
] as const;
const CLOCK = [
  'is a clock',
  'make the time a parameter of the experiment, or count it in the model',
] as const;
const BROWSER = [
  'is a browser’s',
  'remove it; models and figures run without a browser too',
] as const;
const NODE = [
  'is Node’s',
  'remove it; write down in record.ts what the model needs, and import that',
] as const;
const LATER = [
  'comes when it comes',
  'import at the top of the module, compute without waiting',
] as const;

const LOCALE = [
  'differs from reader to reader',
  "write formatNumber(…) of kit/number.ts, or name the language: 'en-GB'",
] as const;

const KINDS: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ...kind(CHANCE, 'crypto'),
  ...kind(CLOCK, 'performance requestAnimationFrame'),
  ...kind(LATER, 'setTimeout setInterval setImmediate queueMicrotask'),
  ...kind(
    BROWSER,
    'document window fetch localStorage sessionStorage location navigator self XMLHttpRequest globalThis',
  ),
  ...kind(NODE, 'process require Buffer __dirname __filename global'),
};

function kind(said: readonly [string, string], names: string) {
  return Object.fromEntries(names.split(' ').map((name) => [name, said]));
}

type Syntax = { readonly type: string; readonly start: number; readonly [part: string]: unknown };

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const partsOf = (node: Syntax): Syntax[] => Object.values(node).flat().filter(isSyntax);

const isFunction = ({ type }: Syntax): boolean =>
  /^(?:ArrowFunctionExpression|Function(?:Declaration|Expression))$/.test(type);

/** Names that a pattern binds: `a`, `{ a, b: c = 1 }`, `[a, ...b]`. */
function boundBy(pattern: unknown): string[] {
  if (!isSyntax(pattern)) return [];
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  if (pattern.type === 'AssignmentPattern') return boundBy(pattern.left);
  if (pattern.type === 'Property') return boundBy(pattern.value);
  if (pattern.type === 'TSParameterProperty') return boundBy(pattern.parameter);
  return partsOf(pattern).flatMap(boundBy);
}

/** Names that are bound in a function or a module, without those of the functions inside it. */
function boundIn(scope: Syntax): Set<string> {
  const names = new Set<string>();
  const add = (pattern: unknown): void => {
    for (const name of [pattern].flat().flatMap(boundBy)) names.add(name);
  };
  const visit = (node: Syntax): void => {
    if (
      /^(?:Function|Class)Declaration$|^VariableDeclarator$|^Import\w*Specifier$/.test(node.type)
    ) {
      add(node.type.startsWith('Import') ? node.local : node.id);
    }
    if (node.type === 'CatchClause') add(node.param);
    if (node === scope || !isFunction(node)) for (const part of partsOf(node)) visit(part);
  };
  visit(scope);
  if (isFunction(scope)) {
    add(scope.params);
    add(scope.id);
  }
  return names;
}

const nameOf = (node: unknown): string =>
  isSyntax(node) && node.type === 'Identifier' ? String(node.name) : '';

/** `Math.random` of a node that reads it, `Math['random']` too; empty for others. */
function memberOf({ type, object, property, computed }: Syntax): string {
  if (type !== 'MemberExpression' || !isSyntax(property)) return '';
  const name = computed ? (property.type === 'Literal' ? property.value : '') : property.name;
  return `${nameOf(object)}.${name}`;
}

/** Random numbers taken out of `Math` by a pattern: `const { random } = Math`. */
const takesRandom = ({ type, id, init }: Syntax): boolean =>
  type === 'VariableDeclarator' &&
  nameOf(init) === 'Math' &&
  isSyntax(id) &&
  [id.properties].flat().some((part) => isSyntax(part) && nameOf(part.key) === 'random');

/** What a node itself has that is not pure; `free` are names that nothing binds. */
function impurityOf(
  node: Syntax,
  free: (name: string) => boolean,
): Omit<Impurity, 'offset'> | undefined {
  const say = (name: string, [what, remedy]: readonly [string, string]) => ({ name, what, remedy });
  const member = memberOf(node);
  if (free('Math') && (member === 'Math.random' || takesRandom(node)))
    return say('Math.random', CHANCE);
  if (free('Date') && member === 'Date.now') return say('Date.now', CLOCK);
  if (
    free('Date') &&
    /^(?:New|Call)Expression$/.test(node.type) &&
    nameOf(node.callee) === 'Date'
  ) {
    if (node.type === 'CallExpression') return say('Date()', CLOCK);
    if ([node.arguments].flat().length === 0) return say('new Date()', CLOCK);
  }
  if (node.type === 'CallExpression' && isSyntax(node.callee)) {
    const { property } = node.callee;
    const called = nameOf(property);
    const given = [node.arguments].flat().length;
    if (/^toLocale(?:Date|Time|Upper|Lower)?(?:String|Case)$/.test(called) && given === 0) {
      return say(called, LOCALE);
    }
  }
  if (node.type === 'ImportExpression') return say('import()', LATER);
  if (node.type === 'MetaProperty' && isSyntax(node.meta) && nameOf(node.meta) === 'import') {
    return say('import.meta', NODE);
  }
  const name = nameOf(node);
  return name && free(name) && Object.hasOwn(KINDS, name) ? say(name, KINDS[name]) : undefined;
}

/** Parts of a node that are names of its own and read nothing. */
function isKey(node: Syntax, part: Syntax): boolean {
  if (node.computed) return false;
  if (node.type === 'MemberExpression') return part === node.property;
  // Of `{ process }` key and value are one name, read once.
  return part === node.key || (/^(?:Label|Break|Continue)/.test(node.type) && part === node.label);
}

/** Nodes of TypeScript in which an expression stands; all others are types. */
const CARRIES = /^TS(?:As|Satisfies|NonNull|Instantiation)Expression$|^TSTypeAssertion$/;

/** Text without any of these words is pure, and most is; the others are looked at as code. */
const SUSPECT = new RegExp(
  `\\bMath\\s*(?:\\.\\s*random|\\[)|=\\s*Math\\b(?!\\.)|\\b(?:Date|${Object.keys(KINDS).join('|')})\\b|\\bimport\\s*[.(]|\\.toLocale`,
);
const COMMENTS = /(?<=^|\s)\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g;

/** Everything in a module that is not pure, in the order of the text; nothing where it does not parse. */
export function impurities(code: string): Impurity[] {
  if (!SUSPECT.test(code.replace(COMMENTS, ''))) return [];
  const found: Impurity[] = [];
  const visit = (node: Syntax, scopes: readonly ReadonlySet<string>[]): void => {
    if (node.type.startsWith('TS')) {
      if (CARRIES.test(node.type) && isSyntax(node.expression)) visit(node.expression, scopes);
      return;
    }
    if (/^Import\w*Specifier$|^ExportSpecifier$/.test(node.type)) return;
    const within =
      node.type === 'Program' || isFunction(node) ? [...scopes, boundIn(node)] : scopes;
    const impurity = impurityOf(node, (name) => !within.some((scope) => scope.has(name)));
    if (impurity) found.push({ ...impurity, offset: node.start });
    if (impurity && node.type === 'MemberExpression') return;
    for (const part of partsOf(node)) if (!isKey(node, part)) visit(part, within);
  };
  const { program } = parseSync('module.ts', code, { sourceType: 'module' });
  visit(program as ESTree.Program as unknown as Syntax, []);
  return found.sort((a, b) => a.offset - b.offset);
}
