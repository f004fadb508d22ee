/** The numbers that the essay reads off its experiments. */
import { numbers, type Range } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { certainty, detection, growth, repair, stopping } from './doubt.ts';
import { filters } from './filters.ts';
import type { CurvePoint } from './graphs.ts';
import { answers, coverage, curve } from './recall.ts';
import { type ScoreName, twelve } from './twelve.ts';

export { asked, toy } from './assumed.ts';

const tenths = { decimals: 1 };
const recall = { decimals: 2 };
const share = { unit: '%', decimals: 0 };

/** From the least to the greatest. */
const across = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

export const at = (curve: readonly CurvePoint[], width: number): CurvePoint =>
  curve.find((point) => point.width === width)!;

const PAIR = 'the pair is the most alike of all worlds, chosen for that';

export const shown = numbers(answers, {
  saidWhole: {
    what: 'recall that the index estimates for the complete answer of the first pair',
    ...recall,
    read: ([{ complete }]) => complete.said,
    thisRun: PAIR,
  },
  saidHalf: {
    what: 'recall that it estimates for the answer that misses half',
    ...recall,
    read: ([{ half }]) => half.said,
    thisRun: PAIR,
  },
  ends: {
    what: 'neighbours found, of ten, by that answer once the rule stops it',
    decimals: 0,
    read: ([{ half }]) => half.holds,
    thisRun: PAIR,
  },
});

export const eight = numbers(curve, {
  worlds: { what: 'worlds drawn, each with its own index', read: (_, { seeds }) => seeds.length },
  part: {
    what: (_, { probes }) => `work at ${probes} probes as a share of exact search`,
    ...share,
    read: (r, { toy, probes }) => at(r.invertedFile, probes).work / toy.vectors,
  },
  mean: {
    what: (_, { probes }) => `mean recall of the inverted file at ${probes} probes`,
    ...recall,
    read: (r, { probes }) => at(r.invertedFile, probes).mean,
  },
  far: {
    what: (_, { probes }) => `mean recall of far queries at ${probes} probes`,
    ...tenths,
    read: (r, { probes }) => at(r.invertedFile, probes).kinds[2],
  },
});

export const scoreOf = (r: ReturnType<typeof twelve.compute>, name: ScoreName): number[] =>
  r.scores.find((score) => score.name === name)!.worlds;

export const found = numbers(twelve, {
  worst: {
    what: 'mean recall of the worst tenth of the queries, from world to world',
    ...tenths,
    read: (r) => across(scoreOf(r, 'worst')),
  },
  least: {
    what: 'the lowest of the twelve scores, mean over worlds',
    ...tenths,
    read: (r) => Math.min(...r.scores.map(({ worlds }) => mean(worlds))),
  },
});

export const kept = numbers(coverage, {
  pooled: {
    what: (_, { shadows }) =>
      `samples of ${shadows} queries whose interval, neighbours counted singly, holds the true mean, from world to world`,
    ...share,
    read: (r) => across(r.map(({ shadows }) => shadows.pooled.coverage)),
  },
  honest: {
    what: 'the same with the design effect',
    ...share,
    read: (r) => across(r.map(({ shadows }) => shadows.honest.coverage)),
  },
});

export const passing = (r: ReturnType<typeof filters.compute>, selectivity: number) =>
  r.rows.find((row) => row.selectivity === selectivity)!;

export const filter = numbers(filters, {
  onward: {
    what: 'recall when probing on, rows passing at random',
    ...tenths,
    read: (r, { correlated }) => passing(r, correlated).onward.recall,
  },
  opposed: {
    what: 'recall when probing on, as many passing on the other side from the query',
    ...tenths,
    read: (r) => r.opposed.onward.recall,
  },
});

export const sure = numbers(certainty, {
  planes: {
    what: (_, { probes }) =>
      `answers proved complete at ${probes} probes by radii and planes, from world to world`,
    ...share,
    read: (r) => across(r.proofs.map(({ planes }) => planes)),
  },
  newSaid: {
    what: (_, { probes }) =>
      `mean recall said for queries about new topics, ${probes} probes, from world to world`,
    ...recall,
    read: (r) => across(r.newTopics.predicted),
  },
  newTrue: {
    what: (_, { probes }) => `mean recall that they had, ${probes} probes`,
    ...tenths,
    read: (r) => mean(r.newTopics.observed),
  },
});

type Stopped = ReturnType<typeof stopping.compute>;
export const over = (r: Stopped, of: (world: Stopped[number]) => number): number => mean(r.map(of));

export const stop = numbers(stopping, {
  promise: {
    what: 'mean recall that the rule promises',
    ...recall,
    read: (_, { alpha }) => 1 - alpha,
  },
  fixedFar: {
    what: 'mean recall of far queries under as many probes for everybody as cost at least as much',
    ...tenths,
    read: (r) => over(r, ({ usual }) => usual.fixed.kinds[2]),
  },
  runsAbove: {
    what: (_, { runSize }) =>
      `calibrations on ${runSize} queries that miss more than promised, from world to world`,
    ...share,
    read: (r) => across(r.map(({ runsAbove }) => runsAbove)),
  },
  newTopics: {
    what: 'mean recall under the stopping rule for queries about new topics, from world to world',
    ...recall,
    read: (r) => across(r.map(({ newTopics }) => newTopics.rule.mean)),
  },
});

export const grew = numbers(growth, {
  lost: {
    what: 'mean recall that the same queries lose under the rule, from world to world',
    decimals: 3,
    read: (r) => across(r.map(({ before, after }) => before.rule - after.rule)),
  },
});

export const mended = numbers(repair, {
  recalibrated: {
    what: 'mean recall for new topics with estimate and threshold learned anew',
    ...tenths,
    read: (r) => mean(r.map(({ recalibrate }) => recalibrate.fresh)),
  },
});

export const alarm = numbers(detection, {
  fifth: {
    what: 'median shadow queries until an alarm, the larger share of traffic about new topics, from world to world',
    decimals: 0,
    read: (r) => across(r.rows.find(({ share }) => share === asked.fifth.assumed)!.all),
  },
  quiet: {
    what: 'runs with an alarm before anything was added, from world to world',
    ...share,
    read: (r) => across(r.quiet),
  },
});
