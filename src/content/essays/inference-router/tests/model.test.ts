/** The laws of a queue under every order and placement. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { mean } from '../../../../kit/sim/stats.ts';
import { given } from '../assumed.ts';
import { asking, central, firstCome, limited, limitedEach } from '../disciplines.ts';
import { type Policy, simulate } from '../fleet.ts';
import { conversations } from '../hours.ts';
import { machine } from '../live.ts';
import { waits } from '../measures.ts';
import { patient } from '../patience.ts';
import { apart, homeWithin, twoChoices, twoChoicesInOrder, withoutLong } from '../placement.ts';
import { type Machine, ofSixth } from '../workload.ts';
import { anybody, EIGHT, flood, homeFull, lawfulRun, nobody, plain } from './laws.ts';
import { CENTRAL, PLACED } from './policies.ts';

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
