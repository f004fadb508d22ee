/**
 * From an essay's rendered MDX to what a page and a feed need. Each step takes the tree and mends
 * one thing; the page's steps and the feed's share the numbering.
 */
import type { Reference } from '../essay/schema.ts';
import { base, href } from '../site.ts';
import { boxWideThings } from './boxes.ts';
import { feedContent } from './feed.ts';
import { type NumberedFigure, numberFigures } from './figures.ts';
import { placeNotes } from './notes.ts';
import { listNumbers, type MadeNumber } from './numbers.ts';
import { type CitedSource, citedKeys, numberCitations } from './references.ts';
import { type Section, setSections } from './sections.ts';
import { elements, parseHtml, type Root, serialise } from './tree.ts';

export interface Prose {
  /** The essay's body for its page. */
  readonly html: string;
  /** The essay's body for a feed: whole, plain, every address absolute. */
  readonly feed: string;
  readonly sections: readonly Section[];
  /** Reading time, not rounded. */
  readonly minutes: number;
  readonly figures: readonly NumberedFigure[];
  readonly sources: readonly CitedSource[];
  readonly numbers: readonly MadeNumber[];
}

/** Authors link to `/essays/…`; where the site lives below a path, so do these links. */
function setLinksBelowBase(tree: Root): void {
  for (const { properties } of elements(tree, (node) => node.tagName === 'a')) {
    const target = properties.href;
    const local = typeof target === 'string' && /^\/(?!\/)/.test(target);
    if (local && !target.startsWith(base)) properties.href = href(target);
  }
}

/**
 * Sets an essay's rendered HTML.
 *
 * @param rendered what the MDX rendered to
 * @param references the sources listed in its front matter
 * @param address the page's full address
 * @throws with a sentence that starts with a verb: "cites …", "refers to …", "has a note with …"
 */
export function setProse(
  rendered: string,
  references: readonly Reference[],
  address: string,
): Prose {
  const tree = parseHtml(rendered);
  setLinksBelowBase(tree);
  const figures = numberFigures(tree);
  // Sources are numbered as the page is read, with its notes where they stand.
  const asRead = structuredClone(tree);
  placeNotes(asRead);
  const sources = numberCitations(tree, references, citedKeys(asRead));
  const numbers = listNumbers(tree);
  const feed = feedContent(structuredClone(tree), address);
  placeNotes(tree);
  boxWideThings(tree);
  const { sections, minutes } = setSections(tree);
  return { html: serialise(tree), feed, sections, minutes, figures, sources, numbers };
}
