import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { picture } from '../../../../kit/draw/svg.ts';
import { WIDTHS } from '../../../../kit/figure.ts';
import { expanded, intrinsicHeight, row, sized, text } from '../boxes.ts';
import * as figures from '../figures.ts';
import { ALL_SAVINGS, layoutRoot, nodes, pipeline, tight } from '../layout.ts';
import {
  BETWEEN,
  type Between,
  CARD_HEIGHT,
  deadlines,
  depths,
  examples,
  listScreen,
  lists,
  SCREEN,
  semantics,
  threadQuestions,
  threads,
  whatWillItBe,
  whoIsAsked,
} from '../model.ts';

describe('examples', () => {
  const result = examples.compute(examples.defaults);

  test('a box under the screen is as large as the screen', () => {
    const [box] = result.underScreen.boxes;
    assert.deepEqual([box.width, box.height], [360, 640]);
  });

  test('the same box in a Center has its wish, in the middle', () => {
    const box = result.centred.boxes[1];
    assert.deepEqual([box.width, box.height, box.x, box.y], [100, 100, 130, 270]);
  });

  test('a share of an unbounded column is refused in words', () => {
    assert.match(result.expandedInScroll.messages.join(), /height of its Column is unbounded/);
  });

  test('a scroll view in a column has nothing to scroll in', () => {
    assert.match(result.scrollInColumn.messages.join(), /its height is unbounded/);
  });

  test('a long text overflows a row, and wraps once it is expanded', () => {
    assert.equal(result.longText.boxes[1].width, 480);
    assert.deepEqual(result.longText.messages, ['The Row overflowed by 144 pixels']);
    const wrapped = result.expandedText.boxes[1];
    assert.deepEqual([wrapped.width, wrapped.height], [336, 40]);
    assert.deepEqual(result.expandedText.messages, []);
  });
});

describe('whatWillItBe', () => {
  test('answers for every setting of the controls', () => {
    const params = fc.record({
      min: fc.integer({ min: 0, max: 360 }),
      max: fc.integer({ min: 0, max: 360 }),
      unbounded: fc.boolean(),
      wish: fc.integer({ min: 0, max: 400 }),
      between: fc.constantFrom(...(Object.keys(BETWEEN) as Between[])),
    });
    fc.assert(
      fc.property(params, (p) => {
        const { boxes, messages } = whatWillItBe.compute(p);
        const impossible = !p.unbounded && p.min > p.max;
        assert.equal(boxes.length === 0, impossible);
        if (impossible) assert.equal(messages.length, 1);
        else {
          const outer = boxes[0];
          assert.ok(outer.width >= p.min);
          assert.ok(p.unbounded || outer.width <= p.max);
        }
        if (p.between === 'nothing' && !impossible) {
          const max = p.unbounded ? Number.POSITIVE_INFINITY : p.max;
          assert.equal(boxes[0].width, Math.min(Math.max(p.wish, p.min), max));
        }
        assert.deepEqual(JSON.parse(JSON.stringify({ boxes, messages })), { boxes, messages });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the price of one label', () => {
  const result = lists.compute(lists.defaults);

  test('a first layout visits every node once', () => {
    for (const setup of Object.values(result)) {
      for (const { nodes: count, first } of setup) {
        assert.deepEqual(first, { calls: count, performs: count });
      }
    }
  });

  test('fixed heights make it independent of the length of the list', () => {
    assert.deepEqual(
      new Set(result.fixed.map((r) => `${r.calls} ${r.performs}`)),
      new Set(['5 3']),
    );
  });

  test('free heights ask every card, and lay out as few boxes as in a short list', () => {
    for (const r of result.free) assert.equal(r.calls, r.rows + 7);
    assert.equal(new Set(result.free.map((r) => r.performs)).size, 1);
    assert.ok(result.free[0].performs < 10);
  });

  test('without boundaries fixed heights no longer help', () => {
    for (const [i, r] of result.noBoundaries.entries()) {
      assert.ok(r.calls >= result.free[i].calls);
    }
  });

  test('with nothing skipped every box below the scroll view is laid out', () => {
    for (const r of result.nothingSkipped) {
      assert.equal(r.performs, r.calls);
      assert.ok(r.performs > 6 * r.rows);
    }
  });

  test('free cards come out as high as the fixed ones, so both lists look alike', () => {
    const root = listScreen(3, undefined);
    layoutRoot(pipeline(root), tight(SCREEN));
    const cards = nodes(root).filter((box) => box.name.startsWith('Padding'));
    assert.deepEqual(
      cards.map((box) => box.size.height),
      [CARD_HEIGHT, CARD_HEIGHT, CARD_HEIGHT],
    );
  });

  test('the drawn list shows as many visits as were counted', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 8 }),
          fixed: fc.boolean(),
          boundaries: fc.boolean(),
          skipClean: fc.boolean(),
        }),
        (params) => {
          const { boxes, calls, performs: done } = whoIsAsked.compute(params);
          assert.equal(boxes.filter((box) => box.fate !== 'untouched').length, calls);
          assert.equal(boxes.filter((box) => box.fate === 'laid out').length, done);
          assert.equal(boxes.filter((box) => box.changed).length, 1);
        },
      ),
    );
  });
});

