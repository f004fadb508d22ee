/** The tally of several draws of one experiment: what they came to, and where each has its dot. */

import { several } from './counts.ts';
import { formatNumber, formatValue } from './decimal.ts';
import { element } from './draw/svg.ts';
import type { Again } from './figure.ts';

/** What one draw came to. */
export interface Drawn {
  readonly value: number;
  /** The value in words, with its unit and without. */
  readonly text: string;
  readonly bare: string;
  /** Its place on the line, from 0 to 1; a value beyond the line stands at its end. */
  readonly share: number;
  readonly outcome: string;
}

/** Reads off a result what its draw came to. */
export function drawnOf<P, R>(again: Again<P, R>, result: R, params: P): Drawn {
  const value = again.read(result, params);
  const { unit, significant, decimals, step, from, to } = again;
  const format = { unit, significant, decimals, step };
  return {
    value,
    text: formatNumber(value, format),
    bare: formatValue(value, format),
    share: Math.max(0, Math.min(1, (value - from) / (to - from))),
    outcome: again.outcome(result, params),
  };
}

/** How often each outcome came: "held in 89 of 100, failed in 11". */
export function tallyText(draws: readonly Drawn[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of draws) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count], i) => `${outcome} in ${count}${i ? '' : ` of ${draws.length}`}`)
    .join(', ');
}

/** What was read off the draws, from the least to the greatest: "mean wait: 3.4 to 4.1 s, 12 draws". */
export function rangeText(what: string, draws: readonly Drawn[]): string {
  const [least, ...rest] = [...draws].sort((a, b) => a.value - b.value);
  const greatest = rest.at(-1) ?? least;
  const range = least.text === greatest.text ? least.text : `${least.bare} to ${greatest.text}`;
  return `${what}: ${range}, ${several(draws.length, 'draw')}`;
}

/** Half a dot, in pixels: the line is as wide as its place. */
const RADIUS = 4;

/** A dot for each draw along the whole width of its picture, that of `current` ringed. */
export function drawDots(draws: readonly Drawn[], current: Drawn): string {
  const dot = (draw: Drawn, name: string) =>
    element('circle', {
      class: name,
      cx: `${Number((draw.share * 100).toFixed(1))}%`,
      cy: '50%',
      r: draw === current ? RADIUS + 1 : RADIUS,
    });
  const others = draws.filter((draw) => draw !== current).map((draw) => dot(draw, 'fill'));
  const line = element('line', { x1: '0%', x2: '100%', y1: '50%', y2: '50%' });
  return line + others.join('') + dot(current, 'this');
}
