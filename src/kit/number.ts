import type { Experiment } from './experiment.ts';

/** How a number is printed. Give `significant` or `decimals`. */
export interface NumberFormat {
  /** Printed after a no-break space; `%` multiplies by 100 and stands close. */
  readonly unit?: string;
  readonly significant?: number;
  readonly decimals?: number;
}

/** A number in prose and where it comes from. */
export interface Quantity extends NumberFormat {
  readonly name: string;
  /** What the number is, for the list at the end of the essay: "99th-percentile wait of …". */
  readonly what: string;
  readonly experiment: Experiment<unknown, unknown>;
  readonly read: (result: unknown, params: unknown) => number;
}

/** What an essay writes down for each number; the rest of {@link Quantity} is filled in. */
type Reading<P, R> = NumberFormat & {
  readonly what: string;
  readonly read: (result: R, params: P) => number;
};

/**
 * Names the numbers that prose reads off one experiment:
 * `const wait = numbers(steady, { central: { what: '…', read: (r) => r.p99, unit: 's', significant: 2 } })`,
 * then `<N of={wait.central} />`.
 */
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

/** Formats a value for English prose, without its unit; a true minus, thousands by comma. */
export function formatValue(value: number, format: NumberFormat): string {
  const shown = format.unit === '%' ? value * 100 : value;
  const text = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: format.decimals,
    maximumFractionDigits: format.decimals,
    minimumSignificantDigits: undefined,
    maximumSignificantDigits: format.significant,
  }).format(shown);
  return text.replace('-', '\u2212');
}

/** Formats a value with its unit, as it stands in a sentence. */
export function formatNumber(value: number, format: NumberFormat): string {
  const text = formatValue(value, format);
  if (format.unit === undefined) return text;
  return format.unit === '%' ? `${text}%` : `${text}\u00a0${format.unit}`;
}
