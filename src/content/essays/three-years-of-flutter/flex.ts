/** Rows and columns, by rendering/flex.dart in packages/flutter/lib/src. */
import { type Axis, box, oriented, place } from './boxes.ts';
import { ask, type Box, constrain, type Dimension, layout, type Pipeline } from './layout.ts';

/**
 * Marks a child of a row or column as one that takes its share of what the others leave. Like
 * Flutter's `Expanded` it is no box of its own, only a note to the parent.
 */
export function expanded(child: Box, flex = 1): Box {
  child.flex = flex;
  return child;
}

const along = (axis: Axis): { main: Dimension; cross: Dimension } =>
  axis === 'horizontal' ? { main: 'width', cross: 'height' } : { main: 'height', cross: 'width' };

const flexible = (children: readonly Box[]): number =>
  children.reduce((sum, child) => sum + child.flex, 0);

/** Whether children keep their size across a row or column, or are told to fill it. */
export type Cross = 'start' | 'stretch';

/**
 * What a row or column would like to be. Along its axis: what the children want who have no share,
 * and as much for each unit of flex as the neediest of the others wants. Across: the thickest child,
 * each at the length that it would get (`RenderFlex._getIntrinsicSize`).
 */
function wishOf(
  axis: Axis,
  children: readonly Box[],
  dimension: Dimension,
  extent: number,
  run: Pipeline,
): number {
  const { main } = along(axis);
  const rigid = children.filter((child) => child.flex === 0);
  if (dimension === main) {
    const own = rigid.map((child) => ask(child, main, extent, run));
    const perUnit = children
      .filter((child) => child.flex > 0)
      .map((child) => ask(child, main, extent, run) / child.flex);
    const least = own.reduce((sum, length) => sum + length, 0);
    return least + Math.max(0, ...perUnit) * flexible(children);
  }
  const lengths = new Map(
    rigid.map((child) => [child, ask(child, main, Number.POSITIVE_INFINITY, run)]),
  );
  const left = extent - [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const unit = Math.max(0, left) / flexible(children);
  const thickness = children.map((child) =>
    ask(child, dimension, lengths.get(child) ?? unit * child.flex, run),
  );
  return Math.max(0, ...thickness);
}

/**
 * A row or a column (`RenderFlex.performLayout`): first the children without a share, unbounded along
 * the axis, then the rest is divided by flex factors. It takes all the length it may have where that
 * is finite (`MainAxisSize.max`). In a debug build Flutter refuses a share of an unbounded length; this
 * says so in its words and gives the child its wish, as Flutter does in a release.
 */
function flexBox(name: string, axis: Axis, children: readonly Box[], cross: Cross): Box {
  const { main, cross: across } = along(axis);
  return box(name, children, {
    perform: (self, c, run) => {
      const maxMain = axis === 'horizontal' ? c.maxWidth : c.maxHeight;
      const maxCross = axis === 'horizontal' ? c.maxHeight : c.maxWidth;
      const fills = cross === 'stretch' && Number.isFinite(maxCross);
      const crossRange = [fills ? maxCross : 0, maxCross] as const;
      const bounded = Number.isFinite(maxMain);
      if (!bounded && flexible(children) > 0) {
        run.refused.add(self);
        run.messages.push(
          `RenderFlex children have non-zero flex but incoming ${main} constraints are unbounded`,
        );
      }
      let used = 0;
      for (const child of children) {
        if (child.flex > 0 && bounded) continue;
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
      const size = constrain(
        c,
        axis === 'horizontal'
          ? { width: length, height: thickest }
          : { width: thickest, height: length },
      );
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
    wish: (_, dimension, extent, run) => wishOf(axis, children, dimension, extent, run),
  });
}

/** Children side by side (`CrossAxisAlignment.start`, where Flutter's default is `center`). */
export const row = (children: readonly Box[], cross: Cross = 'start'): Box =>
  flexBox('Row', 'horizontal', children, cross);

/** Children one under another. */
export const column = (children: readonly Box[], cross: Cross = 'start'): Box =>
  flexBox('Column', 'vertical', children, cross);
