/** The numbers of the essay's sentences, by the experiment that makes them. */
import { numbers } from '../../../kit/number.ts';
import { type CrowdPolicy, type CrowdRow, crowd, division, names } from './crowd.ts';
import {
  handOver,
  mix,
  oneSlot,
  oracle,
  ordering,
  pooling,
  prediction,
  predictor,
  staleness,
  type Way,
  type Where,
  where,
} from './model.ts';
import type { Patience } from './patience.ts';
import {
  type Clocks,
  clocks,
  type Leaving,
  leaving,
  type PatienceScene,
  type Prefixes,
  prefixes,
} from './patience-runs.ts';

const s = { unit: 's', significant: 2 };
const tenths = { unit: 's', decimals: 1, significant: undefined };
const hundredths = { unit: 's', decimals: 2, significant: undefined };
const percent = { unit: '%', significant: 2 };

/** The entry that `is` finds; an error where the defaults hold no such entry. */
function only<T>(entries: readonly T[], is: (entry: T) => boolean): T {
  const found = entries.find(is);
  if (found === undefined) throw new Error('no such entry in the result');
  return found;
}

export const work = numbers(mix, {
  slotTime: { what: 'mean slot time of the mix', ...s, read: (r) => r.slotTime },
  scv: {
    what: 'squared coefficient of variation of the slot time',
    significant: 3,
    read: (r) => r.scv,
  },
});

/** The parameters of an experiment that runs at several loads. */
interface Loads {
  readonly loads: readonly number[];
}

const waitAt =
  (way: Way, load: number) =>
  (r: Where, { loads }: Loads) =>
    r.waits[way][loads.indexOf(load)].mean;
const gainAt = (load: number) => (r: Where, p: Loads) =>
  1 - waitAt('central queue', load)(r, p) / waitAt('least outstanding', load)(r, p);
const tailOf = (way: Way) => `99th-percentile wait of ${way} at a load of 90%`;

export const placed = numbers(where, {
  random: { what: tailOf('random'), ...s, read: waitAt('random', 0.9) },
  roundRobin: { what: tailOf('round robin'), ...s, read: waitAt('round robin', 0.9) },
  twoChoices: { what: tailOf('two choices'), ...s, read: waitAt('two choices', 0.9) },
  least: { what: tailOf('least outstanding'), ...s, read: waitAt('least outstanding', 0.9) },
  queue: { what: tailOf('central queue'), ...tenths, read: waitAt('central queue', 0.9) },
  gainAt90: {
    what: 'how far the central queue is below least outstanding, at a load of 90%',
    ...percent,
    read: gainAt(0.9),
  },
  gainAt95: {
    what: 'how far the central queue is below least outstanding, at a load of 95%',
    ...percent,
    read: gainAt(0.95),
  },
});

const erlang = (slots: number) => ({
  what: `mean wait with ${slots} pooled at a load of 90%, in mean service times (Erlang C)`,
  significant: 2,
  read: (r: readonly { slots: number; wait: number }[]) =>
    only(r, (one) => one.slots === slots).wait,
});

export const pool = numbers(pooling, { one: erlang(1), sixteen: erlang(16), all: erlang(128) });

const alone = (way: Way) => ({
  what: `99th-percentile wait of ${way} at a load of 90%, one slot per replica`,
  ...s,
  read: (r: Readonly<Record<Way, number>>) => r[way],
});

export const single = numbers(oneSlot, {
  twoChoices: alone('two choices'),
  least: alone('least outstanding'),
  queue: alone('central queue'),
});

export const perfect = numbers(oracle, {
  requests: { what: 'requests compared', decimals: 0, read: (_, { count }) => count },
  difference: {
    what: 'largest difference between the start under an oracle and in the queue',
    unit: 's',
    decimals: 0,
    read: (r) => r.difference,
  },
});

export const predicted = numbers(prediction, {
  counting: {
    what: 'mean wait of least outstanding at a load of 95%',
    ...hundredths,
    read: (r) => r.counting.mean,
  },
  earliest: {
    what: 'mean wait of the earliest predicted start, error 1',
    ...hundredths,
    read: (r, { spreads }) => r.earliestStart[spreads.indexOf(1)].mean,
  },
  workExact: {
    what: 'mean wait of the least predicted work, no error',
    ...tenths,
    read: (r, { spreads }) => r.leastWork[spreads.indexOf(0)].mean,
  },
  work: {
    what: 'mean wait of the least predicted work, error 1',
    ...tenths,
    read: (r, { spreads }) => r.leastWork[spreads.indexOf(1)].mean,
  },
});

export const ranked = numbers(predictor, {
  tau: {
    what: 'rank correlation (Kendall) of predicted and true slot times among chat, error 1',
    significant: 2,
    read: (r) => only(r, (one) => one.spread === 1).tau,
  },
});

