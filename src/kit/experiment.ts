/**
 * A run of a model: a function and the parameters with which the essay calls it. It is called what
 * `model.ts` exports it as, and every experiment of an essay is exported there. Figures are drawn
 * from its result and numbers read off it; at build it runs once and its result is kept, in the
 * browser it runs again with other parameters.
 */
export interface Experiment<P, R> {
  /** The parameters of the printed essay: plain JSON. */
  readonly defaults: P;
  /** Pure; the result is plain JSON (no NaN, Infinity, Map, Date or undefined). */
  readonly compute: (params: P) => R;
}

/** A run of a model; see {@link Experiment}. */
/* @__NO_SIDE_EFFECTS__ */
export const experiment = <P, R>(defaults: P, compute: (params: P) => R): Experiment<P, R> => ({
  defaults,
  compute,
});
