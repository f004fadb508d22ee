/** What a function looks at, by its own text: a number that it does not look for is typed by hand. */
import { parseSync } from 'vite';
import { isSyntax, namesBoundBy, type Syntax, walk } from './scopes.ts';

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
