/** What a function looks at, by its own text: a number that it does not look for is typed by hand. */
import { parseSync } from 'vite';
import { nameOf, namesBoundBy, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';

/** A function as its text says it; undefined where that cannot be read. */
export function syntaxOfFunction(of: unknown): Syntax | undefined {
  // A method's text is that of a property.
  for (const text of [`(${String(of)}\n)`, `({ ${String(of)}\n})`]) {
    const { program, errors } = parseSync('function.js', text);
    if (errors.length > 0) continue;
    let found: Syntax | undefined;
    walk(program, (node) => {
      if (/^(?:Arrow)?Function(?:Expression)?/u.test(node.type)) found ??= node;
      return found === undefined;
    });
    return found;
  }
  return undefined;
}

/** Whether a function mentions any of what it is given; what cannot be read may. */
export function reads(of: unknown): boolean {
  const made = syntaxOfFunction(of);
  if (!made) return true;
  const given = new Set(['arguments', ...[made.params].flat().flatMap(namesBoundBy)]);
  let read = false;
  const look = (node: Syntax): boolean => {
    if (node.type === 'Identifier' && given.has(String(node.name))) read = true;
    return !read;
  };
  if (isSyntax(made.body)) walk(made.body, look);
  return read;
}

/** Whether code mentions any of some names. */
function mentions(code: readonly unknown[], names: ReadonlySet<string>): boolean {
  let found = false;
  for (const part of code) {
    walk(part, (node) => {
      if (names.has(nameOf(node))) found = true;
      return !found;
    });
  }
  return found;
}

/** Whether code may read the member `member` of what it knows as `name`: it may wherever that goes on whole. */
function mayRead(code: readonly unknown[], name: string, member: string): boolean {
  let may = false;
  for (const part of code) {
    walk(part, (node) => {
      if (node.type === 'MemberExpression' && !node.computed && nameOf(node.object) === name) {
        if (nameOf(node.property) === member) may = true;
        return false;
      }
      if (nameOf(node) === name) may = true;
      return !may;
    });
  }
  return may;
}

/** Names that a pattern of an object binds to its part `member`; undefined where that cannot be known. */
function boundTo(pattern: Syntax, member: string): string[] | undefined {
  const parts = [pattern.properties].flat().filter(isSyntax);
  if (parts.some((part) => part.type !== 'Property' || part.computed === true)) return undefined;
  return parts.flatMap((part) => {
    const key = isSyntax(part.key) && part.key.type === 'Literal' ? part.key.value : undefined;
    return (key ?? nameOf(part.key)) === member ? namesBoundBy(part.value) : [];
  });
}

/**
 * Whether a function may look at what it is given in one place; what cannot be read may.
 *
 * @param at the place, from 0
 * @param member the part of it that is asked for; where it is left out, any
 */
export function takes(of: unknown, at: number, member?: string): boolean {
  const made = syntaxOfFunction(of);
  if (!made) return true;
  const params = [made.params].flat().filter(isSyntax);
  const code = [...params.slice(at + 1), made.body];
  if (params.slice(0, at + 1).some(({ type }) => type === 'RestElement')) return true;
  if (mentions(code, new Set(['arguments']))) return true;
  const given = params[at];
  const pattern = given?.type === 'AssignmentPattern' ? given.left : given;
  if (!isSyntax(pattern)) return false;
  if (member === undefined) return mentions(code, new Set(namesBoundBy(pattern)));
  if (pattern.type === 'Identifier') return mayRead(code, nameOf(pattern), member);
  if (pattern.type !== 'ObjectPattern') return true;
  const bound = boundTo(pattern, member);
  return bound === undefined || mentions(code, new Set(bound));
}