export const order = numbers(ordering, {
  arrival: { what: 'mean wait in order of arrival', ...hundredths, read: (r) => r.arrival.mean },
  predicted: {
    what: 'mean wait with the shortest predicted first, error 1',
    ...hundredths,
    read: (r) => r.predicted.mean,
  },
  oracle: {
    what: 'mean wait with the truly shortest first',
    ...hundredths,
    read: (r) => r.oracle.mean,
  },
  labelOfOracle: {
    what: 'share of the gain of the truly shortest first that the label gives',
    ...percent,
    read: (r) => r.labelOfOracle,
  },
  longestLabel: { what: 'longest wait by label', ...s, read: (r) => r.label.max },
  longestPredicted: {
    what: 'longest wait with the shortest predicted first',
    ...s,
    read: (r) => r.predicted.max,
  },
  longestArrival: { what: 'longest wait in order of arrival', ...s, read: (r) => r.arrival.max },
});

const gap = (seconds: number) => ({
  what: `mean wait at a load of 90% with ${seconds * 1000} ms lost per hand-over`,
  ...s,
  read: (r: readonly { gap: number; wait: number }[]) => only(r, (one) => one.gap === seconds).wait,
});

export const handed = numbers(handOver, { none: gap(0), short: gap(0.005), long: gap(0.2) });

const old = (refresh: number, routers: number) => ({
  what: `99th-percentile wait at a load of 90%, ${routers} routers, view ${refresh} s old`,
  ...s,
  read: (r: { stale: readonly { refresh: number; routers: number; p99: number }[] }) =>
    only(r.stale, (one) => one.refresh === refresh && one.routers === routers).p99,
});

export const stale = numbers(staleness, {
  fresh: { what: '99th-percentile wait with a fresh view', ...s, read: (r) => r.fresh },
  blind: { what: '99th-percentile wait with no view: random', ...s, read: (r) => r.blind },
  second: { ...old(1, 8), ...tenths },
  five: old(5, 8),
});

const row = (name: CrowdPolicy) => (r: readonly CrowdRow[]) => only(r, (one) => one.name === name);
const tenantWait = (name: CrowdPolicy, tenant: string, of: 'p50' | 'p99' = 'p99') => ({
  what: `${of === 'p99' ? '99th-percentile' : 'median'} wait of ${tenant === 'bulk' ? 'the sixth tenant' : tenant}, ${name}`,
  ...s,
  read: (r: readonly CrowdRow[]) => only(row(name)(r).tenants, (one) => one.tenant === tenant)[of],
});
const bulkDone = (name: CrowdPolicy) => ({
  what: `time until the sixth tenant is done, ${name}`,
  unit: 's',
  significant: 3,
  read: (r: readonly CrowdRow[]) => row(name)(r).bulkDone,
});
const byWork = (name: CrowdPolicy) => ({
  what: `mean wait weighted by slot time, ${name}`,
  ...s,
  read: (r: readonly CrowdRow[]) => row(name)(r).workWeighted,
});
const placedWaits = (r: readonly CrowdRow[]) =>
  r
    .filter(({ decides, name }) => decides === 'where' || name === 'first come')
    .flatMap(({ tenants }) => tenants.map(({ p99 }) => p99));

export const burst = numbers(crowd, {
  lowest: {
    what: 'least 99th-percentile wait of any tenant, placements and first come',
    ...s,
    read: (r) => Math.min(...placedWaits(r)),
  },
  highest: {
    what: 'greatest 99th-percentile wait of any tenant, placements and first come',
    ...s,
    read: (r) => Math.max(...placedWaits(r)),
  },
  code: tenantWait('fair shares', 'code-a'),
  chatA: tenantWait('fair shares', 'chat-a'),
  chatB: { ...tenantWait('fair shares', 'chat-b'), ...tenths },
  chatC: { ...tenantWait('fair shares', 'chat-c'), ...tenths },
  chatATwice: tenantWait('fair, chat-a twice', 'chat-a'),
  chatBTwice: tenantWait('fair, chat-a twice', 'chat-b'),
  chatBNoFloor: tenantWait('fair, no floor', 'chat-b'),
  chatCNoFloor: tenantWait('fair, no floor', 'chat-c'),
  chatBShortest: tenantWait('shortest predicted', 'chat-b'),
  chatBShortestHalf: {
    ...tenantWait('shortest predicted', 'chat-b', 'p50'),
    significant: 1,
  },
  chatBStrict: tenantWait('strict classes', 'chat-b'),
  bulkFirst: tenantWait('first come', 'bulk', 'p50'),
  bulkFair: tenantWait('fair shares', 'bulk', 'p50'),
  doneFirst: { ...bulkDone('first come'), significant: 2 },
  doneFair: bulkDone('fair shares'),
  byWork: { ...byWork('first come'), ...tenths },
  byWorkFair: { ...byWork('fair shares'), ...tenths },
  byWorkRandom: { ...byWork('random'), ...tenths },
});

