/** The sentences that the model has to hold, by the experiment that they are about. */
import { claims } from '../../../kit/claim.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { given } from './assumed.ts';
import type { Disguised, Row } from './crowd.ts';
import { INSIDE_RULES, type Inside, type InsideRule } from './inside.ts';
import type { Kind } from './lengths.ts';
import { printedStates, waitingIn } from './machine.ts';
import type { Spread, Waits } from './measures.ts';
import {
  ahead,
  asked,
  BY_LENGTH,
  crowd,
  disguised,
  division,
  inside,
  late,
  leaving,
  limits,
  machine,
  names,
  orders,
  prefixes,
  routers,
  where,
} from './model.ts';
import {
  flooded,
  identity,
  lengths,
  live,
  only,
  placed,
  ruleOf,
  shares,
  steps,
  tenantIn,
} from './numbers.ts';
import { NESTED } from './orders.ts';
import { type HomeRule, type Homes, keepsGrowing } from './patience-runs.ts';
import { FIVE } from './workload.ts';

/** Whether two values differ by less than so large a share of the second. */
const near = (value: number, other: number, by: number): boolean =>
  Math.abs(value - other) < by * other;

export const seen = claims(machine, {
  fewer: {
    holds: (r, p) => {
      const { first, chosen } = printedStates(r, p);
      return waitingIn(first).people > 2.5 * waitingIn(chosen).people;
    },
    numbers: [live.first, live.fair],
  },
  more: {
    holds: (r, p) => {
      const { first, chosen } = printedStates(r, p);
      return waitingIn(chosen).sheets > 1.5 * waitingIn(first).sheets;
    },
  },
});

export const told = claims(asked, {
  conversation: {
    holds: (r) => only(r, ({ kind }) => kind === 'chat').explained > 0.5,
    numbers: [lengths.explained],
  },
  code: { holds: (r) => only(r, ({ kind }) => kind === 'code').explained < 0.02 },
});

export const ways = claims(where, {
  counting: {
    holds: ({ came }) =>
      came['least outstanding'].overShare.high < 0.05 &&
      came['two choices'].overShare.high < 0.15 &&
      came['round robin'].overShare.low > 0.3 &&
      came.random.overShare.low > 0.3,
  },
  added: {
    holds: ({ came, scattered }) =>
      came['central queue'].mean.mean > 10 * scattered['central queue'].mean.mean,
    numbers: [placed.queue],
  },
  costs: {
    holds: ({ came, scattered }) => {
      const [now, before] = [came['two choices'].over.mean, scattered['two choices'].over.mean];
      return now > before && now < 4 * before;
    },
  },
  besides: {
    holds: ({ came }) => came['two choices'].overShare.high < 0.15,
    numbers: [placed.lost],
  },
  lighter: {
    holds: ({ came, lighter }) =>
      lighter['two choices'].overShare.mean > came['two choices'].overShare.mean &&
      lighter['two choices'].mean.mean < 0.2 * came['two choices'].mean.mean,
  },
  tail: {
    holds: ({ came }) => {
      const more = came['two choices'].p99.mean - came['central queue'].p99.mean;
      return more > 0.5 && more < 2;
    },
  },
  clear: {
    holds: ({ came }) => {
      const [clear, queue] = [came['a replica without long'], came['central queue']];
      return clear.mean.mean < queue.mean.mean && clear.p99.mean > queue.p99.mean + 1;
    },
    numbers: [placed.saved],
  },
  sum: {
    holds: ({ came }) => came['least work'].over.mean > 2 * came['two choices'].over.mean,
  },
});

type Named = Waits & { readonly name: string };

const view = (r: readonly Named[], name: string): Named => only(r, (one) => one.name === name);

export const views = claims(routers, {
  blind: {
    holds: (r) => view(r, 'least, 5 s, together').mean.mean > view(r, 'knowing nothing').mean.mean,
  },
  inTurn: {
    holds: (r) =>
      view(r, 'least, 5 s, in turn').mean.mean < view(r, 'least, 5 s, together').mean.mean / 3,
  },
  ofTwo: {
    holds: (r) =>
      view(r, 'two choices, 5 s, together').mean.mean <
      0.4 * view(r, 'least, 5 s, together').mean.mean,
  },
  idle: {
    holds: (r) =>
      view(r, 'join an idle slot').p99.mean > 1.5 * view(r, 'one router, one queue').p99.mean,
  },
  pulled: {
    holds: (r) => {
      const [lines, queue] = [
        view(r, 'lines that are pulled from'),
        view(r, 'one router, one queue'),
      ];
      return (
        near(lines.mean.mean, queue.mean.mean, 0.01) && near(lines.p99.mean, queue.p99.mean, 0.1)
      );
    },
  },
});

