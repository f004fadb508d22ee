/** What the essay's figures share. */
import type { Layer } from '../../../kit/draw/chart.ts';
import { rectangle } from '../../../kit/draw/path.ts';
import { formatTick } from '../../../kit/draw/scale.ts';
import { classes, path, type Style } from '../../../kit/draw/svg.ts';
import { HOPS, QUEUES } from './hops.ts';

/** A time in ms for a label: two significant figures, three from 100 on. */
export const short = (ms: number): string => {
  const value = Number(ms.toPrecision(ms < 100 ? 2 : 3));
  const decimals = value < 1 ? 2 : value < 10 ? 1 : 0;
  return formatTick(value, 10 ** -decimals);
};

export const round = (ms: number): number => Number(ms.toPrecision(3));

export const numbered = HOPS.map(({ name }, i) => `${i + 1} ${name.toLowerCase()}`);
export const isQueue = (hop: number): boolean => QUEUES.some((queue) => queue.hop === hop);

/** Texts in the right margin, one at each place on y. */
export const margin = (
  items: readonly { readonly at: string; readonly text: string }[],
): Layer => ({
  labels: items.map(({ text }) => text),
  draw: (frame) => ({
    marks: '',
    ends: items.map(({ at, text }) => ({
      text,
      role: 'ink' as const,
      x: frame.right,
      y: frame.y(at),
    })),
  }),
});

export const swatch = (style: Style): string =>
  path(classes(style, 'fill'), rectangle(-8, -5, 8, 5));
