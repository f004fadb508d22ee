import ts from 'typescript';
import { load, ORDERS, print, world } from './tills.ts';

/** Watches a till with a fault at work: its calls, what each was given and what each returned. */

/** Letters of a text that are told. */
const TOLD = 22;

/** A value in a few letters; what is long in it is counted. */
export function told(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > TOLD ? `${value.slice(0, TOLD)}…` : value);
  }
  if (Array.isArray(value)) {
    return value.every((one) => typeof one === 'string') && value.length < 5
      ? `[${value.map(told).join(', ')}]`
      : `[${value.length} items]`;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if ('size' in value) return `Map of ${value.size}`;
  const fields = Object.entries(value);
  return `{${fields.map(([key, field]) => `${key}: ${told(field)}`).join(', ')}}`;
}

/** The till's source with every named function run by `watched(name, arguments, body)`. */
function instrument(source: string): string {
  const file = ts.createSourceFile('till.js', source, ts.ScriptTarget.ESNext, true);
  const edits = file.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || !statement.body || !statement.name) return [];
    const open = ` return watched("${statement.name.text}", [...arguments], () => {`;
    return [
      { at: statement.body.getStart() + 1, text: open },
      { at: statement.body.getEnd() - 1, text: '});' },
    ];
  });
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source);
}

/** What a till did while it printed the receipt that broke. */
export interface Watched {
  /** Its calls, in the notation of `calls.ts`. */
  readonly run: string;
  /** Of each function, what its calls were given and returned, each once. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
}

/**
 * Prints one of the orders with a till and writes down what happened.
 * @param order its place among the orders, from 0
 * @throws when the till prints it
 */
export function watch(source: string, order: number): Watched {
  let run = '';
  let broken = false;
  const answers = new Map<string, string[]>();
  const watched = (name: string, given: unknown[], body: () => unknown): unknown => {
    run += `${name}(`;
    const asked = `${name}(${given.map(told).join(', ')})`;
    let returned = 'never returned';
    try {
      const result = body();
      returned = `→ ${told(result)}`;
      return result;
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      if (!broken) run += ')';
      const all = answers.get(name) ?? [];
      const line = `${asked} ${returned}`;
      if (!all.includes(line)) all.push(line);
      answers.set(name, all);
    }
  };
  const context = world({ watched });
  load(instrument(source), context);
  try {
    print(ORDERS[order], context);
  } catch {
    return { run, answers };
  }
  throw new Error('the till did not crash');
}

/** The calls of a run as a tree: what one call called under the same name becomes one. */
interface Node {
  readonly name: string;
  readonly open: boolean;
  readonly calls: Node[];
}

/**
 * A run with like calls merged, in the notation of `calls.ts`: calls of one function from one place
 * become one, and what is still open stands last.
 */
export function merged(run: string): string {
  const root: Node = { name: '', open: true, calls: [] };
  const stack: Node[] = [root];
  const all = [...run.matchAll(/(\w+)\(|\)/g)];
  let depth = 0;
  const closes = all.map(([, name]) => (name === undefined ? depth-- : depth++));
  all.forEach(([, name], i) => {
    if (name === undefined) {
      stack.pop();
      return;
    }
    const open = !closes
      .slice(i + 1)
      .some((level, j) => all[i + 1 + j][1] === undefined && level === closes[i] + 1);
    const siblings = stack.at(-1)!.calls;
    let node = siblings.find((one) => one.name === name && one.open === open);
    if (!node) {
      node = { name, open, calls: [] };
      siblings.push(node);
    }
    stack.push(node);
  });
  const write = ({ name, open, calls }: Node): string => {
    const ordered = [...calls.filter((one) => !one.open), ...calls.filter((one) => one.open)];
    return `${name}(${ordered.map(write).join('')}${open ? '' : ')'}`;
  };
  return root.calls.map(write).join('');
}
