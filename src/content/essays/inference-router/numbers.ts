/** The numbers of the essay's sentences, by the experiment that makes them. */
import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import { given } from './assumed.ts';
import { type CrowdPolicy, type CrowdRow, crowd, division, names } from './crowd.ts';
import type { Spread } from './measures.ts';
import {
  answers,
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
  type Reuse,
} from './patience-runs.ts';

export { given } from './assumed.ts';

const s = { unit: 's', significant: 2 };
const about = { unit: 's', significant: 1 };
const whole = { unit: 's', decimals: 0 };
const tenths = { unit: 's', decimals: 1 };
const percent = { unit: '%', significant: 2 };

/** A share in words of a list. */
const share = (value: number): string => formatNumber(value, { unit: '%', decimals: 0 });

/** The entry that `is` finds; an error where there is no such entry. */
export function only<T>(entries: readonly T[], is: (entry: T) => boolean): T {
  const found = entries.find(is);
  if (found === undefined) throw new Error('no such entry in the result');
  return found;
}

/** From the least to the greatest run of one or several measures. */
const ofRuns = (...spreads: readonly Spread[]): Range => [
  Math.min(...spreads.map(({ low }) => low)),
  Math.max(...spreads.map(({ high }) => high)),
];

export const work = numbers(mix, {
  slotTime: { what: 'mean slot time of the mix', ...s, read: (r) => r.slotTime },
  scv: {
    what: 'squared coefficient of variation of the slot time',
    significant: 2,
    read: (r) => r.scv,
  },
});

export const answer = numbers(answers, {
  median: {
    what: 'median output of the conversation trace, by its table',
    unit: 'tokens',
    decimals: 0,
    read: (r) => r.median,
  },
  longest: {
    what: 'longest output of the conversation trace, by its table',
    decimals: 0,
    read: (r) => r.longest,
  },
});

/** The parameters of an experiment that runs at several loads. */
interface Loads {
  readonly loads: readonly number[];
}

const runsOf = (ways: readonly Way[]) => ({
  what: () =>
    `99th-percentile wait at a load of ${share(given.busy.assumed)}, from the least to the greatest run of ${ways.join(', ')}`,
  read: (r: Where, { loads }: Loads) =>
    ofRuns(...ways.map((way) => r.waits[way][loads.indexOf(given.busy.assumed)])),
});

export const placed = numbers(where, {
  blind: { ...runsOf(['round robin', 'random']), ...whole },
  informed: { ...runsOf(['two choices', 'least outstanding', 'central queue']), ...tenths },
});

const erlang = (which: 0 | 1 | 2) => ({
  what: (r: readonly { slots: number }[], { load }: { load: number }) =>
    `mean wait with ${r[which].slots} pooled at a load of ${share(load)}, in mean service times (Erlang C)`,
  significant: 2,
  read: (r: readonly { wait: number }[]) => r[which].wait,
});

export const pool = numbers(pooling, { one: erlang(0), replica: erlang(1), all: erlang(2) });

const alone = (way: 'two choices' | 'least outstanding' | 'central queue') => ({
  what: (_: unknown, { load }: { load: number }) =>
    `99th-percentile wait of ${way} at a load of ${share(load)}, one slot per replica, over runs`,
  read: (r: Readonly<Record<typeof way, Spread>>) => ofRuns(r[way]),
});

