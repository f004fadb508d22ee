import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { phasedCase, uniformCase } from '../cases.ts';
import { type Policy, runEngine } from '../engine.ts';
import { type Judge, judge, judged } from '../judge.ts';
import { type Case, unit } from '../list.ts';
import { matrix } from '../model.ts';
import { SMALLEST } from '../smallest.ts';
import { SOUND, VARIANTS } from '../variants.ts';

const LONGEST = matrix.defaults.longest;

/** A moment of a run: everything that the sentences are about. */
interface Still {
  readonly heads: readonly number[];
  readonly received: readonly number[];
  readonly counters: readonly number[] | undefined;
  readonly filled: boolean;
}

/** Stills after every step, and at the ends of ticks and before picks alone. */
function stills(made: Case, policy: Policy) {
  const every: Still[] = [];
  const coarse: Still[] = [];
  runEngine(made.requests, made, policy, undefined, (step, { queues, received, counters }) => {
    const still = {
      heads: queues.map((queue) => queue[0]?.id ?? -1),
      received: [...received],
      counters: counters && [...counters],
      filled: step === 'filled',
    };
    if (step === 'ticked') coarse.push(still);
    else if (step !== 'filled') every.push(still);
  });
  return { every, coarse };
}

/** What sentences 4 to 7 come to, by their words: every pair of moments of every stretch is compared. */
function byDefinition(seen: readonly Still[], tenants: number): number[] {
  const worst = [0, 0, 0, 0];
  for (let i = 0; i < seen.length; i++) {
    for (let a = 0; a < tenants; a++) {
      for (let b = 0; b < tenants; b++) {
        if (a === b || seen[i].heads[a] < 0) continue;
        const { counters } = seen[i];
        const both = seen[i].heads[b] >= 0;
        if (both && counters) worst[3] = Math.max(worst[3], counters[a] - counters[b]);
        for (let j = i + 1; j < seen.length && both && seen[j].heads[a] >= 0; j++) {
          if (seen[j].heads[b] < 0) break;
          const moved =
            seen[j].received[a] - seen[j].received[b] - (seen[i].received[a] - seen[i].received[b]);
          worst[0] = Math.max(worst[0], moved);
        }
        for (let j = i + 1; j < seen.length && seen[j].heads[a] === seen[i].heads[a]; j++) {
          worst[1] = Math.max(worst[1], seen[j].received[b] - seen[i].received[b]);
        }
      }
    }
    const [now, before] = [seen[i].counters, seen[i - 1]?.counters];
    if (now && before) {
      for (let a = 0; a < tenants; a++) worst[2] = Math.max(worst[2], before[a] - now[a]);
    }
  }
  return worst;
}

describe('the judge', () => {
  it('comes to what the sentences say, compared moment by moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(...VARIANTS),
        (seed, { policy }) => {
          const drawn = phasedCase(seed, LONGEST);
          const made = { ...drawn, requests: drawn.requests.slice(0, 14) };
          const { every } = stills(made, policy);
          assert.deepEqual(judged(made, policy).most.slice(4), byDefinition(every, made.tenants));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('sees between the ends of ticks, where two broken runs look clean', () => {
    const forgiving = SMALLEST.find(({ key }) => key === 'reset')!;
    const row = (id: number, tenant: number, arrival: number) => ({
      ...{ id, tenant, arrival },
      prompt: 1,
      output: 1,
    });
    const four = [row(0, 0, 0), row(1, 1, 0), row(2, 0, 1), row(3, 0, 2)];
    const perRequest = SMALLEST.find(({ key }) => key === 'requests')!;
    const runs = [
      { made: perRequest.made, policy: perRequest.policy, sentence: 4 },
      { made: { ...forgiving.made, requests: four }, policy: forgiving.policy, sentence: 5 },
    ];
    for (const { made, policy, sentence } of runs) {
      const bound = 2 * unit(made);
      const { coarse } = stills(made, policy);
      assert.ok(byDefinition(coarse, made.tenants)[sentence - 4] <= bound);
      assert.ok(
        judged(made, policy).found.find((one) => one.sentence === sentence)!.amount > bound,
      );
    }
  });

  it('counts at every arrival: a reset lowers a counter in nineteen cases of twenty', () => {
    const { policy } = VARIANTS.find(({ key }) => key === 'reset')!;
    let falls = 0;
    for (let seed = 1; seed <= 200; seed++) {
      falls += judged(uniformCase(seed, LONGEST), policy).most[6] > 0 ? 1 : 0;
    }
    assert.ok(falls >= 186 && falls <= 198, `${falls} of 200`);
  });

  it('finds nothing against the sound schedulers on any seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...SOUND), (seed, { policy }) => {
        for (const made of [uniformCase(seed, LONGEST), phasedCase(seed, LONGEST)]) {
          assert.deepEqual(judged(made, policy).found, []);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the sentences that no broken scheduler breaks', () => {
  const made = uniformCase(1, LONGEST);
  const [{ policy }] = SOUND;
  const judgedWith = (tell: (seen: Judge) => void) => {
    const seen = judge(made);
    tell(seen);
    return seen.found;
  };

  it('1 sees a lost token', () => {
    const log = runEngine(made.requests, made, policy);
    const lost = { ...log, received: log.received.map((amount) => amount - 2) };
    assert.deepEqual(
      judgedWith(({ end }) => end(log)),
      [],
    );
    const [found] = judgedWith(({ end }) => end(lost));
    assert.deepEqual([found.sentence, found.amount], [1, 2]);
  });

  it('3 sees a stack in the place of a queue', () => {
    const { admissions } = runEngine(made.requests, made, policy);
    const state = { queues: [[], [], [], []], running: [], received: [0, 0, 0, 0], now: 0 };
    const inOrder = (order: typeof admissions) =>
      judgedWith(({ look }) => {
        for (const { request } of order) look('pick', { ...state, counters: undefined }, request);
      }).map(({ sentence }) => sentence);
    assert.deepEqual(inOrder(admissions), []);
    assert.deepEqual(inOrder([...admissions].reverse()), [3]);
  });
});

describe('U', () => {
  it('is one prompt and the output of all slots', () => {
    assert.equal(unit({ longestPrompt: 8, longestOutput: 8, slots: 1 }), 24);
    assert.equal(unit({ longestPrompt: 126_195, longestOutput: 2000, slots: 16 }), 190_195);
  });

  it('bounds the gap of two tenants that always wait, however long they do', () => {
    const requests = Array.from({ length: 4000 }, (_, id) => ({
      id,
      tenant: id % 2,
      arrival: 0,
      prompt: 1 + ((id * 7) % 8),
      output: 1 + ((id * 5) % 8),
    }));
    const limits = { tenants: 2, slots: 3, longestPrompt: 8, longestOutput: 8 };
    for (const length of [400, 4000]) {
      const made = { ...limits, requests: requests.slice(0, length) };
      for (const { policy } of SOUND) assert.ok(judged(made, policy).most[4] <= 2 * unit(limits));
    }
  });
});
