/** The numbers that the essay reads off its experiments; those of doubt.ts are in numbers-doubt.ts. */
import { formatNumber, numbers, type Range } from '../../../kit/number.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked, toy } from './assumed.ts';
import { filters } from './filters.ts';
import { answers, type CurvePoint, coverage, curve, definitions } from './recall.ts';

export { asked, toy } from './assumed.ts';
export { alarm, stop, sure } from './numbers-doubt.ts';

const tenths = { decimals: 1 };
const recall = { decimals: 2 };
const share = { unit: '%', decimals: 0 };
const distances = { unit: 'distances', significant: 1 };
const points = { unit: 'points', decimals: 0 };

const said = (of: keyof typeof asked): string => formatNumber(asked[of].assumed, asked[of]);

/** From the least to the greatest. */
const across = (values: readonly number[]): Range => [Math.min(...values), Math.max(...values)];

export const at = (curve: readonly CurvePoint[], width: number): CurvePoint =>
  curve.find((point) => point.width === width)!;

export const shown = numbers(answers, {
  worlds: { what: 'worlds drawn, each with its own index', read: (_, { seeds }) => seeds.length },
});

export const found = numbers(definitions, {
  identity: {
    what: (_, { probes }) =>
      `recall at ${probes} probes, counting identical vectors, from world to world`,
    ...recall,
    read: (r) => across(r.map(({ identity }) => identity)),
  },
  loose: {
    what: () => `what a slack of ${said('loose')} adds to it, mean over worlds`,
    ...recall,
    read: (r) => mean(r.map(({ loose, identity }) => loose - identity)),
  },
  looser: {
    what: () => `recall of the same results with a slack of ${said('looser')}, mean over worlds`,
    decimals: 3,
    read: (r) => mean(r.map(({ looser }) => looser)),
  },
  inside: {
    what: () => `stored vectors within a slack of ${said('looser')}, mean per query`,
    significant: 1,
    read: (r) => mean(r.map(({ inside }) => inside)),
  },
});

export const eight = numbers(curve, {
  work: {
    what: (_, { probes }) => `work of the inverted file at ${probes} probes, per query`,
    ...distances,
    read: (r, { probes }) => at(r.invertedFile, probes).work,
  },
  part: {
    what: 'the same as a share of exact search',
    ...share,
    read: (r, { toy, probes }) => at(r.invertedFile, probes).work / toy.vectors,
  },
  mean: {
    what: (_, { probes }) => `mean recall of the inverted file at ${probes} probes`,
    ...recall,
    read: (r, { probes }) => at(r.invertedFile, probes).mean,
  },
  p5: {
    what: (_, { probes }) =>
      `recall that the worst twentieth of the queries does not exceed, ${probes} probes`,
    ...tenths,
    read: (r, { probes }) => at(r.invertedFile, probes).p5,
  },
  p1: {
    what: (_, { probes }) =>
      `recall that the worst hundredth of the queries does not exceed, ${probes} probes`,
    ...tenths,
    read: (r, { probes }) => at(r.invertedFile, probes).p1,
  },
  near: {
    what: (_, { probes }) => `mean recall of near queries at ${probes} probes`,
    ...recall,
    read: (r, { probes }) => at(r.invertedFile, probes).kinds[0],
  },
  far: {
    what: (_, { probes }) => `mean recall of far queries at ${probes} probes`,
    ...tenths,
    read: (r, { probes }) => at(r.invertedFile, probes).kinds[2],
  },
  bad: {
    what: (_, { probes }) => `answers with recall below one half at ${probes} probes`,
    ...share,
    read: (r, { probes }) => at(r.invertedFile, probes).belowHalf,
  },
  graphWork: {
    what: (_, { ef }) => `work of the graph at beam width ${ef[3]}, per query`,
    ...distances,
    read: (r, { ef }) => at(r.graph, ef[3]).work,
  },
});

export const kept = numbers(coverage, {
  trials: {
    what: 'neighbours of the queries in a shadow sample',
    read: (_, { shadows, toy }) => shadows * toy.neighbours,
  },
  pooled: {
    what: (_, { shadows }) =>
      `samples of ${shadows} queries whose pooled interval holds the true mean, from world to world`,
    ...share,
    read: (r) => across(r.map(({ shadows }) => shadows.pooled.coverage)),
  },
  honest: {
    what: 'the same with the design effect',
    ...share,
    read: (r) => across(r.map(({ shadows }) => shadows.honest.coverage)),
  },
  honestWidth: {
    what: (_, { shadows }) =>
      `mean width of the interval with the design effect, ${shadows} queries`,
    ...points,
    read: (r) => 100 * mean(r.map(({ shadows }) => shadows.honest.width)),
  },
  advisedWidth: {
    what: (_, { advised }) =>
      `mean width of the interval with the design effect, ${advised} queries`,
    ...points,
    read: (r) => 100 * mean(r.map(({ advised }) => advised.honest.width)),
  },
  few: {
    what: (_, { few }) =>
      `samples of ${few} queries whose interval with the design effect holds the true mean, from world to world`,
    ...share,
    read: (r) => across(r.map(({ few }) => few.honest.coverage)),
  },
  effect: {
    what: (_, { probes, toy }) =>
      `design effect of ${toy.neighbours} neighbours per query at ${probes} probes, mean over worlds`,
    decimals: 0,
    read: (r) => mean(r.map(({ effect }) => effect)),
  },
});

const passing = (r: ReturnType<typeof filters.compute>, selectivity: number) =>
  r.rows.find((row) => row.selectivity === selectivity)!;
const [tenth, hundredth] = [asked.tenth.assumed, asked.hundredth.assumed];

export const filter = numbers(filters, {
  after: {
    what: () =>
      `results left of ${toy.neighbours.assumed} when a random ${said('tenth')} of the rows passes, filtering afterwards`,
    decimals: 0,
    read: (r) => passing(r, tenth).after.returned,
  },
  onward10: {
    what: () => `recall when probing on, ${said('tenth')} of the rows passing`,
    ...tenths,
    read: (r) => passing(r, tenth).onward.recall,
  },
  onward1: {
    what: () => `recall when probing on, ${said('hundredth')} of the rows passing`,
    ...tenths,
    read: (r) => passing(r, hundredth).onward.recall,
  },
  exactWork: {
    what: () => `work of exact search over ${said('tenth')} of the rows`,
    ...distances,
    read: (r) => passing(r, tenth).exact.work,
  },
  onwardWork: {
    what: () => `work of probing on, ${said('tenth')} of the rows passing`,
    ...distances,
    read: (r) => passing(r, tenth).onward.work,
  },
  opposedRecall: {
    what: () =>
      `recall when probing on, ${said('tenth')} of the rows passing, on the other side from the query`,
    ...tenths,
    read: (r) => r.opposed.onward.recall,
  },
});
