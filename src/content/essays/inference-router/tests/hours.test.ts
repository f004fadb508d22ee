/** The hour, the engine that works in batches, the live machine, and what is measured of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean } from '../../../../kit/sim/stats.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { HOURS } from '../arrivals.ts';
import { serveUnder } from '../departures.ts';
import { fair, firstCome } from '../disciplines.ts';
import { type Engine, simulateBatches } from '../engine.ts';
import { type Policy, simulate } from '../fleet.ts';
import { hour } from '../hours.ts';
import { LENGTHS } from '../lengths.ts';
import { FREE, LIVE_ORDERS, machine, stateAt } from '../live.ts';
import { whoseMinutes } from '../machine.ts';
import { maxMinShares, spreadOf, waits } from '../measures.ts';
import { twoChoices } from '../placement.ts';
import { STRETCH } from '../stretch.ts';
import { clockAt, floodIn } from '../workload.ts';
import { EIGHT, flood, near, plain } from './laws.ts';
import { CENTRAL, PLACED, slotTime } from './policies.ts';

test('the hour: as many requests as the files, the offered load, and dependent lengths', () => {
  const requests = hour({ seed: 1, load: 0.9, machine: EIGHT });
  const of = (kind: string) => requests.filter((request) => request.kind === kind);
  assert.deepEqual([of('code').length, of('chat').length], [8819, 19366]);
  assert.deepEqual([LENGTHS.code.requests, LENGTHS.chat.requests], [8819, 19366]);
  const work = requests.reduce((sum, request) => sum + request.slotTime, 0);
  near(work / (128 * requests[requests.length - 1].arrival), 0.9, 0.01);
  near(mean(of('code').map(slotTime)), 0.66, 0.04);
  near(mean(of('chat').map(slotTime)), 4.28, 0.02);
  const answers = (from: number, to: number) =>
    mean(
      of('chat')
        .filter(({ prompt }) => prompt >= from && prompt < to)
        .map((r) => r.output),
    );
  near(answers(1020, 1115), 412, 0.05);
  near(answers(2734, 20000), 74, 0.15);
  requests.forEach(({ id, arrival }, i) => {
    assert.equal(id, i);
    assert.ok(i === 0 || arrival >= requests[i - 1].arrival);
  });
});

test('the hour under an independent simulator: mean waits of section 4 of the replay', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const means = (policy: Policy, scattered: boolean) =>
    spreadOf(
      seeds.map((seed) => {
        const requests = hour({ seed, load: 0.9, machine: EIGHT, scattered });
        return mean(waits(requests, simulate(requests, policy, { machine: EIGHT, seed })));
      }),
    );
  const agrees = (policy: Policy, scattered: boolean, found: number, half: number) => {
    const spread = means(policy, scattered);
    assert.ok(
      Math.abs(spread.mean - found) <= spread.half + half,
      `${spread.mean} ± ${spread.half} and ${found} ± ${half}`,
    );
  };
  agrees(CENTRAL.firstCome, false, 1.02, 0.06);
  agrees(twoChoices, false, 1.08, 0.06);
  agrees(PLACED.joinIdle, false, 1.23, 0.07);
  agrees(PLACED.together, false, 1.78, 0.06);
  agrees(PLACED.ofTwo, false, 1.2, 0.06);
  agrees(CENTRAL.firstCome, true, 0.041, 0.003);
});

test('batches: slots, order in time, and the time of a lone request', () => {
  const engine: Engine = { ...EIGHT, reads: 40000, emptyStep: 8, chunk: 512 };
  const alone = { ...plain([{ arrival: 0, slotTime: 2 }])[0], prompt: 1024, output: 100 };
  const one = simulateBatches([alone], firstCome(), { engine, seed: 1 });
  const step = 0.008 + 0.012 / 16;
  near(one.read[0], 2 * (step + 512 / 40000), 1e-9);
  near(one.finish[0], one.read[0] + 100 * step, 1e-9);
  const requests = flood({ seed: 3, until: 150, bulk: 200, background: 0.6 });
  const run = simulateBatches(requests, fair({ machine: EIGHT })(), { engine, seed: 1 });
  const changes = requests.flatMap(({ id, arrival }) => {
    assert.ok(arrival <= run.start[id] && run.start[id] < run.read[id]);
    assert.ok(run.read[id] < run.finish[id]);
    return [
      { at: run.start[id], by: 1 },
      { at: run.finish[id], by: -1 },
    ];
  });
  let active = 0;
  for (const { by } of changes.sort((a, b) => a.at - b.at || a.by - b.by)) {
    active += by;
    assert.ok(active >= 0 && active <= 128);
  }
});

test('the live machine: its minutes are the whole hour’s, and enough at every load', () => {
  const { from, until, machine: replicas } = machine.defaults;
  const load = whoseMinutes.controls?.find(({ name }) => name === 'background');
  assert.ok(load?.kind === 'number');
  for (const background of [load.min, load.max]) {
    const params = { ...machine.defaults, background };
    const drawn = (came: typeof STRETCH) => floodIn({ from, came }, params, seeded(1));
    assert.deepEqual(drawn(STRETCH), drawn({ code: HOURS.code, chat: HOURS.chat }));
    const end = from + until / clockAt(background, replicas);
    assert.ok(end <= 60 * (STRETCH.code.first + STRETCH.code.arrivals.length));
  }
});

test('the live machine: a slot has one tenant at a time, and all are somewhere', () => {
  for (const order of LIVE_ORDERS) {
    const params = { ...machine.defaults, order, until: 200 };
    const flooded = machine.compute(params);
    const { start, finish, slot } = flooded.chosen;
    const bySlot = new Map<number, [number, number][]>();
    slot.forEach((one, id) => {
      const held = bySlot.get(one) ?? [];
      held.push([start[id], finish[id]]);
      bySlot.set(one, held);
    });
    assert.ok(bySlot.size <= 128);
    for (const held of bySlot.values()) {
      held.sort((a, b) => a[0] - b[0]);
      held.forEach(([from], i) => {
        assert.ok(i === 0 || from >= held[i - 1][1]);
      });
    }
    for (const seconds of [0, 118, 125, 150, 250]) {
      const { slots, waiting } = stateAt(flooded, flooded.chosen, {
        machine: params.machine,
        seconds,
      });
      const here = flooded.arrival.filter(
        (at, id) => at <= seconds * 1000 && finish[id] > seconds * 1000,
      );
      const busy = slots.filter((one) => one !== FREE).length;
      assert.equal(busy + waiting.length, here.length);
      if (waiting.length > 0) assert.equal(busy, 128, 'nobody waits beside a free slot');
    }
  }
});

test('max-min shares: nobody over an equal part while another is under it; the machine is used', () => {
  assert.deepEqual(maxMinShares([0.1, Infinity, 0.2, Infinity]), [0.1, 0.35, 0.2, 0.35]);
  const demands = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(demands, (asked) => {
      const shares = maxMinShares(asked);
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      near(sum(shares), Math.min(1, sum(asked)), 1e-9);
      const most = Math.max(...shares);
      shares.forEach((share, i) => {
        assert.ok(share <= asked[i]);
        assert.ok(share >= asked[i] - 1e-12 || share >= most - 1e-12);
      });
    }),
    { seed: 1 },
  );
});

test('a spread: Student’s t of a known sample, and none from one run', () => {
  const { mean: centre, half, oneRun, low, high } = spreadOf([1, 2, 3, 4]);
  assert.deepEqual([centre, half, low, high], [2.5, 2.054, 1, 4]);
  assert.deepEqual(oneRun, [0, 7.093]);
  assert.throws(() => spreadOf([1]), RangeError);
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
      const u = seeded(seed);
      let now = 0;
      const made = plain(
        Array.from({ length: 3000 }, () => {
          now += exponential(u, 3 / (load * 128));
          return { arrival: now, slotTime: exponential(u, 3) };
        }),
      );
      const spent = serveUnder(made, { ...rule, slots: 128 });
      assert.ok(spent.useful >= 0 && spent.wasted >= 0);
      assert.ok(spent.useful + spent.wasted <= 1 + 1e-9);
      assert.ok(spent.inTime >= 0 && spent.inTime <= 1);
      if (rule.drops) assert.equal(spent.wasted, 0);
      assert.ok(spent.medianWait === null || spent.medianWait <= rule.patience);
    }),
    { numRuns: 60, seed: 1 },
  );
});
