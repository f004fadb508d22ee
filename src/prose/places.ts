/** The places of a text that print something of the essay's model, and their links to where it comes from. */
import { type Element, h, markOf, type Step, textOf, within } from './tree.ts';

/** The marks of what the model prints. */
export const PLACES = ['number', 'claim', 'given'] as const;

/** A place that prints a number, a claim or an assumption of the model. */
export interface Place {
  readonly kind: (typeof PLACES)[number];
  /** What it prints, by the name under which the essay's modules export it: `wait.last`. */
  readonly name: string;
  readonly text: string;
  /** The anchor, where it is the first place that prints it. */
  readonly id: string | undefined;
  /** Inside a link of the author's, where it cannot be one itself. */
  readonly linked: boolean;
}

/**
 * The anchor of the first place: the name, so that it survives any change of the text. Names of groups
 * have a dot, which the ids of headings never have; an assumption may be exported alone.
 */
const placeId = (kind: Place['kind'], name: string): string =>
  kind === 'given' && !name.includes('.') ? `given.${name}` : name;

/** The anchor in the list at the end of what has this anchor in the text. */
export const entryId = (id: string): string => `made-${id}`;

/** The places that print something of the model, in the order in which they are read. */
export function placesOf(read: readonly Element[]): Map<Element, Place> {
  const known = new Set<string>();
  const inLinks = new Set(read.filter(({ tagName }) => tagName === 'a').flatMap(within));
  const places = new Map<Element, Place>();
  for (const node of read) {
    const kind = PLACES.find((one) => markOf(node, one) !== undefined);
    const name = kind && markOf(node, kind);
    if (kind === undefined || name === undefined) continue;
    const id = placeId(kind, name);
    const first = !known.has(id);
    known.add(id);
    places.set(node, {
      kind,
      name,
      text: textOf(node),
      id: first ? id : undefined,
      linked: inLinks.has(node),
    });
  }
  return places;
}

/** A claim holds links of its own: its link is an empty one behind its words, for keys and fingers. */
const CLAIM = 'Where this claim comes from';

/** Gives the first place of each its anchor and links every place to the list at the end. */
export const linkPlaces =
  (places: ReadonlyMap<Element, Place>): Step =>
  (node) => {
    const place = places.get(node);
    if (!place) return;
    const { kind, name, id, linked } = place;
    if (id !== undefined) node.properties.id = id;
    if (linked) return;
    const href = `#${entryId(placeId(kind, name))}`;
    if (kind === 'claim') node.children.push(h('a', { href, 'aria-label': CLAIM }));
    else node.children = [h('a', { href }, ...node.children)];
    return undefined;
  };
