import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { certainty, detection, stopping } from '../../src/content/essays/vector-store/doubt.ts';
import { madeOf } from '../../src/content/essays/vector-store/explorable.ts';
import { filters } from '../../src/content/essays/vector-store/filters.ts';
import { buildGraph, searchGraph } from '../../src/content/essays/vector-store/hnsw.ts';
import {
  auc,
  centroidDistances,
  certified,
  controlled,
  fit,
  predict,
  reliability,
  stopAt,
} from '../../src/content/essays/vector-store/honesty.ts';
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
} from '../../src/content/essays/vector-store/ivf.ts';
import { encodeRanks, knee, LAST, words } from '../../src/content/essays/vector-store/knee.ts';
import {
  BENCH,
  checkpoints,
  lab,
  recalls,
  summarise,
} from '../../src/content/essays/vector-store/lab.ts';
import { RANKS } from '../../src/content/essays/vector-store/ranks.ts';
import { answers, coverage, curve } from '../../src/content/essays/vector-store/recall.ts';
import {
  DIMENSIONS,
  drawPoints,
  drawQueries,
  exact,
  K,
  KINDS,
  makeWorld,
  shared,
  stream,
  USUAL_MIX,
  vectorAt,
} from '../../src/content/essays/vector-store/world.ts';
import { WIDTHS } from '../../src/figures/figure.ts';

