import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from '../../../../kit/sim/random.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { unit, widestGap } from '../assumptions.ts';
import { type Policy, runEngine } from '../engine.ts';
import {
  deficitRoundRobin,
  fifo,
  type LinkLog,
  type MakeDiscipline,
  meanWaits,
  meanWaitsInTheory,
  type Packet,
  priority,
  serve,
  startTimeFair,
  twoFlows,
} from '../link.ts';
import { burstOfLong, comingBack, currencies, fairShare, twoClasses, twoPoles } from '../model.ts';
import { firstCome, leastServed, strictPriority } from '../policies.ts';
import { backlog, burst, jainIndex, machine, receivedBetween, ticks } from '../scenes.ts';

const { engine } = burstOfLong.defaults;

const near = (value: number, golden: number, tolerance: number) =>
  assert.ok(Math.abs(value - golden) <= tolerance * Math.abs(golden), `${value}, not ${golden}`);

describe('the link', () => {
  const oneFlow = (size: (random: () => number) => number): Packet[] => {
    const random = seeded(1);
    let arrival = 0;
    return Array.from({ length: 400_000 }, (_, id) => {
      arrival += exponential(random, 1 / 0.8);
      return { id, flow: 0, arrival, size: size(random) };
    });
  };

  it('keeps the closed forms of one flow', () => {
    const exponentialSizes = oneFlow((random) => exponential(random, 1));
    near(meanWaits(exponentialSizes, serve(exponentialSizes, 1, fifo))[0], 4, 0.03);
    const constantSizes = oneFlow(() => 1);
    near(meanWaits(constantSizes, serve(constantSizes, 1, fifo))[0], 2, 0.02);
  });

  it('keeps the closed forms of two classes, and conserves the sum of load times wait', () => {
    const packets = twoFlows([0.7, 0.2], 3, 600_000);
    const strict = meanWaits(packets, serve(packets, 2, priority));
    const asTheyCame = meanWaits(packets, serve(packets, 2, fifo));
    const theory = meanWaitsInTheory(0.7, 0.2);
    near(theory.high, 3, 1e-9);
    near(theory.low, 30, 1e-9);
    near(theory.fifo, 9, 1e-9);
    near(strict[0], 3.006, 0.001);
    near(strict[1], 29.62, 0.001);
    near(strict[0], theory.high, 0.03);
    near(strict[1], theory.low, 0.03);
    near((0.7 * asTheyCame[0] + 0.2 * asTheyCame[1]) / 0.9, theory.fifo, 0.03);
    const sum = (waits: number[]) => 0.7 * waits[0] + 0.2 * waits[1];
    near(sum(strict), sum(asTheyCame), 0.01);
    near(sum(strict), 8.1, 0.02);
  });

  it('finishes the same work at the same time in any order', () => {
    const random = seeded(77);
    const packets = Array.from({ length: 500 }, () => ({
      flow: Math.floor(4 * random()),
      arrival: Math.floor(3000 * random()),
      size: 1 + Math.floor(9 * random()),
    }))
      .sort((a, b) => a.arrival - b.arrival)
      .map((packet, id) => ({ ...packet, id }));
    for (const discipline of [fifo, priority, deficitRoundRobin(10), startTimeFair]) {
      assert.equal(serve(packets, 4, discipline).end, 3003);
    }
  });

  it('keeps the bounds of deficit round robin and start-time fair queueing', () => {
    const gap = (log: LinkLog) =>
      widestGap({ ...log, tenants: log.flows, ticks: log.start.length }).amount;
    const reached = { round: 0, start: 0, fifo: 0 };
    for (let i = 1; i <= 1500; i++) {
      const random = seeded(11 * i);
      const flows = 2 + Math.floor(random() * 4);
      const longest = 1 + Math.floor(random() * 32);
      const quantum = longest + Math.floor(random() * 20);
      const count = 20 + Math.floor(random() * 200);
      const packets = Array.from({ length: count }, () => ({
        flow: Math.floor(random() * flows),
        arrival: Math.floor(random() * count),
        size: 1 + Math.floor(random() * longest),
      }))
        .sort((a, b) => a.arrival - b.arrival)
        .map((packet, id) => ({ ...packet, id }));
      const relative = (discipline: MakeDiscipline, bound: number) =>
        gap(serve(packets, flows, discipline)) / bound;
      const roundBound = 2 * longest + quantum;
      reached.round = Math.max(reached.round, relative(deficitRoundRobin(quantum), roundBound));
      reached.start = Math.max(reached.start, relative(startTimeFair, 2 * longest));
      reached.fifo = Math.max(reached.fifo, relative(fifo, roundBound));
    }
    assert.ok(reached.round > 0.85 && reached.round <= 1, `${reached.round}`);
    assert.ok(reached.start > 0.9 && reached.start <= 1, `${reached.start}`);
    assert.ok(reached.fifo > 3, `${reached.fifo}`);
  });
});

