import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean } from '../../../../kit/sim/stats.ts';
import { exponential } from '../../../../kit/sim/variates.ts';
import { chunksOf, nextIteration, type Prompt, timeOf } from '../engine.ts';
import { arrivals, serve } from '../fleet.ts';
import { indexOf, NAMES, QUEUED, spans, TENSOR_HOP } from '../hops.ts';
import { attentionMs, CACHE_BYTES, linearMs, PARAMETERS } from '../machine.ts';
import { arithmetic, BANDS, book, budget, reading, strip, walk } from '../model.ts';
import { LASTING } from '../numbers.ts';
import { gatewayWaits } from '../path.ts';
import { band, near as nearTo, othersMs, ownMs, paperworkMs, run, timesOf } from '../run.ts';
import { QUEUES, SAID } from '../said.ts';
import { engineAlone } from '../strip.ts';

const near = (actual: number, expected: number, relative: number, what = '') =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${what} ${actual}, expected ${expected} within ${relative * 100} %`,
  );

const { longs: _, ...INPUTS } = budget.defaults;
const sample = { requests: 40_000, seeds: [1] };
const requests = run(INPUTS, sample);
const sums = arithmetic.compute(arithmetic.defaults);

describe('the words on the home page', () => {
  it('counts seventeen hops', () => {
    assert.equal(NAMES.length, 17);
    assert.deepEqual(
      SAID.map(({ name }) => name.toLowerCase()),
      NAMES,
    );
  });

  it('counts four queues', () => {
    assert.deepEqual(QUEUED, [6, 12, 15, 17]);
    for (const { waits, waitsFor } of QUEUES) assert.ok(waits && waitsFor);
  });

  it('has one moment at which the request becomes a tensor', () => {
    const moments = NAMES.flatMap((name, i) => (name.includes('tensor') ? [i + 1] : []));
    assert.deepEqual(moments, [TENSOR_HOP]);
  });

  it('leads from the edge to the GPU', () => {
    assert.ok(NAMES.indexOf('edge') < 3);
    assert.equal(SAID.at(-1)?.where, 'GPU');
  });
});

describe('one request', () => {
  it('reaches the client a constant time after its first token on the GPU', () => {
    assert.equal(requests.wayBack, 18.75);
  });

  /** Hops 9 to 11, beside which the quota runs. */
  const beside = (times: readonly number[]) =>
    times[indexOf(9)] + times[indexOf(10)] + times[indexOf(11)];

  it('has its first token after the sum of all hops less what the quota overlaps', () => {
    for (let n = 0; n < 20_000; n++) {
      const times = timesOf(requests, n);
      const sum = times.reduce((a, b) => a + b, 0);
      near(requests.gpu[n], sum - Math.min(times[indexOf(8)], beside(times)), 1e-9);
    }
  });

  it('lies on the clock as its spans say', () => {
    for (let n = 0; n < 2_000; n++) {
      near(spans(timesOf(requests, n))[indexOf(17)].end, requests.gpu[n], 1e-9);
    }
  });

  it('does its paperwork in hops 5 to 11, as they lie on the clock', () => {
    for (let n = 0; n < 2_000; n++) {
      const laid = spans(timesOf(requests, n));
      const end = Math.max(laid[indexOf(8)].end, laid[indexOf(11)].end);
      near(paperworkMs(requests, n), end - laid[indexOf(5)].start, 1e-9);
    }
  });

  it('spends the engine’s line and the pass on its own prompt and on those of others', () => {
    for (let n = 0; n < 2_000; n++) {
      const times = timesOf(requests, n);
      near(
        ownMs(requests, n) + othersMs(requests, n),
        times[indexOf(15)] + times[indexOf(17)],
        1e-9,
      );
    }
    const longest = requests.prompts.indexOf(Math.max(...requests.prompts));
    assert.ok(ownMs(requests, longest) > linearMs(INPUTS, requests.prompts[longest]));
  });

  it('looks up no name for a connection that is open', () => {
    for (let n = 0; n < requests.size; n++) {
      if (requests.hops[indexOf(2)][n] === 0) assert.equal(requests.hops[indexOf(1)][n], 0);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const gpu = (...seeds: number[]) => [...run(INPUTS, { requests: 500, seeds }).gpu];
    assert.deepEqual(gpu(7), gpu(7));
    assert.notDeepEqual(gpu(7), gpu(8));
    assert.deepEqual(gpu(7, 8), [...gpu(7), ...gpu(8)]);
  });

  it('is chat, where some are long conversations', () => {
    const mixed = run({ ...INPUTS, longShare: 0.1, rate: 40 }, { requests: 3000, seeds: [1] });
    near(mixed.size, 2700, 0.05);
    assert.ok(Math.max(...mixed.prompts) <= 14_050);
  });
});

describe('the arithmetic', () => {
  it('counts the parameters and cache bytes of the published configuration', () => {
    assert.equal(PARAMETERS, 8_030_261_248);
    assert.equal(sums.layers, 6_979_588_096);
    assert.equal(CACHE_BYTES, 131_072);
  });

  it('computes the pass that the essay works through', () => {
    // 2 · 6.98 G · 2,048 operations at half of 989.4 TFLOP/s; 15.01 GB at 70 % of 3.35 TB/s.
    near(sums.chunkMs, (1e3 * 2 * 6_979_588_096 * 2048) / (989.4e12 / 2), 1e-12);
    near(sums.weightsMs, (1e3 * 2 * (6_979_588_096 + 128_256 * 4096)) / (0.7 * 3.35e12), 1e-12);
    near(sums.cacheMs, (1e3 * 64 * 1400 * 131_072) / (0.7 * 3.35e12), 1e-12);
    near(sums.plainMs, sums.weightsMs + sums.cacheMs + 1.5, 1e-12);
    near(sums.promptMs, 66.4, 0.002);
    near(sums.lastChunkMs, 327.7, 0.001);
    near(sums.longestPromptMs, 12_000, 0.001);
    near(sums.longestInChunksMs, 12_530, 0.001);
    near(sums.longestByKernelMs[0], 15_616, 0.001);
    near(sums.longestByKernelMs[1], 9187, 0.001);
    near(sums.meanPrompt, 12_035, 0.01);
  });

  it('adds attention by the square of the context, however it is cut', () => {
    // 2 operations a value, for scores and values, over half of the square: 4 · n²/2 · 4,096 · 32.
    near(attentionMs(INPUTS, 0, 10_000), (1e3 * 2 * 1e8 * 4096 * 32) / (989.4e12 / 2), 1e-12);
    const cut = attentionMs(INPUTS, 0, 3000) + attentionMs(INPUTS, 3000, 10_000);
    near(cut, attentionMs(INPUTS, 0, 10_000), 1e-12);
    const apart = sums.longestPromptMs - sums.longestAttentionMs;
    near(apart, linearMs(INPUTS, 126_195), 1e-12);
  });

  it('makes the event loop wait as M/D/1 says', () => {
    const wait = gatewayWaits(INPUTS, seeded(1));
    near(sums.gatewayWait, 0.1875, 1e-12);
    near(mean(Float64Array.from({ length: 200_000 }, wait)), sums.gatewayWait, 0.02);
  });

  it('measures the path against light as the study does', () => {
    near(sums.inflation, 36.5 / ((2 * 1900) / 299.792458), 1e-9);
  });
});

const ENGINE = {
  budget: 2048,
  promptShare: 1,
  operationsShare: 0.5,
  bytesShare: 0.7,
  overhead: 1.5,
};

describe('an iteration', () => {
  const lines = fc.array(
    fc.record({
      tokens: fc.integer({ min: 1, max: 9000 }),
      part: fc.double({ min: 0, max: 0.99, noNaN: true }),
    }),
    { maxLength: 20 },
  );
  const promptsOf = (line: { tokens: number; part: number }[]): Prompt[] =>
    line.map(({ tokens, part }, of) => ({ of, tokens, read: Math.floor(tokens * part) }));

  it('carries answers first, then prompts in their order, and never more than its budget', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 128 }), fc.boolean(), (line, decodes, half) => {
        const engine = { ...ENGINE, promptShare: half ? 0.5 : 1 };
        const prompts = promptsOf(line);
        const chunks = chunksOf(engine, prompts, decodes);
        const carried = chunks.reduce((sum, { tokens }) => sum + tokens, decodes);
        assert.ok(carried <= engine.budget);
        chunks.forEach(({ prompt, tokens }, i) => {
          assert.equal(prompt, prompts[i]);
          assert.ok(tokens > 0 && tokens <= prompt.tokens - prompt.read);
          assert.ok(tokens <= engine.budget * engine.promptShare);
        });
        // Nobody is left out while there is room, but for the cap.
        if (carried < engine.budget) assert.equal(chunks.length, prompts.length);
      }),
    );
  });

  it('takes no less with a prompt more, and each prompt less than all together', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 64 }), (line, decodes) => {
        const { chunks, ms } = nextIteration(ENGINE, promptsOf(line), decodes, decodes * 1400);
        const without = timeOf(ENGINE, [], decodes, decodes * 1400);
        assert.ok(ms >= without);
        for (const chunk of chunks) {
          const alone = timeOf(ENGINE, [chunk], decodes, decodes * 1400);
          assert.ok(alone >= without && alone <= ms + 1e-9);
        }
      }),
    );
  });
});

describe('the third queue', () => {
  /** Poisson prompts of one length, so many that they take `load` of the time. */
  const waits = (tokens: number, load: number, seed: number): number[] => {
    const random = seeded(seed);
    const service = timeOf(ENGINE, [{ prompt: { of: 0, tokens, read: 0 }, tokens }], 64, 64 * 1400);
    const at: number[] = [];
    let clock = 0;
    for (let n = 0; n < 20_000; n++) {
      clock += exponential(random, service / load);
      at.push(clock);
    }
    const { stays } = engineAlone(ENGINE, { at, tokens: at.map(() => tokens) }, 64, 1400);
    return stays.map(({ at: came, joined }) => joined - came);
  };

  it('is M/D/1 with vacations where every prompt fills an iteration', () => {
    // λE[S²]/(2(1 − ρ)) and the rest of a vacation, the iteration that carries no prompt.
    const tokens = 2048 - 64;
    const service = timeOf(ENGINE, [{ prompt: { of: 0, tokens, read: 0 }, tokens }], 64, 64 * 1400);
    for (const load of [0.5, 0.7]) {
      const expected = (load * service) / (2 * (1 - load)) + sums.plainMs / 2;
      near(mean([1, 2].flatMap((seed) => waits(tokens, load, seed))), expected, 0.05, `${load}`);
    }
  });

  it('makes nobody wait for another where each has an iteration to itself', () => {
    const { stays } = engineAlone(ENGINE, { at: [0, 1000], tokens: [1984, 1984] }, 64, 1400);
    assert.equal(stays[0].joined, 0);
    assert.ok(stays[1].joined - 1000 < sums.promptMs);
  });

  it('keeps the order of arrival, and with a cap lets the next read beside a long one', () => {
    const coming = { at: [0, 10, 20], tokens: [126_195, 500, 500] };
    const [long, second, third] = engineAlone(ENGINE, coming, 38, 1400).stays;
    assert.ok(second.joined > 0.9 * long.first && third.joined >= second.joined);
    const capped = engineAlone({ ...ENGINE, promptShare: 0.5 }, coming, 38, 1400).stays;
    assert.ok(capped[1].first < 0.03 * second.first);
    assert.ok(capped[0].first > long.first);
  });
});

describe('the fleet', () => {
  const SET = { ...INPUTS, promptShare: 1 };
  const served = (over: Partial<typeof INPUTS>, count: number, seed = 1) => {
    const inputs = { ...SET, ...over };
    const come = arrivals(inputs, count, seed);
    return { come, fleet: serve(inputs, come) };
  };

  it('gives the same requests at any rate, only closer together', () => {
    const [slow, fast] = [10, 100].map((rate) => arrivals({ rate, longShare: 0.1 }, 500, 3));
    assert.deepEqual(slow.prompt, fast.prompt);
    assert.deepEqual(slow.output, fast.output);
    for (const [n, at] of slow.at.entries()) near(at, 10 * fast.at[n], 1e-9);
  });

  it('makes nobody wait who is alone', () => {
    const { come, fleet } = served({ rate: 0.05 }, 200);
    for (const waited of [fleet.line, fleet.boundary, fleet.behind, fleet.shared]) {
      assert.equal(waited.filter((ms) => ms > 0).length, 0);
    }
    near(fleet.own[0], timeOf({ ...SET }, alone(come.prompt[0]), 0, 0), 1e-9);
  });

  it('lets nobody into a slot that is taken', () => {
    // One engine of one slot is a first-come line: whoever comes waits until the one before has left.
    const { come, fleet } = served({ engines: 1, slots: 1, rate: 0.5 }, 300);
    const begun = come.at.map((at, n) => at + fleet.line[n] + fleet.boundary[n] + fleet.behind[n]);
    for (let n = 1; n < 300; n++) {
      const read = begun[n - 1] + fleet.own[n - 1];
      if (come.output[n - 1] > 1) assert.ok(begun[n] > read, `${n}`);
      assert.equal(fleet.shared[n], 0);
    }
    assert.ok(fleet.line.some((ms) => ms > 0));
  });

  it('fills the router’s line only when slots run out', () => {
    const most = (over: Partial<typeof INPUTS>) => Math.max(...served(over, 8000).fleet.line);
    assert.equal(most({}), 0);
    assert.ok(most({ slots: 16 }) > 1000);
  });

  it('lets everybody stand behind a book where there is one engine, and nobody with a cap', () => {
    const alone = {
      ...book.defaults,
      engines: 1,
      slots: 500,
      rate: 8,
      requests: 2000,
      seeds: [1, 2],
    };
    for (const { came, stuck } of book.compute(alone)) {
      assert.ok(came > 80);
      assert.equal(stuck, came);
    }
    const capped = { ...book.defaults, promptShare: 0.5, seeds: [1, 2] };
    for (const { came, stuck } of book.compute(capped)) {
      assert.ok(came > 1000);
      assert.equal(stuck, 0);
    }
  });

  it('holds no more context than its requests bring', () => {
    const { come, fleet } = served({}, 4000);
    const longest = Math.max(...come.prompt.map((prompt, n) => prompt + come.output[n]));
    assert.ok(fleet.context > longest / 2 && fleet.context < INPUTS.slots * longest);
  });

  const alone = (tokens: number) => [{ prompt: { of: 0, tokens, read: 0 }, tokens }];
});

describe('the run', () => {
  it('reproduces an independent simulation of the same machine', () => {
    // Median, mean and 99th percentile at 92 a second, by another program with other random numbers.
    const line = requests.waits[2].map((ms, n) => ms + requests.waits[3][n]).sort();
    near(line[line.length / 2], 9.0, 0.1);
    near(mean(line), 25.7, 0.12);
    near(line[Math.floor(0.99 * line.length)], 179, 0.1);
  });

  it('adds up, band by band', () => {
    for (const { name, low, high } of BANDS) {
      const { start, time, gpu } = band(requests, nearTo(requests, low, high));
      near(start[indexOf(17)] + time[indexOf(17)], gpu, 1e-9, name);
      for (let i = indexOf(12); i < indexOf(17); i++) near(start[i] + time[i], start[i + 1], 1e-9);
    }
  });

  it('sends the quota behind the tokens in about a third of requests', () => {
    const slower = [...requests.gpu.keys()].filter((n) => {
      const laid = spans(timesOf(requests, n));
      return laid[indexOf(8)].end > laid[indexOf(11)].end;
    }).length;
    near(slower / requests.size, 0.315, 0.03);
  });

  it('walks with the request at the 99th percentile, as it lies on the clock', () => {
    const { requests: size, seed } = walk.defaults;
    const taken = walk.compute(walk.defaults);
    const of = run(INPUTS, { requests: size, seeds: [seed] });
    near(taken.gpu, taken.spans[indexOf(17)].end, 1e-9);
    near(taken.gpu, of.gpu[taken.row - 1], 1e-9);
    assert.equal(of.gpu.filter((ms) => ms > taken.gpu).length, size / 100 - 1);
    // The text says that the first two hops were spared it, and prints the time of those that last.
    const times = taken.spans.map(({ start, end }) => end - start);
    assert.deepEqual(times.slice(0, 2), [0, 0]);
    times.forEach((ms, i) => {
      assert.equal(ms >= 1, LASTING.includes(i + 1), `hop ${i + 1}`);
    });
  });
});

describe('the engine that is watched', () => {
  const shown = strip.compute(strip.defaults);

  it('has its iterations one after another, each full while somebody waits', () => {
    shown.iterations.forEach(({ start, end, chunks }, i) => {
      assert.ok(end > start);
      if (i > 0) assert.equal(start, shown.iterations[i - 1].end);
      const waiting = shown.stays.some(({ at, joined }) => at <= start && joined > start);
      const carried = chunks.reduce((sum, { tokens }) => sum + tokens, strip.defaults.decodes);
      if (waiting) assert.equal(carried, strip.defaults.budget);
    });
  });

  it('reads the long prompt later with the cap, beside more of others’', () => {
    const { whole, capped } = reading.compute(reading.defaults);
    assert.equal(whole, shown.stays[shown.long].first);
    // At most half of an iteration’s 2,048 tokens, where it had all but the answers’ 38.
    const iterations = [1024, 2048 - 38].map((chunk) => Math.ceil(126_195 / chunk));
    assert.ok(capped > whole && capped < (whole * iterations[0]) / iterations[1]);
    // With nobody beside it only the iterations are more, each with weights and cache to read.
    const alone = reading.compute({ ...reading.defaults, rate: 0 });
    assert.ok(alone.capped > alone.whole && alone.capped < capped);
  });

  it('puts the reader’s prompt where it comes', () => {
    assert.equal(shown.stays[shown.yours].at, 1000 * strip.defaults.at);
    assert.equal(shown.stays[shown.yours].tokens, strip.defaults.own);
    assert.equal(shown.stays[shown.long].tokens, 126_195);
    const none = strip.compute({ ...strip.defaults, ahead: 'none' });
    assert.equal(none.long, -1);
    assert.ok(none.stays[none.yours].first - 1000 < 1000);
  });
});
