/** Text as XML has it: in a feed, in a book. */
import type { Element, ElementContent } from './tree.ts';

/** All but what XML 1.0 has characters for: a terminal's bell, half a surrogate pair, U+FFFF. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text without the characters that no XML may hold, not even escaped. */
export const xmlText = (text: string): string => text.replace(NO_CHARACTER, '');

/** A plain text as HTML, which programs take a feed's descriptions for. */
export const asHtml = (text: string): string =>
  xmlText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const escaped = (text: string): string =>
  asHtml(text).replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Elements that hold nothing. */
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col']);

/** The attribute of a property: `datetime` of `dateTime`. */
const attributeOf = (name: string): string => (name === 'className' ? 'class' : name.toLowerCase());

function elementXml({ tagName, properties, children }: Element): string {
  const attributes = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== null && value !== false)
    .map(([name, value]) => ` ${attributeOf(name)}="${escaped([value].flat().join(' '))}"`)
    .join('');
  return VOID.has(tagName)
    ? `<${tagName}${attributes}/>`
    : `<${tagName}${attributes}>${asXml(children)}</${tagName}>`;
}

/** Plain HTML as XML. */
export const asXml = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => {
      if (node.type === 'text') return escaped(node.value);
      return node.type === 'element' ? elementXml(node) : '';
    })
    .join('');
