/** The front matter of an essay. Unknown keys are errors; messages say what to write instead. */
import { z } from 'zod';
import { site } from '../site.ts';

const day = z.iso.date("write a quoted day, such as '2026-11-26'");

/** Whether a value is an ISO day that exists, such as "2026-11-26". */
export const isDay = (value: unknown): value is string => day.safeParse(value).success;

const text = (longest: number) =>
  z
    .string('write a quoted text')
    .trim()
    .min(1, 'write at least one word')
    .max(longest, `keep it to ${longest} characters`);
const slug = z
  .string('write the slug in quotes')
  .regex(/^[a-z0-9-]+$/, 'write lower-case letters, digits and hyphens only');
const topics = Object.keys(site.topics);
const topicList = `src/site.ts: ${topics.join(', ')}`;

const revision = z.strictObject(
  { date: day, note: text(300) },
  "write { date: '2026-11-26', note: 'What changed.' }",
);

const year = 'write the year as a number of four digits';

/** A source: what a reader needs to look it up. */
export const reference = z.strictObject(
  {
    key: z
      .string('write a short key such as nagle1985')
      .regex(/^[a-z][a-z0-9-]*$/, 'write a short key such as nagle1985'),
    title: text(300),
    authors: text(300),
    year: z.int(year).min(1000, year).max(9999, year),
    venue: text(200),
    url: z
      .string('write the full address, with https://')
      .trim()
      .regex(/^https?:\/\/[^\s/.]+\.\S+$/i, 'write the full address, with https://'),
    accessed: day.optional(),
    /** Its own words, by a name that `<Cite quote="…">` gives. */
    quotes: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]*$/, 'write lower-case letters, digits and hyphens only'),
        text(300),
        'write a name and the words for each',
      )
      .optional(),
  },
  'write its key, title, authors, year, venue and url, each on a line of its own',
);

const plain = z.strictObject(
  { text: text(200), why: text(200) },
  "write { text: 'the words', why: 'the reason' }",
);

const invitation = 'write three to six words, such as break a scheduler';

/** Where a link to an earlier part leads for which the essay has no part of its own. */
export const START = 'main';

/** What there is to play with, for the lists: the figure, and words that invite to it. */
const play = z.strictObject(
  {
    figure: z.string('write the id of a figure that can be played with'),
    words: text(48).refine((words) => /^\S+(?: \S+){2,5}$/.test(words), invitation),
  },
  'write { figure: its-id, words: break a scheduler }',
);

const place = 'write its place on the home page, 1 for the first';

export const essaySchema = z
  .strictObject({
    title: text(100),
    summary: text(240),
    published: day,
    revisions: z.array(revision, 'write a list, each with its date and note').default([]),
    topics: z
      .array(z.enum(topics, `choose from ${topicList}`), `write a list from ${topicList}`)
      .default([]),
    selected: z.int(place).positive(place).optional(),
    draft: z.boolean('write true or false, without quotes').default(false),
    aliases: z.array(slug, 'write a list of earlier slugs').default([]),
    /** Earlier ids of parts of the page, each with the part that a link to it leads to. */
    anchors: z
      .record(z.string(), text(200), 'write old-part: the-part-it-leads-to, each on a line')
      .default({}),
    references: z
      .array(reference, 'write a list, each with its key, title, authors, year, venue and url')
      .default([]),
    /** Whose account the bare numbers of an essay without a model are. */
    numbers: z.literal('own', 'write own, or remove the line').optional(),
    play: play.optional(),
    plain: z.array(plain, 'write a list, each with its text and why').default([]),
  })
  .superRefine((essay, context) => {
    const fault = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    let previous = essay.published;
    essay.revisions.forEach(({ date }, i) => {
      if (date <= previous) {
        const message = `write a day after ${previous}; revisions go from old to new`;
        fault(['revisions', i, 'date'], message);
      }
      previous = date;
    });
    const twice = (list: readonly string[], path: (i: number) => (string | number)[]): void =>
      list.forEach((item, i) => {
        if (list.indexOf(item) < i) fault(path(i), `"${item}" is listed twice; keep one`);
      });
    twice(
      essay.references.map(({ key }) => key),
      (i) => ['references', i, 'key'],
    );
    twice(essay.topics, (i) => ['topics', i]);
    twice(essay.aliases, (i) => ['aliases', i]);
  });

export type EssayData = z.infer<typeof essaySchema>;
export type Reference = z.infer<typeof reference>;
