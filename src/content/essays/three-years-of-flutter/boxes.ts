/**
 * The boxes of the essay, each a `perform` and a `wish` by the rules of `layout.ts`; rows and columns
 * are in `flex.ts`. Each names the render object that it stands for, in packages/flutter/lib/src.
 */
import {
  ask,
  type Box,
  type Constraints,
  clamp,
  constrain,
  type Dimension,
  layout,
  loosen,
  type Pipeline,
  type Size,
  type Speech,
} from './layout.ts';

type Behaviour = Partial<Pick<Box, 'sizedByParent' | 'repaintBoundary' | 'label' | 'speech'>> &
  Pick<Box, 'perform' | 'wish'>;

export function box(name: string, children: readonly Box[], behaviour: Behaviour): Box {
  const made: Box = {
    sizedByParent: false,
    repaintBoundary: false,
    speech: [],
    label: '',
    flex: 0,
    ...behaviour,
    name,
    children,
    parent: null,
    constraints: null,
    size: { width: 0, height: 0 },
    x: 0,
    y: 0,
    boundary: false,
    dirty: true,
    answers: new Map(),
  };
  for (const child of children) child.parent = made;
  return made;
}

export function place(child: Box, x: number, y: number): void {
  child.x = x;
  child.y = y;
}

/** A box with one child of its own size (rendering/proxy_box.dart, `RenderProxyBox`). */
const around = (
  name: string,
  child: Box,
  inner: (constraints: Constraints, run: Pipeline) => Constraints,
  behaviour: Partial<Behaviour> = {},
): Box =>
  box(name, [child], {
    perform: (_, constraints, run) => {
      layout(child, inner(constraints, run), run);
      place(child, 0, 0);
      return child.size;
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, extent, run),
    ...behaviour,
  });

/**
 * A box that wishes for a width, a height or both, with or without a child. The wish is granted
 * as far as the constraints allow, and is the answer to a question, without asking the child
 * (rendering/proxy_box.dart, `RenderConstrainedBox`).
 */
export function sized(wish: Partial<Size>, child?: Box): Box {
  const name = `SizedBox(${wish.width ?? '–'} × ${wish.height ?? '–'})`;
  const inner = (c: Constraints): Constraints => {
    const width = wish.width === undefined ? undefined : clamp(wish.width, c.minWidth, c.maxWidth);
    const height =
      wish.height === undefined ? undefined : clamp(wish.height, c.minHeight, c.maxHeight);
    return {
      minWidth: width ?? c.minWidth,
      maxWidth: width ?? c.maxWidth,
      minHeight: height ?? c.minHeight,
      maxHeight: height ?? c.maxHeight,
    };
  };
  if (child) {
    return around(name, child, inner, {
      wish: (_, dimension, extent, run) => wish[dimension] ?? ask(child, dimension, extent, run),
    });
  }
  return box(name, [], {
    perform: (_, constraints) => constrain(inner(constraints), { width: 0, height: 0 }),
    wish: (_, dimension) => wish[dimension] ?? 0,
  });
}

/** Empty space of `inset` pixels around a child (rendering/shifted_box.dart, `RenderPadding`). */
export function padding(inset: number, child: Box): Box {
  const less = (length: number) => Math.max(0, length - 2 * inset);
  return box(`Padding(${inset})`, [child], {
    perform: (_, c, run) => {
      const inner = {
        minWidth: less(c.minWidth),
        maxWidth: less(c.maxWidth),
        minHeight: less(c.minHeight),
        maxHeight: less(c.maxHeight),
      };
      layout(child, inner, run);
      place(child, inset, inset);
      const { width, height } = child.size;
      return constrain(c, { width: width + 2 * inset, height: height + 2 * inset });
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, less(extent), run) + 2 * inset,
  });
}

/**
 * As large as it may be where that is finite, with its child, at its wish, in the middle
 * (rendering/shifted_box.dart, `RenderPositionedBox`).
 */
export const center = (child: Box): Box =>
  box('Center', [child], {
    perform: (_, c, run) => {
      layout(child, loosen(c), run);
      const size = constrain(c, {
        width: Number.isFinite(c.maxWidth) ? c.maxWidth : child.size.width,
        height: Number.isFinite(c.maxHeight) ? c.maxHeight : child.size.height,
      });
      place(child, (size.width - child.size.width) / 2, (size.height - child.size.height) / 2);
      return size;
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, extent, run),
  });

/** Width of every character and height of every line, in pixels: a given, not a typeface. */
const CHARACTER = 8;
export const LINE = 20;

