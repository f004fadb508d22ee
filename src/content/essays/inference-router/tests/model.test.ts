import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean } from '../../../../kit/sim/stats.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { MINUTES_POLICIES, type Minutes, minutes } from '../crowd.ts';
import { calls, serveUnder } from '../departures.ts';
import {
  central,
  fair,
  firstCome,
  shortestFirst,
  shortestPredicted,
  strict,
} from '../disciplines.ts';
import { type Policy, simulate } from '../fleet.ts';
import { kendall, maxMinShares, queueDepth } from '../measures.ts';
import { patient } from '../patience.ts';
import {
  earliestPredictedStart,
  leastBySnapshot,
  leastOutstanding,
  leastPredictedWork,
  random,
  roundRobin,
  sticky,
  stickyWithin,
  twoChoices,
} from '../placement.ts';
import { classOf, NO_HOME, type Pool, type Request, slotsOf } from '../workload.ts';
import {
  anybody,
  burst,
  conversations,
  homeFull,
  lawfulRun,
  near,
  nobody,
  POOL,
  SLOW_READER,
  STEADY_MIX,
  steady,
} from './laws.ts';

const CENTRAL: Record<string, Policy> = {
  firstCome: central(firstCome),
  shortestPredicted: central(shortestPredicted),
  shortestFirst: central(shortestFirst),
  strict: central(strict(classOf)),
  fair: central(fair({ pool: POOL })),
  fairNoFloor: central(fair({ pool: POOL, floor: false })),
  fairWeighted: central(fair({ pool: POOL, weights: { 'chat-a': 2 } })),
  classes: central(fair({ pool: POOL, classWeights: [16, 4, 1], classOf })),
};

const PLACED: Record<string, Policy> = {
  random,
  roundRobin,
  twoChoices,
  leastOutstanding,
  oldNews: leastBySnapshot({ refresh: 1, routers: 8, inTurn: false }),
  newsInTurn: leastBySnapshot({ refresh: 1, routers: 8, inTurn: true }),
  earliestPredictedStart,
  leastPredictedWork,
  sticky,
  stickyWithin: stickyWithin({ difference: 8, ratio: 1.5 }),
};

const MACHINE = { pool: POOL, seed: 1 };

/** Requests with given arrivals and slot times, for the closed forms. */
const plain = (rows: { arrival: number; slotTime: number; tenant?: string }[]): Request[] =>
  rows.map(({ arrival, slotTime, tenant = 'one' }, id) => ({
    id,
    tenant,
    kind: 'chat',
    arrival,
    prompt: 0,
    output: slotTime / POOL.step,
    slotTime,
    predicted: slotTime,
    home: NO_HOME,
    reusable: 0,
  }));

const ONE_SERVER: Pool = { ...POOL, replicas: 1, slots: 1 };

test('the laws of a queue hold under every central order, in the burst', () => {
  const requests = burst({ seed: 2, until: 300 });
  for (const policy of Object.values(CENTRAL)) {
    lawfulRun(requests, policy, { ...MACHINE, excuse: nobody });
  }
});

test('the laws of a queue hold under every placement', () => {
  const requests = steady({ count: 6000, seed: 2, load: 0.95, spread: 1 });
  for (const policy of Object.values(PLACED)) {
    lawfulRun(requests, policy, { ...MACHINE, excuse: anybody });
  }
});

test('a patient queue leaves a slot free only while homes are full', () => {
  const requests = conversations({ seed: 2, count: 5000, load: 1.05, skew: 0.7 });
  const machine = { pool: SLOW_READER, seed: 1 };
  for (const since of ['refusal', 'arrival'] as const) {
    for (const first of ['home', 'overdue'] as const) {
      for (const refuse of [0, 1, 8]) {
        lawfulRun(requests, patient({ refuse, since, first }), { ...machine, excuse: homeFull });
      }
    }
  }
});

test('a step that grows with the batch keeps the laws', () => {
  const pool = { ...POOL, step: 0.008, stepPerActive: 0.00075 };
  const requests = burst({ seed: 3, until: 250, pool });
  lawfulRun(requests, CENTRAL.fair, { pool, seed: 1, excuse: nobody });
});

test("Little's law holds to the printed digit in the reference run", () => {
  const requests = steady({ count: 30000, seed: 3, load: 0.95 });
  const run = lawfulRun(requests, CENTRAL.firstCome, { ...MACHINE, excuse: nobody });
  const waited = requests.reduce((sum, r) => sum + run.start[r.id] - r.arrival, 0);
  near(waited, 11880.46, 1e-6);
});

test('same seed, same run; other seed, other run; in another process too', () => {
  const once = JSON.stringify(minutes.compute(minutes.defaults));
  assert.equal(JSON.stringify(minutes.compute(minutes.defaults)), once);
  const module = new URL('../crowd.ts', import.meta.url);
  const script = `import { minutes } from ${JSON.stringify(module.href)};
    process.stdout.write(JSON.stringify(minutes.compute(minutes.defaults)));`;
  const args = ['--input-type=module', '--eval', script];
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), once);
  const starts = (seed: number) => {
    const requests = steady({ count: 500, seed, load: 0.9 });
    return simulate(requests, random, MACHINE).start.join();
  };
  assert.equal(starts(1), starts(1));
  assert.notEqual(starts(1), starts(2));
});

