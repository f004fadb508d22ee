/** The world, the inverted file, the graph, other worlds, and that every run is what it was. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { certainty } from '../doubt.ts';
import { ELSEWHERE } from '../elsewhere-table.ts';
import { buildGraph, searchGraph } from '../hnsw.ts';
import { fileUnder, hits, listSize, ranks, route, search, work } from '../ivf.ts';
import { checkpoints, lab } from '../lab.ts';
import { growth, repair } from '../moved.ts';
import { BASE, RECIPES } from '../recipes.ts';
import { stopping } from '../stopping.ts';
import { countOf, exact, shared, stream, vectorAt, zeros } from '../world.ts';
import { bench, benches, K, MIX, smallBench, toy } from './benches.ts';

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