const lines = (characters: number, maxWidth: number): number =>
  Math.max(1, Math.ceil(characters / Math.max(1, Math.floor(maxWidth / CHARACTER))));

/**
 * Text that breaks at the maximum width, anywhere. It stands for rendering/paragraph.dart,
 * `RenderParagraph`, of which it keeps the constraints and nothing of the type.
 */
export const text = (label: string, speech: readonly Speech[] = []): Box =>
  box('Text', [], {
    label,
    speech,
    perform: (self, c) =>
      constrain(c, {
        width: Math.min(self.label.length * CHARACTER, c.maxWidth),
        height: lines(self.label.length, c.maxWidth) * LINE,
      }),
    wish: (self, dimension, extent) =>
      dimension === 'width'
        ? self.label.length * CHARACTER
        : lines(self.label.length, extent) * LINE,
  });

/** The direction in which a row, a column or a scroll view runs. */
export type Axis = 'horizontal' | 'vertical';

/** Constraints from what is allowed along an axis and across it. */
export const oriented = (
  axis: Axis,
  [minMain, maxMain]: readonly [number, number],
  [minCross, maxCross]: readonly [number, number],
): Constraints =>
  axis === 'horizontal'
    ? { minWidth: minMain, maxWidth: maxMain, minHeight: minCross, maxHeight: maxCross }
    : { minWidth: minCross, maxWidth: maxCross, minHeight: minMain, maxHeight: maxMain };

const UNBOUNDED = [0, Number.POSITIVE_INFINITY] as const;

const across = (axis: Axis, c: Constraints): readonly [number, number] =>
  axis === 'horizontal' ? [c.minHeight, c.maxHeight] : [c.minWidth, c.maxWidth];

/**
 * A view of one child, which has no limit along the axis. It is as long as the child, as far as the
 * constraints allow (widgets/single_child_scroll_view.dart, `_RenderSingleChildViewport`).
 */
export const scroll = (child: Box, axis: Axis = 'vertical'): Box =>
  box('ScrollView', [child], {
    perform: (_, c, run) => {
      layout(child, oriented(axis, UNBOUNDED, across(axis, c)), run);
      place(child, 0, 0);
      return constrain(c, child.size);
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, extent, run),
  });

/**
 * A list of one child. It fills what it may, tells the child its own breadth, and refuses an
 * unbounded length (rendering/viewport.dart, `RenderViewport` and `debugCheckHasBoundedAxis`; in
 * Flutter it is a viewport, a sliver and two boxes around each child).
 */
export function list(child: Box, axis: Axis = 'vertical'): Box {
  const main: Dimension = axis === 'horizontal' ? 'width' : 'height';
  return box('ListView', [child], {
    sizedByParent: true,
    perform: (_, c, run) => {
      const [, breadth] = across(axis, c);
      const fill = Number.isFinite(breadth) ? breadth : 0;
      layout(child, oriented(axis, UNBOUNDED, [fill, fill]), run);
      place(child, 0, 0);
      if (!Number.isFinite(axis === 'horizontal' ? c.maxWidth : c.maxHeight)) {
        const way = axis === 'horizontal' ? 'Horizontal' : 'Vertical';
        run.messages.push(`${way} viewport was given unbounded ${main}`);
      }
      return {
        width: Number.isFinite(c.maxWidth) ? c.maxWidth : c.minWidth,
        height: Number.isFinite(c.maxHeight) ? c.maxHeight : c.minHeight,
      };
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, extent, run),
  });
}

/**
 * Asks its child how high it would like to be and then tells it to be exactly that; under a tight
 * height there is nothing to ask (rendering/proxy_box.dart, `RenderIntrinsicHeight`).
 */
export const intrinsicHeight = (child: Box): Box =>
  around('IntrinsicHeight', child, (c, run) => {
    if (c.minHeight >= c.maxHeight) return c;
    const height = clamp(ask(child, 'height', c.maxWidth, run), c.minHeight, c.maxHeight);
    return { ...c, minHeight: height, maxHeight: height };
  });

/** Paints its child into a layer of its own (rendering/proxy_box.dart, `RenderRepaintBoundary`). */
export const repaintBoundary = (child: Box): Box =>
  around('RepaintBoundary', child, (c) => c, { repaintBoundary: true });

/** Paints something behind its child, as a border (rendering/proxy_box.dart, `RenderDecoratedBox`). */
export const decorated = (child: Box): Box => around('DecoratedBox', child, (c) => c);

/** Changes nothing in layout, and something for a screen reader; see `semantics.ts`. */
export const semantic = (name: string, speech: Speech, child: Box): Box =>
  around(name, child, (c) => c, { speech: [speech] });
