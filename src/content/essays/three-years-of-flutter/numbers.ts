import { claims } from '../../../kit/claim.ts';
import { formatNumber, numbers } from '../../../kit/number.ts';
import { deadlines, depths, examples, given, lists, SCREEN, semantics, threads } from './model.ts';

export { given } from './model.ts';

const px = { unit: 'px', significant: 4 } as const;
const whole = { significant: 7 } as const;

/** The trees from which a beginner learns the rules. */
export const tree = numbers(examples, {
  screenWidth: {
    what: 'width of the box that asks for another, directly under the screen',
    read: (r) => r.underScreen.boxes[0].width,
    ...px,
  },
  screenHeight: {
    what: 'height of the box that asks for another, directly under the screen',
    read: (r) => r.underScreen.boxes[0].height,
    ...px,
  },
  centred: {
    what: 'width of the same box in a Center',
    read: (r) => r.centred.boxes[1].width,
    ...px,
  },
  longText: {
    what: 'width of a long text in a row',
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
  nothingSkipped: {
    what: 'calls after one label changed, clean boxes laid out again',
    read: (r) => last(r.nothingSkipped).calls,
    ...whole,
  },
});

interface Depths {
  readonly depths: readonly number[];
}

const atDepth = <T extends { readonly depth: number }>(rows: readonly T[]): T =>
  rows.find(({ depth }) => depth === given.deep.assumed)!;

const visits = (who: string) => () => `visits at depth ${given.deep.assumed} by ${who}`;

export const deep = numbers(depths, {
  onePass: { what: visits('one pass'), read: (r) => atDepth(r).onePass, ...whole },
  toy: {
    what: visits('a toy that measures each child before laying it out'),
    read: (r) => atDepth(r).measureThenLayout,
    ...whole,
  },
});

const growth =
  (answers: string) =>
  (_: unknown, { depths: [few, many] }: Depths) =>
    `questions in ${many} nested replies over those in ${few}, ${answers}`;
const questions =
  (which: 0 | 1, answers: string) =>
  (_: unknown, { depths: found }: Depths) =>
    `questions about wishes in ${found[which]} nested replies, ${answers}`;

export const reply = numbers(threads, {
  growthRemembered: {
    what: growth('answers remembered'),
    read: (r) => r[1].remembered / r[0].remembered,
    significant: 2,
  },
  growthForgotten: {
    what: growth('answers forgotten'),
    read: (r) => r[1].forgotten / r[0].forgotten,
    significant: 2,
  },
  remembered: {
    what: questions(1, 'answers remembered'),
    read: (r) => r.at(-1)!.remembered,
    ...whole,
  },
  forgotten: {
    what: questions(1, 'answers forgotten'),
    read: (r) => r.at(-1)!.forgotten,
    ...whole,
  },
  shallow: {
    what: questions(0, 'answers forgotten'),
    read: (r) => r[0].forgotten,
    ...whole,
  },
  shallowRemembered: {
    what: questions(0, 'answers remembered'),
    read: (r) => r[0].remembered,
    ...whole,
  },
});

type Deadlines = ReturnType<typeof deadlines.compute>;
type Display = 'slow' | 'middle' | 'fast';

const at = (r: Deadlines, display: Display) =>
  r.byRate.find(({ rate }) => rate === given[display].assumed)!;

const late = (display: Display) => ({
  what: () =>
    `frames that miss the deadline of ${formatNumber(given[display].assumed, given[display])}`,
  read: (r: Deadlines) => at(r, display).late,
  unit: '%',
});

const budget = (display: Display) => ({
  what: () =>
    `time between two refreshes at ${formatNumber(given[display].assumed, given[display])}`,
  read: (r: Deadlines) => at(r, display).budget,
  unit: 'ms',
  significant: 3,
});

export const frame = numbers(deadlines, {
  mean: { what: 'mean cost of a frame', read: (r) => r.mean, unit: 'ms', decimals: 0 },
  lateSlow: { ...late('slow'), decimals: 1 },
  lateMiddle: { ...late('middle'), decimals: 0 },
  lateFast: { ...late('fast'), decimals: 0 },
  budgetSlow: budget('slow'),
  budgetFast: budget('fast'),
});

export const stop = numbers(semantics, {
  separate: {
    what: 'stops of a screen reader in the list, cards not merged',
    read: (r) => r.separate,
    ...whole,
  },
  merged: { what: 'stops of a screen reader, cards merged', read: (r) => r.merged, ...whole },
});

export const rules = claims(examples, {
  onlyAWish: {
    holds: ({ underScreen: { boxes } }) =>
      boxes[0].width === SCREEN.width && boxes[0].height === SCREEN.height,
    numbers: [tree.screenWidth, tree.screenHeight],
  },
  granted: {
    holds: ({ centred: { boxes } }, { wish }) =>
      boxes[0].width === SCREEN.width && boxes[1].width === wish && boxes[1].height === wish,
    numbers: [tree.centred, tree.centred],
  },
  runsOut: {
    holds: ({ longText: { boxes } }) => boxes[1].width > SCREEN.width,
    numbers: [tree.longText],
  },
  wraps: {
    holds: ({ expandedText: { boxes } }) =>
      boxes[1].width + boxes[2].width === SCREEN.width && boxes[1].height > boxes[2].height,
    numbers: [tree.wrapped],
  },
  nothingLeft: { holds: ({ expandedInScroll: { messages } }) => messages.length > 0 },
});

export const prices = claims(lists, {
  onceEach: {
    holds: ({ fixed }) => fixed.every(({ nodes, first }) => nodes === first.calls),
    numbers: [list.first],
  },
  anyLength: {
    holds: ({ fixed }) => fixed.every(({ calls }) => calls === fixed[0].calls),
    numbers: [list.fixed],
  },
  eachCard: {
    holds: ({ free }) => free.every(({ calls, rows }) => calls > rows && calls < rows + 10),
    numbers: [list.rows, list.free],
  },
  noBetter: {
    holds: ({ free, noBoundaries }) => free.every(({ calls }, i) => calls <= noBoundaries[i].calls),
    numbers: [list.noBoundaries],
  },
  dear: {
    holds: ({ free, nothingSkipped }) => last(nothingSkipped).calls > 5 * last(free).calls,
    numbers: [list.nothingSkipped],
  },
  mostSaved: {
    holds: ({ free }) => last(free).performs < last(free).calls / 100,
    numbers: [list.free, list.freePerforms],
  },
});

export const twice = claims(depths, {
  doubles: {
    holds: (r) =>
      r.every(
        ({ depth, onePass, measureThenLayout }) =>
          onePass === depth + 1 && measureThenLayout === 2 ** (depth + 1) - 1,
      ),
    numbers: [deep.toy, deep.onePass],
  },
});

export const memory = claims(threads, {
  square: {
    holds: ([few, many], { depths: [shallow, far] }) => {
      const grown = Math.log(many.forgotten / few.forgotten) / Math.log(far / shallow);
      return grown > 1.8 && grown < 2.2;
    },
  },
});

export const works = claims(deadlines, {
  belowAll: {
    holds: ({ mean, byRate }) => byRate.every(({ budget: left }) => mean < left),
    numbers: [frame.mean],
  },
  later: {
    holds: (r) =>
      at(r, 'slow').late < at(r, 'middle').late && at(r, 'middle').late < at(r, 'fast').late,
    numbers: [frame.lateSlow, frame.lateMiddle, frame.lateFast],
  },
});

export const spoken = claims(semantics, {
  merging: {
    holds: ({ separate, merged }, { cards }) => merged === cards + 1 && separate === 3 * cards + 1,
    numbers: [stop.merged],
  },
});
