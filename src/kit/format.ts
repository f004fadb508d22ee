/** Dates and times as readers see them. */

const dates = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

/** An ISO day as "26 November 2026"; read in UTC so that it stays that day everywhere. */
export const longDate = (day: string): string => dates.format(new Date(`${day}T00:00:00Z`));

/** Minutes as "11 min", at least one. */
export const readingTime = (minutes: number): string => `${Math.max(1, Math.round(minutes))} min`;