describe('two poles', () => {
  const { theory, simulated } = twoPoles.compute(twoPoles.defaults);

  it('simulates what the formulas say', () => {
    for (const { load, high, low, fifo: both } of simulated) {
      const expected = meanWaitsInTheory(load, 0.1);
      near(high, expected.high, 0.06);
      near(low, expected.low, 0.15);
      near(both, expected.fifo, 0.1);
    }
  });

  it('has the low class above, the high class below, first come between, everywhere', () => {
    for (const { high, low, fifo: both } of [...theory, ...simulated].filter((p) => p.load > 0)) {
      assert.ok(high < both && both < low);
    }
  });

  it('keeps the sum of load times wait', () => {
    for (const { load, high, low, fifo: both } of theory) {
      near(load * high + 0.1 * low, (load + 0.1) * both, 0.01);
    }
    const { conserved, conservedFifo, high, low } = twoClasses.compute(twoClasses.defaults);
    near(conserved, 8.1, 1e-9);
    near(conserved, conservedFifo, 1e-9);
    near(low / high, 1 / (1 - 0.9), 1e-9);
  });
});

describe('the burst of long requests', () => {
  it('has aging between first come and strict priority, in both columns', () => {
    const rows = burstOfLong.compute({ ...burstOfLong.defaults, seeds: [21] });
    for (let i = 1; i <= 4; i++) {
      assert.ok(rows[i].p99.mean < rows[i - 1].p99.mean);
      assert.ok(rows[i].burstDone.mean > rows[i - 1].burstDone.mean);
    }
  });
});

describe('the interactive tenant beside the burst', () => {
  it('asks for less than half of the service', () => {
    const log = runEngine(burst(engine, 0.6, 200, 21), machine(engine, 2), strictPriority);
    const [interactive, long] = receivedBetween(log, ticks(engine, 60), ticks(engine, 300));
    assert.ok(interactive < long / 2, `${interactive}, ${long}`);
  });
});

describe('four policies in three currencies', () => {
  it('lets the gap grow with time under first come, and not under counters', () => {
    const gapAfter = (policy: Policy, seconds: number) =>
      widestGap(
        runEngine(
          backlog(engine, currencies.defaults.mix, 5),
          machine(engine, 3),
          policy,
          ticks(engine, seconds),
        ),
      ).amount;
    assert.ok(gapAfter(firstCome, 600) > 1.8 * gapAfter(firstCome, 300));
    const bound = unit({ longestPrompt: 126_195, longestOutput: 2000, slots: engine.slots });
    assert.ok(gapAfter(leastServed(), 600) < bound);
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

describe('the mark', () => {
  it('stays within U of the fair share', () => {
    const { served, ahead, bound } = fairShare.compute(fairShare.defaults);
    assert.equal(bound, 24);
    assert.equal(served.length, ahead.length);
    assert.ok(ahead.every((amount) => Math.abs(amount) <= bound));
    assert.ok(ahead.some((amount) => amount > 0) && ahead.some((amount) => amount < 0));
  });
});
