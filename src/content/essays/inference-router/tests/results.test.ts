import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from '../../../../kit/experiment.ts';
import { summary } from '../../../../kit/sim/stats.ts';
import { type CrowdPolicy, crowd, division, MINUTES_POLICIES, minutes, names } from '../crowd.ts';
import { central, fair, firstCome } from '../disciplines.ts';
import { type Policy, simulate } from '../fleet.ts';
import { waits } from '../measures.ts';
import {
  handOver,
  mix,
  oneSlot,
  oracle,
  ordering,
  pooling,
  prediction,
  predictor,
  staleness,
  WAY_NAMES,
  where,
} from '../model.ts';
import { clocks, leaving, prefixes } from '../patience-runs.ts';
import { earliestPredictedStart, leastOutstanding } from '../placement.ts';
import { burst, POOL, type Pool, steady } from '../workload.ts';
import { near, printed } from './laws.ts';

/** The result of an experiment as printed, computed once. */
function once<P, R>(of: Experiment<P, R>): () => R {
  let kept: { result: R } | undefined;
  return () => {
    kept ??= { result: of.compute(of.defaults) };
    return kept.result;
  };
}

/** Fails unless the values ascend (equals allowed). */
const ascending = (values: readonly number[]) =>
  values.forEach((value, i) => {
    assert.ok(i === 0 || values[i - 1] <= value, `${values[i - 1]} then ${value}`);
  });

const results = {
  where: once(where),
  crowd: once(crowd),
  prefixes: once(prefixes),
  leaving: once(leaving),
};

const row = (name: CrowdPolicy) => {
  const found = results.crowd().find((one) => one.name === name);
  assert.ok(found);
  const p99 = Object.fromEntries(found.tenants.map((one) => [one.tenant, one.p99]));
  const p50 = Object.fromEntries(found.tenants.map((one) => [one.tenant, one.p50]));
  return { ...found, p99, p50 };
};

const BACKGROUND = ['code-a', 'code-b', 'chat-a', 'chat-b', 'chat-c'];

test('results are small JSON without gaps', () => {
  const all = [
    ...Object.values(results).map((result) => result()),
    ...[mix, pooling, division, predictor].map((of) =>
      (of as typeof mix).compute(of.defaults as never),
    ),
  ];
  for (const result of all) {
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
    assert.ok(JSON.stringify(result).length < 6000);
  }
});

test('the mix: slot time, its variation, and the small share of work that is code', () => {
  const found = mix.compute(mix.defaults);
  near(found.slotTime, 3.5, 0.02);
  near(found.scv, 1.12, 0.02);
  near(found.byKind.code, 0.677, 0.02);
  near(found.byKind.chat, 4.258, 0.02);
  near(found.byKind.long, 7.464, 0.02);
  near(found.codeOfRequests, 0.3, 0.02);
  near(found.codeOfWork, 0.06, 0.05);
});

test('pooling: at 90 % the wait falls from nine service times to almost none', () => {
  const found = pooling.compute(pooling.defaults);
  assert.deepEqual(
    found.map(({ slots, mustWait }) => [slots, Number(mustWait.toFixed(2))]),
    [
      [1, 0.9],
      [16, 0.59],
      [128, 0.17],
    ],
  );
  printed(found[1].wait, '0.37');
  printed(found[2].wait, '0.013');
});

test('Figure 1: the five ways keep their order at every load, and three are nearly one', () => {
  const { waits: found } = results.where();
  const { loads } = where.defaults;
  loads.forEach((load, i) => {
    // Below 0.05 s the figure draws them all on its floor.
    const at = WAY_NAMES.map((way) => Math.max(found[way][i].mean, 0.05));
    ascending([...at].reverse());
    if (load >= 0.9) {
      const [blind, turns, two, least, queue] = at;
      assert.ok(turns > 2 * two, 'round robin stands apart');
      assert.ok(blind > turns);
      assert.ok(two < 2.5 * queue && least < 1.7 * queue, 'three curves are nearly one');
    }
  });
  assert.ok(found['least outstanding'][1].high < 0.05, 'at 80 % nobody waits');
  assert.ok(found['two choices'][1].high < 0.5);
});

