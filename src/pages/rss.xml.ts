import rss from '@astrojs/rss';
import { allEssays, type Essay, OWN_ACCOUNT } from '../essays.ts';
import { asHtml, xmlText } from '../prose/xml.ts';
import { absolute, site } from '../site.ts';

/** The same for an essay for ever, whatever its address becomes (RFC 4151): of its first slug. */
const tagOf = ({ slug, aliases: [first = slug] }: Essay) =>
  `tag:${site.feed.authority},${site.feed.since}:essays/${first}`;

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
      title: xmlText(essay.title),
      link: essay.address,
      description: asHtml(essay.summary),
      pubDate: new Date(`${essay.published}T00:00:00Z`),
      categories: essay.topics.map((topic) => site.topics[topic]),
      content: xmlText(essay.ownNumbers ? `${essay.feed}<p>${OWN_ACCOUNT}</p>` : essay.feed),
      customData: `<guid isPermaLink="false">${tagOf(essay)}</guid>`,
    })),
  });
}
