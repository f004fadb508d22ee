/** The sentences that the model has to hold, by the experiment that they are about. */
import { claims } from '../../../kit/claim.ts';
import { given } from './assumed.ts';
import { crowd, division, names } from './crowd.ts';
import type { Spread } from './measures.ts';
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
import {
  burst,
  clock,
  clocked,
  home,
  identity,
  only,
  order,
  overload,
  perfect,
  placed,
  pool,
  predicted,
  ranked,
  refusing,
  row,
  scene,
  shares,
  single,
  spentBy,
  stale,
  tenantIn,
  work,
} from './numbers.ts';
import { clocks, leaving, prefixes } from './patience-runs.ts';

/** Whether two values differ by less than so large a share of the second. */
const near = (value: number, other: number, by: number): boolean =>
  Math.abs(value - other) < by * other;

export const asked = claims(mix, {
  tame: { holds: ({ scv }) => near(scv, 1, 0.2), numbers: [work.scv] },
});

const waitAt =
  ({ waits }: Where, { loads }: { loads: readonly number[] }, load: number) =>
  (way: Way): number =>
    waits[way][loads.indexOf(load)].mean;

export const ways = claims(where, {
  twoGroups: {
    holds: ({ waits }, { loads }) => {
      const i = loads.indexOf(given.busy.assumed);
      return waits['round robin'][i].low > waits['two choices'][i].high;
    },
    numbers: [placed.blind, placed.informed],
  },
  twoSuffice: {
    holds: (r, p) => {
      const wait = waitAt(r, p, given.busy.assumed);
      const gained = wait('random') - wait('two choices');
      return gained > 0.85 * (wait('random') - wait('central queue'));
    },
  },
  queueAlittle: {
    holds: ({ gain }, { loads }) =>
      loads.every(
        (load, i) => load < given.busy.assumed || (gain[i].mean > 0.1 && gain[i].mean < 0.5),
      ),
  },
  quiet: {
    holds: (r, p) => {
      const wait = waitAt(r, p, p.loads[0]);
      return Math.max(wait('central queue'), wait('least outstanding')) < 0.05;
    },
  },
});

export const pooled = claims(pooling, {
  mostInOne: {
    holds: ([one, replica, all]) => one.wait - replica.wait > 0.9 * (one.wait - all.wait),
  },
  fewer: {
    holds: ([one, replica, all]) => one.wait > replica.wait && replica.wait > all.wait,
    numbers: [pool.one, pool.replica, pool.all],
  },
});

export const apart = claims(oneSlot, {
  separate: {
    holds: (r) =>
      r['two choices'].low > r['least outstanding'].high &&
      r['least outstanding'].low > r['central queue'].high,
    numbers: [single.twoChoices, single.least, single.queue],
  },
});

export const knowing = claims(oracle, {
  same: { holds: ({ difference }) => difference === 0, numbers: [perfect.difference] },
});

export const guess = claims(prediction, {
  noGain: {
    holds: ({ earliestOfCounting: { low, high } }) => low > 0.95 && high < 1.05,
  },
  sumIsWorse: {
    holds: ({ workExact, work: erring, counting }) =>
      workExact.mean > 2 * counting.mean && erring.mean > 2 * workExact.mean,
    numbers: [predicted.workExact, predicted.work],
  },
});

/** Kendall's tau on the model card: on its own data and on another set. */
const CARD = { own: 0.559, other: 0.315 };

export const predictions = claims(predictor, {
  between: {
    holds: (r) => {
      const { low, high } = only(r, (one) => one.spread === given.error.assumed).tau;
      return low > CARD.other && high < CARD.own;
    },
    numbers: [ranked.tau],
  },
});

export const orders = claims(ordering, {
  shorter: {
    holds: ({ arrival, label, predicted: guessed, oracle: best }) =>
      best.mean.mean < guessed.mean.mean &&
      guessed.mean.mean < label.mean.mean &&
      label.mean.mean < arrival.mean.mean,
  },
  longest: {
    holds: ({ arrival, label, predicted: guessed }) =>
      label.longest > 2 * arrival.longest && guessed.longest > 2 * label.longest,
  },
  label: { holds: ({ labelOfOracle }) => labelOfOracle > 0.6, numbers: [order.labelOfOracle] },
});

