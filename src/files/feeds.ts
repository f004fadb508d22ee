/** The newest essays for subscribers: one list of items, written as RSS and as JSON Feed. */
import rss from '@astrojs/rss';
import { asHtml, xmlText } from '../prose/xml.ts';
import { absolute, href, site } from '../site.ts';

/** An essay in a feed. */
export interface Item {
  /** The same for ever, whatever the essay's address becomes. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** Full. */
  readonly address: string;
  /** Days. */
  readonly published: string;
  readonly changed: string;
  /** In words. */
  readonly topics: readonly string[];
  /** The whole text. */
  readonly html: string;
}

/** How many essays a feed holds: readers ask for it many times a day. */
const NEWEST = 20;

/** Of essays, newest first, those that a feed holds. */
export const newest = <T>(essays: readonly T[]): T[] => essays.slice(0, NEWEST);

export const RSS = 'rss.xml';
export const JSON_FEED = 'feed.json';
const ICON = 'feed.png';

/** A day as a moment: its beginning, in UTC. */
const momentOf = (day: string): string => `${day}T00:00:00Z`;

const revisedOn = ({ published, changed }: Item): string | undefined =>
  changed > published ? momentOf(changed) : undefined;

/** The day of the last change, which is when the feed was made anew. */
const lastChange = (items: readonly Item[]): string | undefined =>
  items
    .map(({ changed }) => changed)
    .sort()
    .at(-1);

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${asHtml(text)}</${name}>`;

/**
 * What a browser shows of the feed itself. By CSS and with one paragraph of XHTML, for browsers have
 * ceased to run XSLT; a feed reader takes neither.
 */
const STYLE = `<?xml-stylesheet type="text/css" href="${href('feed.css')}"?>`;
const WORDS =
  '<h:p>This is a feed, for a program that reads feeds: give it the address of this page. ' +
  `<h:a href="${absolute('subscribe/')}">How to subscribe</h:a></h:p>`;

/** The feed as RSS 2.0. */
export async function rssOf(items: readonly Item[]): Promise<string> {
  const built = lastChange(items);
  const { name } = site.author;
  const response = await rss({
    title: site.title,
    description: site.description,
    site: absolute(''),
    trailingSlash: true,
    xmlns: {
      atom: 'http://www.w3.org/2005/Atom',
      ...(name && { dc: 'http://purl.org/dc/elements/1.1/' }),
      h: 'http://www.w3.org/1999/xhtml',
    },
    customData: [
      element('language', site.language),
      element('lastBuildDate', built && new Date(momentOf(built)).toUTCString()),
      `<atom:link href="${absolute(RSS)}" rel="self" type="application/rss+xml"/>`,
      `<image>${element('url', absolute(ICON))}${element('title', site.title)}${element('link', absolute(''))}</image>`,
    ].join(''),
    items: items.map((item) => ({
      title: xmlText(item.title),
      link: item.address,
      description: asHtml(item.summary),
      pubDate: new Date(momentOf(item.published)),
      categories: [...item.topics],
      content: xmlText(item.html),
      customData: [
        `<guid isPermaLink="false">${item.id}</guid>`,
        element('dc:creator', name),
        element('atom:updated', revisedOn(item)),
      ].join(''),
    })),
  });
  return (await response.text())
    .replace('?>', `?>${STYLE}`)
    .replace('</image>', `</image>${WORDS}`);
}

/** The feed as JSON Feed 1.1. */
export function jsonOf(items: readonly Item[]): string {
  const { name } = site.author;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: site.title,
    home_page_url: absolute(''),
    feed_url: absolute(JSON_FEED),
    description: site.description,
    icon: absolute(ICON),
    favicon: absolute(ICON),
    authors: name ? [{ name, url: absolute('') }] : undefined,
    language: site.language,
    items: items.map((item) => ({
      id: item.id,
      url: item.address,
      title: item.title,
      content_html: item.html,
      summary: item.summary,
      date_published: momentOf(item.published),
      date_modified: revisedOn(item),
      tags: item.topics.length > 0 ? item.topics : undefined,
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
