/** The time of a figure that moves: how it goes on, and what is written along it. */
import { formatNumber } from './decimal.ts';
import { widthOf } from './draw/label.ts';
import type { Moments } from './figure.ts';

/** The moment that is reached when `gone` milliseconds of the reader's have gone by; at most the last. */
export const later = (
  moment: number,
  gone: number,
  { to, rate }: Pick<Moments<never, never>, 'to' | 'rate'>,
): number => Math.min(to, moment + (gone / 1000) * rate);

/** The first of some moments, in their order, that lies beyond one; behind the last comes the first. */
export const nextOf = (moment: number, ticks: readonly number[]): number =>
  ticks.find((tick) => tick > moment) ?? ticks[0] ?? moment;

/** Between a tick's line and its word, units. */
const GAP = 6;

/** A tick along a bar: its share of the way, its word, and the side of its line where the word stands. */
export interface PlacedTick {
  readonly share: number;
  readonly text: string;
  readonly side: 'start' | 'end';
}

/** Ticks with the texts that have room beside their lines; a text without room is left out. */
function placed(
  ticks: readonly { readonly share: number; readonly text: string }[],
  width: number,
): PlacedTick[] {
  let free = 0;
  return ticks.map(({ share, text }, i) => {
    const [x, next] = [share * width, (ticks[i + 1]?.share ?? 1) * width];
    const length = GAP + widthOf(text);
    const side = x + length <= next || x - length < free ? 'start' : 'end';
    const fits = side === 'end' || x + length <= next;
    free = fits && side === 'start' ? x + length + GAP : x + GAP;
    return { share, text: fits ? text : '', side };
  });
}

/**
 * The ticks of a bar `width` units wide: with their words where all have room, else with their
 * moments, of which those without room are left out; the unit stands behind the moment at the bar.
 */
export function placedTicks(
  { from, to, ticks }: Omit<Moments<never, never>, 'track'>,
  width: number,
): PlacedTick[] {
  const shares = ticks.map(({ at }) => (at - from) / (to - from));
  const words = placed(
    ticks.map(({ label }, i) => ({ share: shares[i], text: label })),
    width,
  );
  if (words.every(({ text }) => text)) return words;
  const moments = ticks.map(({ at }, i) => ({
    share: shares[i],
    text: formatNumber(at),
  }));
  return placed(moments, width);
}
