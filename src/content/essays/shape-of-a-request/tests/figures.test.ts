import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import type { Experiment } from '../../../../kit/experiment.ts';
import { type Figure, WIDTHS } from '../../../../kit/figure.ts';
import { type Quantity, said } from '../../../../kit/number.ts';
import { flatten, PEOPLE } from '../batch.ts';
import * as essay from '../figures.ts';
import { NAMES } from '../hops.ts';
import { batch, budget, strip, walk } from '../model.ts';
import { drawWalk } from '../walk.ts';

const near = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, ${expected}`);

type AnyFigure = Figure<unknown, unknown>;
const { mark, array, budgets, middle, moves, seventeen } = essay;
const { changed, here, queues, spend, stuck, sums, taken, taking } = essay;
const drawn = [array, budgets, middle, moves, seventeen] as unknown as AnyFigure[];
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
      assert.equal(named, width === WIDTHS.screen ? NAMES.length : 0);
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
  const named = [changed, here, queues, spend, stuck, sums, taken, taking].flatMap((set) =>
    Object.values<Quantity>(set),
  );
  it('are finite and print with a unit or none', () => {
    for (const quantity of named) {
      const { text } = said(quantity, resultOf(quantity.experiment), quantity.experiment.defaults);
      assert.match(text, /^[\d.,]+(?: to [\d.,]+)?(?:%|\u00a0(?:ms|s|tokens|billion))?$/);
    }
  });
});

describe('the array', () => {
  it('is the one in vLLM’s comment', () => {
    const { requests, positions, offsets, ids, words } = batch.compute(batch.defaults);
    assert.deepEqual(requests, [0, 0, 1, 1, 1, 1, 1, 2, 2, 2]);
    assert.deepEqual(positions, [0, 1, 0, 1, 2, 3, 4, 0, 1, 2]);
    assert.deepEqual(offsets, [0, 2, 7, 10]);
    assert.equal(ids.length, 10);
    assert.deepEqual(words.join(' '), 'Thank you Why is my tea cold sort this list');
  });

  it('shows above the line what has not crossed in colour, and under it what has, in none', () => {
    for (let crossed = 0; crossed <= 10; crossed++) {
      const of = { crossed };
      for (const width of [WIDTHS.narrow, WIDTHS.text]) {
        const svg = picture(array.draw(batch.compute(of), of, width));
        sound(svg);
        const boxes = (name: string) =>
          [...svg.matchAll(new RegExp(`class="${name}" d="([^"]*)"`, 'g'))].flatMap(([, data]) => [
            ...data.matchAll(/z/g),
          ]).length;
        assert.equal(boxes('fill wait'), 10 - crossed);
        assert.equal(boxes('outline ink'), 3 * crossed);
        for (const { name } of PEOPLE) assert.ok(svg.includes(`>${name}<`));
      }
      assert.doesNotMatch(array.outcome?.(batch.compute(of), of) ?? 'undefined', /undefined|NaN/);
    }
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

describe('what can be played', () => {
  test('the toy speaks and draws wherever its controls can go', () => {
    const toy = fc.record({
      ahead: fc.constantFrom('none', 'mean', 'longest'),
      at: fc.integer({ min: 0, max: 56 }).map((quarter) => quarter / 4),
      own: fc.integer({ min: 1, max: 80 }).map((hundred) => 100 * hundred),
      budget: fc.integer({ min: 1, max: 16 }).map((half) => 512 * half),
      rate: fc.integer({ min: 0, max: 28 }).map((half) => half / 2),
      capped: fc.boolean(),
    });
    fc.assert(
      fc.property(toy, (setting) => {
        const params = { ...strip.defaults, ...setting };
        const result = strip.compute(params);
        assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
        const { at, joined, first } = result.stays[result.yours];
        assert.ok(at <= joined && joined < first && first <= result.until);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          sound(picture(middle.draw(result, params, width)));
        }
        assert.doesNotMatch(middle.outcome?.(result, params) ?? 'undefined', /NaN|undefined/);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('offers only settings that the models are made for', () => {
    const offered = [middle, array].flatMap(({ controls, of }) =>
      (controls ?? []).map((control) => ({
        control,
        value: (of.defaults as Record<string, unknown>)[control.name],
      })),
    );
    assert.equal(offered.length, 7);
    for (const { control, value } of offered) {
      if (control.kind === 'number') {
        assert.ok(control.min <= Number(value) && Number(value) <= control.max, control.name);
        near(((Number(value) - control.min) / control.step) % 1 || 1, 1, 1e-6);
      }
      if (control.kind === 'choice') {
        assert.ok(control.options.some((option) => option.value === value));
      }
    }
  });
});