test('one slot per replica: the queue matters more, and so does placement', () => {
  const found = oneSlot.compute(oneSlot.defaults);
  ascending([...WAY_NAMES.map((way) => found[way])].reverse());
  assert.ok(found['two choices'] > 3 * found['least outstanding']);
  assert.ok(found['least outstanding'] > 4 * found['central queue']);
});

test('an oracle starts every request exactly when a queue would', () => {
  assert.equal(oracle.compute(oracle.defaults).difference, 0);
  const requests = steady({ count: 50000, seed: 3, load: 0.95 });
  const machine = { pool: POOL, seed: 1 };
  const placed = simulate(requests, earliestPredictedStart, machine);
  const queued = simulate(requests, central(firstCome), machine);
  assert.deepEqual(placed.start, queued.start);
});

test('placing by a prediction gains nothing over counting; placing by its sum is worse', () => {
  const found = prediction.compute(prediction.defaults);
  found.earliestStart.forEach((placed, i) => {
    near(placed.mean, found.counting.mean, 0.1);
    assert.ok(found.leastWork[i].p99 > 1.2 * found.counting.p99);
    assert.ok(found.leastWork[i].mean > 2 * found.counting.mean);
  });
  ascending(found.leastWork.map((worse) => worse.mean));
});

test('ordering: a label gives most of what an oracle gives, with a far shorter longest wait', () => {
  const found = ordering.compute(ordering.defaults);
  ascending([found.oracle.mean, found.predicted.mean, found.label.mean, found.arrival.mean]);
  assert.ok(found.predicted.mean < 0.6 * found.arrival.mean, 'a poor prediction nearly halves it');
  assert.ok(found.labelOfOracle > 0.6 && found.labelOfOracle < 0.8);
  assert.ok(found.arrival.max < 5);
  assert.ok(found.label.max < 0.4 * found.predicted.max);
  assert.ok(found.oracle.max > 30 && found.predicted.max > 30);
});

test('the prediction error of the model is as good as the published ones', () => {
  const [good, middle, poor] = predictor.compute(predictor.defaults);
  near(good.tau, 0.55, 0.03);
  near(middle.tau, 0.46, 0.03);
  near(poor.tau, 0.34, 0.04);
});

test('a hand-over of 5 ms costs next to nothing; 200 ms does not', () => {
  const [none, short, long] = handOver.compute(handOver.defaults);
  assert.ok(short.wait >= none.wait && short.wait < 1.1 * none.wait);
  assert.ok(long.wait > 4 * none.wait);
});

test('old news: eight routers with a view five seconds old do worse than one with none', () => {
  const { blind, fresh, stale } = staleness.compute(staleness.defaults);
  const p99 = (refresh: number, routers: number) => {
    const found = stale.find((one) => one.refresh === refresh && one.routers === routers);
    assert.ok(found);
    return found.p99;
  };
  ascending([fresh, p99(1, 1), p99(5, 1), p99(1, 8), blind, p99(5, 8)]);
});

test('Figure 2: under every placement everybody waits alike', () => {
  for (const { decides, name } of results.crowd()) {
    if (decides !== 'where' && name !== 'first come') continue;
    const { p99 } = row(name);
    const all = Object.values(p99);
    assert.ok(Math.min(...all) > 35, name);
    assert.ok(Math.max(...all) < 1.2 * Math.min(...all), name);
  }
});

test('Figure 2: under fair shares only those over their share wait', () => {
  const { p99, p50, bulkDone } = row('fair shares');
  for (const tenant of ['code-a', 'code-b']) assert.ok(p99[tenant] < 1);
  for (const tenant of ['chat-b', 'chat-c']) assert.ok(p99[tenant] < 4);
  assert.ok(p99['chat-a'] > 5 && p99['chat-a'] < 25);
  const before = row('first come');
  assert.ok(p50.bulk > 2.5 * before.p50.bulk);
  assert.ok(bulkDone > 1.8 * before.bulkDone);
  const twice = row('fair, chat-a twice').p99;
  assert.ok(twice['chat-a'] < 5 && twice['chat-b'] >= p99['chat-b']);
});

