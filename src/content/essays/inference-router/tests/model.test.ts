import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean } from '../../../../kit/sim/stats.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { HOURS } from '../arrivals.ts';
import { CLASS_WEIGHTS, given } from '../assumed.ts';
import { serveUnder } from '../departures.ts';
import {
  asking,
  central,
  fair,
  firstCome,
  limited,
  limitedEach,
  pulling,
  shortestPredicted,
  strict,
} from '../disciplines.ts';
import { type Engine, simulateBatches } from '../engine.ts';
import { type Policy, simulate } from '../fleet.ts';
import { conversations, hour } from '../hours.ts';
import { LENGTHS } from '../lengths.ts';
import { FREE, LIVE_ORDERS, machine, stateAt } from '../live.ts';
import { whoseMinutes } from '../machine.ts';
import { maxMinShares, spreadOf, waits, workWeightedWait } from '../measures.ts';
import { patient } from '../patience.ts';
import {
  apart,
  bySnapshot,
  earliestStart,
  homeWithin,
  joinIdle,
  leastOutstanding,
  leastWork,
  random,
  roundRobin,
  sticky,
  stickyWithin,
  twoChoices,
  twoChoicesInOrder,
  withoutLong,
} from '../placement.ts';
import { STRETCH } from '../stretch.ts';
import {
  classOf,
  clockAt,
  floodIn,
  type Machine,
  ofSixth,
  type Request,
  slotsOf,
} from '../workload.ts';
import { anybody, EIGHT, flood, homeFull, lawfulRun, near, nobody, plain } from './laws.ts';

const classWeights = CLASS_WEIGHTS.map(({ assumed }) => assumed);

const CENTRAL: Record<string, Policy> = {
  firstCome: central(firstCome),
  pulling: central(pulling(8)),
  shortestPredicted: central(shortestPredicted),
  strict: central(strict(classOf)),
  fair: central(fair({ machine: EIGHT })),
  fairNoFloor: central(fair({ machine: EIGHT, floor: false })),
  classes: central(fair({ machine: EIGHT, classWeights, classOf })),
};

const slotTime = (request: Request) => request.slotTime;

const PLACED: Record<string, Policy> = {
  random,
  roundRobin,
  twoChoices,
  leastOutstanding,
  leastWork: leastWork(slotTime),
  earliestStart: earliestStart(({ predicted }) => predicted),
  joinIdle: joinIdle(8),
  together: bySnapshot({ refresh: 1, routers: 8, inTurn: false, compares: 'all' }),
  inTurn: bySnapshot({ refresh: 1, routers: 8, inTurn: true, compares: 'all' }),
  ofTwo: bySnapshot({ refresh: 1, routers: 8, inTurn: false, compares: 'two' }),
  sticky,
  stickyWithin: stickyWithin({ difference: 8, ratio: 1.5 }),
  homeWithin: homeWithin(8),
  withoutLong: withoutLong(4),
  asking: asking({ routers: 8, every: 0.1 }),
  fairInside: twoChoicesInOrder(fair({ machine: EIGHT })),
  apart: apart(1, ofSixth),
  limited: central(limited(16, ofSixth)),
  limitedEach: central(limitedEach(16)),
};

const ONE_SERVER: Machine = { ...EIGHT, replicas: 1, slots: 1 };

test('the laws of a queue hold under every central order, in the flood', () => {
  const requests = flood({ seed: 2, until: 240 });
  for (const policy of Object.values(CENTRAL)) {
    lawfulRun(requests, policy, { machine: EIGHT, seed: 1, excuse: nobody });
  }
});

test('the laws of a queue hold under every placement', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  for (const policy of Object.values(PLACED)) {
    lawfulRun(requests, policy, { machine: EIGHT, seed: 1, excuse: anybody });
  }
});

test('lines in order of arrival inside replicas are two choices, to the digit', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  const startsUnder = (policy: Policy) =>
    simulate(requests, policy, { machine: EIGHT, seed: 1 }).start;
  assert.deepEqual(startsUnder(twoChoicesInOrder(firstCome)), startsUnder(twoChoices));
});

test('a replica apart serves the sixth tenant and nobody else', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  const { servedBy } = simulate(requests, apart(1, ofSixth), { machine: EIGHT, seed: 1 });
  for (const request of requests) assert.equal(servedBy[request.id] === 0, ofSixth(request));
});

