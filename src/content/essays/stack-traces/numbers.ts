import { numbers } from '../../../kit/number.ts';
import { anatomy, compiled, faultsTried, rightEdge, theHour, twoLines } from './model.ts';

const whole = { significant: 4 } as const;
const share = { unit: '%', decimals: 0 } as const;

export const trace = numbers(anatomy, {
  frames: {
    what: 'calls in the trace of the receipt',
    read: ({ casts }) => casts.receipt[0].own.length + casts.receipt[0].others,
    ...whole,
  },
  own: {
    what: "calls in it that are the program's own",
    read: ({ casts }) => casts.receipt[0].own.length,
    ...whole,
  },
  kept: { what: 'calls that V8 keeps by default', read: (r) => r.kept, ...whole },
  tooDeep: {
    what: 'depth of recursion from which the function that began it is no longer shown',
    read: (r) => r.tooDeep,
    ...whole,
  },
  withAwait: {
    what: 'calls in the trace where the promise is awaited',
    read: ({ casts }) => casts.async[0].own.length,
    ...whole,
  },
  withoutAwait: {
    what: 'calls in the trace where the promise is returned as it is',
    read: ({ casts }) => casts.async[1].own.length,
    ...whole,
  },
});

export const edge = numbers(rightEdge, {
  total: { what: 'calls in the run of the till', read: (r) => r.total, ...whole },
  waiting: { what: 'calls that were waiting at the crash', read: (r) => r.waiting, ...whole },
  returned: { what: 'calls that had returned before it', read: (r) => r.returned, ...whole },
});

export const map = numbers(twoLines, {
  wrong: {
    what: 'line that the map of the minified bundle names',
    read: (r) => r.minified.line,
    ...whole,
  },
  right: {
    what: 'line that the map of the plain bundle names',
    read: (r) => r.plain.line,
    ...whole,
  },
  column: {
    what: 'column of the minified bundle that V8 reports',
    read: (r) => r.reported,
    ...whole,
  },
});

type Tried = ReturnType<typeof faultsTried.compute>;
type Name = 'none' | 'late' | 'early';
const till = (name: Name, what: string, read: (till: Tried[Name]) => number) => ({
  what: `${what}, ${{ none: 'no checks', late: 'late checks', early: 'late and early checks' }[name]}`,
  read: (r: Tried) => read(r[name]),
});

const NEAR =
  'crashes with the culprit on the stack or one call away, counted from any frame but the outermost';

export const tried = numbers(faultsTried, {
  functions: { what: 'functions of the till', read: (r) => r.functions, ...whole },
  faults: { ...till('late', 'faults tried', (t) => t.tally.faults), ...whole },
  crashes: { ...till('late', 'faults that end in a crash', (t) => t.tally.threw), ...whole },
  absent: {
    ...till('late', 'crashes with the culprit off the stack', (t) => t.tally.threw - t.onStack),
    ...whole,
  },
  exact: {
    ...till('late', 'crashes with the faulty line in the trace', (t) => t.tally.exactLine),
    ...whole,
  },
  same: {
    ...till('late', 'faults after which the receipts are right', (t) => t.tally.same),
    ...whole,
  },
  sharing: { what: 'faults that end in the same message', read: (r) => r.sharing, ...whole },
  alike: { what: 'faults among them that print the same trace', read: (r) => r.alike, ...whole },
  suspects: {
    what: 'functions and tables that these faults are in',
    read: (r) => r.suspects,
    ...whole,
  },
  questions: {
    what: 'questions that are enough to tell which of these it was',
    read: (r) => r.questions,
    ...whole,
  },
  nearNone: { ...till('none', NEAR, (t) => t.nearShare), ...share },
  nearLate: { ...till('late', NEAR, (t) => t.nearShare), ...share },
  nearEarly: { ...till('early', NEAR, (t) => t.nearShare), ...share },
  nearAlone: { what: `${NEAR}, early checks alone`, read: (r) => r.alone.nearShare, ...share },
  calls: {
    what: 'calls from a frame to the culprit on average, late checks, receipt counted too',
    read: (r) => r.calls,
    unit: '',
    decimals: 1,
  },
  signaturesLate: {
    ...till('late', 'different messages and throwers', (t) => t.tally.signatures),
    ...whole,
  },
  signaturesEarly: {
    ...till('early', 'different messages and throwers', (t) => t.tally.signatures),
    ...whole,
  },
  saved: {
    what: 'wrong receipts that late checks turn into crashes',
    read: (r) => r.changed.saved,
    ...whole,
  },
  savedNear: {
    what: 'crashes among them with the culprit on the stack or one call away',
    read: (r) => r.changed.addedNear,
    ...whole,
  },
  faultsEarly: { ...till('early', 'faults tried', (t) => t.tally.faults), ...whole },
  silentEarly: {
    ...till('early', 'faults that end in a wrong receipt and no error', (t) => t.tally.silent),
    ...whole,
  },
});

const framesOf = (name: string) => (r: ReturnType<typeof compiled.compute>) =>
  r.builds.find((build) => build.name === name)!.frames.length;

export const build = numbers(compiled, {
  inlined: {
    what: 'frames that the debugger names after gcc -O1',
    read: framesOf('gcc-O1'),
    ...whole,
  },
});

export const hour = numbers(theHour, {
  line: {
    what: 'line of fs.js that the trace names, and at which the text handed out has the name',
    read: (r) => r.runs[0].line,
    ...whole,
  },
  lineBefore: { what: 'the same line in the other Node.js', read: (r) => r.runs[1].line, ...whole },
  gulpAt: {
    what: "frame that is gulp's where V8 is asked for more than ten",
    read: (r) => r.runs[0].gulpAt,
    ...whole,
  },
});