describe('depth', () => {
  const result = depths.compute(depths.defaults);

  test('one pass visits depth + 1 boxes, measuring first doubles with every level', () => {
    for (const r of result) {
      assert.equal(r.onePass, r.depth + 1);
      assert.equal(r.measureThenLayout, 2 ** (r.depth + 1) - 1);
    }
  });

  test('questions grow with the depth if remembered, with its square if forgotten', () => {
    const [four, eight, sixteen] = threads.compute({ depths: [4, 8, 16] });
    assert.equal(sixteen.remembered - eight.remembered, 2 * (eight.remembered - four.remembered));
    const ratio = sixteen.forgotten / eight.forgotten;
    assert.ok(ratio > 3.5 && ratio < 4.5, `doubling the depth costs ${ratio} times the questions`);
    for (const r of [four, eight, sixteen]) assert.ok(r.remembered < r.forgotten);
  });

  test('questions come on top: each box is still laid out once', () => {
    for (const depth of [1, 5, 10]) {
      for (const remember of [true, false]) {
        const run = threadQuestions(depth, remember);
        assert.equal(run.calls, run.nodes);
      }
    }
  });

  test('the same thread has the same geometry with and without memory', () => {
    for (const rememberAnswers of [true, false]) {
      const root = intrinsicHeight(row([sized({ width: 2 }), expanded(text('word '.repeat(60)))]));
      const run = pipeline(root, { ...ALL_SAVINGS, rememberAnswers });
      layoutRoot(run, { minWidth: 0, maxWidth: 202, minHeight: 0, maxHeight: 1000 });
      assert.equal(root.size.height, 240);
    }
  });
});

describe('deadlines', () => {
  /** Upper tail of the standard normal by Abramowitz and Stegun 7.1.26; error below 2e-7. */
  const tail = (z: number): number => {
    const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2);
    const poly = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
    return 0.5 * poly.reduce((sum, a) => (sum + a) * t, 0) * Math.exp((-z * z) / 2);
  };

  test('agree with the log-normal closed form within four standard errors', () => {
    for (const seed of [1, 2, 3]) {
      const { frames, median, sigma } = deadlines.defaults;
      const result = deadlines.compute({ ...deadlines.defaults, seed });
      const expected = median * Math.exp(sigma ** 2 / 2);
      assert.ok(Math.abs(result.mean - expected) < 0.15);
      for (const { rate, late } of result.byRate) {
        const p = tail(Math.log(1000 / rate / median) / sigma);
        assert.ok(Math.abs(late - p) < 4 * Math.sqrt((p * (1 - p)) / frames), `${rate} Hz`);
      }
    }
  });

  test('the late share rises with the refresh rate while the mean stays under every budget', () => {
    const { mean, byRate } = deadlines.compute(deadlines.defaults);
    assert.ok(byRate[0].late < byRate[1].late && byRate[1].late < byRate[2].late);
    for (const { budget, late, missed } of byRate) {
      assert.ok(mean < budget);
      assert.ok(missed >= Math.round(late * deadlines.defaults.frames));
    }
  });

  test('every frame is in one bin; same seed, same run; other seed, other run', () => {
    const run = (seed: number) => deadlines.compute({ ...deadlines.defaults, seed });
    assert.equal(
      run(1).bins.reduce((sum, count) => sum + count, 0),
      deadlines.defaults.frames,
    );
    assert.deepEqual(run(1), run(1));
    assert.notDeepEqual(run(1), run(2));
  });
});

