/** The elements of an essay: components and HTML that do not exist, or that no page of the site holds. */
import { type Fault, placeAt, type Said } from './finding.ts';
import { HTML, OBSOLETE } from './html.ts';
import { editDistance, nearest } from './nearest.ts';
import { BLOCK_ELEMENTS } from './nesting.ts';
import { isOpaque } from './prose.ts';
import { FOREIGN } from './slips.ts';
import { TAGS } from './tags.ts';
import {
  attributeOf,
  bindingsOf,
  childrenOf,
  type Element,
  isElement,
  type Node,
  startOf,
} from './tree.ts';
import { asText, shown } from './wording.ts';

/** Every element that is no part of a drawing or a formula, whose own names differ. */
function* elementsOf(node: Node): Generator<Element> {
  if (isElement(node)) yield node;
  if (isElement(node) && (node.name === 'svg' || node.name === 'math')) return;
  for (const child of childrenOf(node)) yield* elementsOf(child);
}

/** What is wrong with an element's name, as message and remedy. */
function nameFault(
  name: string,
  components: ReadonlySet<string>,
  bound: ReadonlySet<string>,
): Said | undefined {
  const [first = ''] = name.split('.');
  const known = [...components, ...bound];
  if (name.includes('.') || /^\p{Lu}/u.test(name)) {
    // Astro gives every text the element that fills a slot by its name.
    if (name === 'Fragment' || bound.has(first) || (first === name && components.has(name)))
      return undefined;
    const message = `<${name}> is neither imported nor one of the site's components`;
    const cased = known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (cased) return [message, `write <${cased}>`];
    if (HTML.has(name.toLowerCase())) return [message, `write <${name.toLowerCase()}>`];
    const near = name.includes('.') ? undefined : nearest(name, known);
    const meant = near && editDistance(near, name) < name.length / 2 ? near : undefined;
    if (meant) return [message, `write <${meant}>`];
    const text = asText(`<${name}>`).replace(/^write /u, '');
    return [message, `import it at the top of the essay, or write ${text}`];
  }
  if (name.includes('-') || HTML.has(name) || name === '') return FOREIGN.get(name);
  if (bound.has(name)) {
    const capital = name.charAt(0).toUpperCase() + name.slice(1);
    const message = `<${name}> is read as an element of HTML, for its name begins with a small letter`;
    return [message, `import it as ${capital} and write <${capital}>`];
  }
  const meant = known.find((one) => one.toLowerCase() === name);
  const message = `<${name}> is no element of HTML`;
  if (meant) return [message, `write <${meant}>`];
  if (OBSOLETE.has(name)) return [`<${name}> is no longer HTML`, 'remove it, or use Markdown'];
  const near = name.length > 2 ? nearest(name, [...known, ...HTML]) : undefined;
  return [message, `${near ? `write <${near}>, or ` : ''}${asText(`<${name}>`)}`];
}

const bound = (root: Node): Set<string> => new Set(bindingsOf(root).keys());

/** Names of elements that do not exist; what stands in them was meant to be accounted for by them. */
export function unknownElements(root: Node, components: ReadonlySet<string>): Set<string> {
  const names = new Set([...elementsOf(root)].map(({ name }) => name ?? ''));
  const own = bound(root);
  return new Set([...names].filter((name) => !isOpaque(name) && nameFault(name, components, own)));
}

/** Attributes by which HTML once said how something looks. */
const LOOKS =
  /^(?:align|bgcolor|border|cell(?:padding|spacing)|frameborder|hspace|margin(?:height|width)|noshade|nowrap|scrolling|valign|vspace)$/iu;
/** Elements whose width and height are for styles to say. */
const UNSIZED = /^(?:col|hr|pre|table|tbody|td|tfoot|th|thead|tr)$/u;

/** What is wrong with an attribute of an HTML element. */
export function attributeFault(name: string, tag: string): Said | undefined {
  const sized = /^(?:height|width)$/iu.test(name) && UNSIZED.test(tag);
  if (LOOKS.test(name) || sized) {
    const remedy = /^(?:frameborder|margin|scrolling)/iu.test(name)
      ? 'remove it'
      : "remove it, or give a class its rule in style.css in the essay's folder";
    return [`${name}= on <${tag}> is no longer HTML`, remedy];
  }
  if (name === 'style') {
    const remedy = "remove it, or give a class its rule in style.css in the essay's folder";
    return [`style= on <${tag}>, which the site's pages do not take`, remedy];
  }
  if (!/^on\p{L}/u.test(name)) return undefined;
  return [`${shown(name)}= on <${tag}>, which the site's pages do not run`, 'remove it'];
}

/** An anchor that neither leads anywhere nor is led to. */
function anchorFault(element: Element): Said | undefined {
  const names = element.attributes.flatMap((one) => ('name' in one ? [one.name] : ['href']));
  if (element.name !== 'a') return undefined;
  if (names.includes('name')) return ['name= on <a> is no longer HTML', 'write id= for it'];
  if (/\b(?:href|id)\b/u.test(names.join(' '))) return undefined;
  const meant = names.find((name) => editDistance(name, 'href') < 3);
  const message = `<a> ${meant ? `has ${meant}= and no href=, and ` : ''}leads nowhere`;
  return [message, meant ? `write href= for ${meant}=` : 'add href="…", or remove it'];
}

