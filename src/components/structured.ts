/** What search engines are told of a page, in the words of schema.org. */
import type { Essay } from '../essays.ts';
import { absolute, site } from '../site.ts';

/** A thing as JSON-LD has it. */
export type Thing = Readonly<Record<string, unknown>> & { readonly '@type': string };

const CONTEXT = { '@context': 'https://schema.org' };
const WEBSITE = absolute('#website');
const BLOG = absolute('essays/#blog');

const author = site.author.name && {
  '@type': 'Person',
  '@id': absolute('#author'),
  name: site.author.name,
  url: absolute(''),
  ...(site.author.profiles.length > 0 && { sameAs: site.author.profiles }),
};
const written = author ? { author } : {};

/** The address of a page's card; `path` is the page's, below the site's base. */
export const cardAddress = (path: string): string =>
  absolute(`cards/${path.replace(/\/$/, '') || 'index'}.png`);

export const websiteThing = (): Thing => ({
  ...CONTEXT,
  '@type': 'WebSite',
  '@id': WEBSITE,
  url: absolute(''),
  name: site.title,
  description: site.description,
  inLanguage: site.language,
  ...written,
});

/** The essays of an index as a blog, with those that it lists. */
export const blogThing = (essays: readonly Essay[]): Thing => ({
  ...CONTEXT,
  '@type': 'Blog',
  '@id': BLOG,
  url: absolute('essays/'),
  name: site.title,
  description: site.description,
  inLanguage: site.language,
  isPartOf: { '@id': WEBSITE },
  ...written,
  blogPost: essays.map(({ title, address, published }) => ({
    '@type': 'BlogPosting',
    '@id': address,
    headline: title,
    url: address,
    datePublished: published,
  })),
});

export const essayThing = (essay: Essay): Thing => ({
  ...CONTEXT,
  '@type': 'BlogPosting',
  '@id': essay.address,
  url: essay.address,
  mainEntityOfPage: essay.address,
  headline: essay.title,
  description: essay.summary,
  image: cardAddress(`essays/${essay.slug}/`),
  datePublished: essay.published,
  dateModified: essay.changed,
  wordCount: essay.words,
  timeRequired: `PT${Math.max(1, Math.round(essay.minutes))}M`,
  inLanguage: site.language,
  isPartOf: { '@id': BLOG },
  ...written,
  ...(essay.topics.length > 0 && { keywords: essay.topics.map((topic) => site.topics[topic]) }),
  ...(essay.sources.length > 0 && {
    citation: essay.sources.map(({ title, year, url }) => ({
      '@type': 'CreativeWork',
      name: title,
      datePublished: `${year}`,
      url,
    })),
  }),
});
