import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seeded, shuffled } from '../../src/kit/sim/random.ts';
import { designEffect, variance, wilson } from '../../src/kit/sim/stats.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('statistics', () => {
  it("Wilson's interval holds the share, stays within 0 and 1, and narrows with trials", () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 100_000 }), (p, trials) => {
        const [low, high] = wilson(p, trials);
        assert.ok(low >= 0 && high <= 1 && low <= p + 1e-12 && p <= high + 1e-12);
        const [less, more] = wilson(p, trials * 4);
        assert.ok(more - less < high - low);
      }),
    );
  });

  it("Wilson's interval agrees with a worked value", () => {
    const [low, high] = wilson(0.5, 10);
    assert.ok(Math.abs(low - 0.2366) < 5e-4 && Math.abs(high - 0.7634) < 5e-4);
  });

  it('the design effect is 1 for independent trials and the cluster size for copies', () => {
    const random = seeded(1);
    const independent = Array.from({ length: 20_000 }, () => {
      let hits = 0;
      for (let i = 0; i < 10; i++) if (random() < 0.7) hits++;
      return hits / 10;
    });
    assert.ok(designEffect(independent, 10) < 1.05);
    const copies = Array.from({ length: 20_000 }, () => (random() < 0.7 ? 1 : 0));
    assert.ok(Math.abs(designEffect(copies, 10) - 10) < 0.01);
    assert.equal(designEffect([1, 1, 1], 10), 1);
    assert.equal(variance([1, 2, 3, 4]), 5 / 3);
  });

  it('a shuffle keeps every number once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer(), (count, seed) => {
        const order = shuffled(count, seeded(seed));
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          Array.from({ length: count }, (_, i) => i),
        );
      }),
    );
  });
});
