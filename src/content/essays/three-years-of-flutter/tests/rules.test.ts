/**
 * Rule by rule: what Flutter's source says, as of 3.38, and that the model does the same. A file is
 * under packages/flutter/lib/src; what is said there is put in our own words.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  center,
  intrinsicHeight,
  list,
  padding,
  repaintBoundary,
  scroll,
  semantic,
  sized,
  text,
} from '../boxes.ts';
import { column, expanded, row } from '../flex.ts';
import {
  ask,
  type Box,
  type Constraints,
  count,
  flush,
  layout,
  layoutRoot,
  loosen,
  markNeedsLayout,
  pipeline,
  repainted,
  tight,
} from '../layout.ts';
import { stops } from '../semantics.ts';

const ANY = Number.POSITIVE_INFINITY;
const within = (maxWidth: number, maxHeight: number): Constraints => ({
  minWidth: 0,
  maxWidth,
  minHeight: 0,
  maxHeight,
});

/** A tree after a first layout, and its pipeline with the steps of that forgotten. */
function laid(root: Box, c: Constraints) {
  const run = pipeline(root);
  layoutRoot(run, c);
  const { steps } = run;
  run.steps = [];
  return { run, steps };
}

/** Boxes at which a change of `box` starts layout. */
function startsAt(box: Box, root: Box, c: Constraints): string[] {
  const { run } = laid(root, c);
  markNeedsLayout(box, run);
  flush(run);
  return run.steps.flatMap(({ kind, box: at }) => (kind === 'started' ? [at.name] : []));
}

const told = (box: Box): Constraints => box.constraints!;
const word = () => text('a word');

interface Rule {
  readonly file: string;
  readonly says: string;
  readonly holds: () => void;
}

