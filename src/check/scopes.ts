/** Names in code and what binds them: a walk over a syntax tree that knows which names are free. */
import { isSyntax, partsOf, type Syntax } from './syntax.ts';

const isFunction = ({ type }: Syntax): boolean =>
  /^(?:ArrowFunctionExpression|Function(?:Declaration|Expression))$/.test(type);

/** Names that a pattern binds: `a`, `{ a, b: c = 1 }`, `[a, ...b]`. */
export function namesBoundBy(pattern: unknown): string[] {
  if (!isSyntax(pattern)) return [];
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  if (pattern.type === 'AssignmentPattern') return namesBoundBy(pattern.left);
  if (pattern.type === 'Property') return namesBoundBy(pattern.value);
  if (pattern.type === 'TSParameterProperty') return namesBoundBy(pattern.parameter);
  return partsOf(pattern).flatMap(namesBoundBy);
}

/** Names that are bound in a function or a module, without those of the functions inside it. */
function boundIn(scope: Syntax): Set<string> {
  const names = new Set<string>();
  const add = (pattern: unknown): void => {
    for (const name of [pattern].flat().flatMap(namesBoundBy)) names.add(name);
  };
  const visit = (node: Syntax): void => {
    if (/^FunctionDeclaration$|^Class|^VariableDeclarator$|^Import\w*Specifier$/.test(node.type)) {
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

/** The name that a node is; empty for others. */
export const nameOf = (node: unknown): string =>
  isSyntax(node) && node.type === 'Identifier' ? String(node.name) : '';

/** Parts of a node that are names of its own and read nothing. */
function isKey(node: Syntax, part: Syntax): boolean {
  if (node.computed) return false;
  if (node.type === 'MemberExpression') return part === node.property;
  // Of `{ process }` key and value are one name, read once.
  return part === node.key || (/^(?:Label|Break|Continue)/.test(node.type) && part === node.label);
}

/** Nodes of TypeScript in which an expression stands; all others are types. */
const CARRIES = /^TS(?:As|Satisfies|NonNull|Instantiation)Expression$|^TSTypeAssertion$/;

/** Whether nothing binds a name where a node stands. */
export type Free = (name: string) => boolean;

/**
 * Walks over all that runs, types left out.
 *
 * @param look is given each node; false leaves out what stands in it
 * @param depth of the scopes that count: 1 leaves out what the module itself binds
 */
export function walk(
  program: unknown,
  look: (node: Syntax, free: Free) => boolean,
  depth = 0,
): void {
  const visit = (node: Syntax, scopes: readonly ReadonlySet<string>[]): void => {
    if (node.type.startsWith('TS')) {
      if (CARRIES.test(node.type) && isSyntax(node.expression)) visit(node.expression, scopes);
      return;
    }
    if (/^Import\w*Specifier$|^Export(?:Specifier|AllDeclaration)$/.test(node.type)) return;
    const within =
      node.type === 'Program' || isFunction(node) ? [...scopes, boundIn(node)] : scopes;
    const free = (name: string) => !within.slice(depth).some((scope) => scope.has(name));
    if (!look(node, free)) return;
    for (const part of partsOf(node)) if (!isKey(node, part)) visit(part, within);
  };
  if (isSyntax(program)) visit(program, []);
}

/** All names that code binds somewhere. */
export function boundNames(program: unknown): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'Program' || isFunction(node)) {
      for (const name of boundIn(node)) names.add(name);
    }
    return true;
  });
  return names;
}

/** What every engine has, and Node or a browser beside. */
const GLOBAL = new Set([...Object.getOwnPropertyNames(globalThis), 'arguments', 'undefined']);

/** The name of an element in a component's syntax; empty for others. */
export function elementOf({ type, openingElement: opening }: Syntax): string {
  return type === 'JSXElement' && isSyntax(opening) && isSyntax(opening.name)
    ? String(opening.name.name)
    : '';
}

/** A name that nothing binds, where it is first read. */
interface Unbound {
  readonly name: string;
  readonly offset: number;
}

/**
 * The names that code reads and nothing binds, each once.
 *
 * @param given names that it has from elsewhere
 */
export function unboundIn(program: unknown, given: ReadonlySet<string> = new Set()): Unbound[] {
  const found = new Map<string, Unbound>();
  walk(program, (node, free) => {
    // `typeof name` is allowed of any name, `import.meta` is none.
    if (node.type === 'MetaProperty') return false;
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') return false;
    // A script of a page is a browser's.
    if (node.type === 'AstroScript' || elementOf(node) === 'script') return false;
    const component = node.type === 'JSXIdentifier' && /^\p{Lu}/u.test(String(node.name));
    const name = component ? String(node.name) : nameOf(node);
    if (name && free(name) && !GLOBAL.has(name) && !given.has(name) && !found.has(name)) {
      found.set(name, { name, offset: node.start });
    }
    return true;
  });
  return [...found.values()];
}
