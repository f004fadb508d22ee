import vm from 'node:vm';
import { away, STARTS, type Start, type Unit } from './calls.ts';
import { apply, type Fault, faults, units } from './faults.ts';

/**
 * Runs a small till with every fault of `faults.ts` and says for each crash how far the faulty function was
 * from the stack. A program for the workbench: its outcome is committed below `traces/`, which the
 * essay reads.
 */

/** What the till is given: a price list and four orders that reach every branch. */
const PRICE_LIST = 'bread; 3.20; food\nsalt; 0.90; food\ntea; 4.5; full\nmug; 12; full\n';
/** The number of the first of the orders; the others follow. */
export const FIRST_ORDER = 17;

export const ORDERS = [
  '17; dk\nbread; 2\ntea; 1\n',
  '18; de\nsalt; 3; THREE\nmug; 1\n',
  '19; de\nbread; 12; TEN\ntea; 2; THREE\n',
  '20; dk\nmug; 1\nsalt; 10; TEN\n',
];

/** How a till fared on the four orders: what it printed, or the first crash. */
export type Run =
  | { readonly kind: 'ran'; readonly printed: readonly string[] }
  | { readonly kind: 'load error' }
  | { readonly kind: 'threw'; readonly stack: string; readonly order: number };

/** A hang becomes an error, and the trace is left as V8 made it. */
const QUIET = { timeout: 1000, displayErrors: false };

/** A world for tills, in which traces are kept whole. */
export function world(globals: Record<string, unknown> = {}): vm.Context {
  const context = vm.createContext(globals);
  vm.runInContext('Error.stackTraceLimit = Infinity', context);
  return context;
}

/** Loads a till into a world, in place of the one before. */
export function load(source: string, context: vm.Context): void {
  const wrapped = `receipt = (() => { ${source}\nreturn receipt; })()`;
  vm.runInContext(wrapped, context, { filename: 'till.js', ...QUIET });
}

/** Prints one receipt with the till in a world. */
export function print(order: string, context: vm.Context): string {
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
  for (const [i, order] of ORDERS.entries()) {
    try {
      printed.push(print(order, context));
    } catch (error) {
      return { kind: 'threw', stack: (error as Error).stack!, order: i };
    }
  }
  return { kind: 'ran', printed };
}

/** The part of a trace that the till wrote: all above the frame that called it. */
const ownTrace = (stack: string): string => stack.split(/\n.*main\.js/)[0];

/** Lines (1-based) of the till's frames, newest first. */
export const frameLines = (stack: string): number[] =>
  [...stack.matchAll(/till\.js:(\d+):\d+/g)].map((match) => Number(match[1]));

/** How a till with a fault ended: no error and the right receipts or a wrong one, no start, a crash. */
export type End = 'same' | 'silent' | 'unloadable' | 'threw';

/** One crash: the fault, the trace, and where the faulty unit was. */
export interface Crash {
  /** The fault's place among all of the till. */
  readonly nth: number;
  readonly fault: Fault;
  readonly trace: string;
  readonly message: string;
  /** Units of the till on the stack, newest first, each once. */
  readonly stack: readonly string[];
  /** Calls from the stack to the faulty unit, by where they are counted from; −1 if none lead there. */
  readonly away: Readonly<Record<Start, number>>;
  /** Which of the orders broke, from 0. */
  readonly order: number;
  /** Whether the faulty line is one of the frames' lines. */
  readonly exact: boolean;
}

const from = (stack: readonly string[], to: string, all: readonly Unit[]) =>
  Object.fromEntries(STARTS.map((start) => [start, away(stack, start, to, all)])) as Crash['away'];

/** All faults of one till, tried: how each ended, in the order of the source, and the crashes. */
export function tryFaults(source: string) {
  const all = units(source);
  const context = world();
  const expected = run(source, context);
  if (expected.kind !== 'ran') throw new Error('the till without a fault does not run');
  const ends: End[] = [];
  const crashes: Crash[] = [];
  for (const [nth, fault] of faults(source).entries()) {
    const result = run(apply(source, fault), context);
    if (result.kind === 'load error') ends.push('unloadable');
    else if (result.kind === 'ran') {
      const same = result.printed.join('\n') === expected.printed.join('\n');
      ends.push(same ? 'same' : 'silent');
    } else {
      ends.push('threw');
      const lines = frameLines(result.stack);
      const stack = lines.flatMap(
        (line) => all.find((unit) => unit.first <= line && line <= unit.last)?.name ?? [],
      );
      const names = [...new Set(stack)];
      const trace = ownTrace(result.stack);
      crashes.push({
        nth,
        fault,
        trace,
        message: trace.split('\n')[0],
        stack: names,
        away: from(names, fault.unit, all),
        order: result.order,
        exact: lines.includes(fault.line),
      });
    }
  }
  return { units: all, ends, crashes };
}
