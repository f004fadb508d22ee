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
  /** On a picture of the author's own: its file, from the project's root. */
  file: 'data-file',
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
  /** On the same: the word for settings that several figures share. */
  shares: 'data-shares',
  /** On the same, without a value: the settings work. */
  ready: 'data-ready',
  /** On a box of a drawing, without a value: what it shows is not what was printed. */
  changed: 'data-changed',
  /** On a slider: the unit of its value. */
  unit: 'data-unit',
  /** On a position in time: how many units go by in a second, and the moments that have a word. */
  rate: 'data-rate',
  ticks: 'data-ticks',
  /** On the moment beside it: the widest that it comes to. */
  widest: 'data-widest',
  /** On the button beside it, without a value: it plays. */
  plays: 'data-plays',
  /** On what counts the draws of a figure: what the printed one came to, as JSON. */
  drawn: 'data-drawn',
  /** On the line below it: what is read off each draw. */
  what: 'data-what',
  /** On a mark of a drawing that can be dragged: the control that it sets, and along which line. */
  drag: 'data-drag',
  along: 'data-along',
  /** On one that can be chosen: the control that it sets, and to what. */
  choose: 'data-choose',
  value: 'data-value',
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