/** A world small enough to build for every seed that fast-check thinks of. */
function smallBench(seed: number, lists: number) {
  const world = makeWorld(stream(seed, 0));
  const points = drawPoints(world, 500, stream(seed, 1));
  const shelf = buildInvertedFile(points, lists, stream(seed, 2));
  return { points, shelf, queries: drawQueries(world, 20, USUAL_MIX, stream(seed, 3)) };
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
      for (let i = 0; i < vectors.length / DIMENSIONS; i++) {
        const length = Math.hypot(...vectorAt(vectors, i));
        assert.ok(Math.abs(length - 1) < 1e-12);
      }
    }
    const { kinds } = lab(BENCH).test.queries;
    USUAL_MIX.forEach((share, kind) => {
      const drawn = kinds.filter((k) => k === kind).length / kinds.length;
      assert.ok(Math.abs(drawn - share) < 0.03);
    });
  });

  it('finds the exact neighbours that sorting all distances finds', () => {
    const { points, queries } = smallBench(6, 10);
    for (let q = 0; q < 20; q++) {
      const query = vectorAt(queries.vectors, q);
      const all = Array.from({ length: 500 }, (_, i) => {
        const point = vectorAt(points, i);
        return { i, squared: point.reduce((sum, x, j) => sum + (x - query[j]) ** 2, 0) };
      }).sort((a, b) => a.squared - b.squared);
      assert.deepEqual(
        [...exact(points, query).ids],
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
        const truth = exact(shelf.store, query);
        const places = ranks(shelf.file, visit, truth);
        let before = 0;
        for (let probes = 1; probes <= lists; probes++) {
          const found = search(shelf, query, visit, probes);
          const share = hits(places, probes);
          assert.equal(shared([...found.ids.subarray(0, found.size)], truth), share);
          assert.ok(share >= before);
          before = share;
        }
        assert.equal(before, K);
        assert.deepEqual(search(shelf, query, visit, lists).ids, truth.ids);
        assert.equal(work(shelf.file, visit, lists), lists + 500);
      }
    });
  });

  it('walks to the truth that a plain scan finds', () => {
    const { test, store, file } = lab(BENCH);
    for (let q = 0; q < 100; q++) {
      const query = vectorAt(test.queries.vectors, q);
      assert.deepEqual(test.walks[q].truth.ids, exact(store, query).ids);
    }
    assert.equal(
      Array.from(file.radii, (_, list) => listSize(file, list)).reduce((a, b) => a + b),
      BENCH.vectors,
    );
  });

  it('keeps foreign centroids as they are', () => {
    const { shelf, points } = smallBench(8, 12);
    const other = smallBench(9, 12).points;
    const both = new Float64Array([...points, ...other]);
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
      found += shared(ids, exact(shelf.store, query));
      const distances = ids.map((id) =>
        vectorAt(shelf.store, id).reduce((sum, x, j) => sum + (x - query[j]) ** 2, 0),
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
        const { truth, tenth } = walkThrough(shelf, query, visit, at);
        const places = ranks(shelf.file, visit, truth);
        at.forEach((probes, c) => {
          if (!certified(shelf.file, between, visit, probes, tenth[c])) return;
          assert.equal(hits(places, probes), K);
        });
        assert.ok(certified(shelf.file, between, visit, lists, tenth[lists - 1]));
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

describe('what the essay says of its results', () => {
  it('two answers alike, one complete and one half', () => {
    const { complete, half, definitions, within10: inside } = answers.compute(answers.defaults);
    assert.ok(inside > 2 * K);
    assert.ok(complete.right.every(Boolean));
    assert.equal(half.right.filter(Boolean).length, 5);
    assert.equal(half.missed.length, 5);
    complete.returned.forEach((distance, i) => {
      assert.ok(Math.abs(distance - half.returned[i]) < 0.02);
    });
    assert.ok(half.missed[0] < half.returned[0]);
    const { identity, absolute, within1, within10 } = definitions;
    assert.ok(identity < absolute && absolute < within1 && within1 < within10);
    assert.ok(within10 > 0.999);
  });

  it('curves: the graph is cheaper, and its tail worse at the same mean', () => {
    const { invertedFile, graph } = curve.compute(curve.defaults);
    for (const points of [invertedFile, graph]) {
      points.slice(1).forEach((point, i) => {
        assert.ok(point.mean >= points[i].mean && point.work > points[i].work);
      });
    }
    const six = invertedFile.find(({ width }) => width === 6)!;
    const eight = invertedFile.find(({ width }) => width === 8)!;
    const beam = graph.find(({ width }) => width === 24)!;
    assert.ok(Math.abs(beam.mean - six.mean) < 0.01);
    assert.ok(beam.work < 0.5 * six.work);
    const wide = graph.find(({ width }) => width === 40)!;
    assert.ok(wide.mean > eight.mean && wide.work < 0.5 * eight.work);
    assert.ok(beam.none > 4 * six.none && beam.none > 0.005);
    assert.ok(eight.kinds[0] > eight.kinds[1] && eight.kinds[1] > eight.kinds[2] + 0.1);
    assert.ok(eight.p5 < 0.8 && eight.mean > 0.95);
    assert.ok(eight.work / BENCH.vectors < 0.15);
    assert.equal(invertedFile.at(-1)?.mean, 1);
  });

  it('most bad answers come from the far queries', () => {
    const { walks } = lab(BENCH).test;
    const bad = walks.filter((walk) => hits(walk.ranks, 8) < 5);
    assert.ok(bad.filter((walk) => walk.kind === 2).length / bad.length > 0.6);
  });

  it('intervals: the pooled one breaks its promise, the honest one nearly keeps it', () => {
    const { sizes, bootstrap, effects } = coverage.compute(coverage.defaults);
    for (const { size, pooled, honest } of sizes) {
      assert.ok(pooled.coverage < 0.85);
      assert.ok(honest.width > 1.4 * pooled.width);
      if (size >= 100) assert.ok(honest.coverage > 0.92 && honest.coverage < 0.97);
      if (size === 20) assert.ok(honest.coverage < 0.92);
      if (size === 50) assert.ok(honest.width > 0.05);
    }
    assert.ok(bootstrap.coverage > 0.88);
    effects.slice(1).forEach(({ effect }, i) => {
      assert.ok(effect < effects[i].effect);
    });
    assert.ok(effects.every(({ effect }) => effect > 2));
  });

  it('filters: probing on repairs the count and not the recall', () => {
    const { rows, aligned, opposed } = filters.compute(filters.defaults);
    const { candidates } = filters.defaults;
    for (const row of rows) {
      assert.equal(row.exact.recall, 1);
      assert.equal(row.onward.returned, K);
      assert.ok(row.after.returned <= row.fixed.returned);
      if (row.selectivity <= 0.1) {
        const expected = candidates * row.selectivity;
        assert.ok(Math.abs(row.after.returned - expected) < 0.2 * expected + 0.05);
        assert.ok(row.onward.recall < 0.9);
        assert.ok(row.exact.work < row.onward.work);
      }
      if (row.selectivity >= 0.25) assert.ok(row.exact.work > row.onward.work);
    }
    const tenth = rows.find(({ selectivity }) => selectivity === 0.1)!;
    assert.ok(opposed.onward.recall < tenth.onward.recall - 0.1);
    assert.ok(opposed.after.returned < 0.5 * tenth.after.returned);
    assert.ok(aligned.after.returned > tenth.after.returned);
    assert.ok(aligned.onward.recall > opposed.onward.recall);
  });

  it('certainty: proofs are rare and right, the estimate is calibrated until the data move', () => {
    const { proofs, heldOut, halfFar, newTopics, clues } = certainty.compute(certainty.defaults);
    assert.ok(Math.abs(clues.newTopics.ratio - clues.between.ratio) < 0.06);
    assert.ok(clues.newTopics.ratio < clues.far.ratio - 0.1);
    assert.ok(clues.newTopics.lists > clues.between.lists + 1);
    assert.ok(heldOut.bins[0].predicted > heldOut.bins[0].observed);
    for (const { wrong, proved, complete } of proofs) {
      assert.equal(wrong, 0);
      assert.ok(proved < 0.4 * complete);
    }
    const eight = proofs.find(({ probes }) => probes === 8)!;
    assert.ok(eight.proved < 0.1 && eight.complete > 0.75);
    assert.ok(heldOut.error < 0.015 && heldOut.auc > 0.9);
    assert.ok(halfFar.error < 0.04);
    assert.ok(newTopics.error > 0.1);
    for (const { predicted, observed, error } of newTopics.bins.slice(0, 9)) {
      assert.ok(observed + 2 * error < predicted);
    }
  });

  it('stopping: no more work than six probes, the far queries lifted, the promise kept', () => {
    const run = stopping.compute(stopping.defaults);
    const { alpha, usual, halfFar, old, newTopics } = run;
    assert.ok(usual.rule.work < usual.fixed.work && usual.rule.mean > usual.fixed.mean);
    assert.ok(usual.rule.kinds[2] > usual.fixed.kinds[2] + 0.15);
    assert.ok(usual.rule.kinds[0] < usual.fixed.kinds[0]);
    assert.ok(usual.rule.belowHalf < usual.fixed.belowHalf);
    assert.ok(usual.rule.complete < usual.fixed.complete);
    assert.ok(usual.rule.mean >= 1 - alpha && halfFar.rule.mean >= 1 - alpha);
    assert.ok(usual.rule.kinds[2] < 1 - alpha);
    assert.ok(run.newcomers > 0.2);
    assert.ok(halfFar.rule.work > 1.5 * usual.rule.work);
    assert.ok(halfFar.fixed.mean < usual.fixed.mean - 0.05);
    assert.ok(old.rule.mean < 1 - alpha && old.rule.mean > 0.9);
    assert.ok(newTopics.rule.mean < 0.8 && newTopics.rule.mean < run.newTopicsEight.mean);
    assert.ok(newTopics.rule.work > usual.rule.work);
    assert.ok(newTopics.rule.belowHalf > 0.1);
    assert.ok(run.runMean < alpha && run.runsAbove > 0.1 && run.runsAbove < 0.5);
  });

  it('detection: rarer takes longer, and looking at suspects is quicker', () => {
    const { rows, quiet } = detection.compute(detection.defaults);
    rows.slice(1).forEach((row, i) => {
      assert.ok(row.all <= rows[i].all);
    });
    for (const row of rows) assert.ok(row.suspects <= row.all);
    assert.ok(rows.every(({ suspects }) => suspects === 50));
    assert.ok(rows[1].all > 3 * rows.at(-1)!.all);
    assert.ok(quiet < 0.05);
  });
});

describe('another seed', () => {
  const seed = 7;

  it('gives the same orderings of proof, estimate and drift', () => {
    const { proofs, heldOut, halfFar, newTopics, clues } = certainty.compute({
      ...certainty.defaults,
      seed,
    });
    for (const { wrong, proved, complete } of proofs) {
      assert.equal(wrong, 0);
      assert.ok(proved < 0.5 * complete);
    }
    assert.ok(heldOut.error < 0.015 && halfFar.error < 0.04 && newTopics.error > 0.1);
    assert.ok(clues.newTopics.lists > clues.between.lists + 1);
    assert.ok(clues.newTopics.ratio < clues.far.ratio - 0.1);
  });

  it('gives the same orderings of fixed probes and stopping rule', () => {
    const { usual, halfFar, old, newTopics } = stopping.compute({ ...stopping.defaults, seed });
    assert.ok(usual.rule.work < usual.fixed.work);
    assert.ok(usual.rule.kinds[2] > usual.fixed.kinds[2] + 0.15);
    assert.ok(usual.rule.kinds[0] < usual.fixed.kinds[0]);
    assert.ok(usual.rule.belowHalf < usual.fixed.belowHalf);
    assert.ok(halfFar.rule.mean > 0.94 && halfFar.fixed.mean < 0.9);
    assert.ok(old.rule.mean < usual.rule.mean && newTopics.rule.mean < 0.8);
  });

  it('gives the same tails, intervals and filters', () => {
    const { walks, queries } = lab({ ...BENCH, seed }).test;
    const { kinds, mean } = summarise(recalls(walks, 8), queries.kinds);
    assert.ok(mean > 0.95 && kinds[0] > kinds[1] && kinds[1] > kinds[2] + 0.1);
    for (const { size, pooled, honest } of coverage.compute({ ...coverage.defaults, seed }).sizes) {
      assert.ok(pooled.coverage < 0.85);
      if (size >= 100) assert.ok(honest.coverage > 0.92);
    }
    const { rows } = filters.compute({ ...filters.defaults, seed });
    const tenth = rows.find(({ selectivity }) => selectivity === 0.1)!;
    assert.ok(tenth.after.returned < 5 && tenth.onward.returned === K);
    assert.ok(tenth.onward.recall < 0.9 && tenth.exact.work < tenth.onward.work);
  });
});

describe('the explorable', () => {
  it('holds the rank table of the bench', () => {
    const { walks } = lab(BENCH).test;
    KINDS.forEach((kind, code) => {
      const rows = walks.filter((walk) => walk.kind === code).map((w) => encodeRanks(w.ranks));
      assert.deepEqual(words(RANKS[kind]), rows.sort(), 'run record.ts again');
    });
  });

  it('agrees with the bench wherever its ranks reach', () => {
    const { walks } = lab(BENCH).test;
    for (const probes of [1, 7, 8, 25, LAST]) {
      const recall = recalls(walks, probes);
      const { truth, bars } = knee.compute({ ...knee.defaults, probes });
      assert.ok(Math.abs(truth - recall.reduce((a, b) => a + b) / recall.length) < 1e-12);
      assert.equal(
        bars.flat().reduce((a, b) => a + b),
        walks.length,
      );
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
            assert.match(madeOf.draw(run, params, width), /^<svg .*<path .*<\/svg>$/s);
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

describe('all experiments', () => {
  it('give plain JSON without holes, the same for the same seed', () => {
    const small = { seed: 4, vectors: 600, lists: 20 };
    const run = () => [
      answers.compute({ ...answers.defaults, ...small }),
      certainty.compute({ ...certainty.defaults, ...small }),
      stopping.compute({ ...stopping.defaults, ...small }),
    ];
    const hash = (value: unknown) =>
      createHash('sha256').update(JSON.stringify(value)).digest('hex');
    const first = run();
    assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
    assert.ok(!JSON.stringify(first).includes('null'));
    assert.equal(hash(run()), hash(first));
    assert.deepEqual(checkpoints(20), [1, 2, 3, 4, 6, 8, 12, 16, 20]);
  });
});