test('Figure 2: classes, with and without shares, keep the background short', () => {
  for (const name of ['strict classes', 'classes 16:4:1'] as const) {
    const { p99 } = row(name);
    for (const tenant of BACKGROUND) assert.ok(p99[tenant] < 6, `${name} ${tenant}`);
    assert.ok(p99.bulk > 100);
  }
  const shortest = row('shortest predicted').p99;
  assert.ok(shortest['code-a'] < 10 && shortest['chat-b'] > 60);
});

test('Figure 2: without the floor the same shares cost the same tenants at least five times', () => {
  const without = row('fair, no floor').p99;
  const { p99 } = row('fair shares');
  for (const tenant of ['chat-b', 'chat-c']) assert.ok(without[tenant] > 5 * p99[tenant]);
});

test('Figure 2 is the same picture on other machines, with other bursts and backgrounds', () => {
  const growing = { ...POOL, step: 0.008, stepPerActive: 0.00075 };
  const settings: { pool?: Pool; bulk?: number; background?: number }[] = [
    { pool: growing },
    { pool: { ...POOL, replicas: 4, slots: 32 } },
    { pool: { ...POOL, replicas: 32, slots: 4 } },
    { bulk: 200 },
    { bulk: 2000 },
    { background: 0.5 },
    { background: 0.85 },
  ];
  for (const setting of settings) {
    const pool = setting.pool ?? POOL;
    const requests = burst({ seed: 1, ...setting });
    const tails = (policy: Policy) => {
      const run = simulate(requests, policy, { pool, seed: 1 });
      return [...BACKGROUND, 'bulk'].map((tenant) => {
        const busy = waits(
          requests,
          run,
          (r) => r.tenant === tenant && r.arrival >= 120 && r.arrival < 300,
        );
        return summary(busy).p99;
      });
    };
    const queued = tails(central(firstCome));
    for (const alike of [queued, tails(leastOutstanding)]) {
      assert.ok(Math.max(...alike) < 1.3 * Math.min(...alike), JSON.stringify(setting));
    }
    const [codeA, codeB, , chatB, chatC] = tails(central(fair({ pool })));
    assert.ok(codeA < 0.5 && codeB < 0.5, JSON.stringify(setting));
    assert.ok(chatB < 4.5 && chatC < 4.5, JSON.stringify(setting));
    assert.ok(chatB < queued[3]);
  }
});

test('Figure 2: nothing is saved; the work-weighted wait is the same in every working order', () => {
  const shorter = results.crowd().filter(({ name }) => name !== 'random');
  const base = row('first come').workWeighted;
  for (const { workWeighted } of shorter) near(workWeighted, base, 0.01);
  assert.ok(row('random').workWeighted > 1.03 * base);
});

test('max-min shares: chat-a and the sixth tenant alone ask for more than their share', () => {
  const found = division.compute(division.defaults);
  for (const { tenant, demand, share } of found) {
    const over = tenant === 'chat-a' || tenant === 'bulk';
    assert.equal(demand === null || demand > share, over, tenant);
  }
  const chatA = found.find(({ tenant }) => tenant === 'chat-a');
  printed(chatA?.demand ?? 0, '0.33');
  printed(chatA?.share ?? 0, '0.31');
});

test('fair shares are fair among names', () => {
  const found = names.compute({ ...names.defaults, seeds: [1] });
  ['1.4', '3.6', '27', '36'].forEach((value, i) => {
    printed(found[i].p99, value);
  });
});

test('the explorable: the order moves every number but the last', () => {
  const found = MINUTES_POLICIES.map((policy) => minutes.compute({ ...minutes.defaults, policy }));
  const chatB = found.map(({ tenants }) => tenants.find((t) => t.tenant === 'chat-b')?.p99 ?? 0);
  assert.ok(Math.max(...chatB) > 20 * Math.min(...chatB));
  for (const { workWeighted } of found) near(workWeighted, found[0].workWeighted, 0.02);
});

