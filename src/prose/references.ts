/** Citations in a page, and the sources that they lead to. */
import type { Reference } from '../essay/schema.ts';
import { longDate } from '../kit/format.ts';
import { MARKS } from '../kit/marks.ts';
import { type Element, h, markOf, type Step, textOf } from './tree.ts';

/** A place that cites a source. */
export interface Citation {
  readonly key: string;
  /** The number of the source. */
  readonly number: number;
  /** The anchor of this place. */
  readonly id: string;
  /** What is said there in the source's name; empty where only its mark stands. */
  readonly text: string;
  /** The source's own words for it, by their name. */
  readonly quote: string | undefined;
}

/** The numbered sources of an essay, each with the anchors of the places that cite it. */
export interface CitedSource extends Reference {
  readonly number: number;
  readonly citedAt: readonly string[];
  /** Those of the places that say something in its name. */
  readonly cited: readonly Citation[];
}

/** The anchor of a source's own words in the list at the end. */
export const quoteId = (key: string, quote: string): string => `quote-${key}.${quote}`;

/**
 * The places that cite a source; sources are numbered in the order in which they are first read.
 *
 * @throws when a key is not among the essay's references
 */
export function citationsOf(
  read: readonly Element[],
  references: readonly Reference[],
): Map<Element, Citation> {
  const listed = new Set(references.map(({ key }) => key));
  const times = new Map<string, number>();
  const citations = new Map<Element, Citation>();
  for (const node of read) {
    const key = markOf(node, 'cite');
    if (key === undefined) continue;
    if (!listed.has(key)) throw new Error(`cites "${key}", which its references do not list`);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    // A key keeps its place in the map, which is that of its first citation.
    const number = [...times.keys()].indexOf(key) + 1;
    const [id, text] = [`cite-${key}-${time}`, textOf(node)];
    citations.set(node, { key, number, id, text, quote: markOf(node, 'quote') });
  }
  return citations;
}

/** The sources in the order of their numbers; those that nothing cites come last. */
export function citedSources(
  references: readonly Reference[],
  citations: readonly Citation[],
): CitedSource[] {
  const placesOf = (key: string) => citations.filter((citation) => citation.key === key);
  return references
    .map((source) => ({ source, places: placesOf(source.key) }))
    .sort((a, b) => (a.places[0]?.number ?? Infinity) - (b.places[0]?.number ?? Infinity))
    .map(({ source, places }, i) => ({
      ...source,
      number: i + 1,
      citedAt: places.map(({ id }) => id),
      cited: places.filter(({ text }) => text !== ''),
    }));
}

/** What stands before and behind a source's title in a list of references. */
export function wordsOf({ authors, venue, year, accessed }: Reference): {
  readonly authors: string;
  readonly end: string;
} {
  const seen = accessed ? ` Seen ${longDate(accessed)}.` : '';
  // Without the stop of "et al.": one follows in any case.
  return { authors: `${authors.replace(/\.$/, '')}.`, end: `. ${venue}, ${year}.${seen}` };
}

/**
 * Turns each citation into its text and a numbered link to the source. The mark stands close behind
 * the word that it follows, whether or not the author left a space.
 */
export const markSources =
  (citations: ReadonlyMap<Element, Citation>): Step =>
  (node, before) => {
    const citation = citations.get(node);
    if (!citation) return;
    const { key, number, id, quote } = citation;
    const quoted = quote !== undefined && { [MARKS.quote]: quoteId(key, quote) };
    const link = h(
      'a',
      { href: `#source-${key}`, id, 'aria-label': `Source ${number}`, ...quoted },
      `${number}`,
    );
    const mark = h('sup', { class: 'cite' }, '[', link, ']');
    if (node.children.length > 0)
      return [h('span', { class: 'cited', ...quoted }, ...node.children), mark];
    if (before?.type === 'text') before.value = before.value.trimEnd();
    return [mark];
  };
