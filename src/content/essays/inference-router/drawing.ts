import { formatNumber, rounded } from '../../../kit/number.ts';

/** A wait as cells hold it: two significant digits, 0 when it is under a hundredth; s. */
export const brief = (seconds: number): number =>
  seconds < 0.01 ? 0 : rounded(seconds, { significant: 2 });

/** A wait as figures print it; see {@link brief}. */
export const short = (seconds: number): string => formatNumber(brief(seconds));

/** A tenant as figures call it. */
export const tenantName = (tenant: string): string => (tenant === 'bulk' ? 'sixth tenant' : tenant);

/** How a share is printed. */
export const percent = { unit: '%', decimals: 0 };
