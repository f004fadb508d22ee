/** What is claimed of where a queue is not enough: homes, impatience, and what happens after the start. */
import { claims } from '../../../kit/claim.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { given } from './assumed.ts';
import { INSIDE_RULES, type Inside, type InsideRule } from './inside.ts';
import type { Spread } from './measures.ts';
import { inside, leaving, limits, prefixes } from './model.ts';
import { near, only, steps } from './numbers.ts';
import { type HomeRule, type Homes, keepsGrowing } from './patience-runs.ts';

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
