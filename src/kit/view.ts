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

/** A figure's view of a result. */
export const viewOf = <P, R>(figure: Figure<P, R>, result: R, params: P): View => ({
  wide: figure.draw(result, params, WIDTHS[figure.size]),
  narrow: figure.draw(result, params, WIDTHS.narrow),
  alt: figure.alt(result, params),
  caption: typographic(figure.caption(result, params)),
  outcome: figure.outcome?.(result, params) ?? '',
});
