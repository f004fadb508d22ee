/** The numbers of the essay's sentences, by the experiment that makes them. */
import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { scene } from './assumed.ts';
import type { FullRow, RULES } from './full.ts';
import { breakIt, comingBack, currencies, exhausted, matrix, nearSaturation } from './model.ts';
import { VARIANTS } from './variants.ts';

export { engine, scene, tests } from './assumed.ts';

const roughPercent = { unit: '%', significant: 1 };
const count = { decimals: 0 };
const MILLION = 1e6;

/** The least and the greatest of some values. */
const ends = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

const seconds = ({ measured }: typeof currencies.defaults): string =>
  formatNumber(measured, scene.measured);

export const currency = numbers(currencies, {
  longBySlot: {
    what: 'share of slot time of the long tenant under round robin by request',
    ...roughPercent,
    read: (r) => r[1].slotTime.shares[2],
  },
  byToken: {
    what: (_, params) => `priced tokens served in ${seconds(params)} by counters in priced tokens`,
    unit: 'million',
    significant: 1,
    read: (r) => r[2].served / MILLION,
  },
  bySlot: {
    what: (_, params) => `priced tokens served in ${seconds(params)} by counters in slot time`,
    unit: 'million',
    significant: 1,
    read: (r) => r[3].served / MILLION,
  },
  gap: {
    what: (_, params) =>
      `widest service gap in ${seconds(params)}, counters in priced tokens, mean over runs`,
    significant: 1,
    read: (r) => r[2].gap,
  },
  unit: { what: 'U of that machine and those lengths', significant: 2, read: (r) => r[2].unit },
  firstGap: {
    what: (_, params) =>
      `widest service gap in ${seconds(params)}, first come, first served, mean over runs`,
    unit: 'million',
    significant: 1,
    read: (r) => r[0].gap / MILLION,
  },
});

export const away = numbers(comingBack, {
  pause: {
    what: (_, { seeds }) =>
      `longest time without an admission of the other two, with the rule, mean over ${seeds.length} runs`,
    unit: 's',
    ...count,
    read: (r) => mean(r.with.shut),
  },
});

type Matrix = ReturnType<typeof matrix.compute>;

/** Cases in which a scheduler breaks a sentence. */
export const broken = (
  { rows }: Matrix,
  key: string,
  generator: 'uniform' | 'phased',
  sentence: number,
): number => rows.find((row) => row.key === key)![generator][sentence - 1];

const labelOf = (key: string): string => VARIANTS.find((variant) => variant.key === key)!.label;

const NAMES = { uniform: 'plain', phased: 'coming and going' } as const;

const share = (key: string, generator: 'uniform' | 'phased', sentence: number) => ({
  what: () =>
    `cases (${NAMES[generator]}) in which sentence ${sentence} is broken, ${labelOf(key)}`,
  ...roughPercent,
  read: (r: Matrix, { cases }: typeof matrix.defaults) =>
    broken(r, key, generator, sentence) / cases,
});

export const caught = numbers(matrix, {
  refill2: share('refill', 'uniform', 2),
  any7: share('liftIfAny', 'uniform', 7),
});

export const small = numbers(exhausted, {
  schedules: { what: 'schedules of all six scopes', ...count, read: (r) => r.schedules },
  attains: {
    what: 'requests of the smallest schedule whose gap is 2U, lift to the floor',
    ...count,
    read: (r) => r.sound[0].attained,
  },
});

export const smallest = numbers(breakIt, {
  requests: {
    what: 'requests of the smallest counterexamples, from the smallest to the largest of nine',
    ...count,
    read: (r) => ends(r.all.map(({ passages }) => passages.length)),
  },
});

/** The draws of one rule on the full machine. */
export const ruleOf = (rows: readonly FullRow[], rule: (typeof RULES)[number]): FullRow =>
  rows.find((row) => row.rule === rule)!;

export const saturated = numbers(nearSaturation, {
  runs: { what: 'draws of the full machine', read: (_, { seeds }) => seeds.length },
  luckiest: {
    what: 'least of these draws in the mean wait of the low tenant under strict priority',
    unit: 's',
    ...count,
    thisRun: 'the sentence is about how far apart these very runs lie',
    read: (r) => Math.min(...ruleOf(r, 'strict priority').low),
  },
  unluckiest: {
    what: 'greatest of these draws in the mean wait of the low tenant under strict priority',
    unit: 's',
    ...count,
    thisRun: 'the sentence is about how far apart these very runs lie',
    read: (r) => Math.max(...ruleOf(r, 'strict priority').low),
  },
});
