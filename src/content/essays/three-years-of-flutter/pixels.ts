/** Edges of boxes among the pixels of a display. */
import { experiment } from '../../../kit/experiment.ts';
import { given } from './assumed.ts';

/**
 * Where the lower edge of a box lies in device pixels, and the least whole height, in logical pixels,
 * whose edge lies between two of them.
 */
export const edges = experiment({ ratio: given.ratio, height: given.wish }, ({ ratio, height }) => {
  let whole = 1;
  while (!Number.isInteger(whole * ratio)) whole++;
  return { edge: height * ratio, whole };
});
