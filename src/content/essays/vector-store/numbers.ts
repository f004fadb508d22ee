/** The numbers that the essay reads off its experiments. */
import { numbers, type Range } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { detection } from './alarm.ts';
import { certainty } from './doubt.ts';
import { filters } from './filters.ts';
import type { CurvePoint } from './graphs.ts';
import { repair } from './moved.ts';
import { answers, curve } from './recall.ts';
import { stopping } from './stopping.ts';
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
  pairs: {
    what: 'worlds that have such a pair',
    decimals: 0,
    read: (pairs) => pairs.length,
    thisRun: 'worlds without an answer that misses so have none',
  },
  less: {
    what: 'pairs in which the estimate says less of the answer that misses half',
    decimals: 0,
    read: (pairs) => pairs.filter(({ complete, half }) => half.said < complete.said).length,
    thisRun: 'in other draws some pairs are the other way round',
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
    what: 'mean recall of the worst tenth of the queries',
    ...tenths,
    read: (r) => mean(scoreOf(r, 'worst')),
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
  probes: {
    what: 'probes for everybody that cost at least as much as the rule, from world to world',
    decimals: 0,
    read: (r) => across(r.map(({ probes }) => probes)),
  },
  fixedFar: {
    what: 'mean recall of far queries under as many probes for everybody as cost at least as much',
    ...tenths,
    read: (r) => over(r, ({ usual }) => usual.fixed.kinds[2]),
  },
});

export const mended = numbers(repair, {
  recalibrated: {
    what: 'mean recall for new topics with estimate and threshold learned anew',
    ...tenths,
    read: (r) => mean(r.map(({ recalibrate }) => recalibrate.fresh)),
  },
});

const LOUDEST = 'which threshold misses its promise, and by how much, is a matter of the draw';

export const alarm = numbers(detection, {
  loudest: {
    what: 'runs with an alarm before anything was added, in the world with the most',
    ...share,
    read: ({ quiet }) => Math.max(...quiet),
    thisRun: LOUDEST,
  },
  delivered: {
    what: 'mean recall that the rule delivered in that world',
    decimals: 3,
    read: ({ quiet, delivered }) => delivered[quiet.indexOf(Math.max(...quiet))],
    thisRun: LOUDEST,
  },
});
