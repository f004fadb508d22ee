import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { calibration } from '../calibration.ts';
import { cells } from '../cells.ts';
import { certainty } from '../doubt.ts';
import { ELSEWHERE } from '../elsewhere-table.ts';
import { madeOf } from '../explorable.ts';
import { map } from '../figures-cells.ts';
import { which } from '../figures-play.ts';
import { saidAgainstTrue } from '../figures-said.ts';
import { guess } from '../guess.ts';
import { buildGraph, searchGraph } from '../hnsw.ts';
import {
  auc,
  centroidDistances,
  certified,
  controlled,
  fit,
  predict,
  reliability,
  stopAt,
} from '../honesty.ts';
import {
  buildInvertedFile,
  fileUnder,
  hits,
  listSize,
  ranks,
  route,
  search,
  walkThrough,
  work,
} from '../ivf.ts';
import { knee, LAST } from '../knee.ts';
import { checkpoints, lab, SEEDS } from '../lab.ts';
import { growth, repair } from '../moved.ts';
import { played } from '../played.ts';
import { curve } from '../recall.ts';
import { BASE, RECIPES } from '../recipes.ts';
import { stopping } from '../stopping.ts';
import { COUNTS, PAIRS, SAID } from '../tables.ts';
import {
  countOf,
  drawPoints,
  drawQueries,
  exact,
  KINDS,
  makeWorld,
  shared,
  stream,
  vectorAt,
  zeros,
} from '../world.ts';

const { toy } = curve.defaults;
const K = toy.neighbours;
const MIX = [toy.near, toy.between, toy.far] as const;
const bench = () => lab(toy, SEEDS[0]);

/** A world small enough to build for every seed that fast-check thinks of. */
function smallBench(seed: number, lists: number) {
  const world = makeWorld(toy, stream(seed, 0));
  const points = drawPoints(world, 500, stream(seed, 1));
  const shelf = buildInvertedFile(points, lists, stream(seed, 2));
  return { points, shelf, queries: drawQueries(world, 20, MIX, stream(seed, 3)) };
}
const benches = (check: (seed: number, lists: number) => void) =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 27 }), fc.integer({ min: 2, max: 40 }), check),
    { numRuns: 25 },
  );

describe('the world', () => {
  it('draws unit vectors and every kind of query', () => {
    const { points, queries } = smallBench(5, 10);
    for (const vectors of [points, queries.vectors]) {
      for (let i = 0; i < countOf(vectors); i++) {
        const length = Math.hypot(...vectorAt(vectors, i).values);
        assert.ok(Math.abs(length - 1) < 1e-12);
      }
    }
    const { kinds } = bench().test.queries;
    MIX.forEach((share, kind) => {
      const drawn = kinds.filter((k) => k === kind).length / kinds.length;
      assert.ok(Math.abs(drawn - share) < 0.07);
    });
  });

  it('finds the exact neighbours that sorting all distances finds', () => {
    const { points, queries } = smallBench(6, 10);
    for (let q = 0; q < 20; q++) {
      const query = vectorAt(queries.vectors, q);
      const all = Array.from({ length: 500 }, (_, i) => {
        const point = vectorAt(points, i).values;
        return { i, squared: point.reduce((sum, x, j) => sum + (x - query.values[j]) ** 2, 0) };
      }).sort((a, b) => a.squared - b.squared);
      assert.deepEqual(
        [...exact(points, query, K).ids],
        all.slice(0, K).map(({ i }) => i),
      );
    }
  });
});

describe('the inverted file', () => {
  it('files every point once, under its nearest centroid, within the radius', () => {
    benches((seed, lists) => {
      const { file, store, origin } = smallBench(seed, lists).shelf;
      assert.equal(new Set(origin).size, 500);
      assert.equal(file.starts[lists], 500);
      for (let i = 0; i < 500; i++) {
        const visit = route(file, vectorAt(store, i));
        assert.ok(visit.distances[0] <= file.radii[file.listOf[i]] + 1e-12);
        const own = visit.lists.indexOf(file.listOf[i]);
        assert.ok(Math.abs(visit.distances[own] - visit.distances[0]) < 1e-12);
      }
    });
  });

  it('never loses recall by probing on, and has all of it after every list', () => {
    benches((seed, lists) => {
      const { shelf, queries } = smallBench(seed, lists);
      for (let q = 0; q < 20; q++) {
        const query = vectorAt(queries.vectors, q);
        const visit = route(shelf.file, query);
        const truth = exact(shelf.store, query, K);
        const places = ranks(shelf.file, visit, truth);
        let before = 0;
        for (let probes = 1; probes <= lists; probes++) {
          const found = search(shelf, query, visit, probes, K);
          const share = hits(places, probes);
          assert.equal(shared([...found.ids.subarray(0, found.size)], truth), share);
          assert.ok(share >= before);
          before = share;
        }
        assert.equal(before, K);
        assert.deepEqual(search(shelf, query, visit, lists, K).ids, truth.ids);
        assert.equal(work(shelf.file, visit, lists), lists + 500);
      }
    });
  });

  it('walks to the truth that a plain scan finds', () => {
    const { test, store, file } = bench();
    for (let q = 0; q < 100; q++) {
      const query = vectorAt(test.queries.vectors, q);
      assert.deepEqual(test.walks[q].truth.ids, exact(store, query, K).ids);
    }
    assert.equal(
      Array.from(file.radii, (_, list) => listSize(file, list)).reduce((a, b) => a + b),
      toy.vectors,
    );
  });

  it('keeps foreign centroids as they are', () => {
    const { shelf, points } = smallBench(8, 12);
    const other = smallBench(9, 12).points;
    const both = zeros(1000, toy.dimensions);
    both.values.set([...points.values, ...other.values]);
    assert.equal(fileUnder(shelf.file.centroids, both).file.starts[12], 1000);
  });
});

