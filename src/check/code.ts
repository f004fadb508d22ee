/** JavaScript in an essay's text, as its syntax tells it: which names it uses and which it binds. */
import { parseSync } from 'vite';
import { boundNames, nameOf, walk } from './scopes.ts';
import type { Syntax } from './syntax.ts';

/** The expression that a text is; undefined where it is none. */
export function parsedAs(code: string): Syntax | undefined {
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
 * Names that code uses and has from elsewhere, and those that it binds itself; `plain` where it can
 * be worked out without a build.
 */
export function namesOf(root: Syntax): { free: Set<string>; bound: Set<string>; plain: boolean } {
  const program = { type: 'Program', body: [root] };
  const names = new Set<string>();
  let plain = true;
  walk(program, (node, free) => {
    if (NOT_PLAIN.has(node.type)) plain = false;
    if (node.type === 'MetaProperty') return false;
    const name = nameOf(node);
    if (name && free(name)) names.add(name);
    return true;
  });
  return { free: names, bound: boundNames(program), plain };
}

/** Whether the code in braces is nothing but comments, each ended. */
export const isComment = (code: string): boolean =>
  code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*\n/gu, '').trim() === '';

/** What the language itself gives; what only browsers or only Node have is no part of a page. */
export const LANGUAGE = new Set(
  'Array BigInt Boolean Date Error Function Infinity Intl JSON Map Math NaN Number Object Promise RegExp Set String Symbol URL decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt undefined'.split(
    ' ',
  ),
);
