import { claims } from '../../../kit/claim.ts';
import { numbers } from '../../../kit/number.ts';
import { anatomy, faultsTried, rightEdge, twoLines } from './model.ts';

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
  what: `${what}, ${{ none: 'no checks', late: 'late checks', early: 'early checks' }[name]}`,
  read: (r: Tried) => read(r[name]),
});

export const tried = numbers(faultsTried, {
  functions: { what: 'functions of the till', read: (r) => r.functions, ...whole },
  faults: { ...till('late', 'faults tried', (t) => t.tally.faults), ...whole },
  crashes: { ...till('late', 'faults that end in a crash', (t) => t.tally.threw), ...whole },
  absent: {
    ...till('late', 'crashes with the culprit off the stack', (t) => 1 - t.onStack),
    ...share,
  },
  exact: {
    ...till('late', 'crashes with the faulty line in the trace', (t) => t.tally.exactLine),
    ...whole,
  },
  sharing: {
    what: 'functions and tables whose faults end in the same message',
    read: (r) => r.sharing,
    ...whole,
  },
  twins: {
    what: 'faults of different functions with the same trace after the same calls',
    read: (r) => r.twins,
    ...whole,
  },
  nearNone: {
    ...till('none', 'crashes near the culprit: on the stack or called from it', (t) => t.near),
    ...share,
  },
  nearLate: {
    ...till('late', 'crashes near the culprit: on the stack or called from it', (t) => t.near),
    ...share,
  },
  nearEarly: {
    ...till('early', 'crashes near the culprit: on the stack or called from it', (t) => t.near),
    ...share,
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
    read: (r) => r.saved,
    ...whole,
  },
  faultsEarly: { ...till('early', 'faults tried', (t) => t.tally.faults), ...whole },
  silentEarly: {
    ...till('early', 'faults that end in a wrong receipt and no error', (t) => t.tally.silent),
    ...whole,
  },
});

export const letters = claims(anatomy, {
  ours: {
    holds: ({ casts: { receipt } }) => receipt[0].own.length > receipt[0].others,
    numbers: [trace.frames, trace.own],
  },
  gone: {
    holds: ({ casts }) => casts.async[0].own.length === casts.async[1].own.length + 1,
    numbers: [trace.withAwait, trace.withoutAwait],
  },
  pushed: { holds: ({ tooDeep, kept }) => tooDeep <= kept, numbers: [trace.tooDeep] },
});

export const edges = claims(rightEdge, {
  few: { holds: ({ waiting, total }) => waiting < total / 10, numbers: [edge.waiting] },
  guilty: {
    holds: ({ calls, culprit }) => {
      const last = Math.max(...calls.map(({ start }) => start));
      return calls
        .filter(({ name }) => name === culprit)
        .every(({ end }) => end !== null && end < last / 2);
    },
  },
});

export const maps = claims(twoLines, {
  apart: {
    holds: ({ minified, plain }) => minified.line !== plain.line,
    numbers: [map.wrong, map.right],
  },
  none: {
    holds: ({ segments, reported }) => {
      const columns = segments.map(({ generatedColumn }) => generatedColumn);
      return (
        columns.includes(reported - 1) &&
        columns.includes(reported + 1) &&
        !columns.includes(reported)
      );
    },
  },
});

export const trying = claims(faultsTried, {
  fewExact: {
    holds: ({ late: { tally } }) => tally.exactLine < tally.threw / 5,
    numbers: [tried.crashes, tried.exact],
  },
  absent: { holds: ({ late }) => late.onStack < 0.25, numbers: [tried.absent] },
  twins: { holds: ({ twins, sharing }) => 2 * twins >= sharing, numbers: [tried.twins] },
  table: { holds: ({ sharingTables }) => sharingTables === 1 },
  nearer: {
    holds: ({ early, late }) => early.near > 1.3 * late.near,
    numbers: [tried.nearLate, tried.nearEarly],
  },
  sayMore: {
    holds: ({ early, late }) => early.tally.signatures > 1.5 * late.tally.signatures,
    numbers: [tried.signaturesEarly, tried.signaturesLate],
  },
  saves: { holds: ({ saved }) => saved > 0, numbers: [tried.saved] },
  falls: {
    holds: ({ none, late }) => {
      const near = ({ near: share, tally: { threw } }: typeof none) => share * threw;
      const added = late.tally.threw - none.tally.threw;
      return late.near < none.near && near(late) - near(none) < added / 2;
    },
    numbers: [tried.nearNone],
  },
  silent: {
    holds: ({ early: { tally } }) => tally.silent > tally.threw,
    numbers: [tried.faultsEarly, tried.silentEarly],
  },
  aboutHalf: {
    holds: ({ early: { tally } }) => Math.abs(tally.silent / tally.faults - 0.5) < 0.05,
  },
});
