/** The numbers of the essay's sentences, by the experiment that makes them. */
import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { classes, scene } from './assumed.ts';
import {
  agingName,
  breakIt,
  burstOfLong,
  comingBack,
  currencies,
  matrix,
  nearSaturation,
  twoClasses,
  twoPoles,
} from './model.ts';
import { VARIANTS } from './policies.ts';

export { classes, engine, scene, tests } from './assumed.ts';

const times = { unit: 'service times', significant: 2 };
const roughly = { unit: 's', significant: 1 };
const percent = { unit: '%', decimals: 0 };
const roughPercent = { unit: '%', significant: 1 };
const count = { decimals: 0 };
const MILLION = 1e6;

export const priority = numbers(twoClasses, {
  high: { what: 'mean wait of the high class', ...times, read: (r) => r.high },
  low: { what: 'mean wait of the low class', ...times, read: (r) => r.low },
  fifo: { what: 'mean wait of both under first come, first served', ...times, read: (r) => r.fifo },
  ratio: {
    what: 'wait of the low class over that of the high class',
    significant: 2,
    read: (r) => r.low / r.high,
  },
  sum: {
    what: 'sum of load times wait, strict priority',
    significant: 2,
    read: (r) => r.conserved,
  },
  fifoSum: {
    what: 'sum of load times wait, first come, first served',
    significant: 2,
    read: (r) => r.conservedFifo,
  },
});

export const moderate = numbers(twoPoles, {
  low: {
    what: 'mean wait of the low class beside a high class at moderate load',
    ...times,
    read: (r) => r.theory.find(({ load }) => load === classes.half.assumed)!.low,
  },
});

export const policy = <T extends { readonly policy: string }>(
  rows: readonly T[],
  name: string,
): T => rows.find((row) => row.policy === name)!;

const aged = agingName(scene.headStart.assumed);

export const burstWaits = numbers(burstOfLong, {
  aged: {
    what: (_, { seeds }) =>
      `interactive wait, 99th percentile, ${aged}, mean over ${seeds.length} runs`,
    ...roughly,
    read: (r) => policy(r, aged).p99.mean,
  },
  strictDone: {
    what: (_, { seeds }) =>
      `time until the burst is done, strict priority, mean over ${seeds.length} runs`,
    ...roughly,
    read: (r) => policy(r, 'strict priority').burstDone.mean,
  },
});

const agedFull = agingName(scene.fullHeadStart.assumed);

/** The middle half of some runs. */
const middleHalf = (values: readonly number[]): Range => {
  const ascending = sorted(values);
  return [quantile(ascending, 0.25), quantile(ascending, 0.75)];
};
const lowMeans = (r: ReturnType<typeof nearSaturation.compute>, name: string) =>
  policy(r, name).runs.map(({ lowMean }) => lowMean);

export const saturated = numbers(nearSaturation, {
  runs: { what: 'runs of the full machine', read: (_, { seeds }) => seeds.length },
  strictLow: {
    what: 'mean wait of the low tenant, strict priority, in the middle half of the runs',
    unit: 's',
    ...count,
    read: (r) => middleHalf(lowMeans(r, 'strict priority')),
  },
  agedLow: {
    what: `mean wait of the low tenant, ${agedFull}, in the middle half of the runs`,
    unit: 's',
    ...count,
    read: (r) => middleHalf(lowMeans(r, agedFull)),
  },
});

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
    read: (r) => r[2].gap.mean,
  },
  unit: { what: 'U of that machine and those lengths', significant: 2, read: (r) => r[2].unit },
  firstGap: {
    what: (_, params) =>
      `widest service gap in ${seconds(params)}, first come, first served, mean over runs`,
    unit: 'million',
    significant: 1,
    read: (r) => r[0].gap.mean / MILLION,
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

const share = (key: string, generator: 'uniform' | 'phased', sentence: number) => ({
  what: () => `${generator} cases in which sentence ${sentence} is broken, ${labelOf(key)}`,
  ...percent,
  read: (r: Matrix, { cases }: typeof matrix.defaults) =>
    broken(r, key, generator, sentence) / cases,
});

export const caught = numbers(matrix, {
  tight: {
    what: 'cases in which the gap of the sound scheduler exceeds U and a prompt, uniform and phased',
    ...percent,
    read: ({ beyondTight: { uniform, phased } }) => [
      Math.min(uniform, phased),
      Math.max(uniform, phased),
    ],
  },
  done7: share('done', 'uniform', 7),
  done7Phased: share('done', 'phased', 7),
  refill2: { ...share('refill', 'uniform', 2), ...roughPercent, decimals: undefined },
  requests4: share('requests', 'uniform', 4),
  any7: { ...share('liftIfAny', 'uniform', 7), ...roughPercent, decimals: undefined },
  any4Phased: share('liftIfAny', 'phased', 4),
});

const thisRun = 'one case, followed';

export const smallest = numbers(breakIt, {
  before: {
    what: 'requests in the case that was found',
    ...count,
    read: (r) => r.before,
    thisRun,
  },
  after: {
    what: 'requests in the smallest case',
    ...count,
    read: (r) => r.passages.length,
    thisRun,
  },
  tried: { what: 'smaller cases tried', ...count, read: (r) => r.tried, thisRun },
  seed: { what: 'seed of the case', ...count, read: (r) => r.seed, thisRun },
  received: {
    what: 'priced tokens received by the tenant that gains',
    ...count,
    read: (r) => r.violation!.amount,
    thisRun,
  },
  bound: {
    what: 'what sentence 5 allows on that machine',
    ...count,
    read: (r) => r.violation!.bound,
    thisRun,
  },
});
