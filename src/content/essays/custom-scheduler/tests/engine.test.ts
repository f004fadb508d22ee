import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { leastServed } from '../accounts.ts';
import { GENERATORS, type Generator, phasedCase, uniformCase } from '../cases.ts';
import { type Policy, runEngine } from '../engine.ts';
import { judged } from '../judge.ts';
import { type Case, unit } from '../list.ts';
import { matrix } from '../model.ts';
import { aging, firstCome, roundRobin, strictPriority } from '../orders.ts';
import { VARIANTS } from '../variants.ts';

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
  ...VARIANTS.map(({ key, policy }) => [key, policy] as const),
];

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
          assert.ok(
            judged(made, policy).found.every(({ sentence }) => sentence !== 2),
            name,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same run twice, and another for another seed', () => {
    const run = (seed: number) =>
      runEngine(phasedCase(seed, LONGEST).requests, phasedCase(seed, LONGEST), leastServed());
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

describe('the counters that wait', () => {
  /** In how many random cases the least of them falls, and in how many it is below a counter once picked. */
  const falls = (key: string): [falls: number, below: number] => {
    const { policy } = VARIANTS.find((variant) => variant.key === key)!;
    const cases: [number, number] = [0, 0];
    for (let seed = 1; seed <= 200; seed++) {
      const made = phasedCase(seed, LONGEST);
      let [least, floor, fell, below] = [0, 0, false, false];
      runEngine(made.requests, made, policy, undefined, (step, { queues, counters }, request) => {
        if (step === 'pick' && request !== undefined) {
          floor = Math.max(floor, counters![request.tenant] - request.prompt);
        }
        const waiting = counters!.filter((_, tenant) => queues[tenant].length > 0);
        if (waiting.length === 0) return;
        const now = Math.min(...waiting);
        fell ||= now < least;
        below ||= now < floor;
        least = now;
      });
      cases[0] += Number(fell);
      cases[1] += Number(below);
    }
    return cases;
  };

  it('are never below the floor under a sound scheduler, and do not fall under one that lifts to the least', () => {
    assert.equal(falls('floor')[1], 0);
    assert.deepEqual(falls('least'), [0, 0]);
    const [fell, below] = falls('noLift');
    assert.ok(fell > 50 && below > 50, `${fell} and ${below}`);
  });
});

describe('equal counters', () => {
  it('go to the first tenant, or to whoever came first', () => {
    const requests = [1, 0].map((tenant, id) => ({ id, tenant, arrival: 0, prompt: 1, output: 1 }));
    const first = (ties: 'lowest' | 'oldest') =>
      runEngine(requests, { tenants: 2, slots: 1 }, leastServed({ ties })).admissions[0].request;
    assert.equal(first('lowest').tenant, 0);
    assert.equal(first('oldest').tenant, 1);
  });
});

describe('the generators', () => {
  it('empties the machine in both, and more unequally when tenants come and go', () => {
    const spreads = (make: Generator): number[] => {
      const found: number[] = [];
      for (let seed = 1; seed <= 400; seed++) {
        const made = make(seed, LONGEST);
        const { finished, received, tenants } = runEngine(made.requests, made, leastServed());
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
});
