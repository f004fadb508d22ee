/** The engine against what is proved of queues: waits of known systems, conservation, dominance. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean } from '../../../../kit/sim/stats.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { central, fair, firstCome, strict } from '../disciplines.ts';
import { type Policy, simulate } from '../fleet.ts';
import { workWeightedWait } from '../measures.ts';
import { earliestStart, leastWork } from '../placement.ts';
import { classOf, type Machine, type Request, slotsOf } from '../workload.ts';
import { EIGHT, flood, lawfulRun, near, nobody, plain } from './laws.ts';
import { CENTRAL, ONE_SERVER, slotTime } from './policies.ts';

test('one server: M/M/1 waits 4 service times at 80 %, M/D/1 waits 2', () => {
  const wait = (draw: (u: () => number) => number) => {
    const u = seeded(1);
    let now = 0;
    const rows = Array.from({ length: 400000 }, () => {
      now += exponential(u, 1 / 0.8);
      return { arrival: now, slotTime: draw(u) };
    });
    const run = simulate(plain(rows), central(firstCome), { machine: ONE_SERVER, seed: 1 });
    return mean(rows.map(({ arrival }, i) => run.start[i] - arrival));
  };
  near(
    wait((u) => exponential(u, 1)),
    4,
    0.03,
  );
  near(
    wait(() => 1),
    2,
    0.02,
  );
});

test('128 slots: the probability of a wait and the mean wait are those of Erlang C', () => {
  const u = seeded(1);
  let now = 0;
  const rows = Array.from({ length: 400000 }, () => {
    now += exponential(u, 1 / (0.9 * 128));
    return { arrival: now, slotTime: exponential(u, 1) };
  });
  const run = simulate(plain(rows), central(firstCome), { machine: EIGHT, seed: 1 });
  const kept = rows.map(({ arrival }, i) => run.start[i] - arrival).slice(40000);
  const mustWait = mean(kept.map((wait) => (wait > 1e-9 ? 1 : 0)));
  assert.ok(Math.abs(mustWait - 0.168879) < 0.008, `P(wait) ${mustWait}`);
  near(mean(kept), 0.013194, 0.15);
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
    const run = simulate(requests, policy, { machine: ONE_SERVER, seed: 1 });
    return ['0', '1'].map((tenant) =>
      mean(requests.filter((r) => r.tenant === tenant).map((r) => run.start[r.id] - r.arrival)),
    );
  };
  const priority = waitsUnder(central(strict((request) => Number(request.tenant))));
  const fifo = waitsUnder(central(firstCome));
  near(priority[0], 3, 0.03);
  near(priority[1], 30, 0.03);
  const law = (waits: readonly number[]) => loads[0] * waits[0] + loads[1] * waits[1];
  near(mean(fifo), 9, 0.03);
  near(law(priority), law(fifo), 0.01);
});

test("Kleinrock's law: on one server no order changes the wait weighted by work, to the digit", () => {
  const requests = flood({ seed: 4, until: 160, bulk: 60 }).slice(0, 800);
  const under = (policy: Policy) =>
    workWeightedWait(requests, simulate(requests, policy, { machine: ONE_SERVER, seed: 1 }));
  const first = under(CENTRAL.firstCome);
  for (const policy of Object.values(CENTRAL)) near(under(policy), first, 1e-9);
});

test('and on two servers one does: three requests at once, 1, 1 and 2 s', () => {
  const two: Machine = { ...EIGHT, replicas: 1, slots: 2 };
  const weighted = (slotTimes: readonly number[]) => {
    const requests = plain(slotTimes.map((time) => ({ arrival: 0, slotTime: time })));
    const run = simulate(requests, central(firstCome), { machine: two, seed: 1 });
    return workWeightedWait(requests, run) * 4;
  };
  assert.deepEqual([weighted([1, 1, 2]), weighted([2, 1, 1])], [2, 1]);
});

test('an oracle that places for the earliest start is a first-come queue, on any machine', () => {
  const machines = fc.record({
    replicas: fc.integer({ min: 1, max: 9 }),
    slots: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer({ min: 1, max: 1000 }),
    load: fc.double({ min: 0.5, max: 1.3, noNaN: true }),
  });
  fc.assert(
    fc.property(machines, ({ seed, load, ...size }) => {
      const some = { ...EIGHT, ...size };
      const u = seeded(seed);
      let now = 0;
      const requests = plain(
        Array.from({ length: 400 }, () => {
          now += exponential(u, 1 / (load * slotsOf(some)));
          return { arrival: now, slotTime: exponential(u, 1) };
        }),
      );
      const placed = simulate(requests, earliestStart(slotTime), { machine: some, seed });
      const queued = simulate(requests, central(firstCome), { machine: some, seed });
      placed.start.forEach((start, i) => {
        assert.ok(Math.abs(start - queued.start[i]) <= 1e-9);
      });
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('with one slot to a replica the least work left is the queue, and with several it is not', () => {
  const u = seeded(4);
  let now = 0;
  const requests = plain(
    Array.from({ length: 3000 }, () => {
      now += exponential(u, 1 / (0.9 * 8));
      return { arrival: now, slotTime: exponential(u, 1) };
    }),
  );
  const furthest = (slots: number) => {
    const some = { ...EIGHT, replicas: 8 / slots, slots };
    const under = (policy: Policy) => simulate(requests, policy, { machine: some, seed: 1 }).start;
    const queued = under(central(firstCome));
    return Math.max(...under(leastWork(slotTime)).map((start, i) => Math.abs(start - queued[i])));
  };
  assert.ok(furthest(1) < 1e-9);
  assert.ok(furthest(4) > 0.1);
});

test('fair shares keep the laws for any names, loads and classes', () => {
  const setting = fc.record({
    seed: fc.integer({ min: 1, max: 1000 }),
    names: fc.integer({ min: 1, max: 20 }),
    bulk: fc.integer({ min: 0, max: 300 }),
    background: fc.double({ min: 0.3, max: 1.1, noNaN: true }),
    floor: fc.boolean(),
    weights: fc.constantFrom(undefined, [16, 4, 1], [1, 1, 1]),
  });
  fc.assert(
    fc.property(setting, ({ floor, weights, ...rest }) => {
      const requests = flood({ ...rest, until: 140 });
      const classes = weights === undefined ? {} : { classWeights: weights, classOf };
      const discipline = fair({ machine: EIGHT, floor, ...classes });
      lawfulRun(requests, central(discipline), { machine: EIGHT, seed: 1, excuse: nobody });
    }),
    { numRuns: 15, seed: 1 },
  );
});

/** Slot seconds given to each of some tenants until `end`, all of whom always have work. */
function givenUntil(end: number, policy: Policy, requests: readonly Request[]) {
  const run = simulate(requests, policy, { machine: EIGHT, seed: 1 });
  const given = new Map<string, number>();
  for (const { id, tenant } of requests) {
    const held = Math.max(0, Math.min(end, run.finish[id]) - run.start[id]);
    given.set(tenant, (given.get(tenant) ?? 0) + held);
  }
  return given;
}

test('two tenants who always wait share the machine evenly, whatever they ask for', () => {
  const rows = Array.from({ length: 6000 }, (_, i) => ({
    arrival: 0,
    slotTime: i % 2 === 0 ? 1 : 4,
    tenant: i % 2 === 0 ? 'short' : 'long',
  }));
  const given = givenUntil(40, CENTRAL.fair, plain(rows));
  near(given.get('short') ?? 0, given.get('long') ?? 1, 0.05);
});
