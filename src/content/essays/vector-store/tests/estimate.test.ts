/** What the index says of its own answers: the proof, the estimate, the pair of the first figure. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calibration } from '../calibration.ts';
import { certainty } from '../doubt.ts';
import { which } from '../figures-play.ts';
import { saidAgainstTrue } from '../figures-said.ts';
import { guess } from '../guess.ts';
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
import { hits, ranks, route, walkThrough } from '../ivf.ts';
import { PAIRS } from '../tables.ts';
import { stream, vectorAt } from '../world.ts';
import { benches, K, smallBench } from './benches.ts';

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