export const asking = claims(routers, {
  blindly: {
    holds: (r) => {
      const queue = view(r, 'one router, one queue').mean.mean;
      const once = view(r, 'lines asked blindly, 1 s').mean.mean;
      return (
        near(view(r, 'lines asked blindly, 0.1 s').mean.mean, 1.04 * queue, 0.03) &&
        near(once, 1.2 * queue, 0.07) &&
        once > view(r, 'least, 1 s, in turn').mean.mean
      );
    },
  },
});

type Orders = ReturnType<typeof orders.compute>;
type Ordering = Orders[number]['rule'];

const all = (r: Orders, rule: Ordering): number => only(r, (one) => one.rule === rule).all.mean;

const kindIn = (r: Orders, rule: Ordering, kind: Kind): number =>
  only(only(r, (one) => one.rule === rule).kinds, (one) => one.kind === kind).wait.mean;

export const ordering = claims(orders, {
  codeWaits: {
    holds: (r) =>
      kindIn(r, 'first come', 'code') > 1.5 * kindIn(r, 'first come', 'chat') &&
      kindIn(r, 'first come', 'code') > 1.5 * kindIn(r, 'first come', 'long'),
  },
  classes: {
    holds: (r) => all(r, 'strict classes') < 0.75 * all(r, 'first come'),
  },
  longPays: {
    holds: (r) => kindIn(r, 'strict classes', 'long') > 2.5 * kindIn(r, 'first come', 'long'),
  },
  predicted: {
    holds: (r) =>
      all(r, 'shortest predicted') < all(r, 'strict classes') &&
      kindIn(r, 'shortest predicted', 'long') < 0.6 * kindIn(r, 'strict classes', 'long'),
  },
  byLength: {
    holds: (r) =>
      near(all(r, BY_LENGTH), all(r, 'strict classes'), 0.15) &&
      kindIn(r, BY_LENGTH, 'code') > 2 * kindIn(r, 'strict classes', 'code'),
  },
});

export const inFront = claims(ahead, {
  conversation: { holds: (r) => only(r, ({ kind }) => kind === 'chat').share > 0.5 },
});

/** The placements that count, and the queue. */
const COUNTING = ['two choices', 'least outstanding', 'first come'] as const;

const tails = (row: Row): number[] =>
  row.tenants.filter(({ tenant }) => tenant !== 'bulk').map(({ p99 }) => p99.mean);

const chatB = (r: readonly Row[], rule: Row['rule']): number =>
  tenantIn(ruleOf(r, rule), 'chat-b').p99.mean;

export const scenes = claims(crowd, {
  alike: {
    holds: (r) =>
      COUNTING.every((rule) => {
        const five = tails(ruleOf(r, rule));
        return Math.max(...five) < 1.15 * Math.min(...five);
      }),
    numbers: [flooded.alike],
  },
  placement: {
    holds: (r) => {
      const first = Math.min(...tails(ruleOf(r, 'first come')));
      return COUNTING.every((rule) => Math.min(...tails(ruleOf(r, rule))) > 0.9 * first);
    },
  },
  inside: {
    holds: (r) => {
      const [first, inside, fair] = (
        ['first come', 'fair in each replica', 'fair shares'] as const
      ).map((rule) => chatB(r, rule));
      return inside < 0.4 * first && inside > fair;
    },
  },
  apart: {
    holds: (r) => {
      const [apart, fair] = [ruleOf(r, 'one replica apart'), ruleOf(r, 'fair shares')];
      return (
        r
          .filter(({ decides }) => decides === 'when')
          .every(({ rule }) => chatB(r, 'one replica apart') < chatB(r, rule)) &&
        tenantIn(apart, 'bulk').p99.mean > 2 * tenantIn(fair, 'bulk').p99.mean &&
        apart.byWork.mean > 1.5 * fair.byWork.mean
      );
    },
  },
  fair: {
    holds: (r) =>
      tenantIn(ruleOf(r, 'fair shares'), 'chat-b').p99.high < 10 &&
      tenantIn(ruleOf(r, 'first come'), 'chat-b').p99.low > 30,
    numbers: [flooded.chatB],
  },
  meanFalls: {
    holds: (r) => tenantIn(ruleOf(r, 'fair shares'), 'chat-b').mean.mean < 1,
  },
  pays: {
    holds: (r) =>
      ruleOf(r, 'fair shares').lastStart.low > 2 * ruleOf(r, 'first come').lastStart.high,
  },
  conserved: {
    holds: (r) => {
      const works = r.filter(({ decides }) => decides === 'when').map(({ byWork }) => byWork.mean);
      return Math.max(...works) < 1.02 * Math.min(...works);
    },
  },
  halved: {
    holds: (r) => {
      const share =
        ruleOf(r, 'fair shares').byRequest.mean / ruleOf(r, 'first come').byRequest.mean;
      return share > 0.4 && share < 0.6;
    },
  },
  noFloor: {
    holds: (r) =>
      tenantIn(ruleOf(r, 'fair, no floor'), 'chat-b').p99.low >
      3 * tenantIn(ruleOf(r, 'fair shares'), 'chat-b').p99.high,
    numbers: [flooded.noFloor],
  },
  both: {
    holds: (r) => {
      const [first, strict, classes] = (['first come', 'strict classes', NESTED] as const).map(
        (rule) => ruleOf(r, rule),
      );
      const saves = (row: Row, tenant: string) =>
        tenantIn(first, tenant).p99.mean - tenantIn(row, tenant).p99.mean;
      const kept = FIVE.map((tenant) => saves(classes, tenant) / saves(strict, tenant));
      const ofChatA = kept[FIVE.indexOf('chat-a')];
      return ofChatA === Math.min(...kept) && ofChatA > 0.75 && ofChatA < 1;
    },
  },
});

