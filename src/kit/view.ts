import type { Block } from './draw/svg.ts';
import { type Figure, WIDTHS } from './figure.ts';
import { typographic } from './typographic.ts';

/** All that a figure shows of one result: in its page, as a file, after a setting was changed. */
export interface View {
  /** Drawn at its own size, and for a phone. */
  readonly wide: Block;
  readonly narrow: Block;
  readonly alt: string;
  readonly caption: string;
  /** What the run came to, in words; empty where nothing can be changed. */
  readonly outcome: string;
}

/** The two drawings of a figure, and how wide each is drawn. */
export type Half = 'wide' | 'narrow';
export const widthIn = (half: Half, { size }: Pick<Figure<never, never>, 'size'>): number =>
  half === 'wide' ? WIDTHS[size] : WIDTHS.narrow;

/** What a figure says of a result at a moment. */
export const wordsOf = <P, R>(figure: Figure<P, R>, result: R, params: P, moment?: number) => ({
  alt: figure.alt(result, params, moment),
  caption: typographic(figure.caption(result, params, moment)),
  outcome: figure.outcome?.(result, params, moment) ?? '',
});

/** A figure's view of a result, as it is printed. */
export function viewOf<P, R>(figure: Figure<P, R>, result: R, params: P): View {
  const moment = figure.moments?.printed;
  const drawn = (half: Half) => figure.draw(result, params, widthIn(half, figure), moment);
  return {
    wide: drawn('wide'),
    narrow: drawn('narrow'),
    ...wordsOf(figure, result, params, moment),
  };
}
