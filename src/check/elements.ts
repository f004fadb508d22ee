/** The elements of an essay: components and HTML that do not exist, or that no page of the site holds. */
import { editDistance, type Fault, nearest, placeAt } from './finding.ts';
import { HTML, OBSOLETE } from './html.ts';
import { isOpaque } from './prose.ts';
import { FOREIGN } from './slips.ts';
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

type Said = readonly [message: string, remedy: string];

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
    if (bound.has(first) || (first === name && components.has(name))) return undefined;
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
  if (name.includes('-') || HTML.has(name) || name === '') return FOREIGN[name];
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

/** What is wrong with an attribute of an HTML element. */
function attributeFault(name: string, tag: string): Said | undefined {
  if (name === 'style') {
    const remedy = "remove it, or give a class its rule in style.css in the essay's folder";
    return [`style= on <${tag}>, which the site's pages do not take`, remedy];
  }
  if (!/^on\p{L}/u.test(name)) return undefined;
  return [`${shown(name)}= on <${tag}>, which the site's pages do not run`, 'remove it'];
}

/** Elements and attributes that are not known, or that the site's pages do not take. */
export function elementFaults(
  root: Node,
  source: string,
  components: ReadonlySet<string>,
): Fault[] {
  const own = bound(root);
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
    if (/^\p{Lu}|\./u.test(name)) return [];
    return element.attributes.flatMap((attribute): Fault[] => {
      const odd = 'name' in attribute ? attributeFault(attribute.name, name) : undefined;
      return odd ? [{ ...place, field: 'element', message: odd[0], remedy: odd[1] }] : [];
    });
  });
}