test('Figure 4: about a second of refusal is best or near best; the overdue first is not', () => {
  const { scenes } = results.prefixes();
  const { refusals } = prefixes.defaults;
  const second = refusals.indexOf(1);
  for (const { blind, sticky: home, threshold, homeFirst, skew } of scenes) {
    const one = homeFirst[second].firstToken.mean;
    for (const other of homeFirst) assert.ok(one < 1.15 * other.firstToken.mean);
    assert.ok(one < 1.1 * threshold.firstToken.mean);
    assert.ok(one < 0.5 * blind.firstToken.mean);
    if (skew > 0) assert.ok(home.firstToken.mean > 10 * one);
  }
  const quiet = scenes.find(({ load }) => load === 1);
  near(
    quiet!.overdueFirst![second].firstToken.mean,
    quiet!.homeFirst[second].firstToken.mean,
    0.05,
  );
  const { overdueFirst, homeFirst } = scenes.find(({ load, skew }) => load > 1 && skew === 0)!;
  assert.ok(overdueFirst![second].atHome < 0.2 && homeFirst[second].atHome > 0.55);
  assert.ok(overdueFirst![second].firstToken.mean > 20 * homeFirst[second].firstToken.mean);
  for (const scene of scenes.filter(({ load }) => load > 1)) {
    assert.ok(scene.homeFirst[0].firstToken.mean < 0.1 * scene.blind.firstToken.mean);
  }
});

test('patience fails by who goes first; the clock makes that worse', () => {
  const found = clocks.compute(clocks.defaults);
  const at = (since: string, first: string) => {
    const one = found.find((entry) => entry.since === since && entry.first === first);
    assert.ok(one);
    return one.firstToken.mean;
  };
  near(at('arrival', 'home'), at('refusal', 'home'), 0.1);
  assert.ok(at('refusal', 'overdue') > 3 * at('refusal', 'home'));
  assert.ok(at('arrival', 'overdue') > 2 * at('refusal', 'overdue'));
});

test('the numbers of one sentence come from the same requests', () => {
  const steadily = results.where();
  const i = where.defaults.loads.indexOf(0.9);
  const { blind, fresh } = staleness.compute(staleness.defaults);
  assert.equal(blind, steadily.waits.random[i].mean);
  assert.equal(fresh, steadily.waits['least outstanding'][i].mean);
  const [oneName] = names.compute({ ...names.defaults, names: [1] });
  assert.equal(oneName.p99, row('fair shares').p99['chat-b']);
  const { count, seed, load } = ordering.defaults;
  assert.deepEqual({ ...prediction.defaults, count, seed, load }, prediction.defaults);
});

test('Figure 5: leavers undo a first-come queue; dropping them restores it; a bound shortens it', () => {
  const { spent } = results.leaving();
  const { loads } = leaving.defaults;
  const [plain, dropping, bounded] = spent;
  loads.forEach((load, i) => {
    for (const rule of spent) {
      assert.ok(rule[i].useful + rule[i].wasted <= 1);
      if (load >= 1.05) assert.ok(rule[i].useful + rule[i].wasted >= 0.98);
    }
    assert.equal(dropping[i].wasted + bounded[i].wasted, 0);
    if (load < 1.05) return;
    assert.ok(plain[i].useful < 0.5);
    assert.equal(plain[i].medianWait, null, 'none of the later arrivals is served in time');
    assert.ok(dropping[i].useful > 0.98 && bounded[i].useful > 0.98);
    assert.ok((dropping[i].medianWait ?? 0) > 29 && (dropping[i].medianWait ?? 0) <= 30);
    assert.ok((bounded[i].medianWait ?? 99) < 4);
  });
  printed(plain[loads.indexOf(1.05)].useful, '0.29');
  printed(plain[loads.indexOf(1.2)].wasted, '0.90');
  printed(dropping[loads.indexOf(1.05)].medianWait ?? 0, '29.6');
  printed(bounded[loads.indexOf(1.2)].medianWait ?? 0, '3.3');
});