describe('the graph', () => {
  const { shelf, queries } = smallBench(3, 10);
  const graph = buildGraph(shelf.store, 8, 64, stream(3, 11));

  it('links within its limits, both ways at insertion, and nobody to themselves', () => {
    graph.links.forEach((level, at) => {
      for (const [point, links] of level) {
        assert.ok(links.length <= (at === 0 ? 16 : 8));
        assert.ok(!links.includes(point));
        assert.equal(new Set(links).size, links.length);
      }
    });
    assert.equal(graph.links[0].size, 500);
  });

  it('finds nearly everything with a wide beam, and in order', () => {
    let found = 0;
    for (let q = 0; q < 20; q++) {
      const query = vectorAt(queries.vectors, q);
      const ids = searchGraph(graph, queries.vectors, q, 400, K);
      found += shared(ids, exact(shelf.store, query, K));
      const distances = ids.map((id) =>
        vectorAt(shelf.store, id).values.reduce((sum, x, j) => sum + (x - query.values[j]) ** 2, 0),
      );
      assert.deepEqual(
        distances,
        [...distances].sort((a, b) => a - b),
      );
    }
    assert.ok(found >= 197);
  });
});

describe('certificate and estimate', () => {
  it('never certifies an incomplete answer', () => {
    benches((seed, lists) => {
      const { shelf, queries } = smallBench(seed, lists);
      const between = centroidDistances(shelf.file);
      const at = Array.from({ length: lists }, (_, i) => i + 1);
      for (let q = 0; q < 20; q++) {
        const query = vectorAt(queries.vectors, q);
        const visit = route(shelf.file, query);
        const { truth, tenth } = walkThrough(shelf, query, visit, at, K);
        const places = ranks(shelf.file, visit, truth);
        at.forEach((probes, c) => {
          if (!certified(shelf.file, visit, probes, tenth[c], between)) return;
          assert.equal(hits(places, probes), K);
        });
        assert.ok(certified(shelf.file, visit, lists, tenth[lists - 1], between));
      }
    });
  });

  it('fits the logistic model that made the data', () => {
    const random = stream(1, 0);
    const rows = Array.from({ length: 4000 }, () => [random() * 2 - 1, random() * 2 - 1]);
    const model = fit(
      rows,
      rows.map(([a, b]) => 1 / (1 + Math.exp(-(0.5 + 2 * a - b)))),
    );
    [0.5, 2, -1].forEach((coefficient, i) => {
      assert.ok(Math.abs(model[i] - coefficient) < 0.02);
    });
    assert.ok(Math.abs(predict(model, [0, 0]) - 1 / (1 + Math.exp(-0.5))) < 0.01);
  });

  it('has a finite answer for separable data', () => {
    const model = fit([[0], [0], [1], [1]], [0, 0, 1, 1]);
    assert.ok(model.every(Number.isFinite));
    assert.ok(predict(model, [0]) < 0.5 && predict(model, [1]) > 0.5);
  });

  it('bins without losing or moving anything', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10 }), (p) => {
        const bins = reliability(p, p);
        assert.equal(bins.length, 10);
        for (const bin of bins) assert.ok(Math.abs(bin.predicted - bin.observed) < 1e-12);
        const members = bins.flatMap((bin) => bin.members).sort((a, b) => a - b);
        assert.deepEqual(
          members,
          p.map((_, i) => i),
        );
        for (let i = 1; i < 10; i++) assert.ok(bins[i].predicted >= bins[i - 1].predicted);
      }),
    );
  });

  it('ranks: 1 for a perfect order, 0 for a reversed one, a half for ties', () => {
    assert.equal(auc([1, 2, 3, 4], [false, false, true, true]), 1);
    assert.equal(auc([4, 3, 2, 1], [false, false, true, true]), 0);
    assert.equal(auc([1, 1, 1, 1], [false, true, false, true]), 0.5);
  });

  it('chooses a threshold that keeps the bound, the smallest such', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (values, alpha) => {
          const losses = [...values].sort((a, b) => b - a);
          const chosen = controlled(losses, 100, alpha);
          const keeps = (t: number) => (losses[t] + 1) / 101 <= alpha;
          for (let t = chosen; t < losses.length; t++) assert.ok(keeps(t));
          if (chosen > 0) assert.ok(!keeps(chosen - 1));
        },
      ),
    );
  });

  it('stops later for a higher threshold', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1 }), unit, unit, (estimated, a, b) => {
        assert.ok(stopAt(estimated, Math.min(a, b)) <= stopAt(estimated, Math.max(a, b)));
      }),
    );
  });
});

