/** Code of a module that runs and does something else than what it looks like. */
import type { CallFault } from './calls.ts';
import { nameOf, walk } from './scopes.ts';
import { isSyntax, type Syntax } from './syntax.ts';
import { shown } from './wording.ts';

const ORDERS = /^[<>]=?$/u;
const isOrder = (node: unknown): node is Syntax =>
  isSyntax(node) && node.type === 'BinaryExpression' && ORDERS.test(String(node.operator));

/** The text of a node. */
type TextOf = (node: unknown) => string;

/** `a < b < c`, which compares true or false with c. */
function orderFault(node: Syntax, textOf: TextOf): Omit<CallFault, 'offset'> | undefined {
  if (!isOrder(node) || !isOrder(node.left)) return undefined;
  const first = textOf(node.left);
  const second = `${textOf(node.left.right)} ${node.operator} ${textOf(node.right)}`;
  return {
    message: `${shown(textOf(node))} compares true or false with ${shown(textOf(node.right))}`,
    remedy: `write ${shown(first)} && ${shown(second)}`,
  };
}

/** `holds: (r) => r.a = r.b`, which sets the one to the other. */
function settingFault(node: Syntax, textOf: TextOf): Omit<CallFault, 'offset'> | undefined {
  const { value } = node;
  if (node.type !== 'Property' || nameOf(node.key) !== 'holds' || !isSyntax(value))
    return undefined;
  const body = value.type === 'ArrowFunctionExpression' ? value.body : undefined;
  if (!isSyntax(body) || body.type !== 'AssignmentExpression' || body.operator !== '=') {
    return undefined;
  }
  const [left, right] = [textOf(body.left), textOf(body.right)];
  return {
    message: `${shown(textOf(body))} sets ${shown(left)} and compares nothing`,
    remedy: `write ${shown(`${left} === ${right}`)}`,
  };
}

/** `'It ends at ${r.length}.'`, a template between the marks of a plain text, of names that are known there. */
function quotedFault(
  node: Syntax,
  textOf: TextOf,
  free: (name: string) => boolean,
): Omit<CallFault, 'offset'> | undefined {
  if (node.type !== 'Literal' || typeof node.value !== 'string') return undefined;
  const [code, name = ''] = /\$\{\s*([\p{L}_$][\w$]*)[^{}]*\}/u.exec(textOf(node)) ?? [];
  if (code === undefined || free(name)) return undefined;
  return {
    message: `${shown(code)} stands between plain quotation marks and is printed as it is`,
    remedy: 'write the text between backticks: `…`',
  };
}

/** Comparisons in a row, a claim that sets what it should compare, and templates in quotation marks. */
export function mistakenFaults(source: string, program: unknown): CallFault[] {
  const textOf: TextOf = (node) =>
    isSyntax(node) ? source.slice(node.start, Number(node.end)) : '';
  const faults: CallFault[] = [];
  walk(program, (node, free) => {
    const said =
      orderFault(node, textOf) ?? settingFault(node, textOf) ?? quotedFault(node, textOf, free);
    const at = node.type === 'Property' && isSyntax(node.value) ? node.value.body : node;
    if (said) faults.push({ ...said, offset: isSyntax(at) ? at.start : node.start });
    return true;
  });
  return faults;
}
