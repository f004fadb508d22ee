import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ASSUMPTIONS,
  type Case,
  type Evidence,
  observe,
  unit,
  violations,
  widestGap,
} from '../assumptions.ts';
import { GENERATORS, type Generator, phasedCase, shrink, uniformCase } from '../cases.ts';
import { type Policy, runEngine } from '../engine.ts';
import { breakIt, matrix } from '../model.ts';
import {
  aging,
  deficitRoundRobin,
  firstCome,
  leastServed,
  roundRobin,
  SOUND,
  strictPriority,
  VARIANTS,
} from '../policies.ts';
import { PATIENCE } from '../search.ts';

/** The longest prompt and answer of a case. */
const LONGEST = matrix.defaults.longest;

const anyCase = fc
  .record({
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    generator: fc.constantFrom('uniform' as const, 'phased' as const),
    chunk: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  })
  .map(({ seed, generator, chunk }): Case => ({ ...GENERATORS[generator](seed, LONGEST), chunk }));

const POLICIES: readonly (readonly [string, Policy])[] = [
  ['first come', firstCome],
  ['strict priority', strictPriority],
  ['aging', aging([0, 5, 10, 15])],
  ['round robin', roundRobin],
  ['deficit round robin', deficitRoundRobin(8)],
  ...VARIANTS.map(({ key, policy }) => [key, policy] as const),
];

const isPlain = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlain)
  );
};

describe('the engine, under every scheduler', () => {
  for (const [name, policy] of POLICIES) {
    it(`${name}: serves every token once, in order, in at most B slots`, () => {
      fc.assert(
        fc.property(anyCase, (made) => {
          const log = runEngine(made.requests, made, policy);
          assert.equal(log.unfinished, 0);
          const asked: number[] = new Array(made.tenants).fill(0);
          for (const { tenant, prompt, output } of made.requests) {
            asked[tenant] += prompt + 2 * output;
          }
          assert.deepEqual(log.received.slice(-made.tenants), asked);
          const active: number[] = new Array(log.ticks + 1).fill(0);
          let waited = 0;
          for (const { request, tick } of log.admissions) {
            assert.ok(tick >= request.arrival);
            waited += tick - request.arrival;
            const end = log.finished[request.id];
            const reading = made.chunk === undefined ? 0 : Math.ceil(request.prompt / made.chunk);
            assert.equal(end - tick, reading + request.output);
            for (let t = tick; t < end; t++) active[t]++;
          }
          assert.ok(Math.max(...active) <= made.slots);
          let queued = 0;
          for (let t = 0; t < log.ticks; t++) {
            const here = made.requests.filter(({ arrival }) => arrival <= t).length;
            queued += here - log.admissions.filter(({ tick }) => tick <= t).length;
          }
          assert.equal(queued, waited, 'Little: the queue over time is the sum of the waits');
        }),
        { numRuns: 60 },
      );
    });
  }

  it('leaves no slot idle while anyone waits, but for the one variant that does', () => {
    fc.assert(
      fc.property(anyCase, (made) => {
        for (const [name, policy] of POLICIES) {
          if (name === 'refill') continue;
          assert.deepEqual(runEngine(made.requests, made, policy).idle, [], name);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same run twice, and another for another seed', () => {
    const run = (seed: number) => observe(phasedCase(seed, LONGEST), leastServed()).log;
    assert.deepEqual(run(4), run(4));
    assert.notDeepEqual(run(4), run(5));
  });

  it('stops although a scheduler admits nobody', () => {
    const log = runEngine(phasedCase(4, LONGEST).requests, phasedCase(4, LONGEST), () => ({
      pick: () => -1,
    }));
    assert.equal(log.unfinished, phasedCase(4, LONGEST).requests.length);
  });
});

describe('aging', () => {
  it('with equal head starts is first come, first served, request for request', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(50), (drawn, headStart) => {
        const requests = [...drawn.requests]
          .sort((a, b) => a.arrival - b.arrival || a.tenant - b.tenant)
          .map((request, id) => ({ ...request, id }));
        const made = { ...drawn, requests };
        const equal = aging(new Array(made.tenants).fill(headStart));
        const ids = (policy: Policy) =>
          runEngine(made.requests, made, policy).admissions.map(({ request, tick }) => [
            request.id,
            tick,
          ]);
        assert.deepEqual(ids(equal), ids(firstCome));
      }),
    );
  });

  it('never reorders two requests once both wait', () => {
    fc.assert(
      fc.property(anyCase, fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }), (made, head) => {
        const { admissions } = runEngine(made.requests, made, aging(head));
        const key = ({ tenant, arrival }: { tenant: number; arrival: number }) =>
          arrival + head[tenant];
        admissions.forEach(({ request, tick }, i) => {
          for (const later of admissions.slice(i + 1)) {
            if (later.request.arrival > tick) continue;
            assert.ok(key(request) <= key(later.request));
          }
        });
      }),
    );
  });
});