describe('the explorable', () => {
  it('holds the counts and the pairs of the bench', () => {
    const { counts, pairs, said } = played();
    for (const kind of KINDS) {
      const rows = COUNTS[kind].trim().split('\n');
      assert.deepEqual(
        rows.map((row) => row.split(',').map(Number)),
        counts[kind],
        'run record.ts again',
      );
    }
    assert.deepEqual(PAIRS, pairs, 'run record.ts again');
    for (const sort of ['heldOut', 'newTopics'] as const) {
      assert.deepEqual(
        SAID[sort]
          .trim()
          .split('\n')
          .map((row) => row.split(',').map(Number)),
        said[sort].map((group) => [group.said, ...group.found]),
        'run record.ts again',
      );
    }
  });

  it('shows each query once, at every number of probes', () => {
    let before = 0;
    for (let probes = 1; probes <= LAST; probes++) {
      const { truth, bars } = knee.compute({ ...knee.defaults, probes });
      const found = bars.flatMap((counts) => counts.map((count, n) => (count * n) / K));
      const queries = bars.flat().reduce((a, b) => a + b);
      assert.equal(queries, 2000);
      assert.ok(Math.abs(truth - found.reduce((a, b) => a + b) / queries) < 1e-12);
      assert.ok(truth >= before);
      before = truth;
    }
  });

  it('stays finite and orderly wherever its controls go', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: LAST }),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 100 }),
        (probes, twenties, samples) => {
          const run = knee.compute({ ...knee.defaults, probes, queries: 20 * twenties, samples });
          assert.equal(run.shadows.length, samples);
          assert.ok(run.designEffect >= 1);
          for (const { mean, pooled, honest } of run.shadows) {
            for (const [low, high] of [pooled, honest]) {
              assert.ok(low >= 0 && low <= mean + 1e-9 && mean <= high + 1e-9 && high <= 1);
            }
            assert.ok(honest[1] - honest[0] >= pooled[1] - pooled[0] - 1e-12);
          }
          assert.ok(run.pooledKept <= samples && run.honestKept <= samples);
          const params = { ...knee.defaults, probes, queries: 20 * twenties, samples };
          for (const width of [WIDTHS.narrow, WIDTHS.page]) {
            assert.match(picture(madeOf.draw(run, params, width)), /^<svg .*<path .*<\/svg>$/s);
          }
          assert.doesNotMatch(madeOf.outcome!(run, params), /NaN|undefined|Infinity/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps to the controls it declares', () => {
    for (const control of madeOf.controls ?? []) {
      assert.ok(control.kind === 'number');
      const printed = knee.defaults[control.name];
      assert.ok(printed >= control.min && printed <= control.max);
      assert.equal((printed - control.min) % control.step, 0);
    }
  });

  it('draws the same samples again, and more of them without changing the first', () => {
    const few = knee.compute({ ...knee.defaults, samples: 5 });
    const many = knee.compute({ ...knee.defaults, samples: 50 });
    assert.deepEqual(many.shadows.slice(0, 5), few.shadows);
    const other = knee.compute({ ...knee.defaults, seed: 2 });
    assert.notDeepEqual(other.shadows[0], few.shadows[0]);
  });
});