test('a limit: so many slots at most; first come if it does not bind', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  const under = (policy: Policy) => simulate(requests, policy, { machine: EIGHT, seed: 1 });
  const { start, finish } = under(central(limited(16, ofSixth)));
  const sixth = requests.filter(ofSixth).map(({ id }) => id);
  const heldAt = (now: number) => sixth.filter((id) => start[id] <= now && now < finish[id]).length;
  assert.equal(Math.max(...sixth.map((id) => heldAt(start[id]))), 16);
  assert.deepEqual(under(central(limited(128, ofSixth))).start, under(CENTRAL.firstCome).start);
});

test('a limit for each tenant holds for each; first come if it does not bind', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  const under = (policy: Policy) => simulate(requests, policy, { machine: EIGHT, seed: 1 });
  const { start, finish } = under(central(limitedEach(16)));
  const most = (tenant: string) => {
    const mine = requests.filter((request) => request.tenant === tenant).map(({ id }) => id);
    const heldAt = (now: number) =>
      mine.filter((id) => start[id] <= now && now < finish[id]).length;
    return Math.max(...mine.map((id) => heldAt(start[id])));
  };
  assert.deepEqual(['chat-a', 'code-a', 'bulk'].map(most), [16, 16, 16]);
  assert.deepEqual(under(central(limitedEach(128))).start, under(CENTRAL.firstCome).start);
});

test('the long never come to the replica that is kept for the others', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 300 });
  const { servedBy } = simulate(requests, withoutLong(4), { machine: EIGHT, seed: 1 });
  const there = requests.filter(({ id }) => servedBy[id] === EIGHT.replicas - 1);
  assert.ok(there.length > 500);
  assert.ok(there.every(({ predicted }) => predicted < 4));
});

test('a home too far ahead is left for the emptiest, and no other', () => {
  const busy = (home: number, count: number) =>
    Array.from({ length: count }, () => ({ arrival: 0, slotTime: 1, home }));
  const rows = [...busy(0, 12), { arrival: 0.5, slotTime: 1, home: 0 }];
  const requests = plain(rows).map((request, i) => ({ ...request, home: rows[i].home }));
  const placedAt = (difference: number) => [
    ...simulate(requests, homeWithin(difference), { machine: EIGHT, seed: 1 }).servedBy,
  ];
  assert.deepEqual(new Set(placedAt(12)), new Set([0]));
  const away = placedAt(5);
  assert.deepEqual(away.slice(0, 6), [0, 0, 0, 0, 0, 0]);
  assert.notEqual(away[6], 0);
});

test('slots that ask blindly find whoever waits; the more often, the nearer to one queue', () => {
  const requests = flood({ seed: 2, until: 200, bulk: 0 });
  const wait = (policy: Policy) =>
    mean(waits(requests, simulate(requests, policy, { machine: EIGHT, seed: 1 })));
  const [often, seldom] = [0.01, 1].map((every) => wait(asking({ routers: 8, every })));
  const queue = wait(CENTRAL.firstCome);
  assert.ok(often - queue < 0.02 && seldom - queue > 0.05, `${queue} ${often} ${seldom}`);
});

const SLOW: Machine = { ...EIGHT, reads: given.slowReads.assumed };

test('a patient queue leaves a slot free only while homes are full', () => {
  const scene = { load: 1.05, skew: 0.7, withHome: 0.8, heldAtHome: 0.8 };
  const requests = conversations({ seed: 2, machine: SLOW, ...scene }).slice(0, 4000);
  for (const since of ['refusal', 'arrival'] as const) {
    for (const first of ['home', 'overdue'] as const) {
      for (const refuse of [0, 1, 8]) {
        const policy = patient({ refuse, since, first });
        lawfulRun(requests, policy, { machine: SLOW, seed: 1, excuse: homeFull });
      }
    }
  }
});

test('same seed, same run; other seed, other run; in another process too', () => {
  const params = { ...machine.defaults, until: 150 };
  const once = JSON.stringify(machine.compute(params));
  assert.equal(JSON.stringify(machine.compute(params)), once);
  assert.notEqual(JSON.stringify(machine.compute({ ...params, seed: 2 })), once);
  const module = new URL('../live.ts', import.meta.url);
  const script = `import { machine } from ${JSON.stringify(module.href)};
    process.stdout.write(JSON.stringify(machine.compute({ ...machine.defaults, until: 150 })));`;
  const args = ['--input-type=module', '--eval', script];
  const other = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(other, once);
});

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
