import vm from 'node:vm';
import ts from 'typescript';
import { distances, type Unit } from './calls.ts';

/**
 * Makes every one-token fault of a small till, runs each, and says for each crash how far the
 * faulty function was from the stack. A program for the workbench: its outcome is committed as
 * `traces/results.json`, which the essay reads.
 */

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

/** What the till is given: a price list and four orders that reach every branch. */
const PRICE_LIST = 'bread; 3.20; food\nsalt; 0.90; food\ntea; 4.5; full\nmug; 12; full\n';
const ORDERS = [
  '17; dk\nbread; 2\ntea; 1\n',
  '18; de\nsalt; 3; THREE\nmug; 1\n',
  '19; de\nbread; 12; TEN\ntea; 2; THREE\n',
  '20; dk\nmug; 1\nsalt; 10; TEN\n',
];

/** How a till fared on the four orders: what it printed, or the first crash. */
export type Run =
  | { readonly kind: 'ran'; readonly printed: readonly string[] }
  | { readonly kind: 'load error' }
  | { readonly kind: 'threw'; readonly stack: string };

/** A hang becomes an error, and the trace is left as V8 made it. */
const QUIET = { timeout: 1000, displayErrors: false };

/** A world for tills, in which traces are kept whole. */
function world(globals: Record<string, unknown> = {}): vm.Context {
  const context = vm.createContext(globals);
  vm.runInContext('Error.stackTraceLimit = Infinity', context);
  return context;
}

/** Loads a till into a world, in place of the one before. */
function load(source: string, context: vm.Context): void {
  const wrapped = `receipt = (() => { ${source}\nreturn receipt; })()`;
  vm.runInContext(wrapped, context, { filename: 'till.js', ...QUIET });
}

/** Prints one receipt with the till in a world. */
function print(order: string, context: vm.Context): string {
  const call = `receipt(${JSON.stringify(PRICE_LIST)}, ${JSON.stringify(order)})`;
  return vm.runInContext(call, context, { filename: 'main.js', ...QUIET });
}

/** Loads a till and prints the four receipts; a hang throws after a second. */
export function run(source: string, context = world()): Run {
  try {
    load(source, context);
  } catch {
    return { kind: 'load error' };
  }
  const printed: string[] = [];
  for (const order of ORDERS) {
    try {
      printed.push(print(order, context));
    } catch (error) {
      return { kind: 'threw', stack: (error as Error).stack! };
    }
  }
  return { kind: 'ran', printed };
}

/** The part of a trace that the till wrote: all above the frame that called it. */
const ownTrace = (stack: string): string => stack.split(/\n.*main\.js/)[0];

/** Lines (1-based) of the till's frames, newest first. */
export const frameLines = (stack: string): number[] =>
  [...stack.matchAll(/till\.js:(\d+):\d+/g)].map((match) => Number(match[1]));

/** One crash: the fault, the trace, and where the faulty unit was. */
export interface Crash {
  readonly fault: Fault;
  readonly trace: string;
  readonly message: string;
  /** Units of the till on the stack, newest first, each once. */
  readonly stack: readonly string[];
  /** Calls from the stack to the faulty unit; 0 if it is on the stack. */
  readonly away: number;
  /** Whether the faulty line is one of the frames' lines. */
  readonly exact: boolean;
}

/** All faults of one till, tried. */
export function tryFaults(source: string) {
  const all = units(source);
  const context = world();
  const expected = run(source, context);
  if (expected.kind !== 'ran') throw new Error('the till without a fault does not run');
  const tally = { faults: 0, silent: 0, same: 0, unloadable: 0 };
  const crashes: Crash[] = [];
  for (const fault of faults(source)) {
    tally.faults++;
    const result = run(apply(source, fault), context);
    if (result.kind === 'load error') tally.unloadable++;
    else if (result.kind === 'ran') {
      const same = result.printed.join('\n') === expected.printed.join('\n');
      tally[same ? 'same' : 'silent']++;
    } else {
      const lines = frameLines(result.stack);
      const stack = lines.flatMap(
        (line) => all.find((unit) => unit.first <= line && line <= unit.last)?.name ?? [],
      );
      const names = [...new Set(stack)];
      const trace = ownTrace(result.stack);
      crashes.push({
        fault,
        trace,
        message: trace.split('\n')[0],
        stack: names,
        away: distances(names, all).get(fault.unit) ?? -1,
        exact: lines.includes(fault.line),
      });
    }
  }
  return { units: all, tally, crashes };
}

/** The source with every named function reporting its calls and returns, lines kept. */
function instrument(source: string): string {
  const file = parse(source);
  const edits = file.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || !statement.body || !statement.name) return [];
    const open = `enter("${statement.name.text}"); try {`;
    const close = '} catch (error) { broke(); throw error; } finally { leave(); }';
    return [
      { at: statement.body.getStart() + 1, text: open },
      { at: statement.body.getEnd() - 1, text: close },
    ];
  });
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.at), source);
}

/**
 * Runs a till on the four orders and writes down the calls of the receipt that broke, in the
 * notation of `calls.ts`.
 */
export function callsUntilCrash(source: string): string {
  let written = '';
  let broken = false;
  const enter = (name: string) => {
    written += `${name}(`;
  };
  const leave = () => {
    if (!broken) written += ')';
  };
  const broke = () => {
    broken = true;
  };
  const context = world({ enter, leave, broke });
  load(instrument(source), context);
  for (const order of ORDERS) {
    written = '';
    try {
      print(order, context);
    } catch {
      return written;
    }
  }
  throw new Error('the till did not crash');
}
