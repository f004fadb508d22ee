/** The experiment about an alarm: how long a trickle of exact queries takes to notice a change. */
import { experiment } from '../../../kit/experiment.ts';
import { mean, quantile, sorted } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import {
  checkpoints,
  drifted,
  type Group,
  grown,
  lab,
  round,
  SEEDS,
  TOY,
  type Walk,
} from './lab.ts';
import { ruleOf, stopOf } from './rule.ts';
import { stream } from './world.ts';

/** When shadow queries raise the alarm. */
interface Alarm {
  /** The mean that was promised. */
  readonly promise: number;
  /** Standard errors by which the mean must lie below it. */
  readonly margin: number;
  /** Queries before the first look, between two looks, and after which nobody looks any more. */
  readonly first: number;
  readonly every: number;
  readonly limit: number;
}

/** Exact shadow queries until an alarm, at most `limit`: so many, too, where none comes. */
function shadowsUntilAlarm(draw: () => number, alarm: Alarm): number {
  const { promise, margin, first, every, limit } = alarm;
  let sum = 0;
  let squares = 0;
  for (let n = 1; n <= limit; n++) {
    const recall = draw();
    sum += recall;
    squares += recall * recall;
    if (n < first || (n - first) % every !== 0) continue;
    const average = sum / n;
    const deviation = Math.max(0, (squares - n * average * average) / (n - 1));
    if (average + margin * Math.sqrt(deviation / n) < promise) return n;
  }
  return limit;
}

/**
 * How long shadow queries take to notice new topics, by the share of traffic that asks about them,
 * when the stopping rule has promised 1 − `alpha`. `all` samples every query alike; `suspects` only
 * those whose answer holds a vector added since the calibration. Both count exact queries, in the
 * median over `runs` in each world. `quiet` is, world by world, the share of runs with an alarm
 * before anything was added, and `delivered` the mean recall that the rule had there. `grown` is,
 * world by world, the share of queries that are suspects where as many vectors were added on the old
 * topics.
 */
export const detection = experiment(
  {
    seeds: SEEDS,
    toy: TOY,
    alpha: asked.miss,
    shares: [0, asked.fiftieth, asked.fifth],
    margin: asked.margin,
    first: asked.firstLook,
    every: asked.everyLook,
    runs: 60,
    limit: 4000,
  },
  ({ seeds, toy, alpha, shares, margin, first, every, runs, limit }) => {
    const alarm: Alarm = { promise: 1 - alpha, margin, first, every, limit };
    const worlds = seeds.map((seed) => {
      const { test } = lab(toy, seed);
      const { old, fresh } = drifted(toy, seed);
      const rule = ruleOf({ ...toy, alpha }, seed);
      const at = checkpoints(toy.lists);
      const stop = (walk: Walk) => stopOf(rule, walk, at);
      const recallOf = (walks: readonly Walk[]) => walks.map((walk) => walk.recall[stop(walk)]);
      const suspicious = ({ walks }: Group) => walks.filter((walk) => walk.newer[stop(walk)] > 0);
      const random = stream(seed, 15);
      const waits = (draw: () => number) =>
        sorted(Array.from({ length: runs }, () => shadowsUntilAlarm(draw, alarm)));
      const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
      const mixed =
        (fromOld: readonly number[], fromFresh: readonly number[], part: number) => () =>
          pick(random() < part ? fromFresh : fromOld);
      const suspects = { old: suspicious(old), fresh: suspicious(fresh) };
      const everyone = { old: recallOf(old.walks), fresh: recallOf(fresh.walks) };
      const suspected = { old: recallOf(suspects.old), fresh: recallOf(suspects.fresh) };
      const rows = shares.map((share) => {
        const freshPart = (share * suspected.fresh.length) / everyone.fresh.length;
        const oldPart = ((1 - share) * suspected.old.length) / everyone.old.length;
        return {
          all: quantile(waits(mixed(everyone.old, everyone.fresh, share)), 0.5),
          suspects: quantile(
            waits(mixed(suspected.old, suspected.fresh, freshPart / (freshPart + oldPart))),
            0.5,
          ),
        };
      });
      const before = recallOf(test.walks);
      const alarms = waits(() => pick(before)).filter((count) => count < limit).length;
      return {
        rows,
        quiet: round(alarms / runs),
        delivered: round(mean(before)),
        grown: round(suspicious(grown(toy, seed)).length / test.walks.length),
      };
    });
    return {
      rows: shares.map((share, i) => ({
        share,
        all: worlds.map(({ rows }) => rows[i].all),
        suspects: worlds.map(({ rows }) => rows[i].suspects),
      })),
      quiet: worlds.map(({ quiet }) => quiet),
      delivered: worlds.map(({ delivered }) => delivered),
      grown: worlds.map((world) => world.grown),
    };
  },
);
