/** The experiments of the essay: what is counted in recorded traces and faults. */
import { experiment } from '../../../kit/experiment.ts';
import { seeded } from '../../../kit/sim/random.ts';
import { distances, type Span, spans } from './calls.ts';
import { type Case, recorded, type Tally } from './recorded.ts';

/** The traces of the Node.js programs, counted: the program's frames and the others. */
export const anatomy = experiment({}, () => ({
  node: recorded.node,
  casts: recorded.casts,
  /** The depth from which the default of ten frames no longer shows who started. */
  tooDeep: recorded.limits.find((row) => row.limit === '10' && !row.visible)!.depth,
  /** Frames kept by default. */
  kept: Math.max(...recorded.limits.filter((row) => row.limit === '10').map((row) => row.frames)),
}));

/** The same crash in a minified and in a plain bundle, and the map between them. */
export const twoLines = experiment({}, () => recorded.maps);

/** The till's versions, in the order of the figure. */
export const TILLS = ['none', 'late', 'early'] as const;

/** Shares of the crashes of one till by where the culprit was; they sum to one. */
const shares = ({ threw, where }: Tally) => ({
  top: where.top / threw,
  lower: where.lower / threw,
  one: where.one / threw,
  two: where.two / threw,
  further: where.further / threw,
});

/** Tables of the till are written in capitals. */
export const isTable = (name: string): boolean => name === name.toUpperCase();

/** Every one-token fault of the till in its three versions, and where the culprits were. */
export const faultsTried = experiment({}, () => {
  const tills = TILLS.map((name) => {
    const tally = recorded.tills[name];
    const share = shares(tally);
    const onStack = share.top + share.lower;
    return { name, tally, share, onStack, near: onStack + share.one };
  });
  const [none, late, early] = tills;
  return {
    functions: recorded.units.filter(({ name }) => !isTable(name)).length,
    none,
    late,
    early,
    /** Wrong receipts in the till without checks that become crashes in the one with late checks. */
    saved: none.tally.silent - late.tally.silent,
    /** Functions and tables whose faults end in the shared message. */
    sharing: recorded.cases.length,
    /** Tables among them. */
    sharingTables: recorded.cases.filter(({ unit }) => isTable(unit)).length,
    /** The most cases that print the same trace to the last column after the same calls. */
    twins: Math.max(
      ...recorded.cases.map(
        (a) => recorded.cases.filter((b) => a.trace === b.trace && a.run === b.run).length,
      ),
    ),
  };
});

/** The cases in an order that says nothing about the source. */
const shuffled = (seed: number): Case[] => {
  const random = seeded(seed);
  return recorded.cases
    .map((found) => ({ found, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ found }) => found);
};

const CASES = shuffled(4);

export interface CulpritParams {
  /** Which trace, '1' and up. */
  readonly trace: string;
  /** A function or table of the till, or 'nobody'. */
  readonly suspect: string;
  readonly reveal: boolean;
}

/** The shortest way of calls from the stack to a function or table, both ends included. */
function way(stack: readonly string[], to: string): string[] {
  const away = distances(stack, recorded.units);
  const path = [to];
  while ((away.get(path[0]) ?? 0) > 0) {
    const step = away.get(path[0])! - 1;
    const caller = recorded.units.find(
      (unit) => unit.uses.includes(path[0]) && away.get(unit.name) === step,
    );
    if (!caller) break;
    path.unshift(caller.name);
  }
  return path;
}

/**
 * One crash, the calls that led to it, and what there is to say about a suspect: how many calls it
 * is from the stack and how often it had been called and had returned. The culprit itself is in
 * the result only once it is to be revealed, or if it is the suspect.
 */
export const nameTheCulprit = experiment(
  { trace: '1', suspect: 'nobody', reveal: false } as CulpritParams,
  ({ trace, suspect, reveal }) => {
    const found = CASES[Number(trace) - 1];
    const calls = spans(found.run);
    const named = suspect !== 'nobody';
    const known = reveal || suspect === found.unit;
    return {
      text: found.trace.split('\n'),
      stack: found.stack,
      calls: calls.map(({ name, depth, start, end }: Span) => ({ name, depth, start, end })),
      suspect: named
        ? {
            name: suspect,
            way: way(found.stack, suspect),
            returned: calls.filter((call) => call.name === suspect && call.end !== null).length,
            right: suspect === found.unit,
          }
        : null,
      culprit: known
        ? {
            name: found.unit,
            line: found.line,
            before: found.before,
            after: found.after,
            away: found.away,
            returned: calls.filter((call) => call.name === found.unit && call.end !== null).length,
          }
        : null,
      twins: CASES.filter((other) => other.trace === found.trace && other.run === found.run).length,
    };
  },
);

/** The traces that a reader may choose from. */
export const TRACES = CASES.map((_, index) => String(index + 1));

/** The functions and tables that a reader may suspect, in the order of the source. */
export const SUSPECTS = recorded.units.map((unit) => unit.name);

/** One run in full, its culprit known: what a trace shows and what had already returned. */
export const rightEdge = experiment({ culprit: 'parsePrice' }, ({ culprit }) => {
  const found = recorded.cases.find((one) => one.unit === culprit)!;
  const calls = spans(found.run);
  return {
    calls,
    culprit,
    total: calls.length,
    waiting: calls.filter((call) => call.end === null).length,
    returned: calls.filter((call) => call.end !== null).length,
    culpritCalls: calls.filter((call) => call.name === culprit).length,
  };
});