export const single = numbers(oneSlot, {
  twoChoices: { ...alone('two choices'), ...whole },
  least: { ...alone('least outstanding'), ...whole },
  queue: { ...alone('central queue'), ...tenths },
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

const meanAt =
  (which: string) =>
  (_: unknown, { load }: { load: number }) =>
    `mean wait of ${which} at a load of ${share(load)}, over runs`;

export const predicted = numbers(prediction, {
  counting: {
    what: meanAt('least outstanding'),
    ...tenths,
    read: (r) => ofRuns(r.counting),
  },
  workExact: {
    what: meanAt('the least predicted work, without errors,'),
    ...tenths,
    read: (r) => ofRuns(r.workExact),
  },
  work: {
    what: meanAt('the least predicted work, with errors,'),
    ...whole,
    read: (r) => ofRuns(r.work),
  },
});

export const ranked = numbers(predictor, {
  tau: {
    what: 'rank correlation (Kendall) of predicted and true slot times among chat, over runs',
    decimals: 2,
    read: (r) => ofRuns(only(r, (one) => one.spread === given.error.assumed).tau),
  },
});

export const order = numbers(ordering, {
  predictedSaves: {
    what: 'share of the mean wait that the shortest predicted first saves, over runs',
    unit: '%',
    decimals: 0,
    read: (r) => ofRuns(r.predictedSaves),
  },
  labelOfOracle: {
    what: 'share of the gain of the truly shortest first that the label gives',
    unit: '%',
    significant: 1,
    read: (r) => r.labelOfOracle,
  },
});

const old = (which: 'age' | 'oldAge') => ({
  what: (_: unknown, { load, routers }: { load: number; routers: number }) =>
    `99th-percentile wait at a load of ${share(load)}, ${routers} routers that look at one moment, view up to ${formatNumber(given[which].assumed, given[which])} old`,
  ...about,
  read: (r: {
    stale: readonly { refresh: number; routers: number; inTurn: boolean; p99: number }[];
  }) =>
    only(r.stale, (one) => one.refresh === given[which].assumed && one.routers > 1 && !one.inTurn)
      .p99,
});

export const stale = numbers(staleness, { second: old('age'), five: old('oldAge') });

export const row = (r: readonly CrowdRow[], name: CrowdPolicy): CrowdRow =>
  only(r, (one) => one.name === name);

/** A tenant's waits under a policy. */
export const tenantIn = (r: readonly CrowdRow[], name: CrowdPolicy, tenant: string) =>
  only(row(r, name).tenants, (one) => one.tenant === tenant);

const meanTail = (name: CrowdPolicy, tenant: string) => ({
  what: `99th-percentile wait of ${tenant}, ${name}`,
  ...about,
  read: (r: readonly CrowdRow[]) => tenantIn(r, name, tenant).p99.mean,
});

const median = (name: CrowdPolicy, tenant: string) => ({
  what: `median wait of ${tenant === 'bulk' ? 'the sixth tenant' : tenant}, ${name}`,
  ...about,
  read: (r: readonly CrowdRow[]) => tenantIn(r, name, tenant).p50,
});

export const burst = numbers(crowd, {
  alike: {
    what: '99th-percentile wait, from the least to the greatest of any tenant, placements and first come',
    ...whole,
    read: (r) => {
      const tails = r
        .filter(({ decides, name }) => decides === 'where' || name === 'first come')
        .flatMap(({ tenants }) => tenants.map(({ p99 }) => p99.mean));
      return [Math.min(...tails), Math.max(...tails)];
    },
  },
  code: meanTail('fair shares', 'code-a'),
  chatA: {
    what: '99th-percentile wait of chat-a, fair shares, over runs',
    ...whole,
    read: (r) => ofRuns(tenantIn(r, 'fair shares', 'chat-a').p99),
  },
  chat: {
    what: '99th-percentile wait of chat-b and chat-c, fair shares, over runs',
    ...whole,
    read: (r) =>
      ofRuns(...['chat-b', 'chat-c'].map((tenant) => tenantIn(r, 'fair shares', tenant).p99)),
  },
  chatBNoFloor: meanTail('fair, no floor', 'chat-b'),
  chatCNoFloor: meanTail('fair, no floor', 'chat-c'),
  chatBShortest: meanTail('shortest predicted', 'chat-b'),
  bulkFirst: median('first come', 'bulk'),
  bulkFair: median('fair shares', 'bulk'),
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

const underNames = (which: number) => ({
  what: (_: unknown, { names }: { names: readonly number[] }) =>
    `99th-percentile wait of chat-b, fair shares, the sixth tenant under ${names[which]} names`,
  ...about,
  read: (r: readonly { p99: number }[]) => r[which].p99,
});

export const identity = numbers(names, { some: underNames(2), many: underNames(3) });

/** The scenes with homes at the load of the text. */
const SCENES = {
  even: ({ load, skew }: PatienceScene) => load > 1 && skew === 0,
  lopsided: ({ load, skew }: PatienceScene) => load > 1 && skew > 0,
};

export const scene = (r: Prefixes, which: keyof typeof SCENES): PatienceScene =>
  only(r.scenes, SCENES[which]);

const firstToken = (rule: string) =>
  `mean time to the first token, ${rule}, load ${share(given.offered.assumed)}`;

/** Patience for so long, in one scene. */
export const refusing = (one: PatienceScene, refusals: readonly number[], refuse: number): Reuse =>
  one.homeFirst[refusals.indexOf(refuse)];

const bothCases = (refuse: number) => ({
  what: () => `${firstToken(`refusing up to ${refuse} s`)}, even and lopsided homes, over runs`,
  ...tenths,
  read: (r: Prefixes, { refusals }: { refusals: readonly number[] }) =>
    ofRuns(
      ...r.scenes
        .filter(({ load }) => load > 1)
        .map((one) => refusing(one, refusals, refuse).firstToken),
    ),
});

export const home = numbers(prefixes, {
  stickyEven: {
    what: () => `${firstToken('sticky')}, even homes`,
    ...about,
    read: (r) => scene(r, 'even').sticky.firstToken.mean,
  },
  thresholdEven: {
    what: () => `${firstToken('threshold')}, even homes`,
    ...about,
    read: (r) => scene(r, 'even').threshold.firstToken.mean,
  },
  thresholdLopsided: {
    what: () => `${firstToken('threshold')}, lopsided homes, over runs`,
    ...whole,
    read: (r) => ofRuns(scene(r, 'lopsided').threshold.firstToken),
  },
  looking: bothCases(0),
  patient: bothCases(given.refusal.assumed),
});

/** Patience by where its clock starts and by who goes first. */
export const clocked = (r: Clocks, since: Patience['since'], first: Patience['first']) =>
  only(r, (one) => one.since === since && one.first === first);

export const clock = numbers(clocks, {
  hits: {
    what: 'share of requests served at home, clock from the refusal, those at home first',
    unit: '%',
    significant: 1,
    read: (r) => clocked(r, 'refusal', 'home').atHome,
  },
  hitsOverdue: {
    what: 'share of requests served at home, clock from the arrival, the overdue first',
    unit: '%',
    significant: 1,
    read: (r) => clocked(r, 'arrival', 'overdue').atHome,
  },
});

const RULES = { plain: 0, dropping: 1, bounded: 2 } as const;

/** Where the machine's time goes under a rule at a load. */
export const spentBy = (r: Leaving, { loads }: Loads, rule: keyof typeof RULES, load: number) =>
  r.spent[RULES[rule]][loads.indexOf(load)];

export const overload = numbers(leaving, {
  wasted: {
    what: () =>
      `share of the slots spent on the departed at a load of ${share(given.farOver.assumed)}`,
    unit: '%',
    significant: 1,
    read: (r, p) => spentBy(r, p, 'plain', given.farOver.assumed).wasted,
  },
  medianBounded: {
    what: () =>
      `median wait at a load of ${share(given.farOver.assumed)} when the queue is bounded too`,
    ...about,
    read: (r, p) => spentBy(r, p, 'bounded', given.farOver.assumed).medianWait ?? Number.NaN,
  },
});
