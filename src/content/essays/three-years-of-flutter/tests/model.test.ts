import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { seeded } from '../../../../kit/sim/random.ts';
import { logNormal } from '../../../../kit/sim/variates.ts';
import { BETWEEN, type Between } from '../beginner.ts';
import { intrinsicHeight, scroll, sized } from '../boxes.ts';
import { once, refusedAt, twice, twiceRemembered, wishes } from '../depth.ts';
import { column } from '../flex.ts';
import { CALLED } from '../label.ts';
import { type Box, layoutRoot, nodes, pipeline, tight } from '../layout.ts';
import {
  chain,
  deadlines,
  edges,
  examples,
  prices,
  replies,
  spoken,
  walk,
  whatWillItBe,
  whoIsAsked,
} from '../model.ts';
import { AROUND, type Around, CARD_HEIGHT, HEIGHTS, listScreen, SCREEN } from '../screens.ts';
import { CHANGED } from '../walk.ts';

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

  test('a scroll view in a column is as high as its child; a list is refused', () => {
    const [, , view, inside] = result.scrollInColumn.boxes;
    assert.deepEqual([view.height, inside.height, result.scrollInColumn.messages], [20, 20, []]);
    assert.match(result.listInColumn.messages.join(), /unbounded height/);
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
        if (['nothing', 'scroll'].includes(p.between) && !impossible) {
          const max = p.unbounded ? Number.POSITIVE_INFINITY : p.max;
          assert.equal(boxes[0].width, Math.min(Math.max(p.wish, p.min), max));
        }
        assert.deepEqual(JSON.parse(JSON.stringify({ boxes, messages })), { boxes, messages });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the walk', () => {
  const settings = (Object.keys(AROUND) as Around[]).flatMap((around) =>
    [1, 2, 3].flatMap((cards) =>
      [true, false].flatMap((stretched) =>
        CHANGED.map((changed) => ({ cards, around, stretched, changed })),
      ),
    ),
  );

  test('every setting: each box told once at first, and the same at its end as it was told', () => {
    for (const params of settings) {
      const { boxes, steps, first, messages } = walk.compute(params);
      assert.equal(messages.length, params.around === 'expanded' ? 1 : 0);
      const told = steps.slice(0, first).filter(({ kind }) => kind === 'told');
      assert.deepEqual(
        told.map(({ box }) => box).sort((a, b) => a - b),
        boxes.map((_, i) => i),
      );
      assert.equal(steps[first].kind, 'dirty');
      assert.equal(boxes.filter(({ text }) => text !== '').length, params.cards + 1);
      for (const { before, after } of boxes) {
        for (const [x, y, w, h] of [before, after]) {
          assert.ok(x >= 0 && y >= 0 && w >= 0 && h >= 0 && x + w <= SCREEN.width);
        }
      }
    }
  });

  test('a fixed height in a column that stretches keeps a change in the card; padding lets it out', () => {
    const again = (around: Around, stretched = true) => {
      const { boxes, steps, first, messages } = walk.compute({
        cards: 3,
        around,
        stretched,
        changed: 'card 2',
      });
      const done = steps.slice(first).filter(({ kind }) => kind === 'sized');
      return { done: done.map(({ box }) => boxes[box].name), messages };
    };
    assert.deepEqual(again('fixed').done, ['Text', 'Row']);
    assert.ok(again('fixed', false).done.includes('ScrollView'));
    assert.ok(again('padding').done.includes('ScrollView'));
    assert.ok(again('intrinsic').done.includes('ScrollView'));
    assert.equal(again('expanded').messages.length, 1);
    assert.deepEqual(again('center').messages, []);
  });

  test('an IntrinsicHeight is asked for before it is told, and a SizedBox never', () => {
    const questions = (around: Around) =>
      walk
        .compute({ cards: 2, around, stretched: true, changed: 'title' })
        .steps.filter((s) => s.kind === 'asked').length;
    assert.equal(questions('fixed'), 0);
    assert.equal(questions('padding'), 0);
    assert.equal(questions('intrinsic'), 2 * 4);
  });

  test('a grown word is higher where it may be, and its card with it', () => {
    const { boxes } = walk.compute(walk.defaults);
    const card = boxes.findIndex(({ name }) => name.startsWith('Padding'));
    assert.deepEqual([boxes[card].before[3], boxes[card].after[3]], [40, 56]);
    const last = boxes.findLastIndex(({ name }) => name.startsWith('Padding'));
    assert.deepEqual([boxes[last].before[1], boxes[last].after[1]], [60, 76]);
  });
});

