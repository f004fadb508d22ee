/** What is played with: the explorable and the map of cells. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { cells } from '../cells.ts';
import { madeOf } from '../explorable.ts';
import { map } from '../figures-cells.ts';
import { knee, LAST } from '../knee.ts';
import { played } from '../played.ts';
import { COUNTS, PAIRS, SAID } from '../tables.ts';
import { KINDS } from '../world.ts';
import { K } from './benches.ts';

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
