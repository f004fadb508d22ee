/** The numbers of the essay's sentences, by the experiment that makes them. */
import { numbers } from '../../../kit/number.ts';
import {
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

const times = { unit: 'service times', significant: 2 };
const seconds = { unit: 's', significant: 2 };
const percent = { unit: '%', significant: 2 };
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
    what: 'mean wait of the low class beside a high class at half load',
    ...times,
    read: (r) => r.theory.find(({ load }) => load === 0.5)!.low,
  },
});

const policy = <T extends { readonly policy: string }>(rows: readonly T[], name: string): T =>
  rows.find((row) => row.policy === name)!;

export const burstWaits = numbers(burstOfLong, {
  strict: {
    what: 'interactive wait, 99th percentile, strict priority',
    ...seconds,
    read: (r) => policy(r, 'strict priority').p99,
  },
  aged: {
    what: 'interactive wait, 99th percentile, aging 60 s',
    ...seconds,
    read: (r) => policy(r, 'aging 60 s').p99,
  },
  shared: {
    what: 'interactive wait, 99th percentile, shares 9:1',
    ...seconds,
    read: (r) => policy(r, 'shares 9:1').p99,
  },
  strictDone: {
    what: 'time until the burst is done, strict priority',
    unit: 's',
    decimals: 0,
    read: (r) => policy(r, 'strict priority').burstDone,
  },
  agedDone: {
    what: 'time until the burst is done, aging 60 s',
    unit: 's',
    decimals: 0,
    read: (r) => policy(r, 'aging 60 s').burstDone,
  },
});

export const saturated = numbers(nearSaturation, {
  strictLow: {
    what: 'mean wait of the low tenant, strict priority',
    ...seconds,
    read: (r) => policy(r, 'strict priority').lowMean,
  },
  agedLow: {
    what: 'mean wait of the low tenant, aging 30 s',
    ...seconds,
    read: (r) => policy(r, 'aging 30 s').lowMean,
  },
  strictHigh: {
    what: 'wait of the high tenant, 99th percentile, strict priority',
    ...seconds,
    read: (r) => policy(r, 'strict priority').highP99,
  },
  agedHigh: {
    what: 'wait of the high tenant, 99th percentile, aging 30 s',
    ...seconds,
    read: (r) => policy(r, 'aging 30 s').highP99,
  },
});

export const currency = numbers(currencies, {
  longBySlot: {
    what: 'share of slot time of the long tenant under round robin by request',
    ...percent,
    read: (r) => r[1].slotTime.shares[2],
  },
  chatBySlot: {
    what: 'share of slot time of the chat tenant under counters in priced tokens',
    ...percent,
    read: (r) => r[2].slotTime.shares[1],
  },
  codeByToken: {
    what: 'share of priced tokens of the code tenant under counters in slot time',
    ...percent,
    read: (r) => r[3].tokens.shares[0],
  },
  byToken: {
    what: 'priced tokens served in 450 s by counters in priced tokens',
    unit: 'million',
    significant: 2,
    read: (r) => r[2].served / MILLION,
  },
  bySlot: {
    what: 'priced tokens served in 450 s by counters in slot time',
    unit: 'million',
    significant: 2,
    read: (r) => r[3].served / MILLION,
  },
  gap: {
    what: 'widest service gap in 450 s, counters in priced tokens',
    significant: 2,
    read: (r) => r[2].gap,
  },
  unit: { what: 'U of that machine and those lengths', significant: 2, read: (r) => r[2].unit },
  firstGap: {
    what: 'widest service gap in 450 s, first come, first served',
    unit: 'million',
    significant: 2,
    read: (r) => r[0].gap / MILLION,
  },
});

export const away = numbers(comingBack, {
  held: {
    what: 'time with more than half of the service of the last 10 s, without a rule',
    unit: 's',
    decimals: 0,
    read: (r) => r.without.held,
  },
  shut: {
    what: 'longest time without an admission of the other two, without a rule',
    unit: 's',
    decimals: 0,
    read: (r) => r.without.shut,
  },
  pause: {
    what: 'longest time without an admission of the other two, with the rule',
    ...seconds,
    read: (r) => r.with.shut,
  },
});

type Matrix = ReturnType<typeof matrix.compute>;

/** Cases in which a scheduler breaks a sentence. */
const broken =
  (key: string, generator: 'uniform' | 'phased', sentence: number) =>
  ({ rows }: Matrix): number =>
    rows.find((row) => row.key === key)![generator][sentence - 1];

const labelOf = (key: string): string => VARIANTS.find((variant) => variant.key === key)!.label;

const cell = (key: string, generator: 'uniform' | 'phased', sentence: number) => ({
  what: `${generator} cases in which sentence ${sentence} is broken, ${labelOf(key)}`,
  ...count,
  read: broken(key, generator, sentence),
});

export const caught = numbers(matrix, {
  widest: {
    what: 'widest gap of a sound scheduler in the cases of the matrix, in U',
    decimals: 1,
    read: (r) => r.widest,
  },
  tightUniform: {
    what: 'share of uniform cases in which the gap of the sound scheduler exceeds U and a prompt',
    ...percent,
    read: (r) => r.beyondTight.uniform,
  },
  tightPhased: {
    what: 'share of phased cases in which the gap of the sound scheduler exceeds U and a prompt',
    ...percent,
    read: (r) => r.beyondTight.phased,
  },
  done4: cell('done', 'phased', 4),
  done7: cell('done', 'uniform', 7),
  done7Phased: cell('done', 'phased', 7),
  refill2: cell('refill', 'uniform', 2),
  greatest7: cell('toGreatest', 'uniform', 7),
  greatest7Phased: cell('toGreatest', 'phased', 7),
  requests4: cell('requests', 'uniform', 4),
  any4: cell('liftIfAny', 'uniform', 4),
  any4Phased: cell('liftIfAny', 'phased', 4),
  any5: cell('liftIfAny', 'uniform', 5),
  any5Phased: cell('liftIfAny', 'phased', 5),
  any7: cell('liftIfAny', 'uniform', 7),
  none4: cell('noLift', 'uniform', 4),
  none4Phased: cell('noLift', 'phased', 4),
});

export const smallest = numbers(breakIt, {
  before: { what: 'requests in the case that was found', ...count, read: (r) => r.before },
  after: { what: 'requests in the smallest case', ...count, read: (r) => r.passages.length },
  tried: { what: 'smaller cases tried', ...count, read: (r) => r.tried },
  seed: { what: 'seed of the case', ...count, read: (r) => r.seed },
  received: {
    what: 'priced tokens received by the tenant that gains',
    ...count,
    read: (r) => r.violation!.amount,
  },
  bound: { what: '2U of that machine', ...count, read: (r) => r.violation!.bound },
});
