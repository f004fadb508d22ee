import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  center,
  column,
  excludeSemantics,
  expanded,
  intrinsicHeight,
  mergeSemantics,
  padding,
  row,
  scroll,
  sized,
  stops,
  text,
} from '../../src/content/essays/three-years-of-flutter/boxes.ts';
import {
  ALL_SAVINGS,
  type Box,
  type Constraints,
  flush,
  layoutRoot,
  markNeedsLayout,
  nodes,
  performs,
  pipeline,
  satisfies,
  tight,
} from '../../src/content/essays/three-years-of-flutter/layout.ts';
import {
  BETWEEN,
  type Between,
  CARD_HEIGHT,
  deadlines,
  depths,
  examples,
  listScreen,
  lists,
  placed,
  SCREEN,
  semantics,
  threadQuestions,
  threads,
  whatWillItBe,
  whoIsAsked,
} from '../../src/content/essays/three-years-of-flutter/model.ts';

/** A tree as a value, so that the same one can be built twice. */
type Plan =
  | { kind: 'text'; label: string }
  | { kind: 'sized'; width?: number; height?: number; child?: Plan }
  | { kind: 'padding'; inset: number; child: Plan }
  | { kind: 'center' | 'scroll' | 'side' | 'intrinsic' | 'merge' | 'exclude'; child: Plan }
  | {
      kind: 'row' | 'column';
      stretch: boolean;
      children: { flex: number; child: Plan }[];
    };

const build = (plan: Plan): Box => {
  switch (plan.kind) {
    case 'text':
      return text(plan.label);
    case 'sized':
      return sized(
        {
          ...(plan.width === undefined ? {} : { width: plan.width }),
          ...(plan.height === undefined ? {} : { height: plan.height }),
        },
        plan.child && build(plan.child),
      );
    case 'padding':
      return padding(plan.inset, build(plan.child));
    case 'center':
      return center(build(plan.child));
    case 'scroll':
      return scroll(build(plan.child));
    case 'side':
      return scroll(build(plan.child), 'horizontal');
    case 'intrinsic':
      return intrinsicHeight(build(plan.child));
    case 'merge':
      return mergeSemantics(build(plan.child));
    case 'exclude':
      return excludeSemantics(build(plan.child));
    default: {
      const children = plan.children.map(({ flex, child }) =>
        flex > 0 ? expanded(build(child), flex) : build(child),
      );
      return (plan.kind === 'row' ? row : column)(children, plan.stretch ? 'stretch' : 'start');
    }
  }
};

const length = fc.integer({ min: 0, max: 500 });
const label = fc.string({ maxLength: 60 });

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ kind: fc.constant('text' as const), label }),
    fc.record(
      { kind: fc.constant('sized' as const), width: length, height: length, child: tie('plan') },
      { requiredKeys: ['kind'] },
    ),
    fc.record({
      kind: fc.constant('padding' as const),
      inset: fc.integer({ min: 0, max: 80 }),
      child: tie('plan'),
    }),
    fc.record({
      kind: fc.constantFrom('center', 'scroll', 'side', 'intrinsic', 'merge', 'exclude'),
      child: tie('plan'),
    }),
    fc.record({
      kind: fc.constantFrom('row', 'column'),
      stretch: fc.boolean(),
      children: fc.array(fc.record({ flex: fc.integer({ min: 0, max: 3 }), child: tie('plan') }), {
        maxLength: 4,
      }),
    }),
  ) as fc.Arbitrary<Plan>,
}));

const range = fc.tuple(length, fc.oneof(length, fc.constant(Number.POSITIVE_INFINITY)));

const constraints: fc.Arbitrary<Constraints> = fc.tuple(range, range).map(([w, h]) => ({
  minWidth: Math.min(...w),
  maxWidth: Math.max(...w),
  minHeight: Math.min(...h),
  maxHeight: Math.max(...h),
}));

/** Where everything went, without the names: the names of sized boxes carry no geometry. */
const geometry = (root: Box) => placed(root).map(({ boundary: _, ...rest }) => rest);

describe('layout', () => {
  test('visits each box exactly once in a first pass, whatever the tree', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        const visited = run.visits.map((visit) => visit.box);
        assert.equal(visited.length, nodes(root).length);
        assert.equal(new Set(visited).size, visited.length);
        assert.ok(run.visits.every((visit) => visit.performed));
      }),
      { numRuns: 500 },
    );
  });

  test('gives every box a finite size within its constraints', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        for (const box of nodes(root)) assert.ok(satisfies(box.constraints!, box.size), box.name);
        assert.ok(run.messages.every((message) => !message.includes('broke')));
      }),
      { numRuns: 500 },
    );
  });

  test('after a change equals layout from scratch, whatever is spared', () => {
    const savings = fc.record({
      skipClean: fc.boolean(),
      boundaries: fc.boolean(),
      rememberAnswers: fc.boolean(),
    });
    fc.assert(
      fc.property(plan, constraints, savings, label, fc.nat(), (tree, c, spared, words, at) => {
        const root = build(tree);
        const run = pipeline(root, spared);
        layoutRoot(run, c);
        const texts = nodes(root).filter((box) => box.name === 'Text');
        fc.pre(texts.length > 0);
        const index = at % texts.length;
        texts[index].label = words;
        markNeedsLayout(texts[index], run);
        run.visits = [];
        flush(run);
        assert.ok(nodes(root).every((box) => !box.dirty));

        const fresh = build(tree);
        nodes(fresh).filter((box) => box.name === 'Text')[index].label = words;
        layoutRoot(pipeline(fresh), c);
        assert.deepEqual(geometry(root), geometry(fresh));
      }),
      { numRuns: 500 },
    );
  });

  test('does nothing a second time under the same constraints', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        run.visits = [];
        layoutRoot(run, c);
        assert.equal(performs(run), 0);
      }),
    );
  });

  test('places the children of a row or column inside it unless it says that it overflows', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        if (run.messages.length > 0) return;
        for (const box of nodes(root).filter((b) => b.name === 'Row' || b.name === 'Column')) {
          const main = box.name === 'Row' ? 'width' : 'height';
          const start = box.name === 'Row' ? 'x' : 'y';
          for (const child of box.children) {
            assert.ok(child[start] >= 0);
            assert.ok(child[start] + child.size[main] <= box.size[main] + 1e-6);
          }
        }
      }),
    );
  });
});

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
    for (const r of result.noBoundaries) assert.ok(r.calls > r.rows);
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

  test('what is excluded is not read', () => {
    assert.deepEqual(stops(column([text('a'), excludeSemantics(text('b'))])), ['a']);
  });
});
