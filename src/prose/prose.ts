/**
 * From an essay's rendered MDX to what its page and those who read it elsewhere need. First the text
 * is read, and what it cites, notes, counts and shows is extracted; then steps transform it.
 */

import type { EssayData } from '../essay/schema.ts';
import { keepAnchors } from './anchors.ts';
import { moveBelow } from './below.ts';
import { alignByClass, boxCode, boxFormulas, boxTables, drawTasks } from './boxes.ts';
import { figuresOf, type NumberedFigure, sayNumbersOf } from './figures.ts';
import { setFormulas } from './mathematics.ts';
import { anchorNotes, moveNotes, notesOf } from './notes.ts';
import { asParagraph, mendEnded, mendHeld, withoutKeys } from './paragraphs.ts';
import { linkPlaces, type Place as Printed, placesOf } from './places.ts';
import { type Drawing, plainOf, withoutFile } from './plain.ts';
import { asRead } from './read.ts';
import { type CitedSource, citationsOf, citedSources, markSources } from './references.ts';
import { type Section, setSections, wordsIn } from './sections.ts';
import { type ElementContent, parseHtml, type Root, serialise, transform } from './tree.ts';

export interface Prose {
  /** The essay's body for its page. */
  readonly html: string;
  /** The essay's body for those who read it elsewhere: whole, plain, every address absolute. */
  readonly body: Root;
  /** The author's own drawings in it. */
  readonly drawings: readonly Drawing[];
  readonly sections: readonly Section[];
  /** Reading time, not rounded. */
  readonly minutes: number;
  /** How many words there are to read, notes among them. */
  readonly words: number;
  readonly figures: readonly NumberedFigure[];
  readonly sources: readonly CitedSource[];
  /** The places that print something of the model, as they are read. */
  readonly places: readonly Printed[];
}

/** Where an essay is served. */
export interface Place {
  /** The page's full address, with its trailing slash. */
  readonly address: string;
  /** The site's base path, from slash to slash. */
  readonly base: string;
}

/**
 * Sets an essay's rendered HTML.
 *
 * @param rendered what the MDX rendered to
 * @param matter what its front matter says of sources and earlier ids
 * @throws with a sentence that starts with a verb: "cites …", "refers to …", "has a note with …"
 */
export function setProse(
  rendered: string,
  { references, anchors }: Pick<EssayData, 'references' | 'anchors'>,
  { address, base }: Place,
): Prose {
  const tree = parseHtml(rendered);
  transform(tree, [withoutKeys, mendEnded, mendHeld, setFormulas]);
  tree.children = (tree.children as ElementContent[]).map(asParagraph);

  const read = asRead(tree);
  const figures = figuresOf(read);
  const citations = citationsOf(read, references);
  const notes = notesOf(read);
  const places = placesOf(read);

  transform(tree, [
    moveBelow(base),
    sayNumbersOf(figures),
    markSources(citations),
    anchorNotes(notes),
  ]);

  // Before the page's own steps: elsewhere there is no margin, so notes stay in their list at the end.
  const { tree: body, drawings } = plainOf(tree, address);

  transform(tree, [
    linkPlaces(places),
    moveNotes(notes),
    // Before the tables are boxed, which ends their turn.
    alignByClass,
    boxTables(),
    boxFormulas(),
    boxCode(),
    drawTasks,
    withoutFile,
  ]);
  keepAnchors(tree, anchors);
  // Last: the time counts every word where it stands on the page, notes and marks of sources too.
  const words = wordsIn(tree.children as ElementContent[]);
  const { sections, minutes } = setSections(tree);

  return {
    html: serialise(tree),
    body,
    drawings,
    sections,
    minutes,
    words,
    figures,
    sources: citedSources(references, [...citations.values()]),
    places: [...places.values()],
  };
}
