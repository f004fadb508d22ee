import { test } from 'node:test';
import { mean, type Summary, summary } from '../../../../kit/sim/stats.ts';
import { crowd } from '../crowd.ts';
import { central, firstCome, shortestFirst, shortestPredicted, strict } from '../disciplines.ts';
import { type Policy, simulate, timeToFirstToken } from '../fleet.ts';
import { waits } from '../measures.ts';
import { patient } from '../patience.ts';
import {
  earliestPredictedStart,
  leastBySnapshot,
  leastOutstanding,
  leastPredictedWork,
  random,
  roundRobin,
  sticky,
  twoChoices,
} from '../placement.ts';
import type { Pool } from '../workload.ts';
import {
  conversations,
  near,
  POOL,
  printed,
  SLOW_READER,
  type SomeSteady,
  steady,
} from './laws.ts';

/** Waits of one steady run of the reference, between two ids. */
function waitsOf(request: SomeSteady, policy: Policy, from: number, to: number): Summary {
  const requests = steady(request);
  const pool = request.pool ?? POOL;
  const run = simulate(requests, policy, { pool, seed: request.seed });
  return summary(waits(requests, run, ({ id }) => id > from && id < to));
}

test('Figure 1 at full size: the reference values at 90 %', () => {
  const policies = [random, roundRobin, twoChoices, leastOutstanding, central(firstCome)];
  const p99 = policies.map((policy) =>
    mean(
      [1, 2, 3].map((seed) => {
        const requests = steady({ count: 60000, seed, load: 0.9 });
        const run = simulate(requests, policy, { pool: POOL, seed });
        return summary(waits(requests, run, ({ id }) => id > 6000 && id < 59000)).p99;
      }),
    ),
  );
  ['9.7', '4.6', '1.3', '0.99', '0.74'].forEach((value, i) => {
    printed(p99[i], value);
  });
});

test('prediction at full size: the reference values', () => {
  const request = { count: 60000, seed: 1, load: 0.95, spread: 1 };
  const placed = waitsOf(request, earliestPredictedStart, 6000, 58800);
  printed(placed.mean, '0.32');
  printed(placed.p99, '2.8');
  const summed = waitsOf(request, leastPredictedWork, 6000, 58800);
  printed(summed.mean, '3.3');
  printed(summed.p99, '10');
  const queued = waitsOf(request, central(shortestPredicted), 6000, 58800);
  printed(queued.mean, '0.15');
  printed(queued.p99, '2.8');
  printed(queued.max, '58');
});

test('order by label at full size: the reference values', () => {
  const request = { count: 100000, seed: 1, load: 0.95, spread: 1 };
  const label = strict(({ kind }) => ['code', 'chat', 'long'].indexOf(kind));
  const found = [firstCome, label, shortestFirst, shortestPredicted].map((order) =>
    waitsOf(request, central(order), 10000, 98000),
  );
  ['0.286', '0.170', '0.119', '0.141'].forEach((value, i) => {
    printed(found[i].mean, value);
  });
  ['3.6', '16', '85', '85'].forEach((value, i) => {
    printed(found[i].max, value);
  });
});

test('one slot per replica at full size: the reference values', () => {
  const pool: Pool = { ...POOL, replicas: 128, slots: 1 };
  const request = { count: 60000, seed: 1, load: 0.9, pool };
  const tail = (policy: Policy) => waitsOf(request, policy, 6000, 59000).p99;
  printed(tail(twoChoices), '27');
  printed(tail(leastOutstanding), '6.0');
  printed(tail(central(firstCome)), '0.85');
});

test('prefixes at full size: the reference values at load 1.15, even homes', () => {
  const firstToken = (policy: Policy) =>
    mean(
      [1, 2, 3].map((seed) => {
        const requests = conversations({ count: 20000, seed, load: 1.15, skew: 0 });
        const run = simulate(requests, policy, { pool: SLOW_READER, seed });
        const kept = requests.filter(({ id }) => id >= 3000 && id <= 19500);
        return mean(kept.map((request) => timeToFirstToken(request, run, SLOW_READER)));
      }),
    );
  printed(firstToken(sticky), '1.7');
  printed(firstToken(patient({ refuse: 1, since: 'refusal', first: 'home' })), '1.8');
  printed(firstToken(patient({ refuse: 1, since: 'arrival', first: 'overdue' })), '88');
  near(firstToken(central(firstCome)), 95, 0.02);
});

test('the hand-over at full size: the reference values', () => {
  const full = [0, 0.005, 0.2].map((gap) =>
    waitsOf({ count: 150000, seed: 1, load: 0.9, gap }, central(firstCome), 15000, 147000),
  );
  ['0.051', '0.054', '0.30'].forEach((value, i) => {
    printed(full[i].mean, value);
  });
});

test('old news at full size: the reference values', () => {
  const full = (refresh: number, routers: number) =>
    waitsOf(
      { count: 60000, seed: 1, load: 0.9 },
      leastBySnapshot({ refresh, routers, inTurn: false }),
      6000,
      Number.POSITIVE_INFINITY,
    ).p99;
  printed(full(1, 1), '1.45');
  printed(full(1, 8), '4.8');
  printed(full(5, 8), '18');
});

test('the crowd over five seeds: the reference values', () => {
  const five = crowd.compute({ ...crowd.defaults, seeds: [1, 2, 3, 4, 5], until: 600 });
  for (const { name, workWeighted } of five) {
    if (name === 'random') near(workWeighted, 7.48, 0.001);
    else near(workWeighted, 7.15, 0.01, name);
  }
  const fairFive = five.find(({ name }) => name === 'fair shares');
  const golden = {
    'code-a': '0.33',
    'chat-a': '15',
    'chat-b': '2.0',
    'chat-c': '1.4',
    bulk: '132',
  };
  for (const [tenant, value] of Object.entries(golden)) {
    const found = fairFive?.tenants.find((one) => one.tenant === tenant);
    printed(found?.p99.mean ?? Number.NaN, value);
  }
});