export const past = claims(late, {
  longer: { holds: ({ first, noFloor }) => noFloor.low > first.high },
});

export const demands = claims(division, {
  over: {
    holds: (r) =>
      r.every(({ tenant, demand, share }) =>
        tenant === 'chat-a'
          ? demand !== null && demand > share
          : demand === null || demand <= share,
      ),
    numbers: [shares.asked, shares.due],
  },
});

export const identities = claims(names, {
  asFirstCome: {
    holds: ({ first, byNames }) => byNames[byNames.length - 1].fair.mean > 0.9 * first.mean,
  },
  classes: {
    holds: ({ byNames }) => byNames.every(({ classes }) => classes.high < 10),
    numbers: [identity.classes],
  },
});

const tailUnder = (r: readonly Disguised[], rule: Disguised['rule'], names: number): Spread =>
  only(only(r, (one) => one.rule === rule).byNames, (one) => one.names === names).tail;

export const disguises = claims(disguised, {
  strictIsBlind: {
    holds: (r) =>
      near(tailUnder(r, 'strict classes', 1).mean, tailUnder(r, 'first come', 1).mean, 0.15),
  },
  nestedTells: {
    holds: (r) => tailUnder(r, NESTED, 1).mean < 0.2 * tailUnder(r, 'strict classes', 1).mean,
  },
  nestedIsFooled: {
    holds: (r) => near(tailUnder(r, NESTED, 20).mean, tailUnder(r, 'first come', 20).mean, 0.1),
  },
});

const reuse = (r: readonly Homes[], rule: HomeRule, scene: 0 | 1) =>
  only(r, (one) => one.rule === rule).scenes[scene];

const token = (r: readonly Homes[], rule: HomeRule, scene: 0 | 1): number =>
  reuse(r, rule, scene).firstToken.mean;

export const homes = claims(prefixes, {
  blind: {
    holds: (r) =>
      ([0, 1] as const).every((scene) => {
        const best = Math.min(...r.map(({ rule }) => token(r, rule, scene)));
        return token(r, 'sees no homes', scene) > 5 * best;
      }),
  },
  popular: {
    holds: (r) =>
      !keepsGrowing(reuse(r, 'always home', 0)) && keepsGrowing(reuse(r, 'always home', 1)),
  },
  asWell: {
    holds: (r) =>
      token(r, 'a queue, home first', 0) < 1.3 * token(r, 'home, within limits', 0) &&
      token(r, 'a queue, home first', 1) < token(r, 'home, within limits', 1),
  },
  each: {
    holds: (r) =>
      ([0, 1] as const).every((scene) =>
        near(
          token(r, 'home, a limit each', scene),
          token(r, 'and refuses for a while', scene),
          0.12,
        ),
      ),
  },
  refuses: {
    holds: (r) =>
      ([0, 1] as const).every(
        (scene) =>
          token(r, 'and refuses for a while', scene) < token(r, 'a queue, home first', scene),
      ),
  },
  dear: {
    holds: (r) =>
      ([0, 1] as const).every(
        (scene) =>
          token(r, 'the overdue before the young', scene) >
          1.05 * token(r, 'and refuses for a while', scene),
      ),
  },
  overdue: {
    holds: (r) =>
      ([0, 1] as const).every(
        (scene) =>
          keepsGrowing(reuse(r, 'overdue from the arrival on', scene)) &&
          !keepsGrowing(reuse(r, 'and refuses for a while', scene)),
      ),
  },
  atHome: {
    holds: (r) =>
      reuse(r, 'overdue from the arrival on', 0).atHome <
      0.5 * reuse(r, 'and refuses for a while', 0).atHome,
  },
});

