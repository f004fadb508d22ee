import { numbers } from '../../../kit/number.ts';
import { deadlines, depths, examples, lists, semantics, threads, whoIsAsked } from './model.ts';

const px = { unit: 'px', significant: 4 } as const;
const whole = { significant: 7 } as const;

/** The trees from which a beginner learns the rules. */
export const tree = numbers(examples, {
  screenWidth: {
    what: 'width of a box that wants 100, directly under the screen',
    read: (r) => r.underScreen.boxes[0].width,
    ...px,
  },
  screenHeight: {
    what: 'height of a box that wants 100, directly under the screen',
    read: (r) => r.underScreen.boxes[0].height,
    ...px,
  },
  centred: {
    what: 'width of the same box in a Center',
    read: (r) => r.centred.boxes[1].width,
    ...px,
  },
  longText: {
    what: 'width of a text of sixty characters in a row',
    read: (r) => r.longText.boxes[1].width,
    ...px,
  },
  wrapped: {
    what: 'width of the same text once it is Expanded',
    read: (r) => r.expandedText.boxes[1].width,
    ...px,
  },
});

/** The last row of the lists, the longest. */
const last = <T>(rows: readonly T[]): T => rows.at(-1)!;

export const list = numbers(lists, {
  rows: {
    what: 'rows in the longest list',
    read: (r) => last(r.fixed).rows,
    ...whole,
  },
  nodes: {
    what: 'boxes in the longest list with fixed heights',
    read: (r) => last(r.fixed).nodes,
    ...whole,
  },
  first: {
    what: 'calls of layout in its first layout',
    read: (r) => last(r.fixed).first.calls,
    ...whole,
  },
  fixed: {
    what: 'calls after one label changed, cards of fixed height, any length of list',
    read: (r) => last(r.fixed).calls,
    ...whole,
  },
  free: {
    what: 'calls after one label changed, cards of free height',
    read: (r) => last(r.free).calls,
    ...whole,
  },
  freePerforms: {
    what: 'boxes laid out again after one label changed, cards of free height',
    read: (r) => last(r.free).performs,
    ...whole,
  },
  noBoundaries: {
    what: 'calls after one label changed, cards of fixed height, boundaries ignored',
    read: (r) => last(r.noBoundaries).calls,
    ...whole,
  },
  noBoundariesPerforms: {
    what: 'boxes laid out again after one label changed, boundaries ignored',
    read: (r) => last(r.noBoundaries).performs,
    ...whole,
  },
  nothingSkipped: {
    what: 'calls after one label changed, clean boxes laid out again',
    read: (r) => last(r.nothingSkipped).calls,
    ...whole,
  },
});

export const asked = numbers(whoIsAsked, {
  calls: {
    what: 'boxes asked after one label changed in five cards',
    read: (r) => r.calls,
    ...whole,
  },
});

const at = (rows: (typeof depths)['defaults']['depths'], depth: number): number =>
  rows.indexOf(depth);
const TEN = at(depths.defaults.depths, 10);

export const deep = numbers(depths, {
  onePass: { what: 'visits by one pass at depth ten', read: (r) => r[TEN].onePass, ...whole },
  toy: {
    what: 'visits at depth ten by a toy that measures each child before laying it out',
    read: (r) => r[TEN].measureThenLayout,
    ...whole,
  },
});

export const reply = numbers(threads, {
  growthRemembered: {
    what: 'ten replies against five, answers remembered',
    read: (r) => r[1].remembered / r[0].remembered,
    significant: 2,
  },
  growthForgotten: {
    what: 'ten replies against five, answers forgotten',
    read: (r) => r[1].forgotten / r[0].forgotten,
    significant: 2,
  },
  remembered: {
    what: 'questions about wishes in ten nested replies, answers remembered',
    read: (r) => r.at(-1)!.remembered,
    ...whole,
  },
  forgotten: {
    what: 'questions about wishes in ten nested replies, answers forgotten',
    read: (r) => r.at(-1)!.forgotten,
    ...whole,
  },
  shallow: {
    what: 'questions in five nested replies, answers forgotten',
    read: (r) => r[0].forgotten,
    ...whole,
  },
  shallowRemembered: {
    what: 'questions in five nested replies, answers remembered',
    read: (r) => r[0].remembered,
    ...whole,
  },
});

const late = (rate: number) => ({
  what: `frames that miss the deadline of ${rate} Hz`,
  read: (r: ReturnType<typeof deadlines.compute>) =>
    r.byRate.find((row) => row.rate === rate)!.late,
  unit: '%',
});

const budget = (rate: number) => ({
  what: `time between two refreshes at ${rate} Hz`,
  read: (r: ReturnType<typeof deadlines.compute>) =>
    r.byRate.find((row) => row.rate === rate)!.budget,
  unit: 'ms',
  significant: 3,
});

export const frame = numbers(deadlines, {
  mean: { what: 'mean cost of a frame', read: (r) => r.mean, unit: 'ms', decimals: 1 },
  late60: { ...late(60), decimals: 1 },
  late90: { ...late(90), decimals: 0 },
  late120: { ...late(120), decimals: 0 },
  budget60: budget(60),
  budget120: budget(120),
});

export const stop = numbers(semantics, {
  separate: {
    what: 'stops of a screen reader in the list, cards not merged',
    read: (r) => r.separate,
    ...whole,
  },
  merged: { what: 'stops of a screen reader, cards merged', read: (r) => r.merged, ...whole },
});
