/** The experiment about filtered search. */
import { experiment } from '../../../kit/experiment.ts';
import { mean } from '../../../kit/sim/stats.ts';
import { asked } from './assumed.ts';
import { route } from './ivf.ts';
import { type Lab, lab, once, round, SEEDS, TOY, type Toy } from './lab.ts';
import { nothingYet, scan, scanSome, shared, stream, type Vectors, vectorAt } from './world.ts';

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

interface Settings {
  readonly toy: Toy;
  readonly probes: number;
  readonly candidates: number;
  readonly selectivities: readonly number[];
  /** The share of rows that pass along a direction. */
  readonly correlated: number;
  /** Filters of each sort in a world, and of its queries the first so many, spread over them. */
  readonly filters: number;
  readonly queries: number;
}

/** Runs the four ways on one query; `passes` marks the points that pass, `rows` lists them. */
function filterOne(
  { toy, probes, candidates: most }: Settings,
  { store, file, test }: Lab,
  query: number,
  passes: Uint8Array,
  rows: readonly number[],
): Filtered[] {
  const k = toy.neighbours;
  const vector = vectorAt(test.queries.vectors, query);
  const visit = route(file, vector);
  const truth = nothingYet(k);
  scanSome(truth, store, rows, vector);
  const judge = (ids: number[], distancesComputed: number): Filtered => ({
    returned: ids.length,
    recall: shared(ids, truth) / k,
    work: distancesComputed,
  });
  const candidates = nothingYet(most);
  const matches = nothingYet(k);
  let computed = toy.lists;
  let fixed: Filtered | undefined;
  for (let i = 0; i < toy.lists; i++) {
    if (i === probes) fixed = judge([...matches.ids.subarray(0, matches.size)], computed);
    if (i >= probes && matches.size === k) break;
    const from = file.starts[visit.lists[i]];
    const to = file.starts[visit.lists[i] + 1];
    computed += to - from;
    if (i < probes) scan(candidates, store, from, to, vector);
    for (let id = from; id < to; id++) {
      if (passes[id] === 1) scan(matches, store, id, id + 1, vector);
    }
  }
  const onward = judge([...matches.ids.subarray(0, matches.size)], computed);
  const passing = [...candidates.ids.subarray(0, candidates.size)]
    .filter((id) => passes[id] === 1)
    .slice(0, k);
  const whole = fixed ?? onward;
  return [
    judge(passing, whole.work),
    whole,
    onward,
    judge([...truth.ids.subarray(0, truth.size)], rows.length),
  ];
}

/** The four ways in one world, on several filters of each sort, every one asked queries of its own. */
export const filterIn = once((params: Settings, seed) => {
  const { toy, selectivities, correlated, filters: count } = params;
  const bench = lab(toy, seed);
  const random = stream(seed, 13);
  const all = Array.from({ length: toy.vectors }, (_, point) => point);
  const mark = (points: readonly number[]) => {
    const marks = new Uint8Array(all.length);
    for (const point of points) marks[point] = 1;
    return marks;
  };
  const size = Math.round(correlated * all.length);
  const each = Math.floor(params.queries / count);
  const runs = Array.from({ length: count }, (_, filter) => {
    const queries = Array.from({ length: each }, (_, i) => filter * each + i);
    const lot = all.map(() => random());
    const byLot = [...all].sort((a, b) => lot[a] - lot[b]);
    const rows = selectivities.map((selectivity) => {
      const passing = byLot.slice(0, Math.round(selectivity * all.length));
      const passes = mark(passing);
      return queries.map((query) => filterOne(params, bench, query, passes, passing));
    });
    const direction = Float64Array.from({ length: toy.dimensions }, () => random() - 0.5);
    const along = (vectors: Vectors, i: number) => {
      let sum = 0;
      vectorAt(vectors, i).values.forEach((value, j) => {
        sum += value * direction[j];
      });
      return sum;
    };
    const position = all.map((point) => along(bench.store, point));
    const ordered = [...all].sort((a, b) => position[a] - position[b]);
    const median = position[ordered[ordered.length >> 1]];
    const sides = [ordered.slice(0, size), ordered.slice(-size)];
    const marks = sides.map(mark);
    const onSide = (opposed: boolean) =>
      queries.map((query) => {
        const high = along(bench.test.queries.vectors, query) > median;
        const side = high === opposed ? 0 : 1;
        return filterOne(params, bench, query, marks[side], sides[side]);
      });
    return { rows, aligned: onSide(false), opposed: onSide(true) };
  });
  return {
    rows: selectivities.map((_, i) => runs.flatMap(({ rows }) => rows[i])),
    aligned: runs.flatMap(({ aligned }) => aligned),
    opposed: runs.flatMap(({ opposed }) => opposed),
  };
});

/** What is asked of filters wherever they are run. */
export const FILTERED = {
  probes: 8,
  candidates: 40,
  selectivities: [1, 0.25, asked.tenth, 0.05, 0.025, asked.hundredth, 0.005],
  correlated: asked.tenth,
  filters: 4,
  queries: 64,
};

/**
 * Filtered search, on the first `queries` test queries of each world, spread over `filters` filters
 * of each sort. `random`: rows pass independently of where they lie, nested across selectivities.
 * `aligned` and `opposed`: the rows furthest along a random direction, on the query's own side of the
 * median and on the other. A point that fails the filter costs a distance all the same, as it does
 * when the filter is looked up after the scan.
 */
export const filters = experiment(
  { seeds: SEEDS, toy: TOY, ...FILTERED },
  ({ seeds, ...params }) => {
    const worlds = seeds.map((seed) => filterIn(params, seed));
    const summary = (selectivity: number, runs: Filtered[][]): FilterRow => {
      const average = (way: number): Filtered => ({
        returned: round(mean(runs.map((run) => run[way].returned)), 3),
        recall: round(mean(runs.map((run) => run[way].recall)), 4),
        work: round(mean(runs.map((run) => run[way].work)), 1),
      });
      const [after, fixed, onward, exact] = [0, 1, 2, 3].map(average);
      return { selectivity, after, fixed, onward, exact };
    };
    return {
      rows: params.selectivities.map((selectivity, i) =>
        summary(
          selectivity,
          worlds.flatMap(({ rows }) => rows[i]),
        ),
      ),
      aligned: summary(
        params.correlated,
        worlds.flatMap(({ aligned }) => aligned),
      ),
      opposed: summary(
        params.correlated,
        worlds.flatMap(({ opposed }) => opposed),
      ),
      /** Recall of filling up to ten under an opposed filter, in each world. */
      worlds: worlds.map(({ opposed }) => round(mean(opposed.map((run) => run[2].recall)), 4)),
    };
  },
);
