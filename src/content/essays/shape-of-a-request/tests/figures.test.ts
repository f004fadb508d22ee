import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import type { Experiment } from '../../../../kit/experiment.ts';
import { type Figure, WIDTHS } from '../../../../kit/figure.ts';
import { type Quantity, said } from '../../../../kit/number.ts';
import * as essay from '../figures.ts';
import { HOPS, indexOf } from '../hops.ts';
import { BANDS, batch, budget, flatten, inputsOf, type Trip, trip, walk } from '../model.ts';
import { drawWalk } from '../walk.ts';

const near = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, ${expected}`);

type AnyFigure = Figure<unknown, unknown>;
const { mark, trace, array, budgets, middle, moves, seventeen } = essay;
const { changed, here, queues, rare, spend, sums, taken, usual } = essay;
const drawn = [trace, array, budgets, middle, moves, seventeen] as unknown as AnyFigure[];
const results = new Map<unknown, unknown>();

/** Results as a build keeps them: computed once, through JSON. */
function resultOf(of: Experiment<unknown, unknown>): unknown {
  if (!results.has(of)) {
    results.set(of, JSON.parse(JSON.stringify(of.compute(of.defaults))));
  }
  return results.get(of);
}

const sound = (svg: string) => {
  assert.match(svg, /^<svg class="(?:chart|mark)"/);
  assert.doesNotMatch(svg, /NaN|Infinity|undefined|style=/);
};

describe('figures', () => {
  for (const each of drawn) {
    it(`draws "${each.title}" whole, at every width`, () => {
      const params = each.of.defaults;
      const result = resultOf(each.of);
      for (const width of [WIDTHS.narrow, WIDTHS[each.size]]) {
        sound(picture(each.draw(result, params, width)));
      }
      for (const words of [each.caption(result, params), each.alt(result, params)]) {
        assert.doesNotMatch(words, /NaN|undefined/);
      }
      const { columns, rows } = each.table(result, params);
      assert.ok(rows.length > 0);
      for (const row of rows) assert.equal(row.length, columns.length);
    });
  }

  it('draws a mark', () => {
    sound(picture(mark.draw(resultOf(mark.of as Experiment<unknown, unknown>) as never)));
  });

  it('draws the walk in two layers of one width, every name inside', () => {
    const request = walk.compute(walk.defaults);
    for (const width of [WIDTHS.narrow, WIDTHS.screen]) {
      const { ahead, walked } = drawWalk(request, width);
      for (const layer of [ahead, walked]) {
        sound(layer);
        assert.match(layer, new RegExp(`width="${width}"`));
      }
      const named = [...walked.matchAll(/<text/g)].length;
      assert.equal(named, width === WIDTHS.screen ? HOPS.length : 0);
      for (const [, x] of walked.matchAll(/<text[^>]* x="(-?[\d.]+)"/g)) {
        assert.ok(Number(x) >= 0 && Number(x) <= width);
      }
    }
  });

  it('budgets add up to the time to the client', () => {
    const { columns, rows } = essay.budgets.table(budget.compute(budget.defaults), budget.defaults);
    for (const row of rows) {
      const parts = row.slice(1, columns.length - 1).map(Number);
      near(
        parts.reduce((sum, ms) => sum + ms, 0),
        Number(row.at(-1)),
        0.005,
      );
    }
  });
});

describe('numbers', () => {
  const named = [changed, here, queues, rare, spend, sums, taken, usual].flatMap((set) =>
    Object.values<Quantity>(set),
  );
  it('are finite and print with a unit or none', () => {
    for (const quantity of named) {
      const { text } = said(quantity, resultOf(quantity.experiment), quantity.experiment.defaults);
      assert.match(text, /^[\d.,]+(?:%|\u00a0(?:ms|s|tokens))?$/);
    }
  });
});

describe('the array', () => {
  it('is the one in vLLM’s comment', () => {
    assert.deepEqual(batch.compute(batch.defaults), {
      requests: [0, 0, 1, 1, 1, 1, 1, 2, 2, 2],
      positions: [0, 1, 0, 1, 2, 3, 4, 0, 1, 2],
      offsets: [0, 2, 7, 10],
      tokens: 10,
    });
  });

  it('keeps every token of every request, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }), (scheduled) => {
        const { requests: rows, positions, offsets } = flatten(scheduled);
        assert.equal(offsets.at(-1), rows.length);
        scheduled.forEach((tokens, request) => {
          const range = rows.slice(offsets[request], offsets[request + 1]);
          assert.deepEqual(range, Array(tokens).fill(request));
          assert.equal(positions[offsets[request + 1] - 1], tokens - 1);
        });
      }),
    );
  });
});

describe('the explorable', () => {
  /** The inputs that no control changes. */
  const fixed = Object.fromEntries(
    Object.entries(trip.defaults).map(([name, value]) => [name, fc.constant(value)]),
  ) as { [K in keyof Trip]: fc.Arbitrary<Trip[K]> };
  const settings: fc.Arbitrary<Trip> = fc.record({
    ...fixed,
    load: fc.double({ min: 0.5, max: 0.97, noNaN: true }),
    slots: fc.integer({ min: 16, max: 512 }),
    edgeKm: fc.integer({ min: 50, max: 5000 }),
    regionKm: fc.integer({ min: 50, max: 10_000 }),
    reuse: fc.double({ min: 0, max: 1, noNaN: true }),
    budget: fc.constantFrom(1024, 2048, 4096, 8192),
    blocks: fc.boolean(),
    band: fc.constantFrom(...BANDS.map(({ name }) => name)),
    requests: fc.integer({ min: 1, max: 800 }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
  });

  test('gives finite, ordered, complete results wherever a control can go', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const result = trip.compute(setting);
        const { p50, p90, p99, p999 } = result.client;
        assert.ok(p50 <= p90 && p90 <= p99 && p99 <= p999);
        assert.ok(p50 > result.back);
        const { start, wait, time, gpu } = result.band;
        assert.equal(time.length, HOPS.length);
        for (const value of [...start, ...wait, ...time, gpu]) {
          assert.ok(Number.isFinite(value) && value >= 0);
        }
        time.forEach((ms, i) => {
          assert.ok(wait[i] <= ms + 1e-12);
        });
        near(start[indexOf(17)] + time[indexOf(17)], gpu, 1e-9);
        assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          sound(picture(essay.trace.draw(result, setting, width)));
        }
        assert.doesNotMatch(essay.trace.outcome?.(result, setting) ?? 'undefined', /NaN|undefined/);
      }),
      { numRuns: 200 },
    );
  });

  test('offers only settings that the model is made for', () => {
    for (const control of essay.trace.controls ?? []) {
      const value = trip.defaults[control.name];
      if (control.kind === 'number') {
        assert.ok(control.min <= Number(value) && Number(value) <= control.max, control.name);
        near(((Number(value) - control.min) / control.step) % 1 || 1, 1, 1e-6);
      }
      if (control.kind === 'choice') {
        assert.ok(control.options.some((option) => option.value === value));
      }
    }
  });

  test('prints the inputs of the essay at its defaults', () => {
    const { requests, seeds, ...inputs } = budget.defaults;
    assert.deepEqual(inputsOf(trip.defaults), inputs);
  });

  test('agrees with the long run about a slow request’s largest part', () => {
    const { band: of } = trip.compute(trip.defaults);
    const share = of.time[indexOf(12)] / of.gpu;
    const slow = (
      resultOf(budget as Experiment<unknown, unknown>) as ReturnType<typeof budget.compute>
    ).bands[2];
    near(share, slow.time[indexOf(12)] / slow.gpu, 0.08);
  });
});