const RULES: readonly Rule[] = [
  {
    file: 'rendering/box.dart',
    says: 'Constraints are tight where the least is the greatest; loosened, the least is nothing.',
    holds: () => {
      assert.deepEqual(loosen(tight({ width: 9, height: 7 })), within(9, 7));
      const child = word();
      laid(center(child), tight({ width: 90, height: 70 }));
      assert.deepEqual(told(child), within(90, 70));
    },
  },
  {
    file: 'rendering/object.dart',
    says: 'Boundary: the parent ignores the size, it is sized by the parent, tight, or the root.',
    holds: () => {
      const c = within(90, 70);
      const run = pipeline(word());
      const four: [Box, Constraints, boolean][] = [
        [padding(1, word()).children[0], c, false],
        [padding(1, list(word())).children[0], c, true],
        [padding(1, word()).children[0], tight({ width: 9, height: 7 }), true],
        [word(), c, true],
      ];
      for (const [box, constraints, uses] of four) {
        layout(box, constraints, run, uses);
        assert.equal(box.boundary, true);
      }
      const [none] = padding(1, word()).children;
      layout(none, c, run);
      assert.equal(none.boundary, false);
    },
  },
  {
    file: 'rendering/object.dart',
    says: 'A clean box that is told the same returns at once, and one that is told anew does not.',
    holds: () => {
      const box = word();
      const { run } = laid(box, within(90, 70));
      layoutRoot(run, within(90, 70));
      assert.equal(count(run, 'kept'), 1);
      layoutRoot(run, within(80, 70));
      assert.equal(count(run, 'sized'), 1);
    },
  },
  {
    file: 'rendering/object.dart',
    says: 'Dirt climbs to the nearest boundary, and layout starts there, the shallowest first.',
    holds: () => {
      const free = word();
      assert.deepEqual(startsAt(free, padding(1, center(free)), within(90, 70)), ['Padding(1)']);
      const fixed = word();
      const inner = sized({ width: 50, height: 20 }, center(fixed));
      assert.deepEqual(startsAt(fixed, padding(1, inner), within(90, 70)), ['Center']);
    },
  },
  {
    file: 'rendering/box.dart',
    says: 'A box that was asked sends its dirt past a boundary; one that was not does not.',
    holds: () => {
      const tree = (wrap: (child: Box) => Box) => {
        const changed = word();
        const inside = row([expanded(changed)], 'stretch');
        return { changed, root: scroll(wrap(inside)) };
      };
      const asked = tree(intrinsicHeight);
      assert.deepEqual(startsAt(asked.changed, asked.root, tight({ width: 90, height: 70 })), [
        'ScrollView',
      ]);
      assert.equal(asked.changed.boundary, true);
      const fixed = tree((child) => sized({ height: 20 }, child));
      assert.deepEqual(startsAt(fixed.changed, fixed.root, tight({ width: 90, height: 70 })), [
        'Text',
      ]);
    },
  },
  {
    file: 'rendering/box.dart',
    says: 'Answers are remembered by question and extent.',
    holds: () => {
      const run = pipeline(padding(1, word()));
      for (const extent of [90, 90, 80]) ask(run.root, 'height', extent, run);
      // The second is remembered: its child is not asked.
      assert.equal(count(run, 'asked'), 5);
    },
  },
  {
    file: 'rendering/proxy_box.dart',
    says: 'RenderConstrainedBox obeys, then insists; a fixed height answers without asking.',
    holds: () => {
      const box = sized({ width: 100, height: 20 }, word());
      laid(box, tight({ width: 90, height: 70 }));
      assert.deepEqual(box.size, { width: 90, height: 70 });
      const run = pipeline(box);
      assert.equal(ask(box, 'height', 90, run), 20);
      assert.equal(count(run, 'asked'), 1);
    },
  },
  {
    file: 'rendering/proxy_box.dart',
    says: 'RenderIntrinsicHeight asks and then dictates; under a tight height it does not ask.',
    holds: () => {
      const child = text('x'.repeat(20));
      const { steps } = laid(intrinsicHeight(child), within(80, ANY));
      assert.deepEqual(steps.map(({ kind }) => kind).slice(0, 4), [
        'told',
        'asked',
        'answered',
        'told',
      ]);
      assert.deepEqual([told(child).minHeight, told(child).maxHeight], [40, 40]);
      const { steps: none } = laid(intrinsicHeight(word()), tight({ width: 80, height: 50 }));
      assert.ok(none.every(({ kind }) => kind !== 'asked'));
    },
  },
  {
    file: 'rendering/shifted_box.dart',
    says: 'RenderPadding takes its insets off the constraints and adds them to the size.',
    holds: () => {
      const child = word();
      const box = padding(8, child);
      laid(box, { minWidth: 90, maxWidth: 100, minHeight: 0, maxHeight: 70 });
      assert.deepEqual(told(child), { minWidth: 74, maxWidth: 84, minHeight: 0, maxHeight: 54 });
      assert.deepEqual([box.size.width, child.x, child.y], [90, 8, 8]);
    },
  },
  {
    file: 'rendering/shifted_box.dart',
    says: 'RenderPositionedBox fills what is finite, is as large as its child where it is not.',
    holds: () => {
      const child = sized({ width: 20, height: 10 });
      const box = center(child);
      laid(box, within(90, ANY));
      assert.deepEqual(box.size, { width: 90, height: 10 });
      assert.deepEqual([child.x, child.y], [35, 0]);
    },
  },
  {
    file: 'rendering/flex.dart',
    says: 'RenderFlex: rigid children first and unbounded, then the rest by factors, all of it taken.',
    holds: () => {
      const [rigid, one, two] = [sized({ width: 30, height: 10 }), word(), word()];
      const box = row([expanded(one), rigid, expanded(two, 2)]);
      const { steps } = laid(box, within(90, 70));
      const order = steps.flatMap((step) => (step.kind === 'told' ? [step.box] : [])).slice(1);
      assert.deepEqual(order, [rigid, one, two]);
      assert.equal(told(rigid).maxWidth, ANY);
      assert.deepEqual([one.size.width, two.size.width, box.size.width], [20, 40, 90]);
      assert.deepEqual([one.x, rigid.x, two.x], [0, 20, 50]);
    },
  },
  {
    file: 'rendering/flex.dart',
    says: 'A share of an unbounded length is an error.',
    holds: () => {
      const { run } = laid(scroll(column([expanded(word())])), within(90, 70));
      assert.deepEqual(run.messages, [
        'RenderFlex children have non-zero flex but incoming height constraints are unbounded',
      ]);
    },
  },
  {
    file: 'rendering/flex.dart',
    says: 'Its wish along the axis: rigid wishes, and as much a unit of flex as the neediest wants.',
    holds: () => {
      const [narrow, wide] = [text('x'.repeat(10)), text('x'.repeat(20))];
      const box = row([sized({ width: 30 }), expanded(narrow), expanded(wide, 2)]);
      assert.equal(ask(box, 'width', ANY, pipeline(box)), 30 + 3 * 80);
    },
  },
  {
    file: 'widgets/single_child_scroll_view.dart',
    says: 'It gives its child no limit along the axis, and is as long as the child where it may.',
    holds: () => {
      const child = sized({ width: 100, height: 10 });
      const box = scroll(child, 'horizontal');
      const { run } = laid(box, within(360, 70));
      assert.equal(told(child).maxWidth, ANY);
      assert.deepEqual(box.size, { width: 100, height: 10 });
      layoutRoot(run, within(ANY, 70));
      assert.deepEqual([box.size.width, run.messages], [100, []]);
      layoutRoot(run, within(60, 70));
      assert.equal(box.size.width, 60);
    },
  },
  {
    file: 'rendering/viewport.dart',
    says: 'A viewport fills what it is given, dictates the breadth, refuses an unbounded length.',
    holds: () => {
      const child = sized({ width: 100, height: 10 });
      const box = list(child);
      const { run } = laid(box, within(360, 70));
      assert.deepEqual(box.size, { width: 360, height: 70 });
      assert.deepEqual([told(child).minWidth, told(child).maxWidth], [360, 360]);
      layoutRoot(run, within(360, ANY));
      assert.deepEqual(run.messages, ['Vertical viewport was given unbounded height']);
    },
  },
  {
    file: 'rendering/object.dart',
    says: 'Paint dirt climbs to the nearest repaint boundary, and its whole layer is painted.',
    holds: () => {
      const [changed, beside, layer] = [word(), word(), word()];
      const inside = repaintBoundary(layer);
      const root = column([repaintBoundary(row([changed, beside, inside])), word()]);
      const { run } = laid(root, tight({ width: 200, height: 70 }));
      run.steps.push({ kind: 'sized', box: changed, size: changed.size });
      const painted = repainted(run);
      assert.deepEqual([...painted].map(({ name }) => name).sort(), [
        'RepaintBoundary',
        'Row',
        'Text',
        'Text',
      ]);
      assert.ok(painted.has(beside) && !painted.has(inside) && !painted.has(root));
    },
  },
  {
    file: 'widgets/scroll_delegate.dart',
    says: 'A list indexes each of its children, which gathers the words in it.',
    holds: () => {
      const item = () => row([text('one'), text('two')]);
      assert.equal(stops(column([item(), item()])).length, 4);
      const indexed = () => semantic('IndexedSemantics', 'index', item());
      assert.deepEqual(stops(column([indexed(), indexed()])), [
        { words: ['one', 'two'], heading: false },
        { words: ['one', 'two'], heading: false },
      ]);
    },
  },
  {
    file: 'rendering/proxy_box.dart',
    says: 'MergeSemantics makes one stop even of what is a container of its own.',
    holds: () => {
      const own = () => semantic('Semantics', 'container', text('own', ['heading']));
      const item = () => row([own(), text('other')]);
      assert.equal(stops(semantic('IndexedSemantics', 'index', item())).length, 2);
      assert.deepEqual(stops(semantic('MergeSemantics', 'merge', item())), [
        { words: ['own', 'other'], heading: true },
      ]);
    },
  },
];

describe('the rules of Flutter’s source', () => {
  for (const { file, says, holds } of RULES) test(`${file}: ${says}`, holds);
});
