/**
 * How numbers are printed: in prose, captions, tables, on axes and beside controls, at build and in
 * every browser alike, for `toExponential` is exact by the language's definition and `Intl` is not.
 * What is rounded is the decimal that a value stands for, as a reader would round it: the middle goes
 * away from zero, 1.005 to 1.01, although its binary fraction lies a little below.
 */
/** How far a value is rounded: where nothing is said, not at all; where both are, to `significant`. */
export interface Rounding {
  /** At most so many significant digits. */
  readonly significant?: number;
  /** Exactly so many decimals. */
  readonly decimals?: number;
}

/** How a number is printed. */
export interface NumberFormat extends Rounding {
  /** Printed after a no-break space; `%` multiplies by 100 and stands close. */
  readonly unit?: string;
  /** Instead of a rounding, the step in which values go: they get its decimals, and 0 none. */
  readonly step?: number;
}

/** Decimal digits that every binary fraction carries; what lies beyond them is noise of arithmetic. */
const SAFE_DIGITS = 15;

/** The digits of a value rounded, without its sign, written out whatever its size. */
function digitsOf(value: number, { significant, decimals }: Rounding): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a number to print: ${value}`);
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(SAFE_DIGITS - 1)
    .split('e');
  const digits = mantissa.replace('.', '');
  for (const count of [significant ?? 1, (decimals ?? 0) + 1]) {
    if (!(Number.isInteger(count) && count > 0)) {
      throw new RangeError(`not a rounding: ${JSON.stringify({ significant, decimals })}`);
    }
  }
  // How many digits stand before the point (none or fewer for small values), how many
  // behind it are asked for, and how many that makes.
  const whole = Number(exponent) + 1;
  const fixed = significant === undefined && decimals !== undefined;
  const places = fixed ? decimals : (significant ?? SAFE_DIGITS) - whole;
  const kept = whole + places;
  const all =
    kept < SAFE_DIGITS
      ? String(Math.round(Number(`${digits}e${kept - SAFE_DIGITS}`)))
      : digits.padEnd(kept, '0');
  if (places <= 0) return all + '0'.repeat(-places);
  const text = all.padStart(places + 1, '0');
  const rest = fixed ? text.slice(-places) : text.slice(-places).replace(/0+$/, '');
  return text.slice(0, -places) + (rest && `.${rest}`);
}

const decimalsOf = (step: number): number => digitsOf(step, {}).split('.')[1]?.length ?? 0;

/** A value rounded as it would be printed, still a number: for a cell of a table. Never −0. */
export const rounded = (value: number, rounding: Rounding): number =>
  Math.sign(value) * Number(digitsOf(value, rounding)) || 0;

/**
 * Formats a value without its unit; thousands by comma, a true minus, no negative zero.
 * @throws RangeError when it is not finite: nothing is printed from a missing number.
 */
export function formatValue(value: number, format: NumberFormat = {}): string {
  const { unit, step } = format;
  const times = unit === '%' ? 100 : 1;
  const rounding = step === undefined ? format : { decimals: value ? decimalsOf(step * times) : 0 };
  const digits = digitsOf(value * times, rounding);
  const [whole, rest] = digits.split('.');
  const minus = value < 0 && /[1-9]/.test(digits) ? '\u2212' : '';
  return minus + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? `.${rest}` : '');
}

/** Formats a value with its unit, as it stands in a sentence; see {@link formatValue}. */
export function formatNumber(value: number, format: NumberFormat = {}): string {
  const text = formatValue(value, format);
  if (!format.unit) return text;
  return format.unit === '%' ? `${text}%` : `${text}\u00a0${format.unit}`;
}

const WORDS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/**
 * A whole number below a hundred in words, as a sentence has it: "eight", "sixty-four".
 * @throws RangeError for any other number
 */
export function spelled(value: number): string {
  const small = WORDS[value];
  if (small !== undefined) return small;
  const ten = TENS[Math.floor(value / 10) - 2];
  if (ten === undefined || !Number.isInteger(value)) {
    throw new RangeError(`not a number to spell out: ${value}`);
  }
  return value % 10 === 0 ? ten : `${ten}-${WORDS[value % 10]}`;
}
