import { type DotStyle, dotPath } from './layers.ts';
import { hatching, rectangle, segment } from './path.ts';
import { classes, path, type Style } from './svg.ts';

/** Samples for a key (see `key`): a filled or hatched box, a line, a dot. */
export const fillSample = (style: Style & { readonly hatched?: boolean }): string =>
  path(classes(style, style.hatched ? 'outline' : 'fill'), rectangle(-8, -5, 6, 5)) +
  (style.hatched ? path(classes(style, 'hatch'), hatching(-8, -5, 6, 5, 4)) : '');

export const lineSample = (style: Style): string =>
  path(classes(style, 'line'), segment(-8, 0, 8, 0));

export const dotSample = (style: DotStyle): string => dotPath([[0, 0]], style);