describe('semantics', () => {
  test('merged, a list has one stop per card and its heading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (cards) => {
        const result = semantics.compute({ cards });
        assert.equal(result.separate, 3 * cards + 1);
        assert.equal(result.merged, cards + 1);
      }),
    );
  });

  test('merging says the same words in the same order', () => {
    const { separateCard, mergedCard } = semantics.compute(semantics.defaults);
    assert.deepEqual(mergedCard, [separateCard.join('\n')]);
  });
});

describe('figures', () => {
  const drawn = (svg: string): void => {
    assert.match(svg, /^<svg class="chart"[\s\S]*<\/svg>$/);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|style=|\bid=/);
    assert.match(svg, /<text/);
  };

  test('of a wish are drawn and told for every setting', () => {
    const params = fc.record({
      min: fc.integer({ min: 0, max: 36 }).map((n) => n * 10),
      max: fc.integer({ min: 0, max: 36 }).map((n) => n * 10),
      unbounded: fc.boolean(),
      wish: fc.integer({ min: 0, max: 40 }).map((n) => n * 10),
      between: fc.constantFrom(...(Object.keys(BETWEEN) as Between[])),
    });
    fc.assert(
      fc.property(params, (p) => {
        const result = whatWillItBe.compute(p);
        for (const width of [WIDTHS.narrow, WIDTHS.text]) {
          drawn(picture(figures.whatItWillBe.draw(result, p, width)));
        }
        assert.match(figures.whatItWillBe.outcome!(result, p), /^The .+\.$/);
        assert.match(figures.whatItWillBe.alt(result, p), /^[ST\w].+\.$/);
      }),
      { numRuns: 300 },
    );
  });

  test('of a changed label are drawn and told for every setting', () => {
    const params = fc.record({
      rows: fc.integer({ min: 1, max: 8 }),
      fixed: fc.boolean(),
      boundaries: fc.boolean(),
      skipClean: fc.boolean(),
    });
    fc.assert(
      fc.property(params, (p) => {
        const result = whoIsAsked.compute(p);
        for (const width of [WIDTHS.narrow, WIDTHS.page]) {
          drawn(picture(figures.whoGetsAsked.draw(result, p, width)));
        }
        assert.match(figures.whoGetsAsked.outcome!(result, p), /laid out again\.$/);
      }),
    );
  });

  test('without settings are drawn at both widths, with a row of data for each claim', () => {
    const { priceOfOneLabel, sameWork, twoTrees } = figures;
    const prices = lists.compute(lists.defaults);
    const late = deadlines.compute(deadlines.defaults);
    const spoken = semantics.compute(semantics.defaults);
    for (const width of [WIDTHS.narrow, WIDTHS.text]) {
      drawn(picture(priceOfOneLabel.draw(prices, lists.defaults, width)));
      drawn(picture(sameWork.draw(late, deadlines.defaults, width)));
      drawn(picture(twoTrees.draw(spoken, semantics.defaults, width)));
    }
    assert.equal(priceOfOneLabel.table(prices, lists.defaults).rows.length, 7);
    assert.equal(sameWork.table(late, deadlines.defaults).rows.length, 3);
    assert.equal(twoTrees.table(spoken, semantics.defaults).rows.length, 2);
  });
});
