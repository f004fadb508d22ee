import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastServed } from '../accounts.ts';
import { type Policy, runEngine } from '../engine.ts';
import { RULES } from '../full.ts';
import { judge } from '../judge.ts';
import { unit } from '../list.ts';
import { comingBack, currencies, fairShare, nearSaturation } from '../model.ts';
import { firstCome } from '../orders.ts';
import { backlog, jainIndex, LONGEST, machine, ticks } from '../scenes.ts';

const { engine } = currencies.defaults;

const near = (value: number, golden: number, tolerance: number) =>
  assert.ok(Math.abs(value - golden) <= tolerance * Math.abs(golden), `${value}, not ${golden}`);

describe('four policies in three currencies', () => {
  it('lets the gap grow with time under first come, and not under counters', () => {
    const requests = backlog(engine, currencies.defaults.mix, 5);
    const made = { ...machine(engine, 3), ...LONGEST, requests };
    const gapAfter = (policy: Policy, seconds: number) => {
      const { look, most } = judge(made);
      runEngine(requests, made, policy, ticks(engine, seconds), look);
      return most[4];
    };
    assert.ok(gapAfter(firstCome, 600) > 1.8 * gapAfter(firstCome, 300));
    assert.equal(unit(made), 190_195);
    assert.ok(gapAfter(leastServed(), 600) < unit(made));
  });

  it('measures fairness by Jain’s index', () => {
    assert.equal(jainIndex([5, 5, 5]), 1);
    near(jainIndex([1, 0, 0]), 1 / 3, 1e-12);
  });
});

describe('coming back after an absence', () => {
  it('holds the machine for about half the absence without a lift, and not at all with', () => {
    for (const absence of [1, 2]) {
      const found = comingBack.compute({ ...comingBack.defaults, seeds: [9], absence });
      const [held] = found.without.held;
      assert.ok(held > 0.4 * 60 * absence && held < 0.6 * 60 * absence);
      assert.deepEqual(found.with.held, [0]);
      assert.ok(found.with.shut[0] < 5);
    }
  });

  it('has shares that sum to one', () => {
    const found = comingBack.compute({ ...comingBack.defaults, seeds: [9] });
    for (const shares of [...found.with.shares, ...found.without.shares]) {
      near(
        shares.reduce((sum, share) => sum + share, 0),
        1,
        0.002,
      );
    }
    assert.equal(found.seconds.length, found.with.shares.length);
  });
});

describe('the full machine', () => {
  it('moves waiting about: the sum weighted by the loads is the same under every rule', () => {
    const rows = nearSaturation.compute({ ...nearSaturation.defaults, seeds: [51, 52] });
    assert.deepEqual(
      rows.map(({ rule }) => rule),
      [...RULES],
    );
    const { high, low } = nearSaturation.defaults;
    for (const draw of [0, 1]) {
      const sums = rows.map((row) => high * row.high[draw] + low * row.low[draw]);
      assert.ok(Math.max(...sums) < 1.15 * Math.min(...sums), `${sums}`);
      assert.ok(rows[2].low[draw] < rows[0].low[draw]);
    }
  });
});

describe('the mark', () => {
  it('stays within U of the fair share', () => {
    const { served, ahead, bound } = fairShare.compute(fairShare.defaults);
    assert.equal(bound, 24);
    assert.equal(served.length, ahead.length);
    assert.ok(ahead.every((amount) => Math.abs(amount) <= bound));
    assert.ok(ahead.some((amount) => amount > 0) && ahead.some((amount) => amount < 0));
  });
});
