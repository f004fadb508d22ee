import type { NumberFormat } from './decimal.ts';

/**
 * A number that a model assumes: chosen, not measured. It has one home: it stands in the `defaults`
 * of every experiment that uses it, and the essay says it as `<Given of={…} />`.
 */
export interface Assumption extends NumberFormat {
  readonly assumed: number;
  /** What it is, in words: "how long a sender waits before leaving". */
  readonly what: string;
}

/** An assumption and how it is printed: `assume(30, 'how long a sender waits', { unit: 's' })`. */
/* @__NO_SIDE_EFFECTS__ */
export const assume = (assumed: number, what: string, format: NumberFormat = {}): Assumption => ({
  ...format,
  assumed,
  what,
});

/** Parameters as a model gets them: the number in the place of each assumption. */
export type Plain<D> = D extends Assumption
  ? number
  : D extends readonly (infer E)[]
    ? readonly Plain<E>[]
    : D extends object
      ? { readonly [K in keyof D]: Plain<D[K]> }
      : D;

/** Whether a value is made by {@link assume}. */
export const isAssumption = (value: unknown): value is Assumption =>
  typeof value === 'object' && value !== null && 'assumed' in value;

/** An assumption and the parameter that it gives its value to: `pool.slots`, `loads[1]`. */
export type Assumed = readonly [parameter: string, assumption: Assumption];

/** Parameters with the number in the place of each assumption, and the assumptions by parameter. */
export function withoutAssumptions<D>(defaults: D): { plain: Plain<D>; assumes: Assumed[] } {
  const assumes: Assumed[] = [];
  const plain = (value: unknown, parameter: string): unknown => {
    if (isAssumption(value)) {
      assumes.push([parameter, value]);
      return value.assumed;
    }
    if (Array.isArray(value)) return value.map((one, i) => plain(one, `${parameter}[${i}]`));
    if (typeof value !== 'object' || value === null) return value;
    const within = parameter && `${parameter}.`;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, plain(one, `${within}${key}`)]),
    );
  };
  return { plain: plain(defaults, '') as Plain<D>, assumes };
}