export const gaps = claims(handOver, {
  little: { holds: ([, short]) => short.times.high < 1.1 },
  much: { holds: ([, , long]) => long.times.mean > 3 },
});

const viewOf = (
  stales: readonly { refresh: number; routers: number; inTurn: boolean; p99: number }[],
  refresh: number,
  inTurn: boolean,
) => only(stales, (one) => one.refresh === refresh && one.routers > 1 && one.inTurn === inTurn).p99;

export const views = claims(staleness, {
  worse: {
    holds: ({ stale: found, fresh }) => viewOf(found, given.age.assumed, false) > 3 * fresh,
    numbers: [stale.second],
  },
  worst: {
    holds: ({ stale: found, blind }) => viewOf(found, given.oldAge.assumed, false) > blind,
    numbers: [stale.five],
  },
  inTurn: {
    holds: ({ stale: found, blind }) => viewOf(found, given.oldAge.assumed, true) < blind / 2,
  },
});

const tails = (spreads: readonly { p99: Spread }[]): number[] => spreads.map(({ p99 }) => p99.mean);

export const scenes = claims(crowd, {
  alike: {
    holds: (r) =>
      r
        .filter(({ decides, name }) => decides === 'where' || name === 'first come')
        .every(({ tenants }) => Math.max(...tails(tenants)) < 1.15 * Math.min(...tails(tenants))),
    numbers: [burst.alike],
  },
  onlyOne: {
    holds: (r) => {
      const tail = (tenant: string) => tenantIn(r, 'fair shares', tenant).p99.mean;
      return ['code-a', 'code-b', 'chat-b', 'chat-c'].every(
        (one) => tail(one) < tail('chat-a') / 3,
      );
    },
  },
  weight: {
    holds: (r) => {
      const tail = (tenant: string, name: 'fair shares' | 'fair, chat-a heavier') =>
        tenantIn(r, name, tenant).p99.mean;
      return (
        tail('chat-a', 'fair, chat-a heavier') < tail('chat-a', 'fair shares') / 3 &&
        tail('chat-b', 'fair, chat-a heavier') > 1.5 * tail('chat-b', 'fair shares')
      );
    },
  },
  strict: {
    holds: (r) => {
      const chatB = (name: 'strict classes' | 'fair shares') =>
        tenantIn(r, name, 'chat-b').p99.mean;
      return chatB('strict classes') < chatB('fair shares') / 1.8;
    },
  },
  kind: {
    holds: (r) => tenantIn(r, 'shortest predicted', 'chat-b').p50 < 0.1,
  },
  hard: {
    holds: (r) =>
      tenantIn(r, 'shortest predicted', 'chat-b').p99.mean >
      2 * tenantIn(r, 'first come', 'chat-b').p99.mean,
    numbers: [burst.chatBShortest],
  },
  pays: {
    holds: (r) => near(row(r, 'fair shares').bulkDone, 2 * row(r, 'first come').bulkDone, 0.1),
  },
  conserved: {
    holds: (r) =>
      r.every(
        ({ name, workWeighted }) =>
          name === 'random' || near(workWeighted, row(r, 'first come').workWeighted, 0.01),
      ),
  },
  randomWastes: {
    holds: (r) => row(r, 'random').workWeighted > 1.02 * row(r, 'first come').workWeighted,
  },
  byRequest: {
    holds: (r) => near(row(r, 'fair shares').byRequest, 0.55 * row(r, 'first come').byRequest, 0.1),
  },
  floor: {
    holds: (r) =>
      ['chat-b', 'chat-c'].every(
        (tenant) =>
          tenantIn(r, 'fair, no floor', tenant).p99.mean >
          5 * tenantIn(r, 'fair shares', tenant).p99.mean,
      ),
    numbers: [burst.chatBNoFloor, burst.chatCNoFloor, burst.chat],
  },
});

export const demands = claims(division, {
  over: {
    holds: (r) =>
      r.every(
        ({ tenant, demand, share }) =>
          (demand === null || demand > share) === (tenant === 'chat-a' || tenant === 'bulk'),
      ),
  },
  left: {
    holds: (r) => {
      const [chatA, bulk] = ['chat-a', 'bulk'].map((name) => only(r, (one) => one.tenant === name));
      return chatA.share === bulk.share;
    },
    numbers: [shares.due],
  },
});

