/**
 * Marks of a drawing that set a control of their figure, for those who point: the control itself is
 * beside the drawing, for the keyboard, a screen reader and the address.
 */
import { MARKS } from '../marks.ts';
import type { Layer } from './chart.ts';
import { dot } from './path.ts';
import { coordinate, element, path, type Role, roleClass } from './svg.ts';

/** Half the size of a handle, and of what a finger may touch of it, units. */
const RADIUS = 7;
const REACH = 22;

/** A line of a drawing along which a control's value goes: two places, and the value at each. */
export interface Along {
  readonly axis: 'x' | 'y';
  /** A coordinate in units, and the control's value there. */
  readonly from: readonly [place: number, value: number];
  readonly to: readonly [place: number, value: number];
}

const dragged = (control: string, { axis, from, to }: Along) => ({
  [MARKS.drag]: control,
  [MARKS.along]: [axis, coordinate(from[0]), from[1], coordinate(to[0]), to[1]].join(' '),
});

/** A point at (x, y) that can be dragged along a line, and sets the control called `control`. */
export const handleAt = (
  control: string,
  x: number,
  y: number,
  along: Along,
  role?: Role,
): string =>
  element(
    'g',
    { class: `handle ${roleClass(role)}`, ...dragged(control, along) },
    path('grip', dot(x, y, 'circle', REACH)) + path('fill', dot(x, y, 'circle', RADIUS)),
  );

/** A handle that can be dragged along another line as well, and then sets `control` too. */
export const alsoAlong = (control: string, along: Along, handle: string): string =>
  element('g', dragged(control, along), handle);

/**
 * A point of a chart that can be dragged along one of its axes, which is linear.
 * @param values two of the axis, between which the control's value goes as the axis does
 */
export const handle = (
  control: string,
  at: { readonly x: number; readonly y: number },
  axis: 'x' | 'y',
  values: readonly [number, number],
  style: { readonly role?: Role } = {},
): Layer => ({
  draw: (frame) => {
    const [from, to] = values.map((value) => [frame[axis](value), value] as const);
    return {
      marks: handleAt(control, frame.x(at.x), frame.y(at.y), { axis, from, to }, style.role),
    };
  },
});

/** What is drawn by `body`; who chooses it sets the control called `control` to `value`. */
export const choosing = (control: string, value: string, body: string): string =>
  body && element('g', { [MARKS.choose]: control, [MARKS.value]: value }, body);

/** A layer whose marks set a control to a value when they are chosen. */
export const chosen = (control: string, value: string, layer: Layer): Layer => ({
  ...layer,
  draw: (frame) => {
    const { marks, ...rest } = layer.draw(frame);
    return { ...rest, marks: choosing(control, value, marks) };
  },
});