describe('the price of one label', () => {
  const result = prices.compute(prices.defaults);

  test('in a list of a thousand', () => {
    const row = (way: keyof typeof result) => {
      const { built, questions, visits, performs, painted } = result[way];
      return [built, questions, visits, performs, painted];
    };
    assert.deepEqual(row('screen'), [6005, 0, 1007, 6, 6005]);
    assert.deepEqual(row('label'), [1, 0, 1007, 6, 6005]);
    assert.deepEqual(row('intrinsic'), [1, 7, 1008, 7, 7005]);
    assert.deepEqual(row('fixed'), [1, 0, 5, 3, 7005]);
    assert.deepEqual(row('layers'), [1, 0, 5, 3, 8]);
    assert.deepEqual(row('layered'), [1, 0, 1008, 7, 12]);
  });

  test('fixed heights make layout independent of the length; free ones ask every card', () => {
    for (const rows of [1, 10, 80]) {
      const short = prices.compute({ rows });
      assert.deepEqual([short.fixed.visits, short.layers.painted], [5, 8]);
      assert.equal(short.label.visits, rows + 7);
      assert.equal(short.label.performs, 6);
      for (const { boxes, first } of Object.values(short)) assert.equal(boxes, first);
    }
  });

  test('free cards come out as high as the fixed ones, so the lists look alike', () => {
    for (const height of HEIGHTS) {
      const { root, cards } = listScreen({ rows: 3, height, layers: true });
      layoutRoot(pipeline(root), tight(SCREEN));
      for (const card of cards) assert.equal(card.size.height, CARD_HEIGHT);
    }
  });

  test('the drawn list shows what was counted, wherever setState was called', () => {
    for (const height of HEIGHTS) {
      for (const layers of [false, true]) {
        const seen = CALLED.map((called) => {
          const { boxes, built, visits, performs } = whoIsAsked.compute({
            rows: 4,
            height,
            layers,
            called,
          });
          assert.equal(boxes.filter(({ layout }) => layout !== 'untouched').length, visits);
          assert.equal(boxes.filter(({ layout }) => layout === 'done').length, performs);
          assert.equal(boxes.filter(({ build }) => build === 'done').length, built);
          const changed = boxes.filter((box) => box.changed);
          assert.deepEqual(
            changed.map(({ build, layout, paint }) => [build, layout, paint]),
            [['done', 'done', 'done']],
          );
          return { visits, performs, total: boxes.length, built };
        });
        const [label, screen, kept] = seen;
        assert.equal(label.built, 1);
        assert.equal(screen.built, screen.total);
        assert.ok(kept.built < screen.built && kept.built > label.built);
        assert.equal(new Set(seen.map(({ visits, performs }) => `${visits} ${performs}`)).size, 1);
      }
    }
  });
});

