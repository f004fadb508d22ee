/** The experiments of the essay: what is counted in recorded traces and faults. */
import { experiment } from '../../../kit/experiment.ts';
import { spans } from './calls.ts';
import {
  alike,
  answer,
  consistent,
  fewest,
  GAME,
  NOBODY,
  NOTHING,
  SUSPECTS,
  unitsOf,
} from './game.ts';
import { HOUR } from './hour.ts';
import { LETTER, letterHere } from './letter.ts';
import { LETTERS } from './letters.ts';
import { recorded, tallies } from './recorded.ts';

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

/** Tables of the till are written in capitals. */
const isTable = (name: string): boolean => name === name.toUpperCase();

/**
 * Every small fault of the till in its three versions, and where the culprits were. A culprit is
 * near if it is on the stack or one call away, counted from every frame but the outermost, `receipt`,
 * from which nothing is far.
 */
export const faultsTried = experiment({}, () => {
  const tills = ([...TILLS, 'alone'] as const).map((name) => {
    const tally = tallies[name];
    const { top, lower, one } = tally.where.inner;
    const near = top + lower + one;
    return { name, tally, onStack: top + lower, near, nearShare: near / tally.threw };
  });
  const [none, late, early, alone] = tills;
  return {
    functions: recorded.functions,
    none,
    late,
    early,
    /** How the faults of the till with early checks end when it has no late ones. */
    alone,
    /** What late checks change. */
    changed: tallies.changed,
    /** Calls from a frame to the culprit on average, late checks, where any lead there. */
    calls: late.tally.calls / late.tally.reached,
    /** Faults that end in the shared message, and how many of them print the commonest trace. */
    sharing: GAME.faults.length,
    alike: Math.max(...GAME.faults.map(alike)),
    /** Functions and tables that they are in, and the tables among these. */
    suspects: SUSPECTS.length,
    tables: SUSPECTS.filter(isTable).length,
    /** The most questions that it takes to tell which of them it was, asked well. */
    questions: Math.max(...GAME.faults.map((fault) => fewest(fault))),
  };
});

/** The names of the questions, in the order in which they are asked. */
export const QUESTIONS = ['first', 'second', 'third'] as const;

/** One broken till: its trace, what was asked of its run, and who could still be the culprit. */
export const nameTheCulprit = experiment(
  { crash: '1', first: NOTHING, second: NOTHING, third: NOTHING, accuse: NOBODY },
  ({ crash, accuse, ...questions }) => {
    const fault = GAME.faults[Number(crash) - 1];
    const asked = QUESTIONS.map((which) => questions[which]).filter((name) => name !== NOTHING);
    const before = unitsOf(consistent(fault, asked.slice(0, -1)));
    const possible = unitsOf(consistent(fault, asked)).filter(
      (name) => name !== accuse || name === fault.unit,
    );
    const right = accuse === fault.unit;
    return {
      order: fault.order,
      trace: GAME.traces[fault.trace].split('\n'),
      alike: alike(fault),
      tree: GAME.trees[fault.tree],
      asked: asked.map((name) => ({ name, says: answer(fault, name).split('\n') })),
      /** Who was possible before the last question, and who is possible after it. */
      before,
      possible,
      accused: accuse === NOBODY ? null : accuse,
      culprit: right
        ? { name: fault.unit, line: fault.line, before: fault.before, after: fault.after }
        : null,
    };
  },
);

/** One run in full, its culprit known: what a trace shows and what had already returned. */
export const rightEdge = experiment({}, () => {
  const { culprit, run } = recorded.edge;
  const calls = spans(run);
  return {
    calls,
    culprit,
    total: calls.length,
    waiting: calls.filter((call) => call.end === null).length,
    returned: calls.filter((call) => call.end !== null).length,
    culpritCalls: calls.filter((call) => call.name === culprit).length,
  };
});

/** The receipt's letter by Node.js, and by the engine in which this runs where it is asked for. */
export const yourLetter = experiment({ here: false }, ({ here }) => ({
  ...LETTER,
  yours: here ? letterHere(LETTER.program) : null,
}));

/** The C program, compiled nine ways. */
export const compiled = experiment({}, () => ({ builds: LETTERS.builds }));

/** What each minute of the hour with gulp's trace found. */
export const theHour = experiment({}, () => HOUR);
