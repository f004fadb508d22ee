/** A wait as figures print it: two significant digits, `0` when it is under a hundredth; s. */
export const short = (seconds: number): string =>
  seconds < 0.01 ? '0' : String(Number(seconds.toPrecision(2)));

/** A tenant as figures call it. */
export const tenantName = (tenant: string): string => (tenant === 'bulk' ? 'sixth tenant' : tenant);
