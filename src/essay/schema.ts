/** The front matter of an essay. Unknown keys are errors; messages say what to write instead. */
import { z } from 'zod';
import { site } from '../site.ts';

const day = z.iso.date('write a quoted day, such as "2026-11-26"');

/** Whether a value is an ISO day that exists, such as "2026-11-26". */
export const isDay = (value: unknown): value is string => day.safeParse(value).success;

const text = (longest: number) =>
  z
    .string('write a quoted text')
    .min(1, 'write at least one word')
    .max(longest, `keep it to ${longest} characters`);
const slug = z.string().regex(/^[a-z0-9-]+$/, 'write lower-case letters, digits and hyphens only');
const topics = Object.keys(site.topics);

const revision = z.strictObject({ date: day, note: text(300) });

/** A source: what a reader needs to look it up. */
export const reference = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]*$/, 'write a short key such as "nagle1985"'),
  title: text(300),
  authors: text(300),
  year: z.int('write the year as a number').min(1800).max(2100),
  venue: text(200),
  url: z.url('write the full address, with https://'),
  accessed: day.optional(),
});

export const essaySchema = z
  .strictObject({
    title: text(100),
    summary: text(240),
    published: day,
    revisions: z.array(revision).default([]),
    topics: z.array(z.enum(topics, `choose from src/site.ts: ${topics.join(', ')}`)).default([]),
    selected: z.int('write its place on the home page, 1 for the first').positive().optional(),
    draft: z.boolean('write true or false, without quotes').default(false),
    aliases: z.array(slug).default([]),
    references: z.array(reference).default([]),
    plain: z.array(z.strictObject({ text: text(200), why: text(200) })).default([]),
  })
  .superRefine((essay, context) => {
    let previous = essay.published;
    essay.revisions.forEach(({ date }, i) => {
      if (date <= previous) {
        const message = `write a day after ${previous}; revisions go from old to new`;
        context.addIssue({ code: 'custom', path: ['revisions', i, 'date'], message });
      }
      previous = date;
    });
    const keys = essay.references.map((source) => source.key);
    keys.forEach((key, i) => {
      if (keys.indexOf(key) < i) {
        const message = `"${key}" is listed twice; keep one`;
        context.addIssue({ code: 'custom', path: ['references', i, 'key'], message });
      }
    });
  });

export type EssayData = z.infer<typeof essaySchema>;
export type Reference = z.infer<typeof reference>;