const BLOCKS = /^(?:blockquote|code|heading|list|table|thematicBreak)$/u;

/** A paragraph of HTML with what ends it, so that what follows stands outside. */
function paragraphFault(element: Element): Said | undefined {
  if (element.name !== 'p') return undefined;
  const child = childrenOf(element).find((one) =>
    isElement(one) ? BLOCK_ELEMENTS.test(one.name ?? '') : BLOCKS.test(one.type),
  );
  if (!child && childrenOf(element).filter(({ type }) => type === 'paragraph').length < 2) {
    return undefined;
  }
  return ['<p> holds more than one paragraph, and a browser ends it before', 'write <div> for it'];
}

/** Links in what is pressed to open something, where a reader by keyboard cannot reach them. */
function summaryFault(element: Element): Said | undefined {
  if (element.name !== 'summary') return undefined;
  const links = (node: Node): boolean =>
    node.type === 'link' ||
    (isElement(node) &&
      /^(?:a|button|input|select|N|Given|Cite|Ref|Claim)$/u.test(node.name ?? '')) ||
    childrenOf(node).some(links);
  if (!childrenOf(element).some(links)) return undefined;
  return [
    '<summary> is pressed, and holds no link, number or source',
    'move it into the text below',
  ];
}

/** What opens and does not say what it holds, for which a browser writes a word of its own. */
function detailsFault(element: Element): Said | undefined {
  if (element.name !== 'details') return undefined;
  const says = (node: Node): boolean =>
    (isElement(node) && /^(?:summary$|\p{Lu})/u.test(node.name ?? '')) ||
    childrenOf(node).some(says);
  if (childrenOf(element).some(says)) return undefined;
  const remedy = 'add <summary>what it holds</summary> as its first line';
  return ['<details> without <summary>', remedy];
}

/** A form that would be sent, which the policy of every page forbids. */
function formFault(element: Element): Said | undefined {
  if (element.name !== 'form' || !attributeOf(element, 'action')) return undefined;
  const remedy = 'link to the page that has it: [words](https://…)';
  return ["<form> is sent nowhere, for the site's pages send none", remedy];
}

/** Components that print what they name, and how: words that stand in them are not shown. */
const PRINTS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    N: 'the number of the model',
    Figure: 'the caption that figures.ts gives it',
    Given: 'the assumption of the model',
  }),
);

/** What one of the site's own components does not take. */
function partFault(element: Element): Said | undefined {
  const name = element.name ?? '';
  const takes = TAGS.get(name)?.takes;
  if (!takes) return undefined;
  for (const attribute of element.attributes) {
    if (!('name' in attribute) || takes.includes(attribute.name)) continue;
    const meant = nearest(attribute.name, takes);
    // What does not say which one it is about is told of that.
    if (meant !== 'quote' && takes.length > 0 && !takes.some((one) => attributeOf(element, one)))
      continue;
    const message = `<${name}> knows no ${attribute.name}=`;
    return [message, meant ? `write ${meant}=` : 'remove it'];
  }
  const prints = PRINTS.get(name);
  const words = childrenOf(element).some((child) => !('value' in child) || child.value !== '');
  if (!prints || !words || !attributeOf(element, 'of')) return undefined;
  return [`<${name}> shows ${prints}, not what stands in it`, `end it with />, without </${name}>`];
}

/** Elements and attributes that are not known, or that the site's pages do not take. */
export function elementFaults(
  root: Node,
  source: string,
  components: ReadonlySet<string>,
): Fault[] {
  const own = bound(root);
  const site = (name: string): boolean => components.has(name) && !own.has(name);
  return [...elementsOf(root)].flatMap((element) => {
    const name = element.name ?? '';
    const place = placeAt(source, startOf(element));
    const said = nameFault(name, components, own);
    const field = /^\p{Lu}/u.test(name) ? 'component' : 'element';
    if (said) return [{ ...place, field, message: said[0], remedy: said[1] }];
    if (name === 'Given' && childrenOf(element).length === 0 && !attributeOf(element, 'of')) {
      const message = '<Given> holds nothing';
      return [{ ...place, field, message, remedy: 'write <Given>what the model assumes</Given>' }];
    }
    if (name === 'Own' && site(name) && childrenOf(element).length === 0) {
      const message = '<Own> holds nothing';
      return [{ ...place, field, message, remedy: 'write <Own>three years</Own>, or remove it' }];
    }
    const odd =
      anchorFault(element) ??
      paragraphFault(element) ??
      summaryFault(element) ??
      detailsFault(element) ??
      formFault(element) ??
      (site(name) ? partFault(element) : undefined);
    if (odd) return [{ ...place, field, message: odd[0], remedy: odd[1] }];
    if (/^\p{Lu}|\./u.test(name)) return [];
    return element.attributes.flatMap((attribute): Fault[] => {
      const odd = 'name' in attribute ? attributeFault(attribute.name, name) : undefined;
      return odd ? [{ ...place, field: 'element', message: odd[0], remedy: odd[1] }] : [];
    });
  });
}
