/**
 * What schema.org says of the things that pages describe: properties with the types of their values,
 * those of the types above included. From schema.org 29.3, as schema-dts 1.1.5 has it, read on
 * 2026-11-29; no property is left out of which a page of essays may have something to say.
 */

const THING = {
  alternateName: ['Text'],
  description: ['Text'],
  identifier: ['Text', 'URL'],
  image: ['URL'],
  mainEntityOfPage: ['URL'],
  name: ['Text'],
  sameAs: ['URL'],
  url: ['URL'],
};

const CREATIVE_WORK = {
  ...THING,
  about: ['Thing'],
  abstract: ['Text'],
  alternativeHeadline: ['Text'],
  author: ['Person', 'Organization'],
  citation: ['CreativeWork', 'Text'],
  copyrightHolder: ['Person', 'Organization'],
  copyrightYear: ['Integer'],
  creator: ['Person', 'Organization'],
  dateCreated: ['Date'],
  dateModified: ['Date'],
  datePublished: ['Date'],
  headline: ['Text'],
  inLanguage: ['Text'],
  isAccessibleForFree: ['Boolean'],
  isBasedOn: ['URL', 'CreativeWork'],
  isPartOf: ['URL', 'CreativeWork', 'WebSite', 'Blog'],
  keywords: ['Text'],
  license: ['URL'],
  publisher: ['Person', 'Organization'],
  thumbnailUrl: ['URL'],
  timeRequired: ['Duration'],
  version: ['Text'],
};

export const PROPERTIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  CreativeWork: CREATIVE_WORK,
  WebSite: { ...CREATIVE_WORK, issn: ['Text'] },
  Blog: { ...CREATIVE_WORK, blogPost: ['BlogPosting'], issn: ['Text'] },
  BlogPosting: {
    ...CREATIVE_WORK,
    articleBody: ['Text'],
    articleSection: ['Text'],
    pagination: ['Text'],
    sharedContent: ['CreativeWork'],
    wordCount: ['Integer'],
  },
  Person: { ...THING, email: ['Text'], familyName: ['Text'], givenName: ['Text'] },
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const DATA: Readonly<Record<string, (value: unknown) => boolean>> = {
  Text: isText,
  URL: (value) => isText(value) && /^https?:\/\//i.test(value) && URL.canParse(value),
  // ISO 8601, to the day or to the year.
  Date: (value) =>
    isText(value) && /^\d{4}(?:-\d\d-\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value)),
  Duration: (value) => isText(value) && /^P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?)?$/.test(value),
  Integer: Number.isInteger,
  Boolean: (value) => typeof value === 'boolean',
};

type Thing = Record<string, unknown>;
const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null;

/** Names of things are absolute addresses, such as `@id`; a thing may be its name alone. */
const isName = (value: Thing): boolean =>
  Object.keys(value).join() === '@id' && DATA.URL(value['@id']);

/** What schema.org does not know of a thing, a line each. */
export function unknownIn(thing: Thing): string[] {
  const { '@context': _, '@id': id, '@type': type, ...rest } = thing;
  const known = PROPERTIES[String(type)];
  if (!known) return [`no type ${type}`];
  if (id !== undefined && !DATA.URL(id)) return [`@id ${id}`];
  return Object.entries(rest).flatMap(([name, values]) => {
    const types = known[name];
    if (!types) return [`${type} has no ${name}`];
    return [values].flat().flatMap((value) => {
      if (types.some((one) => DATA[one]?.(value))) return [];
      if (!isThing(value)) return [`${type}.${name}: ${value}`];
      if (isName(value)) return [];
      const fits = types.includes(String(value['@type']));
      return fits ? unknownIn(value) : [`${type}.${name}: ${value['@type']}`];
    });
  });
}
