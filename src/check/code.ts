/** JavaScript in an essay's text, as its syntax tells it: which names it uses and which it binds. */
import { parseSync } from 'vite';
import { isSyntax, partsOf, type Syntax } from './syntax.ts';

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
 * Names that an expression uses and those that it binds itself, whatever their scope; `plain` where
 * it can be worked out without a build.
 */
export function namesOf(root: Syntax): { used: Set<string>; bound: Set<string>; plain: boolean } {
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

/** What the language itself gives; what only browsers or only Node have is no part of a page. */
export const LANGUAGE = new Set(
  'Array BigInt Boolean Date Error Function Infinity Intl JSON Map Math NaN Number Object Promise RegExp Set String Symbol URL decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt undefined'.split(
    ' ',
  ),
);
