/**
 * What components write into the HTML for those who read it afterwards: the steps of the prose
 * (src/prose), the script of the settings (src/play) and the styles of figures.
 */
export const MARKS = {
  /** On a `<cite>`: the key of the source that its text is taken from. */
  cite: 'data-cite',
  /** On the same, and later on the text and its mark: the quote that holds it. */
  quote: 'data-quote',
  /** On a `<figure>` of the model: its id. */
  figure: 'data-figure',
  /** On the place in a caption where the figure's number goes: the figure's id. */
  numberOf: 'data-number-of',
  /** On a link that says a figure's number: the figure's id. */
  ref: 'data-ref',
  /** On the `<data>` of a computed number: its name, such as `wait.last`. */
  number: 'data-number',
  /** On the same, without a value: it stands without its unit. */
  bare: 'data-bare',
  /** On an assumption: its name. */
  given: 'data-given',
  /** On a claim: its name. */
  claim: 'data-claim',
  /** On the `<model-figure>` that holds a figure's settings: the essay's slug. */
  essay: 'data-essay',
  /** On the same, without a value: the settings work. */
  ready: 'data-ready',
  /** On a box of a drawing, without a value: what it shows is not what was printed. */
  changed: 'data-changed',
  /** On a slider: the unit of its value. */
  unit: 'data-unit',
} as const;

export type Mark = keyof typeof MARKS;

/** The class of what a page shows and a feed leaves out. */
export const PAGE_ONLY = 'page-only';

/** Marks as attributes, to be spread over an element: `<cite {...marks({ cite: key })}>`. */
export const marks = (
  values: {
    readonly [mark in Mark]?: string | undefined;
  },
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(values).map(([mark, value]) => [MARKS[mark as Mark], value]));
