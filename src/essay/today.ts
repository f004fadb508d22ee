/** What day it is where the site lives. */
import { site } from '../site.ts';
import { isDay } from './schema.ts';

const days = new Intl.DateTimeFormat('en-CA', { timeZone: site.timeZone, dateStyle: 'short' });

/** The day of an instant in the site's time zone, as an ISO date. */
export const dayOf = (instant?: Date): string => days.format(instant);

/**
 * The day on which the site is built, as an ISO date in the site's time zone. `SITE_TODAY`
 * overrides it. The only place that asks what day it is.
 *
 * @throws when `SITE_TODAY` is not an ISO date
 */
export function today(): string {
  const override = process.env.SITE_TODAY;
  if (override === undefined || override === '') return dayOf();
  if (!isDay(override)) {
    throw new Error(`SITE_TODAY: '${override}' is no day — write one such as 2026-11-26`);
  }
  return override;
}