describe('depth', () => {
  test('the protocols agree with their closed forms', () => {
    for (let n = 1; n <= 12; n++) {
      assert.equal(once(n), n + 1);
      assert.equal(twice(n), 2 ** (n + 1) - 1);
      assert.equal(twiceRemembered(n), 2 * n + 1);
      assert.equal(refusedAt(n), n + 2);
      assert.equal(wishes(n, true), n);
      assert.equal(wishes(n, false), (n * (n + 1)) / 2);
    }
    assert.equal(chain.compute({ depth: 10 }).askedForgotten, 11 + 55);
  });

  test('the boxes themselves ask in a line with a memory, and in a square without', () => {
    const nested = (depth: number): Box =>
      depth === 0 ? sized({ width: 24, height: 24 }) : intrinsicHeight(column([nested(depth - 1)]));
    const worked = (depth: number, remembers: boolean): number => {
      const run = pipeline(scroll(nested(depth)), remembers);
      layoutRoot(run, tight(SCREEN));
      assert.equal(run.steps.filter(({ kind }) => kind === 'sized').length, nodes(run.root).length);
      return run.steps.filter((step) => step.kind === 'answered' && !step.remembered).length;
    };
    const grown = (remembers: boolean) => worked(16, remembers) / worked(8, remembers);
    assert.ok(Math.abs(grown(true) - 2) < 0.2);
    assert.ok(Math.abs(grown(false) - 4) < 0.4);
  });

  test('a change in a thread passes the boundary above it and asks everything again', () => {
    for (const depth of [2, 5, 10]) {
      const { asked, border } = replies.compute({ depth });
      assert.deepEqual(
        [asked.boxes, asked.above, asked.performs],
        [5 * depth + 1, 1, 3 * depth + 2],
      );
      assert.deepEqual(
        [asked.first, asked.again],
        [
          { asked: 7 * depth - 2, worked: 6 * depth - 1 },
          { asked: 7 * depth - 2, worked: 3 * depth },
        ],
      );
      assert.deepEqual([border.boxes, border.performs], [4 * depth + 1, 3 * depth + 2]);
      assert.deepEqual([border.first.asked, border.again.asked], [0, 0]);
      for (const { levels, performs, again } of [asked, border]) {
        const cells = levels.flatMap((level) => level.boxes);
        // The scroll view is laid out as well.
        assert.equal(cells.filter(({ fate }) => fate === 'done').length + 1, performs);
        assert.equal(
          levels.reduce((sum, level) => sum + level.asked, 0),
          again.asked,
        );
        assert.equal(
          levels.reduce((sum, level) => sum + level.worked, 0),
          again.worked,
        );
        assert.equal(levels.at(-1)!.boxes.at(-1)!.fate, 'done');
      }
    }
  });
});

describe('deadlines', () => {
  test('agree with drawn frames within four standard errors', () => {
    const { median, sigma } = deadlines.defaults;
    const result = deadlines.compute(deadlines.defaults);
    const random = seeded(7);
    const costs = Array.from({ length: 50000 }, () => logNormal(random, median, sigma));
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    assert.ok(Math.abs(result.mean - mean) < 0.05);
    for (const { rate, late } of result.byRate) {
      const drawn = costs.filter((cost) => cost > 1000 / rate).length / costs.length;
      assert.ok(Math.abs(late - drawn) < 4 * Math.sqrt((late * (1 - late)) / costs.length));
    }
    assert.ok(Math.abs(result.bins.reduce((sum, share) => sum + share, 0) - 1) < 1e-3);
  });
});

test('between two device pixels: a multiple of eight is the first height that is not', () => {
  assert.deepEqual(edges.compute(edges.defaults), { edge: 262.5, whole: 8 });
  assert.equal(edges.compute({ ratio: 1.5, height: 10 }).whole, 2);
});

test('stops: one for each text, for each card, or two with the heading kept apart', () => {
  for (const cards of [1, 7, 100]) {
    const { ways } = spoken.compute({ cards });
    assert.deepEqual(
      [ways.column.list, ways.merged.list, ways.list.list, ways.kept.list],
      [3 * cards + 1, cards + 1, cards + 1, 2 * cards + 1],
    );
    assert.deepEqual(ways.list.card, [
      { words: ['Order 1', 'Two loaves, one tea', '7.30'], heading: true },
    ]);
    assert.deepEqual(
      ways.kept.card.map(({ heading }) => heading),
      [false, true],
    );
  }
});
