import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certainty, detection, stopping } from '../doubt.ts';
import { filters } from '../filters.ts';
import { hits } from '../ivf.ts';
import { BENCH, lab, recalls, summarise } from '../lab.ts';
import { answers, coverage, curve } from '../recall.ts';
import { K } from '../world.ts';

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
    const { usual, halfFar, old, newTopics } = run;
    const { alpha } = stopping.defaults;
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
