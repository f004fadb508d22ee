/** What the essay's figures share. */
import type { Layer } from '../../../figures/chart.ts';
import { rectangle } from '../../../figures/path.ts';
import { formatTick } from '../../../figures/scale.ts';
import { classes, path, type Style } from '../../../figures/svg.ts';
import { HOPS, QUEUES } from './hops.ts';

/** A time in ms to two significant figures, or one decimal below 1. */
export const short = (ms: number): string => {
  const digits = ms < 1 ? 2 : Math.max(0, 1 - Math.floor(Math.log10(ms)));
  const step = 10 ** -digits;
  const rounded = ms < 100 ? ms : Number(ms.toPrecision(3));
  return formatTick(rounded, Math.min(1, step));
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
