/** Which function refers to which, and the calls of a run. */

/** A function or table of a program, its lines (1-based, both included) and what it refers to. */
export interface Unit {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly uses: readonly string[];
}

/**
 * The least number of calls from any of some functions to every function or table that can be
 * reached from them, by the references in the source; 0 for the functions themselves.
 */
export function distances(
  from: readonly string[],
  units: readonly Pick<Unit, 'name' | 'uses'>[],
): Map<string, number> {
  const reached = new Map<string, number>(from.map((name) => [name, 0]));
  const queue = [...from];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const next of units.find((unit) => unit.name === name)?.uses ?? []) {
      if (reached.has(next)) continue;
      reached.set(next, reached.get(name)! + 1);
      queue.push(next);
    }
  }
  return reached;
}

/** From which frames of a stack a distance is counted: all, all but the outermost, the one that threw. */
export const STARTS = ['any', 'inner', 'top'] as const;
export type Start = (typeof STARTS)[number];

/**
 * Calls from a stack, newest frame first, to a function or table: 0 on the stack, wherever it is counted
 * from; −1 where no way leads there.
 */
export function away(
  stack: readonly string[],
  start: Start,
  to: string,
  units: readonly Pick<Unit, 'name' | 'uses'>[],
): number {
  if (stack.includes(to)) return 0;
  const from = { any: stack, inner: stack.slice(0, -1), top: stack.slice(0, 1) }[start];
  return distances(from, units).get(to) ?? -1;
}

/** A call in one run, in ticks: every call and every return is one tick. */
export interface Span {
  readonly name: string;
  /** Calls above it. */
  readonly depth: number;
  readonly start: number;
  /** Null if it was still waiting for an answer when the run broke. */
  readonly end: number | null;
}

/**
 * Reads the calls of a run from `a(b()c(`: a name and a bracket for every call, a bracket for
 * every return; a bracket that is never closed is a call that was still waiting at the end.
 */
export function spans(run: string): Span[] {
  const found: { -readonly [K in keyof Span]: Span[K] }[] = [];
  const open: typeof found = [];
  let tick = 0;
  for (const [, name] of run.matchAll(/(\w+)\(|\)/g)) {
    if (name === undefined) open.pop()!.end = tick++;
    else {
      const span = { name, depth: open.length, start: tick++, end: null };
      found.push(span);
      open.push(span);
    }
  }
  return found;
}