test('one server: M/M/1 waits 4 service times at 80 %, M/D/1 waits 2', () => {
  const wait = (draw: (u: () => number) => number) => {
    const u = seeded(1);
    let now = 0;
    const rows = Array.from({ length: 400000 }, () => {
      now += exponential(u, 1 / 0.8);
      return { arrival: now, slotTime: draw(u) };
    });
    const run = simulate(plain(rows), central(firstCome), { pool: ONE_SERVER, seed: 1 });
    return mean(rows.map(({ arrival }, i) => run.start[i] - arrival));
  };
  const exponentialService = wait((u) => exponential(u, 1));
  near(exponentialService, 4, 0.03);
  near(exponentialService, 3.983, 2e-4);
  const constantService = wait(() => 1);
  near(constantService, 2, 0.02);
  near(constantService, 2.019, 3e-4);
});

test('128 slots: the probability of a wait and the mean wait are those of Erlang C', () => {
  const u = seeded(1);
  let now = 0;
  const rows = Array.from({ length: 400000 }, () => {
    now += exponential(u, 1 / (0.9 * 128));
    return { arrival: now, slotTime: exponential(u, 1) };
  });
  const run = simulate(plain(rows), central(firstCome), MACHINE);
  const kept = rows.map(({ arrival }, i) => run.start[i] - arrival).slice(40000);
  const mustWait = mean(kept.map((wait) => (wait > 1e-9 ? 1 : 0)));
  assert.ok(Math.abs(mustWait - 0.168879) < 0.008, `P(wait) ${mustWait}`);
  near(mustWait, 0.1637, 1e-3);
  near(mean(kept), 0.013194, 0.15);
  near(mean(kept), 0.01196, 1e-3);
});

/** Two Poisson classes with exponential service of mean 1, up to where both still arrive. */
function twoClasses(loads: readonly number[], count: number): Request[] {
  const u = seeded(3);
  const total = loads[0] + loads[1];
  const streams = loads.map((load, i) => {
    let now = 0;
    return Array.from({ length: Math.floor((count * load) / total) }, () => {
      now += exponential(u, 1 / load);
      return { arrival: now, slotTime: exponential(u, 1), tenant: String(i) };
    });
  });
  const end = Math.min(...streams.map((stream) => stream[stream.length - 1].arrival));
  const rows = streams.flat().filter((row) => row.arrival < end);
  return plain(rows.sort((a, b) => a.arrival - b.arrival));
}

test('two classes: strict priority waits 3 and 30, first come 9; the weighted sum is conserved', () => {
  const loads = [0.7, 0.2];
  const requests = twoClasses(loads, 600000);
  const waitsUnder = (policy: Policy) => {
    const run = simulate(requests, policy, { pool: ONE_SERVER, seed: 1 });
    return ['0', '1'].map((tenant) =>
      mean(requests.filter((r) => r.tenant === tenant).map((r) => run.start[r.id] - r.arrival)),
    );
  };
  const priority = waitsUnder(central(strict((request) => Number(request.tenant))));
  const fifo = waitsUnder(central(firstCome));
  near(priority[0], 3, 0.03);
  near(priority[0], 3.006, 3e-4);
  near(priority[1], 30, 0.03);
  near(priority[1], 29.62, 3e-4);
  const law = (waits: readonly number[]) => loads[0] * waits[0] + loads[1] * waits[1];
  near(mean(fifo), 9, 0.03);
  near(law(priority), law(fifo), 0.01);
  near(law(priority), 8.028, 3e-4);
  near(law(fifo), 8.039, 3e-4);
});