const farOver = ({ loads }: { loads: readonly number[] }): number =>
  loads.indexOf(given.farOver.assumed);

export const departed = claims(leaving, {
  wasted: { holds: (r, p) => r.spent[0][farOver(p)].wasted > 0.6 },
  nobody: { holds: (r, p) => r.spent[0][farOver(p)].inTime === 0 },
  useful: { holds: (r) => r.spent[1].every(({ wasted }) => wasted === 0) },
  atTheLimit: {
    holds: (r, p) => (r.spent[1][farOver(p)].medianWait ?? 0) > 0.9 * given.patience.assumed,
  },
  sameThroughput: {
    holds: (r, p) => near(r.spent[2][farOver(p)].useful, r.spent[1][farOver(p)].useful, 0.02),
  },
  refused: {
    holds: (r, p) => near(r.spent[2][farOver(p)].inTime, r.spent[1][farOver(p)].inTime, 0.1),
  },
  shorter: {
    holds: (r, p) =>
      (r.spent[2][farOver(p)].medianWait ?? Number.NaN) <
      0.12 * (r.spent[1][farOver(p)].medianWait ?? Number.NaN),
  },
});

const rows = <T extends { readonly wait: Spread; readonly token: Spread }>(r: readonly T[]) =>
  Object.fromEntries(INSIDE_RULES.map((rule, i) => [rule, r[i]])) as Record<
    (typeof INSIDE_RULES)[number],
    T
  >;

/** The orders of one queue. */
const ORDERS_INSIDE = ['first come', 'fair shares', 'strict classes'] as const;

/** The share of the pace lost to the flood, whatever the order, that a rule gives back. */
const givenBack = (r: readonly Inside[], { token }: Inside): number => {
  const quiet = rows(r)['without the flood'].token.mean;
  const flooded = mean(ORDERS_INSIDE.map((rule) => rows(r)[rule].token.mean));
  return (flooded - token.mean) / (flooded - quiet);
};

/** Whether chat-b's wait is shorter than under any order. */
const waitsLess = (r: readonly Inside[], { wait }: Inside): boolean =>
  ORDERS_INSIDE.every((rule) => wait.mean < rows(r)[rule].wait.mean);

export const within = claims(inside, {
  wait: {
    holds: (r) => {
      const { 'first come': first, 'fair shares': fair, 'strict classes': strict } = rows(r);
      return first.wait.mean > 4 * fair.wait.mean && fair.wait.mean > strict.wait.mean;
    },
  },
  pace: {
    holds: (r) => {
      const { 'first come': first, 'fair shares': fair, 'strict classes': strict } = rows(r);
      const paces = [first, fair, strict].map(({ token }) => token.mean);
      return (
        Math.max(...paces) < 1.15 * Math.min(...paces) &&
        Math.min(...paces) > 1.2 * rows(r)['without the flood'].token.mean
      );
    },
    numbers: [steps.quiet, steps.flooded],
  },
  limit: {
    holds: (r) => {
      const { 'a limit for the sixth': limit } = rows(r);
      return givenBack(r, limit) > 0.1 && givenBack(r, limit) < 0.5 && waitsLess(r, limit);
    },
  },
  apart: {
    holds: (r) => {
      const { 'a replica apart': apart } = rows(r);
      return givenBack(r, apart) > 0.5 && waitsLess(r, apart);
    },
  },
  pays: {
    holds: (r) => {
      const starts = r.map(({ rule, lastStart }) => [rule, lastStart?.mean ?? 0] as const);
      const last = Object.fromEntries(starts) as Record<InsideRule, number>;
      const orders = ORDERS_INSIDE.map((rule) => last[rule]);
      return (
        last['a limit for the sixth'] > Math.max(...orders) &&
        last['a replica apart'] > 1.5 * last['a limit for the sixth']
      );
    },
  },
});

const limitOf = (r: ReturnType<typeof limits.compute>, rule: (typeof r)[number]['rule']) =>
  only(r, (one) => one.rule === rule);

export const common = claims(limits, {
  starves: {
    holds: (r) => limitOf(r, 'limit').chatA.mean > 1.5 * limitOf(r, 'first come').chatA.mean,
  },
  wider: {
    holds: (r) => {
      const [wider, fair] = [limitOf(r, 'wider limit'), limitOf(r, 'fair shares')];
      const first = limitOf(r, 'first come').chatB.mean;
      return (
        near(wider.chatA.mean, fair.chatA.mean, 0.35) &&
        Math.max(wider.chatB.mean, fair.chatB.mean) < 0.25 * first
      );
    },
  },
});
