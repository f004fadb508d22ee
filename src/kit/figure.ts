import type { Block } from './draw/svg.ts';
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

/** A setting that a reader can change; `name` is a key of the experiment's parameters. */
export type Control<P> =
  | {
      readonly kind: 'number';
      readonly name: keyof P & string;
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit?: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: keyof P & string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'switch'; readonly name: keyof P & string; readonly label: string };

/** A picture of an experiment's result. Everything printed about it is computed from the result. */
export interface Figure<P, R> {
  /** Unique in its essay; the anchor in the page and the name of its files. */
  readonly id: string;
  readonly title: string;
  readonly size: Size;
  readonly of: Experiment<P, R>;
  /** What to see, in one to three sentences, under the figure. */
  readonly caption: (result: R, params: P) => string;
  /** The picture in words, for those who do not see it. */
  readonly alt: (result: R, params: P) => string;
  /** Drawn `width` units wide; class names only, no style, no id. Whoever shows it frames it. */
  readonly draw: (result: R, params: P, width: number) => Block;
  readonly table: (result: R, params: P) => Table;
  /** What a reader may change; with it goes `outcome`. */
  readonly controls?: readonly Control<P>[];
  /** The outcome of a run in one or two sentences, spoken after each change. */
  readonly outcome?: (result: R, params: P) => string;
}

/** Types a figure; see {@link Figure}. */
/* @__NO_SIDE_EFFECTS__ */
export const figure = <P, R>(of: Figure<P, R>): Figure<P, R> => of;
