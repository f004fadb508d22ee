/** What the essay's figures share. */
import { formatNumber, rounded } from '../../../kit/number.ts';

/** A time in ms for a label: two significant figures, and no third decimal. */
export const short = (ms: number): string => {
  const value = rounded(ms, { significant: 2 });
  return formatNumber(value, { step: value < 1 ? 0.01 : value < 10 ? 0.1 : 1 });
};

/** A time in ms as cells hold it. */
export const cell = (ms: number): number => rounded(ms, { significant: 3 });

export const percent = { unit: '%', decimals: 0 };
