/** The numbers that the essay reads off its experiments; those of doubt.ts are in numbers-doubt.ts. */
import { numbers } from '../../../kit/number.ts';
import { filters } from './filters.ts';
import { knee } from './knee.ts';
import { answers, type CurvePoint, coverage, curve } from './recall.ts';

export { alarm, stop, sure } from './numbers-doubt.ts';

const recall = { decimals: 2 };
const fine = { decimals: 3 };
const share = { unit: '%', decimals: 0 };
const fineShare = { unit: '%', decimals: 1 };
const distances = { unit: 'distances', decimals: 0 };

const at = (points: readonly CurvePoint[], width: number): CurvePoint =>
  points.find((point) => point.width === width)!;

export const found = numbers(answers, {
  identity: {
    what: 'recall at eight probes, counting identical vectors',
    ...fine,
    read: (r) => r.definitions.identity,
  },
  absolute: {
    what: 'recall of the same results, distance within 0.001 of the true tenth',
    ...fine,
    read: (r) => r.definitions.absolute,
  },
  within1: {
    what: 'recall of the same results, distance within 1% of the true tenth',
    ...fine,
    read: (r) => r.definitions.within1,
  },
  within10: {
    what: 'recall of the same results, distance within 10% of the true tenth',
    ...fine,
    read: (r) => r.definitions.within10,
  },
  inside: {
    what: 'stored vectors within 1.1 times the true tenth distance, mean per query',
    decimals: 0,
    read: (r) => r.within10,
  },
});

export const eight = numbers(curve, {
  work: {
    what: 'work of the inverted file at eight probes, per query',
    ...distances,
    read: (r) => at(r.invertedFile, 8).work,
  },
  part: {
    what: 'the same as a share of exact search',
    ...share,
    read: (r, { vectors }) => at(r.invertedFile, 8).work / vectors,
  },
  mean: {
    what: 'mean recall of the inverted file at eight probes',
    ...fine,
    read: (r) => at(r.invertedFile, 8).mean,
  },
  p5: {
    what: 'recall that one query in twenty does not exceed, eight probes',
    decimals: 1,
    read: (r) => at(r.invertedFile, 8).p5,
  },
  p1: {
    what: 'recall that one query in a hundred does not exceed, eight probes',
    decimals: 1,
    read: (r) => at(r.invertedFile, 8).p1,
  },
  graphWork: {
    what: 'work of the graph at beam width 40, per query',
    ...distances,
    read: (r) => at(r.graph, 40).work,
  },
});

export const tails = numbers(curve, {
  file: {
    what: 'mean recall of the inverted file at six probes',
    ...fine,
    read: (r) => at(r.invertedFile, 6).mean,
  },
  graph: {
    what: 'mean recall of the graph at beam width 24',
    ...fine,
    read: (r) => at(r.graph, 24).mean,
  },
  fileNone: {
    what: 'queries that get no true neighbour, inverted file at six probes',
    unit: '%',
    decimals: 2,
    read: (r) => at(r.invertedFile, 6).none,
  },
  graphNone: {
    what: 'queries that get no true neighbour, graph at beam width 24',
    ...fineShare,
    read: (r) => at(r.graph, 24).none,
  },
});

const meanOf = (counts: readonly number[]): number =>
  counts.reduce((sum, count, n) => sum + (count * n) / 10, 0) /
  counts.reduce((sum, count) => sum + count, 0);
const bad = (counts: readonly number[]): number =>
  counts.slice(0, 5).reduce((sum, count) => sum + count, 0);
const total = (bars: readonly number[][], of: (counts: readonly number[]) => number): number =>
  bars.reduce((sum, counts) => sum + of(counts), 0);

export const kinds = numbers(knee, {
  near: { what: 'mean recall of near queries', ...fine, read: (r) => meanOf(r.bars[0]) },
  between: { what: 'mean recall of queries between', ...fine, read: (r) => meanOf(r.bars[1]) },
  far: { what: 'mean recall of far queries', ...fine, read: (r) => meanOf(r.bars[2]) },
  bad: {
    what: 'answers with recall below one half',
    ...fineShare,
    read: (r) =>
      total(r.bars, bad) /
      total(r.bars, (counts) => total([[...counts]], (c) => c.reduce((a, b) => a + b, 0))),
  },
  badFar: {
    what: 'share of these that were answers to far queries',
    ...share,
    read: (r) => bad(r.bars[2]) / total(r.bars, bad),
  },
  effect: {
    what: 'design effect of ten neighbours per query',
    decimals: 1,
    read: (r) => r.designEffect,
  },
});

const sized = (of: typeof coverage, size: number) => (r: ReturnType<typeof of.compute>) =>
  r.sizes.find((row) => row.size === size)!;
const hundred = sized(coverage, 100);

export const kept = numbers(coverage, {
  pooled: {
    what: 'samples of a hundred queries whose pooled interval holds the true mean',
    ...share,
    read: (r) => hundred(r).pooled.coverage,
  },
  honest: {
    what: 'the same with the design effect',
    ...share,
    read: (r) => hundred(r).honest.coverage,
  },
  bootstrap: {
    what: 'the same with a bootstrap over queries',
    ...share,
    read: (r) => r.bootstrap.coverage,
  },
  pooledWidth: {
    what: 'mean width of the pooled interval, a hundred queries',
    unit: 'points',
    decimals: 1,
    read: (r) => 100 * hundred(r).pooled.width,
  },
  honestWidth: {
    what: 'mean width of the interval with the design effect, a hundred queries',
    unit: 'points',
    decimals: 1,
    read: (r) => 100 * hundred(r).honest.width,
  },
  fiftyWidth: {
    what: 'mean width of the interval with the design effect, fifty queries',
    unit: 'points',
    decimals: 1,
    read: (r) => 100 * sized(coverage, 50)(r).honest.width,
  },
  twenty: {
    what: 'samples of twenty queries whose interval with the design effect holds the true mean',
    ...share,
    read: (r) => sized(coverage, 20)(r).honest.coverage,
  },
  effective: {
    what: 'a thousand neighbours divided by the design effect at eight probes',
    significant: 2,
    read: (r) => 1000 / r.effects.find(({ probes }) => probes === 8)!.effect,
  },
});

const passing = (selectivity: number) => (r: ReturnType<typeof filters.compute>) =>
  r.rows.find((row) => row.selectivity === selectivity)!;

export const filter = numbers(filters, {
  after: {
    what: 'results left of ten when a random tenth of the rows passes, filtering afterwards',
    decimals: 1,
    read: (r) => passing(0.1)(r).after.returned,
  },
  onward10: {
    what: 'recall when probing on, a tenth of the rows passing',
    ...recall,
    read: (r) => passing(0.1)(r).onward.recall,
  },
  onward1: {
    what: 'recall when probing on, a hundredth of the rows passing',
    ...recall,
    read: (r) => passing(0.01)(r).onward.recall,
  },
  exactWork: {
    what: 'work of exact search over a tenth of the rows',
    ...distances,
    read: (r) => passing(0.1)(r).exact.work,
  },
  onwardWork: {
    what: 'work of probing on, a tenth of the rows passing',
    ...distances,
    read: (r) => passing(0.1)(r).onward.work,
  },
  opposedRecall: {
    what: 'recall when probing on, the tenth of the rows on the other side from the query',
    ...recall,
    read: (r) => r.opposed.onward.recall,
  },
  opposedAfter: {
    what: 'results left of ten in that case, filtering afterwards',
    decimals: 1,
    read: (r) => r.opposed.after.returned,
  },
});
