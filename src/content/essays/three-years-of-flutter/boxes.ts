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
} from './layout.ts';

/** The boxes of the essay, each a `perform` and a `wish` by the rules of `layout.ts`. */

type Behaviour = Partial<Pick<Box, 'sizedByParent' | 'label'>> & Pick<Box, 'perform' | 'wish'>;

function box(name: string, children: readonly Box[], behaviour: Behaviour): Box {
  const made: Box = {
    sizedByParent: false,
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

function place(child: Box, x: number, y: number): void {
  child.x = x;
  child.y = y;
}

/** A box with one child of its own size. */
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
 * as far as the constraints allow (`RenderConstrainedBox`).
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

/** Empty space of `inset` pixels on all four sides of a child. */
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

/** As large as it may be where that is finite, with its child, at its wish, in the middle. */
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

/** Text that breaks at the maximum width, anywhere. */
export const text = (label: string): Box =>
  box('Text', [], {
    label,
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

/**
 * Marks a child of a row or column as one that takes its share of what the others leave. Like
 * Flutter's `Expanded` it is no box of its own, only a note to the parent.
 */
export function expanded(child: Box, flex = 1): Box {
  child.flex = flex;
  return child;
}

/** The direction in which a row, a column or a scroll view runs. */
export type Axis = 'horizontal' | 'vertical';

const along = (axis: Axis): { main: Dimension; cross: Dimension } =>
  axis === 'horizontal' ? { main: 'width', cross: 'height' } : { main: 'height', cross: 'width' };

const oriented = (
  axis: Axis,
  [minMain, maxMain]: readonly [number, number],
  [minCross, maxCross]: readonly [number, number],
): Constraints =>
  axis === 'horizontal'
    ? { minWidth: minMain, maxWidth: maxMain, minHeight: minCross, maxHeight: maxCross }
    : { minWidth: minCross, maxWidth: maxCross, minHeight: minMain, maxHeight: maxMain };

const flexible = (children: readonly Box[]): number =>
  children.reduce((sum, child) => sum + child.flex, 0);

/** Whether children keep their size across a row or column, or are told to fill it. */
export type Cross = 'start' | 'stretch';

/**
 * A row or a column (`RenderFlex`): first the children without a share, unbounded along the axis,
 * then the rest is divided by flex factors. Takes all the length it may have where that is finite.
 */
function flexBox(name: string, axis: Axis, children: readonly Box[], cross: Cross): Box {
  const { main, cross: across } = along(axis);
  return box(name, children, {
    perform: (_, c, run) => {
      const maxMain = axis === 'horizontal' ? c.maxWidth : c.maxHeight;
      const maxCross = axis === 'horizontal' ? c.maxHeight : c.maxWidth;
      const fills = cross === 'stretch' && Number.isFinite(maxCross);
      const crossRange = [fills ? maxCross : 0, maxCross] as const;
      const bounded = Number.isFinite(maxMain);
      let used = 0;
      for (const child of children) {
        if (child.flex > 0 && bounded) continue;
        if (child.flex > 0) {
          run.messages.push(
            `An Expanded child wants a share of what is left, but the ${main} of its ${name} is unbounded`,
          );
        }
        layout(child, oriented(axis, [0, Number.POSITIVE_INFINITY], crossRange), run);
        used += child.size[main];
      }
      const unit = bounded ? Math.max(0, maxMain - used) / flexible(children) : 0;
      for (const child of children) {
        if (child.flex === 0 || !bounded) continue;
        const share = unit * child.flex;
        layout(child, oriented(axis, [share, share], crossRange), run);
        used += child.size[main];
      }
      const thickest = Math.max(0, ...children.map((child) => child.size[across]));
      const length = bounded ? maxMain : used;
      const wish =
        axis === 'horizontal'
          ? { width: length, height: thickest }
          : { width: thickest, height: length };
      const size = constrain(c, wish);
      const overflow = used - size[main];
      // Shares are fractions; a billionth of a pixel is rounding and not overflow.
      if (overflow > 1e-9) run.messages.push(`The ${name} overflowed by ${overflow} pixels`);
      let at = 0;
      for (const child of children) {
        place(child, axis === 'horizontal' ? at : 0, axis === 'horizontal' ? 0 : at);
        at += child.size[main];
      }
      return size;
    },
    wish: (_, dimension, extent, run) => {
      if (dimension === main) {
        return children.reduce((sum, child) => sum + ask(child, dimension, extent, run), 0);
      }
      const rigid = children.filter((child) => child.flex === 0);
      const lengths = new Map(
        rigid.map((child) => [child, ask(child, main, Number.POSITIVE_INFINITY, run)]),
      );
      const left = extent - [...lengths.values()].reduce((sum, length) => sum + length, 0);
      const unit = Math.max(0, left) / flexible(children);
      const wishes = children.map((child) =>
        ask(child, dimension, lengths.get(child) ?? unit * child.flex, run),
      );
      return Math.max(0, ...wishes);
    },
  });
}

/** Children side by side. */
export const row = (children: readonly Box[], cross: Cross = 'start'): Box =>
  flexBox('Row', 'horizontal', children, cross);

/** Children one under another. */
export const column = (children: readonly Box[], cross: Cross = 'start'): Box =>
  flexBox('Column', 'vertical', children, cross);

/**
 * A view of a child that may be longer than the view. Its own size is the largest allowed
 * (`RenderViewport`), whatever the child's: it needs a finite length and complains without one.
 */
export function scroll(child: Box, axis: Axis = 'vertical'): Box {
  const { main } = along(axis);
  return box('ScrollView', [child], {
    sizedByParent: true,
    perform: (_, c, run) => {
      const cross = axis === 'horizontal' ? c.maxHeight : c.maxWidth;
      const fill = Number.isFinite(cross) ? cross : 0;
      layout(child, oriented(axis, [0, Number.POSITIVE_INFINITY], [fill, cross]), run);
      place(child, 0, 0);
      if (!Number.isFinite(axis === 'horizontal' ? c.maxWidth : c.maxHeight)) {
        run.messages.push(`The ScrollView has nothing to scroll in: its ${main} is unbounded`);
      }
      return {
        width: Number.isFinite(c.maxWidth) ? c.maxWidth : c.minWidth,
        height: Number.isFinite(c.maxHeight) ? c.maxHeight : c.minHeight,
      };
    },
    wish: (_, dimension, extent, run) => ask(child, dimension, extent, run),
  });
}

/** Asks its child how high it would like to be and then tells it to be exactly that. */
export const intrinsicHeight = (child: Box): Box =>
  around('IntrinsicHeight', child, (c, run) => {
    const height = clamp(ask(child, 'height', c.maxWidth, run), c.minHeight, c.maxHeight);
    return { ...c, minHeight: height, maxHeight: height };
  });

/** Changes nothing in layout; makes one stop for a screen reader of everything inside. */
export const mergeSemantics = (child: Box): Box => around('MergeSemantics', child, (c) => c);

/**
 * What a screen reader stops at, in order: labels depth first, merged ones on lines of one stop.
 */
export function stops(root: Box): string[] {
  const inside = root.children.flatMap(stops);
  if (root.name === 'MergeSemantics') return inside.length > 0 ? [inside.join('\n')] : [];
  return root.label === '' ? inside : [root.label, ...inside];
}