/** Whether two waiting tenants ever had the same counter when one of them was picked. */
function hasTies(made: Case): boolean {
  let ties = false;
  const looking: Policy = (view) => {
    const scheduler = leastServed()(view);
    return {
      ...scheduler,
      pick() {
        const counters = scheduler.counters?.filter((_, tenant) => view.queues[tenant].length > 0);
        ties ||= new Set(counters).size !== counters?.length;
        return scheduler.pick();
      },
    };
  };
  runEngine(made.requests, made, looking);
  return ties;
}

describe('tenants are only names', () => {
  it('relabelling them permutes what they receive, where no ties occur', () => {
    let compared = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const made = phasedCase(seed, LONGEST);
      if (hasTies(made)) continue;
      compared++;
      const mirrored = made.requests.map((request) => ({
        ...request,
        tenant: made.tenants - 1 - request.tenant,
      }));
      const straight = runEngine(made.requests, made, leastServed());
      const turned = runEngine(mirrored, made, leastServed());
      assert.deepEqual(straight.finished, turned.finished);
    }
    assert.ok(compared > 100, `${compared} cases without ties`);
  });
});

describe('the list against the schedulers', () => {
  it('empties the machine in both, and more unequally when tenants come and go', () => {
    const spreads = (make: Generator): number[] => {
      const found: number[] = [];
      for (let seed = 1; seed <= 400; seed++) {
        const made = make(seed, LONGEST);
        const { finished, received, tenants } = observe(made, leastServed()).log;
        let widestAtRest = -1;
        let busyUntil = 0;
        for (const { id, arrival } of made.requests) {
          if (id > 0 && arrival > busyUntil) {
            const row = received.slice((busyUntil - 1) * tenants, busyUntil * tenants);
            const spread = (Math.max(...row) - Math.min(...row)) / unit(made);
            widestAtRest = Math.max(widestAtRest, spread);
          }
          busyUntil = Math.max(busyUntil, finished[id]);
        }
        if (widestAtRest >= 0) found.push(widestAtRest);
      }
      return found.sort((a, b) => a - b);
    };
    const [uniform, phased] = [spreads(uniformCase), spreads(phasedCase)];
    assert.ok(uniform.length > 200 && phased.length > 200, `${uniform.length}, ${phased.length}`);
    const middle = (values: number[]) => values[values.length >> 1];
    assert.ok(middle(phased) > 1.8 * middle(uniform), `${middle(phased)}, ${middle(uniform)}`);
  });

  it('holds for the sound schedulers on any seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...SOUND), (seed, { policy }) => {
        for (const made of [uniformCase(seed, LONGEST), phasedCase(seed, LONGEST)]) {
          assert.deepEqual(violations(observe(made, policy)), []);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sentences that no broken scheduler breaks', () => {
  const evidence = observe(uniformCase(1, LONGEST), leastServed());
  const doctored = (log: Partial<Evidence['log']>): Evidence => ({
    ...evidence,
    log: { ...evidence.log, ...log },
  });
  const broken = (sentence: number, seen: Evidence) => ASSUMPTIONS[sentence - 1].broken(seen);

  it('1 sees a lost token', () => {
    const { received } = evidence.log;
    assert.equal(broken(1, evidence), null);
    assert.notEqual(broken(1, doctored({ received: received.map((x) => x - 2) })), null);
  });

  it('3 sees a stack in the place of a queue', () => {
    const { admissions } = evidence.log;
    assert.equal(broken(3, evidence), null);
    assert.notEqual(broken(3, doctored({ admissions: [...admissions].reverse() })), null);
  });
});

describe('shrinking', () => {
  const smallestOf = (scheduler: string, sentence: string) =>
    breakIt.compute({ ...breakIt.defaults, scheduler, generator: 'phased', sentence, seed: 1 });
  const asRows = (found: ReturnType<typeof smallestOf>) =>
    found.passages.map(({ tenant, arrival, prompt, output }) => [tenant, arrival, prompt, output]);

  it('finds seven requests for the scheduler without a lift, in 39 of the fourth seed', () => {
    const found = smallestOf('noLift', '5');
    assert.deepEqual(
      { seed: found.seed, before: found.before, slots: found.slots, tenants: found.tenants },
      { seed: 4, before: 39, slots: 1, tenants: 2 },
    );
    assert.deepEqual(asRows(found), [
      [1, 0, 1, 1],
      [1, 0, 1, 5],
      [1, 0, 1, 8],
      [1, 0, 1, 1],
      [0, 7, 1, 6],
      [0, 7, 2, 8],
      [0, 7, 6, 6],
    ]);
    assert.equal(found.unit, 24);
    assert.deepEqual([found.violation?.amount, found.violation?.bound], [49, 48]);
    assert.deepEqual(found.violation?.tenants, [0, 1]);
    assert.ok(found.tried > 100 && found.tried < 400, `${found.tried} cases tried`);
  });

  it('finds eight for the rule that forgets the empty system, and two for the reset', () => {
    assert.equal(smallestOf('liftIfAny', '5').passages.length, 8);
    assert.equal(smallestOf('liftIfAny', '5').violation?.amount, 49);
    const reset = smallestOf('reset', '6');
    assert.deepEqual(asRows(reset), [
      [0, 0, 1, 1],
      [0, 2, 1, 1],
    ]);
    assert.equal(reset.violation?.amount, 3);
  });

  it('ends, keeps the failure, and never makes a case longer', () => {
    const fault = fc.constantFrom(
      ...(['noLift 5', 'noLift 7', 'liftIfAny 7', 'reset 6', 'refill 2', 'richest 4'] as const),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fault, (seed, name) => {
        const [key, sentence] = name.split(' ');
        const { policy } = VARIANTS.find((variant) => variant.key === key)!;
        const fails = (made: Case) =>
          ASSUMPTIONS[Number(sentence) - 1].broken(observe(made, policy)) !== null;
        const made = phasedCase(seed, LONGEST);
        fc.pre(fails(made));
        const { smallest } = shrink(made, fails);
        assert.ok(fails(smallest));
        assert.ok(smallest.requests.length <= made.requests.length);
        assert.ok(smallest.slots <= made.slots);
        assert.deepEqual(shrink(smallest, fails).smallest, smallest);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the search a reader can steer', () => {
  const settings = fc.record({
    scheduler: fc.constantFrom(...VARIANTS.map(({ key }) => key)),
    generator: fc.constantFrom('uniform', 'phased'),
    sentence: fc.constantFrom('any', '1', '2', '3', '4', '5', '6', '7'),
    seed: fc.integer({ min: 1, max: 2000 }),
  });

  it('answers over the whole range of its settings', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const found = breakIt.compute({ ...breakIt.defaults, ...setting });
        assert.ok(isPlain(found));
        assert.ok(found.passages.length > 0);
        assert.ok(found.searched >= 1 && found.searched <= PATIENCE);
        for (const { arrival, start, end } of found.passages) {
          assert.ok(arrival <= start && start < end && end <= found.ticks);
        }
        assert.equal(found.received.length, found.tenants);
        assert.ok([...found.received, ...found.counters].every((r) => r.length === found.ticks));
        if (found.violation === null) {
          assert.equal(found.seed, setting.seed);
          assert.equal(found.searched, PATIENCE);
          return;
        }
        assert.equal(found.seed, setting.seed + found.searched - 1);
        assert.ok(found.violation.amount > found.violation.bound);
        if (setting.sentence !== 'any') {
          assert.equal(`${found.violation.sentence}`, setting.sentence);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('never finds anything against a sound scheduler', () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(...SOUND), (setting, { key }) => {
        assert.equal(
          breakIt.compute({ ...breakIt.defaults, ...setting, scheduler: key }).violation,
          null,
        );
      }),
      { numRuns: 20 },
    );
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
      const log = runEngine(requests.slice(0, length), limits, leastServed());
      assert.ok(widestGap(log).amount <= 2 * unit(limits));
    }
  });
});