describe('a check of the estimate', () => {
  const params = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    queries: fc.integer({ min: 2, max: 20 }).map((hundreds) => 100 * hundreds),
  });

  it('has ten groups of each sort, intervals around what they had, and counts what these hold', () => {
    fc.assert(
      fc.property(params, (settings) => {
        const checked = calibration.compute(settings);
        for (const groups of [checked.heldOut, checked.newTopics]) {
          assert.equal(groups.length, 10);
          for (const { had, interval } of groups) {
            assert.ok(interval[0] <= had + 1e-9 && had <= interval[1] + 1e-9);
          }
        }
        const outside = checked.heldOut.filter(
          ({ said, interval }) => said < interval[0] || said > interval[1],
        );
        assert.equal(checked.kept, 10 - outside.length);
        assert.doesNotMatch(saidAgainstTrue.outcome!(checked, settings), /NaN|undefined|Infinity/);
      }),
      { numRuns: 40 },
    );
  });

  it('comes near what the bench found as the queries become many', () => {
    const many = calibration.compute({ ...calibration.defaults, queries: 200_000 });
    const { heldOut } = certainty.compute(certainty.defaults);
    many.heldOut.forEach(({ said, had }, i) => {
      const { found } = heldOut.groups[i];
      const all = found.reduce((sum, count) => sum + count);
      const mean = found.reduce((sum, count, n) => sum + (count * n) / 10, 0) / all;
      assert.equal(said, heldOut.groups[i].said);
      assert.ok(Math.abs(had - mean) < 0.01);
    });
  });
});

describe('the map of cells', () => {
  const params = fc.record({
    seed: fc.integer({ min: 0, max: 1000 }),
    x: fc.double({ min: 0.05, max: 1.45, noNaN: true }),
    y: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    probes: fc.integer({ min: 1, max: 12 }),
    newcomers: fc.boolean(),
  });

  it('proves only complete answers, and files every point under its nearest centroid', () => {
    fc.assert(
      fc.property(params, (settings) => {
        const visit = cells.compute(settings);
        if (visit.proved || !visit.suspect) assert.equal(visit.found, 10);
        if (settings.probes === 12) assert.equal(visit.found, 10);
        assert.equal(visit.points.filter(({ wanted }) => wanted).length, 10);
        for (const { at, cell } of visit.points) {
          const far = visit.centroids.map(([x, y]) => Math.hypot(x - at[0], y - at[1]));
          assert.equal(far[cell], Math.min(...far));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('draws wherever its controls go', () => {
    fc.assert(
      fc.property(params, (settings) => {
        const visit = cells.compute(settings);
        for (const width of [WIDTHS.narrow, WIDTHS.text]) {
          assert.match(picture(map.draw(visit, settings, width)), /^<svg .*<path .*<\/svg>$/s);
        }
        assert.doesNotMatch(map.outcome!(visit, settings), /NaN|undefined|Infinity/);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the question', () => {
  it('has one answer that is complete and one that misses its nearest, in every pair', () => {
    for (let pair = 1; pair <= PAIRS.length; pair++) {
      const { cards, lying } = guess.compute({ pair, guess: 'none' });
      const [liar, honest] = lying === 'A' ? cards : [cards[1], cards[0]];
      assert.equal(liar.missed.length, 5);
      assert.ok(liar.missed[0] <= liar.returned[0]);
      assert.deepEqual(honest.missed, []);
      const told = which.outcome!(guess.compute({ pair, guess: lying }), { pair, guess: lying });
      assert.match(told, /^Right/);
    }
  });
});

describe('other worlds', () => {
  it('are those that record-elsewhere.ts would measure again', () => {
    const [name, differs] = RECIPES[1];
    const row = ELSEWHERE.find((one) => one.name === name)!;
    const recipe = { ...BASE, ...differs };
    const eight = checkpoints(recipe.lists).indexOf(8);
    const { walks } = lab(recipe, 1).test;
    const mean = walks.reduce((sum, walk) => sum + walk.recall[eight], 0) / walks.length;
    assert.ok(Math.abs(mean - row.eight[0]) < 1e-4, 'run record-elsewhere.ts again');
    assert.deepEqual(
      ELSEWHERE.map((one) => one.name),
      RECIPES.map(([one]) => one),
    );
    assert.ok(ELSEWHERE.every(({ wrong }) => wrong === 0));
  });
});

describe('all experiments', () => {
  it('give plain JSON without holes, the same for the same seed', () => {
    const small = { seeds: [4, 5], toy: { ...toy, vectors: 600, lists: 20 } };
    const run = () => [
      growth.compute({ ...growth.defaults, ...small }),
      certainty.compute({ ...certainty.defaults, ...small }),
      stopping.compute({ ...stopping.defaults, ...small }),
      repair.compute({ ...repair.defaults, ...small }),
    ];
    const hash = (value: unknown) =>
      createHash('sha256').update(JSON.stringify(value)).digest('hex');
    const first = run();
    assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
    assert.ok(!JSON.stringify(first).includes('null'));
    assert.equal(hash(run()), hash(first));
    assert.deepEqual(checkpoints(20), [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20]);
  });
});