test('an oracle that places for the earliest start is a first-come queue, on any machine', () => {
  const machine = fc.record({
    replicas: fc.integer({ min: 1, max: 9 }),
    slots: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer({ min: 1, max: 1000 }),
    load: fc.double({ min: 0.5, max: 1.3, noNaN: true }),
  });
  fc.assert(
    fc.property(machine, ({ replicas, slots, seed, load }) => {
      const pool = { ...POOL, replicas, slots };
      const requests = steady({ count: 400, seed, load, pool });
      const placed = simulate(requests, earliestPredictedStart, { pool, seed });
      const queued = simulate(requests, central(firstCome), { pool, seed });
      placed.start.forEach((start, i) => {
        assert.ok(Math.abs(start - queued.start[i]) <= 1e-9);
      });
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('fair shares keep the laws for any weights, names and classes', () => {
  const setting = fc.record({
    seed: fc.integer({ min: 1, max: 1000 }),
    names: fc.integer({ min: 1, max: 20 }),
    bulk: fc.integer({ min: 0, max: 300 }),
    background: fc.double({ min: 0.3, max: 1.1, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
    floor: fc.boolean(),
    classWeights: fc.constantFrom(undefined, [16, 4, 1], [1, 1, 1]),
  });
  fc.assert(
    fc.property(setting, ({ weight, floor, classWeights, ...rest }) => {
      const requests = burst({ ...rest, until: 140 });
      const classes = classWeights === undefined ? {} : { classWeights, classOf };
      const discipline = fair({ pool: POOL, weights: { 'chat-a': weight }, floor, ...classes });
      lawfulRun(requests, central(discipline), { ...MACHINE, excuse: nobody });
    }),
    { numRuns: 15, seed: 1 },
  );
});

/** Every number in a result is finite and not below zero. */
function assertFinite(result: Minutes): void {
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  const numbers = result.tenants.flatMap(({ p50, p99, longest }) => [p50, p99, ...longest]);
  for (const value of [...numbers, result.workWeighted, result.requests]) {
    assert.ok(value === null || (Number.isFinite(value) && value >= 0), `${value}`);
  }
}

test('the explorable works wherever its controls can go', () => {
  const settings = fc.record({
    policy: fc.constantFrom<string[]>(...MINUTES_POLICIES),
    bulk: fc.integer({ min: 0, max: 40 }).map((steps) => steps * 50),
    names: fc.integer({ min: 1, max: 20 }),
    background: fc.integer({ min: 10, max: 18 }).map((steps) => steps / 20),
    spread: fc.integer({ min: 0, max: 8 }).map((steps) => steps / 4),
    floor: fc.boolean(),
    weight: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(settings, (params) => {
      const result = minutes.compute({ ...minutes.defaults, ...params });
      assertFinite(result);
      for (const { tenant, p99, longest } of result.tenants) {
        if (tenant === 'bulk' && params.bulk === 0) continue;
        assert.notEqual(p99, null, tenant);
        assert.ok(longest.some((value) => value !== null));
      }
    }),
    {
      numRuns: 40,
      seed: 1,
      examples: [
        [{ ...minutes.defaults, policy: 'fair shares', bulk: 0, background: 0.5 }],
        [{ ...minutes.defaults, policy: 'fair shares', bulk: 2000, names: 20, background: 0.9 }],
        [{ ...minutes.defaults, policy: 'shortest predicted', bulk: 2000, background: 0.9 }],
      ],
    },
  );
  assert.throws(() => minutes.compute({ ...minutes.defaults, policy: 'none' }), RangeError);
});

test('max-min shares: nobody over an equal part while another is under it; the machine is used', () => {
  assert.deepEqual(maxMinShares([0.1, Infinity, 0.2, Infinity]), [0.1, 0.35, 0.2, 0.35]);
  const demands = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(demands, (asked) => {
      const shares = maxMinShares(asked);
      const total = shares.reduce((a, b) => a + b, 0);
      near(
        total,
        Math.min(
          1,
          asked.reduce((a, b) => a + b, 0),
        ),
        1e-9,
      );
      const most = Math.max(...shares);
      shares.forEach((share, i) => {
        assert.ok(share <= asked[i]);
        assert.ok(share >= asked[i] - 1e-12 || share >= most - 1e-12);
      });
    }),
    { seed: 1 },
  );
});

test('rank correlation and queue depth of small known cases', () => {
  near(kendall([1, 2, 3, 4], [1, 2, 3, 4]), 1, 1e-12);
  near(kendall([1, 2, 3, 4], [4, 3, 2, 1]), -1, 1e-12);
  near(kendall([1, 2, 3], [1, 3, 2]), 1 / 3, 1e-12);
  const requests = plain([
    { arrival: 0, slotTime: 3 },
    { arrival: 1, slotTime: 1 },
    { arrival: 1, slotTime: 1 },
  ]);
  const run = simulate(requests, central(firstCome), { pool: ONE_SERVER, seed: 1 });
  assert.deepEqual([...run.start], [0, 3, 4]);
  assert.deepEqual(queueDepth(requests, run, { every: 1, until: 4 }), [0, 2, 2, 1, 0]);
});

test('leavers: time is useful, wasted or idle, for any load, bound and patience', () => {
  const setting = fc.record({
    load: fc.double({ min: 0.2, max: 2, noNaN: true }),
    seed: fc.integer({ min: 1, max: 1000 }),
    bound: fc.option(fc.integer({ min: 1, max: 500 })),
    patience: fc.double({ min: 0.1, max: 60, noNaN: true }),
    drops: fc.boolean(),
  });
  fc.assert(
    fc.property(setting, ({ load, seed, ...rule }) => {
      const slots = slotsOf(POOL);
      const made = calls({ load, seed, duration: 120, pool: POOL, mix: STEADY_MIX });
      const spent = serveUnder(made, { ...rule, slots }, 120);
      assert.ok(spent.useful >= 0 && spent.wasted >= 0);
      assert.ok(spent.useful + spent.wasted <= 1 + 1e-9);
      if (rule.drops) assert.equal(spent.wasted, 0);
      assert.ok(spent.medianWait === null || spent.medianWait <= rule.patience);
    }),
    { numRuns: 60, seed: 1 },
  );
});
