import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from '../../../../kit/sim/random.ts';
import { mean, quantile, sorted } from '../../../../kit/sim/stats.ts';
import { HOPS, indexOf, QUEUES, spans, TENSOR_HOP } from '../hops.ts';
import { attentionMs, CACHE_BYTES, computeMs, PARAMETERS } from '../machine.ts';
import { arithmetic, BANDS, budget, strip, walk } from '../model.ts';
import { gatewayWaits, iterations, promptShare, routerLine } from '../path.ts';
import { band, quantiles, quotaIsSlower, run, timesOf } from '../run.ts';

const near = (actual: number, expected: number, relative: number, what = '') =>
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.abs(expected),
    `${what} ${actual}, expected ${expected} within ${relative * 100} %`,
  );

const INPUTS = budget.defaults;
const sample = { requests: 200_000, seeds: [1] };
const requests = run(INPUTS, sample);
const printed = budget.compute({ ...INPUTS, ...sample });
const sums = arithmetic.compute(arithmetic.defaults);
describe('the words on the home page', () => {
  it('counts seventeen hops', () => {
    assert.equal(HOPS.length, 17);
    assert.equal(new Set(HOPS.map(({ name }) => name)).size, 17);
  });

  it('counts four queues, which are the hops that wait', () => {
    assert.equal(QUEUES.length, 4);
    const waiting = HOPS.flatMap(({ wait }, i) => (wait === undefined ? [] : [i + 1]));
    assert.deepEqual(
      QUEUES.map(({ hop }) => hop),
      waiting,
    );
  });

  it('has one moment at which the request becomes a tensor', () => {
    const moments = HOPS.filter(({ name }) => name.includes('tensor'));
    assert.deepEqual(moments, [HOPS[indexOf(TENSOR_HOP)]]);
  });

  it('leads from the edge to the GPU', () => {
    assert.ok(HOPS.findIndex(({ name }) => name === 'Edge') < 3);
    assert.equal(HOPS.at(-1)?.where, 'GPU');
  });
});

