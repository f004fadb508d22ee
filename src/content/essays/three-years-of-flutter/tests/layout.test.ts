import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
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
  type Box,
  type Constraints,
  count,
  flush,
  layoutRoot,
  markNeedsLayout,
  nodes,
  performs,
  pipeline,
  repainted,
  satisfies,
} from '../layout.ts';
import { placed } from '../placed.ts';

const WRAPS = ['center', 'scroll', 'side', 'list', 'intrinsic', 'layer', 'merge'] as const;

/** A tree as a value, so that the same one can be built twice. */
type Plan =
  | { kind: 'text'; label: string }
  | { kind: 'sized'; width?: number; height?: number; child?: Plan }
  | { kind: 'padding'; inset: number; child: Plan }
  | { kind: (typeof WRAPS)[number]; child: Plan }
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
    case 'list':
      return list(build(plan.child));
    case 'intrinsic':
      return intrinsicHeight(build(plan.child));
    case 'layer':
      return repaintBoundary(build(plan.child));
    case 'merge':
      return semantic('MergeSemantics', 'merge', build(plan.child));
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
      kind: fc.constantFrom(...WRAPS),
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
        const told = run.steps.flatMap(({ kind, box }) => (kind === 'told' ? [box] : []));
        assert.equal(told.length, nodes(root).length);
        assert.equal(new Set(told).size, told.length);
        assert.equal(performs(run), told.length);
      }),
      { numRuns: 500 },
    );
  });

  test('tells a box before its children, and hears of it after them', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        const at = (box: Box, kind: string) =>
          run.steps.findIndex((step) => step.box === box && step.kind === kind);
        for (const box of nodes(root)) {
          for (const child of box.children) {
            assert.ok(at(box, 'told') < at(child, 'told'));
            assert.ok(at(child, 'sized') < at(box, 'sized'));
          }
        }
      }),
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

  test('after a change equals layout from scratch, and lays out nothing without a reason', () => {
    fc.assert(
      fc.property(
        plan,
        constraints,
        fc.boolean(),
        label,
        fc.nat(),
        (tree, c, memory, words, at) => {
          const root = build(tree);
          const run = pipeline(root, memory);
          layoutRoot(run, c);
          const texts = nodes(root).filter((box) => box.name === 'Text');
          fc.pre(texts.length > 0);
          const index = at % texts.length;
          texts[index].label = words;
          run.steps = [];
          const before = new Map(nodes(root).map((box) => [box, box.constraints]));
          markNeedsLayout(texts[index], run);
          const dirty = new Set(nodes(root).filter((box) => box.dirty));
          flush(run);
          assert.ok(nodes(root).every((box) => !box.dirty));
          // Only what was dirty, or was told something new, is laid out: nobody else has a reason to.
          for (const { kind, box } of run.steps) {
            if (kind === 'kept') assert.ok(!dirty.has(box));
            if (kind !== 'sized' || dirty.has(box)) continue;
            assert.notDeepEqual(box.constraints, before.get(box));
          }
          const painted = repainted(run);
          for (const { kind, box } of run.steps) if (kind === 'sized') assert.ok(painted.has(box));

          const fresh = build(tree);
          nodes(fresh).filter((box) => box.name === 'Text')[index].label = words;
          layoutRoot(pipeline(fresh), c);
          assert.deepEqual(geometry(root), geometry(fresh));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('asks no more with a memory than without', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const worked = [true, false].map((memory) => {
          const run = pipeline(build(tree), memory);
          layoutRoot(run, c);
          return count(run, 'answered');
        });
        assert.ok(worked[0] <= worked[1]);
      }),
    );
  });

  test('does nothing a second time under the same constraints', () => {
    fc.assert(
      fc.property(plan, constraints, (tree, c) => {
        const root = build(tree);
        const run = pipeline(root);
        layoutRoot(run, c);
        run.steps = [];
        layoutRoot(run, c);
        assert.deepEqual(
          run.steps.map(({ kind }) => kind),
          ['told', 'kept'],
        );
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