export const shares = numbers(division, {
  asked: {
    what: 'share of the machine that chat-a asks for',
    ...percent,
    read: (r) => only(r, (one) => one.tenant === 'chat-a').demand ?? Number.NaN,
  },
  due: {
    what: 'max-min fair share of chat-a while the sixth tenant wants all it can get',
    ...percent,
    read: (r) => only(r, (one) => one.tenant === 'chat-a').share,
  },
});

const underNames = (count: number) => ({
  what: `99th-percentile wait of chat-b, fair shares, the sixth tenant under ${count === 1 ? 'one name' : `${count} names`}`,
  ...s,
  read: (r: readonly { names: number; p99: number }[]) => only(r, (one) => one.names === count).p99,
});

export const identity = numbers(names, {
  one: { ...underNames(1), ...tenths },
  two: { ...underNames(2), ...tenths },
  five: underNames(5),
  twenty: underNames(20),
});

const SCENES = {
  even: ({ load, skew }: PatienceScene) => load > 1 && skew === 0,
  lopsided: ({ load, skew }: PatienceScene) => load > 1 && skew > 0,
};
const inScene = (scene: keyof typeof SCENES, rule: 'blind' | 'sticky' | 'threshold') => ({
  what: `mean time to the first token, ${rule}, load 115%, ${scene} homes`,
  ...s,
  read: (r: Prefixes) => only(r.scenes, SCENES[scene])[rule].firstToken.mean,
});
const refusing = (scene: keyof typeof SCENES, refuse: number) => ({
  what: `mean time to the first token, refusing up to ${refuse} s, load 115%, ${scene} homes`,
  ...s,
  read: (r: Prefixes, { refusals }: { refusals: readonly number[] }) =>
    only(r.scenes, SCENES[scene]).homeFirst[refusals.indexOf(refuse)].firstToken.mean,
});

export const home = numbers(prefixes, {
  blindEven: inScene('even', 'blind'),
  stickyEven: inScene('even', 'sticky'),
  stickyLopsided: inScene('lopsided', 'sticky'),
  thresholdEven: inScene('even', 'threshold'),
  thresholdLopsided: inScene('lopsided', 'threshold'),
  lookingEven: refusing('even', 0),
  lookingLopsided: refusing('lopsided', 0),
  patientEven: refusing('even', 1),
  patientLopsided: refusing('lopsided', 1),
});

const clocked = (since: Patience['since'], first: Patience['first']) => (r: Clocks) =>
  only(r, (one) => one.since === since && one.first === first);
const patience = (since: Patience['since'], first: Patience['first']) => ({
  what: `mean time to the first token, up to 1 s from the ${since}, ${first === 'home' ? 'those at home' : 'the overdue'} first`,
  ...s,
  read: (r: Clocks) => clocked(since, first)(r).firstToken.mean,
});

export const clock = numbers(clocks, {
  hits: {
    what: 'share of requests served at home, up to 1 s from the refusal, those at home first',
    ...percent,
    read: (r) => clocked('refusal', 'home')(r).atHome,
  },
  hitsOverdue: {
    what: 'share of requests served at home, up to 1 s from the arrival, the overdue first',
    ...percent,
    read: (r) => clocked('arrival', 'overdue')(r).atHome,
  },
  overdue: patience('arrival', 'overdue'),
  overdueRefusal: patience('refusal', 'overdue'),
  homeArrival: patience('arrival', 'home'),
});

const rule = { plain: 0, dropping: 1, bounded: 2 } as const;
const spent =
  (which: keyof typeof rule, load: number) =>
  (r: Leaving, { loads }: Loads) =>
    r.spent[rule[which]][loads.indexOf(load)];
const medianWait = (which: keyof typeof rule, load: number) => (r: Leaving, p: Loads) =>
  spent(which, load)(r, p).medianWait ?? Number.NaN;

export const overload = numbers(leaving, {
  wastedAt105: {
    what: 'share of the slots spent on the departed at a load of 105%',
    ...percent,
    read: (r, p) => spent('plain', 1.05)(r, p).wasted,
  },
  wastedAt120: {
    what: 'share of the slots spent on the departed at a load of 120%',
    ...percent,
    read: (r, p) => spent('plain', 1.2)(r, p).wasted,
  },
  medianDropping: {
    what: 'median wait at a load of 105% when the departed are dropped',
    unit: 's',
    significant: 3,
    read: medianWait('dropping', 1.05),
  },
  medianBounded: {
    what: 'median wait at a load of 120% when the queue is bounded too',
    ...s,
    read: medianWait('bounded', 1.2),
  },
});