describe('one request', () => {
  it('reaches the client a constant time after its first token on the GPU', () => {
    assert.equal(requests.wayBack, 18.75);
    near(printed.client.p99 - printed.gpu.p99, requests.wayBack, 1e-9);
  });

  it('is a tensor after the sum of hops 1 to 16 less what the quota overlaps', () => {
    for (let n = 0; n < 20_000; n++) {
      const times = timesOf(requests, n);
      const sum = times.slice(0, TENSOR_HOP).reduce((a, b) => a + b, 0);
      const beside = times[indexOf(9)] + times[indexOf(10)] + times[indexOf(11)];
      assert.ok(requests.tensor[n] <= sum);
      near(requests.tensor[n], sum - Math.min(times[indexOf(8)], beside), 1e-9);
    }
  });

  it('lies on the clock as its spans say', () => {
    for (let n = 0; n < 2_000; n++) {
      const laid = spans(timesOf(requests, n));
      near(laid[indexOf(TENSOR_HOP)].end, requests.tensor[n], 1e-9);
      near(laid[indexOf(17)].end, requests.gpu[n], 1e-9);
    }
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
});

describe('closed forms', () => {
  it('counts the parameters and cache bytes of the published configuration', () => {
    assert.equal(PARAMETERS, 8_030_261_248);
    assert.equal(CACHE_BYTES, 131_072);
  });

  it('computes the pass that the essay works through', () => {
    near(sums.chunkMs, 66.4887, 1e-5);
    near(sums.decodeMs, 11.857, 1e-4);
    near(sums.weightsMs, 6.8488, 1e-4);
    near(sums.cacheMs, 5.0081, 1e-4);
    near(computeMs(INPUTS, 12_035), 390.72, 1e-4);
    near(sums.longestPromptMs, 12_536, 1e-4);
  });

  it('adds attention by the square of the context, however it is cut', () => {
    // 2 operations a value, for scores and values, over half of the square: 4 · n²/2 · 4,096 · 32.
    near(attentionMs(INPUTS, 0, 10_000), (1e3 * 2 * 1e8 * 4096 * 32) / (989.4e12 / 2), 1e-12);
    const cut = attentionMs(INPUTS, 0, 3000) + attentionMs(INPUTS, 3000, 10_000);
    near(cut, attentionMs(INPUTS, 0, 10_000), 1e-12);
    const last = sums.promptMs + attentionMs(INPUTS, 126_195 - 1984, 126_195);
    near(sums.lastChunkMs, last, 1e-12);
  });

  it('makes the event loop wait as M/D/1 says', () => {
    const wait = gatewayWaits(INPUTS, seeded(1));
    const sample = Float64Array.from({ length: 200_000 }, wait);
    near(sums.gatewayWait, 0.1875, 1e-12);
    near(mean(sample), sums.gatewayWait, 0.02);
  });

  it('makes requests wait in the router as Erlang’s formula says', () => {
    const wait = requests.waits[1];
    const { waits, meanMs } = routerLine(INPUTS);
    near(waits, 0.168879, 1e-5);
    const waited = wait.filter((ms) => ms > 0);
    assert.ok(Math.abs(waited.length / requests.size - waits) <= 0.004);
    near(mean(waited), meanMs, 0.02);
    near(quantile(sorted(wait), 0.99), meanMs * Math.log(waits / 0.01), 0.03);
  });

  it('makes requests wait for a boundary as E[S²]/2E[S] says', () => {
    const without = run({ ...INPUTS, blockShare: 0 }, { requests: 100_000, seeds: [3] });
    near(mean(without.waits[2]), sums.rest, 0.01);
  });

  it('meets a prompt by the length of iterations and not by their number', () => {
    const { share, shareOfArrivals } = iterations(INPUTS);
    assert.equal(share, 0.3);
    near(shareOfArrivals, 0.68568, 1e-4);
  });

  it('carries the same prompt tokens per iteration whatever the budget', () => {
    const tokens = (size: number) =>
      promptShare({ ...INPUTS, budget: size }) * (size - INPUTS.decodes);
    for (const size of [1024, 4096, 8192]) near(tokens(size), tokens(2048), 1e-12);
    assert.equal(promptShare({ ...INPUTS, budget: 512 }), 1);
  });

  it('assumes a prompt share between what chat and the router essay’s mix need', () => {
    near(sums.chatShare, 0.1783, 1e-3);
    near(sums.mixShare, 0.4817, 1e-3);
    assert.ok(sums.chatShare < INPUTS.promptShare && INPUTS.promptShare < sums.mixShare);
  });
});

describe('golden values of the run', () => {
  const ownP99 = [
    39.488, 15.356, 12.791, 0.127, 1.404, 7.299, 5.098, 0.286, 0.403, 3.633, 810.556, 0.638, 1.011,
    304.267, 2.014, 149.743,
  ];
  it('reproduces the tail of each hop', () => {
    ownP99.forEach((expected, i) => {
      const { p99 } = printed.hops[i + 1];
      assert.ok(Math.abs(p99 - expected) < 0.0006, `hop ${i + 2}: ${p99}`);
    });
  });

  it('reproduces the time to the first token', () => {
    const { tensor, gpu, client } = printed;
    const golden = [
      [tensor.p50, 68.1748],
      [tensor.p99, 960.688],
      [gpu.p50, 105.2821],
      [gpu.p99, 1007.327],
      [client.p50, 124.0321],
      [client.p90, 317.985],
      [client.p99, 1026.077],
      [client.p999, 1755.631],
    ];
    for (const [actual, expected] of golden) near(actual, expected, 1e-4);
  });

  it('adds up, band by band', () => {
    BANDS.forEach(({ low, high }, b) => {
      const of = band(requests, low, high);
      const { start, time, gpu } = of;
      near(start[indexOf(17)] + time[indexOf(17)], gpu, 1e-9, BANDS[b].name);
      for (let i = indexOf(12); i < indexOf(17); i++) near(start[i] + time[i], start[i + 1], 1e-9);
      assert.deepEqual(of, printed.bands[b]);
    });
  });

  it('sends the quota behind the tokens in about a third of requests', () => {
    near(printed.quotaSlower, 0.31487, 1e-4);
    assert.equal(
      [...requests.gpu.keys()].filter((n) => quotaIsSlower(requests, n)).length / requests.size,
      printed.quotaSlower,
    );
  });
});

describe('the model', () => {
  it('makes the median rise with load, distance and budget', () => {
    const p50 = (inputs: Partial<typeof INPUTS>) =>
      quantiles(run({ ...INPUTS, ...inputs }, { requests: 20_000, seeds: [1] }).gpu).p50;
    const rises = (medians: number[]) => {
      for (let i = 1; i < medians.length; i++) assert.ok(medians[i] > medians[i - 1]);
    };
    rises([0.5, 0.8, 0.9, 0.95, 0.97].map((load) => p50({ load })));
    rises([400, 2000, 5000].map((edgeKm) => p50({ edgeKm })));
    rises([1500, 6000, 10_000].map((regionKm) => p50({ regionKm })));
    rises([1024, 2048, 4096, 8192].map((size) => p50({ budget: size })));
  });

  it('hides no tail beside the ones it names', () => {
    const quiet = { ...INPUTS, reuse: 1, nameCached: 1, load: 0.01, blockShare: 0 };
    const { p99 } = quantiles(run(quiet, { requests: 60_000, seeds: [1] }).gpu);
    assert.ok(p99 < 300, `${p99}`);
  });

  it('walks with a request of the run, as it lies on the clock', () => {
    const taken = walk.compute(walk.defaults);
    assert.equal(taken.spans.length, HOPS.length);
    near(taken.gpu, taken.spans[indexOf(17)].end, 1e-9);
    near(taken.gpu, requests.gpu[taken.row - 1], 1e-9);
  });

  it('shows the strip at the printed share, and arrivals by length', () => {
    const { iterations: laid, withPrompt, metPrompt } = strip.compute(strip.defaults);
    assert.equal(laid.length, 40);
    assert.equal(withPrompt, INPUTS.promptShare);
    assert.ok(Math.abs(metPrompt - iterations(INPUTS).shareOfArrivals) < 0.02, `${metPrompt}`);
  });
});
