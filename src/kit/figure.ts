import type { NumberFormat } from './decimal.ts';
import type { Block, Role } from './draw/svg.ts';
import type { Experiment } from './experiment.ts';

/** How wide a figure stands in the page: the text's measure, the page, or the whole screen. */
export type Size = 'text' | 'page' | 'screen';

/** The widths in user units (CSS pixels at scale 1) at which a figure is drawn. */
export const WIDTHS = { narrow: 342, text: 648, page: 936, screen: 1224 } as const;

/** The rows behind a figure, as shown in its table and written to its CSV. */
export interface Table {
  /** Column headings; `unit` is printed after the name. */
  readonly columns: readonly { readonly name: string; readonly unit?: string }[];
  /** One cell per column; numbers already rounded to what the model supports. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The values of a figure's controls, by name. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/**
 * A setting that a reader can change; `name` is a key of the experiment's parameters. While a switch
 * that `gates` is off, what is `gated` would change or say nothing, and is hidden.
 */
export type Control<P> =
  | {
      readonly kind: 'number';
      readonly name: keyof P & string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
      readonly gated?: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly name: keyof P & string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: 'switch';
      readonly name: keyof P & string;
      readonly label: string;
      readonly gates?: boolean;
    };

/** The names that the position in time and the draw have among a figure's settings. */
export const MOMENT = 'moment';
export const DRAW = 'draw';

/** A stretch of the model's time that a reader can play: whole numbers of its unit. */
export interface Moments<P, R> {
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
  /** The moment at which the figure is printed. */
  readonly printed: number;
  /** How many units go by in a second of the reader's. */
  readonly rate: number;
  /** Moments with a word for each, in their order; with reduced motion play goes from one to the next. */
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Whether the words of the ticks are {@link Control gated}. */
  readonly gated?: boolean;
  /** What stands above the position, made by `track` of src/kit/draw/track.ts: the length of a queue. */
  readonly track?: (result: R, params: P) => string;
}

/** A button that draws the experiment's randomness anew and counts what comes of it. */
export interface Again<P, R> extends NumberFormat {
  /** What is read off each draw, as a name: "mean wait". */
  readonly what: string;
  readonly read: (result: R, params: P) => number;
  /** The ends of the line on which each draw has its dot. */
  readonly from: number;
  readonly to: number;
  readonly role: Role;
  /** What a draw comes to, in one of a few words that are counted: "held". */
  readonly outcome: (result: R, params: P) => string;
}

/**
 * A picture of an experiment's result. Everything printed about it is computed from the result. Its
 * functions get the moment last, where `moments` are declared; left out, it is the printed one.
 */
export interface Figure<P, R> {
  /** Unique in its essay; the anchor in the page and the name of its files. */
  readonly id: string;
  readonly title: string;
  readonly size: Size;
  readonly of: Experiment<P, R>;
  /** What to see, in one to three sentences, under the figure. */
  readonly caption: (result: R, params: P, moment?: number) => string;
  /** The picture in words, for those who do not see it. */
  readonly alt: (result: R, params: P, moment?: number) => string;
  /** Drawn `width` units wide; class names only, no style, no id. Whoever shows it frames it. */
  readonly draw: (result: R, params: P, width: number, moment?: number) => Block;
  readonly table: (result: R, params: P, moment?: number) => Table;
  /** What a reader may change, play and draw again; with any of them goes `outcome`. */
  readonly controls?: readonly Control<P>[];
  readonly moments?: Moments<P, R>;
  readonly again?: Again<P, R>;
  /** The outcome of a run in one or two sentences, spoken after each change. */
  readonly outcome?: (result: R, params: P, moment?: number) => string;
  /** A word that figures have in common: what is set in one is set in the others. */
  readonly shares?: string;
}

/** Types a figure; see {@link Figure}. */
/* @__NO_SIDE_EFFECTS__ */
export const figure = <P, R>(of: Figure<P, R>): Figure<P, R> => of;
