import ts from 'typescript';
import type { Unit } from './calls.ts';

/** Makes every small fault of a till, each one edit. A program for the workbench, as `tills.ts` is. */

/** One edit of a source text: what stands between two offsets is replaced. */
export interface Fault {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The function or table that the edit is in. */
  readonly unit: string;
  /** 1-based. */
  readonly line: number;
}

const SWAPS: Record<string, string> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
};

/** The fields of the till's data, as opposed to the methods of the language. */
const FIELDS = new Set(
  'sku qty coupon cents tax id country lines net code min off full food'.split(' '),
);

const parse = (source: string): ts.SourceFile =>
  ts.createSourceFile('till.js', source, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);

const lineOf = (file: ts.SourceFile, offset: number): number =>
  file.getLineAndCharacterOfPosition(offset).line + 1;

const unitName = (statement: ts.Statement): string | undefined => {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text;
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations[0].name.getText();
  }
  return undefined;
};

/** The till's functions and tables, in the order of the source. */
export function units(source: string): Unit[] {
  const file = parse(source);
  const named = file.statements.flatMap((statement) => {
    const name = unitName(statement);
    return name === undefined ? [] : [{ name, statement }];
  });
  const names = new Set(named.map((unit) => unit.name));
  return named.map(({ name, statement }) => {
    const uses = new Set<string>();
    const visit = (node: ts.Node): void => {
      const member = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (ts.isIdentifier(node) && names.has(node.text) && !member && node.text !== name) {
        uses.add(node.text);
      }
      node.forEachChild(visit);
    };
    visit(statement);
    return {
      name,
      first: lineOf(file, statement.getStart()),
      last: lineOf(file, statement.getEnd()),
      uses: [...uses],
    };
  });
}

/** Blank space with as many line breaks as a text, so that later lines keep their numbers. */
const blank = (text: string): string => `;${text.replace(/[^\n]/g, '')}`;

/** A check: an `if` that only throws. Checks are never mutated. */
const isCheck = (node: ts.Node): boolean =>
  ts.isIfStatement(node) && ts.isThrowStatement(node.thenStatement);

type Edit = readonly [operator: string, node: ts.Node, replacement: string];

function edits(node: ts.Node): Edit[] {
  if (ts.isBinaryExpression(node)) {
    const swapped = SWAPS[node.operatorToken.getText()];
    return swapped === undefined ? [] : [['swap operator', node.operatorToken, swapped]];
  }
  if (ts.isNumericLiteral(node)) return [['add one', node, String(Number(node.text) + 1)]];
  if (ts.isStringLiteral(node) && node.text !== '') {
    return [['change string', node, `${node.getText().slice(0, -1)}?"`]];
  }
  if (ts.isReturnStatement(node) && node.expression) {
    return [['return undefined', node.expression, 'undefined']];
  }
  if (ts.isIfStatement(node)) {
    const negate: Edit = ['negate if', node.expression, `!(${node.expression.getText()})`];
    return node.elseStatement ? [negate] : [negate, ['drop if', node, blank(node.getText())]];
  }
  if (ts.isExpressionStatement(node)) return [['drop statement', node, blank(node.getText())]];
  if (ts.isPropertyAccessExpression(node) && FIELDS.has(node.name.text)) {
    return [['misspell property', node.name, `${node.name.text}_`]];
  }
  if (ts.isPropertyAssignment(node)) {
    return [['misspell key', node.name, `${node.name.getText()}_`]];
  }
  if (ts.isShorthandPropertyAssignment(node)) {
    return [['misspell key', node.name, `${node.name.text}_: ${node.name.text}`]];
  }
  if (ts.isCallExpression(node) && node.arguments.length === 2) {
    const [a, b] = node.arguments;
    const whole = node.getText();
    const at = (n: ts.Node) => n.getStart() - node.getStart();
    const between = whole.slice(at(a) + a.getWidth(), at(b));
    const swapped = whole.slice(0, at(a)) + b.getText() + between + a.getText();
    return [['swap arguments', node, swapped + whole.slice(at(b) + b.getWidth())]];
  }
  return [];
}

/** Every fault of a till, in the order of the source. */
export function faults(source: string): Fault[] {
  const file = parse(source);
  const found: Fault[] = [];
  for (const statement of file.statements) {
    const unit = unitName(statement);
    if (unit === undefined) continue;
    const visit = (node: ts.Node): void => {
      if (isCheck(node)) return;
      for (const [operator, target, replacement] of edits(node)) {
        const start = target.getStart();
        const line = lineOf(file, start);
        found.push({ operator, start, end: target.getEnd(), replacement, unit, line });
      }
      node.forEachChild(visit);
    };
    visit(statement);
  }
  return found;
}

/** The source with one fault in it. */
export const apply = (source: string, { start, end, replacement }: Fault): string =>
  source.slice(0, start) + replacement + source.slice(end);
