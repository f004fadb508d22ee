import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Experiment } from '../../../../kit/experiment.ts';
import { summary } from '../../../../kit/sim/stats.ts';
import { type CrowdPolicy, crowd, division, MINUTES_POLICIES, minutes, names } from '../crowd.ts';
import { central, fair, firstCome } from '../disciplines.ts';
import { type Policy, simulate } from '../fleet.ts';
import { waits } from '../measures.ts';
import {
  mix,
  oracle,
  ordering,
  pooling,
  prediction,
  predictor,
  staleness,
  WAY_NAMES,
  where,
} from '../model.ts';
import { leaving, prefixes } from '../patience-runs.ts';
import { earliestPredictedStart, leastOutstanding } from '../placement.ts';
import type { Pool } from '../workload.ts';
import { burst, near, POOL, printed, steady } from './laws.ts';

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
  const p99 = Object.fromEntries(found.tenants.map((one) => [one.tenant, one.p99.mean]));
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
    assert.ok(JSON.stringify(result).length < 8000);
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

test('an oracle starts every request exactly when a queue would', () => {
  assert.equal(oracle.compute(oracle.defaults).difference, 0);
  const requests = steady({ count: 50000, seed: 3, load: 0.95 });
  const machine = { pool: POOL, seed: 1 };
  const placed = simulate(requests, earliestPredictedStart, machine);
  const queued = simulate(requests, central(firstCome), machine);
  assert.deepEqual(placed.start, queued.start);
});

test('the prediction error of the model is as good as the published ones', () => {
  const [good, middle, poor] = predictor.compute(predictor.defaults);
  near(good.tau.mean, 0.55, 0.03);
  near(middle.tau.mean, 0.46, 0.04);
  near(poor.tau.mean, 0.34, 0.05);
});

test('old news: one router does better than several, and looking in turn as well as one', () => {
  const { fresh, stale } = staleness.compute(staleness.defaults);
  const p99 = (refresh: number, routers: number, inTurn = false) => {
    const is = (one: (typeof stale)[number]) =>
      one.refresh === refresh && one.routers === routers && one.inTurn === inTurn;
    const found = stale.find(is);
    assert.ok(found);
    return found.p99;
  };
  ascending([fresh, p99(1, 1), p99(5, 1), p99(1, 8), p99(5, 8)]);
  for (const refresh of [1, 5]) near(p99(refresh, 8, true), p99(refresh, 1), 0.15);
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

test('the explorable: the order moves every number but the last', () => {
  const found = MINUTES_POLICIES.map((policy) => minutes.compute({ ...minutes.defaults, policy }));
  const chatB = found.map(({ tenants }) => tenants.find((t) => t.tenant === 'chat-b')?.p99 ?? 0);
  assert.ok(Math.max(...chatB) > 20 * Math.min(...chatB));
  for (const { workWeighted } of found) near(workWeighted, found[0].workWeighted, 0.02);
});

test('the numbers of one sentence come from the same requests', () => {
  const steadily = results.where();
  const i = where.defaults.loads.indexOf(0.9);
  const { blind, fresh } = staleness.compute(staleness.defaults);
  assert.equal(blind, steadily.waits.random[i].mean);
  assert.equal(fresh, steadily.waits['least outstanding'][i].mean);
  const [oneName] = names.compute({ ...names.defaults, names: [1] });
  assert.equal(oneName.p99, row('fair shares').p99['chat-b']);
  const { count, seeds, load } = ordering.defaults;
  assert.deepEqual({ ...prediction.defaults, count, seeds, load }, prediction.defaults);
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
    assert.ok(dropping[i].useful > 0.98 && bounded[i].useful > 0.98);
    assert.ok((dropping[i].medianWait ?? 0) > 29 && (dropping[i].medianWait ?? 0) <= 30);
    assert.ok((bounded[i].medianWait ?? 99) < 4);
  });
});