export const identities = claims(names, {
  doubles: {
    holds: ([one, two]) => two.p99 > 1.5 * one.p99 && two.p99 < 3 * one.p99,
  },
  worse: {
    holds: ([, two, some, many]) => some.p99 > 3 * two.p99 && many.p99 > some.p99,
    numbers: [identity.some, identity.many],
  },
});

/** A mean that is this much higher in the second half of a run has no end in sight. */
const GROWS = 1.8;

export const homes = claims(prefixes, {
  drowns: { holds: (r) => scene(r, 'even').blind.growth > GROWS },
  popular: { holds: (r) => scene(r, 'lopsided').sticky.growth > GROWS },
  asWell: {
    holds: (r, { refusals }) =>
      (['even', 'lopsided'] as const).every((which) => {
        const one = scene(r, which);
        return (
          refusing(one, refusals, given.refusal.assumed).firstToken.mean <
          1.05 * one.threshold.firstToken.mean
        );
      }),
  },
  aLittleMore: {
    holds: (r, { refusals }) =>
      r.scenes.every(
        (one) =>
          refusing(one, refusals, given.refusal.assumed).firstToken.mean <
          refusing(one, refusals, 0).firstToken.mean,
      ),
    numbers: [home.patient],
  },
  bowls: {
    holds: (r, { refusals }) =>
      r.scenes.every((one) => {
        const least = Math.min(...one.homeFirst.map(({ firstToken }) => firstToken.mean));
        return near(refusing(one, refusals, given.refusal.assumed).firstToken.mean, least, 0.15);
      }),
  },
  quietTest: {
    holds: (r, { refusals }) => {
      const quiet = only(r.scenes, ({ load }) => load === given.atLimit.assumed);
      return refusals.every(
        (refuse, i) =>
          refuse < given.refusal.assumed ||
          near(quiet.overdueFirst![i].firstToken.mean, quiet.homeFirst[i].firstToken.mean, 0.1),
      );
    },
  },
});

export const asking = claims(clocks, {
  drops: {
    holds: (r) =>
      clocked(r, 'arrival', 'overdue').atHome < 0.3 * clocked(r, 'refusal', 'home').atHome,
    numbers: [clock.hits, clock.hitsOverdue],
  },
  grows: { holds: (r) => clocked(r, 'arrival', 'overdue').growth > GROWS },
  costsLess: {
    holds: (r) => {
      const mean = clocked(r, 'refusal', 'overdue').firstToken.mean;
      return (
        mean > 2 * clocked(r, 'refusal', 'home').firstToken.mean &&
        mean < clocked(r, 'arrival', 'overdue').firstToken.mean / 2
      );
    },
  },
  noHarm: {
    holds: (r) =>
      near(
        clocked(r, 'arrival', 'home').firstToken.mean,
        clocked(r, 'refusal', 'home').firstToken.mean,
        0.1,
      ),
  },
});

export const departed = claims(leaving, {
  half: { holds: (r, p) => spentBy(r, p, 'plain', given.over.assumed).wasted > 0.5 },
  far: {
    holds: (r, p) => spentBy(r, p, 'plain', given.farOver.assumed).wasted > 0.8,
    numbers: [overload.wasted],
  },
  nobody: {
    holds: (r, p) => spentBy(r, p, 'plain', given.farOver.assumed).medianWait === null,
  },
  useful: {
    holds: (r, p) =>
      p.loads.every((load) => load <= 1 || spentBy(r, p, 'dropping', load).useful > 0.98),
  },
  atTheLimit: {
    holds: (r, p) =>
      p.loads.every(
        (load) =>
          load <= 1 || (spentBy(r, p, 'dropping', load).medianWait ?? 0) > 0.95 * p.patience,
      ),
  },
  sameThroughput: {
    holds: (r, p) =>
      near(
        spentBy(r, p, 'bounded', given.farOver.assumed).useful,
        spentBy(r, p, 'dropping', given.farOver.assumed).useful,
        0.01,
      ),
    numbers: [overload.medianBounded],
  },
});
