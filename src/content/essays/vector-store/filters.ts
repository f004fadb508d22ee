/** The experiment about filtered search. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { BENCH, type Bench, type Group, lab, round } from './lab.ts';
import { DIMENSIONS, K, nothingYet, scan, scanSome, shared, stream, vectorAt } from './world.ts';

/** What one way of filtering gives: results returned (of ten), recall, distances computed. */
export interface Filtered {
  readonly returned: number;
  readonly recall: number;
  readonly work: number;
}

/** The four ways, for one filter. */
export interface FilterRow {
  readonly selectivity: number;
  /** The nearest `candidates` of the probed lists, then the filter. */
  readonly after: Filtered;
  /** Everything in the probed lists that passes. */
  readonly fixed: Filtered;
  /** Probing on until ten that pass are held. */
  readonly onward: Filtered;
  /** Exact search over the rows that pass. */
  readonly exact: Filtered;
}

/** Runs the four ways on one query; `passes` marks the points that pass, `rows` lists them. */
function filterOne(
  bench: Bench & { probes: number; candidates: number },
  group: Group,
  query: number,
  passes: Uint8Array,
  rows: readonly number[],
): Filtered[] {
  const { store, file } = lab(bench);
  const vector = vectorAt(group.queries.vectors, query);
  const { visit } = group.walks[query];
  const truth = nothingYet(K);
  scanSome(truth, store, rows, vector);
  const judge = (ids: number[], distancesComputed: number): Filtered => ({
    returned: ids.length,
    recall: shared(ids, truth) / K,
    work: distancesComputed,
  });
  const candidates = nothingYet(bench.candidates);
  const matches = nothingYet(K);
  let computed = bench.lists;
  let fixed: Filtered | undefined;
  for (let i = 0; i < bench.lists; i++) {
    if (i === bench.probes) fixed = judge([...matches.ids.subarray(0, matches.size)], computed);
    if (i >= bench.probes && matches.size === K) break;
    const from = file.starts[visit.lists[i]];
    const to = file.starts[visit.lists[i] + 1];
    computed += to - from;
    if (i < bench.probes) scan(candidates, store, from, to, vector);
    for (let id = from; id < to; id++) {
      if (passes[id] === 1) scan(matches, store, id, id + 1, vector);
    }
  }
  const onward = judge([...matches.ids.subarray(0, matches.size)], computed);
  const passing = [...candidates.ids.subarray(0, candidates.size)]
    .filter((id) => passes[id] === 1)
    .slice(0, K);
  const whole = fixed ?? onward;
  return [
    judge(passing, whole.work),
    whole,
    onward,
    judge([...truth.ids.subarray(0, truth.size)], rows.length),
  ];
}

/**
 * Filtered search. `random`: rows pass independently of where they lie, nested across
 * selectivities. `aligned` and `opposed`: the rows furthest along a random direction, on the
 * query's own side of the median and on the other. A point that fails the filter costs a distance
 * all the same, as it does when the filter is looked up after the scan.
 */
export const filters = experiment(
  {
    ...BENCH,
    probes: 8,
    candidates: 40,
    selectivities: [1, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005],
    correlated: 0.1,
    queries: 160,
  },
  (params) => {
    const { store, test } = lab(params);
    const random = stream(params.seed, 13);
    const all = Array.from({ length: params.vectors }, (_, point) => point);
    const mark = (points: readonly number[]) => {
      const marks = new Uint8Array(all.length);
      for (const point of points) marks[point] = 1;
      return marks;
    };
    const summary = (selectivity: number, runs: Filtered[][]): FilterRow => {
      const average = (way: number): Filtered => ({
        returned: round(mean(runs.map((run) => run[way].returned)), 3),
        recall: round(mean(runs.map((run) => run[way].recall)), 4),
        work: round(mean(runs.map((run) => run[way].work)), 1),
      });
      const [after, fixed, onward, exact] = [0, 1, 2, 3].map(average);
      return { selectivity, after, fixed, onward, exact };
    };
    const queries = all.slice(0, params.queries);
    const lot = all.map(() => random());
    const byLot = [...all].sort((a, b) => lot[a] - lot[b]);
    const rows = params.selectivities.map((selectivity) => {
      const passing = byLot.slice(0, Math.round(selectivity * all.length));
      const passes = mark(passing);
      return summary(
        selectivity,
        queries.map((query) => filterOne(params, test, query, passes, passing)),
      );
    });
    const direction = Float64Array.from({ length: DIMENSIONS }, () => random() - 0.5);
    const along = (vectors: Float64Array, i: number) => {
      let sum = 0;
      for (let j = 0; j < DIMENSIONS; j++) sum += vectors[i * DIMENSIONS + j] * direction[j];
      return sum;
    };
    const position = all.map((point) => along(store, point));
    const ordered = [...all].sort((a, b) => position[a] - position[b]);
    const median = position[ordered[ordered.length >> 1]];
    const size = Math.round(params.correlated * all.length);
    const sides = [ordered.slice(0, size), ordered.slice(-size)];
    const marks = sides.map(mark);
    const correlated = (opposed: boolean) =>
      summary(
        params.correlated,
        queries.map((query) => {
          const high = along(test.queries.vectors, query) > median;
          const side = high === opposed ? 0 : 1;
          return filterOne(params, test, query, marks[side], sides[side]);
        }),
      );
    return { rows, aligned: correlated(false), opposed: correlated(true) };
  },
);
