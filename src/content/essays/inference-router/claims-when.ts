/** What is claimed of the order of the queue: priorities, fair shares, names. */
import { claims } from '../../../kit/claim.ts';
import type { Disguised, Row } from './crowd.ts';
import type { Kind } from './lengths.ts';
import type { Spread } from './measures.ts';
import { ahead, BY_LENGTH, crowd, disguised, division, late, names, orders } from './model.ts';
import { flooded, identity, near, only, ruleOf, shares, tenantIn } from './numbers.ts';
import { NESTED } from './orders.ts';
import { FIVE } from './workload.ts';

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
