import rss from '@astrojs/rss';
import { allEssays } from '../essays.ts';
import { absolute, site } from '../site.ts';

/** The same for an essay for ever, whatever its address becomes (RFC 4151). */
const tagOf = (slug: string) => `tag:${site.feed.authority},${site.feed.since}:essays/${slug}`;

export async function GET() {
  const essays = await allEssays();
  return rss({
    title: site.title,
    description: site.description,
    site: absolute(''),
    trailingSlash: true,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${site.language}</language><atom:link href="${absolute('rss.xml')}" rel="self" type="application/rss+xml"/>`,
    items: essays.map((essay) => ({
      title: essay.title,
      link: essay.address,
      description: essay.summary,
      pubDate: new Date(`${essay.published}T00:00:00Z`),
      categories: essay.topics.map((topic) => site.topics[topic]),
      content: essay.feed,
      customData: `<guid isPermaLink="false">${tagOf(essay.slug)}</guid>`,
    })),
  });
}
