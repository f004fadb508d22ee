/** Every address that an essay writes down: in Markdown, in its definitions and in HTML. */
import { candidatesOf } from '../prose/below.ts';
import type { Said } from './finding.ts';
import { OPAQUE } from './names.ts';
import {
  type Attribute,
  attributeOf,
  attributeOffset,
  type Element,
  isElement,
  type Node,
  nodesOf,
  startOf,
  wordsOf,
} from './tree.ts';
import { shown } from './wording.ts';

/** What a page does with an address: leads there, or loads what is there. */
export type Use = 'link' | 'picture' | 'media' | 'frame';

export interface Address {
  readonly url: string;
  readonly use: Use;
  /** Offset in the source. */
  readonly offset: number;
  /** How it is written; what HTML says is served as it is, Markdown's pictures are made by the build. */
  readonly by: 'markdown' | 'definition' | 'html';
  /** What a picture shows, or where a link leads, in its author's words. */
  readonly alt: string;
}

/** Files that the build makes sizes of, and a browser shows. */
export const TAKEN = /\.(?:png|jpe?g|webp|avif|gif|svg|tiff?)$/iu;

/** Attributes of HTML that hold addresses, by element. */
export const ADDRESSED: ReadonlyMap<string, Readonly<Record<string, Use>>> = new Map(
  Object.entries<Readonly<Record<string, Use>>>({
    a: { href: 'link' },
    area: { href: 'link' },
    img: { src: 'picture', srcset: 'picture', srcSet: 'picture' },
    Image: { src: 'picture' },
    Picture: { src: 'picture' },
    image: { href: 'picture' },
    source: { src: 'media', srcset: 'picture', srcSet: 'picture' },
    video: { src: 'media', poster: 'picture' },
    audio: { src: 'media' },
    track: { src: 'media' },
    iframe: { src: 'frame' },
    embed: { src: 'frame' },
    object: { data: 'frame' },
  }),
);

/** The text of an attribute, in quotes or in braces; undefined where it is computed. */
export function textOf(attribute: Attribute | undefined): string | undefined {
  if (attribute === undefined) return undefined;
  if (attribute === true) return '';
  if ('text' in attribute) return attribute.text;
  return /^(["'`])([^"'`\\$]*)\1$/u.exec(attribute.expression)?.[2];
}

/** What is wrong with a `srcset` that names two pictures without a comma between them. */
export function srcsetFault(srcset: string): Said | undefined {
  const glued = /(?<=\s[\d.]+[wx])(?=\s+[^\s,]*[/.][^\s,]*(?:\s+[\d.]+[wx]|\s*$|\s*,))/u;
  const at = srcset.search(glued);
  if (at < 0) return undefined;
  const before = srcset.slice(0, at).split(/\s/u).at(-1);
  const written = srcset.replace(new RegExp(glued, 'gu'), ',').replace(/\s+/gu, ' ').trim();
  return [
    `a srcset without a comma behind ${before}, which no browser reads`,
    `write ${shown(written)}`,
  ];
}

function* inElement(element: Element, source: string): Generator<Address> {
  const alt = textOf(attributeOf(element, 'alt')) ?? '';
  for (const [name, use] of Object.entries(ADDRESSED.get(element.name ?? '') ?? {})) {
    const value = textOf(attributeOf(element, name));
    if (value === undefined) continue;
    const listed = /^srcset$/iu.test(name) && value.trim() !== '';
    const urls = listed ? candidatesOf(value) : [value];
    const offset = attributeOffset(source, element, name);
    for (const url of urls) yield { url: url.trim(), use, offset, by: 'html', alt };
  }
}

/** The addresses of an essay, in the order of its text; those that nothing refers to reach no page. */
export function addressesOf(root: Node, source: string): Address[] {
  const nodes = [...nodesOf(root)];
  const pictured = new Map(
    nodes.flatMap((node) =>
      node.type === 'imageReference' ? [[node.identifier, node.alt ?? '']] : [],
    ),
  );
  const used = new Set(
    nodes.flatMap((node) =>
      node.type === 'imageReference' || node.type === 'linkReference' ? [node.identifier] : [],
    ),
  );
  const all = nodes.flatMap((node): Address[] => {
    if (isElement(node)) return [...inElement(node, source)];
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return [];
    if (node.type === 'definition' && !used.has(node.identifier)) return [];
    const alt = node.type === 'image' ? (node.alt ?? '') : undefined;
    const shown = node.type === 'definition' ? pictured.get(node.identifier) : alt;
    const use = shown === undefined ? 'link' : 'picture';
    const by = node.type === 'definition' ? 'definition' : 'markdown';
    const words = shown ?? (node.type === 'link' ? wordsOf(node) : '');
    return [{ url: node.url, use, offset: startOf(node), by, alt: words }];
  });
  // Where a part of one could not be read, nothing can be said of the whole.
  return all.filter(({ url }) => !url.includes(OPAQUE));
}
