/**
 * Who and where: the one file to edit to make the site yours. Parsed at build; a mistake stops it.
 */
import { slug as slugOf } from 'github-slugger';
import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9-]+$/, 'use lower-case letters, digits and hyphens');

const siteSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1).max(200),
  /** A BCP 47 language tag. */
  language: z.string().min(2),
  author: z.strictObject({
    name: z.string().min(1).optional(),
    email: z.email(),
    /** Where else the author is, such as a profile: pages that say that they are the same person. */
    profiles: z.array(z.url()).default([]),
  }),
  /** Where the built site is served; a path after the host becomes the base path. */
  address: z.url({ protocol: /^https?$/ }),
  /** The IANA zone in which an essay's day begins. */
  timeZone: z.string().refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'give an IANA time zone, such as "Europe/Berlin"'),
  repository: z.url().optional(),
  /**
   * The authority of the feed's `tag:` ids (RFC 4151): a host you held on that day. Never change
   * it, even when the site moves, or every subscriber gets every essay again.
   */
  feed: z.strictObject({ authority: z.string().min(3), since: z.iso.date() }),
  topics: z.record(slug, z.string().min(1)),
  /** A sentence for each topic's page. */
  topicsAbout: z.record(slug, z.string().min(1).max(200)),
});

const parsed = siteSchema.safeParse({
  title: 'Underneath',
  description:
    'Essays on the machinery underneath large language models, each with a model you can check.',
  language: 'en',
  author: { email: 'write@example.com' },
  address: process.env.SITE_URL || 'https://example.com',
  timeZone: 'UTC',
  feed: { authority: 'example.com', since: '2026-11-26' },
  topics: {
    inference: 'Inference',
    scheduling: 'Scheduling',
    storage: 'Storage',
    client: 'Client software',
    debugging: 'Debugging',
  },
  topicsAbout: {
    inference: 'What it takes to answer a request to a large model, and where its time goes.',
    scheduling: 'Who goes first, who waits, and what is fair to both.',
    storage: 'Where things are kept, and what it takes to find them again.',
    client: 'Software on the reader’s side of the wire, and what it costs to keep.',
    debugging: 'Finding out what a program did from what it left behind.',
  },
});
if (!parsed.success) {
  const { issues } = parsed.error;
  const [{ path, message }] = issues;
  throw new Error(`src/site.ts: ${path.join('.')}: ${message}`, { cause: issues });
}

/** The site's facts, checked. */
export const site = parsed.data;

/** The origin and the base path (`/` or `/path/`) of the site's address. */
export const origin = new URL(site.address).origin;
export const base = new URL(site.address).pathname.replace(/\/*$/, '/');

/** Whether a text names the host that stands for one's own in this repository. */
export const isPlaceholder = (text: string): boolean => /\bexample\.com\b/.test(text);

/** True while the address or e-mail still are the placeholders that this repository starts with. */
export const hasPlaceholders = isPlaceholder(`${site.address} ${site.author.email}`);

/** The path of a page or file on this site, below the base path: `href('essays/')`. */
export const href = (path: string): string => base + path.replace(/^\//, '');

/** The full address of a page or file on this site. */
export const absolute = (path: string): string => origin + href(path);

/** The file of the book of all essays, named after the site. */
export const BOOK = `${slugOf(site.title) || 'book'}.epub`;
