/** The numbers of an essay's sentences: what they are read off and how they are said. */
import { formatNumber, formatValue, type NumberFormat } from './decimal.ts';
import type { Experiment } from './experiment.ts';

export { formatNumber, formatValue, type NumberFormat, rounded, spelled } from './decimal.ts';

/** From the least to the greatest of several draws. */
export type Range = readonly [least: number, greatest: number];

/** A number in prose and where it comes from. */
export interface Quantity extends NumberFormat {
  readonly name: string;
  /** What the number is, for the list at the end of the essay: "99th-percentile wait of …". */
  readonly what: string | ((result: unknown, params: unknown) => string);
  readonly experiment: Experiment<unknown, unknown>;
  readonly read: (result: unknown, params: unknown) => number | Range;
  /** Why the number is meant to be that of one run, said to the reader: it need not survive the seed. */
  readonly thisRun?: string;
}

/** What an essay writes down for each number; the rest of {@link Quantity} is filled in. */
type Reading<P, R> = NumberFormat & {
  /** A text without a quantity of its own, or one made from the result and the parameters. */
  readonly what: string | ((result: R, params: P) => string);
  /** One number, or the least and the greatest of several draws, which print as "0.2 to 0.9 s". */
  readonly read: (result: R, params: P) => number | Range;
  readonly thisRun?: string;
};

/**
 * Names the numbers that prose reads off one experiment:
 * `const wait = numbers(steady, { central: { what: '…', read: (r) => r.p99, unit: 's', significant: 2 } })`,
 * then `<N of={wait.central} />`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function numbers<P, R, K extends string>(
  of: Experiment<P, R>,
  readings: Record<K, Reading<P, R>>,
): Record<K, Quantity> {
  const named = Object.entries<Reading<P, R>>(readings).map(([name, reading]) => [
    name,
    { ...reading, name, experiment: of },
  ]);
  return Object.fromEntries(named) as Record<K, Quantity>;
}

/** Decimal digits of a value in the text for machines: what engines may compute otherwise lies beyond. */
const EXACT_DIGITS = 12;

/** A value for machines: plain digits, a range as two. */
export const exactly = (value: number | Range): string =>
  [value]
    .flat()
    .map((one) => String(Number(one.toPrecision(EXACT_DIGITS))))
    .join(' ');

/** What a number is read off a result. */
export interface Said {
  readonly value: number | Range;
  /** As it stands in a sentence, with its unit. */
  readonly text: string;
  readonly what: string;
}

const isRange = (value: number | Range): value is Range => typeof value !== 'number';

/**
 * Formats a number or a range: "0.2 to 0.9 s", "27 to 30%"; a range whose ends print alike is one
 * number.
 *
 * @param bare leaves the unit out
 */
export function formatQuantity(value: number | Range, format: NumberFormat, bare = false): string {
  const whole = (one: number) => (bare ? formatValue : formatNumber)(one, format);
  if (!isRange(value)) return whole(value);
  const [least, greatest] = value.map((end) => formatValue(end, format));
  return least === greatest ? whole(value[1]) : `${least} to ${whole(value[1])}`;
}

/**
 * Reads a number off a result.
 * @throws RangeError when it is not finite
 */
export function said(of: Quantity, result: unknown, params: unknown): Said {
  const value = of.read(result, params);
  const what = typeof of.what === 'function' ? of.what(result, params) : of.what;
  return { value, text: formatQuantity(value, of), what };
}
