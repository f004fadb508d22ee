/** What the essay's figures share. */
import type { Layer } from '../../../kit/draw/chart.ts';
import { formatNumber, rounded } from '../../../kit/number.ts';
import { HOPS, QUEUES } from './hops.ts';

/** A time in ms for a label: two significant figures, and no third decimal. */
export const short = (ms: number): string => {
  const value = rounded(ms, { significant: 2 });
  return formatNumber(value, { step: value < 1 ? 0.01 : value < 10 ? 0.1 : 1 });
};

/** A time in ms as cells hold it. */
export const cell = (ms: number): number => rounded(ms, { significant: 3 });

export const percent = { unit: '%', decimals: 0 };

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
