/**
 * A named run of a model: the function, as a reader finds it in `model.ts`, and the parameters
 * with which the essay calls it. Figures are drawn from its result and numbers read off it; at
 * build it runs once and its result is kept, in the browser it runs again with other parameters.
 */
export interface Experiment<P, R> {
  /** The exported function's name. */
  readonly name: string;
  /** The parameters of the printed essay: plain JSON. */
  readonly defaults: P;
  /** Pure; the result is plain JSON (no NaN, Infinity, Map, Date or undefined). */
  readonly compute: (params: P) => R;
}

/** Names a run; see {@link Experiment}. */
/* @__NO_SIDE_EFFECTS__ */
export const experiment = <P, R>(
  name: string,
  defaults: P,
  compute: (params: P) => R,
): Experiment<P, R> => ({ name, defaults, compute });
