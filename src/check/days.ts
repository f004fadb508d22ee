/** Days that no author can have meant, and those that essays wait for. */
import type { EssayFile } from '../essay/files.ts';
import type { FrontMatter } from '../essay/matter.ts';
import { isDay } from '../essay/schema.ts';
import { exceptionsOf } from './exceptions.ts';
import type { Fault, Finding } from './finding.ts';
import { faultAt } from './frontmatter.ts';

/** How many years before every other essay an essay may be published without a question. */
const EARLIER_YEARS = 5;

/** The same day of another year; 29 February counts as 28. */
const yearsOn = (day: string, years: number): string => {
  const later: string = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  // As a type guard it would leave no text for the other branch.
  const exists: boolean = isDay(later);
  return exists ? later : `${later.slice(0, 8)}28`;
};

const meantRemedy = (day: string): string =>
  `write the day that is meant; if it is this one, say so under plain: - { text: '${day}', why: 'the reason' }`;

/**
 * Days that no author can have meant: a publication far off that `plain` does not name, revisions
 * and looks at sources that are still to come, sources of a year to come.
 *
 * @param today the day of the check
 * @param first the year of the first of the other essays, or of the site
 */
function dayFaults(matter: FrontMatter, today: string, first: number): Fault[] {
  const { published, revisions, references } = matter.data;
  const faults: Fault[] = [];
  if (isDay(published) && !exceptionsOf(matter).some(({ text }) => text.trim() === published)) {
    const year = Number(published.slice(0, 4));
    if (published > yearsOn(today, 1)) {
      const message = `${published} is more than a year ahead; until then the essay is not shown`;
      faults.push(faultAt(matter, ['published'], message, meantRemedy(published)));
    } else if (year < first - EARLIER_YEARS) {
      const message = `${published} is ${first - year} years before the first of the other essays`;
      faults.push(faultAt(matter, ['published'], message, meantRemedy(published)));
    }
  }
  const each = (list: unknown, look: (item: Record<string, unknown>, i: number) => void): void => {
    if (Array.isArray(list))
      for (const [i, item] of list.entries()) if (item && typeof item === 'object') look(item, i);
  };
  each(revisions, ({ date }, i) => {
    if (!isDay(date) || date <= today) return;
    const message = `${date} is still to come`;
    const remedy = 'write the day on which the essay was changed';
    faults.push(faultAt(matter, ['revisions', i, 'date'], message, remedy));
  });
  each(references, ({ accessed, year }, i) => {
    if (isDay(accessed) && accessed > today) {
      const message = `${accessed} is still to come`;
      const remedy = 'write the day on which you saw the source';
      faults.push(faultAt(matter, ['references', i, 'accessed'], message, remedy));
    }
    // A book of next year may be out already.
    if (typeof year === 'number' && year <= 9999 && year > Number(today.slice(0, 4)) + 1) {
      const message = `the year ${year} is still to come`;
      const remedy = 'write the year in which the source came out';
      faults.push(faultAt(matter, ['references', i, 'year'], message, remedy));
    }
  });
  return faults;
}

/**
 * {@link dayFaults} of every essay, each held to the others that are no drafts.
 *
 * @param since the year from which the site has a feed
 */
export function dayFindings(essays: readonly EssayFile[], today: string, since: number): Finding[] {
  const years = essays.flatMap(({ draft, file, matter }) => {
    const published = matter?.data.published;
    return !draft && isDay(published) ? [{ file, year: Number(published.slice(0, 4)) }] : [];
  });
  return essays.flatMap(({ file, matter }) => {
    if (!matter) return [];
    const others = years.filter((other) => other.file !== file).map(({ year }) => year);
    const first = Math.min(since, ...others);
    return dayFaults(matter, today, first).map((fault) => ({ file, ...fault }));
  });
}

/** The days that essays wait for, of those that are no drafts, in order. */
export const waitingDays = (essays: readonly EssayFile[], today: string): string[] =>
  essays
    .flatMap(({ draft, matter }) => {
      const published = matter?.data.published;
      return !draft && isDay(published) && published > today ? [published] : [];
    })
    .sort();
