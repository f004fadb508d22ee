import { type Assumed, type Plain, withoutAssumptions } from './assume.ts';

/**
 * A run of a model: a function and the parameters with which the essay calls it. It is called what
 * `model.ts` exports it as, and every experiment of an essay is exported there. Figures are drawn
 * from its result and numbers read off it; at build it runs once and its result is kept, in the
 * browser it runs again with other parameters.
 *
 * What is random in it is drawn from the parameter called `seed` or `seeds`; it has neither where
 * nothing is.
 */
export interface Experiment<P, R> {
  /** The parameters of the printed essay: plain JSON. */
  readonly defaults: P;
  /** Pure; the result is plain JSON (no NaN, Infinity, Map, Date or undefined). */
  readonly compute: (params: P) => R;
  /** The assumptions among the defaults, by parameter. */
  readonly assumes: readonly Assumed[];
}

/**
 * A run of a model; see {@link Experiment}. Any number in `defaults` may be an assumption; `compute`
 * gets its value.
 */
/* @__NO_SIDE_EFFECTS__ */
export function experiment<D, R>(
  defaults: D,
  compute: (params: Plain<D>) => R,
): Experiment<Plain<D>, R> {
  const { plain, assumes } = withoutAssumptions(defaults);
  return { defaults: plain, compute, assumes };
}
