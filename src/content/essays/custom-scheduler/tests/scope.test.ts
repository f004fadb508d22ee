import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judged } from '../judge.ts';
import { unit } from '../list.ts';
import { exhausted } from '../model.ts';
import { everySchedule, SCOPES, smallestCounterexample } from '../scope.ts';
import { SMALLEST } from '../smallest.ts';
import { SOUND, VARIANTS } from '../variants.ts';

/** n over k. */
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

describe('every schedule of a scope', () => {
  const [, scope] = SCOPES;

  it('is shown once, in order of arrival, the first at the beginning', () => {
    for (let count = 1; count <= 3; count++) {
      const seen = new Set<string>();
      everySchedule(scope, count, ({ requests }) => {
        assert.equal(requests[0].arrival, 0);
        requests.forEach(({ id, arrival }, i) => {
          assert.ok(id === i && (i === 0 || arrival >= requests[i - 1].arrival));
        });
        seen.add(JSON.stringify(requests));
        return false;
      });
      const kinds = (scope.tenants * scope.sizes.length) ** count;
      const arrivals = choose(count - 1 + scope.arrivals.length - 1, count - 1);
      assert.equal(seen.size, kinds * arrivals);
    }
  });

  it('ends where the visitor has seen enough', () => {
    let seen = 0;
    assert.equal(
      everySchedule(scope, 4, () => ++seen === 5),
      true,
    );
    assert.equal(seen, 5);
  });
});

describe('the scopes, exhausted', () => {
  const found = exhausted.compute(exhausted.defaults);

  it('hold nothing against the sound schedulers, and 2U is attained by five requests', () => {
    assert.deepEqual(
      found.sound.map(({ broken }) => broken),
      [0, 0],
    );
    const [floor, least] = found.sound;
    assert.deepEqual([floor.gap, floor.bypass, floor.attained], [2, 2, 5]);
    assert.ok(least.gap <= 2 && least.bypass <= 2);
    const count = SCOPES.map(({ tenants, requests, arrivals, sizes }) => {
      let schedules = 0;
      for (let n = 1; n <= requests; n++) {
        schedules += (tenants * sizes.length) ** n * choose(n + arrivals.length - 2, n - 1);
      }
      return schedules;
    });
    assert.equal(
      found.schedules,
      count.reduce((all, one) => all + one, 0),
    );
  });

  it('hold the smallest cases that the essay steps through, of two to seven requests', () => {
    const table = SMALLEST.map(({ key, made }) => [key, made.slots, made.requests]);
    assert.deepEqual(
      found.smallest.map(({ key, slots, requests }) => [key, slots, requests]),
      table,
    );
    const sentences = found.smallest.map(({ key, sentence }) => `${key} ${sentence}`);
    assert.deepEqual(sentences, [
      'noLift 7',
      'liftIfAny 7',
      'prompts 5',
      'requests 4',
      'done 7',
      'reset 6',
      'toGreatest 7',
      'refill 2',
      'richest 7',
    ]);
  });

  it('would show a sound scheduler whose lift is left out', () => {
    const { policy } = VARIANTS.find(({ key }) => key === 'noLift')!;
    assert.equal(smallestCounterexample(policy, SCOPES)?.made.requests.length, 4);
    assert.equal(smallestCounterexample(SOUND[0].policy, SCOPES.slice(0, 1)), null);
  });
});

describe('the schedule that attains 2U', () => {
  it('is B, B and then A, A, A: three tokens ahead become three behind', () => {
    const requests = [1, 1, 0, 0, 0].map((tenant, id) => ({
      ...{ id, tenant, arrival: tenant === 1 ? 0 : 1 },
      prompt: 1,
      output: 1,
    }));
    const made = { tenants: 2, slots: 1, longestPrompt: 1, longestOutput: 1, requests };
    assert.equal(judged(made, SOUND[0].policy).most[4], 2 * unit(made));
  });
});
